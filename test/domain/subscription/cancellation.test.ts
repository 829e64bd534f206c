import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refundOfCharge } from "#app/domain/billing/refund.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { cancellationWindow, decideCancel, isWindowOpen, refundOfTerm } from "#app/domain/subscription/cancellation.ts";
import { statusAt } from "#app/domain/subscription/status.ts";
import { prorateUnitTruncated } from "#app/domain/money/proration.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { proration } from "#test/vectors/vectors.ts";
import { around, aSku, aSubscription, chargesMade, day, epochMs, ids, instant } from "../support/records.ts";

function cancel(subscription: Subscription, at: ReturnType<typeof instant>, sku = aSku()) {
  return decideCancel(subscription, { at, sku, charges: chargesMade(subscription), nextId: ids("credit") });
}

describe("the cancellation window", () => {
  it("is 168 hours from its opening, end exclusive", () => {
    const { term } = aSubscription({ purchasedAt: "2021-10-15T21:28:18Z" });
    const { opensAt, closesAt } = cancellationWindow(term);
    expect([opensAt.toString(), closesAt.toString()]).toEqual(["2021-10-15T21:28:18Z", "2021-10-22T21:28:18Z"]);
    const { before, at, after } = around("2021-10-22T21:28:18Z");
    expect([before, at, after].map((instant) => isWindowOpen(term, instant))).toEqual([true, false, false]);
  });

  it.each(["2024-03-30T12:00:00Z", "2024-10-26T23:30:00Z", "2021-12-28T00:00:00Z"])(
    "is the same number of hours across a change of clocks, opened %s",
    (opened) => {
      const { closesAt } = cancellationWindow({ windowOpenedAt: instant(opened) });
      expect(closesAt.epochMilliseconds - epochMs(opened)).toBe(168 * 3_600_000);
    },
  );

  it("is a function of the instant only", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -1e9, max: 1e9 }), (opened, offset) => {
        const windowOpenedAt = instantOfEpochMs(opened);
        const at = instantOfEpochMs(opened + offset);
        expect(isWindowOpen({ windowOpenedAt }, at)).toBe(offset < 168 * 3_600_000);
      }),
    );
  });

  it("opens with the renewal and not with the term, where a late run renewed", () => {
    const subscription = aSubscription({
      term: { number: 2, windowOpenedAt: instant("2021-11-20T04:00:00Z"), startAt: instant("2021-10-15T00:00:00Z") },
    });
    const { before, at } = around("2021-11-27T04:00:00Z");
    expect(cancel(subscription, before).ok).toBe(true);
    expect(cancel(subscription, at)).toEqual({
      ok: false,
      refusal: { code: "cancellation-window-closed", closedAt: at.epochMilliseconds },
    });
  });
});

describe("cancelling a subscription", () => {
  const monthly = aSubscription({
    purchasedAt: "2021-07-15T09:00:00Z",
    duration: "P1Y",
    billingPlan: "monthly",
    quantity: 10,
    unitPriceMinor: 1008,
    isAutoRenewOn: true,
  });

  it("credits the documented amount: 10.08 × 29/31, truncated, × 10 = 94.20", () => {
    const decision = cancel(monthly, instant("2021-07-17T08:00:00Z"));
    expect(decision.ok && decision.value.refund).toEqual({
      refunds: [{ chargeId: "charge-1", amountMinor: 9420, remainingDays: 29, cycleDays: 31 }],
      totalMinor: 9420,
      currency: "EUR",
    });
  });

  it("leaves a cancelled record, one credit, a log line and a notice", () => {
    const at = instant("2021-07-17T08:00:00Z");
    const decision = cancel({ ...monthly, nextTerm: { termDuration: "P1Y", billingPlan: "annual", quantity: 2 } }, at);
    expect(decision.ok && decision.value).toMatchObject({
      subscription: { cancelledAt: at, isAutoRenewOn: false, nextTerm: null, version: 2 },
      credits: [
        {
          id: "credit-1",
          chargeId: "charge-1",
          kind: "cancel-immediate",
          amountMinor: 9420,
          currency: "EUR",
          creditedAt: at,
          partnerId: "partner-1",
        },
      ],
      activity: [{ action: "subscription-cancelled", outcome: "done", subscriptionId: "subscription-1" }],
      notices: [{ kind: "cancelled", dedupeKey: "subscription-1:1:cancelled", facts: { creditMinor: 9420 } }],
    });
    expect(decision.ok && statusAt(decision.value.subscription, at)).toBe("deleted");
  });

  it.each([
    ["on the first day, everything", "2021-07-15T23:59:59.999Z", 10_080],
    ["one day later, 30 of 31 days", "2021-07-16T00:00:00Z", 9750],
    ["on the last day of the window", "2021-07-22T08:59:59.999Z", 8_060 - 260],
  ])("refunds %s", (_, at, amountMinor) => {
    const decision = cancel(monthly, instant(at));
    expect(decision.ok && decision.value.refund.totalMinor).toBe(amountMinor);
  });

  it("gives nothing for a cycle that is over, and no credit of 0", () => {
    const late = aSubscription({
      purchasedAt: "2021-07-15T09:00:00Z",
      billingPlan: "monthly",
      quantity: 10,
      unitPriceMinor: 1008,
      isAutoRenewOn: true,
      term: { chargedCycles: 2, windowOpenedAt: instant("2021-08-16T00:00:00Z") },
    });
    const decision = cancel(late, instant("2021-08-17T00:00:00Z"));
    expect(decision.ok && decision.value.refund.refunds.map(({ amountMinor }) => amountMinor)).toEqual([0, 9420]);
    expect(decision.ok && decision.value.credits.map(({ chargeId }) => chargeId)).toEqual(["charge-2"]);
  });

  it("makes no credit for what cost nothing", () => {
    const decision = cancel(
      { ...monthly, term: { ...monthly.term, unitPriceMinor: 0 } },
      instant("2021-07-16T00:00:00Z"),
    );
    expect(decision.ok && decision.value.credits).toEqual([]);
  });

  it("counts what was charged, not what the record says now, and only charges of this term", () => {
    const [charge] = chargesMade(monthly);
    if (!charge) throw new Error("no charge");
    const other = { ...charge, id: "charge-of-term-0", termNumber: 7 };
    const dearer = { ...monthly, term: { ...monthly.term, unitPriceMinor: 99_999 } };
    const refund = refundOfTerm(dearer, [charge, other], instant("2021-07-17T00:00:00Z"));
    expect(refund.totalMinor).toBe(9420);
  });

  it("is refused twice, and after the end", () => {
    const at = instant("2021-07-17T08:00:00Z");
    const first = cancel(monthly, at);
    if (!first.ok) throw new Error("not cancelled");
    expect(cancel(first.value.subscription, at)).toEqual({
      ok: false,
      refusal: { code: "subscription-cancelled", cancelledAt: at.epochMilliseconds },
    });
    expect(cancel({ ...monthly, isAutoRenewOn: false }, instant("2022-07-15T00:00:00Z"))).toMatchObject({
      refusal: { code: "subscription-expired" },
    });
    expect(cancel(monthly, instant("2022-07-15T00:00:00Z"))).toMatchObject({ refusal: { code: "being-renewed" } });
  });

  it.each([
    ["third-party-plan", true, "plan-never-cancelled"],
    ["software-subscription", false, "plan-never-cancelled"],
    ["azure-reservation", true, "reservation"],
    ["azure-reservation", false, "reservation"],
  ] as const)("is never possible for %s (cancellable: %s)", (kind, isCancellable, reason) => {
    const subscription = { ...monthly, kind };
    expect(cancel(subscription, instant("2021-07-15T10:00:00Z"), aSku({ kind, isCancellable }))).toEqual({
      ok: false,
      refusal: { code: "not-cancellable", reason },
    });
  });
});

describe("a refund", () => {
  it.each(proration.rows.filter((row) => row.chargeType === "cancelImmediate"))(
    "of the documented cancellation is exact: $expectedTotal",
    (row) => {
      const [charge] = chargesMade(aSubscription());
      if (!charge) throw new Error("no charge");
      const refund = refundOfCharge(
        {
          ...charge,
          unitPriceMinor: 1008,
          quantity: row.quantity,
          cycle: { startsOn: day(row.chargeCycleStart), endsOn: day(row.chargeCycleEnd) },
        },
        instant(`${row.eventDate}T13:00:00Z`),
      );
      expect(refund).toMatchObject({ amountMinor: 9420, remainingDays: row.billingDays, cycleDays: row.cycleDays });
    },
  );

  it("of a clock that lags behind the purchase is the whole charge, not more", () => {
    const [charge] = chargesMade(aSubscription({ quantity: 2, unitPriceMinor: 500 }));
    if (!charge) throw new Error("no charge");
    expect(refundOfCharge(charge, instant("2021-10-14T23:59:59Z"))).toMatchObject({
      amountMinor: 1000,
      remainingDays: 365,
    });
  });

  it("never exceeds its charge, never is negative and never grows with time", () => {
    const price = fc.integer({ min: 0, max: 100_000_000 });
    const bought = fc.integer({ min: epochMs("2021-10-14T00:00:00Z"), max: epochMs("2040-01-01T00:00:00Z") });
    fc.assert(
      fc.property(
        price,
        fc.integer({ min: 1, max: 10_000 }),
        bought,
        fc.nat(1200 * 24),
        fc.nat(48),
        (unit, quantity, start, hours, more) => {
          const subscription = aSubscription({
            purchasedAt: instantOfEpochMs(start).toString(),
            unitPriceMinor: unit,
            quantity,
            duration: "P3Y",
            billingPlan: "annual",
          });
          const [charge] = chargesMade(subscription);
          if (!charge) throw new Error("no charge");
          const refund = refundOfCharge(charge, instantOfEpochMs(start + hours * 3_600_000));
          const later = refundOfCharge(charge, instantOfEpochMs(start + (hours + more) * 3_600_000));
          expect(refund.amountMinor).toBeLessThanOrEqual(charge.amountMinor);
          expect(refund.amountMinor).toBeGreaterThanOrEqual(0);
          expect(later.amountMinor).toBeLessThanOrEqual(refund.amountMinor);
          expect(refund.amountMinor).toBe(
            prorateUnitTruncated(unit, refund.remainingDays, refund.cycleDays) * quantity,
          );
        },
      ),
    );
  });
});
