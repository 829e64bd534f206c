import { afterAll, beforeAll, expect, it } from "vitest";
import { buildCustomer, buildSku, buildSubscription } from "#test/support/builders.ts";
import { createAccount, fromOwnPage, type RunningPortal, signInTo, startPortal } from "#test/support/portal.ts";

let portal: RunningPortal;
beforeAll(async () => {
  portal = await startPortal();
});
afterAll(() => portal.close());

it("a calendar is read by its address alone, and the address stands in no log", async () => {
  const account = await createAccount(portal, { roles: ["admin-agent"] });
  const { db, clock } = portal.composition.deps;
  const { partner_id: partnerId } = await db
    .selectFrom("user_account")
    .select("partner_id")
    .where("id", "=", account.userId)
    .executeTakeFirstOrThrow();
  const customer = await buildCustomer(db, partnerId ?? "");
  const { sku } = await buildSku(db);
  await buildSubscription(db, { customer, sku, at: clock.now().subtract({ hours: 1 }) });
  const { cookie } = await signInTo(portal, account);
  const page = await fetch(`${portal.url}/settings/calendar`, {
    method: "POST",
    headers: { ...fromOwnPage(portal), Cookie: cookie },
    body: new URLSearchParams({ intent: "renew" }),
  });
  const [address = ""] = /http:\/\/[^"]+\/calendar\/[\w-]{43}\.ics/.exec(await page.text()) ?? [];
  expect(address).not.toBe("");

  const file = await fetch(address);
  expect(file.status).toBe(200);
  expect(file.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
  expect(file.headers.get("cache-control")).toBe("no-store");
  const text = await file.text();
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(2);

  const secret = address.split("/").at(-1)?.replace(".ics", "") ?? "";
  for (const wrong of [
    `/calendar/${secret}`,
    `/calendar/${secret.slice(0, -1)}.ics`,
    "/calendar/.ics",
    `/calendar/${secret}x.ics`,
  ]) {
    const answer = await fetch(portal.url + wrong);
    expect(answer.status, wrong.length.toString()).toBe(404);
    expect(await answer.text()).not.toContain("VEVENT");
  }
  await fetch(`${portal.url}//calendar/${secret}.ics`);
  const lines = portal.log.map((line) => JSON.stringify(line)).join("\n");
  expect(lines).toContain("/calendar/[secret]");
  expect(lines).not.toContain(secret.slice(0, 20));
});
