import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { passwordProofMs, revealsPerCustomerMax } from "#app/domain/entitlement/limits.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { cookiesOf } from "#app/http/cookies.server.ts";
import { sandboxSessionSecret } from "#app/http/env.server.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { startSession } from "#app/services/accounts/session-life.server.ts";
import { takeAttempt, bucketOf } from "#app/services/accounts/rate-limit.server.ts";
import { buildSubscription } from "#test/support/builders.ts";
import { buildDownloadCase } from "#test/support/downloads.ts";
import { buildSoftware, keysAt, newKeys } from "#test/support/keys.ts";
import { createAccount, fromOwnPage, type RunningPortal, startPortal, testPassword } from "#test/support/portal.ts";
import { textOf } from "../routes/support/html.ts";

const keyOnPage = /[A-Z0-9]{5}(?:-[A-Z0-9]{5}){4}/;
const plain = (html: string) => textOf(html.replaceAll("<wbr/>", ""));

describe("the forms of keys and downloads", () => {
  let portal: RunningPortal;
  let built: Awaited<ReturnType<typeof buildDownloadCase>>;
  beforeAll(async () => {
    portal = await startPortal({ now: keysAt });
    const { deps } = portal.composition;
    built = await buildDownloadCase(deps.db, { deps, keyDeps: deps });
  });
  afterAll(() => portal.close());

  /** Somebody of the partner, signed in; the password was proved as long ago as said. */
  async function signedIn(role: Role = "admin-agent", provedMsAgo = 0): Promise<{ cookie: string; userId: string }> {
    const { db } = portal.composition.deps;
    const { userId } = await createAccount(portal, { roles: [role], partnerId: built.partner.id });
    const begun = { userId, replaces: null, keepsLife: false, userAgent: null } as const;
    const { sessionId } = await db.transaction().execute((tx) => startSession(tx, begun, keysAt));
    await db
      .updateTable("session")
      .set({ authenticated_at: keysAt.epochMilliseconds - provedMsAgo })
      .where("user_id", "=", userId)
      .execute();
    const cookie = await cookiesOf({ sessionSecret: sandboxSessionSecret }).session.serialize(sessionId);
    return { cookie: cookie.split(";", 1)[0] ?? "", userId };
  }

  const pathOf = (line = built.line) => `/customers/${line.customerId}/software/${line.orderId}/${line.lineNumber}`;

  async function send(cookie: string, fields: Record<string, string>, path = pathOf()) {
    const response = await fetch(portal.url + path, {
      method: "POST",
      redirect: "manual",
      headers: { ...fromOwnPage(portal), Cookie: cookie },
      body: new URLSearchParams(fields),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
  const reveal = { intent: "reveal", version: "2022" };

  it("shows the key in the answer, which nobody keeps, and on no page that is asked for", async () => {
    const { cookie } = await signedIn();
    const shown = await send(cookie, reveal);
    expect(shown.status).toBe(200);
    expect(shown.headers.get("cache-control")).toBe("no-store");
    expect(built.keys).toContain(keyOnPage.exec(plain(shown.text))?.[0]);
    const page = await (await fetch(portal.url + pathOf(), { headers: { Cookie: cookie } })).text();
    expect(page).toContain("Key shown");
    expect(page).not.toMatch(keyOnPage);
    expect(JSON.stringify(portal.log)).not.toMatch(keyOnPage);
  });

  it("gives no key to a GET, whatever stands in its address", async () => {
    const { cookie } = await signedIn();
    const address = `${pathOf()}?${new URLSearchParams({ ...reveal, password: testPassword }).toString()}`;
    const response = await fetch(portal.url + address, { headers: { Cookie: cookie } });
    expect(response.status).toBe(200);
    expect(await response.text()).not.toMatch(keyOnPage);
  });

  it("asks for the password when it was proved too long ago, counts wrong ones, and goes on to the key", async () => {
    const { cookie } = await signedIn("admin-agent", passwordProofMs + 1);
    const asked = await send(cookie, reveal);
    expect(asked.status).toBe(refusalStatus["password-proof-needed"]);
    expect(plain(asked.text)).toContain("Enter your password");
    expect(asked.text).not.toMatch(keyOnPage);
    const wrong = await send(cookie, { ...reveal, password: "not this one" });
    expect(wrong.status).toBe(refusalStatus["password-wrong"]);
    expect(plain(wrong.text)).toContain("This is not your present password.");
    expect(wrong.text).not.toContain("not this one");
    const right = await send(cookie, { ...reveal, password: testPassword });
    expect(right.status).toBe(200);
    expect(plain(right.text)).toMatch(keyOnPage);
    const fresh = right.headers.getSetCookie().find((one) => one.includes("Path=/") && !one.includes("Max-Age=0"));
    // The session goes on under another id; the old one is of no use any more.
    expect((await send(fresh?.split(";", 1)[0] ?? "", reveal)).status).toBe(200);
    expect((await send(cookie, reveal)).headers.get("location")).toMatch(/^\/sign-in/);
  });

  it("stops whoever tries passwords", async () => {
    const { cookie } = await signedIn("admin-agent", passwordProofMs + 1);
    const statuses: number[] = [];
    for (let n = 0; n < 40 && statuses.at(-1) !== 429; n++)
      statuses.push((await send(cookie, { ...reveal, password: `guess ${n}` })).status);
    expect(statuses.at(-1)).toBe(429);
    const stopped = await send(cookie, { ...reveal, password: testPassword });
    expect([stopped.status, stopped.text.match(keyOnPage)]).toEqual([429, null]);
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("brings an own download at once, and shows a link to copy in the answer alone", async () => {
    const { cookie } = await signedIn();
    const { id: fileId } = built.file;
    const download = await send(cookie, { intent: "download", fileId });
    expect(download.status).toBe(303);
    const location = download.headers.get("location") ?? "";
    expect(location).toMatch(/^\/d\/[\w-]+\?e=\d+&s=/);
    expect(await (await fetch(portal.url + location)).text()).toBe("0123456789");
    const copied = await send(cookie, { intent: "copy-link", fileId });
    expect(copied.status).toBe(200);
    const link = /http:[^"<]*\/d\/[^"<]*/.exec(copied.text)?.[0].replaceAll("&amp;", "&") ?? "";
    expect(await (await fetch(link)).text()).toBe("0123456789");
    expect(plain(copied.text)).toContain("no longer than 5 days from its first use");
    const page = await (await fetch(portal.url + pathOf(), { headers: { Cookie: cookie } })).text();
    expect(page).not.toContain("/d/");
  });

  it("has a page for every refusal, in words", async () => {
    const { deps } = portal.composition;
    const { db } = deps;
    const { cookie, userId } = await signedIn();
    const expectRefused = async (
      code: keyof typeof refusalStatus,
      title: string,
      fields: Record<string, string>,
      path = pathOf(),
    ) => {
      const answer = await send(cookie, fields, path);
      expect(answer.status, code).toBe(refusalStatus[code]);
      expect(plain(answer.text), code).toContain(title);
      expect(answer.text, code).not.toMatch(keyOnPage);
    };
    const buy = async (sku: Parameters<typeof buildSubscription>[1]["sku"], isAutoRenewOn = true, at = keysAt) => {
      const { orderId } = await buildSubscription(db, { customer: built.customer, sku, at, isAutoRenewOn });
      return pathOf({ ...built.line, orderId });
    };
    const noOptions = { versions: [], languages: [], fileTypes: [], operatingSystems: [] };
    const right = await buy(await buildSoftware(db, { needsKey: false, needsDownload: false, options: noOptions }));
    const unstocked = await buy(await buildSoftware(db));
    const longAgo = keysAt.subtract({ hours: 24 * 800 });
    const expired = await buy(built.sku, false, longAgo);
    const download = { intent: "download", fileId: built.file.id };

    await expectRefused("kms-not-available", "KMS keys are not available", { ...reveal, keyKind: "kms" });
    await expectRefused("version-not-offered", "Version is not offered", { ...reveal, version: "1999" });
    await expectRefused("no-key-needed", "No key is needed", reveal, right);
    await expectRefused("no-download-needed", "No download is needed", download, right);
    await expectRefused("key-pool-empty", "No key in stock", reveal, unstocked);
    await expectRefused("entitlement-expired", "The subscription has expired", reveal, expired);
    await expectRefused(
      "entitlement-expired",
      "The subscription has expired",
      { ...download, intent: "copy-link" },
      expired,
    );
    await expectRefused("not-found", "Not found", reveal, pathOf({ ...built.line, lineNumber: 7 }));
    await expectRefused("download-not-offered", "This download is not offered", { ...download, fileId: "none" });

    const other = await buildDownloadCase(db, { deps, keyDeps: deps });
    await expectRefused("not-found", "Not found", reveal, pathOf(other.line));
    const cancelled = await buildSubscription(db, { customer: built.customer, sku: built.sku, at: keysAt });
    await db
      .updateTable("subscription")
      .set({ cancelled_at: keysAt.epochMilliseconds, next_charge_at: null })
      .where("id", "=", cancelled.id)
      .execute();
    const gone = pathOf({ ...built.line, orderId: cancelled.orderId });
    await expectRefused("entitlement-cancelled", "The purchase is cancelled", reveal, gone);
    await expectRefused("entitlement-cancelled", "The purchase is cancelled", download, gone);

    const bucket = bucketOf("key-reveal", userId, built.line.customerId);
    for (let n = 0; n < revealsPerCustomerMax; n++)
      await takeAttempt(db, { bucket, attemptsMax: revealsPerCustomerMax, windowMs: 86_400_000 }, keysAt);
    await expectRefused("too-many-attempts", "Too many attempts", reveal);

    const sales = await signedIn("sales-agent");
    const denied = await send(sales.cookie, reveal);
    expect([denied.status, plain(denied.text).includes("Admin agent")]).toEqual([403, true]);
  });

  it("withdraws the key that was looked at, once, with a reason that holds no key", async () => {
    const { deps } = portal.composition;
    const own = await buildDownloadCase(deps.db, { deps, keyDeps: deps });
    const { userId } = own.actor;
    const begun = { userId, replaces: null, keepsLife: false, userAgent: null } as const;
    const { sessionId } = await deps.db.transaction().execute((tx) => startSession(tx, begun, keysAt));
    const cookie =
      (await cookiesOf({ sessionSecret: sandboxSessionSecret }).session.serialize(sessionId)).split(";", 1)[0] ?? "";
    const path = `${pathOf(own.line)}/withdraw-key`;
    const page = async () => plain(await (await fetch(portal.url + path, { headers: { Cookie: cookie } })).text());
    expect(await page()).toContain("No key to withdraw");
    const first = keyOnPage.exec(plain((await send(cookie, reveal, pathOf(own.line))).text))?.[0] ?? "";
    expect(await page()).toContain("This cannot be undone.");
    const { id: keyId } = await deps.db
      .selectFrom("software_key")
      .select("id")
      .where("order_id", "=", own.line.orderId)
      .executeTakeFirstOrThrow();
    const form = { version: "2022", keyId, reason: "Posted in a forum", isConfirmed: "on" };
    const withdraw = (more: Record<string, string> = {}) =>
      send(cookie, { ...form, idempotencyKey: crypto.randomUUID(), ...more }, path);

    const [leaky] = newKeys(1);
    const told = await withdraw({ reason: `It is ${leaky}` });
    expect([told.status, plain(told.text).includes("Leave the key itself out.")]).toEqual([422, true]);
    // Nor does the form show it again, whatever else is wrong with it.
    expect(told.text).not.toContain(leaky);
    expect((await withdraw({ reason: `It is ${leaky}`, isConfirmed: "" })).text).not.toContain(leaky);
    expect((await withdraw({ reason: "" })).status).toBe(422);
    expect((await withdraw({ isConfirmed: "" })).status).toBe(422);
    expect((await withdraw({ keyId: "another" })).status).toBe(refusalStatus["changed-meanwhile"]);
    expect((await withdraw()).status).toBe(303);
    expect((await withdraw()).status).toBe(refusalStatus["changed-meanwhile"]);
    const second = keyOnPage.exec(plain((await send(cookie, reveal, pathOf(own.line))).text))?.[0];
    expect(own.keys).toContain(second);
    expect(second).not.toBe(first);
  });
});
