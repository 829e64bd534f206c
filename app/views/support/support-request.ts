import { mayDo } from "#app/domain/access/permissions.ts";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import type {
  SupportAttachment,
  SupportContact,
  SupportEntry,
  SupportEntryKind,
  SupportRequest,
  SupportSeverity,
  SupportSide,
  SupportStatus,
} from "#app/domain/support/support-request.ts";
import { anyUserNamesById } from "#db/repositories/partners.ts";
import { findSupportRequest, listSupportAttachments, listSupportEntries } from "#db/repositories/support-requests.ts";
import { displayNamesById } from "#db/repositories/user-names.ts";
import { fileSizeText } from "../file-size.ts";
import { type Format, formatFor, type InstantText, type MoneyText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { supportNames, type SupportSummary, supportSummaryOf } from "./support-summary.ts";

export type AttachmentText = { readonly id: string; readonly fileName: string; readonly sizeText: string };

/** One entry of the thread. */
export type SupportEntryText = {
  readonly id: string;
  readonly kind: SupportEntryKind;
  readonly side: SupportSide;
  /** Null where the reader is not told: a partner learns no names of the provider's people. */
  readonly author: string | null;
  readonly text: string;
  readonly severity: SupportSeverity | null;
  readonly granted: MoneyText | null;
  readonly at: InstantText;
  readonly attachments: readonly AttachmentText[];
};

export type SupportRequestView = SupportSummary & {
  readonly status: SupportStatus;
  readonly description: string;
  readonly author: string | null;
  readonly asked: MoneyText | null;
  readonly contact: SupportContact;
  readonly customerId: string | null;
  readonly orderId: string | null;
  readonly lineNumber: number | null;
  readonly subscriptionId: string | null;
  readonly closedAt: InstantText | null;
  readonly granted: MoneyText | null;
  readonly attachments: readonly AttachmentText[];
  /** Oldest first. */
  readonly entries: readonly SupportEntryText[];
  /** Whether the thread is longer than what is shown: its last part. */
  readonly isCutOff: boolean;
  /** Whether the reader may follow to customer, order and subscription. */
  readonly maySeeSubject: boolean;
  /** For the operator: whether a cancellation can be granted still. */
  readonly mayGrant: boolean;
};

/** Entries shown; a thread of more is cut off at its beginning. */
const entriesMax = 200;

/** Whose requests an actor may read: its own organisation's, or with `null` everybody's. */
export function supportScopeOf(actor: Actor): Result<string | null, RefusalOf<"role-needed">> {
  if (actor.kind === "operator") {
    const access = decideAccess(actor, "answer-support-requests");
    return access.ok ? ok(null) : access;
  }
  const scope = decidePartnerScope(actor, "write-support-requests");
  return scope.ok ? ok(scope.value.partnerId) : scope;
}

/** One request with its thread, for either side. */
export async function supportRequestView(
  context: ViewContext,
  { requestId }: { readonly requestId: string },
): Promise<Result<SupportRequestView>> {
  const scope = supportScopeOf(context.actor);
  if (!scope.ok) return scope;
  const { db, actor } = context;
  const request = await findSupportRequest(db, scope.value, requestId);
  if (request === undefined) return refused({ code: "not-found", what: "support-request" });
  const found = await listSupportEntries(db, request.partnerId, requestId, entriesMax + 1);
  const entries = found.slice(-entriesMax);
  const attachments = await listSupportAttachments(db, request.partnerId, requestId);
  const format = formatFor(context.reader);
  const names = await namesOf(context, scope.value, request, entries);
  const money = (amount: { amountMinor: number; currency: MoneyText["currency"] } | null) =>
    amount === null ? null : format.money(amount.amountMinor, amount.currency);
  const filesOf = (entryId: string | null) =>
    attachments.filter((file) => file.entryId === entryId).map((file) => attachmentTextOf(file, format));
  return ok({
    ...supportSummaryOf(request, await supportNames(db, scope.value, [request]), format),
    status: request.status,
    description: request.description,
    author: names.get(request.createdBy) ?? null,
    asked: money(request.asked),
    contact: request.contact,
    customerId: request.customerId,
    orderId: request.orderId,
    lineNumber: request.lineNumber,
    subscriptionId: request.subscriptionId,
    closedAt: format.instantOrNull(request.closedAt),
    granted: money(request.granted),
    attachments: filesOf(null),
    entries: entries.map((entry) => ({
      id: entry.id,
      kind: entry.kind,
      side: entry.side,
      author: names.get(entry.userId) ?? null,
      text: entry.text,
      severity: entry.severity,
      granted: money(entry.granted),
      at: format.instant(entry.at),
      attachments: filesOf(entry.id),
    })),
    isCutOff: found.length > entries.length,
    maySeeSubject: actor.kind === "partner" && mayDo(actor, "see-orders"),
    mayGrant: mayDo(actor, "grant-cancellation") && canBeGranted(request),
  });
}

function canBeGranted({ status, granted, orderId }: SupportRequest): boolean {
  return status !== "closed" && granted === null && orderId !== null;
}

async function namesOf(
  { db }: ViewContext,
  scope: string | null,
  request: SupportRequest,
  entries: readonly SupportEntry[],
): Promise<ReadonlyMap<string, string>> {
  const userIds = [request.createdBy, ...entries.map(({ userId }) => userId)];
  return scope === null ? anyUserNamesById(db, userIds) : displayNamesById(db, scope, userIds);
}

function attachmentTextOf({ id, fileName, sizeBytes }: SupportAttachment, format: Format): AttachmentText {
  return { id, fileName, sizeText: fileSizeText(sizeBytes, format.language) };
}
