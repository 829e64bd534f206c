import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  beginText,
  chainOf,
  earlierLineText,
  lineText,
  portalChain,
  sealText,
  type StoredLine,
} from "#app/domain/activity/chain.ts";
import { deriveKey } from "#app/services/activity/activity-keys.server.ts";

const line: StoredLine = {
  id: "0199f3a0-0000-7000-8000-000000000001",
  atMs: 1_762_074_000_000,
  actorKind: "partner",
  userId: "0199f3a0-0000-7000-8000-00000000000a",
  job: null,
  roles: "admin-agent,global-admin",
  address: "203.0.113.7",
  action: "auto-renew-switched",
  outcome: "done",
  refusalCode: null,
  customerId: "0199f3a0-0000-7000-8000-00000000000c",
  orderId: null,
  subscriptionId: null,
  productId: null,
  oldJson: '{"isAutoRenewOn":true}',
  newJson: '{"isAutoRenewOn":false,"note":"Grüße, \\"Ω\\"\\n"}',
  applicationId: null,
};
const chain = "0199f3a0-0000-7000-8000-0000000000ff";
const place = { chain, sequence: 42, previousMac: "cHJldmlvdXM" };

describe("The text of a line", () => {
  test("stays as it was written once: whoever verifies in ten years writes it the same way", () => {
    expect(lineText(place, line)).toBe(
      '["activity-line/1","0199f3a0-0000-7000-8000-0000000000ff",42,"cHJldmlvdXM",' +
        '"0199f3a0-0000-7000-8000-000000000001",1762074000000,"partner","0199f3a0-0000-7000-8000-00000000000a",null,' +
        '"admin-agent,global-admin","203.0.113.7","auto-renew-switched","done",null,' +
        '"0199f3a0-0000-7000-8000-00000000000c",null,null,null,"{\\"isAutoRenewOn\\":true}",' +
        '"{\\"isAutoRenewOn\\":false,\\"note\\":\\"Grüße, \\\\\\"Ω\\\\\\"\\\\n\\"}"]',
    );
  });

  test("has a MAC under a known secret that is pinned, key derivation and all", () => {
    const key = deriveKey(Buffer.alloc(32, 7), 1);
    expect(key.macOfLine(lineText(place, line))).toBe("Sthh7hjbpKprW7ugoo7D1DAWAQUP5VkIzB7ajPQyS58");
    expect(key.macOfSeal(lineText(place, line))).toBe("m-daHrMJGaHBfiU0RJcH2o2duYBjK6qPVAUZ0qnQIpI");
    expect(key.mark).toBe("7So24Kak6RAS");
    expect(key.macOfLine("x")).not.toBe(createHmac("sha256", Buffer.alloc(32, 7)).update("x").digest("base64url"));
  });

  test("differs where any field, the place or the kind of text differs", () => {
    const texts = new Set([lineText(place, line), earlierLineText(place, line)]);
    const fields = Object.keys(line) as (keyof StoredLine)[];
    for (const field of fields) {
      const value = line[field];
      const other = typeof value === "number" ? value + 1 : value === null ? "" : `${value}x`;
      texts.add(lineText(place, { ...line, [field]: other }));
    }
    texts.add(lineText({ ...place, chain: portalChain }, line));
    texts.add(lineText({ ...place, sequence: 43 }, line));
    texts.add(lineText({ ...place, previousMac: "" }, line));
    // A value that moves into the field beside it.
    texts.add(lineText(place, { ...line, customerId: null, orderId: line.customerId }));
    texts.add(beginText(chain, 0, ""));
    texts.add(sealText("2026-11-02", 0, []));
    expect(texts.size).toBe(2 + fields.length + 6);
  });

  test("is the portal's own chain for lines without a partner", () => {
    expect(chainOf(null)).toBe(portalChain);
    expect(chainOf(chain)).toBe(chain);
  });
});
