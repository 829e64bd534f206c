import { daysInMonth, epochDayOfCivil, msPerDay } from "../calendar/civil.ts";
import { openEndMs } from "./price-list.ts";

/**
 * Instants as price lists print them: `2021-10-01T00:00:00.0000000Z`, with up to seven digits of a second.
 * The platform's own parser is no help: it lets 30 February slip to 2 March.
 */

export type InstantProblem = "date-missing" | "date-format" | "date-impossible" | "date-too-precise";
export type ParsedInstant =
  | { readonly ok: true; readonly ms: number }
  | { readonly ok: false; readonly problem: InstantProblem };

const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,7}))?Z$/;

/** Epoch milliseconds of the instant at which a price begins; it must be a whole millisecond. */
export function parseStartInstant(text: string): ParsedInstant {
  const parsed = parse(text);
  if (typeof parsed === "string") return { ok: false, problem: parsed };
  const tenthsOfMicroseconds = Number(parsed.fraction);
  if (tenthsOfMicroseconds % 10_000 !== 0) return { ok: false, problem: "date-too-precise" };
  return { ok: true, ms: parsed.secondMs + tenthsOfMicroseconds / 10_000 };
}

/**
 * Epoch milliseconds of the exclusive end of a price. Lists name the last second *inclusive*
 * (`2022-12-31T23:59:59`), so that the end is the second behind it, whatever fraction is printed.
 */
export function parseEndInstant(text: string): ParsedInstant {
  const parsed = parse(text);
  if (typeof parsed === "string") return { ok: false, problem: parsed };
  return { ok: true, ms: Math.min(parsed.secondMs + 1000, openEndMs) };
}

function parse(text: string): { secondMs: number; fraction: string } | InstantProblem {
  if (text === "") return "date-missing";
  const match = pattern.exec(text);
  if (match === null) return "date-format";
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return "date-impossible";
  if (hour > 23 || minute > 59 || second > 59) return "date-impossible";
  const secondMs = epochDayOfCivil(year, month, day) * msPerDay + (hour * 3600 + minute * 60 + second) * 1000;
  return { secondMs, fraction: (match[7] ?? "").padEnd(7, "0") };
}
