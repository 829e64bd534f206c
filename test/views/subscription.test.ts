import { describe, expect, it } from "vitest";
import type { Result } from "#app/domain/result.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { scheduleNextTerm } from "#app/services/subscriptions/schedule-next-term.server.ts";
import { cancelPerpetualView } from "#app/views/cancel-perpetual.ts";
import { cancelSubscriptionView } from "#app/views/cancel-subscription.ts";
import { customerView } from "#app/views/customer.ts";
import { nextTermView } from "#app/views/next-term.ts";
import { subscriptionView } from "#app/views/subscription.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import {
  buildPartnerActor,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  type PurchaseOptions,
  type SkuOptions,
  testIds,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const boughtAt = instant("2024-03-01T21:28:18Z");
const at = instant("2024-03-03T12:00:00Z");

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.code}`);
  return result.value;
}

describeOnBothDatabases("pages of a subscription", (database) => {
  const deps = () => serviceDeps(database().db, at);

  async function build(options: Partial<PurchaseOptions> = {}, skuOptions: SkuOptions = {}) {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db, {
      offers: [
        { unitPriceMinor: 10_000 },
        { billingPlan: "monthly", unitPriceMinor: 900 },
        { termDuration: "P3Y", billingPlan: "triennial", unitPriceMinor: 25_000 },
      ],
      ...skuOptions,
    });
    const subscription = await buildSubscription(db, { customer: tenant.customer, sku, at: boughtAt, ...options });
    const context: ViewContext = { db, actor: tenant.actor, at, reader: { language: "en", timeZone: "Europe/Berlin" } };
    return { ...tenant, db, sku, subscription, context, subscriptionId: subscription.id };
  }

  it("shows term, window, what the next term will cost, and every action with its reason", async () => {
    const { context, subscriptionId } = await build({ unitPriceMinor: 9_000, quantity: 2 });
    const view = valueOf(await subscriptionView(context, { subscriptionId }));
    expect(view.subscription).toMatchObject({ status: "active", isAutoRenewOn: true, charge: { text: "€180.00" } });
    expect(view.term).toMatchObject({
      number: 1,
      total: { text: "€180.00" },
      endsOn: { text: "28 Feb 2025" },
      startsAt: { local: "1 Mar 2024, 22:28 CET" },
    });
    expect(view.window).toMatchObject({
      isOpen: true,
      closesAt: { exact: "8 Mar 2024, 22:28:18 CET", exactUtc: "8 Mar 2024, 21:28:18 UTC" },
      left: { text: "5 days 9 hours" },
    });
    expect(view.next).toMatchObject({
      willRenew: true,
      preview: { unitPriceChange: { text: "€10.00" }, charge: { text: "€200.00" }, changed: ["price"] },
      term: { number: 2, endsOn: { text: "28 Feb 2026" } },
    });
    const reasons = Object.values(view.actions).map(({ action, refusal }) => [action, refusal?.code ?? null]);
    expect(reasons).toEqual([
      ["switch-auto-renew-on", "auto-renew-already"],
      ["switch-auto-renew-off", null],
      ["schedule-next-term", null],
      ["clear-next-term", "no-next-term-change"],
      ["change-quantity-in-term", "quantity-fixed-in-term"],
      ["change-billing-plan-in-term", "plan-fixed-in-term"],
      ["cancel", null],
      ["release-hold", "not-on-hold"],
    ]);
  });

  it("shows the same refund that cancelling then pays", async () => {
    const { actor, context, subscriptionId } = await build({ quantity: 3 });
    const before = valueOf(await subscriptionView(context, { subscriptionId }));
    const page = valueOf(await cancelSubscriptionView(context, { subscriptionId }));
    expect(page.refund.total.text).toBe("€298.35");
    expect(before.refund.total).toEqual(page.refund.total);
    expect(page).toMatchObject({ refusal: null, chargesAhead: 0, offersSupportRequest: false });
    const shownCreditMinor = page.refund.total.amountMinor;
    const input = { idempotencyKey: testIds.next(), subscriptionId, isConfirmed: true, shownCreditMinor };
    expect(await cancelSubscription(deps(), actor, input, at)).toMatchObject({
      ok: true,
      value: { creditMinor: shownCreditMinor },
    });
    const after = valueOf(await subscriptionView(context, { subscriptionId }));
    expect(after).toMatchObject({
      subscription: { status: "deleted", isAutoRenewOn: false, openWindow: null },
      next: null,
      charges: [{ amount: { text: "€300.00" }, credit: { amount: { text: "-€298.35" }, kind: "cancel-immediate" } }],
    });
    expect(after.timeline.terms.map(({ state }) => state)).toEqual(["cancelled"]);
    expect(after.activity.map(({ action, userName }) => [action, userName])).toEqual([
      ["subscription-cancelled", "Test User"],
    ]);
  });

  it("draws the terms, the charges made and to come, the window and now, within its length", async () => {
    const { context, subscriptionId } = await build({ billingPlan: "monthly", unitPriceMinor: 900 });
    const { timeline } = valueOf(await subscriptionView(context, { subscriptionId }));
    expect(timeline.terms.map(({ number, state }) => [number, state])).toEqual([
      [1, "present"],
      [2, "next"],
    ]);
    expect(timeline.marks.filter(({ kind }) => kind === "charge")).toHaveLength(1);
    expect(timeline.marks.filter(({ kind }) => kind === "charge-ahead").length).toBeGreaterThanOrEqual(11);
    const positions = [timeline.now ?? -1, ...timeline.marks.map(({ position }) => position)];
    for (const position of positions) expect(position >= 0 && position <= 1).toBe(true);
    expect(timeline.terms[0]?.to).toBe(timeline.terms[1]?.from);
  });

  it("says when the window has passed, and that a plan is never cancelled", async () => {
    const passed = await build();
    const later = instant("2024-03-08T21:28:18Z");
    const page = valueOf(await cancelSubscriptionView({ ...passed.context, at: later }, passed));
    expect(page).toMatchObject({
      refusal: { code: "cancellation-window-closed", closedAt: later.epochMilliseconds },
      window: { isOpen: false, left: null, closesAt: { exactUtc: "8 Mar 2024, 21:28:18 UTC" } },
      offersSupportRequest: true,
      termTotal: { text: "€100.00" },
    });
    const plan = await build({}, { kind: "third-party-plan", publisher: "Red Hat" });
    expect(valueOf(await cancelSubscriptionView(plan.context, plan))).toMatchObject({
      refusal: { code: "not-cancellable", reason: "plan-never-cancelled" },
      offersSupportRequest: true,
    });
  });

  it("estimates the hybrid benefit of what qualifies, from example or own rates, never above 40 %", async () => {
    const { context, subscriptionId } = await build({}, { hasHybridBenefit: true });
    const example = valueOf(await subscriptionView(context, { subscriptionId })).hybridBenefit;
    expect(example).toMatchObject({ isExample: true, percent: 38, isCapped: false });
    const hourlyRates = { withWindowsMicros: 376_000, withoutWindowsMicros: 192_000 };
    const own = valueOf(await subscriptionView(context, { subscriptionId, hourlyRates })).hybridBenefit;
    expect(own).toMatchObject({
      withWindows: "0.376",
      isExample: false,
      percent: 40,
      isCapped: true,
      savingPerHour: "€0.1504",
      savingPerMonth: "€109.79",
    });
    const none = await build();
    expect(valueOf(await subscriptionView(none.context, none)).hybridBenefit).toBeNull();
  });

  it("keeps the log from roles that may not see it", async () => {
    const { db, partner, actor, context, subscriptionId } = await build();
    const wish = { termDuration: "P1Y", billingPlan: "monthly", quantity: 1 } as const;
    await scheduleNextTerm(deps(), actor, { idempotencyKey: testIds.next(), subscriptionId, ...wish }, at);
    expect(valueOf(await subscriptionView(context, { subscriptionId })).activity).toHaveLength(1);
    const billing = await buildPartnerActor(db, partner.id, ["billing-admin"]);
    const seen = valueOf(await subscriptionView({ ...context, actor: billing }, { subscriptionId }));
    expect(seen.activity).toEqual([]);
    expect(seen.actions.cancel.refusal).toMatchObject({ code: "role-needed" });
  });

  describe("the next term", () => {
    it("compares before and after of a wish, which scheduling then makes", async () => {
      const { actor, context, subscriptionId } = await build({ unitPriceMinor: 9_000, quantity: 2 });
      const wish = { termDuration: "P1Y", billingPlan: "monthly", quantity: 3 } as const;
      const view = valueOf(await nextTermView(context, { subscriptionId, wish }));
      expect(view.options.map((option) => [option.termDuration, option.billingPlan, option.isPresent])).toEqual([
        ["P1Y", "monthly", false],
        ["P1Y", "annual", true],
        ["P3Y", "triennial", false],
      ]);
      expect(view.before.total.text).toBe("€180.00");
      expect(view.wanted).toMatchObject({
        refusal: null,
        term: { charge: { text: "€27.00" }, total: { text: "€324.00" }, startsOn: { iso: "2025-03-01" } },
        changed: ["billing-plan", "quantity", "price"],
      });
      await scheduleNextTerm(deps(), actor, { idempotencyKey: testIds.next(), subscriptionId, ...wish }, at);
      const after = valueOf(await nextTermView(context, { subscriptionId }));
      expect(after).toMatchObject({
        planned: wish,
        hasScheduledChange: true,
        after: { term: { total: { text: "€324.00" } } },
      });
    });

    it("says why a wish cannot be", async () => {
      const { context, subscriptionId } = await build({ isAutoRenewOn: false });
      const wish = { termDuration: "P1Y", billingPlan: "monthly", quantity: 1 } as const;
      const view = valueOf(await nextTermView(context, { subscriptionId, wish }));
      expect(view).toMatchObject({
        after: null,
        reason: { code: "auto-renew-off" },
        schedule: { refusal: { code: "auto-renew-off" } },
        wanted: { refusal: { code: "auto-renew-off" }, term: null },
      });
    });
  });

  it("a product of perpetual software on several orders: each with its own days left", async () => {
    const { db, customer, context } = await build();
    const { sku } = await buildSku(db, { kind: "perpetual-software" });
    const buy = (text: string) => buildPerpetualPurchase(db, { customer, sku, at: instant(text) });
    const today = await buy("2024-03-03T00:00:00Z");
    const lastDay = await buy("2024-02-02T23:00:00Z");
    const over = await buy("2024-02-01T23:59:59.999Z");
    const page = valueOf(
      await cancelPerpetualView(context, { customerId: customer.id, orderId: lastDay.orderId, lineNumber: 0 }),
    );
    expect(page.orders.map(({ orderId, daysLeft, refusal }) => [orderId, daysLeft, refusal?.code ?? null])).toEqual([
      [today.orderId, 30, null],
      [lastDay.orderId, 0, null],
      [over.orderId, null, "cancellation-window-closed"],
    ]);
    expect(page.chosen?.orderId).toBe(lastDay.orderId);
  });

  it("a customer's overview adds up what was spent this month and what is due within 30 days", async () => {
    const { db, customer, context, sku } = await build({ billingPlan: "monthly", unitPriceMinor: 900, quantity: 2 });
    await buildSubscription(db, { customer, sku, at: instant("2023-03-20T00:00:00Z") });
    await buildSubscription(db, { customer, sku, at: instant("2023-03-21T00:00:00Z"), isAutoRenewOn: false });
    await buildSubscription(db, { customer, sku, at: instant("2024-02-29T23:59:59Z"), billingPlan: "monthly" });
    const view = valueOf(await customerView(context, { customerId: customer.id }));
    // In March: the monthly purchase of 1 March; the one of 29 February was in the month before.
    expect(view.spentThisMonth.map(({ text }) => text)).toEqual(["€18.00"]);
    expect(view.monthStartsOn.text).toBe("1 Mar 2024");
    // Until 2 April: the next cycles of both monthly ones (18 and 100), and the renewal of the yearly one (100).
    expect(view.dueAhead.map(({ text }) => text)).toEqual(["€218.00"]);
    expect(view.isDueAheadPartial).toBe(false);
    expect(view.counts).toMatchObject({
      activeSubscriptions: { text: "4" },
      renewalsAhead: { text: "1" },
      willNotRenew: { text: "1" },
      orders: { text: "4" },
    });
  });
});
