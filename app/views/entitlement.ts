import type { Temporal } from "temporal-polyfill";
import { decideAccess, mayDo } from "#app/domain/access/permissions.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import { type DownloadFile, type FileChoice, refusalOfDownload } from "#app/domain/entitlement/download.ts";
import {
  type Entitlement,
  type EntitlementStatus,
  entitlementStatusAt,
  type InstallInstructions,
  isRightOnly,
  refusalOfEntitlement,
  versionsOf,
} from "#app/domain/entitlement/entitlement.ts";
import { isPasswordProofFresh, refusalOfKey } from "#app/domain/entitlement/reveal.ts";
import type { Refusal, RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { statusAt } from "#app/domain/subscription/status.ts";
import type { SubscriptionStatus } from "#app/domain/subscription/subscription.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { listCurrentFiles } from "#db/repositories/download-files.ts";
import { type KeyRecord, listKeyRecords } from "#db/repositories/keys.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { choiceText, type ChoiceWish, chooseFile, fieldsOf, type OfferedField } from "./entitlement-choice.ts";
import { type KeyStateName, keyStateOfVersion } from "./entitlement-key-state.ts";
import { decideEntitlementScope, type EntitlementParams, findEntitlementInScope } from "./entitlement-scope.ts";
import { fileSizeText } from "./file-size.ts";
import { type DayText, type Format, formatFor, type InstantText } from "./format.ts";
import { type ProductText, productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

/** The key of one version, without the key. */
export type KeyOfVersion = {
  /** Empty where the product offers no choice of versions. */
  readonly version: string;
  readonly state: KeyStateName;
  /** Whether there is a key that could be withdrawn. */
  readonly isLive: boolean;
  /** Since when the present key belongs to the purchase; null for readers who may not know, and where there is none. */
  readonly issuedAt: InstantText | null;
};

export type FileView = FileChoice & {
  readonly fileId: string;
  readonly fileName: string;
  readonly sizeText: string;
  readonly bytesText: string;
  readonly sha256: string;
  readonly uploadedAt: InstantText;
};

export type KeysAndDownloadsView = {
  readonly customer: { readonly id: string; readonly name: string };
  readonly orderId: string;
  readonly lineNumber: number;
  readonly subscriptionId: string | null;
  readonly product: ProductText;
  readonly quantityText: string;
  readonly purchasedAt: InstantText;
  /** Null for perpetual software. */
  readonly term: {
    readonly duration: TermDuration;
    readonly billingPlan: BillingPlan;
    readonly startsOn: DayText;
    readonly endsOn: DayText;
    readonly isAutoRenewOn: boolean;
  } | null;
  readonly status: SubscriptionStatus | "owned";
  readonly standing: EntitlementStatus;
  /** Why nothing can be had any more: cancelled or expired; null while it can be used. */
  readonly standingRefusal: RefusalOf<"entitlement-cancelled" | "entitlement-expired"> | null;
  /** A right and nothing to fetch. */
  readonly isRightOnly: boolean;
  readonly instructions: InstallInstructions | null;
  /** Why this reader gets neither key nor file, whatever the product; null where nothing is in the way. */
  readonly accessRefusal: RefusalOf<"role-needed"> | null;
  /** What is chosen; the empty text where there is no choice. */
  readonly choice: FileChoice;
  /** What can be chosen: only what the product offers. */
  readonly fields: readonly OfferedField[];
  /** Null where the product comes without a key. */
  readonly key: {
    /** Why no key is shown for the chosen version; null where there is one to be had. */
    readonly refusal: Refusal | null;
    readonly chosen: KeyOfVersion;
    /** Every version, newest first as the product lists them; one without a name where there is no choice. */
    readonly versions: readonly KeyOfVersion[];
    /** Whether the password has to be entered again before a key is shown. */
    readonly needsPassword: boolean;
  } | null;
  /** Null where the product comes without downloads. */
  readonly download: {
    readonly refusal: Refusal | null;
    /** The file of the choice; null where there is none. */
    readonly file: FileView | null;
    /** Choices near the present one that have a file, nearest first. */
    readonly nearby: readonly (FileChoice & { readonly text: string })[];
    readonly hasAnyFile: boolean;
  } | null;
  /** Whether the reader may look at who had keys and files. */
  readonly maySeeHistory: boolean;
  readonly mayWithdraw: boolean;
};

const nearbyShown = 3;

/**
 * *Keys and downloads* of one line of a purchase, for a partner's user and for the customer's own. No key is read: what
 * stands here is what each version's key has come to. A fixed number of queries.
 *
 * @param params.authenticatedAt when the reader last proved the password in this session
 */
export async function keysAndDownloadsView(
  context: ViewContext,
  params: EntitlementParams & { readonly wish: ChoiceWish; readonly authenticatedAt: Temporal.Instant | null },
): Promise<Result<KeysAndDownloadsView>> {
  const { db, actor, at, reader } = context;
  const scope = decideEntitlementScope(actor, params.customerId);
  if (!scope.ok) return scope;
  const found = await findEntitlementInScope(context, scope.value, params);
  if (!found.ok) return found;
  const entitlement = found.value;
  const { partnerId, customerId, productId, skuId, content } = entitlement;
  const names = await customerNamesById(db, partnerId, [customerId]);
  const skus = await skusByKey(db, [skuKey(productId, skuId)]);
  const records = content.needsKey ? await listKeyRecords(db, partnerId, entitlement) : [];
  const files = content.needsDownload ? await listCurrentFiles(db, productId) : [];
  const format = formatFor(reader);
  const access = decideAccess(actor, "see-keys");
  const chosen = chooseFile(content.options, files, params.wish, reader.language);
  return ok({
    ...subjectOf(entitlement, names.get(customerId) ?? customerId, at, format),
    product: productTextOf(entitlement, skus),
    standing: entitlementStatusAt(entitlement, at),
    standingRefusal: refusalOfEntitlement(entitlement, at),
    isRightOnly: isRightOnly(content),
    instructions: content.instructions,
    accessRefusal: access.ok ? null : access.refusal,
    choice: chosen.choice,
    fields: fieldsOf(content, files, chosen.choice, reader.language),
    key: content.needsKey ? keyOf(entitlement, records, chosen.choice.version, context, params.authenticatedAt) : null,
    download: content.needsDownload
      ? {
          refusal: chosen.file === undefined ? null : refusalOfDownload(entitlement, chosen.file, at),
          file: chosen.file === undefined ? null : fileView(chosen.file, format),
          nearby:
            chosen.file === undefined
              ? chosen.nearby.slice(0, nearbyShown).map((one) => ({ ...one, text: choiceText(one, reader.language) }))
              : [],
          hasAnyFile: files.length > 0,
        }
      : null,
    maySeeHistory: actor.kind === "partner" && mayDo(actor, "see-key-activity"),
    mayWithdraw: mayDo(actor, "withdraw-keys"),
  });
}

function subjectOf(entitlement: Entitlement, customerName: string, at: Temporal.Instant, format: Format) {
  const { subscription, customerId, orderId, lineNumber, cancelledAt } = entitlement;
  return {
    customer: { id: customerId, name: customerName },
    orderId,
    lineNumber,
    subscriptionId: subscription?.id ?? null,
    quantityText: format.number(subscription?.term.quantity ?? entitlement.quantity),
    purchasedAt: format.instant(entitlement.purchasedAt),
    term:
      subscription === null
        ? null
        : {
            duration: subscription.term.duration,
            billingPlan: subscription.term.billingPlan,
            startsOn: format.day(utcDayOf(subscription.term.startAt)),
            endsOn: format.lastDayBefore(subscription.term.endAt),
            isAutoRenewOn: subscription.isAutoRenewOn,
          },
    status:
      subscription === null
        ? cancelledAt === null
          ? ("owned" as const)
          : ("deleted" as const)
        : statusAt(subscription, at),
  };
}

function keyOf(
  entitlement: Entitlement,
  records: readonly KeyRecord[],
  version: string,
  { actor, at, reader }: ViewContext,
  authenticatedAt: Temporal.Instant | null,
): NonNullable<KeysAndDownloadsView["key"]> {
  const format = formatFor(reader);
  // When a key was drawn says when somebody looked first.
  const maySeeWhen = mayDo(actor, "see-keys") || mayDo(actor, "see-key-activity");
  const versions = versionsOf(entitlement.content).map((one): KeyOfVersion => {
    const keys = records.filter((record) => record.version === one);
    const live = keys.find(({ revokedAt }) => revokedAt === null);
    return {
      version: one,
      state: keyStateOfVersion(keys.map((key) => ({ ...key, isRevoked: key.revokedAt !== null }))),
      isLive: live !== undefined,
      issuedAt: live === undefined || !maySeeWhen ? null : format.instant(live.issuedAt),
    };
  });
  const chosen = versions.find((one) => one.version === version) ?? versions[0];
  if (chosen === undefined) throw new RangeError("A product with a key has at least one version");
  return {
    refusal: refusalOfKey(entitlement, { at, version: chosen.version, keyKind: "mak" }),
    chosen,
    versions,
    needsPassword: !isPasswordProofFresh(authenticatedAt, at),
  };
}

function fileView(file: DownloadFile, format: Format): FileView {
  const { version, language, fileType, operatingSystem, fileName, sha256, sizeBytes } = file;
  return {
    fileId: file.id,
    version,
    language,
    fileType,
    operatingSystem,
    fileName,
    sizeText: fileSizeText(sizeBytes, format.language),
    bytesText: format.number(sizeBytes),
    sha256,
    uploadedAt: format.instant(file.uploadedAt),
  };
}
