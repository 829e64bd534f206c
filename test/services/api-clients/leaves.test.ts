import { createHash } from "node:crypto";
import { decodeJwt } from "jose";
import { expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { findApiCaller } from "#app/services/api-clients/find-api-caller.server.ts";
import { giveLeave, type LeaveInput, withdrawLeave } from "#app/services/api-clients/authorize.server.ts";
import { issueToken } from "#app/services/api-clients/issue-token.server.ts";
import { createApiClient } from "#app/services/api-clients/manage-api-clients.server.ts";
import type { KeyDeps } from "#app/services/ports.ts";
import { leavesView } from "#app/views/consent.ts";
import type { Db } from "#db/client.ts";
import { sandboxVault } from "#test/support/activity-keys.ts";
import { buildPartner, buildPartnerActor, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-02T09:00:00Z");
const redirectUri = "https://shop.example/signed-in";
const verifier = "a-proof-that-is-long-enough-to-be-one-0123456789";
const challenge = createHash("sha256").update(verifier).digest("base64url");
const root = "https://portal.example";
const audience = "https://api.partnercenter.microsoft.com";
const user = { email: "ada@hume.example", displayName: "Ada Hume" };

function depsAt(db: Db, seconds = 0): KeyDeps {
  return { ...serviceDeps(db, at.add({ seconds })), keyVault: sandboxVault };
}

async function start(db: Db) {
  const partner = await buildPartner(db);
  const chief = await buildPartnerActor(db, partner.id, ["global-admin"]);
  const giver = await buildPartnerActor(db, partner.id, ["admin-agent"]);
  const wish = { name: "Marketplace", roles: [], redirectUris: [redirectUri] };
  const made = await createApiClient(depsAt(db), chief, { idempotencyKey: crypto.randomUUID(), ...wish }, at);
  if (!made.ok || made.value.secret === null) throw new Error("No application");
  const { clientId, secret } = made.value;
  const give = (changes: Partial<LeaveInput> = {}, actor: Actor = giver) =>
    giveLeave(
      depsAt(db),
      actor,
      user,
      { clientId, redirectUri, nonce: "", challenge, hasIdToken: false, root, ...changes },
      at,
    );
  const token = (
    grant: Parameters<typeof issueToken>[1]["grant"],
    seconds = 0,
    client = { clientId, clientSecret: secret },
  ) => issueToken(depsAt(db, seconds), { tenant: "common", audience, root, address: null, grant, ...client }, at);
  const change = (code: string, changes: { redirectUri?: string; verifier?: string | undefined } = {}, seconds = 0) =>
    token({ kind: "code", code, redirectUri, verifier, ...changes }, seconds);
  const refresh = (refreshToken: string, seconds = 0) => token({ kind: "refresh", refreshToken }, seconds);
  const isGood = async (accessToken: string, seconds = 0) =>
    (await findApiCaller(depsAt(db, seconds), { token: accessToken, address: null }, at)) !== undefined;
  return { partner, chief, giver, clientId, give, token, change, refresh, isGood };
}

type Started = Awaited<ReturnType<typeof start>>;

async function codeOf({ give }: Started, changes: Partial<LeaveInput> = {}): Promise<string> {
  const given = await give(changes);
  if (!given.ok) throw new Error(given.refusal.code);
  return given.value.code;
}

function tokensOf(result: Awaited<ReturnType<Started["token"]>>) {
  if (!result.ok) throw new Error(result.refusal);
  return { access: result.value.token, refresh: result.value.refreshToken ?? "" };
}

describeOnBothDatabases("Leave for an application to act for somebody", (database) => {
  it("is a code that is changed once for tokens of the user, and kept as a hash", async () => {
    const { db } = database();
    const started = await start(db);
    const code = await codeOf(started, { nonce: "n-1" });
    const rows = await db.selectFrom("api_code").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(code);
    const issued = await started.change(code);
    expect(issued.ok && decodeJwt(issued.value.token)).toMatchObject({
      scp: "user_impersonation",
      oid: started.giver.userId,
      roles: ["admin_agent"],
    });
    expect(issued.ok && decodeJwt(issued.value.idToken ?? "")).toMatchObject({ nonce: "n-1", aud: started.clientId });
    expect(await started.isGood(tokensOf(issued).access)).toBe(true);
    const lines = await db.selectFrom("activity").select("new_json").where("action", "=", "api-leave-given").execute();
    expect(JSON.stringify(lines)).toContain("Marketplace");
  });

  it("comes with an id token bound to code and nonce where one is asked for", async () => {
    const started = await start(database().db);
    const given = await started.give({ hasIdToken: true, nonce: "n-2" });
    if (!given.ok) throw new Error(given.refusal.code);
    const half = createHash("sha256").update(given.value.code).digest().subarray(0, 16).toString("base64url");
    expect(decodeJwt(given.value.idToken ?? "")).toMatchObject({
      nonce: "n-2",
      c_hash: half,
      aud: started.clientId,
      oid: started.giver.userId,
    });
  });

  it("is over when its code comes a second time: somebody overheard it", async () => {
    const started = await start(database().db);
    const code = await codeOf(started);
    const first = tokensOf(await started.change(code));
    expect(await started.change(code)).toMatchObject({ ok: false, refusal: "code-invalid" });
    expect(await started.isGood(first.access)).toBe(false);
    expect(await started.refresh(first.refresh)).toMatchObject({ ok: false, refusal: "refresh-token-invalid" });
  });

  it("goes to one of two that change a code at the same moment, and to nobody after that", async () => {
    const started = await start(database().db);
    const code = await codeOf(started);
    const both = await Promise.all([started.change(code), started.change(code)]);
    expect(both.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
    expect(await started.change(code)).toMatchObject({ ok: false });
  });

  it.each([
    ["the address of another answer", { redirectUri: "https://shop.example/other" }, 0],
    ["a wrong proof", { verifier: `${verifier}x` }, 0],
    ["no proof", { verifier: undefined }, 0],
    ["a proof too short to be one", { verifier: "x" }, 0],
    ["a code of five minutes ago", {}, 300],
  ])("is not had with %s, and the code is used up", async (_case, changes, seconds) => {
    const started = await start(database().db);
    const code = await codeOf(started);
    expect(await started.change(code, changes, seconds)).toMatchObject({ ok: false, refusal: "code-invalid" });
    expect(await started.change(code)).toMatchObject({ ok: false, refusal: "code-invalid" });
  });

  it("is not had with a proof for a code that was asked for without one", async () => {
    const started = await start(database().db);
    const code = await codeOf(started, { challenge: null });
    expect(await started.change(code)).toMatchObject({ ok: false });
    const again = await codeOf(started, { challenge: null });
    expect(await started.change(again, { verifier: undefined }, 299)).toMatchObject({ ok: true });
  });

  it("is not had by another application that got hold of the code", async () => {
    const { db } = database();
    const started = await start(db);
    const code = await codeOf(started);
    const wish = { name: "Thief", roles: [], redirectUris: [redirectUri] };
    const thief = await createApiClient(
      depsAt(db),
      started.chief,
      { idempotencyKey: crypto.randomUUID(), ...wish },
      at,
    );
    if (!thief.ok) throw new Error("No application");
    const client = { clientId: thief.value.clientId, clientSecret: thief.value.secret ?? "" };
    const grant = { kind: "code", code, redirectUri, verifier } as const;
    expect(await started.token(grant, 0, client)).toMatchObject({ ok: false, refusal: "code-invalid" });
  });

  it("is given to applications of the own partner alone, and answered at registered addresses alone", async () => {
    const { db } = database();
    const started = await start(db);
    const other = await start(db);
    const refusal = (problem: string) => ({ ok: false, refusal: { code: "leave-not-possible", problem } });
    expect(await started.give({ clientId: other.clientId })).toMatchObject(refusal("client-unknown"));
    expect(await started.give({ clientId: crypto.randomUUID() })).toMatchObject(refusal("client-unknown"));
    for (const wrong of [
      `${redirectUri}/`,
      `${redirectUri}?x=1`,
      redirectUri.toUpperCase(),
      "https://evil.example/",
      "",
    ])
      expect(await started.give({ redirectUri: wrong }), wrong).toMatchObject(refusal("redirect-unknown"));
    const application = { ...started.giver, applicationId: started.clientId };
    expect(await started.give({}, application)).toMatchObject(refusal("client-unknown"));
    const operator = { kind: "operator", userId: "x", roles: ["operator"], address: null } as const;
    expect(await started.give({}, operator)).toMatchObject(refusal("client-unknown"));
  });

  it("changes its refresh token at each use, and is over when an old one comes again later", async () => {
    const started = await start(database().db);
    const first = tokensOf(await started.change(await codeOf(started)));
    const second = tokensOf(await started.refresh(first.refresh, 10));
    expect(second.refresh).not.toBe(first.refresh);
    // An answer that got lost is asked for again at once.
    const third = tokensOf(await started.refresh(first.refresh, 40));
    expect(third.refresh).not.toBe(second.refresh);
    const fourth = tokensOf(await started.refresh(third.refresh, 50));
    expect(await started.isGood(fourth.access, 60)).toBe(true);
    expect(await started.refresh(first.refresh, 41)).toMatchObject({ ok: false });
    expect(await started.isGood(fourth.access, 60)).toBe(false);
    expect(await started.refresh(fourth.refresh, 60)).toMatchObject({ ok: false, refusal: "refresh-token-invalid" });
  });

  it("keeps its refresh token where no proof was announced, as the documented clients do", async () => {
    const started = await start(database().db);
    const code = await codeOf(started, { challenge: null });
    const first = tokensOf(await started.change(code, { verifier: undefined }));
    for (const seconds of [100, 10_000, 86_400]) {
      const next = tokensOf(await started.refresh(first.refresh, seconds));
      expect(next.refresh).toBe(first.refresh);
    }
  });

  it("is listed for the one who gave it, and taken back by nobody else", async () => {
    const { db } = database();
    const started = await start(db);
    const { access, refresh } = tokensOf(await started.change(await codeOf(started)));
    const listed = (actor: Actor) => leavesView({ db, actor, at, reader: { language: "en", timeZone: "UTC" } }, at);
    expect(await listed(started.chief)).toEqual([]);
    const [leave] = await listed(started.giver);
    expect(leave).toMatchObject({ name: "Marketplace", clientId: started.clientId });
    const input = () => ({ idempotencyKey: crypto.randomUUID(), leaveId: leave?.id ?? "" });
    const missing = { ok: false, refusal: { code: "not-found", what: "api-leave" } };
    expect(await withdrawLeave(depsAt(db), started.chief, input(), at)).toMatchObject(missing);
    expect(await started.isGood(access)).toBe(true);
    const wish = input();
    expect(await withdrawLeave(depsAt(db), started.giver, wish, at)).toMatchObject({ ok: true });
    expect(await withdrawLeave(depsAt(db), started.giver, wish, at)).toMatchObject({ ok: true });
    expect(await withdrawLeave(depsAt(db), started.giver, input(), at)).toMatchObject(missing);
    expect(await started.isGood(access)).toBe(false);
    expect(await started.refresh(refresh)).toMatchObject({ ok: false });
    expect(await listed(started.giver)).toEqual([]);
  });
});
