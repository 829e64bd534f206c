import type { Temporal } from "temporal-polyfill";
import { decideAccess, type PermittedAction } from "../access/permissions.ts";
import type { Actor } from "../access/roles.ts";
import type { Charge } from "../billing/charge.ts";
import { amountOfTerm } from "../billing/cycles.ts";
import type { Availability, Segment, Sku } from "../catalog/catalog.ts";
import { findAvailability } from "../catalog/offers.ts";
import type { Currency } from "../money/currencies.ts";
import type { RefusalOf, Refusal } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { decideSwitchAutoRenew } from "../subscription/auto-renew.ts";
import { permissionFor, type SubscriptionAction } from "../subscription/available-actions.ts";
import { decideCancel, refusalToCancel } from "../subscription/cancellation.ts";
import { decideScheduleNextTerm, renewalQuery } from "../subscription/next-term.ts";
import type { NextTerm, Subscription } from "../subscription/subscription.ts";
import { nextTermOf, plannedNextTerm } from "../subscription/terms.ts";
import { whyWillNotRenew } from "../subscription/will-renew.ts";
import type { BulkAction, BulkKind } from "./bulk-action.ts";

/**
 * One change of many subscriptions: what would happen to each, decided by the same functions as on its own page, and
 * whether that still stands when it is carried out.
 */

/** As many subscriptions as one change takes. */
export const bulkRowsMax = 2000;

/**
 * What was shown of a row, as far as carrying it out on other terms would be another change: plain JSON, amounts in
 * minor units, instants in epoch milliseconds.
 */
export type BulkTerms = {
  readonly termNumber: number;
  readonly termEndAt: number;
  /** What cancelling gives back; null for other changes. */
  readonly creditMinor: number | null;
  /** What a unit of the next term costs; null where that does not matter, or where there will be none. */
  readonly unitPriceMinor: number | null;
  /** Of the next term as it is planned; a change of the next term keeps it. */
  readonly quantity: number;
  /** The next term as it is planned before the change; a removed or replaced one was shown. */
  readonly planned: NextTerm | null;
  /** The day ahead on which auto-renew was to be switched off anyway: switching it now takes its place. */
  readonly autoRenewOffAt: number | null;
};

export type BulkEffect = {
  readonly terms: BulkTerms;
  /** Cancelling: the credit. Otherwise all charges of the next term together, made or saved; null where there is none. */
  readonly amountMinor: number | null;
  readonly currency: Currency;
  /** Auto-renew is switched on, and the next renewal will still be refused for this reason; null where it goes through. */
  readonly willNotRenew: Refusal | null;
};

export type BulkFacts = {
  readonly actor: Actor;
  readonly at: Temporal.Instant;
  readonly sku: Pick<Sku, "isCancellable" | "quantityMin" | "quantityMax">;
  readonly segment: Segment;
  /** Offers of the SKU in the subscription's market. */
  readonly offers: readonly Availability[];
  /** Charges of the present term; asked of for cancelling alone. */
  readonly charges: readonly Charge[];
};

const actionOfKind = {
  "auto-renew-off": "switch-auto-renew-off",
  "auto-renew-on": "switch-auto-renew-on",
  "next-term": "schedule-next-term",
  cancel: "cancel",
} as const satisfies Record<BulkKind, SubscriptionAction>;

/** The permission that every row needs. */
export function permissionForBulk(kind: BulkKind): PermittedAction {
  return permissionFor(actionOfKind[kind]);
}

/** What would happen to one subscription at an instant, or why nothing would. */
export function decideBulkRow(
  subscription: Subscription,
  action: BulkAction,
  facts: BulkFacts,
): Result<BulkEffect, Refusal> {
  const access = decideAccess(facts.actor, permissionForBulk(action.kind));
  if (!access.ok) return access;
  switch (action.kind) {
    case "auto-renew-off":
    case "auto-renew-on":
      return effectOfSwitch(subscription, action.kind === "auto-renew-on", facts);
    case "next-term":
      return effectOfNextTerm(subscription, action, facts);
    case "cancel":
      return effectOfCancel(subscription, facts);
  }
}

function effectOfSwitch(subscription: Subscription, isOn: boolean, facts: BulkFacts): Result<BulkEffect, Refusal> {
  const decision = decideSwitchAutoRenew(subscription, { isOn }, facts);
  if (!decision.ok) return decision;
  const renewing = isOn ? decision.value.subscription : subscription;
  const availability = findAvailability(facts.offers, renewalQuery(renewing, facts.segment));
  const willNotRenew = whyWillNotRenew(renewing, { availability });
  const next = willNotRenew === null && availability ? nextTermOf(renewing, availability, renewing.term.endAt) : null;
  return ok({
    // Switching off takes the renewal away whatever it would have cost; switching on agrees to a price.
    terms: termsOf(subscription, { unitPriceMinor: isOn ? (next?.unitPriceMinor ?? null) : null }),
    amountMinor: next === null ? null : amountOfTerm(next),
    currency: subscription.term.currency,
    willNotRenew: isOn ? willNotRenew : null,
  });
}

function effectOfNextTerm(
  subscription: Subscription,
  wish: Pick<NextTerm, "termDuration" | "billingPlan">,
  facts: BulkFacts,
): Result<BulkEffect, Refusal> {
  const scheduling = { at: facts.at, sku: facts.sku, segment: facts.segment, availabilities: facts.offers };
  const { quantity } = plannedNextTerm(subscription);
  const wanted = { termDuration: wish.termDuration, billingPlan: wish.billingPlan, quantity };
  const decision = decideScheduleNextTerm(subscription, wanted, scheduling);
  if (!decision.ok) return decision;
  const after = decision.value.subscription;
  // Back to what the present term is: the scheduled change is cleared, and the price is that of a renewal as it stands.
  const price = decision.value.availability ?? findAvailability(facts.offers, renewalQuery(after, facts.segment));
  const next = price === undefined ? null : nextTermOf(after, price, after.term.endAt);
  return ok({
    terms: termsOf(subscription, { unitPriceMinor: next?.unitPriceMinor ?? null }),
    amountMinor: next === null ? null : amountOfTerm(next),
    currency: subscription.term.currency,
    willNotRenew: null,
  });
}

function effectOfCancel(subscription: Subscription, facts: BulkFacts): Result<BulkEffect, Refusal> {
  const refusal = refusalToCancel(subscription, facts.sku, facts.at);
  if (refusal !== null) return refused(refusal);
  let made = 0;
  const decision = decideCancel(subscription, { ...facts, nextId: () => String(made++), granted: undefined });
  if (!decision.ok) return decision;
  const { totalMinor, currency } = decision.value.refund;
  return ok({
    terms: termsOf(subscription, { creditMinor: totalMinor }),
    amountMinor: totalMinor,
    currency,
    willNotRenew: null,
  });
}

function termsOf(
  subscription: Subscription,
  amounts: Partial<Pick<BulkTerms, "creditMinor" | "unitPriceMinor">>,
): BulkTerms {
  const { term, nextTerm, autoRenewOffAt } = subscription;
  return {
    termNumber: term.number,
    termEndAt: term.endAt.epochMilliseconds,
    creditMinor: amounts.creditMinor ?? null,
    unitPriceMinor: amounts.unitPriceMinor ?? null,
    quantity: plannedNextTerm(subscription).quantity,
    planned: nextTerm === null ? null : { ...nextTerm },
    autoRenewOffAt: autoRenewOffAt?.epochMilliseconds ?? null,
  };
}

/** Why a row is not carried out on the terms that were shown; null where they still stand. */
export function refusalOfMovedTerms(shown: BulkTerms, now: BulkTerms): RefusalOf<"bulk-terms-moved"> | null {
  if (shown.termNumber !== now.termNumber || shown.termEndAt !== now.termEndAt)
    return { code: "bulk-terms-moved", what: "term" };
  if (shown.creditMinor !== now.creditMinor) return { code: "bulk-terms-moved", what: "credit" };
  if (shown.unitPriceMinor !== now.unitPriceMinor) return { code: "bulk-terms-moved", what: "price" };
  if (!isSamePlan(shown.planned, now.planned) || shown.autoRenewOffAt !== now.autoRenewOffAt)
    return { code: "bulk-terms-moved", what: "next-term" };
  return null;
}

function isSamePlan(a: NextTerm | null, b: NextTerm | null): boolean {
  if (a === null || b === null) return a === b;
  return a.termDuration === b.termDuration && a.billingPlan === b.billingPlan && a.quantity === b.quantity;
}

/** How a run stands. A dry run that nobody confirms changes nothing, ever. */
export type BulkState = "dry-run" | "confirmed" | "done";

/** How a row stands: after the dry run `will` or `will-not`; carried out, `done` or `refused`. */
export type BulkRowState = "will" | "will-not" | "done" | "refused";

/** Why a dry run cannot be confirmed; null where it can. Confirmed before is no reason: it is the same run. */
export function refusalToConfirm(willing: number): RefusalOf<"bulk-nothing-to-do"> | null {
  return willing === 0 ? { code: "bulk-nothing-to-do" } : null;
}

/** Why a selection cannot become one change; null where it can. */
export function refusalOfSelection(rows: number): RefusalOf<"bulk-too-many" | "bulk-nothing-selected"> | null {
  if (rows === 0) return { code: "bulk-nothing-selected" };
  return rows > bulkRowsMax ? { code: "bulk-too-many", rowsMax: bulkRowsMax } : null;
}
