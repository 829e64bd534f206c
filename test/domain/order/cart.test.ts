import { describe, expect, it } from "vitest";
import { productKinds, skuKey, type Sku } from "#app/domain/catalog/catalog.ts";
import { findAvailability } from "#app/domain/catalog/offers.ts";
import { decideCartLine, type LineFacts, type LineRequest } from "#app/domain/order/cart-line.ts";
import {
  cartExpiresAt,
  decideAddToCart,
  decideChangeCartLine,
  decideRemoveCartLine,
  type Cart,
} from "#app/domain/order/cart.ts";
import type { CartLine } from "#app/domain/order/order.ts";
import { cartLinesMax } from "#app/domain/policies.ts";
import { marketLists } from "#test/vectors/vectors.ts";
import { allOffers, anOffer, around, aSku, instant } from "../support/records.ts";

const at = instant("2024-05-10T09:00:00Z");
const sku = aSku({ quantityMin: 5, quantityMax: 20 });
const skus = (...list: Sku[]) => new Map(list.map((each) => [skuKey(each.productId, each.skuId), each]));
const cart: Cart = {
  id: "cart-1",
  partnerId: "partner-1",
  customerId: "customer-1",
  createdAt: instant("2024-05-09T09:00:00Z"),
  orderId: null,
  lines: [],
  version: 1,
};
const request: LineRequest = {
  productId: sku.productId,
  skuId: sku.skuId,
  termDuration: "P1Y",
  billingPlan: "annual",
  quantity: 6,
};
const facts: LineFacts = {
  at,
  market: "DE",
  sellsPerpetual: true,
  validationStatus: null,
  segment: "Commercial",
  skus: skus(sku),
  availabilities: allOffers(),
  heldSkus: new Set(),
};
const codeOf = (more: Partial<LineFacts>, asked: Partial<LineRequest> = {}) => {
  const decision = decideCartLine([], { ...request, ...asked }, { ...facts, ...more });
  return decision.ok ? null : decision.refusal.code;
};

describe("a line", () => {
  it("gets the price of its offer", () => {
    expect(decideCartLine([], request, facts)).toMatchObject({
      ok: true,
      value: {
        line: { ...request, unitPriceMinor: 12_085, currency: "EUR" },
        availability: { id: "offer-P1Y-annual" },
      },
    });
  });

  it.each([
    [4, "quantity-out-of-limits"],
    [5, null],
    [20, null],
    [21, "quantity-out-of-limits"],
    [5.5, "quantity-out-of-limits"],
    [-5, "quantity-out-of-limits"],
  ])("of %d pieces answers %s", (quantity, code) => expect(codeOf({}, { quantity })).toBe(code));

  it.each([
    [null, null],
    ["allowed", null],
    ["under-review", "customer-may-not-buy"],
    ["not-allowed", "customer-may-not-buy"],
    ["unknown", "customer-may-not-buy"],
  ] as const)("for a customer with status %s answers %s", (validationStatus, code) => {
    expect(codeOf({ validationStatus })).toBe(code);
  });

  it("is refused in every closed market, for its kind", () => {
    const answers = (kind: Sku["kind"]) =>
      marketLists.markets
        .map(({ iso2 }) => iso2)
        .filter(
          (market) =>
            codeOf({ market, skus: skus({ ...sku, kind }), availabilities: allOffers({ market }) }) === "market-closed",
        );
    expect(answers("software-subscription")).toEqual(marketLists.closedForSoftware);
    expect(answers("third-party-plan")).toEqual(marketLists.closedForSoftware);
    expect(answers("azure-reservation")).toEqual(marketLists.closedForReservations);
  });

  it("of perpetual software is for qualified partners, after what the market closes; other kinds are for all", () => {
    const answers = (market: string, sellsPerpetual: boolean) =>
      productKinds.map((kind) =>
        codeOf({ market, sellsPerpetual, skus: skus({ ...sku, kind }), availabilities: allOffers({ market }) }),
      );
    expect(answers("DE", true)).toEqual([null, null, null, null]);
    const refusedKinds = productKinds.filter((_kind, index) => answers("DE", false)[index] !== null);
    expect(refusedKinds).toEqual(["perpetual-software"]);
    expect(answers("DE", false)).toContain("perpetual-not-qualified");
    expect(answers("BR", false)).not.toContain("perpetual-not-qualified");
  });

  it("is refused in an open market without currency, and in another currency than the market's", () => {
    const reservation = skus({ ...sku, kind: "azure-reservation" });
    expect(codeOf({ market: "BA", skus: reservation, availabilities: allOffers({ market: "BA" }) })).toBe(
      "market-without-currency",
    );
    expect(codeOf({ availabilities: allOffers({ currency: "USD" }) })).toBe("currency-mixed");
  });

  it("is refused beside a line of another currency", () => {
    const other = { ...request, number: 0, unitPriceMinor: 1, currency: "USD" } as const;
    expect(decideCartLine([other], request, facts)).toMatchObject({
      refusal: { code: "currency-mixed", currency: "EUR" },
    });
  });

  it("is refused for a plan longer than the term, a term or a plan not offered, no price, an unknown SKU", () => {
    const yearly = { availabilities: [anOffer()] };
    expect(codeOf({}, { billingPlan: "triennial" })).toBe("billing-plan-longer-than-term");
    expect(codeOf({}, { termDuration: "P1M", billingPlan: "annual" })).toBe("billing-plan-longer-than-term");
    expect(codeOf(yearly, { billingPlan: "monthly" })).toBe("billing-plan-not-offered");
    expect(codeOf(yearly, { termDuration: "P3Y", billingPlan: "annual" })).toBe("term-not-offered");
    expect(codeOf(yearly, { termDuration: null, billingPlan: "one-time" })).toBe("term-not-offered");
    expect(codeOf({ availabilities: [] })).toBe("no-price");
    expect(codeOf({ availabilities: allOffers({ market: "AT" }) })).toBe("no-price");
    expect(codeOf({ availabilities: allOffers({ segment: "Education" }) })).toBe("no-price");
    expect(codeOf({ skus: new Map() })).toBe("not-found");
  });

  it("needs what its prerequisites name: held, or in the same cart, never itself", () => {
    const base = "DEMOPRD0WSS1:0002" as const;
    const own = skuKey(sku.productId, sku.skuId);
    const needy = { ...sku, prerequisites: [{ anyOf: ["DEMOPRD0WSS1:0003" as const, base] }, { anyOf: [own] }] };
    const line: CartLine = { ...request, skuId: "0002", number: 0, unitPriceMinor: 1, currency: "EUR" };
    const decide = (heldSkus: LineFacts["heldSkus"], lines = [line]) =>
      decideCartLine(lines, request, { ...facts, skus: skus(needy), heldSkus });
    expect(decide(new Set([own])).ok).toBe(true);
    expect(decide(new Set([own, base]), []).ok).toBe(true);
    expect(decide(new Set([own]), [])).toEqual({
      ok: false,
      refusal: { code: "prerequisite-missing", sku: own, anyOf: ["DEMOPRD0WSS1:0003", base] },
    });
    expect(decide(new Set([base]), [{ ...line, skuId: sku.skuId }])).toMatchObject({
      refusal: { code: "prerequisite-missing", anyOf: [own] },
    });
  });
});

describe("the price of an offer", () => {
  const query = { ...request, market: "DE", segment: "Commercial" } as const;

  it("is valid from its instant to its end, exclusive", () => {
    const from = around("2024-05-01T00:00:00Z");
    const until = around("2024-06-01T00:00:00Z");
    const offer = anOffer({ effectiveFromAt: from.at, effectiveUntilAt: until.at });
    const found = [from.before, from.at, until.before, until.at].map(
      (at) => findAvailability([offer], { ...query, at })?.id ?? null,
    );
    expect(found).toEqual([null, offer.id, offer.id, null]);
  });

  it("is the newer one where two overlap, in whatever order they come", () => {
    const old = anOffer({ id: "old" });
    const newer = anOffer({ id: "newer", effectiveFromAt: instant("2024-01-01T00:00:00Z") });
    for (const list of [
      [old, newer],
      [newer, old],
    ])
      expect(findAvailability(list, { ...query, at })?.id).toBe("newer");
  });
});

describe("a cart", () => {
  const adding = (into: Cart, asked: Partial<LineRequest> = {}, more: Partial<LineFacts> = {}) =>
    decideAddToCart(into, { ...request, ...asked }, { ...facts, ...more });
  const added = (into: Cart, asked: Partial<LineRequest> = {}): Cart => {
    const decision = adding(into, asked);
    if (!decision.ok) throw new Error(decision.refusal.code);
    return decision.value.cart;
  };

  it("lives exactly seven days", () => {
    const end = around("2024-05-16T09:00:00Z");
    expect(cartExpiresAt(cart.createdAt).equals(end.at)).toBe(true);
    expect(adding(cart, {}, { at: end.before }).ok).toBe(true);
    expect(adding(cart, {}, { at: end.at })).toEqual({
      ok: false,
      refusal: { code: "cart-expired", expiredAt: end.at.epochMilliseconds },
    });
  });

  it("numbers its lines from 0 and never uses a number twice while others stand", () => {
    const two = added(added(cart), { billingPlan: "monthly" });
    expect(two.lines.map(({ number }) => number)).toEqual([0, 1]);
    const removed = decideRemoveCartLine(two, 0, { at });
    if (!removed.ok) throw new Error(removed.refusal.code);
    expect(added(removed.value.cart).lines.map(({ number }) => number)).toEqual([1, 2]);
    expect(removed.value.cart.version).toBe(4);
  });

  it("makes one line of the same offer, and measures the sum", () => {
    const twice = added(added(cart), { quantity: 7 });
    expect(twice.lines).toMatchObject([{ number: 0, quantity: 13 }]);
    expect(adding(twice, { quantity: 8 })).toMatchObject({ refusal: { code: "quantity-out-of-limits" } });
    expect(adding(twice, { quantity: -1 })).toMatchObject({ refusal: { code: "quantity-out-of-limits" } });
    expect(adding(twice, { quantity: 0 })).toMatchObject({ refusal: { code: "quantity-out-of-limits" } });
  });

  it("changes a line, at the price of now", () => {
    const decision = decideChangeCartLine(
      added(cart),
      0,
      { termDuration: "P3Y", billingPlan: "annual", quantity: 9 },
      facts,
    );
    expect(decision).toMatchObject({
      ok: true,
      value: {
        line: { number: 0, termDuration: "P3Y", quantity: 9, unitPriceMinor: 12_085 },
        activity: [{ action: "cart-changed", newValue: { quantity: 9 } }],
      },
    });
    expect(
      decideChangeCartLine(added(cart), 0, { termDuration: "P1Y", billingPlan: "annual", quantity: 99 }, facts),
    ).toMatchObject({
      refusal: { code: "quantity-out-of-limits" },
    });
  });

  it("does not find a line that is not there", () => {
    const missing = { ok: false, refusal: { code: "cart-line-not-found", lineNumber: 4 } };
    expect(decideRemoveCartLine(cart, 4, { at })).toEqual(missing);
    expect(decideChangeCartLine(cart, 4, request, facts)).toEqual(missing);
  });

  it("holds a limited number of lines", () => {
    const line = { ...request, unitPriceMinor: 1, currency: "EUR" } as const;
    const full = {
      ...cart,
      lines: Array.from({ length: cartLinesMax }, (_, number) => ({ ...line, number, skuId: `x${number}` })),
    };
    expect(adding(full)).toEqual({ ok: false, refusal: { code: "cart-too-long", linesMax: cartLinesMax } });
  });

  it("that was bought or expired takes no change", () => {
    const bought = { ...added(cart), orderId: "order-1" };
    const refusal = { code: "cart-checked-out", orderId: "order-1" };
    expect(adding(bought)).toEqual({ ok: false, refusal });
    expect(decideRemoveCartLine(bought, 0, { at })).toEqual({ ok: false, refusal });
    expect(decideChangeCartLine(bought, 0, request, facts)).toEqual({ ok: false, refusal });
  });
});
