import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { skuKey, type SkuKey } from "#app/domain/catalog/catalog.ts";
import { entitlementStatusAt, versionsOf } from "#app/domain/entitlement/entitlement.ts";
import { isPasswordProofFresh } from "#app/domain/entitlement/reveal.ts";
import { isHostName } from "#app/domain/migration-plan/script-lines.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type SkuDetail, skusByKey } from "#db/repositories/catalog.ts";
import { listMigrationDevices, migrationDeviceKey } from "#db/repositories/migration-devices.ts";
import { listPurchaseLines } from "#db/repositories/orders.ts";
import { listSubscriptionsById } from "#db/repositories/subscriptions.ts";
import { findCustomerInScope } from "./customer-head.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type DayText, formatFor } from "./format.ts";
import { deviceKeyShape } from "./migration-plan.ts";
import { productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** A purchase whose key the devices can be given, in one of its versions. */
export type KeySource = {
  /** As it stands in an address. */
  readonly value: string;
  readonly orderId: string;
  readonly lineNumber: number;
  /** Empty where the product offers no choice of versions. */
  readonly version: string;
  readonly product: string;
  readonly quantityText: string;
  readonly boughtOn: DayText;
};

export type MigrationScriptView = {
  readonly customer: { readonly id: string; readonly name: string };
  readonly sources: readonly KeySource[];
  /** The one that is chosen, or the only one; null where none is. The first look at a key draws it for good, so none is guessed. */
  readonly chosen: KeySource | null;
  /** Devices that are not done, in the order in which they run out. */
  readonly devices: readonly string[];
  /** Names that must not stand in a command. */
  readonly leftOut: readonly string[];
  readonly links: PageLinks;
  /** Why this reader sees the lines without the key; null for who may ask for it. */
  readonly keyRefusal: RefusalOf<"role-needed"> | null;
  readonly needsPassword: boolean;
};

/** Devices on one page of lines. */
const devicesPerPage = 100;
/** Purchases that are looked through for a key, newest first. */
const purchasesRead = 200;

/**
 * The commands for the devices that are not done yet, with what can be chosen as the source of their key. No key is
 * read here: it comes with the answer to a form of its own.
 *
 * @param params.source as in an address, `order:line:version`
 * @param params.authenticatedAt when the reader last proved the password in this session
 */
export async function migrationScriptView(
  context: ViewContext,
  params: PageParams & {
    readonly customerId: string;
    readonly source: string | null;
    readonly search: string;
    readonly authenticatedAt: Temporal.Instant | null;
  },
): Promise<Result<MigrationScriptView>> {
  const found = await findCustomerInScope(context, "see-software", params.customerId);
  if (!found.ok) return found;
  const { db, at, actor } = context;
  const { id: customerId, partnerId, name } = found.value;
  const scope = { partnerId, customerId };
  const sources = await keySourcesOf(context, scope);
  const wished = sources.find(({ value }) => value === params.source);
  // An address that names a purchase which is not there, or is not this customer's, is no page.
  if (Boolean(params.source) && wished === undefined) return refused({ code: "not-found", what: "order" });
  const request = pageRequestOf(params, deviceKeyShape, devicesPerPage);
  const page = await listMigrationDevices(db, scope, { state: "open", search: params.search, at }, request);
  const names = page.rows.map((device) => device.name);
  const access = decideAccess(actor, "see-keys");
  return ok({
    customer: { id: customerId, name },
    sources,
    chosen: wished ?? (sources.length === 1 ? (sources[0] ?? null) : null),
    devices: names.filter(isHostName),
    leftOut: names.filter((device) => !isHostName(device)),
    links: pageLinksOf(page, migrationDeviceKey),
    keyRefusal: access.ok ? null : access.refusal,
    needsPassword: access.ok && !isPasswordProofFresh(params.authenticatedAt, at),
  });
}

async function keySourcesOf(
  { db, at, reader }: ViewContext,
  { partnerId, customerId }: { readonly partnerId: string; readonly customerId: string },
): Promise<KeySource[]> {
  const page = await listPurchaseLines(db, partnerId, customerId, { limit: purchasesRead, cursor: null });
  const skus: ReadonlyMap<SkuKey, SkuDetail> = await skusByKey(
    db,
    page.rows.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const withKey = page.rows.flatMap((line) => {
    const sku = skus.get(skuKey(line.productId, line.skuId));
    return sku?.needsKey === true ? [{ line, sku }] : [];
  });
  const ids = withKey.flatMap(({ line }) => line.subscriptionId ?? []);
  const subscriptions = await listSubscriptionsById(db, partnerId, ids);
  const format = formatFor(reader);
  return withKey.flatMap(({ line, sku }) => {
    const subscription = line.subscriptionId === null ? null : subscriptions.get(line.subscriptionId);
    if (subscription === undefined) return [];
    if (entitlementStatusAt({ subscription, cancelledAt: line.cancelledAt }, at) !== "usable") return [];
    const content = { ...sku, options: sku.downloadOptions, instructions: sku.installInstructions };
    return versionsOf(content).map((version) => ({
      value: `${line.orderId}:${line.number}:${version}`,
      orderId: line.orderId,
      lineNumber: line.number,
      version,
      product: productTextOf(line, skus).title,
      quantityText: format.number(subscription?.term.quantity ?? line.quantity),
      boughtOn: format.day(utcDayOf(line.orderedAt)),
    }));
  });
}
