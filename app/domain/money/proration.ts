import { assertMinor } from "./money.ts";

/** `a × b / c`, truncated, exact also where the product is beyond the safe integers. All whole, `c` above 0, none negative. */
function timesFraction(a: number, b: number, c: number): number {
  if (!(Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(c)) || a < 0 || b < 0 || c <= 0)
    throw new RangeError(`Cannot prorate ${a} × ${b} / ${c}`);
  const product = a * b;
  // The remainder of two whole numbers is exact, so that the division leaves no fraction to round.
  if (Number.isSafeInteger(product)) return (product - (product % c)) / c;
  return assertMinor(Number((BigInt(a) * BigInt(b)) / BigInt(c)));
}

/**
 * The price of one unit for some days of its charge cycle, truncated to the minor unit.
 * Rule: proration of a cancellation; the total is this times the quantity.
 */
export function prorateUnitTruncated(unitPriceMinor: number, days: number, cycleDays: number): number {
  return timesFraction(unitPriceMinor, days, cycleDays);
}

/** Proration of a cancellation or conversion: the unit price is truncated first, then multiplied. */
export function prorateUnitThenMultiply(
  unitPriceMinor: number,
  quantity: number,
  days: number,
  cycleDays: number,
): number {
  return assertMinor(prorateUnitTruncated(unitPriceMinor, days, cycleDays) * quantity);
}

/** Proration of a change of quantity: the total is truncated, not the unit price. */
export function prorateTotalTruncated(
  unitPriceMinor: number,
  quantity: number,
  days: number,
  cycleDays: number,
): number {
  const total = BigInt(assertMinor(unitPriceMinor)) * BigInt(assertMinor(quantity));
  if (total <= BigInt(Number.MAX_SAFE_INTEGER)) return timesFraction(Number(total), days, cycleDays);
  return assertMinor(Number((total * BigInt(days)) / BigInt(cycleDays)));
}
