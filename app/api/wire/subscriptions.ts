import type { Temporal } from "temporal-polyfill";
import { msPerDay } from "#app/domain/calendar/civil.ts";
import { cycleEpochDays } from "#app/domain/calendar/term-bounds.ts";
import { cancellationWindow, refusalOfKind } from "#app/domain/subscription/cancellation.ts";
import { type DayTexts, instantText, textsOfEpochDay } from "./dates.ts";
import { type Link, linkTo } from "./links.ts";
import { billingCycleOf, catalogItemIdOf, catalogLinks, customerPath, productTypeOf } from "./trade-words.ts";
import type { SubscriptionRecord } from "#app/views/records/subscription-records.ts";

/** The last day of a term, inclusive, as programs read it. */
export function commitmentEndOf(endAt: Temporal.Instant): DayTexts {
  // The last day that belongs to a term that ends at an instant, exclusive: at midnight that is the day before.
  return textsOfEpochDay(Math.floor((endAt.epochMilliseconds - 1) / msPerDay));
}

/** A subscription with every documented property. */
export function subscriptionOnWire(record: SubscriptionRecord): Readonly<Record<string, unknown>> {
  const { subscription, sku, status } = record;
  const { term } = subscription;
  const end = commitmentEndOf(term.endAt);
  const cycleEnd = textsOfEpochDay(cycleEpochDays(term, Math.max(1, term.chargedCycles)).last);
  const isNeverCancelled = refusalOfKind(subscription, sku) !== null;
  return {
    id: subscription.id,
    offerId: catalogItemIdOf(subscription.productId, subscription.skuId, term.availabilityId),
    offerName: sku.title,
    friendlyName: record.friendlyName ?? sku.title,
    productType: productTypeOf(subscription.kind),
    quantity: term.quantity,
    unitType: "Licenses",
    hasPurchasableAddons: false,
    creationDate: instantText(subscription.purchasedAt),
    effectiveStartDate: instantText(term.startAt),
    commitmentEndDate: end.date,
    commitmentEndDateTime: end.dateTime,
    cancellationAllowedUntilDate: isNeverCancelled ? undefined : instantText(cancellationWindow(term).closesAt),
    billingCycleEndDate: cycleEnd.date,
    billingCycleEndDateTime: cycleEnd.dateTime,
    status,
    autoRenewEnabled: subscription.isAutoRenewOn,
    scheduledNextTermInstructions: instructionsOf(record),
    isTrial: false,
    billingType: "license",
    billingCycle: billingCycleOf(term.billingPlan),
    termDuration: term.duration,
    renewalTermDuration: "",
    isMicrosoftProduct: sku.publisher.startsWith("Microsoft"),
    publisherName: sku.publisher,
    partnerId: "",
    attentionNeeded: false,
    actionTaken: false,
    actions: actionsOf(record),
    contractType: "subscription",
    orderId: subscription.orderId,
    links: linksOf(record),
    attributes: { objectType: "Subscription" },
  };
}

function actionsOf({ mayEdit, mayCancel }: SubscriptionRecord): readonly string[] {
  const actions: string[] = [];
  if (mayEdit) actions.push("edit");
  if (mayCancel) actions.push("cancel");
  return actions;
}

function instructionsOf({ subscription, nextAvailabilityId }: SubscriptionRecord) {
  const { nextTerm, productId, skuId } = subscription;
  if (nextTerm === null) return undefined;
  return {
    product: {
      productId,
      skuId,
      availabilityId: nextAvailabilityId ?? undefined,
      billingCycle: billingCycleOf(nextTerm.billingPlan),
      termDuration: nextTerm.termDuration,
    },
    quantity: nextTerm.quantity,
  };
}

function linksOf({ subscription }: SubscriptionRecord): Record<string, Link> {
  const { customerId, id, orderId, lineNumber, market, term } = subscription;
  const { product, sku, availability } = catalogLinks(subscription, term.availabilityId, market);
  const self = customerPath(customerId, "subscriptions", id);
  return {
    product,
    sku,
    availability,
    self: linkTo(self),
    entitlement: linkTo(customerPath(customerId, "entitlements", orderId, String(lineNumber))),
    activationLinks: linkTo(`${self}/activationlinks`),
  };
}

/** What provisioning says of a subscription: software is there at once. */
export function provisioningOnWire({ subscription, status }: SubscriptionRecord): Readonly<Record<string, unknown>> {
  return {
    skuId: guidOfSku(subscription.productId, subscription.skuId),
    status: "success",
    quantity: status === "deleted" ? 0 : subscription.term.quantity,
    endDate: commitmentEndOf(subscription.term.endAt).date,
    attributes: { objectType: "SubscriptionProvisioningStatus" },
  };
}

/**
 * A GUID for an edition, the same every time: a typed client reads `skuId` of a provisioning status as one. The text
 * of both ids is spread over its digits (FNV-1a, four times with other beginnings); it is a name, no secret.
 */
export function guidOfSku(productId: string, skuId: string): string {
  const text = `${productId}:${skuId}`;
  const hex = [0, 1, 2, 3].map((round) => fnv1a(`${round}:${text}`).toString(16).padStart(8, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const letter of text) {
    hash ^= letter.codePointAt(0) ?? 0;
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}
