import { describe, expect, it } from "vitest";
import { hourlyRatesOf } from "#app/http/hourly-rates.ts";

const of = (withWindows: string, withoutWindows: string) =>
  hourlyRatesOf(new URLSearchParams({ withWindows, withoutWindows }));

describe("hourly rates from an address", () => {
  it("are none where none were given", () => {
    expect(hourlyRatesOf(new URLSearchParams())).toEqual({ value: null, isInvalid: false });
  });

  it.each([
    ["0.2", "0.124", 200_000, 124_000],
    ["0,5", " 0 ", 500_000, 0],
    ["12", "0.000001", 12_000_000, 1],
  ])("%s and %s are read exactly, with point or comma", (first, second, withWindowsMicros, withoutWindowsMicros) => {
    expect(of(first, second)).toEqual({ value: { withWindowsMicros, withoutWindowsMicros }, isInvalid: false });
  });

  it.each([
    ["", "0.1"],
    ["0", "0"],
    ["-1", "0"],
    ["a lot", "0.1"],
    ["1e3", "1"],
    ["0.1234567", "0.1"],
    ["1000000", "1"],
    ["1.234,5", "1"],
  ])("%j and %j cannot be read, and say so", (first, second) => {
    expect(of(first, second)).toEqual({ value: null, isInvalid: true });
  });

  it("cannot be read with one of them missing", () => {
    expect(hourlyRatesOf(new URLSearchParams({ withWindows: "1" }))).toEqual({ value: null, isInvalid: true });
  });
});
