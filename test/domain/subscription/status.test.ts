import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { isBeingRenewedAt, refusalOfStanding, statusAt } from "#app/domain/subscription/status.ts";
import { firstTerm, nextTermOf, renewsByDefault } from "#app/domain/subscription/terms.ts";
import { around, aSubscription, day, epochMs, instant } from "../support/records.ts";

describe("a first term", () => {
  it("runs from the purchase instant to 00:00 UTC of the purchase day plus the duration", () => {
    const { term } = aSubscription({ purchasedAt: "2021-10-15T21:28:18Z", duration: "P3Y", billingPlan: "triennial" });
    expect(term.startAt.toString()).toBe("2021-10-15T21:28:18Z");
    expect(term.endAt.toString()).toBe("2024-10-15T00:00:00Z");
    expect(term.windowOpenedAt.equals(term.startAt)).toBe(true);
    expect([term.number, term.anchorTermNumber, term.chargedCycles]).toEqual([1, 1, 1]);
    expect(term.anchorOn.toString()).toBe("2021-10-15");
  });

  it("counts from the UTC day, also where the buyer's day is another one", () => {
    // 00:30 on 1 March in Berlin is still 28 February in UTC.
    const term = firstTerm({
      purchasedAt: instant("2023-03-01T00:30:00+01:00"),
      duration: "P1M",
      billingPlan: "monthly",
      quantity: 1,
      unitPriceMinor: 1,
      currency: "EUR",
      availabilityId: null,
    });
    expect(term.anchorOn.toString()).toBe("2023-02-28");
    expect(term.endAt.toString()).toBe("2023-03-28T00:00:00Z");
  });
});

describe("the next term", () => {
  const price = { id: "offer-2", unitPriceMinor: 500, currency: "EUR" as const };
  const completedAt = instant("2021-03-02T04:00:00Z");

  it("starts where the present one ends and keeps the anchor", () => {
    const subscription = aSubscription({
      purchasedAt: "2021-01-31T10:00:00Z",
      duration: "P1M",
      billingPlan: "monthly",
    });
    const next = nextTermOf(subscription, price, completedAt);
    expect(next.startAt.toString()).toBe("2021-02-28T00:00:00Z");
    expect(next.endAt.toString()).toBe("2021-03-31T00:00:00Z");
    expect(next.anchorOn.toString()).toBe("2021-01-31");
    expect(next.windowOpenedAt.equals(completedAt)).toBe(true);
    expect([next.number, next.unitPriceMinor, next.availabilityId]).toEqual([2, 500, "offer-2"]);
  });

  it("sets a new anchor on its first day where the duration changes, and keeps it where only the plan does", () => {
    const monthly = aSubscription({ purchasedAt: "2021-01-31T10:00:00Z", duration: "P1M", billingPlan: "monthly" });
    const nextTerm = { termDuration: "P1Y", billingPlan: "monthly", quantity: 7 } as const;
    const yearly = nextTermOf({ ...monthly, nextTerm }, price, completedAt);
    expect([yearly.anchorOn.toString(), yearly.anchorTermNumber, yearly.quantity]).toEqual(["2021-02-28", 2, 7]);
    expect(yearly.endAt.toString()).toBe("2022-02-28T00:00:00Z");

    const subscription = aSubscription({ purchasedAt: "2024-02-29T10:00:00Z" });
    const planOnly = { termDuration: "P1Y", billingPlan: "monthly", quantity: 3 } as const;
    const next = nextTermOf({ ...subscription, nextTerm: planOnly }, price, completedAt);
    expect([next.anchorOn.toString(), next.anchorTermNumber]).toEqual(["2024-02-29", 1]);
  });
});

describe("auto-renew by default", () => {
  const { before, at, after } = around("2021-10-14T00:00:00Z");
  it("begins with 14 Oct 2021, UTC", () => {
    expect([before, at, after].map(renewsByDefault)).toEqual([false, true, true]);
    expect(aSubscription({ purchasedAt: "2021-10-13T23:59:59.999Z" }).isAutoRenewOn).toBe(false);
    expect(aSubscription({ purchasedAt: "2021-10-14T00:00:00Z" }).isAutoRenewOn).toBe(true);
  });
});

describe("status at an instant", () => {
  const end = around("2022-10-15T00:00:00Z");

  it("turns to expired exactly at the end of a term with auto-renew off", () => {
    const subscription = aSubscription({ isAutoRenewOn: false });
    expect([end.before, end.at, end.after].map((at) => statusAt(subscription, at))).toEqual([
      "active",
      "expired",
      "expired",
    ]);
    expect(isBeingRenewedAt(subscription, end.at)).toBe(false);
  });

  it("stays active past the end while the subscription is being renewed", () => {
    const subscription = aSubscription();
    expect([end.before, end.at, end.after].map((at) => statusAt(subscription, at))).toEqual([
      "active",
      "active",
      "active",
    ]);
    expect([end.before, end.at, end.after].map((at) => isBeingRenewedAt(subscription, at))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("is deleted from the instant of cancelling on, and was active before", () => {
    const cancel = around("2021-10-17T12:00:00Z");
    const subscription = aSubscription({ isAutoRenewOn: false, cancelledAt: cancel.at });
    expect([cancel.before, cancel.at, end.after].map((at) => statusAt(subscription, at))).toEqual([
      "active",
      "deleted",
      "deleted",
    ]);
  });

  it("is expired from the recorded end on, whatever auto-renew says", () => {
    const subscription = aSubscription({ expiredAt: end.at });
    expect([end.before, end.at].map((at) => statusAt(subscription, at))).toEqual(["active", "expired"]);
    expect(isBeingRenewedAt(subscription, end.at)).toBe(false);
  });

  it("is one of three at every instant, and never comes back", () => {
    const order = ["active", "expired", "deleted"];
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
        fc.integer({ min: -10, max: 900 }),
        fc.nat(400),
        (isAutoRenewOn, cancelDay, firstDay, later) => {
          const start = epochMs("2021-10-15T21:28:18Z");
          const at = (days: number) => instantOfEpochMs(start + days * 86_400_000);
          const subscription = aSubscription({ isAutoRenewOn, cancelledAt: cancelDay === null ? null : at(cancelDay) });
          const [earlier, afterwards] = [
            statusAt(subscription, at(firstDay)),
            statusAt(subscription, at(firstDay + later)),
          ];
          expect(order.indexOf(afterwards)).toBeGreaterThanOrEqual(order.indexOf(earlier));
        },
      ),
    );
  });
});

describe("what stops every change", () => {
  const end = around("2022-10-15T00:00:00Z");
  const hold = { reason: "runaway", heldAt: end.at } as const;

  it("is nothing during a term, also on hold", () => {
    expect(refusalOfStanding(aSubscription(), end.before)).toBeNull();
    expect(refusalOfStanding(aSubscription({ hold }), end.before)).toBeNull();
  });

  it("is the renewal, the hold, the end or the cancellation after it", () => {
    expect(refusalOfStanding(aSubscription(), end.at)).toEqual({
      code: "being-renewed",
      termEndedAt: epochMs("2022-10-15T00:00:00Z"),
    });
    expect(refusalOfStanding(aSubscription({ hold }), end.at)?.code).toBe("on-hold");
    expect(refusalOfStanding(aSubscription({ isAutoRenewOn: false }), end.at)?.code).toBe("subscription-expired");
    expect(refusalOfStanding(aSubscription({ expiredAt: end.at }), end.at)?.code).toBe("subscription-expired");
    expect(refusalOfStanding(aSubscription({ cancelledAt: end.before }), end.at)?.code).toBe("subscription-cancelled");
  });

  it("knows the day of the anchor for records of any age", () => {
    expect(aSubscription({ purchasedAt: "2019-12-31T23:59:59.999Z" }).term.anchorOn.equals(day("2019-12-31"))).toBe(
      true,
    );
  });
});
