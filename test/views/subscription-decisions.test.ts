import { expect, it } from "vitest";
import type { Result } from "#app/domain/result.ts";
import { autoRenewView } from "#app/views/auto-renew.ts";
import { mayReadActivityOf } from "#app/domain/activity/topics.ts";
import { cancelSubscriptionView } from "#app/views/cancel-subscription.ts";
import { nextTermView } from "#app/views/next-term.ts";
import { subscriptionView } from "#app/views/subscription.ts";
import { amountPerYear } from "#app/views/term-text.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import {
  buildPartnerActor,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  type PurchaseOptions,
  type SkuOptions,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const boughtAt = instant("2024-03-01T21:28:18Z");
const at = instant("2024-03-03T12:00:00Z");

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.code}`);
  return result.value;
}

describeOnBothDatabases("what a subscription's pages show before a decision", (database) => {
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
    const context: ViewContext = { db, actor: tenant.actor, at, reader: { language: "en", timeZone: "UTC" } };
    return { ...tenant, context, subscriptionId: subscription.id };
  }

  it("derives a refund from days and unit price, so that the reader can do the sum", async () => {
    const { context, subscriptionId } = await build({ quantity: 3, unitPriceMinor: 9_999 });
    const { refund, today } = valueOf(await cancelSubscriptionView(context, { subscriptionId }));
    expect(refund.charges).toMatchObject([
      {
        startsOn: { text: "1 Mar 2024" },
        endsOn: { text: "28 Feb 2025" },
        charged: { amountMinor: 29_997 },
        arithmetic: {
          kind: "prorated",
          remainingDays: 363,
          cycleDays: 365,
          unitPrice: { amountMinor: 9_999 },
          quantityText: "3",
          unitRefund: { amountMinor: Math.floor((9_999 * 363) / 365) },
          cutOff: `${(9_999 * 363) % 365}/365`,
        },
      },
    ]);
    expect(refund.total.amountMinor).toBe(Math.floor((9_999 * 363) / 365) * 3);
    expect(today.text).toBe("3 Mar 2024");
  });

  it("names the next charge: of this term while there are any, then of the next, then none", async () => {
    const monthly = await build({ billingPlan: "monthly", unitPriceMinor: 900 });
    expect(valueOf(await subscriptionView(monthly.context, monthly)).nextCharge).toMatchObject({
      on: { text: "1 Apr 2024" },
      amount: { text: "€9.00" },
      isOfNextTerm: false,
    });
    const annual = await build();
    expect(valueOf(await subscriptionView(annual.context, annual)).nextCharge).toMatchObject({
      on: { text: "1 Mar 2025" },
      isOfNextTerm: true,
    });
    const ending = await build({ isAutoRenewOn: false });
    expect(valueOf(await subscriptionView(ending.context, ending)).nextCharge).toBeNull();
  });

  it("shows what renewing costs whichever way auto-renew stands, and which charges stay due", async () => {
    const off = await build({ isAutoRenewOn: false, quantity: 2 });
    expect(valueOf(await autoRenewView(off.context, off))).toMatchObject({
      refusal: null,
      chargesAhead: 0,
      renewal: { willRenew: true, term: { startsOn: { text: "1 Mar 2025" }, total: { text: "€200.00" } } },
    });
    const scheduled = { termDuration: "P3Y", billingPlan: "triennial", quantity: 5 } as const;
    const on = await build({ billingPlan: "monthly", unitPriceMinor: 900, nextTerm: scheduled });
    expect(valueOf(await autoRenewView(on.context, on))).toMatchObject({
      refusal: null,
      scheduled,
      chargesAhead: 11,
      renewal: { willRenew: true, preview: { total: { text: "€1,250.00" } } },
    });
  });

  it("says why switching on would not help, and why it cannot be switched", async () => {
    const withdrawn = await build({ isAutoRenewOn: false }, { offers: [] });
    expect(valueOf(await autoRenewView(withdrawn.context, withdrawn))).toMatchObject({
      refusal: null,
      renewal: { willRenew: false, reason: { code: "price-ended" } },
    });
    const old = await build({ at: instant("2021-10-13T12:00:00Z"), termDuration: "P3Y" });
    expect(valueOf(await autoRenewView(old.context, old)).refusal).toMatchObject({ code: "bought-before-auto-renew" });
  });

  it("switching auto-renew is not found for another partner, and refused by name to a role that only looks on", async () => {
    const own = await build();
    const theirs = await build();
    expect(await autoRenewView(own.context, theirs)).toMatchObject({ refusal: { code: "not-found" } });
    const helpdesk = await buildPartnerActor(database().db, own.partner.id, ["helpdesk-agent"]);
    expect(valueOf(await autoRenewView({ ...own.context, actor: helpdesk }, own)).refusal).toMatchObject({
      code: "role-needed",
    });
  });

  it("prices every choice of a next term for the quantity that is wished for, with what a year costs", async () => {
    const { context, subscriptionId } = await build({ quantity: 2 });
    const wish = { termDuration: "P3Y", billingPlan: "triennial", quantity: 10 } as const;
    const view = valueOf(await nextTermView(context, { subscriptionId, wish }));
    expect(view).toMatchObject({ quantityShown: 10, renewsOn: { text: "1 Mar 2025" } });
    expect(view.options.map(({ charge, total, perYear }) => [charge.text, total.text, perYear.text])).toEqual([
      ["€90.00", "€1,080.00", "€1,080.00"],
      ["€1,000.00", "€1,000.00", "€1,000.00"],
      ["€2,500.00", "€2,500.00", "€833.33"],
    ]);
    const tooMany = { ...wish, quantity: 1_000_000_000 };
    expect(valueOf(await nextTermView(context, { subscriptionId, wish: tooMany })).quantityShown).toBe(2);
  });

  it("dates the charges of the next term, and the stretch that each pays for", async () => {
    const { context, subscriptionId } = await build();
    const { marks } = valueOf(await subscriptionView(context, { subscriptionId })).timeline;
    expect(marks.map(({ kind, on, cycle }) => [kind, on.text, cycle?.endsOn.text])).toEqual([
      ["charge", "1 Mar 2024", "28 Feb 2025"],
      ["charge-planned", "1 Mar 2025", "28 Feb 2026"],
    ]);
  });

  it("knows what is never cancelled, whoever looks and whenever", async () => {
    const plan = await build({}, { kind: "third-party-plan", publisher: "Red Hat" });
    const sales = await buildPartnerActor(database().db, plan.partner.id, ["sales-agent"]);
    for (const context of [plan.context, { ...plan.context, actor: sales, at: instant("2024-06-01T00:00:00Z") }])
      expect(valueOf(await subscriptionView(context, plan)).window.never).toMatchObject({ code: "not-cancellable" });
    const other = await build();
    expect(valueOf(await subscriptionView(other.context, other)).window.never).toBeNull();
  });

  it("lets who saw keys be read by other roles than the rest of the log", async () => {
    const { partner, actor } = await build();
    const account = await buildPartnerActor(database().db, partner.id, ["account-admin"]);
    expect(mayReadActivityOf(actor, "subscription-cancelled")).toBe(true);
    expect(mayReadActivityOf(actor, "key-revealed")).toBe(false);
    expect(mayReadActivityOf(account, "key-revealed")).toBe(true);
  });

  it.each([
    [100, "P3Y", 33],
    [100, "P1Y", 100],
    [100, "P1M", 1200],
    [Number.MAX_SAFE_INTEGER, "P3Y", 3_002_399_751_580_330],
  ] as const)("takes %d for %s to cost %d a year, exactly", (total, duration, perYear) => {
    expect(amountPerYear(total, duration)).toBe(perYear);
  });
});
