import type { Temporal } from "temporal-polyfill";
import { perpetualWindow } from "#app/domain/billing/perpetual.ts";
import { addDays, startOfUtcDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { SkuKey } from "#app/domain/catalog/catalog.ts";
import { timesQuantity } from "#app/domain/money/money.ts";
import { perpetualWindowDays } from "#app/domain/policies.ts";
import { cancellationWindow } from "#app/domain/subscription/cancellation.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { ListedSku } from "#db/repositories/catalog.ts";
import type { PlacedLine } from "#db/repositories/orders.ts";
import type { ExactInstantText, Format, MoneyText, TimeLeftText } from "./format.ts";
import { type ProductText, productTextOf, refundFromRecord } from "./subscription-summary.ts";

/** A window that is still open, of a subscription or of a perpetual purchase. */
export type ClosingWindow = {
  readonly kind: "subscription" | "perpetual";
  readonly customerId: string;
  readonly product: ProductText;
  /** Null for a perpetual purchase. */
  readonly subscriptionId: string | null;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly closesAt: ExactInstantText;
  readonly left: TimeLeftText;
  /** What cancelling now would give back. */
  readonly atStake: MoneyText;
};

/** The earliest purchase of perpetual software whose window can still be open. */
export function perpetualWindowsOpenSince(at: Temporal.Instant): Temporal.Instant {
  return startOfUtcDay(addDays(utcDayOf(at), -perpetualWindowDays));
}

/** Open windows of both kinds, the one that closes soonest first. */
export function closingWindowsOf(
  open: { readonly subscriptions: readonly Subscription[]; readonly perpetual: readonly PlacedLine[] },
  skus: ReadonlyMap<SkuKey, ListedSku>,
  at: Temporal.Instant,
  format: Format,
): ClosingWindow[] {
  const windows = [
    ...open.subscriptions.map((subscription) => ofSubscription(subscription, skus, at, format)),
    ...open.perpetual.map((line) => ofPerpetual(line, skus, at, format)),
  ];
  return windows.sort((a, b) => a.closesAt.epochMs - b.closesAt.epochMs);
}

function ofSubscription(
  subscription: Subscription,
  skus: ReadonlyMap<SkuKey, ListedSku>,
  at: Temporal.Instant,
  format: Format,
): ClosingWindow {
  const { closesAt } = cancellationWindow(subscription.term);
  return {
    kind: "subscription",
    customerId: subscription.customerId,
    product: productTextOf(subscription, skus),
    subscriptionId: subscription.id,
    orderId: subscription.orderId,
    lineNumber: subscription.lineNumber,
    closesAt: format.exactInstant(closesAt),
    left: format.timeLeft(at, closesAt),
    atStake: format.money(refundFromRecord(subscription, at), subscription.term.currency),
  };
}

function ofPerpetual(
  line: PlacedLine,
  skus: ReadonlyMap<SkuKey, ListedSku>,
  at: Temporal.Instant,
  format: Format,
): ClosingWindow {
  const { closesAt } = perpetualWindow(line.orderedAt);
  return {
    kind: "perpetual",
    customerId: line.customerId,
    product: productTextOf(line, skus),
    subscriptionId: null,
    orderId: line.orderId,
    lineNumber: line.number,
    closesAt: format.exactInstant(closesAt),
    left: format.timeLeft(at, closesAt),
    atStake: format.money(timesQuantity(line.unitPriceMinor, line.quantity), line.currency),
  };
}
