import type { Selectable } from "kysely";
import { nextChargeAt } from "#app/domain/billing/cycles.ts";
import { cancellationWindow } from "#app/domain/subscription/cancellation.ts";
import type { NextTerm, Subscription, Term } from "#app/domain/subscription/subscription.ts";
import {
  dayColumn,
  flagColumn,
  instantColumn,
  instantColumnOrNull,
  readDay,
  readFlag,
  readInstant,
  readInstantOrNull,
  readMinor,
} from "../columns.ts";
import type { SubscriptionTable, TermTable } from "../schema.ts";

/** A whole row of the table, as it comes out. */
export type SubscriptionRow = Selectable<SubscriptionTable>;

/**
 * The columns that follow from the record itself. `will_not_renew_…` is not among them: it is a note of the last
 * look ahead, kept beside the record and never part of a decision; neither is the name that the partner gives it.
 */
export type SubscriptionRecordRow = Omit<
  SubscriptionRow,
  "will_not_renew_code" | "will_not_renew_json" | "friendly_name"
>;

/** The record in a row. */
export function subscriptionOfRow(row: SubscriptionRecordRow): Subscription {
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    market: row.market,
    productId: row.product_id,
    skuId: row.sku_id,
    kind: row.kind,
    orderId: row.order_id,
    lineNumber: row.line_number,
    purchasedAt: readInstant(row.purchased_at),
    isAutoRenewOn: readFlag(row.is_auto_renew_on),
    autoRenewOffAt: readInstantOrNull(row.auto_renew_off_at),
    nextTerm: nextTermOfRow(row),
    term: presentTermOfRow(row),
    cancelledAt: readInstantOrNull(row.cancelled_at),
    expiredAt: readInstantOrNull(row.expired_at),
    hold:
      row.hold_reason === null || row.held_at === null
        ? null
        : { reason: row.hold_reason, heldAt: readInstant(row.held_at) },
    version: row.version,
  };
}

function nextTermOfRow(row: SubscriptionRecordRow): NextTerm | null {
  if (row.next_term_duration === null || row.next_billing_plan === null || row.next_quantity === null) return null;
  return {
    termDuration: row.next_term_duration,
    billingPlan: row.next_billing_plan,
    quantity: row.next_quantity,
  };
}

function presentTermOfRow(row: SubscriptionRecordRow): Term {
  return {
    number: row.term_number,
    duration: row.term_duration,
    billingPlan: row.billing_plan,
    quantity: row.quantity,
    unitPriceMinor: readMinor(row.unit_price_minor),
    currency: row.currency,
    availabilityId: row.availability_id,
    anchorOn: readDay(row.anchor_on),
    anchorTermNumber: row.anchor_term_number,
    startAt: readInstant(row.term_start_at),
    endAt: readInstant(row.term_end_at),
    windowOpenedAt: readInstant(row.window_opened_at),
    chargedCycles: row.charged_cycles,
  };
}

/** The row of a record, with the columns that lists and jobs look for (`window_ends_at`, `next_charge_at`). */
export function rowOfSubscription(subscription: Subscription): SubscriptionRecordRow {
  const { term, nextTerm, hold } = subscription;
  return {
    id: subscription.id,
    partner_id: subscription.partnerId,
    customer_id: subscription.customerId,
    market: subscription.market,
    product_id: subscription.productId,
    sku_id: subscription.skuId,
    kind: subscription.kind,
    order_id: subscription.orderId,
    line_number: subscription.lineNumber,
    purchased_at: instantColumn(subscription.purchasedAt),
    is_auto_renew_on: flagColumn(subscription.isAutoRenewOn),
    auto_renew_off_at: instantColumnOrNull(subscription.autoRenewOffAt),
    next_term_duration: nextTerm?.termDuration ?? null,
    next_billing_plan: nextTerm?.billingPlan ?? null,
    next_quantity: nextTerm?.quantity ?? null,
    term_number: term.number,
    term_duration: term.duration,
    billing_plan: term.billingPlan,
    quantity: term.quantity,
    unit_price_minor: term.unitPriceMinor,
    currency: term.currency,
    availability_id: term.availabilityId,
    anchor_on: dayColumn(term.anchorOn),
    anchor_term_number: term.anchorTermNumber,
    term_start_at: instantColumn(term.startAt),
    term_end_at: instantColumn(term.endAt),
    window_opened_at: instantColumn(term.windowOpenedAt),
    window_ends_at: instantColumn(cancellationWindow(term).closesAt),
    charged_cycles: term.chargedCycles,
    next_charge_at: nextChargeAtMs(subscription),
    cancelled_at: instantColumnOrNull(subscription.cancelledAt),
    expired_at: instantColumnOrNull(subscription.expiredAt),
    hold_reason: hold?.reason ?? null,
    held_at: hold === null ? null : instantColumn(hold.heldAt),
    version: subscription.version,
  };
}

/** Epoch milliseconds of the next charge; null when the term is fully charged or the subscription has ended. */
function nextChargeAtMs(subscription: Subscription): number | null {
  if (subscription.cancelledAt !== null || subscription.expiredAt !== null) return null;
  return instantColumnOrNull(nextChargeAt(subscription.term));
}

/** The row of table `term` for a record's present term. `policyVersion` names the rules that decided it. */
export function termRowOf(
  subscription: Subscription,
  order: { orderId: string; lineNumber: number },
  policyVersion: number,
): Selectable<TermTable> {
  const { term } = subscription;
  return {
    subscription_id: subscription.id,
    term_number: term.number,
    partner_id: subscription.partnerId,
    duration: term.duration,
    billing_plan: term.billingPlan,
    quantity: term.quantity,
    unit_price_minor: term.unitPriceMinor,
    currency: term.currency,
    availability_id: term.availabilityId,
    anchor_on: dayColumn(term.anchorOn),
    anchor_term_number: term.anchorTermNumber,
    start_at: instantColumn(term.startAt),
    end_at: instantColumn(term.endAt),
    window_opened_at: instantColumn(term.windowOpenedAt),
    order_id: order.orderId,
    line_number: order.lineNumber,
    policy_version: policyVersion,
  };
}
