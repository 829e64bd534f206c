import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addHours } from "#app/domain/calendar/utc-days.ts";
import { outlookOf } from "#app/domain/forecast/outlook.ts";
import { decideSwitchAutoRenew } from "#app/domain/subscription/auto-renew.ts";
import { catchUp } from "#app/domain/subscription/catch-up.ts";
import { refusalToSchedule } from "#app/domain/subscription/next-term.ts";
import {
  decideKeepAutoRenewOn,
  decidePlanAutoRenewOff,
  decidePlannedSwitch,
  plannedOffDays,
} from "#app/domain/subscription/planned-auto-renew.ts";
import { isBeingRenewedAt, statusAt } from "#app/domain/subscription/status.ts";
import { renewsAtTermEnd } from "#app/domain/subscription/terms.ts";
import { whyOfItself } from "#app/domain/subscription/will-renew.ts";
import { allOffers, around, aSubscription, day, ids, instant, lookUp } from "../support/records.ts";

const bought = "2024-01-31T10:00:00Z";
const at = instant("2024-06-15T12:00:00Z");
/** The term ends on 31 January 2025 at 00:00 UTC. */
const yearly = aSubscription({ purchasedAt: bought });
const end = around("2025-01-31T00:00:00Z");
const nextTerm = { termDuration: "P1Y", billingPlan: "annual", quantity: 9 } as const;

describe("choosing the day on which auto-renew is switched off", () => {
  it.each([
    ["2024-06-15", false],
    ["2024-06-16", true],
    ["2025-01-31", true],
    ["2027-06-15", true],
    ["2027-06-16", false],
    ["2020-01-01", false],
  ])("on %s: %s", (on, isPossible) => {
    const decision = decidePlanAutoRenewOff(yearly, { on: day(on) }, { at });
    expect(decision.ok).toBe(isPossible);
    if (decision.ok) expect(decision.value.subscription.autoRenewOffAt?.toString()).toBe(`${on}T00:00:00Z`);
    else
      expect(decision.refusal).toEqual({
        code: "planned-day-out-of-range",
        firstOn: "2024-06-16",
        lastOn: "2027-06-15",
      });
  });

  it("is possible for as many months as the longest term has, also on the last day of a month", () => {
    const { first, last } = plannedOffDays(instant("2024-02-29T23:59:59Z"));
    expect([first.toString(), last.toString()]).toEqual(["2024-03-01", "2027-02-28"]);
  });

  it.each([
    ["auto-renew-already", aSubscription({ purchasedAt: bought, isAutoRenewOn: false })],
    ["bought-before-auto-renew", aSubscription({ purchasedAt: "2021-10-13T00:00:00Z", duration: "P3Y" })],
    ["subscription-cancelled", aSubscription({ purchasedAt: bought, cancelledAt: at })],
    ["subscription-expired", aSubscription({ purchasedAt: bought, expiredAt: at })],
  ])("is refused: %s", (code, subscription) => {
    expect(decidePlanAutoRenewOff(subscription, { on: day("2024-07-01") }, { at })).toMatchObject({
      refusal: { code },
    });
  });

  it("removes the scheduled change of a term that will not begin, and keeps that of one that will", () => {
    const scheduled = { ...yearly, nextTerm };
    const before = decidePlanAutoRenewOff(scheduled, { on: day("2025-01-30") }, { at });
    expect(before).toMatchObject({
      value: {
        removedNextTerm: nextTerm,
        subscription: { nextTerm: null, version: yearly.version + 1 },
        activity: [
          {
            action: "auto-renew-off-planned",
            oldValue: { autoRenewOffOn: null },
            newValue: { autoRenewOffOn: "2025-01-30" },
          },
          { action: "next-term-cleared" },
        ],
      },
    });
    const after = decidePlanAutoRenewOff(scheduled, { on: day("2025-01-31") }, { at });
    expect(after).toMatchObject({ value: { removedNextTerm: null, subscription: { nextTerm } } });
  });

  it("is taken back, or replaced by switching at once either way", () => {
    const planned = { ...yearly, autoRenewOffAt: instant("2024-12-01T00:00:00Z") };
    expect(decideKeepAutoRenewOn(yearly, { at })).toMatchObject({ refusal: { code: "nothing-planned" } });
    const kept = decideKeepAutoRenewOn(planned, { at });
    const version = planned.version + 1;
    expect(kept).toMatchObject({ value: { subscription: { autoRenewOffAt: null, isAutoRenewOn: true, version } } });
    const off = decideSwitchAutoRenew(planned, { isOn: false }, { at });
    expect(off).toMatchObject({ value: { subscription: { autoRenewOffAt: null, isAutoRenewOn: false } } });
  });
});

describe("a chosen day", () => {
  it.each([
    ["before the end of the term", end.before, false, "auto-renew-off-planned"],
    ["at its end, which belongs to the next term", end.at, true, undefined],
    ["after it", end.after, true, undefined],
  ])("%s", (_when, autoRenewOffAt, renews, code) => {
    const planned = { ...yearly, autoRenewOffAt };
    expect(renewsAtTermEnd(planned)).toBe(renews);
    expect(whyOfItself(planned)?.code).toBe(code);
    expect(refusalToSchedule(planned, at)?.code).toBe(code);
    // Also before any job has come round.
    expect(statusAt(planned, end.at)).toBe(renews ? "active" : "expired");
    expect(isBeingRenewedAt(planned, end.at)).toBe(renews);
  });

  it("is carried out from its instant on, once, and not in a term that is over", () => {
    const autoRenewOffAt = instant("2024-12-01T00:00:00Z");
    const planned = { ...yearly, autoRenewOffAt, nextTerm };
    const { before, at: due } = around("2024-12-01T00:00:00Z");
    expect(decidePlannedSwitch(planned, { at: before })).toBeNull();
    const switched = decidePlannedSwitch(planned, { at: due });
    expect(switched).toMatchObject({
      subscription: { isAutoRenewOn: false, autoRenewOffAt: null, nextTerm: null },
      activity: [{ action: "auto-renew-switched" }, { action: "next-term-cleared" }],
    });
    expect(switched && decidePlannedSwitch(switched.subscription, { at: due })).toBeNull();
    expect(decidePlannedSwitch(planned, { at: end.at })).toBeNull();
    expect(decidePlannedSwitch({ ...planned, cancelledAt: due }, { at: due })).toBeNull();
  });

  it("ends the same term with the same charges, whether the jobs came on time or years late, and as was foreseen", () => {
    const facts = { segment: "Commercial", findOffer: lookUp(allOffers()) } as const;
    const run = { ...facts, nextId: ids(), termOrder: { orderId: "o", lineNumber: 0 } };
    fc.assert(
      fc.property(
        fc.constantFrom<["P1M" | "P1Y", "monthly" | "annual"]>(
          ["P1M", "monthly"],
          ["P1Y", "monthly"],
          ["P1Y", "annual"],
        ),
        fc.integer({ min: 1, max: 1_000 }),
        ([duration, billingPlan], days) => {
          const started = aSubscription({ purchasedAt: bought, duration, billingPlan });
          const offAt = addHours(instant("2024-01-31T00:00:00Z"), 24 * days);
          const planned = { ...started, autoRenewOffAt: offAt };
          const late = instant("2028-06-01T00:00:00Z");
          const atOnce = catchUp(planned, { ...run, at: late });
          const first = catchUp(planned, { ...run, at: offAt }).subscription;
          const switched = decidePlannedSwitch(first, { at: offAt })?.subscription ?? first;
          const onTime = catchUp(switched, { ...run, at: late }).subscription;
          expect(onTime.expiredAt).toEqual(atOnce.subscription.expiredAt);
          expect(onTime.term.number).toBe(atOnce.subscription.term.number);
          const foreseen = [...outlookOf(planned, { ...facts, at: started.purchasedAt, until: late })];
          expect(foreseen.find(({ kind }) => kind === "end")?.at).toEqual(onTime.expiredAt);
          expect(foreseen.filter(({ kind }) => kind === "charge")).toHaveLength(
            atOnce.steps.flatMap((step) => (step.kind === "hold" ? [] : step.charges)).length,
          );
        },
      ),
    );
  });
});
