import type { Temporal } from "temporal-polyfill";
import { civilOfEpochDay, epochDayOfCivil, msPerDay } from "../calendar/civil.ts";
import { isBefore, startOfEpochDay, utcEpochDayOf } from "../calendar/utc-days.ts";

/**
 * A calendar month in UTC, written `2024-03`. Text sorts as the months do.
 * Rule: billing period, the calendar month in UTC.
 */
export type BillingPeriod = string & { readonly billingPeriod: true };

/** The day of the month after on which a period is invoiced, 00:00 UTC. */
export const invoicingDay = 6;

function periodOfMonthIndex(index: number): BillingPeriod {
  const year = String(Math.floor(index / 12)).padStart(4, "0");
  const month = String((index % 12) + 1).padStart(2, "0");
  return `${year}-${month}` as BillingPeriod;
}

function monthIndexOf(period: BillingPeriod): number {
  return Number(period.slice(0, 4)) * 12 + Number(period.slice(5, 7)) - 1;
}

/** Whether a text is a period: `2024-03`. */
export function isBillingPeriod(text: string): text is BillingPeriod {
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}

/** A period from text that was stored as one; throws for anything else. */
export function readBillingPeriod(text: string): BillingPeriod {
  if (!isBillingPeriod(text)) throw new RangeError(`Not a month: ${text}`);
  return text;
}

/** The period that an instant is dated in. */
export function periodOf(instant: Temporal.Instant): BillingPeriod {
  const { year, month } = civilOfEpochDay(utcEpochDayOf(instant));
  return periodOfMonthIndex(year * 12 + month - 1);
}

/** A period some months later, or earlier with a negative number. */
export function addPeriods(period: BillingPeriod, months: number): BillingPeriod {
  return periodOfMonthIndex(monthIndexOf(period) + months);
}

/** How many months `to` lies after `from`. */
export function periodsBetween(from: BillingPeriod, to: BillingPeriod): number {
  return monthIndexOf(to) - monthIndexOf(from);
}

/** 00:00 UTC of the first day; belongs to the period. */
export function startOfPeriod(period: BillingPeriod): Temporal.Instant {
  const index = monthIndexOf(period);
  return startOfEpochDay(epochDayOfCivil(Math.floor(index / 12), (index % 12) + 1, 1));
}

/** 00:00 UTC of the first day of the next period; does not belong to this one. */
export function endOfPeriod(period: BillingPeriod): Temporal.Instant {
  return startOfPeriod(addPeriods(period, 1));
}

/** When a period is invoiced: the 6th of the next month, 00:00 UTC. */
export function invoicedAtOf(period: BillingPeriod): Temporal.Instant {
  const end = Math.floor(endOfPeriod(period).epochMilliseconds / msPerDay);
  return startOfEpochDay(end + invoicingDay - 1);
}

/** The latest period that is to be invoiced at an instant: the month before, or from the 1st to the 5th the one before that. */
export function latestInvoicedPeriod(at: Temporal.Instant): BillingPeriod {
  const monthBefore = addPeriods(periodOf(at), -1);
  return isBefore(at, invoicedAtOf(monthBefore)) ? addPeriods(monthBefore, -1) : monthBefore;
}

/**
 * The next period that a partner's invoices are to be made for, and null where none is due. Every period from the
 * first with something in it up to the latest due one comes up once, in order; a period without anything is passed
 * over. What is dated in a period that is closed already comes with the next one that is not.
 *
 * @param closedThrough the last period that is done with; null before the first
 * @param oldestAt date of the oldest charge or credit that is on no invoice; null where there is none
 */
export function nextPeriodToInvoice(
  closedThrough: BillingPeriod | null,
  oldestAt: Temporal.Instant | null,
  at: Temporal.Instant,
): BillingPeriod | null {
  if (oldestAt === null) return null;
  const dated = periodOf(oldestAt);
  const firstOpen = closedThrough === null ? dated : addPeriods(closedThrough, 1);
  const period = firstOpen > dated ? firstOpen : dated;
  return period <= latestInvoicedPeriod(at) ? period : null;
}
