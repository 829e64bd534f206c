import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideSwitchAutoRenew } from "#app/domain/subscription/auto-renew.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { around, aSubscription, instant } from "../support/records.ts";

const during = instant("2022-03-01T12:00:00Z");
const scheduled = { termDuration: "P3Y", billingPlan: "annual", quantity: 5 } as const;

function switched(subscription: Subscription, isOn: boolean, at = during): Subscription {
  const decision = decideSwitchAutoRenew(subscription, { isOn }, { at });
  if (!decision.ok) throw new Error(decision.refusal.code);
  return decision.value.subscription;
}

describe("auto-renew", () => {
  it("is switched off and on, with a log line of old and new value", () => {
    const decision = decideSwitchAutoRenew(aSubscription(), { isOn: false }, { at: during });
    expect(decision).toMatchObject({
      ok: true,
      value: {
        subscription: { isAutoRenewOn: false, version: 2 },
        removedNextTerm: null,
        activity: [
          { action: "auto-renew-switched", oldValue: { isAutoRenewOn: true }, newValue: { isAutoRenewOn: false } },
        ],
      },
    });
  });

  it("switched off takes scheduled changes of the next term with it, and says which", () => {
    const decision = decideSwitchAutoRenew(aSubscription({ nextTerm: scheduled }), { isOn: false }, { at: during });
    expect(decision).toMatchObject({
      ok: true,
      value: {
        subscription: { nextTerm: null },
        removedNextTerm: scheduled,
        activity: [{ action: "auto-renew-switched" }, { action: "next-term-cleared", oldValue: scheduled }],
      },
    });
  });

  it("switched off and on again is as before, but for the next term", () => {
    const fields = fc.record({
      quantity: fc.integer({ min: 1, max: 99 }),
      duration: fc.constantFrom("P1M" as const, "P1Y" as const, "P3Y" as const),
      nextTerm: fc.constantFrom(null, scheduled),
      isOnHold: fc.boolean(),
    });
    fc.assert(
      fc.property(fields, ({ quantity, duration, nextTerm, isOnHold }) => {
        const purchasedAt = "2022-02-20T08:00:00Z";
        const hold = isOnHold ? ({ reason: "failing", heldAt: during } as const) : null;
        const subscription = aSubscription({ purchasedAt, quantity, duration, billingPlan: "monthly", nextTerm, hold });
        const again = switched(switched(subscription, false), true);
        expect({ ...again, nextTerm: null, version: 0 }).toEqual({ ...subscription, nextTerm: null, version: 0 });
        expect(again.nextTerm).toBeNull();
      }),
    );
  });

  it("can be switched up to the end of the term, and not at it", () => {
    const { before, at } = around("2022-10-15T00:00:00Z");
    expect(switched(aSubscription(), false, before).isAutoRenewOn).toBe(false);
    expect(switched(aSubscription({ isAutoRenewOn: false }), true, before).isAutoRenewOn).toBe(true);
    expect(decideSwitchAutoRenew(aSubscription(), { isOn: false }, { at })).toMatchObject({
      refusal: { code: "being-renewed" },
    });
    expect(decideSwitchAutoRenew(aSubscription({ isAutoRenewOn: false }), { isOn: true }, { at })).toMatchObject({
      refusal: { code: "subscription-expired" },
    });
  });

  it.each([true, false])("that is %s already is refused", (isOn) => {
    const decision = decideSwitchAutoRenew(aSubscription({ isAutoRenewOn: isOn }), { isOn }, { at: during });
    expect(decision).toEqual({ ok: false, refusal: { code: "auto-renew-already", isOn } });
  });

  it.each([true, false])("of what was bought before 14 Oct 2021 cannot be switched (to %s)", (isOn) => {
    const subscription = aSubscription({ purchasedAt: "2021-10-13T23:59:59.999Z" });
    expect(decideSwitchAutoRenew(subscription, { isOn }, { at: during })).toEqual({
      ok: false,
      refusal: { code: "bought-before-auto-renew", purchasedOn: "2021-10-13" },
    });
  });

  it("of a cancelled subscription cannot be switched", () => {
    const subscription = aSubscription({ isAutoRenewOn: false, cancelledAt: during });
    expect(decideSwitchAutoRenew(subscription, { isOn: true }, { at: during })).toMatchObject({
      refusal: { code: "subscription-cancelled" },
    });
  });
});
