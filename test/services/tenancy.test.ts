import { expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Result } from "#app/domain/result.ts";
import { addCartLine } from "#app/services/purchases/add-cart-line.server.ts";
import { cancelPerpetual } from "#app/services/purchases/cancel-perpetual.server.ts";
import { changeCartLine } from "#app/services/purchases/change-cart-line.server.ts";
import { checkOut } from "#app/services/purchases/check-out.server.ts";
import { removeCartLine } from "#app/services/purchases/remove-cart-line.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { releaseHold } from "#app/services/subscriptions/release-hold.server.ts";
import { clearNextTerm, scheduleNextTerm } from "#app/services/subscriptions/schedule-next-term.server.ts";
import { switchAutoRenew } from "#app/services/subscriptions/switch-auto-renew.server.ts";
import type { Db } from "#db/client.ts";
import {
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const boughtAt = instant("2024-03-01T10:00:00Z");
const at = instant("2024-03-02T10:00:00Z");

/** A partner with everything a page could name by id. */
async function buildFullTenant(db: Db, deps: ServiceDeps) {
  const { actor, customer } = await buildTenant(db);
  const { sku } = await buildSku(db, { offers: [{}, { billingPlan: "monthly" }] });
  const perpetual = await buildSku(db, { kind: "perpetual-software" });
  const subscription = await buildSubscription(db, { customer, sku, at: boughtAt });
  const held = await buildSubscription(db, {
    customer,
    sku,
    at: boughtAt,
    hold: { reason: "failing", heldAt: boughtAt },
    nextTerm: { termDuration: "P1Y", billingPlan: "monthly", quantity: 2 },
  });
  const purchase = await buildPerpetualPurchase(db, { customer, sku: perpetual.sku, at: boughtAt });
  const line = { ...lineOf(sku), customerId: customer.id, cartId: null, idempotencyKey: testIds.next() };
  const added = await addCartLine(deps, actor, line, at);
  if (!added.ok) throw new Error(`The cart was refused: ${added.refusal.code}`);
  return { actor, customer, sku, subscription, held, purchase, cartId: added.value.cartId };
}

function lineOf(sku: { productId: string; skuId: string }) {
  const { productId, skuId } = sku;
  return { productId, skuId, termDuration: "P1Y", billingPlan: "annual", quantity: 1 } as const;
}

type Tenant = Awaited<ReturnType<typeof buildFullTenant>>;

/** Every service with every id that it takes, given as another tenant's. */
const attempts: Record<
  string,
  (deps: ServiceDeps, actor: Actor, theirs: Tenant, own: Tenant) => Promise<Result<unknown>>
> = {
  "add to a cart of their customer": (deps, actor, theirs) =>
    addCartLine(deps, actor, { ...key(), ...lineOf(theirs.sku), customerId: theirs.customer.id, cartId: null }, at),
  "add to their cart for their customer": (deps, actor, theirs) =>
    addCartLine(
      deps,
      actor,
      { ...key(), ...lineOf(theirs.sku), customerId: theirs.customer.id, cartId: theirs.cartId },
      at,
    ),
  "add to their cart for an own customer": (deps, actor, theirs, own) =>
    addCartLine(
      deps,
      actor,
      { ...key(), ...lineOf(theirs.sku), customerId: own.customer.id, cartId: theirs.cartId },
      at,
    ),
  "change a line of their cart": (deps, actor, { cartId }) =>
    changeCartLine(
      deps,
      actor,
      { ...key(), cartId, lineNumber: 0, termDuration: "P1Y", billingPlan: "annual", quantity: 9 },
      at,
    ),
  "remove a line of their cart": (deps, actor, { cartId }) =>
    removeCartLine(deps, actor, { ...key(), cartId, lineNumber: 0 }, at),
  "check out their cart": (deps, actor, { cartId }) =>
    checkOut(deps, actor, { ...key(), cartId, shownUnitPrices: [] }, at),
  "cancel their perpetual software": (deps, actor, { purchase: { orderId, lineNumber } }) =>
    cancelPerpetual(deps, actor, { ...key(), orderId, lineNumber, isNoticeConfirmed: true }, at),
  "switch their auto-renew": (deps, actor, { subscription: { id } }) =>
    switchAutoRenew(deps, actor, { ...key(), subscriptionId: id, isOn: false }, at),
  "schedule their next term": (deps, actor, { subscription: { id } }) =>
    scheduleNextTerm(
      deps,
      actor,
      { ...key(), subscriptionId: id, termDuration: "P1Y", billingPlan: "monthly", quantity: 1 },
      at,
    ),
  "clear their next term": (deps, actor, { held: { id } }) =>
    clearNextTerm(deps, actor, { ...key(), subscriptionId: id }, at),
  "cancel their subscription": (deps, actor, { subscription: { id } }) =>
    cancelSubscription(deps, actor, { ...key(), subscriptionId: id, isConfirmed: true, shownCreditMinor: null }, at),
  "release their hold": (deps, actor, { held: { id } }) =>
    releaseHold(deps, actor, { ...key(), subscriptionId: id }, at),
};

function key() {
  return { idempotencyKey: testIds.next() };
}

describeOnBothDatabases("a partner and the records of another one", (database) => {
  it.each(Object.entries(attempts))("cannot %s: not found, and nothing changes", async (_name, attempt) => {
    const { db } = database();
    const deps = serviceDeps(db, at);
    const own = await buildFullTenant(db, deps);
    const theirs = await buildFullTenant(db, deps);
    const before = await checksumOfTables(db);

    const result = await attempt(deps, own.actor, theirs, own);

    expect(result).toMatchObject({ ok: false, refusal: { code: "not-found" } });
    expect(await checksumOfTables(db)).toEqual(before);
  });

  it.each(Object.entries(attempts).filter(([name]) => name !== "add to their cart for an own customer"))(
    "its own user can: %s",
    async (_name, attempt) => {
      const { db } = database();
      const deps = serviceDeps(db, at);
      const theirs = await buildFullTenant(db, deps);
      // The same call with the right actor goes through, so that "not found" above is about whose it is.
      expect(await attempt(deps, theirs.actor, theirs, theirs)).toMatchObject({ ok: true });
    },
  );
});
