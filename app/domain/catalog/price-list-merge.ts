import { defect, openEndMs, type PriceListDefect, type PriceListRow } from "./price-list.ts";

/** A price of an offer as it is stored. Periods in epoch milliseconds, half-open. */
export type StoredPrice = {
  readonly id: string;
  readonly unitPriceMinor: number;
  readonly retailPriceMinor: number | null;
  readonly currency: string;
  readonly effectiveFromMs: number;
  readonly effectiveUntilMs: number;
};

/** What a row of a list does: a new price, another price or a later end, an earlier end only, or nothing. */
export const priceListOutcomes = ["added", "changed", "ended", "unchanged"] as const;
export type PriceListOutcome = (typeof priceListOutcomes)[number];

export type OfferMerge = {
  readonly rows: readonly {
    readonly row: PriceListRow;
    readonly outcome: PriceListOutcome;
    readonly storedId: string | null;
  }[];
  /** Stored prices without end that a later one follows, and the instant at which they end. */
  readonly superseded: readonly { readonly id: string; readonly effectiveUntilMs: number }[];
  readonly defects: readonly PriceListDefect[];
  /** True where the offer had a price without end and has none afterwards: from some day on it cannot be bought or renewed. */
  readonly losesOpenPrice: boolean;
};

/**
 * What the rows of a list do to the stored prices of one offer. Neither the stored periods nor those of the rows overlap
 * among themselves, and afterwards the two together do not: never are two prices valid at one instant.
 *
 * A stored price is known by its start. A row with the same start is that price again: with another amount or a later
 * end it is *changed*, with only an earlier end *ended*. A row with a new start is *added*; where it starts within a
 * stored price that has no end and that the list does not mention, that one *ends* where the new one starts, because
 * lists name the prices of today and not the end of yesterday's. Any other overlap is refused: the list is older than
 * what is stored, or does not say which of the two is meant. Prices that the list does not mention stay.
 */
export function mergeOffer(stored: readonly StoredPrice[], rows: readonly PriceListRow[]): OfferMerge {
  const byStart = new Map(stored.map((price) => [price.effectiveFromMs, price]));
  const mentioned = new Set(rows.map((row) => row.effectiveFromMs));
  const untouched = stored.filter((price) => !mentioned.has(price.effectiveFromMs));
  const endOf = new Map<string, number>();
  const defects: PriceListDefect[] = [];
  for (const row of rows) {
    for (const price of untouched) {
      if (!overlaps(row, price)) continue;
      if (price.effectiveFromMs < row.effectiveFromMs && isOpen(price))
        endOf.set(price.id, Math.min(endOf.get(price.id) ?? openEndMs, row.effectiveFromMs));
      else {
        defects.push(overlapDefect(row, price));
        break;
      }
    }
  }
  return {
    rows: rows.map((row) => {
      const price = byStart.get(row.effectiveFromMs);
      return { row, outcome: outcomeOf(row, price), storedId: price?.id ?? null };
    }),
    superseded: [...endOf].map(([id, effectiveUntilMs]) => ({ id, effectiveUntilMs })),
    defects,
    losesOpenPrice:
      stored.some(isOpen) && !rows.some(isOpen) && !untouched.some((price) => isOpen(price) && !endOf.has(price.id)),
  };
}

function isOpen(price: { readonly effectiveUntilMs: number }): boolean {
  return price.effectiveUntilMs >= openEndMs;
}

function overlaps(row: PriceListRow, price: StoredPrice): boolean {
  return row.effectiveFromMs < price.effectiveUntilMs && price.effectiveFromMs < row.effectiveUntilMs;
}

function outcomeOf(row: PriceListRow, price: StoredPrice | undefined): PriceListOutcome {
  if (price === undefined) return "added";
  const hasOtherAmount =
    row.unitPriceMinor !== price.unitPriceMinor ||
    row.retailPriceMinor !== price.retailPriceMinor ||
    row.currency !== price.currency;
  if (hasOtherAmount || row.effectiveUntilMs > price.effectiveUntilMs) return "changed";
  return row.effectiveUntilMs < price.effectiveUntilMs ? "ended" : "unchanged";
}

function overlapDefect(row: PriceListRow, price: StoredPrice): PriceListDefect {
  const column = row.effectiveFromMs >= price.effectiveFromMs ? "EffectiveStartDate" : "EffectiveEndDate";
  return defect(row.line, column, "period-overlaps-stored", null, {
    storedFromMs: price.effectiveFromMs,
    storedUntilMs: price.effectiveUntilMs,
  });
}
