import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { DownloadFile } from "#app/domain/entitlement/download.ts";
import { unofferedField } from "#app/domain/entitlement/download.ts";
import {
  type Entitlement,
  type EntitlementStatus,
  entitlementStatusAt,
  versionsOf,
} from "#app/domain/entitlement/entitlement.ts";
import { perpetualWindow } from "#app/domain/billing/perpetual.ts";
import { refusalToCancel } from "#app/domain/subscription/cancellation.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { listInclusions, type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { listCurrentFiles } from "#db/repositories/download-files.ts";
import type { EntitlementScope } from "#db/repositories/entitlements.ts";
import { alternateIdsOf, listPurchaseLines, type PlacedLine, purchaseKey } from "#db/repositories/orders.ts";
import { listSubscriptionsById } from "#db/repositories/subscriptions.ts";
import { decideEntitlementScope, type EntitlementParams, findEntitlementInScope } from "../entitlement-scope.ts";
import type { ViewContext } from "../view-context.ts";

/** What a line of a purchase gives, as programs read it. */
export type EntitlementRecord = {
  readonly line: PlacedLine;
  /** The subscription that the line bought; null for perpetual software. */
  readonly subscription: Subscription | null;
  readonly status: EntitlementStatus;
  readonly title: string;
  readonly alternateId: string | null;
  readonly includes: readonly SkuKey[];
};

/** Kinds of an entitlement in the collection; what is left out is neither. */
export type EntitlementGroup = "software" | "reservation";

const rowsPerRead = 500;

/** Everything that was bought for a customer, the newest first, whatever became of it. Partner or the customer's own. */
export async function entitlementRecords(
  context: ViewContext,
  { customerId, group }: { readonly customerId: string; readonly group: EntitlementGroup | null },
): Promise<Result<readonly EntitlementRecord[]>> {
  const scope = await customerScope(context, customerId);
  if (!scope.ok) return scope;
  const lines: PlacedLine[] = [];
  for (;;) {
    const last = lines.at(-1);
    const page = await listPurchaseLines(context.db, scope.value.partnerId, customerId, {
      limit: rowsPerRead,
      cursor: last === undefined ? null : { direction: "after", key: purchaseKey(last) },
    });
    lines.push(...page.rows);
    if (!page.hasNext) break;
  }
  const isWanted = ({ kind }: PlacedLine) =>
    group === null || (kind === "azure-reservation") === (group === "reservation");
  return ok(await recordsOf(context, scope.value, lines.filter(isWanted)));
}

async function customerScope(context: ViewContext, customerId: string): Promise<Result<EntitlementScope>> {
  const scope = decideEntitlementScope(context.actor, customerId);
  if (!scope.ok) return scope;
  const customer = await findCustomer(context.db, scope.value.partnerId, customerId);
  return customer === undefined ? refused({ code: "not-found", what: "customer" }) : scope;
}

async function recordsOf(
  { db, at }: ViewContext,
  { partnerId }: EntitlementScope,
  lines: readonly PlacedLine[],
): Promise<EntitlementRecord[]> {
  const keys = lines.map(({ productId, skuId }) => skuKey(productId, skuId));
  const skus = await skusByKey(db, keys);
  const inclusions = await listInclusions(db, keys);
  const ids = lines.flatMap(({ subscriptionId }) => subscriptionId ?? []);
  const subscriptions = await listSubscriptionsById(db, partnerId, ids);
  const alternateIds = await alternateIdsOf(
    db,
    partnerId,
    lines.map(({ orderId }) => orderId),
  );
  return lines.map((line) => {
    const key = skuKey(line.productId, line.skuId);
    const subscription = line.subscriptionId === null ? null : (subscriptions.get(line.subscriptionId) ?? null);
    return {
      line,
      subscription,
      status: entitlementStatusAt({ subscription, cancelledAt: line.cancelledAt }, at),
      title: skus.get(key)?.title ?? key,
      alternateId: alternateIds.get(line.orderId) ?? null,
      includes: inclusions.get(key) ?? [],
    };
  });
}

/** One entitlement with everything that a program needs to fetch its key and its files. */
export type EntitlementDetail = {
  readonly entitlement: Entitlement;
  readonly status: EntitlementStatus;
  readonly alternateId: string | null;
  readonly includes: readonly SkuKey[];
  /** When it was cancelled; null before. */
  readonly cancelledAt: Entitlement["cancelledAt"];
  readonly isCancellable: boolean;
  readonly sku: SkuDetail | null;
  /** Versions that a key or a file exists for; one without a name where the product offers no choice. */
  readonly versions: readonly string[];
  readonly files: readonly DownloadFile[];
};

/** One line of a purchase: what it gives, and what can be chosen of it. */
export async function entitlementDetail(
  context: ViewContext,
  params: EntitlementParams,
): Promise<Result<EntitlementDetail>> {
  const scope = await customerScope(context, params.customerId);
  if (!scope.ok) return scope;
  const found = await findEntitlementInScope(context, scope.value, params);
  if (!found.ok) return found;
  const { db, at } = context;
  const entitlement = found.value;
  const key = skuKey(entitlement.productId, entitlement.skuId);
  const sku = (await skusByKey(db, [key])).get(key) ?? null;
  const { content, subscription } = entitlement;
  const files = content.needsDownload ? await listCurrentFiles(db, entitlement.productId) : [];
  const alternateIds = await alternateIdsOf(db, scope.value.partnerId, [entitlement.orderId]);
  return ok({
    entitlement,
    status: entitlementStatusAt(entitlement, at),
    alternateId: alternateIds.get(entitlement.orderId) ?? null,
    includes: (await listInclusions(db, [key])).get(key) ?? [],
    cancelledAt: entitlement.cancelledAt ?? subscription?.cancelledAt ?? null,
    isCancellable: isCancellableAt(entitlement, sku, context),
    sku,
    versions: versionsOf(content),
    files: files.filter((file) => unofferedField(content.options, file) === undefined),
  });
}

/** Whether the window is open, whoever asks; a perpetual purchase may still turn out to be under review. */
function isCancellableAt(
  { subscription, cancelledAt, purchasedAt, kind }: Entitlement,
  sku: SkuDetail | null,
  { at }: Pick<ViewContext, "at">,
): boolean {
  if (subscription !== null) return sku !== null && refusalToCancel(subscription, sku, at) === null;
  if (kind !== "perpetual-software" || cancelledAt !== null) return false;
  return at.epochMilliseconds < perpetualWindow(purchasedAt).closesAt.epochMilliseconds;
}
