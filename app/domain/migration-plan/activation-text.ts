import { Temporal } from "temporal-polyfill";
import { daysInMonth, epochDayOfCivil, msPerDay } from "../calendar/civil.ts";
import { instantOfEpochMs } from "../calendar/utc-days.ts";
import type { DeviceLineDefect } from "./device-list.ts";
import type { KmsActivation } from "./kms-activation.ts";

export type ActivationRead =
  | { readonly ok: true; readonly activation: KmsActivation }
  | { readonly ok: false; readonly defect: Extract<DeviceLineDefect, `activation-${string}`> };

const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;
const isoTime = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2}(?:[.,]\d{1,9})?)? ?(Z|z|[+-]\d{2}:?\d{2})?$/;
const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/;
const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** KMS came with Windows Vista; what is older than this is a slip of the pen. */
const oldestYear = 2006;

/**
 * Reads when a device was activated. Understood are `YYYY-MM-DD`, instants such as `2026-05-01T10:00:00Z` (a time
 * without a zone is taken as UTC), `DD.MM.YYYY`, and days with strokes where only one order of day and month is
 * possible. `03/04/2026` is the third of April for some and the fourth of March for others: it is refused, because a
 * wrong guess would tell a device safe that is not.
 *
 * A day counts from 00:00 UTC. An activation more than a day ahead of `now` is refused; the day is for zones that are
 * ahead of UTC.
 */
export function readActivation(text: string, now: Temporal.Instant): ActivationRead {
  const read = readDay(text) ?? readTime(text);
  if (read === undefined) return { ok: false, defect: "activation-unreadable" };
  if (read === "ambiguous") return { ok: false, defect: "activation-ambiguous" };
  const { epochMilliseconds } = read.at;
  if (epochMilliseconds > now.epochMilliseconds + msPerDay) return { ok: false, defect: "activation-in-future" };
  if (epochMilliseconds < epochDayOfCivil(oldestYear, 1, 1) * msPerDay)
    return { ok: false, defect: "activation-too-old" };
  return { ok: true, activation: read };
}

function readDay(text: string): KmsActivation | "ambiguous" | undefined {
  const [, year, month, day] = isoDay.exec(text) ?? [];
  if (year !== undefined) return ofDay(Number(year), Number(month), Number(day));
  const [, dayFirst, monthSecond, dottedYear] = dotted.exec(text) ?? [];
  // Nobody writes the month first with dots.
  if (dayFirst !== undefined) return ofDay(Number(dottedYear), Number(monthSecond), Number(dayFirst));
  const [, first, second, slashedYear] = slashed.exec(text) ?? [];
  if (first === undefined) return undefined;
  const monthFirst = ofDay(Number(slashedYear), Number(first), Number(second));
  const monthLast = ofDay(Number(slashedYear), Number(second), Number(first));
  if (monthFirst !== undefined && monthLast !== undefined && !monthFirst.at.equals(monthLast.at)) return "ambiguous";
  return monthFirst ?? monthLast;
}

function ofDay(year: number, month: number, day: number): KmsActivation | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  return { at: instantOfEpochMs(epochDayOfCivil(year, month, day) * msPerDay), isTimeKnown: false };
}

function readTime(text: string): KmsActivation | undefined {
  const [, day, minutes, seconds = ":00", zone = "Z"] = isoTime.exec(text) ?? [];
  if (day === undefined) return undefined;
  try {
    const instant = Temporal.Instant.from(`${day}T${minutes}${seconds.replace(",", ".")}${zone.toUpperCase()}`);
    // Whole milliseconds, as they are stored; truncated, so that no device gets more time than it has.
    return { at: instantOfEpochMs(instant.epochMilliseconds), isTimeKnown: true };
  } catch {
    return undefined;
  }
}
