import type { Temporal } from "temporal-polyfill";
import type { Language } from "#app/i18n/languages.ts";

export type TimeZoneOption = { readonly value: string; readonly label: string };

/**
 * The time zones to choose from, west to east, each with what it is ahead of UTC at an instant: "Berlin (Europe), UTC+1".
 *
 * @param present the reader's own, listed even if this machine does not name it
 */
export function timeZonesFor(language: Language, at: Temporal.Instant, present: string): readonly TimeZoneOption[] {
  const names = new Set(["UTC", ...Intl.supportedValuesOf("timeZone"), present]);
  return [...names]
    .map((name) => ({ name, offsetMinutes: Math.round(at.toZonedDateTimeISO(name).offsetNanoseconds / 60e9) }))
    .sort((a, b) => a.offsetMinutes - b.offsetMinutes || a.name.localeCompare(b.name, language))
    .map(({ name, offsetMinutes }) => ({ value: name, label: `${placeName(name)}, ${offsetText(offsetMinutes)}` }));
}

function placeName(name: string): string {
  const [area = "", ...rest] = name.replaceAll("_", " ").split("/");
  return rest.length === 0 ? area : `${rest.toReversed().join(", ")} (${area})`;
}

function offsetText(minutes: number): string {
  const sign = minutes < 0 ? "−" : "+";
  const rest = Math.abs(minutes) % 60;
  const hours = Math.trunc(Math.abs(minutes) / 60);
  return `UTC${sign}${hours}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}
