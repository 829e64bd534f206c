import { describe, expect, it } from "vitest";
import { chargesPerRunMax, renewalPolicyVersion, termsPerRunMax } from "#app/domain/policies.ts";
import { cancellationWindow } from "#app/domain/subscription/cancellation.ts";
import { decideExpiry } from "#app/domain/subscription/expiry.ts";
import { decideReleaseHold, hold } from "#app/domain/subscription/hold.ts";
import { decideRenewal, type Renewal, type RenewalFacts } from "#app/domain/subscription/renewal.ts";
import { renewalQuery } from "#app/domain/subscription/next-term.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { whyWillNotRenew } from "#app/domain/subscription/will-renew.ts";
import { allOffers, anOffer, around, aSubscription, epochMs, ids, instant, lookUp } from "../support/records.ts";

const offers = allOffers();
const end = around("2022-10-15T00:00:00Z");

function factsFor(subscription: Subscription, at = end.at, more: Partial<RenewalFacts> = {}): RenewalFacts {
  const availability = lookUp(offers)(renewalQuery(subscription, "Commercial"));
  return { at, availability, nextId: ids(), ...more };
}

function renewed(subscription: Subscription, at = end.at, more: Partial<RenewalFacts> = {}): Renewal {
  const decision = decideRenewal(subscription, factsFor(subscription, at, more));
  if (decision.kind !== "renew") throw new Error(decision.kind);
  return decision;
}

describe("a renewal", () => {
  it("is due at the end of the term and not a millisecond before", () => {
    const subscription = aSubscription();
    expect(decideRenewal(subscription, factsFor(subscription, end.before))).toEqual({ kind: "nothing-due" });
    expect(decideRenewal(subscription, factsFor(subscription, end.at)).kind).toBe("renew");
    expect(decideRenewal(subscription, factsFor(subscription, end.after)).kind).toBe("renew");
  });

  it("makes the next term, its order, its first charge, a log line and a notice", () => {
    const decision = renewed(aSubscription());
    expect(decision.subscription).toMatchObject({
      version: 2,
      nextTerm: null,
      term: { number: 2, quantity: 3, unitPriceMinor: 12_085, chargedCycles: 1, availabilityId: "offer-P1Y-annual" },
    });
    expect(decision.subscription.term.endAt.toString()).toBe("2023-10-15T00:00:00Z");
    expect(decision.order).toMatchObject({
      kind: "renewal",
      orderedBy: null,
      currency: "EUR",
      lines: [{ number: 0, subscriptionId: "subscription-1", quantity: 3, unitPriceMinor: 12_085 }],
    });
    expect(decision.charges).toHaveLength(1);
    expect(decision.charges[0]).toMatchObject({
      orderId: decision.order.id,
      lineNumber: 0,
      kind: "renew",
      termNumber: 2,
      cycleNumber: 1,
      amountMinor: 36_255,
    });
    expect(decision.charges[0]?.chargedAt.toString()).toBe("2022-10-15T00:00:00Z");
    expect(decision.charges[0]?.cycle?.endsOn.toString()).toBe("2023-10-14");
    expect(decision.activity).toMatchObject([
      {
        action: "subscription-renewed",
        oldValue: { termNumber: 1, unitPriceMinor: 38_950 },
        newValue: { termNumber: 2, startsOn: "2022-10-15", endsOn: "2023-10-14", unitPriceMinor: 12_085 },
      },
    ]);
    expect(decision.notices).toMatchObject([{ kind: "renewed", dedupeKey: `${decision.order.id}:renewed` }]);
  });

  it("tells of its price and of when its window closes, which is when it does close", () => {
    const { subscription, notices } = renewed(aSubscription(), instant("2022-10-15T03:00:00Z"));
    expect(notices).toMatchObject([
      {
        facts: {
          startsAt: epochMs("2022-10-15T00:00:00Z"),
          endsAt: epochMs("2023-10-15T00:00:00Z"),
          windowClosesAt: epochMs("2022-10-22T03:00:00Z"),
          oldUnitPriceMinor: 38_950,
          newUnitPriceMinor: 12_085,
          chargedMinor: 36_255,
        },
      },
    ]);
    expect(cancellationWindow(subscription.term).closesAt.toString()).toBe("2022-10-22T03:00:00Z");
  });

  it("records what it was decided from", () => {
    expect(renewed(aSubscription()).inputs).toEqual({
      policyVersion: renewalPolicyVersion,
      termNumber: 2,
      termDuration: "P1Y",
      billingPlan: "annual",
      quantity: 3,
      anchorOn: "2021-10-15",
      anchorTermNumber: 1,
      availabilityId: "offer-P1Y-annual",
      unitPriceMinor: 12_085,
      currency: "EUR",
    });
  });

  it("opens its window when it completes, while the term and the charge keep their calendar", () => {
    const late = instant("2022-11-20T04:00:00Z");
    const { subscription, charges } = renewed(aSubscription(), late);
    expect(subscription.term.windowOpenedAt.equals(late)).toBe(true);
    expect(subscription.term.startAt.toString()).toBe("2022-10-15T00:00:00Z");
    expect(charges[0]?.chargedAt.toString()).toBe("2022-10-15T00:00:00Z");
  });

  it("charges what is left of the old term first, to the old term's order", () => {
    const subscription = aSubscription({ billingPlan: "monthly", term: { chargedCycles: 9 } });
    const { charges, activity } = renewed(subscription);
    expect(charges.map(({ termNumber, cycleNumber, kind }) => [termNumber, cycleNumber, kind])).toEqual([
      [1, 10, "cycle-charge"],
      [1, 11, "cycle-charge"],
      [1, 12, "cycle-charge"],
      [2, 1, "renew"],
    ]);
    expect(charges.map(({ orderId }) => orderId).slice(0, 3)).toEqual(["order-1", "order-1", "order-1"]);
    expect(activity.map(({ action }) => action)).toEqual([
      "cycle-charged",
      "cycle-charged",
      "cycle-charged",
      "subscription-renewed",
    ]);
  });

  it("wants to know the order of a later term before it charges for it", () => {
    const subscription = aSubscription({ billingPlan: "monthly", term: { number: 2, chargedCycles: 11 } });
    expect(() => renewed(subscription)).toThrow("order line of term 2");
    const termOrder = { orderId: "order-9", lineNumber: 0 };
    expect(renewed(subscription, end.at, { termOrder }).charges[0]?.orderId).toBe("order-9");
  });

  it("does what was scheduled, once", () => {
    const nextTerm = { termDuration: "P3Y", billingPlan: "triennial", quantity: 8 } as const;
    const { subscription } = renewed(aSubscription({ nextTerm }));
    expect(subscription.nextTerm).toBeNull();
    expect(subscription.term).toMatchObject({
      duration: "P3Y",
      billingPlan: "triennial",
      quantity: 8,
      anchorTermNumber: 2,
    });
    expect(subscription.term.endAt.toString()).toBe("2025-10-15T00:00:00Z");
  });

  it("takes the price of the renewal day, however late it runs", () => {
    const day = instant("2022-10-15T00:00:00Z");
    const old = anOffer({ id: "old", unitPriceMinor: 100, effectiveUntilAt: day });
    const then = anOffer({ id: "then", unitPriceMinor: 200, effectiveFromAt: day, effectiveUntilAt: end.after });
    const now = anOffer({ id: "now", unitPriceMinor: 300, effectiveFromAt: end.after });
    const availability = lookUp([old, then, now])(renewalQuery(aSubscription(), "Commercial"));
    expect(
      renewed(aSubscription(), instant("2023-01-01T00:00:00Z"), { availability }).subscription.term.unitPriceMinor,
    ).toBe(200);
  });

  it("is decided once: the renewed record has nothing due at the same instant", () => {
    const { subscription } = renewed(aSubscription());
    expect(decideRenewal(subscription, factsFor(subscription))).toEqual({ kind: "nothing-due" });
  });

  it("of a cancelled or expired subscription is never due", () => {
    for (const ended of [aSubscription({ cancelledAt: end.before }), aSubscription({ expiredAt: end.at })])
      expect(decideRenewal(ended, factsFor(ended))).toEqual({ kind: "nothing-due" });
  });
});

describe("what cannot be renewed", () => {
  const cases = [
    ["auto-renew switched off", aSubscription({ isAutoRenewOn: false }), { code: "auto-renew-off" }],
    [
      "bought before 14 Oct 2021",
      aSubscription({ purchasedAt: "2021-10-13T12:00:00Z" }),
      { code: "bought-before-auto-renew", purchasedOn: "2021-10-13" },
    ],
    [
      "a market that closed",
      aSubscription({ market: "RU" }),
      { code: "market-closed", market: "RU", kind: "software-subscription" },
    ],
    [
      "a market without a currency",
      aSubscription({ market: "BA", kind: "azure-reservation" }),
      { code: "market-without-currency", market: "BA" },
    ],
    [
      "a price that ended",
      aSubscription({ productId: "GONE" }),
      { code: "price-ended", sku: "GONE:0001", market: "DE", termDuration: "P1Y", billingPlan: "annual" },
    ],
  ] as const;

  it.each(cases)("expires with its reason: %s", (_, subscription, reason) => {
    const facts = factsFor(subscription, instant("2022-12-24T00:00:00Z"));
    expect(whyWillNotRenew(subscription, facts)).toEqual(reason);
    // It ended with its term, however late that was noticed.
    expect(decideRenewal(subscription, facts)).toMatchObject({
      kind: "expire",
      reason,
      charges: [],
      subscription: { version: 2, expiredAt: subscription.term.endAt },
      activity: [{ action: "subscription-expired", newValue: { reason: reason.code } }],
      notices: [{ kind: "expired", dedupeKey: "subscription-1:1:expired", facts: { reason } }],
    });
  });

  it("expires where the market is billed in another currency now", () => {
    const subscription = aSubscription();
    const availability = anOffer({ currency: "CHF" });
    expect(decideRenewal(subscription, factsFor(subscription, end.at, { availability }))).toMatchObject({
      kind: "expire",
      reason: { code: "currency-changed", oldCurrency: "EUR", newCurrency: "CHF" },
    });
  });

  it("looks for the scheduled term and plan, not the present ones", () => {
    const nextTerm = { termDuration: "P3Y", billingPlan: "monthly", quantity: 3 } as const;
    const subscription = aSubscription({ nextTerm });
    const availability = lookUp([anOffer()])(renewalQuery(subscription, "Commercial"));
    expect(whyWillNotRenew(subscription, { availability })).toMatchObject({
      code: "price-ended",
      termDuration: "P3Y",
      billingPlan: "monthly",
    });
  });

  it("still owes what is left of its term", () => {
    const subscription = aSubscription({ billingPlan: "monthly", isAutoRenewOn: false, term: { chargedCycles: 10 } });
    const decision = decideExpiry(subscription, { at: end.at, nextId: ids() });
    expect(decision).toMatchObject({ kind: "expire", charges: [{ cycleNumber: 11 }, { cycleNumber: 12 }] });
    expect(decision.kind === "expire" && decision.subscription.term.chargedCycles).toBe(12);
  });
});

describe("the end of what ends by itself", () => {
  it("is due at the end of the term with auto-renew off", () => {
    const subscription = aSubscription({ isAutoRenewOn: false });
    expect(decideExpiry(subscription, { at: end.before, nextId: ids() })).toEqual({ kind: "nothing-due" });
    expect(decideExpiry(subscription, { at: end.at, nextId: ids() })).toMatchObject({
      kind: "expire",
      reason: { code: "auto-renew-off" },
    });
  });

  it("is not for what renews, nor for what has ended already", () => {
    for (const subscription of [
      aSubscription(),
      aSubscription({ isAutoRenewOn: false, cancelledAt: end.before }),
      aSubscription({ isAutoRenewOn: false, expiredAt: end.at }),
    ])
      expect(decideExpiry(subscription, { at: end.after, nextId: ids() })).toEqual({ kind: "nothing-due" });
  });

  it("counts auto-renew switched off at the last millisecond", () => {
    const subscription = aSubscription({ isAutoRenewOn: false });
    expect(decideRenewal(subscription, factsFor(subscription)).kind).toBe("expire");
  });
});

describe("a hold", () => {
  it("parks a runaway with its reason: too many terms in one run", () => {
    const subscription = aSubscription();
    expect(decideRenewal(subscription, factsFor(subscription, end.at, { termsThisRun: termsPerRunMax - 1 })).kind).toBe(
      "renew",
    );
    const decision = decideRenewal(subscription, factsFor(subscription, end.at, { termsThisRun: termsPerRunMax }));
    expect(decision).toMatchObject({
      kind: "hold",
      subscription: { hold: { reason: "runaway", heldAt: end.at }, version: 2, term: subscription.term },
      activity: [{ action: "subscription-held", newValue: { reason: "runaway" } }],
    });
  });

  it("parks a runaway: too many charges in one run", () => {
    const subscription = aSubscription();
    const facts = factsFor(subscription, end.at, { chargesThisRun: chargesPerRunMax });
    expect(decideRenewal(subscription, facts).kind).toBe("hold");
    expect(decideRenewal(subscription, { ...facts, chargesThisRun: chargesPerRunMax - 1 }).kind).toBe("renew");
  });

  it("stops renewal and end until it is released, and then they go on", () => {
    const held = hold(aSubscription(), "failing", end.at).subscription;
    expect(decideRenewal(held, factsFor(held))).toEqual({ kind: "on-hold" });
    expect(decideExpiry({ ...held, isAutoRenewOn: false }, { at: end.at, nextId: ids() })).toEqual({ kind: "on-hold" });
    const released = decideReleaseHold(held, { at: end.after });
    if (!released.ok) throw new Error(released.refusal.code);
    expect(released.value.activity).toMatchObject([{ action: "hold-released", oldValue: { reason: "failing" } }]);
    expect(renewed(released.value.subscription).subscription.term.number).toBe(2);
    expect(decideReleaseHold(released.value.subscription, { at: end.after })).toEqual({
      ok: false,
      refusal: { code: "not-on-hold" },
    });
  });
});
