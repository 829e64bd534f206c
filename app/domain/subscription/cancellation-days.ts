import type { Temporal } from "temporal-polyfill";
import { addDays, instantOfEpochMs, isBefore, startOfUtcDay, utcDayOf } from "../calendar/utc-days.ts";
import { cancellationWindow, type CancelFacts, decideCancel } from "./cancellation.ts";
import type { Subscription } from "./subscription.ts";

/** What cancelling on a day gives back. */
export type CancellationDay = { readonly on: Temporal.PlainDate; readonly creditMinor: number };

/**
 * What cancelling would give back now and on each later UTC day up to the last of the window: the decision itself, asked
 * for each of them. Empty where it cannot be cancelled now.
 */
export function cancellationDays(
  subscription: Subscription,
  facts: Pick<CancelFacts, "at" | "sku" | "charges">,
): readonly CancellationDay[] {
  const { closesAt } = cancellationWindow(subscription.term);
  const lastOn = utcDayOf(instantOfEpochMs(closesAt.epochMilliseconds - 1));
  const days: CancellationDay[] = [];
  for (let at = facts.at; isBefore(at, closesAt); at = startOfUtcDay(addDays(utcDayOf(at), 1))) {
    const decision = decideCancel(subscription, { ...facts, at, nextId: () => "" });
    if (!decision.ok) break;
    days.push({ on: utcDayOf(at), creditMinor: decision.value.refund.totalMinor });
    if (utcDayOf(at).equals(lastOn)) break;
  }
  return days;
}
