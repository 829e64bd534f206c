import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { actorOf } from "#app/domain/access/organization.ts";
import { type Role, roles } from "#app/domain/access/roles.ts";
import { badLinksPerPlaceMax, linksPerUserMax, usesPerLinkMax, useWindowMs } from "#app/domain/entitlement/limits.ts";
import { issueDownloadLink } from "#app/services/downloads/issue-download-link.server.ts";
import { removeDownloadFile } from "#app/services/downloads/manage-download-files.server.ts";
import { type OpenDownloadInput, openDownload } from "#app/services/downloads/open-download.server.ts";
import { findMasterKeyUse } from "#app/services/keys/rotate-master-key.server.ts";
import { revokeEntitlementsOf } from "#app/services/keys/revoke-entitlements.server.ts";
import { listLinksOfEntitlement } from "#db/repositories/download-links.ts";
import { accessKey, listAccesses } from "#db/repositories/entitlements.ts";
import { buildPartner, buildPartnerActor, buildSubscription, buildUser } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildDownloadCase, buildFile, downloadDeps, memoryStore } from "#test/support/downloads.ts";
import { buildSoftware, keysAt as at, masterKeyText } from "#test/support/keys.ts";

type Case = Awaited<ReturnType<typeof buildDownloadCase>>;

const later = (ms: number) => Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds + ms);
const seconds = (count: number) => count * 1000;
const days = (count: number) => count * 86_400_000;

async function issue(built: Case, kind: "own" | "copied" = "copied", actor = built.actor, when = at) {
  const result = await issueDownloadLink(built.downloads, actor, { ...built.line, fileId: built.file.id, kind }, when);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

function requestOf(path: string, request: Partial<OpenDownloadInput> = {}): OpenDownloadInput {
  const url = new URL(path, "https://portal.example.test");
  return {
    linkId: url.pathname.replace(/^\/d\//, ""),
    e: url.searchParams.get("e") ?? "",
    s: url.searchParams.get("s") ?? "",
    method: "GET",
    range: null,
    ifRange: null,
    address: "203.0.113.4",
    ...request,
  };
}

async function fetchLink(built: Case, path: string, when = at, request: Partial<OpenDownloadInput> = {}) {
  const result = await openDownload(built.downloads, requestOf(path, request), when);
  if (!result.ok) return { status: 0, code: result.refusal.code, text: "", headers: {} as Record<string, string> };
  let text = "";
  for await (const chunk of result.value.body ?? []) text += String(chunk);
  return { status: result.value.status, code: null, text, headers: result.value.headers };
}

async function cancel(built: Case) {
  const { deps, line, partner, subscriptionId, actor, sku } = built;
  return deps.db.transaction().execute(async (tx) => {
    await tx
      .updateTable("subscription")
      .set({ cancelled_at: at.epochMilliseconds, next_charge_at: null })
      .where("id", "=", subscriptionId)
      .execute();
    const purchase = { ...line, partnerId: partner.id, productId: sku.productId, subscriptionId };
    return revokeEntitlementsOf(deps, tx, actor, purchase, at);
  });
}

async function linesOf({ deps, line }: Case) {
  return deps.db
    .selectFrom("activity")
    .select(["action", "outcome", "refusal_code", "actor_kind", "actor_user_id", "actor_roles", "address", "new_json"])
    .where("order_id", "=", line.orderId)
    .where("action", "in", ["link-copied", "file-downloaded"])
    .orderBy("at")
    .orderBy("id")
    .execute();
}

describeOnBothDatabases("A download link", (database) => {
  test("brings the file, with its name, its hash, and nothing a browser would run", async () => {
    const built = await buildDownloadCase(database().db, { fileName: "SW_DVD „Größe“.iso" });
    const link = await issue(built);
    expect(link.path).toMatch(/^\/d\/[0-9a-f-]{36}\?e=\d+&s=[A-Za-z0-9_-]{43}$/);
    expect(link.file).toMatchObject({ sizeBytes: 10, sha256: built.file.sha256 });
    const answer = await fetchLink(built, link.path);
    expect(answer).toMatchObject({ status: 200, text: "0123456789" });
    expect(answer.headers).toEqual({
      "Accept-Ranges": "bytes",
      "Cache-Control": "private, no-store",
      "Content-Disposition": `attachment; filename="SW_DVD _Gro_e_.iso"; filename*=UTF-8''SW_DVD%20%E2%80%9EGr%C3%B6%C3%9Fe%E2%80%9C.iso`,
      "Content-Length": "10",
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "Content-Type": "application/octet-stream",
      ETag: `"${built.file.sha256}"`,
      "Referrer-Policy": "no-referrer",
      "Repr-Digest": `sha-256=:${Buffer.from(built.file.sha256, "hex").toString("base64")}:`,
      "X-Content-Type-Options": "nosniff",
    });
  });

  test("is refused with any letter of its id, end or signature changed, before the database is asked for it", async () => {
    const built = await buildDownloadCase(database().db);
    const { path } = await issue(built);
    const { linkId, e, s } = requestOf(path);
    const other = await issue(built);
    const changes = [
      ...[...linkId].map((_, n) => ({ linkId: changedAt(linkId, n), e, s })),
      ...[...e].map((_, n) => ({ linkId, e: changedAt(e, n), s })),
      ...[...s].map((_, n) => ({ linkId, e, s: changedAt(s, n) })),
      { linkId: other.linkId, e, s },
      { linkId, e: `0${e}`, s },
      { linkId, e: `${e}.0`, s },
      { linkId, e: ` ${e}`, s },
      { linkId: `../${linkId}`, e, s },
      { linkId: linkId.toUpperCase(), e, s },
      { linkId, e, s: `${s}=` },
      { linkId, e, s: "" },
      { linkId: "", e: "", s: "" },
    ];
    for (const [n, change] of changes.entries()) {
      const answer = await fetchLink(built, path, at, { ...change, address: `198.51.100.${n}` });
      expect(answer.code, JSON.stringify(change)).toBe("link-invalid");
    }
    expect(await fetchLink(built, path)).toMatchObject({ status: 200 });
  });

  test("ends 30 days after it was made, to the second", async () => {
    const built = await buildDownloadCase(database().db);
    const link = await issue(built, "copied", built.actor, later(700));
    // A whole second, never after the 30 days.
    expect(link.expiresAt).toEqual(later(days(30)));
    expect(await fetchLink(built, link.path, later(days(30)))).toMatchObject({ code: "link-expired" });
    expect(await fetchLink(built, link.path, later(days(30) + seconds(1)))).toMatchObject({ code: "link-expired" });
    expect(await fetchLink(built, link.path, later(days(30) - seconds(1)))).toMatchObject({ status: 200 });
  });

  test("ends 5 days after its first use, to the second; looking at it with HEAD is no use", async () => {
    const built = await buildDownloadCase(database().db);
    const { path, linkId } = await issue(built);
    expect(await fetchLink(built, path, at, { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
    expect(await fetchLink(built, path, at, { range: "bytes=99-" })).toMatchObject({ status: 416 });
    expect(await linesOf(built)).toMatchObject([{ action: "link-copied" }]);
    expect(await fetchLink(built, path, later(days(20)))).toMatchObject({ status: 200 });
    expect(await fetchLink(built, path, later(days(22)))).toMatchObject({ status: 200 });
    expect(await fetchLink(built, path, later(days(25) - seconds(1)))).toMatchObject({ status: 200 });
    expect(await fetchLink(built, path, later(days(25)))).toMatchObject({ code: "link-expired" });
    expect(await fetchLink(built, path, later(days(25) + seconds(1)))).toMatchObject({ code: "link-expired" });
    const [stored] = await listLinksOfEntitlement(built.deps.db, built.partner.id, built.line, 5);
    expect(stored).toMatchObject({ id: linkId, useCount: 3, firstUsedAt: later(days(20)) });
  });

  test("of a first use in its last days still ends after 30", async () => {
    const built = await buildDownloadCase(database().db);
    const { path } = await issue(built);
    expect(await fetchLink(built, path, later(days(29)))).toMatchObject({ status: 200 });
    expect(await fetchLink(built, path, later(days(30)))).toMatchObject({ code: "link-expired" });
  });

  test("stops at the next range request after the cancellation, with a log line", async () => {
    const built = await buildDownloadCase(database().db);
    const { path } = await issue(built);
    expect(await fetchLink(built, path, at, { range: "bytes=0-4" })).toMatchObject({ status: 206, text: "01234" });
    expect(await cancel(built)).toEqual({ keys: 0, links: 1 });
    const next = { range: "bytes=5-9", ifRange: `"${built.file.sha256}"` };
    expect(await fetchLink(built, path, later(1), next)).toMatchObject({ code: "link-revoked" });
    expect(await fetchLink(built, path, later(useWindowMs), { ...next, address: "192.0.2.77" })).toMatchObject({
      code: "link-revoked",
    });
    const lines = await linesOf(built);
    expect(lines.map(({ action, outcome, refusal_code }) => [action, outcome, refusal_code])).toEqual([
      ["link-copied", "done", null],
      ["file-downloaded", "done", null],
      ["file-downloaded", "refused", "link-revoked"],
    ]);
  });

  test("asks for its right at every use: it stops where nobody revoked it, and at the end of the subscription", async () => {
    const built = await buildDownloadCase(database().db);
    const { path } = await issue(built);
    const set = (values: object) =>
      built.deps.db.updateTable("subscription").set(values).where("id", "=", built.subscriptionId).execute();
    await set({ cancelled_at: at.epochMilliseconds, next_charge_at: null });
    expect(await fetchLink(built, path)).toMatchObject({ code: "link-revoked" });
    await set({ cancelled_at: null, is_auto_renew_on: 0, term_end_at: later(days(3)).epochMilliseconds });
    expect(await fetchLink(built, path, later(days(3) - 1))).toMatchObject({ status: 200 });
    expect(await fetchLink(built, path, later(days(3)))).toMatchObject({ code: "link-revoked" });
  });

  test("never comes back once it is revoked: the database itself refuses", async () => {
    const built = await buildDownloadCase(database().db);
    const { linkId, path } = await issue(built);
    await cancel(built);
    const link = () => built.deps.db.updateTable("download_link").where("id", "=", linkId);
    await expect(link().set({ revoked_at: null }).execute()).rejects.toThrow(/stays revoked/);
    const fresh = await buildDownloadCase(database().db);
    const other = await issue(fresh);
    const ofOther = () => fresh.deps.db.updateTable("download_link").where("id", "=", other.linkId);
    await expect(
      ofOther()
        .set({ expires_at: later(days(99)).epochMilliseconds })
        .execute(),
    ).rejects.toThrow(/signed for/);
    await expect(ofOther().set({ file_id: built.file.id }).execute()).rejects.toThrow(/signed for/);
    expect(await fetchLink(built, path)).toMatchObject({ code: "link-revoked" });
    expect(
      await issueDownloadLink(built.downloads, built.actor, { ...built.line, fileId: built.file.id, kind: "own" }, at),
    ).toMatchObject({
      refusal: { code: "entitlement-cancelled" },
    });
  });

  test("brings the file it was made for, also after another took its place, but not one that was taken back", async () => {
    const built = await buildDownloadCase(database().db);
    const { path } = await issue(built);
    const replacement = await buildFile(built.downloads, built.operator, built.sku.productId, {
      bytes: Buffer.from("new"),
    });
    expect(await fetchLink(built, path)).toMatchObject({ text: "0123456789" });
    const old = { ...built.line, fileId: built.file.id, kind: "copied" } as const;
    expect(await issueDownloadLink(built.downloads, built.actor, old, at)).toMatchObject({
      refusal: { code: "download-not-offered" },
    });
    const fresh = await issue({ ...built, file: replacement });
    expect(await fetchLink(built, fresh.path)).toMatchObject({ text: "new" });
    await removeDownloadFile(built.downloads, built.operator, { fileId: built.file.id }, at);
    expect(await fetchLink(built, path)).toMatchObject({ code: "link-revoked" });
  });

  test("outlives a rotation of the master key, and says until when the old one is needed", async () => {
    const [first, second] = [masterKeyText(1), masterKeyText(2)];
    const store = memoryStore();
    const built = await buildDownloadCase(database().db, {
      deps: downloadDeps(database().db, { store, masterKeys: first }),
    });
    const { path, expiresAt } = await issue(built);
    const rotated = { ...built, downloads: downloadDeps(database().db, { store, masterKeys: `${first}\n${second}` }) };
    expect(await fetchLink(rotated, path)).toMatchObject({ status: 200 });
    expect(await fetchLink(rotated, (await issue(rotated)).path)).toMatchObject({ status: 200 });
    const use = await findMasterKeyUse(built.deps, at);
    expect(use.find(({ version }) => version === 1)?.linksEndAt?.epochMilliseconds).toBeGreaterThanOrEqual(
      expiresAt.epochMilliseconds,
    );
    const retired = { ...built, downloads: downloadDeps(database().db, { store, masterKeys: second }) };
    expect(await fetchLink(retired, path)).toMatchObject({ code: "link-invalid" });
  });
});

function changedAt(text: string, index: number): string {
  return text.slice(0, index) + (text[index] === "1" ? "2" : "1") + text.slice(index + 1);
}

describeOnBothDatabases("Ranges of a download", (database) => {
  test.each([
    [null, 200, "0123456789", undefined],
    ["bytes=0-0", 206, "0", "bytes 0-0/10"],
    ["bytes=3-", 206, "3456789", "bytes 3-9/10"],
    ["bytes=-4", 206, "6789", "bytes 6-9/10"],
    ["bytes=-99", 206, "0123456789", "bytes 0-9/10"],
    ["bytes=2-99", 206, "23456789", "bytes 2-9/10"],
    ["BYTES=2-3", 206, "23", "bytes 2-3/10"],
    ["bytes=10-", 416, "", "bytes */10"],
    ["bytes=-0", 416, "", "bytes */10"],
    ["bytes=5-2", 200, "0123456789", undefined],
    ["bytes=-", 200, "0123456789", undefined],
    ["bytes=0-1,4-5", 200, "0123456789", undefined],
    ["items=0-1", 200, "0123456789", undefined],
    ["bytes=0x1-2", 200, "0123456789", undefined],
    ["bytes=99999999999999999999-", 200, "0123456789", undefined],
  ])("%s: status %i", async (range, status, text, contentRange) => {
    const built = await buildDownloadCase(database().db);
    const { path } = await issue(built);
    const answer = await fetchLink(built, path, at, { range });
    expect(answer).toMatchObject({ status, text });
    expect(answer.headers["Content-Range"]).toBe(contentRange);
    if (status !== 416) expect(answer.headers["Content-Length"]).toBe(String(text.length));
    const head = await fetchLink(built, path, at, { range, method: "HEAD" });
    expect(head).toMatchObject({ status, text: "", headers: answer.headers });
  });

  test("with If-Range are honoured for the same content only", async () => {
    const built = await buildDownloadCase(database().db);
    const { path } = await issue(built);
    const etag = `"${built.file.sha256}"`;
    const statusFor = async (ifRange: string) =>
      (await fetchLink(built, path, at, { range: "bytes=1-2", ifRange })).status;
    expect(await statusFor(etag)).toBe(206);
    expect(await statusFor('"another"')).toBe(200);
    expect(await statusFor(`W/${etag}`)).toBe(200);
    expect(await statusFor("Mon, 02 Nov 2026 09:00:00 GMT")).toBe(200);
  });
});

describeOnBothDatabases("Who downloads", (database) => {
  const allowed = new Set<Role>(["admin-agent", "customer-global-admin"]);

  test.each(roles)("the role %s: as the permission table says, and a refusal is logged", async (role) => {
    const built = await buildDownloadCase(database().db);
    const { deps, partner, customer, line, file } = built;
    const isOperator = role === "operator";
    const isCustomer = role.startsWith("customer-");
    const user = await buildUser(deps.db, {
      ...(isOperator ? {} : { partnerId: partner.id }),
      ...(isCustomer ? { customerId: customer.id } : {}),
      roles: [role],
    });
    const organization = isOperator
      ? ({ kind: "operator" } as const)
      : isCustomer
        ? ({ kind: "customer", partnerId: partner.id, customerId: customer.id } as const)
        : ({ kind: "partner", partnerId: partner.id } as const);
    const actor = actorOf(organization, { userId: user.id, roles: [role], address: null });
    for (const kind of ["own", "copied"] as const) {
      const result = await issueDownloadLink(built.downloads, actor, { ...line, fileId: file.id, kind }, at);
      expect(result.ok).toBe(allowed.has(role));
      if (!result.ok) expect(result.refusal).toMatchObject({ code: "role-needed", action: "see-keys" });
    }
    const logged = await deps.db
      .selectFrom("activity")
      .select(["action", "outcome"])
      .where("actor_user_id", "=", user.id)
      .orderBy("id")
      .execute();
    expect(logged).toEqual(
      allowed.has(role)
        ? [{ action: "link-copied", outcome: "done" }]
        : [
            { action: "file-downloaded", outcome: "refused" },
            { action: "link-copied", outcome: "refused" },
          ],
    );
  });

  test("is the user who made it for an own download, and the link holder with address for a copied link", async () => {
    const built = await buildDownloadCase(database().db);
    const own = await issue(built, "own", built.actor);
    await fetchLink(built, own.path, later(1), { address: "192.0.2.44" });
    const copied = await issue(built, "copied", built.actor, later(2));
    await fetchLink(built, copied.path, later(3), { address: "203.0.113.99" });
    const lines = await linesOf(built);
    expect(
      lines.map((line) => [line.action, line.actor_kind, line.actor_user_id, line.actor_roles, line.address]),
    ).toEqual([
      ["file-downloaded", "partner", built.actor.userId, "admin-agent", "192.0.2.44"],
      ["link-copied", "partner", built.actor.userId, "admin-agent", "192.0.2.1"],
      ["file-downloaded", "customer", null, "", "203.0.113.99"],
    ]);
    expect(JSON.parse(lines[2]?.new_json ?? "")).toEqual({
      lineNumber: 0,
      linkId: copied.linkId,
      fileName: "setup.iso",
      sha256: built.file.sha256,
    });
    const scope = { partnerId: built.partner.id, customerId: built.customer.id };
    const accesses = await listAccesses(built.deps.db, scope, { limit: 2, cursor: null });
    expect(accesses.rows.map(({ action, userId, side }) => [action, userId, side])).toEqual([
      ["file-downloaded", null, "customer"],
      ["link-copied", built.actor.userId, "partner"],
    ]);
    expect(accesses.hasNext).toBe(true);
    const last = accesses.rows.at(-1);
    const cursor = last === undefined ? null : ({ direction: "after", key: accessKey(last) } as const);
    const rest = await listAccesses(built.deps.db, scope, { limit: 2, cursor });
    expect(rest).toMatchObject({ hasNext: false, rows: [{ action: "file-downloaded", userId: built.actor.userId }] });
    const ofAgent = await listAccesses(built.deps.db, scope, { limit: 9, cursor: null, userId: built.actor.userId });
    expect(ofAgent.rows).toHaveLength(2);
  });

  test("in many pieces is one line, and one more for each place and for each time it begins anew", async () => {
    const built = await buildDownloadCase(database().db);
    const { path } = await issue(built, "own");
    for (let first = 0; first < 10; first++)
      await fetchLink(built, path, later(first), { range: `bytes=${first}-${first}` });
    expect(await linesOf(built)).toHaveLength(1);
    await fetchLink(built, path, later(20), { range: "bytes=5-", address: "192.0.2.200" });
    expect(await linesOf(built)).toHaveLength(2);
    await fetchLink(built, path, later(21), { range: "bytes=6-", address: "192.0.2.200" });
    expect(await linesOf(built)).toHaveLength(2);
    await fetchLink(built, path, later(22), { address: "192.0.2.200" });
    expect(await linesOf(built)).toHaveLength(3);
    await fetchLink(built, path, later(22 + useWindowMs), { range: "bytes=6-", address: "192.0.2.200" });
    expect(await linesOf(built)).toHaveLength(4);
  });

  test("of another partner or customer is not there", async () => {
    const mine = await buildDownloadCase(database().db);
    const stranger = await buildPartnerActor(mine.deps.db, (await buildPartner(mine.deps.db)).id);
    const theirs = await buildDownloadCase(database().db);
    const input = { ...mine.line, fileId: mine.file.id, kind: "copied" } as const;
    for (const actor of [stranger, theirs.actor, theirs.customerActor])
      expect(await issueDownloadLink(mine.downloads, actor, input, at)).toEqual({
        ok: false,
        refusal: { code: "not-found", what: "order" },
      });
    expect(await linesOf(mine)).toEqual([]);
  });

  test("what the product does not offer, or a product without downloads, is refused", async () => {
    const built = await buildDownloadCase(database().db);
    const other = await buildDownloadCase(database().db);
    const foreign = { ...built.line, fileId: other.file.id, kind: "own" } as const;
    const notOffered = { ok: false, refusal: { code: "download-not-offered" } };
    expect(await issueDownloadLink(built.downloads, built.actor, foreign, at)).toEqual(notOffered);
    expect(await issueDownloadLink(built.downloads, built.actor, { ...foreign, fileId: "none" }, at)).toEqual(
      notOffered,
    );
    const right = await buildSoftware(built.deps.db, { needsDownload: false });
    const { orderId } = await buildSubscription(built.deps.db, { customer: built.customer, sku: right, at });
    const input = { ...built.line, orderId, fileId: built.file.id, kind: "own" } as const;
    expect(await issueDownloadLink(built.downloads, built.actor, input, at)).toEqual({
      ok: false,
      refusal: { code: "no-download-needed" },
    });
  });

  test("too many links, uses of one link, or guesses from one place are refused for a while", async () => {
    const built = await buildDownloadCase(database().db);
    const { path, linkId } = await issue(built);
    const { db } = built.deps;
    const input = { ...built.line, fileId: built.file.id, kind: "copied" } as const;
    await db
      .updateTable("rate_limit")
      .set({ count: linksPerUserMax })
      .where("bucket", "like", "download-links:%")
      .execute();
    expect(await issueDownloadLink(built.downloads, built.actor, input, at)).toMatchObject({
      refusal: { code: "too-many-attempts" },
    });
    expect((await issueDownloadLink(built.downloads, built.actor, input, later(days(1)))).ok).toBe(true);

    await fetchLink(built, path);
    await db
      .updateTable("rate_limit")
      .set({ count: usesPerLinkMax })
      .where("bucket", "like", "download-link:%")
      .execute();
    expect(await fetchLink(built, path)).toMatchObject({ code: "too-many-attempts" });
    expect(await fetchLink(built, path, later(useWindowMs))).toMatchObject({ status: 200 });

    const guess = { linkId, e: "1", s: "guess", address: "198.51.100.250" };
    expect(await fetchLink(built, path, at, guess)).toMatchObject({ code: "link-invalid" });
    await db
      .updateTable("rate_limit")
      .set({ count: badLinksPerPlaceMax })
      .where("bucket", "like", "bad-download-link:%")
      .execute();
    expect(await fetchLink(built, path, at, guess)).toMatchObject({ code: "too-many-attempts" });
    expect(await fetchLink(built, path, later(useWindowMs), { address: "198.51.100.250" })).toMatchObject({
      status: 200,
    });
  });

  test("at once with a cancellation: a link that is made then is revoked, or not made", async () => {
    for (let round = 0; round < 10; round++) {
      const built = await buildDownloadCase(database().db);
      const input = { ...built.line, fileId: built.file.id, kind: "copied" } as const;
      const [made] = await Promise.all([issueDownloadLink(built.downloads, built.actor, input, at), cancel(built)]);
      if (made.ok) expect(await fetchLink(built, made.value.path)).toMatchObject({ code: "link-revoked" });
      else expect(made.refusal.code).toBe("entitlement-cancelled");
    }
  });
});
