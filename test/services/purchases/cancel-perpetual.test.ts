import { describe, expect, it } from "vitest";
import { cancelPerpetual } from "#app/services/purchases/cancel-perpetual.server.ts";
import {
  buildPerpetualPurchase,
  buildPortalSetting,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  type PurchaseOptions,
  type SkuOptions,
  testIds,
} from "#test/support/builders.ts";
import { countRows } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const boughtAt = instant("2021-10-15T21:28:18Z");
const closesAt = instant("2021-11-15T00:00:00Z");
const at = instant("2021-10-20T00:00:00Z");

describeOnBothDatabases("cancelling perpetual software", (database) => {
  const deps = () => serviceDeps(database().db, at);

  async function build(options: Partial<PurchaseOptions> = {}, skuOptions: SkuOptions = {}) {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db, { kind: "perpetual-software", ...skuOptions });
    const purchase = await buildPerpetualPurchase(db, {
      customer: tenant.customer,
      sku,
      at: boughtAt,
      quantity: 3,
      unitPriceMinor: 33_333,
      ...options,
    });
    const input = (isNoticeConfirmed = true) => ({
      idempotencyKey: testIds.next(),
      orderId: purchase.orderId,
      lineNumber: 0,
      isNoticeConfirmed,
    });
    const credits = () => db.selectFrom("credit").selectAll().where("charge_id", "=", purchase.chargeId).execute();
    return { ...tenant, sku, purchase, input, credits };
  }

  it.each([
    ["in the last millisecond of the 30th day", closesAt.subtract({ milliseconds: 1 }), true],
    ["at the end of the 30th day", closesAt, false],
    ["one millisecond after it", closesAt.add({ milliseconds: 1 }), false],
  ])("%s: %s", async (_when, instantOfCancelling, isOk) => {
    const { actor, input, credits } = await build();
    const answer = await cancelPerpetual(deps(), actor, input(), instantOfCancelling);
    expect(answer.ok).toBe(isOk);
    if (!answer.ok)
      expect(answer.refusal).toEqual({ code: "cancellation-window-closed", closedAt: closesAt.epochMilliseconds });
    expect((await credits()).map((credit) => credit.amount_minor)).toEqual(isOk ? [99_999] : []);
  });

  it("fifty at once: one credit of the whole price, the others learn that it is cancelled", async () => {
    const { db } = database();
    const { actor, input, credits, purchase } = await build();
    const answers = await Promise.all(Array.from({ length: 50 }, () => cancelPerpetual(deps(), actor, input(), at)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const answer of answers)
      if (!answer.ok)
        expect(answer.refusal).toEqual({
          code: "purchase-cancelled",
          orderId: purchase.orderId,
          lineNumber: 0,
          cancelledAt: at.epochMilliseconds,
        });
    expect(await credits()).toHaveLength(1);
    const notices = await db.selectFrom("notice").selectAll().where("order_id", "=", purchase.orderId).execute();
    expect(notices).toMatchObject([{ kind: "cancelled", dedupe_key: `${purchase.orderId}:0:cancelled` }]);
  });

  it("wants the tick that the notice was read", async () => {
    const { actor, input, credits } = await build();
    expect(await cancelPerpetual(deps(), actor, input(false), at)).toMatchObject({
      refusal: { code: "notice-not-confirmed" },
    });
    expect(await credits()).toEqual([]);
  });

  it("leaves another order of the same product alone", async () => {
    const { db } = database();
    const { actor, input, customer, sku } = await build();
    const other = await buildPerpetualPurchase(db, { customer, sku, at: boughtAt });
    await cancelPerpetual(deps(), actor, input(), at);
    const line = await db
      .selectFrom("order_line")
      .select("cancelled_at")
      .where("order_id", "=", other.orderId)
      .executeTakeFirstOrThrow();
    expect(line.cancelled_at).toBeNull();
  });

  it("does not touch a subscription's line", async () => {
    const { db } = database();
    const { actor, customer } = await build();
    const { sku } = await buildSku(db);
    const { orderId } = await buildSubscription(db, { customer, sku, at: boughtAt });
    const answer = await cancelPerpetual(
      deps(),
      actor,
      { idempotencyKey: testIds.next(), orderId, lineNumber: 0, isNoticeConfirmed: true },
      at,
    );
    expect(answer).toMatchObject({ refusal: { code: "not-found" } });
  });

  describe("is under review", () => {
    it("for an edition marked so", async () => {
      const { actor, input } = await build({}, { needsReview: true });
      expect(await cancelPerpetual(deps(), actor, input(), at)).toMatchObject({ refusal: { code: "under-review" } });
    });

    it("above the operator's limit for its currency, and not at it", async () => {
      const { db } = database();
      await buildPortalSetting(db, "perpetual-review-above", { CHF: 99_998 });
      const above = await build({ currency: "CHF" });
      expect(await cancelPerpetual(deps(), above.actor, above.input(), at)).toMatchObject({
        refusal: { code: "under-review", orderId: above.purchase.orderId, lineNumber: 0 },
      });
      const credits = await countRows(db, "credit");
      await buildPortalSetting(db, "perpetual-review-above", { CHF: 99_999 });
      expect(await cancelPerpetual(deps(), above.actor, above.input(), at)).toMatchObject({ ok: true });
      expect(await countRows(db, "credit")).toBe(credits + 1);
    });
  });
});
