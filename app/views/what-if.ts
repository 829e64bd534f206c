import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { amountOfTerm } from "#app/domain/billing/cycles.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { cancellationDays } from "#app/domain/subscription/cancellation-days.ts";
import { refusalToCancel } from "#app/domain/subscription/cancellation.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { listChargesOfTerm } from "#db/repositories/charges.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import { type DayText, formatFor, type MoneyText } from "./format.ts";
import { nextTermView, type NextTermView } from "./next-term.ts";
import { amountPerYear } from "./term-text.ts";
import type { ViewContext } from "./view-context.ts";

export type WhatIfOption = NextTermView["options"][number] & {
  /** A year of it above the present term, or with a minus below it. */
  readonly yearChange: MoneyText;
};

export type WhatIfDay = { readonly on: DayText; readonly credit: MoneyText };

export type WhatIfView = Pick<NextTermView, "customer" | "subscription" | "renewsOn" | "quantityShown" | "reason"> & {
  readonly options: readonly WhatIfOption[];
  /** The present term, and a year of it. */
  readonly present: { readonly total: MoneyText; readonly perYear: MoneyText };
  /** From today to the last day of the window; empty where it cannot be cancelled. */
  readonly days: readonly WhatIfDay[];
  /** Why it cannot be cancelled; null where it can. */
  readonly cancelRefusal: Refusal | null;
};

/**
 * What a subscription would cost and give back in other cases: the next term under every plan and duration of the
 * renewal day's price list, and a cancellation on each day that is left of the window.
 */
export async function whatIfView(
  context: ViewContext,
  { subscriptionId }: { readonly subscriptionId: string },
): Promise<Result<WhatIfView>> {
  const next = await nextTermView(context, { subscriptionId });
  if (!next.ok) return next;
  const scope = decidePartnerScope(context.actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const { db, at } = context;
  const { partnerId } = scope.value;
  const noted = await findSubscription(db, partnerId, subscriptionId);
  if (noted === undefined) throw new Error(`Subscription ${subscriptionId} went away while it was looked at`);
  const { subscription } = noted;
  const { term } = subscription;
  const key = skuKey(subscription.productId, subscription.skuId);
  const sku = (await skusByKey(db, [key])).get(key);
  if (sku === undefined) throw new Error(`SKU ${key} is not in the catalogue`);
  const charges = await listChargesOfTerm(db, partnerId, subscriptionId, term.number);
  const format = formatFor(context.reader);
  const perYear = amountPerYear(amountOfTerm(term), term.duration);
  const { customer, renewsOn, quantityShown, reason, options } = next.value;
  return ok({
    customer,
    subscription: next.value.subscription,
    renewsOn,
    quantityShown,
    reason,
    options: options.map((option) => ({
      ...option,
      yearChange: format.money(option.perYear.amountMinor - perYear, option.perYear.currency),
    })),
    present: { total: format.money(amountOfTerm(term), term.currency), perYear: format.money(perYear, term.currency) },
    days: cancellationDays(subscription, { at, sku, charges }).map(({ on, creditMinor }) => ({
      on: format.day(on),
      credit: format.money(creditMinor, term.currency),
    })),
    cancelRefusal: refusalToCancel(subscription, sku, at),
  });
}
