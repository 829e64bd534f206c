import { describe, expect, it } from "vitest";
import type { Charge } from "#app/domain/billing/charge.ts";
import {
  decideCancelPerpetual,
  perpetualDaysLeft,
  perpetualPurchasesOf,
  perpetualWindow,
  perpetualWindowClosingNotice,
  type CancelPerpetualFacts,
  type PerpetualPurchase,
} from "#app/domain/billing/perpetual.ts";
import { availablePerpetualActions } from "#app/domain/billing/perpetual-actions.ts";
import { aPartnerUser, around, aSku, ids, instant } from "../support/records.ts";

const purchase: PerpetualPurchase = {
  partnerId: "partner-1",
  customerId: "customer-1",
  orderId: "order-7",
  lineNumber: 2,
  productId: "DG7GMGF0D5RK",
  skuId: "0005",
  quantity: 4,
  unitPriceMinor: 115_245,
  currency: "USD",
  purchasedAt: instant("2021-10-15T21:28:18Z"),
  cancelledAt: null,
};
const charge: Charge = {
  id: "charge-7",
  partnerId: "partner-1",
  customerId: "customer-1",
  orderId: "order-7",
  lineNumber: 2,
  subscriptionId: null,
  termNumber: null,
  cycleNumber: null,
  cycle: null,
  kind: "purchase",
  unitPriceMinor: 115_245,
  quantity: 4,
  amountMinor: 460_980,
  currency: "USD",
  chargedAt: purchase.purchasedAt,
};
const end = around("2021-11-15T00:00:00Z");
const sku = aSku({ kind: "perpetual-software" });
const facts = (at = end.before, more: Partial<CancelPerpetualFacts> = {}) => ({
  at,
  sku,
  reviewAboveMinor: {},
  charge,
  nextId: ids("credit"),
  ...more,
});
const confirmed = { isNoticeConfirmed: true };

describe("the window of perpetual software", () => {
  it("goes to the end of the 30th UTC calendar day after the purchase day", () => {
    const { lastOn, closesAt } = perpetualWindow(purchase.purchasedAt);
    expect([lastOn.toString(), closesAt.toString()]).toEqual(["2021-11-14", "2021-11-15T00:00:00Z"]);
    expect(decideCancelPerpetual(purchase, confirmed, facts(end.before)).ok).toBe(true);
    for (const at of [end.at, end.after])
      expect(decideCancelPerpetual(purchase, confirmed, facts(at))).toEqual({
        ok: false,
        refusal: { code: "cancellation-window-closed", closedAt: end.at.epochMilliseconds },
      });
  });

  it.each([
    ["2021-10-15T00:00:00Z", "2021-11-15T00:00:00Z"],
    ["2021-10-15T23:59:59.999Z", "2021-11-15T00:00:00Z"],
    ["2024-01-31T12:00:00Z", "2024-03-02T00:00:00Z"],
    ["2023-01-31T12:00:00Z", "2023-03-03T00:00:00Z"],
  ])("of a purchase at %s closes at %s", (purchasedAt, closesAt) => {
    expect(perpetualWindow(instant(purchasedAt)).closesAt.toString()).toBe(closesAt);
  });

  it.each([
    ["2021-10-15T21:28:18Z", 30],
    ["2021-10-15T23:59:59.999Z", 30],
    ["2021-10-16T00:00:00Z", 29],
    ["2021-11-13T23:59:59.999Z", 1],
    ["2021-11-14T00:00:00Z", 0],
    ["2021-11-14T23:59:59.999Z", 0],
    ["2021-11-15T00:00:00Z", null],
  ])("at %s has %s days left", (at, days) => {
    expect(perpetualDaysLeft(purchase.purchasedAt, instant(at))).toBe(days);
  });

  it("is announced in its last 24 hours", () => {
    const begin = around("2021-11-14T00:00:00Z");
    const keys = [begin.before, begin.at, end.before, end.at].map(
      (at) => perpetualWindowClosingNotice(purchase, at)?.dedupeKey ?? null,
    );
    expect(keys).toEqual([null, "order-7:2:window-closing", "order-7:2:window-closing", null]);
    expect(perpetualWindowClosingNotice({ ...purchase, cancelledAt: begin.before }, begin.at)).toBeNull();
  });
});

describe("cancelling perpetual software", () => {
  it("credits everything, without a fee, and marks the line", () => {
    expect(decideCancelPerpetual(purchase, confirmed, facts())).toMatchObject({
      ok: true,
      value: {
        purchase: { cancelledAt: end.before },
        credits: [{ chargeId: "charge-7", amountMinor: 460_980, kind: "cancel-immediate", currency: "USD" }],
        creditMinor: 460_980,
        activity: [
          {
            action: "perpetual-software-cancelled",
            orderId: "order-7",
            newValue: { lineNumber: 2, creditMinor: 460_980 },
          },
        ],
        notices: [{ kind: "cancelled", dedupeKey: "order-7:2:cancelled" }],
      },
    });
  });

  it("wants the notice ticked", () => {
    expect(decideCancelPerpetual(purchase, { isNoticeConfirmed: false }, facts())).toEqual({
      ok: false,
      refusal: { code: "notice-not-confirmed" },
    });
  });

  it("is refused twice", () => {
    const at = end.before;
    expect(decideCancelPerpetual({ ...purchase, cancelledAt: at }, confirmed, facts())).toEqual({
      ok: false,
      refusal: { code: "purchase-cancelled", orderId: "order-7", lineNumber: 2, cancelledAt: at.epochMilliseconds },
    });
  });

  it("credits nothing for what cost nothing", () => {
    const free = { ...charge, unitPriceMinor: 0, amountMinor: 0 };
    expect(
      decideCancelPerpetual({ ...purchase, unitPriceMinor: 0 }, confirmed, { ...facts(), charge: free }),
    ).toMatchObject({
      value: { credits: [], creditMinor: 0 },
    });
  });

  it.each([
    ["at the limit", { USD: 460_980 }, true],
    ["above the limit", { USD: 460_979 }, false],
    ["with a limit in another currency", { EUR: 1 }, true],
    ["without a limit", {}, true],
  ] as const)("%s: goes through without review is %s", (_, reviewAboveMinor, isOk) => {
    const decision = decideCancelPerpetual(purchase, confirmed, facts(end.before, { reviewAboveMinor }));
    expect(decision.ok ? null : decision.refusal).toEqual(
      isOk ? null : { code: "under-review", orderId: "order-7", lineNumber: 2 },
    );
  });

  it("of a product marked so is under review", () => {
    const marked = { sku: aSku({ kind: "perpetual-software", needsReview: true }) };
    expect(decideCancelPerpetual(purchase, confirmed, facts(end.before, marked))).toMatchObject({
      refusal: { code: "under-review" },
    });
  });

  it("is granted by the operator beyond window and review, with the amount that was granted and no more", () => {
    const late = facts(end.after, { reviewAboveMinor: { USD: 1 } });
    const grant = (amountMinor: number) =>
      decideCancelPerpetual(purchase, confirmed, { ...late, granted: { amountMinor, requestId: "request-1" } });
    expect(decideCancelPerpetual(purchase, confirmed, late)).toMatchObject({
      refusal: { code: "cancellation-window-closed" },
    });
    expect(grant(100_000)).toMatchObject({
      value: {
        creditMinor: 100_000,
        credits: [{ chargeId: "charge-7", amountMinor: 100_000, kind: "granted" }],
        activity: [{ newValue: { creditMinor: 100_000, granted: true, requestId: "request-1" } }],
      },
    });
    expect(grant(460_980)).toMatchObject({ value: { creditMinor: 460_980 } });
    expect(grant(460_981)).toMatchObject({
      refusal: { code: "grant-above-charged", amountMaxMinor: 460_980, currency: "USD" },
    });
  });

  it("refuses to credit another purchase's charge", () => {
    expect(() =>
      decideCancelPerpetual(purchase, confirmed, { ...facts(), charge: { ...charge, lineNumber: 0 } }),
    ).toThrow(TypeError);
  });

  it("is offered to an admin agent alone, for the same reasons", () => {
    const offered = (actor: ReturnType<typeof aPartnerUser>, at = end.before) =>
      availablePerpetualActions(purchase, { ...facts(at), actor }).cancel;
    expect(offered(aPartnerUser("admin-agent"))).toEqual({ ok: true, value: "cancel" });
    expect(offered(aPartnerUser("global-admin"))).toMatchObject({
      refusal: { code: "role-needed", roles: ["admin-agent"] },
    });
    expect(offered(aPartnerUser("admin-agent"), end.at)).toMatchObject({
      refusal: { code: "cancellation-window-closed" },
    });
  });
});

describe("perpetual purchases of an order", () => {
  it("are its lines of that kind, each with its own number", () => {
    const line = {
      productId: purchase.productId,
      skuId: purchase.skuId,
      billingPlan: "one-time",
      quantity: 4,
      unitPriceMinor: 115_245,
      cancelledAt: null,
    } as const;
    const found = perpetualPurchasesOf({
      id: "order-7",
      partnerId: "partner-1",
      customerId: "customer-1",
      kind: "purchase",
      currency: "USD",
      orderedAt: purchase.purchasedAt,
      orderedBy: "user-1",
      lines: [
        { ...line, number: 1, kind: "software-subscription", termDuration: "P1Y", subscriptionId: "subscription-1" },
        { ...line, number: 2, kind: "perpetual-software", termDuration: null, subscriptionId: null },
      ],
    });
    expect(found).toEqual([purchase]);
  });
});
