import { describe, expect, it } from "vitest";
import { findAvailability, isOfferedAt, type OfferQuery } from "#app/domain/catalog/offers.ts";
import { anOffer, around, instant } from "../support/records.ts";

/** Which price holds at an instant. */

const from = around("2022-07-01T00:00:00Z");
const until = around("2022-08-01T00:00:00Z");
const july = anOffer({ id: "july", effectiveFromAt: from.at, effectiveUntilAt: until.at, unitPriceMinor: 200 });
const query = (at: OfferQuery["at"], more: Partial<OfferQuery> = {}): OfferQuery => {
  const { productId, skuId, market, segment, termDuration, billingPlan } = july;
  return { productId, skuId, market, segment, termDuration, billingPlan, at, ...more };
};

describe("A price", () => {
  it("holds from its first instant to the one before its last, and at no other", () => {
    const instants = [from.before, from.at, from.after, until.before, until.at, until.after];
    const holds = [false, true, true, true, false, false];
    expect(instants.map((at) => isOfferedAt(july, at))).toEqual(holds);
    expect(instants.map((at) => findAvailability([july], query(at))?.id)).toEqual(
      holds.map((isHeld) => (isHeld ? "july" : undefined)),
    );
  });

  it("gives way to the one that follows it without a gap, and to a newer one that overlaps it", () => {
    const august = anOffer({ id: "august", effectiveFromAt: until.at, unitPriceMinor: 300 });
    const may = anOffer({ id: "may", effectiveFromAt: instant("2022-05-01T00:00:00Z"), unitPriceMinor: 100 });
    for (const offers of [
      [may, july, august],
      [august, july, may],
    ])
      expect(
        [from.before, from.at, until.before, until.at].map((at) => findAvailability(offers, query(at))?.id),
      ).toEqual(["may", "july", "july", "august"]);
  });

  it("is of its own product, edition, market, segment, term and plan alone", () => {
    for (const more of [
      { productId: "OTHER" },
      { skuId: "0002" },
      { market: "AT" },
      { segment: "Education" },
      { termDuration: "P3Y" },
      { billingPlan: "monthly" },
    ] as const)
      expect(findAvailability([july], query(from.at, more))).toBeUndefined();
    expect(findAvailability([july], query(from.at))).toBe(july);
  });
});
