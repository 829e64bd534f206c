import type { Temporal } from "temporal-polyfill";
import { chargeSchedule, type ScheduledCharge } from "../billing/cycles.ts";
import { perpetualWindow } from "../billing/perpetual.ts";
import { addDays, utcDayOf } from "../calendar/utc-days.ts";
import { findMarket } from "../catalog/markets.ts";
import { skuKey, type Sku, type SkuKey } from "../catalog/catalog.ts";
import type { Currency } from "../money/currencies.ts";
import { assertMinor, timesQuantity } from "../money/money.ts";
import { cancellationWindow } from "../subscription/cancellation.ts";
import { firstTerm, renewsByDefault } from "../subscription/terms.ts";
import type { CartLine } from "./order.ts";

/** A charge that buying would bring; perpetual software has one, without a cycle. */
export type ReviewedCharge = Pick<ScheduledCharge, "chargedAt" | "amountMinor"> & {
  readonly startsOn: Temporal.PlainDate | null;
  readonly endsOn: Temporal.PlainDate | null;
  readonly days: number | null;
};

/** What will happen to one line, before anything is bought. */
export type ReviewedLine = {
  readonly line: CartLine;
  readonly sku: Sku;
  /** Charged with the purchase. */
  readonly dueNowMinor: number;
  /** Over the whole term. */
  readonly totalMinor: number;
  /** Every charge of the whole term, in order. */
  readonly charges: readonly ReviewedCharge[];
  /** Last day of the term, inclusive; null for perpetual software. */
  readonly endsOn: Temporal.PlainDate | null;
  readonly renewsItself: boolean;
  /** False for Red Hat and SUSE plans and for reservations. */
  readonly isCancellable: boolean;
  /** When cancelling is no longer possible, exclusive; null where it never is. */
  readonly windowClosesAt: Temporal.Instant | null;
  /** A cancellation of it would go through the operator. */
  readonly needsReview: boolean;
};

export type Review = {
  readonly lines: readonly ReviewedLine[];
  readonly dueNowMinor: number;
  readonly totalMinor: number;
  /** Null for an empty cart. */
  readonly currency: Currency | null;
  readonly taxIncluded: boolean;
};

/** What buying a cart at an instant would bring: every charge date and amount of every term, and what can still be undone until when. */
export function reviewOf(
  lines: readonly CartLine[],
  facts: { readonly at: Temporal.Instant; readonly market: string; readonly skus: ReadonlyMap<SkuKey, Sku> },
): Review {
  const reviewed = lines.map((line) => {
    const sku = facts.skus.get(skuKey(line.productId, line.skuId));
    if (!sku) throw new TypeError(`The SKU of line ${line.number} is missing`);
    return reviewLine(line, sku, facts.at);
  });
  return {
    lines: reviewed,
    dueNowMinor: sum(reviewed.map(({ dueNowMinor }) => dueNowMinor)),
    totalMinor: sum(reviewed.map(({ totalMinor }) => totalMinor)),
    currency: lines[0]?.currency ?? null,
    taxIncluded: findMarket(facts.market)?.taxIncluded ?? false,
  };
}

function sum(amounts: readonly number[]): number {
  return assertMinor(amounts.reduce((total, amount) => total + amount, 0));
}

/** What buying one line at an instant would bring. */
export function reviewLine(line: CartLine, sku: Sku, at: Temporal.Instant): ReviewedLine {
  return line.termDuration === null ? reviewPerpetual(line, sku, at) : reviewTerm(line, line.termDuration, sku, at);
}

function reviewPerpetual(line: CartLine, sku: Sku, at: Temporal.Instant): ReviewedLine {
  const amountMinor = timesQuantity(line.unitPriceMinor, line.quantity);
  return {
    line,
    sku,
    dueNowMinor: amountMinor,
    totalMinor: amountMinor,
    charges: [{ chargedAt: at, amountMinor, startsOn: null, endsOn: null, days: null }],
    endsOn: null,
    renewsItself: false,
    isCancellable: true,
    windowClosesAt: perpetualWindow(at).closesAt,
    needsReview: sku.needsReview,
  };
}

function reviewTerm(
  line: CartLine,
  duration: NonNullable<CartLine["termDuration"]>,
  sku: Sku,
  at: Temporal.Instant,
): ReviewedLine {
  const term = firstTerm({ ...line, purchasedAt: at, duration, availabilityId: null });
  const charges = chargeSchedule(term);
  const isCancellable = sku.isCancellable && sku.kind === "software-subscription";
  return {
    line,
    sku,
    dueNowMinor: charges[0]?.amountMinor ?? 0,
    totalMinor: sum(charges.map(({ amountMinor }) => amountMinor)),
    charges,
    endsOn: addDays(utcDayOf(term.endAt), -1),
    renewsItself: renewsByDefault(at),
    isCancellable,
    windowClosesAt: isCancellable ? cancellationWindow(term).closesAt : null,
    needsReview: false,
  };
}
