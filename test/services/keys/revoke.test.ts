import { expect, test } from "vitest";
import { actorOf } from "#app/domain/access/organization.ts";
import { type Role, roles } from "#app/domain/access/roles.ts";
import { revealKey } from "#app/services/keys/reveal-key.server.ts";
import { revokeEntitlementsOf } from "#app/services/keys/revoke-entitlements.server.ts";
import { withdrawKey } from "#app/services/keys/withdraw-key.server.ts";
import { findKeyPool } from "#db/repositories/key-pools.ts";
import { listKeyRecords } from "#db/repositories/keys.ts";
import { buildSubscription, buildUser } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { buildKeyCase, fillPool, keysAt as at, newKey, newKeys } from "#test/support/keys.ts";

type Case = Awaited<ReturnType<typeof buildKeyCase>>;

async function reveal(built: Case, input = built.reveal) {
  const result = await revealKey(built.deps, built.actor, input, at);
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

function withdrawalOf(built: Case, keyId: string, idempotencyKey = "form-1") {
  return { ...built.line, version: "2022", keyId, reason: "Posted in a public forum", idempotencyKey };
}

async function cancel(built: Case) {
  const { deps, partner, line, subscriptionId, actor, sku } = built;
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

describeOnBothDatabases("Cancelling a purchase", (database) => {
  test("revokes its keys at once and for good, and takes their text away", async () => {
    const built = await buildKeyCase(database().db);
    const { deps, line, poolId, partner } = built;
    await reveal(built);
    expect(await cancel(built)).toEqual({ keys: 1, links: 0 });
    expect(await revealKey(deps, built.actor, built.reveal, at)).toMatchObject({
      ok: false,
      refusal: { code: "entitlement-cancelled" },
    });
    const rows = await deps.db.selectFrom("software_key").selectAll().where("order_id", "=", line.orderId).execute();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      state: "revoked",
      revoked_cause: "purchase-cancelled",
      sealed: null,
      wrapped: null,
    });
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 2, issued: 0, revoked: 1 });
    expect(await cancel(built)).toEqual({ keys: 0, links: 0 });
    const lines = await deps.db
      .selectFrom("activity")
      .select(["actor_user_id", "new_json"])
      .where("action", "=", "keys-revoked")
      .where("partner_id", "=", partner.id)
      .execute();
    expect(lines).toEqual([
      { actor_user_id: built.actor.userId, new_json: JSON.stringify({ lineNumber: 0, keys: 1, links: 0 }) },
    ]);
  });

  test("is undone with the transaction that cancels", async () => {
    const built = await buildKeyCase(database().db);
    const { key } = await reveal(built);
    const { deps, line, partner, actor } = built;
    const failing = deps.db.transaction().execute(async (tx) => {
      await revokeEntitlementsOf(deps, tx, actor, { ...line, partnerId: partner.id }, at);
      throw new Error("The cancellation failed");
    });
    await expect(failing).rejects.toThrow("The cancellation failed");
    expect((await reveal(built)).key).toBe(key);
  });

  test("leaves the keys of other purchases alone", async () => {
    const built = await buildKeyCase(database().db);
    const other = await buildSubscription(built.deps.db, { customer: built.customer, sku: built.sku, at });
    const input = { ...built.reveal, orderId: other.orderId };
    const { key } = await reveal(built, input);
    await reveal(built);
    await cancel(built);
    expect((await reveal(built, input)).key).toBe(key);
  });

  test("never brings a revoked key back: not by another import, nor to another purchase", async () => {
    const [leaked = ""] = newKeys(1);
    const built = await buildKeyCase(database().db, { keys: [leaked] });
    await reveal(built);
    await cancel(built);
    await expect(fillPool(built.deps, built.operator, built.poolId, [leaked])).rejects.toThrow("key-file-refused");
    const other = await buildSubscription(built.deps.db, { customer: built.customer, sku: built.sku, at });
    const input = { ...built.reveal, orderId: other.orderId };
    expect(await revealKey(built.deps, built.actor, input, at)).toMatchObject({ refusal: { code: "key-pool-empty" } });
  });

  test("at the moment of a first reveal: either a key that is revoked, or none at all", async () => {
    for (let round = 0; round < 10; round++) {
      const built = await buildKeyCase(database().db, { keys: [newKey()] });
      const [shown] = await Promise.all([revealKey(built.deps, built.actor, built.reveal, at), cancel(built)]);
      const [record] = await listKeyRecords(built.deps.db, built.partner.id, built.line);
      if (shown.ok) expect(record).toMatchObject({ revokedCause: "purchase-cancelled" });
      else expect([record, shown.refusal.code]).toEqual([undefined, "entitlement-cancelled"]);
      expect((await revealKey(built.deps, built.actor, built.reveal, at)).ok).toBe(false);
    }
  });
});

describeOnBothDatabases("Withdrawing a leaked key", (database) => {
  test("revokes it for good, binds a fresh one, tells both sides, and says so in the log", async () => {
    const built = await buildKeyCase(database().db);
    const { deps, actor, keys, partner, customer, poolId, line } = built;
    const leaked = await reveal(built);
    const result = await withdrawKey(deps, actor, withdrawalOf(built, leaked.keyId), at);
    expect(result).toEqual({ ok: true, value: { keyId: leaked.keyId, replacement: "bound" } });
    const fresh = await reveal(built);
    expect(fresh).toMatchObject({ key: keys[1], isFirst: false, seenBefore: [] });
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 1, issued: 1, revoked: 1 });
    const notice = await deps.db
      .selectFrom("notice")
      .selectAll()
      .where("dedupe_key", "=", `key:${leaked.keyId}:withdrawn`)
      .executeTakeFirstOrThrow();
    expect(notice).toMatchObject({ kind: "key-withdrawn", partner_id: partner.id, customer_id: customer.id });
    expect(JSON.parse(notice.facts_json)).toMatchObject({ reason: "Posted in a public forum", isReplaced: true });
    const logged = await deps.db
      .selectFrom("activity")
      .select(["outcome", "old_json", "new_json"])
      .where("order_id", "=", line.orderId)
      .where("action", "=", "key-withdrawn")
      .execute();
    expect(logged).toEqual([
      {
        outcome: "done",
        old_json: JSON.stringify({ lineNumber: 0, version: "2022", keyId: leaked.keyId }),
        new_json: JSON.stringify({ reason: "Posted in a public forum", keyId: fresh.keyId }),
      },
    ]);
  });

  test("happens once, however often it is clicked, and never takes the fresh key", async () => {
    const built = await buildKeyCase(database().db);
    const { deps, actor, poolId } = built;
    const { keyId } = await reveal(built);
    const clicks = await Promise.all([1, 2, 3].map(() => withdrawKey(deps, actor, withdrawalOf(built, keyId), at)));
    for (const click of clicks) expect(click).toEqual({ ok: true, value: { keyId, replacement: "bound" } });
    const late = await withdrawKey(deps, actor, withdrawalOf(built, keyId, "form-2"), at);
    expect(late).toEqual({ ok: false, refusal: { code: "changed-meanwhile" } });
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ issued: 1, revoked: 1 });
  });

  test("works where the pool is empty: the next look draws a key as soon as there is one", async () => {
    const built = await buildKeyCase(database().db, { keys: [newKey()] });
    const { keyId } = await reveal(built);
    expect(await withdrawKey(built.deps, built.actor, withdrawalOf(built, keyId), at)).toEqual({
      ok: true,
      value: { keyId, replacement: "pool-empty" },
    });
    expect(await revealKey(built.deps, built.actor, built.reveal, at)).toMatchObject({
      refusal: { code: "key-pool-empty" },
    });
    const later = newKey();
    await fillPool(built.deps, built.operator, built.poolId, [later]);
    expect((await reveal(built)).key).toBe(later);
  });

  test.each([
    ["no reason", "  ", "missing"],
    ["an endless reason", "x".repeat(501), "too-long"],
    ["the key itself in the reason", `Found ${newKey()} online`, "contains-key"],
    ["the key without dashes", `Found ABCDE12345FGHIJ67890KLMNO online`, "contains-key"],
    ["a key of 32 digits", `Found 1234 5678 9012 3456 7890 1234 5678 9012`, "contains-key"],
  ])("with %s is refused", async (_, reason, expected) => {
    const built = await buildKeyCase(database().db);
    const { keyId } = await reveal(built);
    const input = { ...withdrawalOf(built, keyId), reason };
    const result = await withdrawKey(built.deps, built.actor, input, at);
    expect(result).toEqual({ ok: false, refusal: { code: "invalid-field", field: "reason", reason: expected } });
  });

  test("without an issued key, or after the cancellation, is refused", async () => {
    const built = await buildKeyCase(database().db);
    const input = withdrawalOf(built, "no-such-key");
    expect(await withdrawKey(built.deps, built.actor, input, at)).toMatchObject({
      refusal: { code: "key-not-issued" },
    });
    const { keyId } = await reveal(built);
    await cancel(built);
    expect(await withdrawKey(built.deps, built.actor, withdrawalOf(built, keyId, "form-9"), at)).toMatchObject({
      refusal: { code: "entitlement-cancelled" },
    });
  });

  const allowed = new Set<Role>(["admin-agent", "operator"]);
  test.each(roles)("by the role %s: as the permission table says, and logged", async (role) => {
    const built = await buildKeyCase(database().db);
    const { deps, partner, customer } = built;
    const { keyId } = await reveal(built);
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
    const input = { ...withdrawalOf(built, keyId), partnerId: partner.id };
    const result = await withdrawKey(deps, actor, input, at);
    expect(result.ok).toBe(allowed.has(role));
    if (!result.ok) expect(result.refusal).toMatchObject({ code: "role-needed", action: "withdraw-keys" });
    const lines = await deps.db
      .selectFrom("activity")
      .select(["outcome", "partner_id"])
      .where("actor_user_id", "=", user.id)
      .execute();
    expect(lines).toEqual([{ outcome: allowed.has(role) ? "done" : "refused", partner_id: partner.id }]);
  });

  test("of another partner is not there", async () => {
    const mine = await buildKeyCase(database().db);
    const theirs = await buildKeyCase(database().db);
    const { keyId } = await reveal(mine);
    const gone = { ok: false, refusal: { code: "not-found", what: "order" } };
    expect(await withdrawKey(mine.deps, theirs.actor, withdrawalOf(mine, keyId), at)).toEqual(gone);
    const operatorsWithoutPartner = withdrawalOf(mine, keyId, "form-3");
    expect(await withdrawKey(mine.deps, mine.operator, operatorsWithoutPartner, at)).toEqual(gone);
    const wrongPartner = { ...withdrawalOf(mine, keyId, "form-4"), partnerId: theirs.partner.id };
    expect(await withdrawKey(mine.deps, mine.operator, wrongPartner, at)).toEqual(gone);
  });
});
