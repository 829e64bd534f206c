import type { Charge, Credit } from "../billing/charge.ts";

/** What kind of line this is, in the words of the documented reconciliation file. */
export type ChargeType = "new" | "renew" | "cycleCharge" | "cancelImmediate" | "customerCredit";

const typeOfCharge = {
  new: "new",
  purchase: "new",
  renew: "renew",
  "cycle-charge": "cycleCharge",
} as const satisfies Record<Charge["kind"], ChargeType>;

const typeOfCredit = {
  "cancel-immediate": "cancelImmediate",
  granted: "customerCredit",
} as const satisfies Record<Credit["kind"], ChargeType>;

/** The type of a charge's line, or of the line of its credit. */
export function chargeTypeOf(charge: Charge, credit: Credit | null): ChargeType {
  return credit === null ? typeOfCharge[charge.kind] : typeOfCredit[credit.kind];
}

/**
 * What one unit comes to on the line: the price, or for a credit what a unit gives back, negative. A granted amount
 * that the quantity does not divide is truncated; the line's subtotal is exact.
 */
export function effectiveUnitPriceMinor(charge: Charge, credit: Credit | null): number {
  if (credit === null) return charge.unitPriceMinor;
  const perUnit = (credit.amountMinor - (credit.amountMinor % charge.quantity)) / charge.quantity;
  return perUnit === 0 ? 0 : -perUnit;
}
