import type { Currency } from "./currencies.ts";

/** An amount as a whole number of minor units (cents, yen, fils). Never a fraction, never a float. */
export type Money = { readonly amountMinor: number; readonly currency: Currency };

/** Makes an amount; throws where the number is no safe integer, because money that lost a cent must not be stored. */
export function money(amountMinor: number, currency: Currency): Money {
  return { amountMinor: assertMinor(amountMinor), currency };
}

/** A number of minor units that can be computed with exactly. */
export function assertMinor(amountMinor: number): number {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError(`Not a whole number of minor units: ${amountMinor}`);
  return amountMinor;
}

/** The sum of two amounts of one currency; mixing currencies is a programming error. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`Cannot add ${a.currency} and ${b.currency}`);
  return money(a.amountMinor + b.amountMinor, a.currency);
}

/** Unit price times quantity, both whole numbers. */
export function timesQuantity(unitPriceMinor: number, quantity: number): number {
  return assertMinor(unitPriceMinor * quantity);
}
