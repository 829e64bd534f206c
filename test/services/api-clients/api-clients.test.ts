import { expect, it } from "vitest";
import type { Temporal } from "temporal-polyfill";
import { findApiCaller } from "#app/services/api-clients/find-api-caller.server.ts";
import { issueToken } from "#app/services/api-clients/issue-token.server.ts";
import {
  changeApiClient,
  createApiClient,
  type OverlapHours,
  revokeApiClient,
  rotateApiSecret,
} from "#app/services/api-clients/manage-api-clients.server.ts";
import { viewUsers } from "#app/views/users.ts";
import { buildPartner, buildPartnerActor, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { testVault } from "#test/support/keys.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-20T10:00:00Z");
const newKey = () => crypto.randomUUID();
const plain = { name: "Marketplace", roles: ["sales-agent"], redirectUris: [] } as const;

describeOnBothDatabases("API clients", (database) => {
  const keyVault = testVault();
  const depsAt = (now: Temporal.Instant) => ({ ...serviceDeps(database().db, now), keyVault });

  async function people() {
    const { id } = await buildPartner(database().db);
    const chief = await buildPartnerActor(database().db, id, ["global-admin", "admin-agent"]);
    const agent = await buildPartnerActor(database().db, id, ["admin-agent"]);
    return { partnerId: id, chief, agent };
  }

  async function made(actor: Parameters<typeof createApiClient>[1]) {
    const result = await createApiClient(depsAt(at), actor, { idempotencyKey: newKey(), ...plain }, at);
    if (!result.ok || result.value.secret === null) throw new Error("No client was made");
    return { clientId: result.value.clientId, secret: result.value.secret };
  }

  const tokenFor = (clientId: string, clientSecret: string, now = at) =>
    issueToken(
      depsAt(now),
      {
        tenant: "common",
        clientId,
        clientSecret,
        audience: "https://api.partnercenter.microsoft.com",
        grant: { kind: "application" },
        root: "https://portal.example",
        address: "192.0.2.7",
      },
      now,
    );

  async function callerOf(token: string, now = at) {
    return findApiCaller(depsAt(now), { token, address: null }, now);
  }

  it("are made by the global admin, once per form, and stored without their secret", async () => {
    const { chief, agent, partnerId } = await people();
    const refused = await createApiClient(depsAt(at), agent, { idempotencyKey: newKey(), ...plain }, at);
    expect(refused).toMatchObject({ refusal: { code: "role-needed", roles: ["global-admin"] } });
    const form = { idempotencyKey: newKey(), ...plain };
    const first = await createApiClient(depsAt(at), chief, form, at);
    const again = await createApiClient(depsAt(at), chief, form, at);
    if (!first.ok || !again.ok) throw new Error("Refused");
    expect(again.value).toEqual({ clientId: first.value.clientId, secret: null });
    const rows = await database().db.selectFrom("api_client").selectAll().where("partner_id", "=", partnerId).execute();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(first.value.secret);
    const kept = await database().db.selectFrom("idempotency").select("answer_json").execute();
    expect(JSON.stringify(kept)).not.toContain(first.value.secret);
    const lines = await database()
      .db.selectFrom("activity")
      .select(["action", "outcome", "new_json"])
      .where("partner_id", "=", partnerId)
      .orderBy("sequence")
      .execute();
    expect(lines.map(({ action, outcome }) => [action, outcome])).toEqual([
      ["api-client-added", "refused"],
      ["api-client-added", "done"],
    ]);
  });

  it("act with their own roles, and are nobody among people", async () => {
    const { chief, partnerId } = await people();
    const { clientId, secret } = await made(chief);
    const token = await tokenFor(clientId, secret);
    if (!token.ok) throw new Error(token.refusal);
    expect(await callerOf(token.value.token)).toMatchObject({
      clientId,
      partnerId,
      isAppOnly: true,
      actor: { kind: "partner", userId: clientId, roles: ["sales-agent"], applicationId: clientId },
    });
    const context = { db: database().db, actor: chief, at, reader: { language: "en", timeZone: "UTC" } } as const;
    const users = await viewUsers(context, {});
    expect(users.ok && users.value.users.map(({ id }) => id)).not.toContain(clientId);
    const changed = { idempotencyKey: newKey(), clientId, ...plain, roles: ["billing-admin"] } as const;
    expect(await changeApiClient(depsAt(at), chief, changed, at)).toMatchObject({ ok: true });
    expect(await callerOf(token.value.token)).toMatchObject({ actor: { roles: ["billing-admin"] } });
  });

  it.each([
    [0, false],
    [24, true],
  ] as const)("with a new secret the old one is good for %s more hours", async (overlapHours: OverlapHours, isGood) => {
    const { chief } = await people();
    const { clientId, secret } = await made(chief);
    const rotated = await rotateApiSecret(depsAt(at), chief, { idempotencyKey: newKey(), clientId, overlapHours }, at);
    if (!rotated.ok) throw new Error(rotated.refusal.code);
    expect((await tokenFor(clientId, rotated.value.secret ?? "")).ok).toBe(true);
    const end = at.add({ hours: overlapHours });
    expect((await tokenFor(clientId, secret, end.subtract({ milliseconds: 1 }))).ok).toBe(isGood);
    expect(await tokenFor(clientId, secret, end)).toMatchObject({ refusal: "secret-wrong" });
  });

  it("are shut out from the next call on when they are revoked, and by nobody of another partner", async () => {
    const { chief } = await people();
    const { chief: stranger } = await people();
    const { clientId, secret } = await made(chief);
    const token = await tokenFor(clientId, secret);
    if (!token.ok) throw new Error(token.refusal);
    const revoke = (actor: typeof chief) =>
      revokeApiClient(depsAt(at), actor, { idempotencyKey: newKey(), clientId }, at);
    expect(await revoke(stranger)).toMatchObject({ refusal: { code: "not-found", what: "api-client" } });
    expect(await callerOf(token.value.token)).toBeDefined();
    expect(await revoke(chief)).toMatchObject({ ok: true });
    expect(await callerOf(token.value.token)).toBeUndefined();
    expect(await tokenFor(clientId, secret)).toMatchObject({ refusal: "client-unknown" });
    expect(await revoke(chief)).toMatchObject({ refusal: { code: "not-found" } });
  });

  it("have tokens that end on their second", async () => {
    const { chief } = await people();
    const { clientId, secret } = await made(chief);
    const token = await tokenFor(clientId, secret);
    if (!token.ok) throw new Error(token.refusal);
    expect(token.value.expiresOn).toBe(at.epochMilliseconds / 1000 + 3600);
    expect(await callerOf(token.value.token, at.add({ seconds: 3599 }))).toBeDefined();
    expect(await callerOf(token.value.token, at.add({ seconds: 3600 }))).toBeUndefined();
  });

  it("are guessed at a limited pace", async () => {
    const { chief } = await people();
    const { clientId, secret } = await made(chief);
    for (let n = 0; n < 20; n++) expect(await tokenFor(clientId, "wrong")).toMatchObject({ refusal: "secret-wrong" });
    expect(await tokenFor(clientId, "wrong")).toMatchObject({ refusal: "too-many-attempts" });
    // Whoever knows the secret is not kept out by a stranger's guesses.
    expect((await tokenFor(clientId, secret)).ok).toBe(true);
  });

  it.each(["http://shop.example/x", "javascript:alert(1)", "https://a.example/#x", "not an address"])(
    "send users back to no address like %s",
    async (uri) => {
      const { chief } = await people();
      const wish = { idempotencyKey: newKey(), ...plain, redirectUris: [uri] };
      const result = await createApiClient(depsAt(at), chief, wish, at);
      expect(result).toMatchObject({ refusal: { code: "invalid-field", field: "redirectUris" } });
    },
  );
});
