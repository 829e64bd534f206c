import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Charge } from "#app/domain/billing/charge.ts";
import type { BulkFacts } from "#app/domain/bulk/bulk-change.ts";
import type { BulkAction } from "#app/domain/bulk/bulk-action.ts";
import type { Availability } from "#app/domain/catalog/catalog.ts";
import { refusalToCancel } from "#app/domain/subscription/cancellation.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Db } from "#db/client.ts";
import type { SkuDetail } from "#db/repositories/catalog.ts";
import { listChargesOfTerm } from "#db/repositories/charges.ts";

export type BulkAsk = { readonly actor: Actor; readonly action: BulkAction; readonly at: Temporal.Instant };

/** What a row is decided by. Charges are read where there is something to cancel, and nowhere else. */
export async function bulkFactsOf(
  db: Db,
  subscription: Subscription,
  sku: SkuDetail,
  offers: readonly Availability[],
  { actor, action, at }: BulkAsk,
): Promise<BulkFacts> {
  const isCancelled = action.kind === "cancel" && refusalToCancel(subscription, sku, at) === null;
  const charges: readonly Charge[] = isCancelled
    ? await listChargesOfTerm(db, subscription.partnerId, subscription.id, subscription.term.number)
    : [];
  return {
    actor,
    at,
    sku,
    segment: sku.segment,
    offers: offers.filter((offer) => isFor(offer, subscription)),
    charges,
  };
}

function isFor(offer: Availability, { market, productId, skuId }: Subscription): boolean {
  return offer.market === market && offer.productId === productId && offer.skuId === skuId;
}
