import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  activationRangesAt,
  deviceStateAt,
  kmsActivationDays,
  runsOutAt,
  wholeDaysLeft,
} from "#app/domain/migration-plan/kms-activation.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";

const instant = (text: string) => Temporal.Instant.from(text);
const later = (from: Temporal.Instant, ms: number) =>
  Temporal.Instant.fromEpochMilliseconds(from.epochMilliseconds + ms);
const day = 86_400_000;

describe("when a device runs out", () => {
  it.each([
    ["2026-01-01T00:00:00Z", "2026-06-30T00:00:00Z"],
    ["2026-01-01T10:15:30Z", "2026-06-30T10:15:30Z"],
    // Over a 29 February, from one, and in a year without.
    ["2028-01-15T08:00:00Z", "2028-07-13T08:00:00Z"],
    ["2028-02-29T00:00:00Z", "2028-08-27T00:00:00Z"],
    ["2027-02-28T00:00:00Z", "2027-08-27T00:00:00Z"],
    ["2026-07-05T23:59:59.999Z", "2027-01-01T23:59:59.999Z"],
    // Written with the time of a zone that changes its clocks in between: days of 24 hours all the same.
    ["2026-03-28T12:00:00+01:00", "2026-09-24T11:00:00Z"],
    ["2026-10-24T12:00:00+02:00", "2027-04-22T10:00:00Z"],
    ["2026-03-07T12:00:00-05:00", "2026-09-03T17:00:00Z"],
  ])("activated %s: %s", (activated, end) => {
    expect(runsOutAt({ at: instant(activated) }).toString()).toBe(instant(end).toString());
  });

  it("is 180 UTC days later, whatever the time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_136_073_600_000, max: 4_000_000_000_000 }), (epochMs) => {
        const at = Temporal.Instant.fromEpochMilliseconds(epochMs);
        expect(utcDayOf(runsOutAt({ at })).since(utcDayOf(at)).days).toBe(kmsActivationDays);
      }),
    );
  });
});

describe("the state of a device", () => {
  const activation = { at: instant("2026-01-01T10:00:00Z") };
  const end = runsOutAt(activation);
  const open = { activation, isDone: false };

  it.each([
    [-30 * day - 1, "later"],
    [-30 * day, "due-next"],
    [-7 * day - 1, "due-next"],
    [-7 * day, "running-out"],
    [-1, "running-out"],
    [0, "ran-out"],
    [1, "ran-out"],
    [400 * day, "ran-out"],
  ] as const)("%d ms from its end is %s", (ms, state) => {
    expect(deviceStateAt(open, later(end, ms))).toBe(state);
    expect(deviceStateAt({ ...open, isDone: true }, later(end, ms))).toBe("done");
  });

  it("is the one whose range of activations it lies in, and lies in one alone", () => {
    fc.assert(
      fc.property(fc.integer({ min: -400 * day, max: 400 * day }), (ms) => {
        const at = later(end, ms);
        const epochMs = activation.at.epochMilliseconds;
        const fitting = Object.entries(activationRangesAt(at)).filter(
          ([, { after, through }]) => (after === null || epochMs > after) && (through === null || epochMs <= through),
        );
        expect(fitting.map(([state]) => state)).toEqual([deviceStateAt(open, at)]);
      }),
    );
  });

  it.each([
    [-3 * day, 3],
    [-3 * day + 1, 2],
    [-day, 1],
    [-day + 1, 0],
    [0, 0],
    [day - 1, 0],
    [day, -1],
  ])("%d ms from its end it has %d whole days left", (ms, days) => {
    expect(wholeDaysLeft(activation, later(end, ms))).toBe(days);
  });
});
