import type { Selectable } from "kysely";
import type {
  SupportAmount,
  SupportAttachment,
  SupportEntry,
  SupportRequest,
} from "#app/domain/support/support-request.ts";
import { severityRank } from "#app/domain/support/support-request.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Db } from "../client.ts";
import { instantColumn, instantColumnOrNull, readInstant, readInstantOrNull, readMinor } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { SupportAttachmentTable, SupportEntryTable, SupportRequestTable } from "../schema.ts";

/** Whose requests: one partner's, or with `null` everybody's, for the operator. */
export type SupportScope = string | null;

function amountOf(minor: number | null, currency: Currency | null): SupportAmount | null {
  return minor === null || currency === null ? null : { amountMinor: readMinor(minor), currency };
}

export function supportRequestOfRow(row: Selectable<SupportRequestTable>): SupportRequest {
  const granted = amountOf(row.granted_minor, row.granted_currency);
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    orderId: row.order_id,
    lineNumber: row.line_number,
    subscriptionId: row.subscription_id,
    topic: row.topic,
    severity: row.severity,
    status: row.status,
    title: row.title,
    description: row.description,
    asked: amountOf(row.asked_minor, row.asked_currency),
    contact: { name: row.contact_name, email: row.contact_email, phone: row.contact_phone },
    createdAt: readInstant(row.created_at),
    createdBy: row.created_by,
    changedAt: readInstant(row.changed_at),
    changedBy: row.changed_by,
    closedAt: readInstantOrNull(row.closed_at),
    reopenedCount: row.reopened_count,
    answeredAt: readInstantOrNull(row.answered_at),
    granted:
      granted === null || row.granted_at === null || row.granted_by === null
        ? null
        : { ...granted, at: readInstant(row.granted_at), by: row.granted_by },
    version: row.version,
  };
}

function rowOfSupportRequest(request: SupportRequest): Selectable<SupportRequestTable> {
  const { asked, contact, granted } = request;
  return {
    id: request.id,
    partner_id: request.partnerId,
    customer_id: request.customerId,
    order_id: request.orderId,
    line_number: request.lineNumber,
    subscription_id: request.subscriptionId,
    topic: request.topic,
    severity: request.severity,
    severity_rank: severityRank(request.severity),
    status: request.status,
    title: request.title,
    description: request.description,
    asked_minor: asked?.amountMinor ?? null,
    asked_currency: asked?.currency ?? null,
    contact_name: contact.name,
    contact_email: contact.email,
    contact_phone: contact.phone,
    created_at: instantColumn(request.createdAt),
    created_by: request.createdBy,
    changed_at: instantColumn(request.changedAt),
    changed_by: request.changedBy,
    closed_at: instantColumnOrNull(request.closedAt),
    reopened_count: request.reopenedCount,
    answered_at: instantColumnOrNull(request.answeredAt),
    granted_minor: granted?.amountMinor ?? null,
    granted_currency: granted?.currency ?? null,
    granted_at: instantColumnOrNull(granted?.at ?? null),
    granted_by: granted?.by ?? null,
    version: request.version,
  };
}

export async function insertSupportRequest(db: Db, request: SupportRequest): Promise<void> {
  await db.insertInto("support_request").values(rowOfSupportRequest(request)).execute();
}

/** A request; with a partner, only that partner's. */
export async function findSupportRequest(
  db: Db,
  scope: SupportScope,
  requestId: string,
  options: { readonly lock: boolean } = { lock: false },
): Promise<SupportRequest | undefined> {
  let query = db.selectFrom("support_request").selectAll().where("id", "=", requestId);
  if (scope !== null) query = query.where("partner_id", "=", scope);
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : supportRequestOfRow(row);
}

/** Writes a changed request over the one it was decided on; false where another change came first. */
export async function updateSupportRequest(db: Db, before: SupportRequest, after: SupportRequest): Promise<boolean> {
  const { id, partner_id, ...changed } = rowOfSupportRequest(after);
  const { numUpdatedRows } = await db
    .updateTable("support_request")
    .set(changed)
    .where("id", "=", id)
    .where("partner_id", "=", partner_id)
    .where("version", "=", before.version)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Appends to the thread; a few entries at a time. */
export async function insertSupportEntries(db: Db, entries: readonly SupportEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db
    .insertInto("support_entry")
    .values(
      entries.map((entry) => ({
        id: entry.id,
        request_id: entry.requestId,
        partner_id: entry.partnerId,
        kind: entry.kind,
        side: entry.side,
        user_id: entry.userId,
        text: entry.text,
        severity: entry.severity,
        granted_minor: entry.granted?.amountMinor ?? null,
        granted_currency: entry.granted?.currency ?? null,
        at: instantColumn(entry.at),
      })),
    )
    .execute();
}

function entryOfRow(row: Selectable<SupportEntryTable>): SupportEntry {
  return {
    id: row.id,
    requestId: row.request_id,
    partnerId: row.partner_id,
    kind: row.kind,
    side: row.side,
    userId: row.user_id,
    text: row.text,
    severity: row.severity,
    granted: amountOf(row.granted_minor, row.granted_currency),
    at: readInstant(row.at),
  };
}

/** The thread of a request, oldest first: the last `limit` entries of it. */
export async function listSupportEntries(
  db: Db,
  partnerId: string,
  requestId: string,
  limit: number,
): Promise<SupportEntry[]> {
  const rows = await db
    .selectFrom("support_entry")
    .selectAll()
    .where("request_id", "=", requestId)
    .where("partner_id", "=", partnerId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(entryOfRow).reverse();
}

export async function insertSupportAttachments(db: Db, attachments: readonly SupportAttachment[]): Promise<void> {
  if (attachments.length === 0) return;
  await db
    .insertInto("support_attachment")
    .values(
      attachments.map((attachment) => ({
        id: attachment.id,
        request_id: attachment.requestId,
        partner_id: attachment.partnerId,
        entry_id: attachment.entryId,
        file_name: attachment.fileName,
        kind: attachment.kind,
        sha256: attachment.sha256,
        size_bytes: attachment.sizeBytes,
        uploaded_at: instantColumn(attachment.uploadedAt),
      })),
    )
    .execute();
}

function attachmentOfRow(row: Selectable<SupportAttachmentTable>): SupportAttachment {
  return {
    id: row.id,
    requestId: row.request_id,
    partnerId: row.partner_id,
    entryId: row.entry_id,
    fileName: row.file_name,
    kind: row.kind,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    uploadedAt: readInstant(row.uploaded_at),
  };
}

/** The files of a request in the order in which they came; there are a few. */
export async function listSupportAttachments(
  db: Db,
  partnerId: string,
  requestId: string,
): Promise<SupportAttachment[]> {
  const rows = await db
    .selectFrom("support_attachment")
    .selectAll()
    .where("request_id", "=", requestId)
    .where("partner_id", "=", partnerId)
    .orderBy("id")
    .execute();
  return rows.map(attachmentOfRow);
}

/** How many files a request has. */
export async function countSupportAttachments(db: Db, partnerId: string, requestId: string): Promise<number> {
  const row = await db
    .selectFrom("support_attachment")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("request_id", "=", requestId)
    .where("partner_id", "=", partnerId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** A file of a request; with a partner, only that partner's. */
export async function findSupportAttachment(
  db: Db,
  scope: SupportScope,
  requestId: string,
  attachmentId: string,
): Promise<SupportAttachment | undefined> {
  let query = db
    .selectFrom("support_attachment")
    .selectAll()
    .where("id", "=", attachmentId)
    .where("request_id", "=", requestId);
  if (scope !== null) query = query.where("partner_id", "=", scope);
  const row = await query.executeTakeFirst();
  return row === undefined ? undefined : attachmentOfRow(row);
}

/** Why credits were granted. */
export async function insertGrantedCredits(
  db: Db,
  credits: readonly {
    readonly creditId: string;
    readonly requestId: string;
    readonly partnerId: string;
    readonly reason: string;
  }[],
): Promise<void> {
  if (credits.length === 0) return;
  await db
    .insertInto("granted_credit")
    .values(
      credits.map(({ creditId, requestId, partnerId, reason }) => ({
        credit_id: creditId,
        request_id: requestId,
        partner_id: partnerId,
        reason,
      })),
    )
    .execute();
}
