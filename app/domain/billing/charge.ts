import type { Temporal } from "temporal-polyfill";
import type { Currency } from "../money/currencies.ts";

/** `new`: first of a purchase; `renew`: first of a later term; `cycle-charge`: any later cycle of a term; `purchase`: perpetual software. */
export const chargeKinds = ["new", "renew", "cycle-charge", "purchase"] as const;
export type ChargeKind = (typeof chargeKinds)[number];

/** What one charge cycle, or one perpetual purchase, costs. Never changed after it was made. */
export type Charge = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  /** Null for perpetual software, with the three fields below. */
  readonly subscriptionId: string | null;
  readonly termNumber: number | null;
  /** 1, 2, 3 … within the term. */
  readonly cycleNumber: number | null;
  readonly cycle: ChargeCycle | null;
  readonly kind: ChargeKind;
  readonly unitPriceMinor: number;
  readonly quantity: number;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** When it is dated: the cycle's start, also when a late job makes it. */
  readonly chargedAt: Temporal.Instant;
};

/** The stretch of a term that one charge pays for. Both days belong to it. */
export type ChargeCycle = {
  readonly startsOn: Temporal.PlainDate;
  readonly endsOn: Temporal.PlainDate;
};

/** `cancel-immediate`: a cancellation inside its window; `granted`: by a support request. */
export const creditKinds = ["cancel-immediate", "granted"] as const;
export type CreditKind = (typeof creditKinds)[number];

/** What is given back of one charge; a charge is credited at most once and never beyond its amount. */
export type Credit = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly chargeId: string;
  readonly kind: CreditKind;
  /** Positive; it is subtracted wherever it is summed. */
  readonly amountMinor: number;
  readonly currency: Currency;
  readonly creditedAt: Temporal.Instant;
};
