import { chargeAmount, cyclesOfTerm } from "../billing/cycles.ts";
import { timesQuantity } from "../money/money.ts";
import type { Subscription } from "../subscription/subscription.ts";
import { plannedNextTerm, renewsByDefault } from "../subscription/terms.ts";
import type { OutlookEvent, OutlookFacts } from "./outlook.ts";
import { outlookOf } from "./outlook.ts";

/** Outlooks that are kept; those of one day's ends stand beside each other in a book, so that few are enough. */
const keptMax = 2_000;

/**
 * The outlook of each subscription of a book. Those that differ in nothing but their quantities, owners and numbers of
 * their terms have the same one, with other amounts: the decisions are asked once, and a charge is its unit price times the
 * quantity for all of them.
 */
export function createOutlooks(
  factsOf: (subscription: Subscription) => OutlookFacts,
): (subscription: Subscription) => readonly OutlookEvent[] {
  const kept = new Map<string, { readonly termNumber: number; readonly events: readonly OutlookEvent[] }>();
  return (subscription) => {
    const key = keyOf(subscription);
    let known = kept.get(key);
    if (known === undefined) {
      known = { termNumber: subscription.term.number, events: [...outlookOf(subscription, factsOf(subscription))] };
      if (kept.size >= keptMax) kept.clear();
      kept.set(key, known);
    }
    return withAmountsOf(subscription, known.events, subscription.term.number - known.termNumber);
  };
}

/** All that the decisions look at but quantities, as text. */
function keyOf(subscription: Subscription): string {
  const { term, nextTerm, hold } = subscription;
  return [
    subscription.productId,
    subscription.skuId,
    subscription.kind,
    subscription.market,
    subscription.isAutoRenewOn,
    subscription.autoRenewOffAt?.epochMilliseconds ?? "",
    renewsByDefault(subscription.purchasedAt) || subscription.purchasedAt.epochMilliseconds,
    subscription.cancelledAt === null && subscription.expiredAt === null,
    hold === null ? "" : `${hold.reason} ${hold.heldAt.epochMilliseconds}`,
    term.duration,
    term.billingPlan,
    term.unitPriceMinor,
    term.currency,
    term.anchorOn.toString(),
    term.number - term.anchorTermNumber,
    term.endAt.epochMilliseconds,
    term.chargedCycles,
    nextTerm === null ? "" : `${nextTerm.termDuration} ${nextTerm.billingPlan}`,
  ].join("|");
}

function withAmountsOf(
  subscription: Subscription,
  events: readonly OutlookEvent[],
  termsLater: number,
): readonly OutlookEvent[] {
  const { quantity } = subscription.term;
  const later = plannedNextTerm(subscription).quantity;
  return events.map((event): OutlookEvent => {
    switch (event.kind) {
      case "charge":
        return {
          ...event,
          termNumber: event.termNumber + termsLater,
          amountMinor: chargeAmount({
            unitPriceMinor: event.unitPriceMinor,
            quantity: event.isOfLaterTerm ? later : quantity,
          }),
        };
      case "renew":
        return { ...event, termNumber: event.termNumber + termsLater };
      case "end":
        return {
          ...event,
          endedMinor: timesQuantity(
            chargeAmount({ ...event.term, quantity: event.isOfLaterTerm ? later : quantity }),
            cyclesOfTerm(event.term),
          ),
        };
      case "held":
        return event;
    }
  });
}
