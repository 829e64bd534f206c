import type { HourlyRates } from "#app/domain/licensing/hybrid-benefit.ts";

const microDigits = 6;

/**
 * Two hourly rates as somebody typed them into an address: `0.2` or `0,2`, at most six decimals. Null where none were
 * given, and null and invalid where they make no sense.
 */
export function hourlyRatesOf(parameters: URLSearchParams): {
  readonly value: HourlyRates | null;
  readonly isInvalid: boolean;
} {
  const withWindows = parameters.get("withWindows");
  const withoutWindows = parameters.get("withoutWindows");
  if (withWindows === null && withoutWindows === null) return { value: null, isInvalid: false };
  const withWindowsMicros = microsOf(withWindows ?? "");
  const withoutWindowsMicros = microsOf(withoutWindows ?? "");
  if (withWindowsMicros === null || withoutWindowsMicros === null || withWindowsMicros === 0)
    return { value: null, isInvalid: true };
  return { value: { withWindowsMicros, withoutWindowsMicros }, isInvalid: false };
}

function microsOf(text: string): number | null {
  const parts = /^(\d{1,6})(?:[.,](\d{1,6}))?$/.exec(text.trim());
  if (parts === null) return null;
  return Number(`${parts[1]}${(parts[2] ?? "").padEnd(microDigits, "0")}`);
}
