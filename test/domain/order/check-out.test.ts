import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { skuKey, type Sku } from "#app/domain/catalog/catalog.ts";
import { decideDueCharges } from "#app/domain/billing/due-charges.ts";
import {
  decideCheckOut,
  problemsOfLines,
  type CheckOutFacts,
  type CheckOutRequest,
} from "#app/domain/order/check-out.ts";
import type { Cart } from "#app/domain/order/cart.ts";
import type { CartLine } from "#app/domain/order/order.ts";
import { reviewOf } from "#app/domain/order/review.ts";
import { allOffers, anOffer, around, aSku, ids, instant } from "../support/records.ts";

const at = instant("2024-01-31T21:28:18Z");
const subscriptionSku = aSku();
const perpetualSku = aSku({ productId: "DG7GMGF0D5RK", skuId: "0005", kind: "perpetual-software" });
const suseSku = aSku({ productId: "DEMOPRD0SUSE", kind: "third-party-plan", isCancellable: false });
const skus = new Map<ReturnType<typeof skuKey>, Sku>(
  [subscriptionSku, perpetualSku, suseSku].map((sku) => [skuKey(sku.productId, sku.skuId), sku]),
);
const perpetualOffer = anOffer({
  id: "offer-perpetual",
  productId: "DG7GMGF0D5RK",
  skuId: "0005",
  termDuration: null,
  billingPlan: "one-time",
  unitPriceMinor: 115_245,
});
const availabilities = [...allOffers(), perpetualOffer, ...allOffers({ productId: "DEMOPRD0SUSE" })];
const yearly: CartLine = {
  number: 3,
  productId: "DEMOPRD0WSS1",
  skuId: "0001",
  termDuration: "P1Y",
  billingPlan: "monthly",
  quantity: 2,
  unitPriceMinor: 1008,
  currency: "EUR",
};
const perpetual: CartLine = {
  ...yearly,
  number: 5,
  productId: "DG7GMGF0D5RK",
  skuId: "0005",
  termDuration: null,
  billingPlan: "one-time",
  quantity: 3,
  unitPriceMinor: 115_245,
};
const suse: CartLine = {
  ...yearly,
  number: 6,
  productId: "DEMOPRD0SUSE",
  billingPlan: "annual",
  unitPriceMinor: 12_085,
};
const cart: Cart = {
  id: "cart-1",
  partnerId: "partner-1",
  customerId: "customer-1",
  createdAt: instant("2024-01-30T00:00:00Z"),
  orderId: null,
  lines: [yearly, perpetual],
  version: 4,
};
const facts = (more: Partial<CheckOutFacts> = {}): CheckOutFacts => ({
  at,
  market: "DE",
  sellsPerpetual: true,
  validationStatus: null,
  segment: "Commercial",
  skus,
  availabilities,
  heldSkus: new Set(),
  orderedBy: "user-1",
  nextId: ids(),
  ...more,
});
const buy = (lines: readonly CartLine[], more: Partial<CheckOutFacts> = {}, request: CheckOutRequest = {}) =>
  decideCheckOut({ ...cart, lines }, request, facts(more));

describe("checking out", () => {
  it("makes one order with its lines from 0, the subscription, the charges, log lines and the confirmation", () => {
    const decision = buy(cart.lines);
    if (!decision.ok) throw new Error(decision.refusal.code);
    const { order, subscriptions, charges, activity, notices, cart: after } = decision.value;
    expect(after).toMatchObject({ orderId: order.id, version: 5 });
    expect(order).toMatchObject({ kind: "purchase", currency: "EUR", orderedBy: "user-1", orderedAt: at });
    expect(order.lines).toMatchObject([
      { number: 0, subscriptionId: subscriptions[0]?.id, unitPriceMinor: 1008, quantity: 2 },
      { number: 1, subscriptionId: null, kind: "perpetual-software", termDuration: null },
    ]);
    expect(subscriptions).toMatchObject([
      {
        orderId: order.id,
        lineNumber: 0,
        market: "DE",
        isAutoRenewOn: true,
        purchasedAt: at,
        version: 1,
        term: { number: 1, chargedCycles: 1, availabilityId: "offer-P1Y-monthly" },
      },
    ]);
    expect(charges).toMatchObject([
      {
        kind: "new",
        amountMinor: 2016,
        lineNumber: 0,
        cycleNumber: 1,
        chargedAt: at,
        subscriptionId: subscriptions[0]?.id,
      },
      { kind: "purchase", amountMinor: 345_735, lineNumber: 1, subscriptionId: null, chargedAt: at },
    ]);
    expect(charges[0]?.cycle?.endsOn.toString()).toBe("2024-02-28");
    expect(activity.map(({ action }) => action)).toEqual([
      "order-placed",
      "subscription-bought",
      "perpetual-software-bought",
    ]);
    expect(notices).toMatchObject([
      { kind: "order-confirmed", dedupeKey: `${order.id}:order-confirmed`, facts: { lines: 2, chargedMinor: 347_751 } },
    ]);
    expect(new Set([order.id, ...subscriptions.map(({ id }) => id), ...charges.map(({ id }) => id)]).size).toBe(4);
  });

  it("shows old and new where a price moved, and takes the buyer's confirmation of the new one", () => {
    const cheaper = [{ ...yearly, unitPriceMinor: 999 }, perpetual];
    const moved = {
      ok: false,
      refusal: {
        code: "price-moved",
        lines: [{ lineNumber: 3, oldUnitPriceMinor: 999, newUnitPriceMinor: 1008, currency: "EUR" }],
      },
    };
    expect(buy(cheaper)).toEqual(moved);
    expect(buy(cheaper, {}, { confirmedUnitPricesMinor: new Map([[3, 1008]]) }).ok).toBe(true);
    // A price that fell is shown as well.
    expect(buy([{ ...yearly, unitPriceMinor: 1009 }])).toMatchObject({
      refusal: { code: "price-moved", lines: [{ oldUnitPriceMinor: 1009, newUnitPriceMinor: 1008 }] },
    });
    // The price moved again between the confirmation and the purchase.
    expect(buy(cheaper, {}, { confirmedUnitPricesMinor: new Map([[3, 1005]]) })).toMatchObject({
      refusal: { code: "price-moved", lines: [{ oldUnitPriceMinor: 1005, newUnitPriceMinor: 1008 }] },
    });
    expect(buy(cheaper, {}, { confirmedUnitPricesMinor: new Map([[5, 1008]]) })).toMatchObject({
      refusal: { code: "price-moved" },
    });
  });

  it("checks everything again: market, customer, limits, offer, prerequisite, currency", () => {
    const needs = new Map(skus).set("DEMOPRD0WSS1:0001", aSku({ prerequisites: [{ anyOf: ["DEMOPRD0WSS1:0009"] }] }));
    const small = new Map(skus).set("DEMOPRD0WSS1:0001", aSku({ quantityMax: 1 }));
    const codes = [
      buy([yearly], { market: "BR" }),
      buy([yearly, perpetual], { sellsPerpetual: false }),
      buy([yearly], { validationStatus: "unknown" }),
      buy([yearly], { skus: small }),
      buy([yearly], { availabilities: [] }),
      buy([yearly], { skus: needs }),
      buy([{ ...yearly, currency: "USD" }, suse]),
      buy([]),
    ].map((decision) => (decision.ok ? null : decision.refusal.code));
    expect(codes).toEqual([
      "market-closed",
      "perpetual-not-qualified",
      "customer-may-not-buy",
      "quantity-out-of-limits",
      "no-price",
      "prerequisite-missing",
      "currency-mixed",
      "cart-empty",
    ]);
  });

  it("of subscriptions alone asks nothing of a partner that does not sell perpetual software", () => {
    expect(buy([yearly], { sellsPerpetual: false }).ok).toBe(true);
  });

  it("counts a prerequisite that stands in the same cart, in either order", () => {
    const needs = new Map(skus).set("DEMOPRD0WSS1:0001", aSku({ prerequisites: [{ anyOf: ["DG7GMGF0D5RK:0005"] }] }));
    expect(buy([yearly, perpetual], { skus: needs }).ok).toBe(true);
    expect(buy([perpetual, yearly], { skus: needs }).ok).toBe(true);
  });

  it("is refused for a cart of exactly seven days, and for one that was bought", () => {
    const end = around("2024-02-06T00:00:00Z");
    expect(buy(cart.lines, { at: end.before }).ok).toBe(true);
    expect(buy(cart.lines, { at: end.at })).toMatchObject({ refusal: { code: "cart-expired" } });
    expect(decideCheckOut({ ...cart, orderId: "order-1" }, {}, facts())).toEqual({
      ok: false,
      refusal: { code: "cart-checked-out", orderId: "order-1" },
    });
  });

  it("names the problem of every line at once, for the page", () => {
    const problems = problemsOfLines(
      { ...cart, lines: [{ ...yearly, quantity: 99_999 }, perpetual, suse] },
      facts({ availabilities: [perpetualOffer] }),
    );
    expect(problems.map(({ lineNumber, refusal }) => [lineNumber, refusal.code])).toEqual([
      [3, "quantity-out-of-limits"],
      [6, "no-price"],
    ]);
  });

  it("of a purchase before 14 Oct 2021 makes a subscription that does not renew itself", () => {
    const early = instant("2021-10-13T23:59:59.999Z");
    const decision = decideCheckOut({ ...cart, createdAt: early }, {}, facts({ at: early }));
    expect(decision.ok && decision.value.subscriptions[0]?.isAutoRenewOn).toBe(false);
  });
});

describe("the review before buying", () => {
  it("lists every charge of the whole term, what is due now, and the end of the window", () => {
    const { lines, dueNowMinor, totalMinor, currency, taxIncluded } = reviewOf([yearly, perpetual, suse], {
      at,
      market: "DE",
      skus,
    });
    expect([dueNowMinor, totalMinor, currency, taxIncluded]).toEqual([
      2016 + 345_735 + 24_170,
      24_192 + 345_735 + 24_170,
      "EUR",
      false,
    ]);
    expect(lines[0]?.charges.map(({ chargedAt }) => chargedAt.toString().slice(0, 10)).join(" ")).toBe(
      "2024-01-31 2024-02-29 2024-03-31 2024-04-30 2024-05-31 2024-06-30 " +
        "2024-07-31 2024-08-31 2024-09-30 2024-10-31 2024-11-30 2024-12-31",
    );
    expect(lines.map(({ windowClosesAt }) => windowClosesAt?.toString() ?? null)).toEqual([
      "2024-02-07T21:28:18Z",
      "2024-03-02T00:00:00Z",
      null,
    ]);
    expect(lines.map(({ renewsItself, isCancellable }) => [renewsItself, isCancellable])).toEqual([
      [true, true],
      [false, true],
      [true, false],
    ]);
    expect(lines.map(({ endsOn }) => endsOn?.toString() ?? null)).toEqual(["2025-01-30", null, "2025-01-30"]);
  });

  it("says where prices include tax, and that an empty cart has no currency", () => {
    expect(reviewOf([], { at, market: "AU", skus })).toEqual({
      lines: [],
      dueNowMinor: 0,
      totalMinor: 0,
      currency: null,
      taxIncluded: true,
    });
  });

  it("throws for a SKU that was not read", () => {
    expect(() => reviewOf([yearly], { at, market: "DE", skus: new Map() })).toThrow(TypeError);
  });

  it("promises exactly the charges that buying and the job then make", () => {
    const offers = fc.constantFrom(...allOffers());
    fc.assert(
      fc.property(
        offers,
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 1500 }),
        (offer, quantity, days) => {
          const boughtAt = at.add({ hours: 24 * days });
          const { unitPriceMinor, billingPlan, termDuration } = offer;
          const line: CartLine = { ...yearly, billingPlan, termDuration, quantity, unitPriceMinor };
          const decision = decideCheckOut({ ...cart, createdAt: boughtAt, lines: [line] }, {}, facts({ at: boughtAt }));
          if (!decision.ok) throw new Error(decision.refusal.code);
          const [subscription] = decision.value.subscriptions;
          if (!subscription) throw new Error("no subscription");
          const rest = decideDueCharges(subscription, { at: subscription.term.endAt, nextId: ids("later") });
          const made = [...decision.value.charges, ...(rest.kind === "charge" ? rest.charges : [])];
          const promised = reviewOf([line], { at: boughtAt, market: "DE", skus }).lines[0]?.charges ?? [];
          const essence = (charge: { chargedAt: typeof at; amountMinor: number }) => [
            charge.chargedAt.toString(),
            charge.amountMinor,
          ];
          expect(made.map(essence)).toEqual(promised.map(essence));
        },
      ),
    );
  });
});
