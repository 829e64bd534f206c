import type { Charge, ChargeKind, Credit, CreditKind } from "#app/domain/billing/charge.ts";
import { daysInclusive } from "#app/domain/calendar/utc-days.ts";
import type { DayText, Format, InstantText, MoneyText } from "./format.ts";

/** A charge that was made, with the credit of it. */
export type ChargeText = {
  readonly id: string;
  readonly kind: ChargeKind;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly termNumber: number | null;
  readonly cycleNumber: number | null;
  readonly chargedAt: InstantText;
  /** The stretch it pays for, both days inclusive; null for perpetual software. */
  readonly startsOn: DayText | null;
  readonly endsOn: DayText | null;
  readonly days: number | null;
  readonly unitPrice: MoneyText;
  readonly quantityText: string;
  readonly amount: MoneyText;
  readonly credit: { readonly kind: CreditKind; readonly amount: MoneyText; readonly creditedAt: InstantText } | null;
};

export function chargeTextOf(charge: Charge, credit: Credit | undefined, format: Format): ChargeText {
  const { cycle, currency } = charge;
  return {
    id: charge.id,
    kind: charge.kind,
    orderId: charge.orderId,
    lineNumber: charge.lineNumber,
    termNumber: charge.termNumber,
    cycleNumber: charge.cycleNumber,
    chargedAt: format.instant(charge.chargedAt),
    startsOn: cycle === null ? null : format.day(cycle.startsOn),
    endsOn: cycle === null ? null : format.day(cycle.endsOn),
    days: cycle === null ? null : daysInclusive(cycle.startsOn, cycle.endsOn),
    unitPrice: format.money(charge.unitPriceMinor, currency),
    quantityText: format.number(charge.quantity),
    amount: format.money(charge.amountMinor, currency),
    credit:
      credit === undefined
        ? null
        : {
            kind: credit.kind,
            // A credit takes away: readers see it with a minus.
            amount: format.money(-credit.amountMinor, currency),
            creditedAt: format.instant(credit.creditedAt),
          },
  };
}
