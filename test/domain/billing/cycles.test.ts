import { describe, expect, it } from "vitest";
import {
  amountOfTerm,
  chargedAtOf,
  chargeAmount,
  chargeSchedule,
  cycleOf,
  nextChargeAt,
} from "#app/domain/billing/cycles.ts";
import { countDueCycles, decideDueCharges } from "#app/domain/billing/due-charges.ts";
import { chargesPerRunMax } from "#app/domain/policies.ts";
import { hold } from "#app/domain/subscription/hold.ts";
import { around, aSubscription, ids, instant } from "../support/records.ts";

const monthly = aSubscription({
  purchasedAt: "2021-01-31T10:30:00Z",
  isAutoRenewOn: true,
  billingPlan: "monthly",
  quantity: 10,
  unitPriceMinor: 1008,
});

describe("the schedule of a term", () => {
  it("lists every charge of the whole term with days, date and amount", () => {
    const schedule = chargeSchedule(monthly.term);
    expect(schedule).toHaveLength(12);
    expect(
      schedule.slice(0, 3).map((charge) => [charge.startsOn.toString(), charge.endsOn.toString(), charge.days]),
    ).toEqual([
      ["2021-01-31", "2021-02-27", 28],
      ["2021-02-28", "2021-03-30", 31],
      ["2021-03-31", "2021-04-29", 30],
    ]);
    expect(schedule.map(({ chargedAt }) => chargedAt.toString()).slice(0, 2)).toEqual([
      "2021-01-31T10:30:00Z",
      "2021-02-28T00:00:00Z",
    ]);
    expect(schedule.map(({ isCharged }) => isCharged)).toEqual([true, ...Array.from({ length: 11 }, () => false)]);
    expect(new Set(schedule.map(({ amountMinor }) => amountMinor))).toEqual(new Set([10_080]));
    expect(amountOfTerm(monthly.term)).toBe(120_960);
  });

  it("of one charge per term is one charge", () => {
    for (const [duration, billingPlan] of [
      ["P1M", "monthly"],
      ["P1Y", "annual"],
      ["P3Y", "triennial"],
      ["P3Y", "one-time"],
    ] as const) {
      const { term } = aSubscription({ duration, billingPlan });
      expect(chargeSchedule(term)).toHaveLength(1);
      expect(nextChargeAt(term)).toBeNull();
      expect(amountOfTerm(term)).toBe(chargeAmount(term));
    }
  });

  it("is dated at 00:00 UTC of each cycle, but for the purchase itself", () => {
    expect(chargedAtOf(monthly.term, 1).toString()).toBe("2021-01-31T10:30:00Z");
    expect(chargedAtOf({ ...monthly.term, number: 2, startAt: instant("2022-01-31T00:00:00Z") }, 1).toString()).toBe(
      "2022-01-31T00:00:00Z",
    );
    expect(cycleOf(monthly.term, 12).endsOn.toString()).toBe("2022-01-30");
    expect(nextChargeAt(monthly.term)?.toString()).toBe("2021-02-28T00:00:00Z");
  });
});

describe("due charges", () => {
  const due = around("2021-02-28T00:00:00Z");
  const facts = { nextId: ids("charge") };

  it("are due at the start of their cycle and not a millisecond before", () => {
    expect([due.before, due.at, due.after].map((at) => countDueCycles(monthly, at))).toEqual([0, 1, 1]);
    expect(decideDueCharges(monthly, { ...facts, at: due.before })).toEqual({ kind: "nothing-due" });
  });

  it("are made once each, in order, dated at their cycle however late the run is", () => {
    const decision = decideDueCharges(monthly, { at: instant("2021-05-02T09:00:00Z"), nextId: ids("charge") });
    if (decision.kind !== "charge") throw new Error(decision.kind);
    expect(
      decision.charges.map(({ id, cycleNumber, kind, amountMinor }) => [id, cycleNumber, kind, amountMinor]),
    ).toEqual([
      ["charge-1", 2, "cycle-charge", 10_080],
      ["charge-2", 3, "cycle-charge", 10_080],
      ["charge-3", 4, "cycle-charge", 10_080],
    ]);
    expect(decision.charges.map(({ chargedAt }) => chargedAt.toString())).toEqual([
      "2021-02-28T00:00:00Z",
      "2021-03-31T00:00:00Z",
      "2021-04-30T00:00:00Z",
    ]);
    expect(decision.subscription).toMatchObject({ version: 2, term: { chargedCycles: 4 } });
    expect(decision.activity).toMatchObject([
      { action: "cycle-charged", newValue: { cycleNumber: 2 } },
      { action: "cycle-charged", newValue: { cycleNumber: 3 } },
      { action: "cycle-charged", newValue: { cycleNumber: 4 } },
    ]);
    expect(decideDueCharges(decision.subscription, { ...facts, at: instant("2021-05-02T09:00:00Z") })).toEqual({
      kind: "nothing-due",
    });
  });

  it("never go beyond their term", () => {
    const decision = decideDueCharges(monthly, { ...facts, at: instant("2030-01-01T00:00:00Z") });
    expect(decision).toMatchObject({ kind: "charge", subscription: { term: { chargedCycles: 12 } } });
  });

  it("stop with a cancellation and an end, and wait on hold", () => {
    const at = instant("2021-06-01T00:00:00Z");
    const gone = { ...monthly, cancelledAt: instant("2021-02-01T00:00:00Z") };
    expect(decideDueCharges(gone, { ...facts, at })).toEqual({ kind: "nothing-due" });
    expect(decideDueCharges({ ...monthly, expiredAt: at }, { ...facts, at })).toEqual({ kind: "nothing-due" });
    expect(decideDueCharges(hold(monthly, "failing", at).subscription, { ...facts, at })).toEqual({ kind: "on-hold" });
  });

  it("beyond the number of one run park the subscription", () => {
    const facts1 = { ...facts, at: due.at, chargesThisRun: chargesPerRunMax };
    expect(decideDueCharges(monthly, facts1)).toMatchObject({
      kind: "hold",
      subscription: { hold: { reason: "runaway" } },
    });
    expect(decideDueCharges(monthly, { ...facts1, chargesThisRun: chargesPerRunMax - 1 }).kind).toBe("charge");
  });
});
