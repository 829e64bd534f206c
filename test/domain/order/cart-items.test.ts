import { describe, expect, it } from "vitest";
import { Temporal } from "temporal-polyfill";
import { type Availability, type Sku, skuKey } from "#app/domain/catalog/catalog.ts";
import { decideItems, type ItemRequest, sortItems } from "#app/domain/order/cart-items.ts";
import { decideCheckOutInOrders } from "#app/domain/order/check-out.ts";
import type { Cart } from "#app/domain/order/cart.ts";
import { cartLinesMax } from "#app/domain/policies.ts";
import { hasBegunTerm } from "#app/domain/order/running-term.ts";
import type { LineFacts } from "#app/domain/order/cart-line.ts";
import { aSubscription } from "../support/records.ts";

const at = Temporal.Instant.from("2026-11-24T13:05:00Z");

function aSku(productId: string, more: Partial<Sku> = {}): Sku {
  return {
    productId,
    skuId: "0001",
    title: productId,
    productTitle: productId,
    kind: "software-subscription",
    publisher: "Microsoft",
    quantityMin: 1,
    quantityMax: 10,
    isCancellable: true,
    needsReview: false,
    prerequisites: [],
    ...more,
  };
}

function anOffer(id: string, productId: string, more: Partial<Availability> = {}): Availability {
  return {
    id,
    productId,
    skuId: "0001",
    market: "DE",
    segment: "Commercial",
    termDuration: "P1Y",
    billingPlan: "annual",
    unitPriceMinor: 10_000,
    currency: "EUR",
    effectiveFromAt: at.subtract({ hours: 1 }),
    effectiveUntilAt: at.add({ hours: 1 }),
    ...more,
  };
}

const server = aSku("SERVER");
const base = aSku("BASE", { kind: "perpetual-software" });
const addition = aSku("ADDITION", { prerequisites: [{ anyOf: [skuKey("BASE", "0001")] }] });

const facts: LineFacts = {
  at,
  market: "DE",
  sellsPerpetual: true,
  validationStatus: null,
  segment: "Commercial",
  skus: new Map([server, base, addition].map((sku) => [skuKey(sku.productId, sku.skuId), sku])),
  availabilities: [
    anOffer("year", "SERVER"),
    anOffer("year-monthly", "SERVER", { billingPlan: "monthly", unitPriceMinor: 900 }),
    anOffer("three-years", "SERVER", { termDuration: "P3Y", unitPriceMinor: 9_000 }),
    anOffer("over", "SERVER", { termDuration: "P1M", billingPlan: "monthly", effectiveUntilAt: at }),
    anOffer("once", "BASE", { termDuration: null, billingPlan: "one-time", unitPriceMinor: 50_000 }),
    anOffer("addition", "ADDITION"),
  ],
  heldSkus: new Set(),
};

const item = (productId: string, availabilityId: string | null, more: Partial<ItemRequest> = {}): ItemRequest => {
  return { productId, skuId: "0001", availabilityId, quantity: 1, ...more };
};

describe("items of a program", () => {
  it.each([
    ["the offer as it is", item("SERVER", "year"), ["P1Y", "annual", 10_000]],
    ["another plan of the same edition", item("SERVER", "year", { billingPlan: "monthly" }), ["P1Y", "monthly", 900]],
    [
      "another term and the plan of the offer",
      item("SERVER", "year", { termDuration: "P3Y" }),
      ["P3Y", "annual", 9_000],
    ],
    ["no offer, and a plan with one term", item("SERVER", null, { billingPlan: "monthly" }), ["P1Y", "monthly", 900]],
    ["perpetual software", item("BASE", "once"), [null, "one-time", 50_000]],
    ["the market's currency in small letters", item("BASE", "once", { currency: "eur" }), [null, "one-time", 50_000]],
  ])("mean %s", (_what, one, [termDuration, billingPlan, unitPriceMinor]) => {
    expect(decideItems([one], facts)).toEqual({
      ok: true,
      value: [expect.objectContaining({ number: 0, termDuration, billingPlan, unitPriceMinor, quantity: 1 })],
    });
  });

  it.each([
    ["nothing", [], { code: "cart-empty" }],
    ["an edition nobody knows", [item("NOTHING", null)], { code: "not-found", what: "product" }],
    ["an offer that ended at this instant", [item("SERVER", "over")], { code: "no-price" }],
    ["an offer of another product", [item("SERVER", "once")], { code: "no-price" }],
    ["two terms to choose from", [item("SERVER", null, { billingPlan: "annual" })], { code: "term-not-offered" }],
    [
      "a plan that is not offered",
      [item("SERVER", "year", { billingPlan: "triennial" })],
      { code: "billing-plan-longer-than-term" },
    ],
    ["another currency", [item("BASE", "once", { currency: "USD" })], { code: "currency-mixed", currency: "EUR" }],
    ["a missing prerequisite", [item("ADDITION", "addition")], { code: "prerequisite-missing" }],
    ["too many", [item("BASE", "once"), item("SERVER", "year", { quantity: 11 })], { code: "quantity-out-of-limits" }],
  ])("refuse %s", (_what, items, refusal) => {
    const decision = decideItems(items, facts);
    expect(decision).toMatchObject({ ok: false, refusal });
    if (items.length > 0) expect(decision).toMatchObject({ lineNumber: items.length - 1 });
  });

  it("fulfil each other's prerequisites, in any order", () => {
    expect(decideItems([item("ADDITION", "addition"), item("BASE", "once")], facts).ok).toBe(true);
  });
});

describe("a checkout in orders", () => {
  it("makes one of what is paid once and one of each line that is charged again, with its own charges and log", () => {
    const items = [item("SERVER", "year"), item("BASE", "once"), item("SERVER", "year-monthly"), item("BASE", "once")];
    const lines = decideItems(items, facts);
    if (!lines.ok) throw new Error(lines.refusal.code);
    const cart: Cart = {
      id: "cart",
      partnerId: "p",
      customerId: "c",
      createdAt: at,
      orderId: null,
      lines: lines.value,
      version: 1,
    };
    let ids = 0;
    const decision = decideCheckOutInOrders(cart, {}, { ...facts, orderedBy: "user", nextId: () => `id-${++ids}` });
    if (!decision.ok) throw new Error(decision.refusal.code);
    expect(decision.value.map(({ order }) => order.lines.map((line) => [line.number, line.billingPlan]))).toEqual([
      [
        [0, "one-time"],
        [1, "one-time"],
      ],
      [[0, "annual"]],
      [[0, "monthly"]],
    ]);
    for (const { order, charges, subscriptions, cart: after } of decision.value) {
      expect(order.cartId).toBe("cart");
      expect(new Set(charges.map(({ orderId }) => orderId))).toEqual(new Set([order.id]));
      expect(charges).toHaveLength(order.lines.length);
      for (const subscription of subscriptions) expect(subscription.orderId).toBe(order.id);
      expect(after.orderId).toBe(order.id);
    }
    expect(new Set(decision.value.map(({ order }) => order.id)).size).toBe(3);
    const empty = decideCheckOutInOrders(
      { ...cart, lines: [] },
      {},
      { ...facts, orderedBy: "user", nextId: () => "id" },
    );
    expect(empty).toMatchObject({ ok: false, refusal: { code: "cart-empty" } });
  });
});

describe("the order of the running term", () => {
  it("is the purchase in the first term, and the renewal that opened its window later", () => {
    const first = aSubscription();
    const purchase = { kind: "purchase", orderedAt: first.purchasedAt } as const;
    expect(hasBegunTerm(purchase, first)).toBe(true);
    const renewedAt = first.term.endAt.add({ minutes: 3 });
    const later = { ...first, term: { ...first.term, number: 2, windowOpenedAt: renewedAt } };
    expect(hasBegunTerm(purchase, later)).toBe(false);
    expect(hasBegunTerm({ kind: "renewal", orderedAt: renewedAt }, later)).toBe(true);
    expect(hasBegunTerm({ kind: "renewal", orderedAt: renewedAt.subtract({ hours: 24 }) }, later)).toBe(false);
  });
});

describe("items for a cart", () => {
  const good: ItemRequest = { productId: "SERVER", skuId: "0001", availabilityId: "year", quantity: 2 };
  const nothing: ItemRequest = { productId: "NOTHING", skuId: "0001", availabilityId: null, quantity: 1 };

  it("stand in it, those that cannot be bought with their reason, numbered as they were asked for", () => {
    const sorted = sortItems([nothing, good, { ...good, promotionId: "P" }, { ...good, isTermEndNamed: true }], facts);
    expect(sorted).toMatchObject({
      ok: true,
      value: {
        lines: [{ number: 1, productId: "SERVER", unitPriceMinor: 10_000 }],
        rejected: [
          { number: 0, item: nothing, refusal: { code: "not-found" } },
          { number: 2, refusal: { code: "promotion-not-offered" } },
          { number: 3, refusal: { code: "term-end-not-chosen" } },
        ],
      },
    });
  });

  it.each([
    ["a quantity that is not allowed", { ...good, quantity: 11 }, {}, "quantity-out-of-limits"],
    ["a closed market", good, { market: "BR" }, "market-closed"],
    [
      "perpetual software of a partner that does not sell it",
      { ...good, productId: "BASE", availabilityId: "once" },
      { sellsPerpetual: false },
      "perpetual-not-qualified",
    ],
    ["a customer who may not buy", good, { validationStatus: "not-allowed" }, "customer-may-not-buy"],
    [
      "a term that nobody named and that is not clear",
      { ...good, availabilityId: null, billingPlan: "annual" },
      {},
      "term-not-offered",
    ],
  ] as const)("are refused as a whole for %s, whatever else is wrong", (_what, item, changed, code) => {
    const sorted = sortItems([nothing, item], { ...facts, ...changed });
    expect(sorted).toMatchObject({ ok: false, lineNumber: 1, refusal: { code } });
  });

  it("keep what an addition needs from a line that is itself refused", () => {
    const needed: ItemRequest = { productId: "ADDITION", skuId: "0001", availabilityId: null, quantity: 1 };
    const sorted = sortItems([needed, { ...nothing, productId: "BASE", promotionId: "P" }], facts);
    expect(sorted).toMatchObject({
      value: { lines: [], rejected: [{ refusal: { code: "prerequisite-missing" } }, { number: 1 }] },
    });
  });

  it("meet the prerequisites of each other where both can be bought", () => {
    const needed: ItemRequest = { productId: "ADDITION", skuId: "0001", availabilityId: null, quantity: 1 };
    const sorted = sortItems([needed, { ...nothing, productId: "BASE" }, nothing], facts);
    expect(sorted).toMatchObject({
      value: {
        lines: [
          { number: 0, productId: "ADDITION" },
          { number: 1, productId: "BASE" },
        ],
        rejected: [{ number: 2 }],
      },
    });
  });

  it("are at least one and at most as many as a cart has lines, in a market with a currency", () => {
    const many = (count: number) =>
      sortItems(
        Array.from({ length: count }, () => nothing),
        facts,
      );
    expect(many(0)).toEqual({ ok: false, refusal: { code: "cart-empty" } });
    expect(many(cartLinesMax).ok).toBe(true);
    expect(many(cartLinesMax + 1)).toEqual({ ok: false, refusal: { code: "cart-too-long", linesMax: cartLinesMax } });
    expect(sortItems([nothing], { ...facts, market: "ZZ" })).toEqual({
      ok: false,
      refusal: { code: "market-without-currency", market: "ZZ" },
    });
  });
});
