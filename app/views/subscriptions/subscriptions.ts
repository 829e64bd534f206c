import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { bulkRowsMax, permissionForBulk } from "#app/domain/bulk/bulk-change.ts";
import { bulkKinds, type BulkKind } from "#app/domain/bulk/bulk-action.ts";
import { addDays, dayOfIsoDay, startOfUtcDay } from "#app/domain/calendar/utc-days.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { planFitsTerm, type BillingPlan, type TermDuration } from "#app/domain/catalog/terms.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { listedSkusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById, searchCustomers } from "#db/repositories/customers.ts";
import { findProductIds } from "#db/repositories/products.ts";
import { type BookFilter, bookKey, countBook, listBook } from "#db/repositories/subscription-book.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "../cursor.ts";
import { type CountText, formatFor } from "../format.ts";
import { type SubscriptionSummary, subscriptionSummaryOf } from "../subscription-summary.ts";
import type { ViewContext } from "../view-context.ts";
import type { BookParams } from "./book-params.ts";

/** What can be done with many at once; each with why the reader may not. */
export type BulkChoice = { readonly kind: BulkKind; readonly refusal: Refusal | null };

export type SubscriptionsView = {
  readonly params: BookParams;
  readonly rows: readonly (SubscriptionSummary & { readonly customerName: string })[];
  readonly links: PageLinks;
  /** How many the filter finds. */
  readonly count: CountText;
  readonly choices: readonly BulkChoice[];
  /** Durations and plans that a next term can be given, the short ones first. */
  readonly terms: readonly { readonly termDuration: TermDuration; readonly billingPlan: BillingPlan }[];
};

/** A search that finds more customers or products than this narrows to the first of them. */
const namesMax = 200;

/** All subscriptions of a partner, narrowed and paged. */
export async function subscriptionsView(
  context: ViewContext,
  params: BookParams & PageParams,
): Promise<Result<SubscriptionsView>> {
  const scope = decidePartnerScope(context.actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const { db, at } = context;
  const { partnerId } = scope.value;
  const filter = await bookFilterOf(db, partnerId, params);
  const page = await listBook(db, partnerId, filter, { ...pageRequestOf(params, ["number", "string"]), at });
  const count = await countBook(db, partnerId, filter, { at, countMax: bulkRowsMax });
  const subscriptions = page.rows.map(({ subscription }) => subscription);
  const skus = await listedSkusByKey(
    db,
    subscriptions.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const names = await customerNamesById(
    db,
    partnerId,
    subscriptions.map(({ customerId }) => customerId),
  );
  const format = formatFor(context.reader);
  const { customer, product, status, autoRenew, from, to, isWindowOpen } = params;
  return ok({
    params: { customer, product, status, autoRenew, from, to, isWindowOpen },
    rows: page.rows.map((noted) => ({
      ...subscriptionSummaryOf(noted, skus, at, format),
      customerName: names.get(noted.subscription.customerId) ?? "",
    })),
    links: pageLinksOf(page, (noted) => bookKey(noted, filter)),
    count: format.count(count, bulkRowsMax),
    choices: bulkKinds.map((kind) => {
      const access = decideAccess(context.actor, permissionForBulk(kind));
      return { kind, refusal: access.ok ? null : access.refusal };
    }),
    terms: nextTerms,
  });
}

const nextTerms = (["P1M", "P1Y", "P3Y"] as const).flatMap((termDuration) =>
  (["monthly", "annual", "triennial"] as const)
    .filter((billingPlan) => planFitsTerm(termDuration, billingPlan))
    .map((billingPlan) => ({ termDuration, billingPlan })),
);

/** The filter of an address as the database is asked: names and products by their ids, days as instants. */
export async function bookFilterOf(db: Db, partnerId: string, params: BookParams): Promise<BookFilter> {
  const { customer, product, status, autoRenew, from, to, isWindowOpen } = params;
  return {
    status,
    autoRenew,
    isWindowOpen: isWindowOpen && status === "active",
    customerIds: customer === "" ? null : await customerIdsOf(db, partnerId, customer),
    productIds: product === "" ? null : await findProductIds(db, product, namesMax),
    // Lists show the last day of a term, and a term ends with the instant after it.
    endsFrom: from === null ? null : startOfUtcDay(addDays(dayOfIsoDay(from), 1)),
    endsUntil: to === null ? null : startOfUtcDay(addDays(dayOfIsoDay(to), 2)),
  };
}

async function customerIdsOf(db: Db, partnerId: string, search: string): Promise<string[]> {
  const request = { sort: "name", direction: "asc", limit: namesMax, cursor: null } as const;
  const { rows } = await searchCustomers(db, partnerId, search, request);
  return rows.map(({ id }) => id);
}

/** All that a filter finds, as the selection of a change of many. */
export async function selectionOf(
  { db, actor }: Pick<ViewContext, "db" | "actor">,
  params: BookParams,
): Promise<Result<{ readonly kind: "filter"; readonly filter: BookFilter }>> {
  const scope = decidePartnerScope(actor, "see-subscriptions");
  if (!scope.ok) return scope;
  return ok({ kind: "filter", filter: await bookFilterOf(db, scope.value.partnerId, params) });
}
