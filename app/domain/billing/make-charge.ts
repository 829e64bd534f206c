import { cycleEpochDays } from "../calendar/term-bounds.ts";
import { dayOfEpochDay, laterOf, startOfEpochDay } from "../calendar/utc-days.ts";
import type { Subscription, Term } from "../subscription/subscription.ts";
import type { Charge, ChargeKind } from "./charge.ts";
import { chargeAmount } from "./cycles.ts";

/** The order line that a term was bought or renewed with; its charges refer to it. */
export type OrderLineRef = { readonly orderId: string; readonly lineNumber: number };

/**
 * The order line of a subscription's present term: the purchase for term 1, the renewal's own for every later one,
 * which the caller has to bring because the subscription does not carry it.
 */
export function orderLineOfTerm(subscription: Subscription, termOrder: OrderLineRef | undefined): OrderLineRef {
  if (termOrder) return termOrder;
  if (subscription.term.number === 1) return { orderId: subscription.orderId, lineNumber: subscription.lineNumber };
  throw new TypeError(`The order line of term ${subscription.term.number} of ${subscription.id} is missing`);
}

/** The charge of one cycle of a term, dated at the cycle's start also when it is made late. */
export function chargeOfCycle(
  subscription: Subscription,
  term: Term,
  cycleNumber: number,
  order: OrderLineRef,
  nextId: () => string,
): Charge {
  const { first, last } = cycleEpochDays(term, cycleNumber);
  return {
    id: nextId(),
    partnerId: subscription.partnerId,
    customerId: subscription.customerId,
    orderId: order.orderId,
    lineNumber: order.lineNumber,
    subscriptionId: subscription.id,
    termNumber: term.number,
    cycleNumber,
    cycle: { startsOn: dayOfEpochDay(first), endsOn: dayOfEpochDay(last) },
    kind: kindOfCharge(term.number, cycleNumber),
    unitPriceMinor: term.unitPriceMinor,
    quantity: term.quantity,
    amountMinor: chargeAmount(term),
    currency: term.currency,
    chargedAt: laterOf(startOfEpochDay(first), term.startAt),
  };
}

function kindOfCharge(termNumber: number, cycleNumber: number): ChargeKind {
  if (cycleNumber > 1) return "cycle-charge";
  return termNumber === 1 ? "new" : "renew";
}
