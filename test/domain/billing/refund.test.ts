import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Charge } from "#app/domain/billing/charge.ts";
import {
  chargedMinor,
  creditOf,
  refundOfCharge,
  refundsOfGrant,
  refusalOfGrantedAmount,
} from "#app/domain/billing/refund.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { chargeSchedule } from "#app/domain/billing/cycles.ts";
import { decideCancel } from "#app/domain/subscription/cancellation.ts";
import { aSku, aSubscription, chargesMade, epochMs, ids, instant } from "../support/records.ts";

/** A running term of 12 months of which three were charged: 1,000 each. */
const at = instant("2022-01-20T12:00:00Z");
const price = { quantity: 10, unitPriceMinor: 100 };
const monthly = aSubscription({ billingPlan: "monthly", ...price, term: { chargedCycles: 3 } });
const [first, second, third] = chargesMade(monthly) as [Charge, Charge, Charge];
const amounts = (granted: number, charges: readonly Charge[] = [first, second, third]) =>
  refundsOfGrant(charges, granted).map(({ chargeId, amountMinor }) => [chargeId, amountMinor]);

describe("an amount that is granted", () => {
  it("is given back of the latest charges first, in whatever order they come", () => {
    const expected = [
      [third.id, 1000],
      [second.id, 500],
      [first.id, 0],
    ];
    expect(amounts(1500)).toEqual(expected);
    expect(amounts(1500, [third, first, second])).toEqual(expected);
    expect(amounts(1000)).toEqual([
      [third.id, 1000],
      [second.id, 0],
      [first.id, 0],
    ]);
  });

  it("is counted by the amount and not by days", () => {
    expect(refundsOfGrant([third], 7)).toEqual([
      { chargeId: third.id, amountMinor: 7, remainingDays: 0, cycleDays: 0 },
    ]);
  });

  it("comes out exact to the minor unit, no charge beyond its amount", () => {
    const list = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(1_000)), { minLength: 1, maxLength: 36 });
    fc.assert(
      fc.property(list, fc.double({ min: 0, max: 1, noNaN: true }), (made, share) => {
        const charges = made.map(([amountMinor, day], index) => {
          const chargedAt = instantOfEpochMs(epochMs("2022-01-01T00:00:00Z") + day * 86_400_000);
          return { ...first, id: `c${index}`, amountMinor, chargedAt };
        });
        const granted = Math.floor(chargedMinor(charges) * share);
        const refunds = refundsOfGrant(charges, granted);
        expect(refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(granted);
        const amountOf = new Map(charges.map(({ id, amountMinor }) => [id, amountMinor]));
        for (const { chargeId, amountMinor } of refunds) {
          expect(amountMinor).toBeGreaterThanOrEqual(0);
          expect(amountMinor).toBeLessThanOrEqual(amountOf.get(chargeId) ?? -1);
        }
      }),
    );
  });

  it.each([
    [3000, true],
    [3001, false],
    [0, true],
    [-1, false],
    [0.5, false],
    [Number.MAX_SAFE_INTEGER + 1, false],
  ])("of %d out of three charges of 1,000 is possible: %s", (amountMinor, isOk) => {
    expect(refusalOfGrantedAmount({ amountMinor, requestId: "r" }, [first, second, third], "EUR")).toEqual(
      isOk ? null : { code: "grant-above-charged", amountMaxMinor: 3000, currency: "EUR" },
    );
  });

  it("cancels after the window with as many credits as it takes, and never with those of another term", () => {
    const others = [{ ...third, id: "other", subscriptionId: "another" } satisfies Charge];
    const facts = { at, sku: aSku(), charges: [...others, first, second, third], nextId: ids("credit") };
    expect(decideCancel(monthly, facts)).toMatchObject({ refusal: { code: "cancellation-window-closed" } });
    const decision = decideCancel(monthly, { ...facts, granted: { amountMinor: 1500, requestId: "r" } });
    if (!decision.ok) throw new Error(decision.refusal.code);
    const { activity, credits, refund, subscription } = decision.value;
    expect(activity).toMatchObject([{ newValue: { creditMinor: 1500, granted: true, requestId: "r" } }]);
    expect(credits.map(({ chargeId, amountMinor, kind }) => [chargeId, amountMinor, kind])).toEqual([
      [second.id, 500, "granted"],
      [third.id, 1000, "granted"],
    ]);
    expect(refund.totalMinor).toBe(1500);
    expect(subscription).toMatchObject({ isAutoRenewOn: false, nextTerm: null, autoRenewOffAt: null });
    expect(subscription.version).toBe(monthly.version + 1);
    expect(decideCancel(monthly, { ...facts, granted: { amountMinor: 3001, requestId: "r" } })).toMatchObject({
      refusal: { code: "grant-above-charged", amountMaxMinor: 3000 },
    });
  });
});

describe("what is given back of a charge", () => {
  it("counts no days where there is no cycle: all of it, at any time", () => {
    const once = { ...first, cycle: null, cycleNumber: null, termNumber: null, subscriptionId: null };
    expect(refundOfCharge(once, at)).toEqual({
      chargeId: first.id,
      amountMinor: 1000,
      remainingDays: 0,
      cycleDays: 0,
    });
  });

  it("on the last day of its cycle is one day's share, and nothing on the day after", () => {
    const lastDay = first.cycle?.endsOn.toString() ?? "";
    const days = chargeSchedule(monthly.term)[0]?.days ?? 0;
    const refund = refundOfCharge(first, instant(`${lastDay}T23:59:59.999Z`));
    expect(refund).toMatchObject({ remainingDays: 1, cycleDays: days, amountMinor: Math.trunc(100 / days) * 10 });
    const after = refundOfCharge(first, instant(`${lastDay}T23:59:59.999Z`).add({ milliseconds: 1 }));
    expect(after).toMatchObject({ remainingDays: 0, amountMinor: 0 });
  });

  it("becomes a credit of the charge's customer and currency, at the instant of cancelling; nothing becomes none", () => {
    const refund = refundOfCharge(first, first.chargedAt);
    expect(creditOf(first, refund, "cancel-immediate", at, ids("credit"))).toEqual({
      id: "credit-1",
      partnerId: first.partnerId,
      customerId: first.customerId,
      chargeId: first.id,
      kind: "cancel-immediate",
      amountMinor: 1000,
      currency: first.currency,
      creditedAt: at,
    });
    expect(creditOf(first, { ...refund, amountMinor: 0 }, "cancel-immediate", at, ids())).toBeNull();
  });
});
