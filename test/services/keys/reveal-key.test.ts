import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { type Role, roles } from "#app/domain/access/roles.ts";
import { actorOf } from "#app/domain/access/organization.ts";
import { passwordProofMs, revealsPerCustomerMax, revealWindowMs } from "#app/domain/entitlement/limits.ts";
import { revealKey, type RevealedKey } from "#app/services/keys/reveal-key.server.ts";
import type { Db } from "#db/client.ts";
import { findKeyPool } from "#db/repositories/key-pools.ts";
import {
  buildCustomer,
  buildPartner,
  buildPartnerActor,
  buildSubscription,
  buildUser,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import {
  buildCustomerActor,
  buildKeyCase,
  buildPool,
  buildSoftware,
  keysAt as at,
  newKey,
  newKeys,
} from "#test/support/keys.ts";

async function linesOf(db: Db, orderId: string) {
  return db
    .selectFrom("activity")
    .select(["action", "outcome", "refusal_code", "actor_user_id", "actor_kind", "customer_id", "new_json"])
    .where("order_id", "=", orderId)
    .where("action", "=", "key-revealed")
    .orderBy("id")
    .execute();
}

function valueOf(result: Awaited<ReturnType<typeof revealKey>>): RevealedKey {
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}

const later = (ms: number) => Temporal.Instant.fromEpochMilliseconds(at.epochMilliseconds + ms);

describeOnBothDatabases("Showing a key", (database) => {
  test("draws the first key of the pool, binds it, and shows the same one from then on to both sides", async () => {
    const { deps, actor, customerActor, reveal, keys, poolId, line } = await buildKeyCase(database().db);
    const first = valueOf(await revealKey(deps, actor, reveal, at));
    expect(first).toMatchObject({ key: keys[0], version: "2022", isFirst: true, seenBefore: [] });
    const second = valueOf(await revealKey(deps, customerActor, reveal, at));
    expect(second).toMatchObject({ key: keys[0], keyId: first.keyId, isFirst: false });
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 2, issued: 1, revoked: 0 });
    const lines = await linesOf(deps.db, line.orderId);
    expect(lines.map((entry) => [entry.outcome, entry.actor_user_id])).toEqual([
      ["done", actor.userId],
      ["done", customerActor.userId],
    ]);
    expect(JSON.parse(lines[0]?.new_json ?? "")).toEqual({
      lineNumber: 0,
      version: "2022",
      keyId: first.keyId,
      isFirst: true,
    });
  });

  test("says who has seen it before; a customer's user does not learn who of the partner it was", async () => {
    const { deps, actor, customerActor, reveal } = await buildKeyCase(database().db);
    await revealKey(deps, actor, reveal, at);
    await revealKey(deps, customerActor, reveal, later(1));
    const forPartner = valueOf(await revealKey(deps, actor, reveal, later(2)));
    expect(forPartner.seenBefore).toEqual([
      { at: later(1), side: "customer", userName: "Customer's Admin", isSelf: false },
      { at, side: "partner", userName: "Test User", isSelf: true },
    ]);
    const forCustomer = valueOf(await revealKey(deps, customerActor, reveal, later(3)));
    expect(forCustomer.seenBefore.map(({ side, userName, isSelf }) => [side, userName, isSelf])).toEqual([
      ["partner", null, false],
      ["customer", "Customer's Admin", true],
      ["partner", null, false],
    ]);
  });

  test("gives each version a key of its own, and each line of an order too", async () => {
    const { deps, actor, operator, sku, reveal, customer } = await buildKeyCase(database().db);
    const older = newKey();
    await buildPool(deps, operator, { productId: sku.productId, version: "2019" }, [older]);
    expect(valueOf(await revealKey(deps, actor, { ...reveal, version: "2019" }, at)).key).toBe(older);
    const other = await buildSubscription(deps.db, { customer, sku, at });
    const one = valueOf(await revealKey(deps, actor, reveal, at));
    const two = valueOf(await revealKey(deps, actor, { ...reveal, orderId: other.orderId }, at));
    expect(two.key).not.toBe(one.key);
    expect(two.seenBefore).toEqual([]);
  });

  test("takes an edition's own pool where there is one", async () => {
    const { db } = database();
    const { deps, operator, actor, customer } = await buildKeyCase(db);
    const options = { versions: [], languages: [], fileTypes: [], operatingSystems: [] };
    const yearOne = await buildSoftware(db, { options, skuId: "0001" });
    const yearTwo = await buildSoftware(db, { options, skuId: "0002", productId: yearOne.productId });
    const [forAll = "", forTwo = ""] = newKeys(2);
    await buildPool(deps, operator, { productId: yearOne.productId, version: "" }, [forAll]);
    await buildPool(deps, operator, { productId: yearOne.productId, skuId: "0002", version: "" }, [forTwo]);
    for (const [sku, key] of [
      [yearTwo, forTwo],
      [yearOne, forAll],
    ] as const) {
      const { orderId } = await buildSubscription(db, { customer, sku, at });
      const input = { customerId: customer.id, orderId, lineNumber: 0, version: "", authenticatedAt: at };
      expect(valueOf(await revealKey(deps, actor, input, at)).key).toBe(key);
    }
  });

  test("works for perpetual software", async () => {
    const { deps, actor, reveal, keys } = await buildKeyCase(database().db, { isPerpetual: true });
    expect(valueOf(await revealKey(deps, actor, reveal, at)).key).toBe(keys[0]);
  });

  test("keeps entitlement and key when the subscription renews, and shows it while the renewal is under way", async () => {
    const { deps, actor, reveal, keys, subscriptionId } = await buildKeyCase(database().db);
    await revealKey(deps, actor, reveal, at);
    const row = await deps.db
      .selectFrom("subscription")
      .select("term_end_at")
      .where("id", "=", subscriptionId)
      .executeTakeFirstOrThrow();
    const end = Temporal.Instant.fromEpochMilliseconds(row.term_end_at);
    const during = await revealKey(deps, actor, { ...reveal, authenticatedAt: end }, end);
    expect(valueOf(during).key).toBe(keys[0]);
    await deps.db
      .updateTable("subscription")
      .set({ term_number: 2, term_start_at: row.term_end_at, term_end_at: row.term_end_at + 365 * 86_400_000 })
      .where("id", "=", subscriptionId)
      .execute();
    expect(valueOf(await revealKey(deps, actor, { ...reveal, authenticatedAt: end }, end)).key).toBe(keys[0]);
  });

  test("without a password proof of the last five minutes is refused, and logged", async () => {
    const { deps, actor, reveal, poolId, line } = await buildKeyCase(database().db);
    const refusal = { ok: false, refusal: { code: "password-proof-needed" } };
    const old = later(-passwordProofMs - 1);
    expect(await revealKey(deps, actor, { ...reveal, authenticatedAt: old }, at)).toEqual(refusal);
    expect(await revealKey(deps, actor, { ...reveal, authenticatedAt: null }, at)).toEqual(refusal);
    expect(await findKeyPool(deps.db, poolId)).toMatchObject({ available: 3 });
    expect((await linesOf(deps.db, line.orderId)).map((entry) => [entry.outcome, entry.refusal_code])).toEqual([
      ["refused", "password-proof-needed"],
      ["refused", "password-proof-needed"],
    ]);
    const justInTime = { ...reveal, authenticatedAt: later(-passwordProofMs) };
    expect((await revealKey(deps, actor, justInTime, at)).ok).toBe(true);
  });

  test("of an empty pool is refused with a message, tells the operator once, and loses nothing", async () => {
    const { deps, actor, customer, sku, reveal, poolId, operator } = await buildKeyCase(database().db, {
      keys: [newKey()],
    });
    await revealKey(deps, actor, reveal, at);
    const other = await buildSubscription(deps.db, { customer, sku, at });
    const input = { ...reveal, orderId: other.orderId };
    const refusal = { ok: false, refusal: { code: "key-pool-empty", version: "2022" } };
    expect(await revealKey(deps, actor, input, at)).toEqual(refusal);
    expect(await revealKey(deps, actor, input, later(1))).toEqual(refusal);
    const notices = await deps.db.selectFrom("notice").selectAll().where("dedupe_key", "like", `%${poolId}%`).execute();
    expect(notices.map(({ kind, partner_id, facts_json }) => [kind, partner_id, JSON.parse(facts_json).left])).toEqual([
      ["key-pool-low", null, 0],
      ["key-pool-low", null, 0],
    ]);
    expect(operator.kind).toBe("operator");
  });

  test("for which no pool was made tells the operator once a day", async () => {
    const { deps, actor, reveal, sku } = await buildKeyCase(database().db);
    const wish = { ...reveal, version: "2019" };
    for (const ms of [0, 1, 86_400_000]) {
      const result = await revealKey(deps, actor, { ...wish, authenticatedAt: later(ms) }, later(ms));
      expect(result).toEqual({ ok: false, refusal: { code: "key-pool-empty", version: "2019" } });
    }
    const notices = await deps.db
      .selectFrom("notice")
      .select("dedupe_key")
      .where("dedupe_key", "like", `key-pool:none:${sku.productId}:%`)
      .execute();
    expect(notices).toHaveLength(2);
  });

  test("of a KMS key, of a version the product lacks, and of a product without key are refused each in its own way", async () => {
    const { deps, actor, reveal, customer } = await buildKeyCase(database().db);
    const kms = await revealKey(deps, actor, { ...reveal, keyKind: "kms" }, at);
    expect(kms).toEqual({ ok: false, refusal: { code: "kms-not-available" } });
    const unknown = await revealKey(deps, actor, { ...reveal, version: "1999" }, at);
    expect(unknown).toEqual({ ok: false, refusal: { code: "version-not-offered" } });
    const right = await buildSoftware(deps.db, { needsKey: false, needsDownload: false });
    const { orderId } = await buildSubscription(deps.db, { customer, sku: right, at });
    const none = await revealKey(deps, actor, { ...reveal, orderId }, at);
    expect(none).toEqual({ ok: false, refusal: { code: "no-key-needed" } });
  });

  test("after the cancellation is refused, also where nothing was revoked; at the instant of its expiry too", async () => {
    const { deps, actor, reveal, subscriptionId } = await buildKeyCase(database().db);
    await revealKey(deps, actor, reveal, at);
    const change = (set: { cancelled_at?: number | null; is_auto_renew_on?: 0 | 1 }) =>
      deps.db
        .updateTable("subscription")
        .set({ ...set, next_charge_at: null })
        .where("id", "=", subscriptionId)
        .execute();
    await change({ cancelled_at: at.epochMilliseconds });
    expect(await revealKey(deps, actor, reveal, at)).toEqual({
      ok: false,
      refusal: { code: "entitlement-cancelled", cancelledAt: at.epochMilliseconds },
    });
    await change({ cancelled_at: null, is_auto_renew_on: 0 });
    const { term_end_at: endMs } = await deps.db
      .selectFrom("subscription")
      .select("term_end_at")
      .where("id", "=", subscriptionId)
      .executeTakeFirstOrThrow();
    const end = Temporal.Instant.fromEpochMilliseconds(endMs);
    const before = Temporal.Instant.fromEpochMilliseconds(endMs - 1);
    expect((await revealKey(deps, actor, { ...reveal, authenticatedAt: before }, before)).ok).toBe(true);
    expect(await revealKey(deps, actor, { ...reveal, authenticatedAt: end }, end)).toEqual({
      ok: false,
      refusal: { code: "entitlement-expired", expiredAt: endMs },
    });
  });

  test("is limited per user and customer and day; the first attempt beyond is logged", async () => {
    const { deps, actor, reveal, line } = await buildKeyCase(database().db);
    for (let n = 0; n < revealsPerCustomerMax; n++) {
      const result = await revealKey(deps, actor, { ...reveal, authenticatedAt: null }, at);
      if (result.ok || result.refusal.code !== "password-proof-needed") throw new Error("Not yet beyond the limit");
    }
    for (const ms of [0, revealWindowMs - 1]) {
      const result = await revealKey(deps, actor, { ...reveal, authenticatedAt: later(ms) }, later(ms));
      expect(result).toMatchObject({ ok: false, refusal: { code: "too-many-attempts" } });
    }
    const beyond = (await linesOf(deps.db, line.orderId)).filter((entry) => entry.refusal_code === "too-many-attempts");
    expect(beyond).toHaveLength(1);
    const colleague = await buildPartnerActor(deps.db, actor.partnerId);
    expect((await revealKey(deps, colleague, reveal, at)).ok).toBe(true);
    const nextDay = later(revealWindowMs);
    expect((await revealKey(deps, actor, { ...reveal, authenticatedAt: nextDay }, nextDay)).ok).toBe(true);
  });
});

describeOnBothDatabases("Who may see keys", (database) => {
  const allowed = new Set<Role>(["admin-agent", "customer-global-admin"]);

  test.each(roles)("the role %s: as the permission table says, and a refusal is logged", async (role) => {
    const { deps, partner, customer, reveal, line } = await buildKeyCase(database().db);
    const isCustomer = role.startsWith("customer-");
    const isOperator = role === "operator";
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
    const actor = actorOf(organization, { userId: user.id, roles: [role], address: "192.0.2.5" });
    const result = await revealKey(deps, actor, reveal, at);
    expect(result.ok).toBe(allowed.has(role));
    if (!result.ok) {
      expect(result.refusal).toEqual({
        code: "role-needed",
        action: "see-keys",
        roles: ["admin-agent", "customer-global-admin"],
      });
    }
    const logged = await deps.db
      .selectFrom("activity")
      .select(["outcome", "order_id"])
      .where("actor_user_id", "=", user.id)
      .execute();
    expect(logged).toEqual([
      { outcome: allowed.has(role) ? "done" : "refused", order_id: isOperator ? null : line.orderId },
    ]);
  });

  test("a job may not, although jobs may do all else", async () => {
    const { deps, reveal } = await buildKeyCase(database().db);
    const result = await revealKey(deps, { kind: "system", job: "some-job" }, reveal, at);
    expect(result).toMatchObject({ ok: false, refusal: { code: "role-needed" } });
  });

  test("another partner's and another customer's entitlements are not there, and nothing is drawn or logged", async () => {
    const { db } = database();
    const mine = await buildKeyCase(db);
    const stranger = await buildPartnerActor(db, (await buildPartner(db)).id);
    const neighbour = await buildCustomer(db, mine.partner.id);
    const neighbourActor = await buildCustomerActor(db, neighbour);
    const attempts = [
      [stranger, mine.reveal],
      [mine.actor, { ...mine.reveal, customerId: neighbour.id }],
      [neighbourActor, mine.reveal],
      [neighbourActor, { ...mine.reveal, customerId: neighbour.id }],
      [mine.actor, { ...mine.reveal, lineNumber: 1 }],
    ] as const;
    for (const [actor, input] of attempts) {
      expect(await revealKey(mine.deps, actor, input, at)).toEqual({
        ok: false,
        refusal: { code: "not-found", what: "order" },
      });
    }
    expect(await linesOf(db, mine.line.orderId)).toEqual([]);
    expect(await findKeyPool(db, mine.poolId)).toMatchObject({ available: 3, issued: 0 });
  });
});
