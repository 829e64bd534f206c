import type { Charge, Credit } from "../billing/charge.ts";
import { refundOfCharge } from "../billing/refund.ts";
import { prorateUnitTruncated } from "../money/proration.ts";

/**
 * How a credit came about.
 *
 * - `whole`: all of the charge, of perpetual software or on the first day of the cycle
 * - `prorated`: the unit price by days, truncated, times the quantity
 * - `granted`: an amount that the operator granted
 */
export type CreditDerivation =
  | { readonly kind: "whole"; readonly amountMinor: number }
  | {
      readonly kind: "prorated";
      readonly amountMinor: number;
      readonly remainingDays: number;
      readonly cycleDays: number;
      /** What one unit gives before the quantity: truncated to the minor unit. */
      readonly unitRefundMinor: number;
      /** What truncation left out of it, as a fraction of the minor unit; null where it came out even. */
      readonly cutOff: { readonly numerator: number; readonly denominator: number } | null;
    }
  | { readonly kind: "granted"; readonly amountMinor: number };

/** How a credit of a charge was worked out. The arithmetic is done again, and has to give what is stored. */
export function derivationOfCredit(charge: Charge, credit: Credit): CreditDerivation {
  const { amountMinor } = credit;
  if (credit.kind === "granted") return { kind: "granted", amountMinor };
  const derivation = derivationOfRefund(charge, credit.creditedAt);
  if (derivation.amountMinor !== amountMinor)
    throw new Error(`Credit ${credit.id} is ${amountMinor}, and its derivation gives ${derivation.amountMinor}`);
  return derivation;
}

/** What cancelling at an instant would give back of a charge, and how. */
export function derivationOfRefund(charge: Charge, at: Charge["chargedAt"]): CreditDerivation {
  const { amountMinor, remainingDays, cycleDays } = refundOfCharge(charge, at);
  if (charge.cycle === null) return { kind: "whole", amountMinor };
  const remainder = Number((BigInt(charge.unitPriceMinor) * BigInt(remainingDays)) % BigInt(cycleDays));
  return {
    kind: "prorated",
    amountMinor,
    remainingDays,
    cycleDays,
    unitRefundMinor: prorateUnitTruncated(charge.unitPriceMinor, remainingDays, cycleDays),
    cutOff: remainder === 0 ? null : { numerator: remainder, denominator: cycleDays },
  };
}
