import type { Temporal } from "temporal-polyfill";
import { instantOfEpochMs } from "../calendar/utc-days.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { type DownloadOptions, type Entitlement, onlyVersion, refusalOfEntitlement } from "./entitlement.ts";
import { linkAfterUseMs, linkLifetimeMs } from "./limits.ts";

/** What a file is for; the empty text where the product does not offer the choice. */
export type FileChoice = {
  readonly version: string;
  readonly language: string;
  readonly fileType: string;
  readonly operatingSystem: string;
};

/** A file that the operator uploaded. Its content is known by its SHA-256 and never changes. */
export type DownloadFile = FileChoice & {
  readonly id: string;
  readonly productId: string;
  readonly fileName: string;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly uploadedAt: Temporal.Instant;
  /** When another file took its place for new links; links made before still bring this one. */
  readonly replacedAt: Temporal.Instant | null;
  /** When the operator took it away; from then on nobody gets it. */
  readonly removedAt: Temporal.Instant | null;
};

/** `own`: somebody downloads for themselves; `copied`: a link to be sent on, used by whoever holds it. */
export const linkKinds = ["own", "copied"] as const;
export type LinkKind = (typeof linkKinds)[number];

/** A signed capability to fetch one file for one entitlement. */
export type DownloadLink = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly fileId: string;
  readonly kind: LinkKind;
  readonly createdAt: Temporal.Instant;
  /** Exclusive, a whole second: it stands in the link, under the signature. */
  readonly expiresAt: Temporal.Instant;
  readonly firstUsedAt: Temporal.Instant | null;
  readonly revokedAt: Temporal.Instant | null;
};

/** Whoever uses a copied link: known by the address alone, and by the link that the line names. */
export type LinkHolder = { readonly kind: "link-holder"; readonly address: string | null };

const choices = [
  ["version", "versions"],
  ["language", "languages"],
  ["fileType", "fileTypes"],
  ["operatingSystem", "operatingSystems"],
] as const satisfies readonly (readonly [keyof FileChoice, keyof DownloadOptions])[];

/** The first field of a choice that a product does not offer; undefined where the choice is one of its own. */
export function unofferedField(options: DownloadOptions, choice: FileChoice): keyof FileChoice | undefined {
  for (const [field, offered] of choices) {
    const values = options[offered].length === 0 ? [onlyVersion] : options[offered];
    if (!values.includes(choice[field])) return field;
  }
  return undefined;
}

/** The options of several editions of one product together, in order of their first mention. */
export function joinedOptions(all: readonly DownloadOptions[]): DownloadOptions {
  const join = (name: keyof DownloadOptions) => [...new Set(all.flatMap((options) => options[name]))];
  return {
    versions: join("versions"),
    languages: join("languages"),
    fileTypes: join("fileTypes"),
    operatingSystems: join("operatingSystems"),
  };
}

export type IssueRefusal = RefusalOf<
  "no-download-needed" | "entitlement-cancelled" | "entitlement-expired" | "download-not-offered"
>;

/** Why no link can be made for a file; null where one can. */
export function refusalOfDownload(
  entitlement: Entitlement,
  file: DownloadFile | undefined,
  at: Temporal.Instant,
): IssueRefusal | null {
  if (!entitlement.content.needsDownload) return { code: "no-download-needed" };
  const standing = refusalOfEntitlement(entitlement, at);
  if (standing !== null) return standing;
  const isOffered =
    file !== undefined &&
    file.productId === entitlement.productId &&
    file.removedAt === null &&
    file.replacedAt === null &&
    unofferedField(entitlement.content.options, file) === undefined;
  return isOffered ? null : { code: "download-not-offered" };
}

/** When a link made at an instant ends, unless it is used before: 30 days later, at a whole second. */
export function linkExpiry(createdAt: Temporal.Instant): Temporal.Instant {
  return instantOfEpochMs(Math.floor((createdAt.epochMilliseconds + linkLifetimeMs) / 1000) * 1000);
}

/** When a link really ends: 30 days after it was made, or 5 days after its first use, whichever comes first. Exclusive. */
export function linkEndsAt(link: Pick<DownloadLink, "expiresAt" | "firstUsedAt">): Temporal.Instant {
  const expiresAtMs = link.expiresAt.epochMilliseconds;
  const afterUseMs = link.firstUsedAt === null ? expiresAtMs : link.firstUsedAt.epochMilliseconds + linkAfterUseMs;
  return instantOfEpochMs(Math.min(expiresAtMs, afterUseMs));
}

export type UseRefusal = RefusalOf<"link-revoked" | "link-expired">;

/**
 * Whether a link may be used now. Its right is looked at anew each time, so that a cancelled purchase stops a download
 * at its next request, also where nobody revoked the link.
 */
export function decideUse(
  link: DownloadLink,
  facts: { readonly entitlement: Entitlement; readonly file: DownloadFile; readonly at: Temporal.Instant },
): Result<DownloadFile, UseRefusal> {
  const { entitlement, file, at } = facts;
  if (link.revokedAt !== null || refusalOfEntitlement(entitlement, at) !== null)
    return refused({ code: "link-revoked" });
  if (file.removedAt !== null) return refused({ code: "link-revoked" });
  const endsAt = linkEndsAt(link);
  if (at.epochMilliseconds >= endsAt.epochMilliseconds)
    return refused({ code: "link-expired", expiredAt: endsAt.epochMilliseconds });
  return ok(file);
}
