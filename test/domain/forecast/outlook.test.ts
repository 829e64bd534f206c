import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addHours, instantOfEpochMs, isBefore } from "#app/domain/calendar/utc-days.ts";
import { billingPlans, planFitsTerm, termDurations } from "#app/domain/catalog/terms.ts";
import { createOutlooks } from "#app/domain/forecast/alike.ts";
import { type OutlookEvent, type OutlookFacts, outlookOf } from "#app/domain/forecast/outlook.ts";
import { catchUp } from "#app/domain/subscription/catch-up.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { allOffers, anOffer, aSubscription, ids, instant, lookUp } from "../support/records.ts";

const facts: OutlookFacts = {
  at: instant("2024-01-31T12:00:00Z"),
  until: instant("2027-01-01T00:00:00Z"),
  segment: "Commercial",
  findOffer: lookUp(allOffers()),
};

const lines = (events: Iterable<OutlookEvent>) =>
  [...events].map((event) => {
    const day = event.at.toString().slice(0, 10);
    if (event.kind === "charge") return `${day} ${event.termNumber}.${event.cycleNumber} ${event.amountMinor}`;
    if (event.kind === "renew") return `${day} term ${event.termNumber}`;
    return `${day} ${event.kind} ${event.kind === "end" ? event.reason.code : event.reason}`;
  });

const bought = { purchasedAt: "2024-01-31T10:00:00Z", quantity: 2, unitPriceMinor: 500 } as const;

describe("the outlook of a subscription", () => {
  it("has each cycle on its day, the renewal at the price of its day, and stops before its end", () => {
    const monthly = aSubscription({ ...bought, duration: "P1M", billingPlan: "monthly" });
    expect(lines(outlookOf(monthly, { ...facts, until: instant("2024-05-01T00:00:00Z") }))).toEqual([
      "2024-02-29 term 2",
      "2024-02-29 2.1 2016",
      "2024-03-31 term 3",
      "2024-03-31 3.1 2016",
      "2024-04-30 term 4",
      "2024-04-30 4.1 2016",
    ]);
    const until = instant("2024-04-30T00:00:00Z");
    expect(lines(outlookOf(monthly, { ...facts, until })).at(-1)).toBe("2024-03-31 3.1 2016");
  });

  it("charges what is left of the running term as agreed, and the next term as scheduled", () => {
    const scheduled = aSubscription({
      ...bought,
      duration: "P3Y",
      billingPlan: "annual",
      purchasedAt: "2022-02-28T10:00:00Z",
      nextTerm: { termDuration: "P1Y", billingPlan: "annual", quantity: 5 },
      term: { chargedCycles: 2 },
    });
    expect(lines(outlookOf(scheduled, facts))).toEqual([
      "2024-02-28 1.3 1000",
      "2025-02-28 term 2",
      "2025-02-28 2.1 60425",
      "2026-02-28 term 3",
      "2026-02-28 3.1 60425",
    ]);
  });

  it.each<[string, Partial<Subscription>, Partial<OutlookFacts>, string]>([
    ["auto-renew is off", { isAutoRenewOn: false }, {}, "2025-01-31 end auto-renew-off"],
    ["no price is known", {}, { findOffer: () => undefined }, "2025-01-31 end price-ended"],
    ["the market is closed", { market: "RU" }, {}, "2025-01-31 end market-closed"],
    [
      "somebody has to look first",
      { hold: { reason: "failing", heldAt: instant("2024-01-31T11:00:00Z") } },
      {},
      "2025-01-31 held failing",
    ],
  ])("ends where %s", (_why, fields, other, last) => {
    const { term, purchasedAt, ...record } = aSubscription(bought);
    const events = lines(outlookOf({ ...record, term, purchasedAt, ...fields }, { ...facts, ...other }));
    expect(events).toEqual([last]);
  });

  it("knows the price list that begins before the renewal, and none that begins later", () => {
    const offers = [
      anOffer({ unitPriceMinor: 100, effectiveUntilAt: instant("2025-01-31T00:00:00Z") }),
      anOffer({ id: "dearer", unitPriceMinor: 150, effectiveFromAt: instant("2025-01-31T00:00:00Z") }),
      anOffer({ id: "later", unitPriceMinor: 900, effectiveFromAt: instant("2026-02-01T00:00:00Z") }),
    ];
    expect(lines(outlookOf(aSubscription(bought), { ...facts, findOffer: lookUp(offers) }))).toEqual([
      "2025-01-31 term 2",
      "2025-01-31 2.1 300",
      "2026-01-31 term 3",
      "2026-01-31 3.1 300",
    ]);
  });

  it("has nothing more of what was cancelled or has ended", () => {
    expect(lines(outlookOf(aSubscription({ ...bought, cancelledAt: facts.at }), facts))).toEqual([]);
    expect(lines(outlookOf(aSubscription({ ...bought, expiredAt: facts.at }), facts))).toEqual([]);
  });

  it("does what is overdue first, each with its own date", () => {
    const monthly = aSubscription({ ...bought, duration: "P1M", billingPlan: "monthly" });
    const late = { ...facts, at: instant("2024-04-10T00:00:00Z"), until: instant("2024-05-01T00:00:00Z") };
    expect(lines(outlookOf(monthly, late))).toEqual(
      lines(outlookOf(monthly, { ...facts, until: instant("2024-05-01T00:00:00Z") })),
    );
  });
});

const aBookEntry = fc
  .record({
    choice: fc.constantFrom(
      ...termDurations.flatMap((duration) =>
        billingPlans.filter((plan) => planFitsTerm(duration, plan)).map((billingPlan) => ({ duration, billingPlan })),
      ),
    ),
    next: fc.constantFrom(
      null,
      ...termDurations.map((termDuration) => ({ termDuration, billingPlan: "monthly" as const })),
    ),
    boughtDaysAgo: fc.integer({ min: 0, max: 1_500 }),
    isAutoRenewOn: fc.boolean(),
    quantity: fc.integer({ min: 1, max: 500 }),
    nextQuantity: fc.integer({ min: 1, max: 500 }),
  })
  .map(({ choice, next, boughtDaysAgo, isAutoRenewOn, quantity, nextQuantity }) => {
    const purchasedAt = addHours(facts.at, -24 * boughtDaysAgo);
    const nextTerm = next === null || !isAutoRenewOn ? null : { ...next, quantity: nextQuantity };
    const started = aSubscription({ ...choice, purchasedAt: purchasedAt.toString(), quantity, unitPriceMinor: 777 });
    const upToNow = catchUp(started, { ...facts, nextId: ids(), termOrder: { orderId: "o", lineNumber: 0 } });
    return { ...upToNow.subscription, isAutoRenewOn, nextTerm };
  });

describe("an outlook and the jobs", () => {
  it("come to the same charges, terms and end, at whatever instant and however late the jobs run", () => {
    fc.assert(
      fc.property(aBookEntry, fc.integer({ min: 1, max: 1_090 }), (subscription, days) => {
        const day = addHours(facts.at, 24 * days);
        const run = catchUp(subscription, {
          ...facts,
          at: day,
          nextId: ids(),
          termOrder: { orderId: "o", lineNumber: 0 },
        });
        const charges = run.steps.flatMap((step) => (step.kind === "hold" ? [] : step.charges));
        // What falls due at the very instant of the run is done by it.
        const ahead = [...outlookOf(subscription, { ...facts, until: instantOfEpochMs(day.epochMilliseconds + 1) })];
        expect(
          ahead.flatMap((event) =>
            event.kind === "charge"
              ? [[event.termNumber, event.cycleNumber, event.amountMinor, event.at.toString()]]
              : [],
          ),
        ).toEqual(
          charges.map((charge) => [
            charge.termNumber,
            charge.cycleNumber,
            charge.amountMinor,
            charge.chargedAt.toString(),
          ]),
        );
        expect(ahead.filter(({ kind }) => kind === "renew")).toHaveLength(
          run.steps.filter(({ kind }) => kind === "renew").length,
        );
        const ends = ahead.flatMap((event) => (event.kind === "end" ? event.at.toString() : []));
        const expired = run.steps.flatMap((step) =>
          step.kind === "expire" ? step.subscription.term.endAt.toString() : [],
        );
        expect(ends).toEqual(expired);
        expect(ahead.every((event) => isBefore(event.at, addHours(day, 1)))).toBe(true);
      }),
    );
  });

  it("is the same where many that are alike share one", () => {
    fc.assert(
      fc.property(
        fc.array(aBookEntry, { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 2, max: 9 }),
        (book, times) => {
          const outlooks = createOutlooks(() => facts);
          for (const subscription of book) {
            const { term } = subscription;
            const alike = { ...subscription, term: { ...term, quantity: term.quantity * times } };
            for (const one of [subscription, alike])
              expect(outlooks(one).map(withoutTerm)).toEqual([...outlookOf(one, facts)].map(withoutTerm));
          }
        },
      ),
    );
  });
});

/** Without the record of the ended term, of which the owner's quantity is no part. */
function withoutTerm(event: OutlookEvent) {
  return event.kind === "end"
    ? { ...event, at: event.at.toString(), term: null }
    : { ...event, at: event.at.toString() };
}
