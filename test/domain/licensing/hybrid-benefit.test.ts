import { describe, expect, it } from "vitest";
import { hybridBenefit } from "#app/domain/licensing/hybrid-benefit.ts";

describe("the hybrid benefit", () => {
  it.each([
    [200_000, 130_000, { savingMicrosPerHour: 70_000, percent: 35 }],
    [300_000, 200_000, { savingMicrosPerHour: 100_000, percent: 33 }],
    [100_000, 60_000, { savingMicrosPerHour: 40_000, percent: 40 }],
    [100_000, 10_000, { savingMicrosPerHour: 90_000, percent: 40 }],
    [100_000, 100_000, { savingMicrosPerHour: 0, percent: 0 }],
    [100_000, 120_000, { savingMicrosPerHour: 0, percent: 0 }],
  ])("of %i with and %i without Windows is %o", (withWindowsMicros, withoutWindowsMicros, expected) => {
    expect(hybridBenefit({ withWindowsMicros, withoutWindowsMicros })).toEqual(expected);
  });

  it.each([
    [0, 0],
    [-1, 0],
    [1, -1],
    [1.5, 1],
    [1, Number.NaN],
  ])("of %d and %d is not estimated", (withWindowsMicros, withoutWindowsMicros) => {
    expect(hybridBenefit({ withWindowsMicros, withoutWindowsMicros })).toBeNull();
  });
});
