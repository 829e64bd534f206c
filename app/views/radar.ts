import type { Temporal } from "temporal-polyfill";
import { addDays, addHours, instantOfEpochMs, startOfUtcDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { msPerDay } from "#app/domain/calendar/civil.ts";
import { invoicedAtOf, latestInvoicedPeriod, addPeriods } from "#app/domain/invoicing/billing-period.ts";
import { runsOutAt } from "#app/domain/migration-plan/kms-activation.ts";
import { assertMinor } from "#app/domain/money/money.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { DevicesAhead } from "#db/repositories/radar.ts";
import type { ClosingWindow } from "./closing-windows.ts";
import type { DayText, Format, InstantText, MoneyText, TimeLeftText } from "./format.ts";
import { monthTextOf } from "./invoices.ts";

/** How far the picture looks. */
export const radarDays = 30;

export const radarLanes = ["window", "renewal", "end", "device", "invoice"] as const;
export type RadarLane = (typeof radarLanes)[number];

/** Where something can be done about a mark. */
export type RadarTarget =
  | { readonly to: "subscription"; readonly customerId: string; readonly subscriptionId: string }
  | { readonly to: "cancel-subscription"; readonly customerId: string; readonly subscriptionId: string }
  | {
      readonly to: "cancel-purchase";
      readonly customerId: string;
      readonly orderId: string;
      readonly lineNumber: number;
    }
  | { readonly to: "ends-on"; readonly day: string; readonly isAutoRenewOn: boolean | null }
  | { readonly to: "open-windows" }
  | { readonly to: "devices"; readonly customerId: string }
  | { readonly to: "unbilled" };

/** One lane's day: what falls due on it, and how much money is at stake in each currency. */
export type RadarMark = {
  readonly key: string;
  readonly lane: RadarLane;
  readonly day: DayText;
  /** From the first to the last day of the picture, 0 to 1. */
  readonly share: number;
  readonly count: number;
  readonly money: readonly MoneyText[];
  /** Of a single one, whose it is. */
  readonly about: string | null;
  readonly target: RadarTarget;
  /** Within a day. */
  readonly isUrgent: boolean;
  readonly left: TimeLeftText;
};

export type Radar = {
  readonly marks: readonly RadarMark[];
  readonly from: DayText;
  readonly to: DayText;
  /** Days at which the picture has a line: every week from today. */
  readonly weeks: readonly { readonly share: number; readonly day: DayText }[];
  readonly at: InstantText;
  /** Lanes of which only the next ones are drawn, with the day through which they are complete. */
  readonly cut: readonly { readonly lane: RadarLane; readonly day: DayText }[];
};

/** Something that falls due, before it is put together with others of its day. */
export type RadarItem = {
  readonly lane: RadarLane;
  readonly at: Temporal.Instant;
  readonly money: { readonly amountMinor: number; readonly currency: Currency } | null;
  readonly count?: number;
  readonly about: string | null;
  readonly target: RadarTarget;
};

/** The picture of what falls due: items of one lane and one UTC day are one mark. */
export function radarOf(
  items: readonly RadarItem[],
  cut: Radar["cut"],
  { at, format }: { readonly at: Temporal.Instant; readonly format: Format },
): Radar {
  const today = utcDayOf(at);
  const untilMs = addHours(startOfUtcDay(today), 24 * (radarDays + 1)).epochMilliseconds;
  const fromMs = startOfUtcDay(today).epochMilliseconds;
  const shareOf = (ms: number) => (ms - fromMs) / (untilMs - fromMs);
  const byMark = new Map<string, RadarItem[]>();
  for (const item of items) {
    const ms = item.at.epochMilliseconds;
    if (ms < at.epochMilliseconds || ms >= untilMs) continue;
    const key = `${item.lane} ${utcDayOf(item.at).toString()}${item.lane === "device" ? ` ${item.about}` : ""}`;
    byMark.set(key, [...(byMark.get(key) ?? []), item]);
  }
  const marks = [...byMark].map(([key, ofDay]): RadarMark => {
    const first = ofDay.reduce((soonest, item) =>
      item.at.epochMilliseconds < soonest.at.epochMilliseconds ? item : soonest,
    );
    const day = utcDayOf(first.at);
    return {
      key,
      lane: first.lane,
      day: format.day(day),
      share: shareOf(startOfUtcDay(day).epochMilliseconds + msPerDay / 2),
      count: ofDay.reduce((sum, { count = 1 }) => sum + count, 0),
      money: sumsOf(ofDay, format),
      about: ofDay.length === 1 ? first.about : null,
      target: ofDay.length === 1 ? first.target : targetOfMany(first, day.toString()),
      isUrgent: first.at.epochMilliseconds - at.epochMilliseconds < msPerDay,
      left: format.timeLeft(at, first.at),
    };
  });
  return {
    marks: marks.sort((a, b) => a.share - b.share || radarLanes.indexOf(a.lane) - radarLanes.indexOf(b.lane)),
    from: format.day(today),
    to: format.day(addDays(today, radarDays)),
    weeks: [0, 7, 14, 21, 28].map((days) => ({
      share: shareOf(fromMs + days * msPerDay),
      day: format.day(addDays(today, days)),
    })),
    at: format.instant(at),
    cut,
  };
}

function sumsOf(items: readonly RadarItem[], format: Format): MoneyText[] {
  const sums = new Map<Currency, number>();
  for (const { money } of items)
    if (money !== null) sums.set(money.currency, assertMinor((sums.get(money.currency) ?? 0) + money.amountMinor));
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => format.money(minor, currency));
}

function targetOfMany({ lane, target }: RadarItem, day: string): RadarTarget {
  if (lane === "window") return { to: "open-windows" };
  if (lane === "renewal") return { to: "ends-on", day, isAutoRenewOn: true };
  return lane === "end" ? { to: "ends-on", day, isAutoRenewOn: null } : target;
}

/** Open windows of both kinds as items; each leads to the page on which it is cancelled. */
export function windowItems(
  windows: readonly (ClosingWindow & { readonly customer: { name: string } })[],
): RadarItem[] {
  return windows.map((window) => ({
    lane: "window",
    at: instantOfEpochMs(window.closesAt.epochMs),
    money: window.atStake,
    about: `${window.product.title} · ${window.customer.name}`,
    target:
      window.subscriptionId === null
        ? {
            to: "cancel-purchase",
            customerId: window.customerId,
            orderId: window.orderId,
            lineNumber: window.lineNumber,
          }
        : { to: "cancel-subscription", customerId: window.customerId, subscriptionId: window.subscriptionId },
  }));
}

/** Devices that run out, customer by customer at the first of them. */
export function deviceItems(devices: readonly DevicesAhead[], nameOf: (customerId: string) => string): RadarItem[] {
  return devices.map(({ customerId, count, firstActivatedAt }) => ({
    lane: "device",
    at: runsOutAt({ at: firstActivatedAt }),
    money: null,
    count,
    about: nameOf(customerId),
    target: { to: "devices", customerId },
  }));
}

/** The next day on which invoices are issued. */
export function invoiceItem(at: Temporal.Instant, format: Format): RadarItem {
  const period = addPeriods(latestInvoicedPeriod(at), 1);
  return {
    lane: "invoice",
    at: invoicedAtOf(period),
    money: null,
    about: monthTextOf(period, format),
    target: { to: "unbilled" },
  };
}
