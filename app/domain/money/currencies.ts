/**
 * Currencies the portal bills in, with the digits of their minor unit (ISO 4217).
 * A currency that is not here cannot appear in a price, a charge or an invoice.
 */
export const minorUnitDigits = {
  AUD: 2,
  BRL: 2,
  CAD: 2,
  CHF: 2,
  CNY: 2,
  DKK: 2,
  EUR: 2,
  GBP: 2,
  INR: 2,
  JPY: 0,
  KRW: 0,
  KWD: 3,
  NOK: 2,
  NZD: 2,
  SEK: 2,
  TWD: 2,
  USD: 2,
} as const;

export type Currency = keyof typeof minorUnitDigits;

export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(minorUnitDigits, code);
}
