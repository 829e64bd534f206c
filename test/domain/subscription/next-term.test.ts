import { describe, expect, it } from "vitest";
import { chargesPerTerm, planFitsTerm } from "#app/domain/catalog/terms.ts";
import {
  decideClearNextTerm,
  decideScheduleNextTerm,
  refusalToChangeInTerm,
  type ScheduleFacts,
} from "#app/domain/subscription/next-term.ts";
import { nextTermOf } from "#app/domain/subscription/terms.ts";
import type { NextTerm } from "#app/domain/subscription/subscription.ts";
import { billingPlanChanges } from "#test/vectors/vectors.ts";
import { allOffers, anOffer, around, aSku, aSubscription, instant } from "../support/records.ts";

const at = instant("2022-03-01T12:00:00Z");
const facts: ScheduleFacts = {
  at,
  sku: aSku({ quantityMax: 500 }),
  segment: "Commercial",
  availabilities: allOffers(),
};
const wanted: NextTerm = { termDuration: "P3Y", billingPlan: "annual", quantity: 5 };

describe("billing plans of a term", () => {
  it.each(billingPlanChanges.allowed)("$termDuration may be charged $billingPlan", (row) => {
    expect(planFitsTerm(row.termDuration, row.billingPlan)).toBe(true);
    expect(chargesPerTerm(row.termDuration, row.billingPlan)).toBe(row.chargesPerTerm);
  });

  it.each(billingPlanChanges.refused)("$termDuration may not be charged $billingPlan: longer than the term", (row) => {
    const decision = decideScheduleNextTerm(aSubscription(), { ...row, quantity: 3 }, facts);
    expect(planFitsTerm(row.termDuration, row.billingPlan)).toBe(false);
    expect(decision).toEqual({ ok: false, refusal: { code: "billing-plan-longer-than-term", ...row } });
  });
});

describe("every documented change of plan or term", () => {
  it("is 36 pairs", () => expect(billingPlanChanges.matrix).toHaveLength(36));

  const rows = billingPlanChanges.matrix.map((row) => ({
    ...row,
    name: `${row.from.termDuration} ${row.from.billingPlan} → ${row.to.termDuration} ${row.to.billingPlan}`,
  }));
  const startOf = (row: (typeof rows)[number]) =>
    aSubscription({
      purchasedAt: "2022-02-20T10:00:00Z",
      duration: row.from.termDuration,
      billingPlan: row.from.billingPlan,
    });

  it.each(rows)("is refused within the term: $name", (row) => {
    expect(row.midTerm).toBe(false);
    const code = row.nextTerm === "no-change" ? "quantity-fixed-in-term" : "plan-fixed-in-term";
    expect(refusalToChangeInTerm(startOf(row), { ...row.to, quantity: 4 })).toEqual({ code });
  });

  it.each(rows.filter((row) => row.nextTerm !== "no-change"))(
    "is possible for the next term where offered: $name",
    (row) => {
      const subscription = startOf(row);
      const decision = decideScheduleNextTerm(subscription, { ...row.to, quantity: 3 }, facts);
      if (!decision.ok) throw new Error(decision.refusal.code);
      expect(decision.value.subscription.nextTerm).toEqual({ ...row.to, quantity: 3 });
      const offer = decision.value.availability;
      if (!offer) throw new Error("no offer");
      const next = nextTermOf(decision.value.subscription, offer, subscription.term.endAt);
      expect(next.anchorTermNumber).toBe(row.setsNewAnchor === true ? 2 : 1);
    },
  );

  it.each(rows.filter((row) => row.nextTerm !== "no-change"))(
    "is refused where the SKU does not offer it: $name",
    (row) => {
      const availabilities = allOffers().filter(
        (offer) => offer.termDuration !== row.to.termDuration || offer.billingPlan !== row.to.billingPlan,
      );
      const decision = decideScheduleNextTerm(startOf(row), { ...row.to, quantity: 3 }, { ...facts, availabilities });
      expect(decision).toMatchObject({
        refusal: { code: "billing-plan-not-offered", billingPlan: row.to.billingPlan },
      });
    },
  );

  it.each(rows.filter((row) => row.nextTerm === "no-change"))("to itself clears what was scheduled: $name", (row) => {
    const subscription = { ...startOf(row), nextTerm: wanted };
    const decision = decideScheduleNextTerm(subscription, { ...row.to, quantity: 3 }, facts);
    expect(decision).toMatchObject({ ok: true, value: { subscription: { nextTerm: null }, before: wanted } });
  });
});

describe("scheduling the next term", () => {
  it("keeps the wish, the offer and the old value", () => {
    expect(decideScheduleNextTerm(aSubscription(), wanted, facts)).toMatchObject({
      ok: true,
      value: {
        subscription: { nextTerm: wanted, version: 2 },
        before: null,
        availability: { id: "offer-P3Y-annual" },
        activity: [
          {
            action: "next-term-scheduled",
            oldValue: { termDuration: "P1Y", billingPlan: "annual", quantity: 3 },
            newValue: wanted,
          },
        ],
      },
    });
  });

  it("asks for the offer of the renewal day, not of today", () => {
    const { before, at: end } = around("2022-10-15T00:00:00Z");
    const endsBefore = allOffers({ effectiveUntilAt: end });
    const endsAfter = allOffers({ effectiveUntilAt: end.add({ milliseconds: 1 }) });
    const startsThen = allOffers({ effectiveFromAt: end });
    expect(before.epochMilliseconds).toBeLessThan(end.epochMilliseconds);
    expect(decideScheduleNextTerm(aSubscription(), wanted, { ...facts, availabilities: endsBefore })).toMatchObject({
      refusal: { code: "no-price" },
    });
    expect(decideScheduleNextTerm(aSubscription(), wanted, { ...facts, availabilities: endsAfter }).ok).toBe(true);
    expect(decideScheduleNextTerm(aSubscription(), wanted, { ...facts, availabilities: startsThen }).ok).toBe(true);
  });

  it.each([
    [0, "quantity-out-of-limits"],
    [-1, "quantity-out-of-limits"],
    [1.5, "quantity-out-of-limits"],
    [501, "quantity-out-of-limits"],
    [Number.NaN, "quantity-out-of-limits"],
    [500, null],
    [1, null],
  ])("with quantity %d answers %s", (quantity, code) => {
    const decision = decideScheduleNextTerm(aSubscription(), { ...wanted, quantity }, facts);
    expect(decision.ok ? null : decision.refusal.code).toBe(code);
  });

  it("lets a quantity above today's limit stay as it is", () => {
    const subscription = aSubscription({ quantity: 900 });
    expect(decideScheduleNextTerm(subscription, { ...wanted, quantity: 900 }, facts).ok).toBe(true);
  });

  it("names the term or the plan that is not offered", () => {
    const yearly = { ...facts, availabilities: [anOffer()] };
    expect(decideScheduleNextTerm(aSubscription(), wanted, yearly)).toMatchObject({
      refusal: { code: "term-not-offered", sku: "DEMOPRD0WSS1:0001", termDuration: "P3Y" },
    });
    const monthly: NextTerm = { termDuration: "P1Y", billingPlan: "monthly", quantity: 3 };
    expect(decideScheduleNextTerm(aSubscription(), monthly, yearly)).toMatchObject({
      refusal: { code: "billing-plan-not-offered", billingPlan: "monthly" },
    });
  });

  it("is refused with auto-renew off, for old purchases, in a closed market, in another currency", () => {
    const refusal = (subscription: ReturnType<typeof aSubscription>, more: Partial<ScheduleFacts> = {}) =>
      decideScheduleNextTerm(subscription, wanted, { ...facts, ...more });
    expect(refusal(aSubscription({ isAutoRenewOn: false }))).toMatchObject({ refusal: { code: "auto-renew-off" } });
    expect(refusal(aSubscription({ purchasedAt: "2021-10-13T10:00:00Z" }))).toMatchObject({
      refusal: { code: "bought-before-auto-renew" },
    });
    expect(refusal(aSubscription({ market: "BR" }), { availabilities: allOffers({ market: "BR" }) })).toMatchObject({
      refusal: { code: "market-closed", market: "BR" },
    });
    expect(refusal(aSubscription(), { availabilities: allOffers({ currency: "CHF" }) })).toMatchObject({
      refusal: { code: "currency-changed", oldCurrency: "EUR", newCurrency: "CHF" },
    });
  });

  it("is refused once the term is over", () => {
    const { before, at: end } = around("2022-10-15T00:00:00Z");
    expect(decideScheduleNextTerm(aSubscription(), wanted, { ...facts, at: before }).ok).toBe(true);
    expect(decideScheduleNextTerm(aSubscription(), wanted, { ...facts, at: end })).toMatchObject({
      refusal: { code: "being-renewed" },
    });
  });

  it("can be cleared, and only once", () => {
    const decision = decideClearNextTerm(aSubscription({ nextTerm: wanted }), { at });
    if (!decision.ok) throw new Error(decision.refusal.code);
    expect(decision.value).toMatchObject({ subscription: { nextTerm: null, version: 2 }, before: wanted });
    expect(decideClearNextTerm(decision.value.subscription, { at })).toEqual({
      ok: false,
      refusal: { code: "no-next-term-change" },
    });
  });
});
