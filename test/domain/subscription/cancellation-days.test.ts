import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addHours } from "#app/domain/calendar/utc-days.ts";
import { refundOfTerm } from "#app/domain/subscription/cancellation.ts";
import { cancellationDays } from "#app/domain/subscription/cancellation-days.ts";
import { aSku, aSubscription, chargesMade, instant } from "../support/records.ts";

const subscription = aSubscription({ purchasedAt: "2024-03-01T21:28:18Z", quantity: 2, unitPriceMinor: 36_500 });
const facts = { sku: aSku(), charges: chargesMade(subscription) };
const daysAt = (text: string, one = subscription) =>
  cancellationDays(one, { ...facts, at: instant(text) }).map(({ on, creditMinor }) => [on.toString(), creditMinor]);

describe("what cancelling gives back, day by day", () => {
  it("begins with everything on the first day and loses a day of it each day, through the last of the window", () => {
    expect(daysAt("2024-03-01T21:28:18Z")).toEqual([
      ["2024-03-01", 73_000],
      ["2024-03-02", 72_800],
      ["2024-03-03", 72_600],
      ["2024-03-04", 72_400],
      ["2024-03-05", 72_200],
      ["2024-03-06", 72_000],
      ["2024-03-07", 71_800],
      ["2024-03-08", 71_600],
    ]);
  });

  it.each([
    ["2024-03-08T21:28:17.999Z", 1],
    ["2024-03-08T21:28:18Z", 0],
    ["2024-03-07T23:59:59.999Z", 2],
  ])("has at %s %i days left", (text, count) => {
    expect(daysAt(text)).toHaveLength(count);
  });

  it("has none where nothing can be cancelled", () => {
    const at = "2024-03-02T00:00:00Z";
    expect(daysAt(at, { ...subscription, kind: "azure-reservation" })).toEqual([]);
    expect(daysAt(at, { ...subscription, cancelledAt: instant(at) })).toEqual([]);
  });

  it("is what the cancellation of that day pays, at whatever time of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 7 * 24 * 60 - 1 }), (minutes) => {
        const at = addHours(subscription.purchasedAt, 0).add({ minutes });
        const [first] = cancellationDays(subscription, { ...facts, at });
        expect(first?.creditMinor).toBe(refundOfTerm(subscription, facts.charges, at).totalMinor);
      }),
    );
  });
});
