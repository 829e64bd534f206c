import { findMarket } from "../catalog/markets.ts";
import { assertMinor } from "../money/money.ts";

/**
 * A rate of tax that the operator entered for a market, from a UTC day on. Rates are whole millionths: 190,000 are 19 %.
 * Tax is on an invoice only where such a rate is there for the market and the time of the charge.
 */
export type TaxRate = {
  readonly id: string;
  readonly market: string;
  readonly rateMillionths: number;
  /** `YYYY-MM-DD`; until the next rate of the market starts. */
  readonly startsOn: string;
};

export const fullRateMillionths = 1_000_000;

/** The rate that is in force in a market on a UTC day (`YYYY-MM-DD`); undefined where none was entered for it. */
export function rateOn(rates: readonly TaxRate[], market: string, day: string): TaxRate | undefined {
  let inForce: TaxRate | undefined;
  for (const rate of rates)
    if (rate.market === market && rate.startsOn <= day && (inForce === undefined || rate.startsOn > inForce.startsOn))
      inForce = rate;
  return inForce;
}

/** Whether the prices of a market include tax: Australia and Brazil. */
export function isTaxIncluded(market: string): boolean {
  return findMarket(market)?.taxIncluded ?? false;
}

export type LineTax = {
  /** Comes on top of the amount; 0 where prices include tax. */
  readonly addedMinor: number;
  /** Is within the amount; 0 where prices exclude tax. */
  readonly includedMinor: number;
};

export const noTax: LineTax = { addedMinor: 0, includedMinor: 0 };

/**
 * The tax of one line, truncated to the minor unit towards zero, so that a credit of the whole charge gives back its
 * whole tax, and a credit of a part of it never more. A credit is negative and takes the rate of its charge.
 */
export function taxOfLine(amountMinor: number, rateMillionths: number, isIncluded: boolean): LineTax {
  const amount = BigInt(assertMinor(amountMinor));
  const rate = BigInt(rateMillionths);
  const full = BigInt(fullRateMillionths);
  // Division of big integers truncates towards zero.
  const tax = isIncluded ? (amount * rate) / (full + rate) : (amount * rate) / full;
  const taxMinor = assertMinor(Number(tax));
  return isIncluded ? { addedMinor: 0, includedMinor: taxMinor } : { addedMinor: taxMinor, includedMinor: 0 };
}

/** A rate as percent, as it is typed and read: `19`, `7.7`, `8.875`; at most four decimals. */
export function formatRate(rateMillionths: number): string {
  const whole = Math.floor(rateMillionths / 10_000);
  const fraction = String(rateMillionths % 10_000)
    .padStart(4, "0")
    .replace(/0+$/, "");
  return fraction === "" ? String(whole) : `${whole}.${fraction}`;
}

/** Reads a rate in percent, with a point or a comma; null where it is none, or above 100. */
export function parseRate(text: string): number | null {
  const match = /^(\d{1,3})(?:[.,](\d{1,4}))?$/.exec(text.trim());
  if (match === null) return null;
  const millionths = Number(match[1]) * 10_000 + Number((match[2] ?? "").padEnd(4, "0"));
  return millionths > fullRateMillionths ? null : millionths;
}
