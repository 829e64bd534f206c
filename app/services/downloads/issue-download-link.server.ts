import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { type ActivityDraft, activityDone, activityRefused } from "#app/domain/activity/activity.ts";
import {
  type DownloadFile,
  type IssueRefusal,
  linkExpiry,
  type LinkKind,
  refusalOfDownload,
} from "#app/domain/entitlement/download.ts";
import { type Entitlement, type EntitlementId, subjectOfEntitlement } from "#app/domain/entitlement/entitlement.ts";
import { linksPerUserMax, linkWindowMs } from "#app/domain/entitlement/limits.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { findDownloadFile } from "#db/repositories/download-files.ts";
import { insertDownloadLink } from "#db/repositories/download-links.ts";
import { findEntitlement } from "#db/repositories/entitlements.ts";
import { bucketOf, takeAttempt } from "../accounts/rate-limit.server.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import {
  decideKeyAccess,
  type KeyAccess,
  type KeyUser,
  noSuchOrder,
  subjectFinder,
} from "../keys/key-access.server.ts";
import type { DownloadDeps } from "../ports.ts";
import { pathOfLink, signLink } from "./link-text.server.ts";

export type IssueDownloadLinkInput = EntitlementId & {
  readonly customerId: string;
  readonly fileId: string;
  /** `own` for *Download*, `copied` for *Copy link*. */
  readonly kind: LinkKind;
};

export type DownloadLinkIssued = {
  readonly linkId: string;
  /** Path and query, to be put behind the portal's origin. A capability: it goes to whoever asked and into no log. */
  readonly path: string;
  /** Exclusive; after the first use it ends earlier, five days later. */
  readonly expiresAt: Temporal.Instant;
  readonly file: DownloadFile;
};

export type IssueLinkRefusal = IssueRefusal | RefusalOf<"role-needed" | "not-found" | "too-many-attempts">;

/**
 * Makes a signed link to one file for one entitlement. A copied link is logged now, because what follows is done by
 * whoever holds it; an own download is logged when it is fetched.
 */
export async function issueDownloadLink(
  deps: DownloadDeps,
  actor: Actor,
  input: IssueDownloadLinkInput,
  at: Temporal.Instant,
): Promise<Result<DownloadLinkIssued, IssueLinkRefusal>> {
  const logAs = input.kind === "copied" ? "link-copied" : "file-downloaded";
  const access = decideKeyAccess(actor, "see-keys", input.customerId);
  const findSubject = subjectFinder(actor, input.customerId, input);
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access, findSubject });
  const bucket = bucketOf("download-links", access.value.actor.userId);
  const limit = { bucket, attemptsMax: linksPerUserMax, windowMs: linkWindowMs };
  const { decision, isFirstBeyond } = await takeAttempt(deps.db, limit, at);
  if (!decision.ok)
    return isFirstBeyond ? refuseAttempt(deps, actor, { at, logAs, refused: decision, findSubject }) : decision;
  return deps.db.transaction().execute((tx) => issue(deps, tx, access.value, input, at));
}

async function issue(
  deps: DownloadDeps,
  tx: Tx,
  { actor, scope }: KeyAccess,
  input: IssueDownloadLinkInput,
  at: Temporal.Instant,
): Promise<Result<DownloadLinkIssued, IssueLinkRefusal>> {
  // Locked, so that a cancellation at the same moment either revokes this link too or has been seen.
  const entitlement = await findEntitlement(tx, scope, input, { lock: true });
  if (entitlement === undefined) return noSuchOrder;
  const file = await findDownloadFile(tx, input.fileId);
  const refusal = refusalOfDownload(entitlement, file, at);
  if (refusal !== null || file === undefined) {
    const { code } = refusal ?? { code: "download-not-offered" };
    const logAs = input.kind === "copied" ? "link-copied" : "file-downloaded";
    await logActivity(tx, deps, actor, [activityRefused(logAs, at, subjectOfEntitlement(entitlement), code)]);
    return refused(refusal ?? { code: "download-not-offered" });
  }
  const link = { id: deps.ids.next(), expiresAt: linkExpiry(at) };
  const { text, keyVersion } = signLink(deps.linkSigner, link);
  await insertDownloadLink(tx, {
    ...link,
    ...scope,
    orderId: entitlement.orderId,
    lineNumber: entitlement.lineNumber,
    fileId: file.id,
    kind: input.kind,
    createdAt: at,
    createdBy: creatorOf(actor),
    signedWith: keyVersion,
  });
  if (input.kind === "copied") await logActivity(tx, deps, actor, [copiedLine(entitlement, file, link.id, at)]);
  return ok({ linkId: link.id, path: pathOfLink(text), expiresAt: link.expiresAt, file });
}

function creatorOf({ userId, kind, roles }: KeyUser) {
  return { userId, kind, roles };
}

function copiedLine(entitlement: Entitlement, file: DownloadFile, linkId: string, at: Temporal.Instant): ActivityDraft {
  const { lineNumber } = entitlement;
  const newValue = { lineNumber, linkId, fileName: file.fileName, sha256: file.sha256 };
  return activityDone("link-copied", at, subjectOfEntitlement(entitlement), { newValue });
}
