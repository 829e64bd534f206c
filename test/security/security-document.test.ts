import { readdirSync, readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { invitationLinksPerUserMax } from "#app/domain/access/invitation.ts";
import { passwordLengthMax, passwordLengthMin } from "#app/domain/access/password.ts";
import { bulkRowsMax } from "#app/domain/bulk/bulk-change.ts";
import { priceListRowsMax } from "#app/domain/catalog/price-list-reader.ts";
import * as keyLimits from "#app/domain/entitlement/limits.ts";
import { cartLinesMax } from "#app/domain/policies.ts";
import * as support from "#app/domain/support/support-request.ts";
import { deviceListBytesMax } from "#app/http/device-list-form.server.ts";
import { defaultRateLimits } from "#app/server/rate-limit.ts";
import { sessionEndsAt } from "#app/services/accounts/session-life.server.ts";
import { attemptsPerAccountMax, attemptsPerPlaceMax, signInWindowMs } from "#app/services/accounts/sign-in.server.ts";
import { productListBytesMax } from "#app/services/product-list/read-list-file.server.ts";

const root = new URL("../../", import.meta.url);
const document = readFileSync(new URL("SECURITY.md", root), "utf8");

const count = (value: number) => value.toLocaleString("en-US");
const minutes = (ms: number) => `${ms / 60_000} minutes`;
const hours = (ms: number) => `${ms / 3_600_000} hours`;

const limits: Readonly<Record<string, string>> = {
  attemptsPerAccountMax: count(attemptsPerAccountMax),
  attemptsPerPlaceMax: count(attemptsPerPlaceMax),
  signInWindowMs: minutes(signInWindowMs),
  revealsPerUserMax: count(keyLimits.revealsPerUserMax),
  revealsPerCustomerMax: count(keyLimits.revealsPerCustomerMax),
  revealWindowMs: hours(keyLimits.revealWindowMs),
  passwordProofMs: minutes(keyLimits.passwordProofMs),
  linksPerUserMax: count(keyLimits.linksPerUserMax),
  linkWindowMs: hours(keyLimits.linkWindowMs),
  linkLifetimeMs: hours(keyLimits.linkLifetimeMs),
  invitationLinksPerUserMax: count(invitationLinksPerUserMax),
  unsafePerMinute: count(defaultRateLimits.unsafePerMinute),
  safePerMinute: count(defaultRateLimits.safePerMinute),
  passwordLengthMin: `${passwordLengthMin} characters`,
  passwordLengthMax: `${passwordLengthMax} characters`,
  attachmentBytesMax: `${count(support.attachmentBytesMax)} bytes`,
  attachmentsPerMessageMax: count(support.attachmentsPerMessageMax),
  attachmentsPerRequestMax: count(support.attachmentsPerRequestMax),
  textLengthMax: `${count(support.textLengthMax)} characters`,
  productListBytesMax: `${count(productListBytesMax)} bytes`,
  deviceListBytesMax: `${count(deviceListBytesMax)} bytes`,
  priceListRowsMax: count(priceListRowsMax),
  cartLinesMax: count(cartLinesMax),
  bulkRowsMax: count(bulkRowsMax),
};

/** Every file of the product's own code. */
function sources(): { path: string; text: string }[] {
  return ["app", "db", "jobs"].flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => {
        const path = `${entry.parentPath}/${entry.name}`.split(/[\\/]/).join("/");
        return { path: path.slice(path.indexOf(`/${folder}/`) + 1), text: readFileSync(path, "utf8") };
      }),
  );
}

describe("the document about security", () => {
  it("names every limit with the number that is in the code", () => {
    const rows = [...document.matchAll(/^\|[^|]+\| ([^|]+?) +\| `([a-z]\w*)` +\|$/gm)];
    expect(Object.fromEntries(rows.map(([, limit = "", name = ""]) => [name, limit]))).toEqual(limits);
  });

  it("says when sessions end as they do", () => {
    const begin = Temporal.Instant.from("2026-01-01T00:00:00Z");
    const lastedHours = (lastSeenAt: Temporal.Instant) =>
      sessionEndsAt({ createdAt: begin, lastSeenAt }).since(begin).total("hours");
    expect([lastedHours(begin), lastedHours(begin.add({ hours: 100 }))]).toEqual([0.5, 12]);
    expect(document).toContain("ends 30 minutes after its last request, and 12 hours after the sign-in");
  });

  it("names every algorithm that is used, and there is no other", () => {
    const used = sources().flatMap(({ text }) =>
      [...text.matchAll(/(?:createHash|createHmac|hkdfSync|createCipheriv|\bsign)\("([\w-]+)"|alg: "(\w+)"/g)].map(
        ([, algorithm, signature]) => algorithm ?? signature ?? "",
      ),
    );
    expect([...new Set(used)].toSorted()).toEqual(["ES256", "RS256", "aes-256-gcm", "sha256"]);
    for (const name of new Set([...used, "argon2id"])) expect(document).toContain(`\`${name}\``);
  });
});

describe("the product's own code", () => {
  /** Files that do one thing which no request may lead to, each with its reason. */
  const processesStartedBy = [
    // Builds and starts the demo on a developer's own machine.
    "app/server/demo-build.ts",
    // Keeps the web process and the jobs alive.
    "app/server/supervise.ts",
  ];

  it("starts no process for a request, and runs no text as a program", () => {
    const starting = sources().filter(({ text }) => /["'](?:node:)?(?:child_process|vm|cluster)["']/.test(text));
    expect(starting.map(({ path }) => path).toSorted()).toEqual(processesStartedBy);
  });

  it("writes no HTML past React but for drawings and scripts of its own", () => {
    const raw = sources().filter(({ text }) =>
      /dangerouslySetInnerHTML|\.innerHTML\s*=|insertAdjacentHTML|document\.write/.test(text),
    );
    expect(raw.map(({ path }) => path).toSorted()).toEqual(["app/components/page-scripts.tsx", "app/ui/icon.tsx"]);
  });

  it("hinders nobody from pasting or from having a password filled in", () => {
    const hindering = sources().filter(({ text }) =>
      /onPaste|onCopy|onDrop=|"paste"|autoComplete="off"[^>]*password/i.test(text),
    );
    expect(hindering.map(({ path }) => path)).toEqual([]);
  });
});
