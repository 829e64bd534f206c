import { perpetualWindow } from "#app/domain/billing/perpetual.ts";
import type { SkuKey } from "#app/domain/catalog/catalog.ts";
import type { DownloadFile } from "#app/domain/entitlement/download.ts";
import type { EntitlementContent, EntitlementStatus } from "#app/domain/entitlement/entitlement.ts";
import { cancellationWindow, refusalOfKind } from "#app/domain/subscription/cancellation.ts";
import type { EntitlementDetail, EntitlementRecord } from "#app/views/records/entitlement-records.ts";
import { instantText } from "./dates.ts";
import { linkTo } from "./links.ts";
import { alternateIdOf } from "./orders.ts";
import { commitmentEndOf } from "./subscriptions.ts";
import { customerPath } from "./trade-words.ts";

type Reference = { readonly id: string; readonly lineItemId: string; readonly alternateId?: string | undefined };

/** What an entitlement looks like in the collection. */
type Item = {
  readonly reference: Reference;
  readonly productId: string;
  readonly skuId: string;
  /** 0 where it was cancelled. */
  readonly quantity: number;
  readonly isReservation: boolean;
  readonly includes: readonly SkuKey[];
  /** Last day, inclusive; undefined where it is not asked for and for what has no end. */
  readonly expiryDate: string | undefined;
};

function itemOnWire(item: Item): Readonly<Record<string, unknown>> {
  const isCancelled = item.quantity === 0;
  return {
    includedEntitlements: item.includes.map((key) => includedOnWire(key, item)),
    referenceOrder: item.reference,
    productId: item.productId,
    quantity: item.quantity,
    quantityDetails: [{ quantity: item.quantity, status: isCancelled ? "unfulfilled" : "fulfilled" }],
    entitledArtifacts: [],
    skuId: item.skuId,
    entitlementType: item.isReservation ? "reservedinstance" : "software",
    fulfillmentState: isCancelled ? "Unfulfilled" : undefined,
    expiryDate: item.expiryDate,
  };
}

/** A part of a suite, or an earlier version; it repeats the order of what it came with. */
function includedOnWire(key: SkuKey, { reference, quantity, isReservation }: Item): Readonly<Record<string, unknown>> {
  const colon = key.lastIndexOf(":");
  return {
    includedEntitlements: [],
    referenceOrder: reference,
    productId: key.slice(0, colon),
    quantity,
    entitledArtifacts: [],
    skuId: key.slice(colon + 1),
    entitlementType: isReservation ? "reservedinstance" : "software",
  };
}

/** An entry of the list of entitlements. */
export function entitlementOnWire(
  { line, subscription, status, alternateId, includes }: EntitlementRecord,
  { isExpiryShown }: { readonly isExpiryShown: boolean },
): Readonly<Record<string, unknown>> {
  return itemOnWire({
    reference: referenceOf(line.orderId, line.number, alternateId),
    productId: line.productId,
    skuId: line.skuId,
    quantity: status === "cancelled" ? 0 : line.quantity,
    isReservation: line.kind === "azure-reservation",
    includes,
    expiryDate: isExpiryShown && subscription !== null ? commitmentEndOf(subscription.term.endAt).date : undefined,
  });
}

function referenceOf(orderId: string, lineNumber: number, noted: string | null): Reference {
  const alternateId = alternateIdOf(orderId, noted);
  return { id: orderId, lineItemId: String(lineNumber), ...(alternateId === undefined ? {} : { alternateId }) };
}

/** The address of one entitlement below the version. */
export function entitlementPath(customerId: string, orderId: string, lineNumber: number): string {
  return customerPath(customerId, "entitlements", orderId, String(lineNumber));
}

const statusWords = {
  usable: "active",
  cancelled: "cancelled",
  expired: "expired",
} as const satisfies Record<EntitlementStatus, string>;

/** One entitlement with what stands of its key and its files. Our own addition. */
export function softwareEntitlementOnWire(detail: EntitlementDetail): Readonly<Record<string, unknown>> {
  const { entitlement, status } = detail;
  const { subscription, customerId, orderId, lineNumber, content } = entitlement;
  const path = entitlementPath(customerId, orderId, lineNumber);
  const item = itemOnWire({
    reference: referenceOf(orderId, lineNumber, detail.alternateId),
    productId: entitlement.productId,
    skuId: entitlement.skuId,
    quantity: status === "cancelled" ? 0 : entitlement.quantity,
    isReservation: entitlement.kind === "azure-reservation",
    includes: detail.includes,
    expiryDate: subscription === null ? undefined : commitmentEndOf(subscription.term.endAt).date,
  });
  return {
    ...item,
    friendlyName: entitlement.skuTitle,
    orderDate: instantText(entitlement.purchasedAt),
    status: statusWords[status],
    subscriptionId: subscription?.id,
    cancellationAllowedUntilDate: cancellationEndOf(detail),
    isCancellable: detail.isCancellable,
    cancelledDate: detail.cancelledAt === null ? undefined : instantText(detail.cancelledAt),
    keyStatus: standingOf(content.needsKey, status),
    downloadStatus: standingOf(content.needsDownload, status),
    links: {
      self: linkTo(path),
      options: linkTo(`${path}/options`),
      keys: linkTo(`${path}/keys`, "POST"),
      downloads: linkTo(`${path}/downloads`, "POST"),
      order: linkTo(customerPath(customerId, "orders", orderId)),
      ...(subscription === null
        ? {}
        : { subscription: linkTo(customerPath(customerId, "subscriptions", subscription.id)) }),
    },
    attributes: { objectType: "SoftwareEntitlement" },
  };
}

function standingOf(isNeeded: boolean, status: EntitlementStatus): string {
  if (!isNeeded) return "not_required";
  return status === "usable" ? "available" : status === "cancelled" ? "revoked" : "expired";
}

/** The end of the window: exclusive for a subscription, the last instant allowed for perpetual software. */
function cancellationEndOf({ entitlement, sku }: EntitlementDetail): string | undefined {
  const { subscription, purchasedAt, kind } = entitlement;
  if (subscription !== null)
    return sku === null || refusalOfKind(subscription, sku) !== null
      ? undefined
      : instantText(cancellationWindow(subscription.term).closesAt);
  if (kind !== "perpetual-software") return undefined;
  return `${perpetualWindow(purchasedAt).lastOn.toString()}T23:59:59.999Z`;
}

/** The id of a version on the wire; a product without a choice of versions has one that is called so. */
const onlyVersionId = "default";

export function versionIdOf(version: string): string {
  return version === "" ? onlyVersionId : version;
}

/** The version that an id names; null where it is none of the entitlement's. Without an id: the first. */
export function versionOfId(id: string | undefined, versions: readonly string[]): string | null {
  if (id === undefined) return versions[0] ?? "";
  return versions.find((version) => versionIdOf(version).toLowerCase() === id.toLowerCase()) ?? null;
}

/** What can be chosen of an entitlement: versions, their keys and files. */
export function softwareOptionsOnWire(detail: EntitlementDetail): Readonly<Record<string, unknown>> {
  const { entitlement, versions, files } = detail;
  const { orderId, lineNumber, content, productId, skuId, skuTitle } = entitlement;
  return {
    orderId,
    lineItemId: String(lineNumber),
    keyRequired: content.needsKey,
    downloadRequired: content.needsDownload,
    installationInstructionsUri: content.instructions?.url,
    versions: versions.map((version) => ({
      id: versionIdOf(version),
      title: version === "" ? skuTitle : `${skuTitle} (${version})`,
      productId,
      skuId,
      keyAvailable: content.needsKey && detail.status === "usable",
      files: files.filter((file) => file.version === version).map((file) => fileOnWire(file, content)),
    })),
    attributes: { objectType: "SoftwareOptions" },
  };
}

/** An option that the product does not have is absent, so that pages hide it. */
function fileOnWire(file: DownloadFile, { options }: EntitlementContent): Readonly<Record<string, unknown>> {
  return {
    id: file.id,
    fileName: file.fileName,
    sizeInBytes: file.sizeBytes,
    sha256: file.sha256,
    language: options.languages.length === 0 ? undefined : file.language,
    fileType: options.fileTypes.length === 0 ? undefined : file.fileType,
    operatingSystem: options.operatingSystems.length === 0 ? undefined : file.operatingSystem,
  };
}
