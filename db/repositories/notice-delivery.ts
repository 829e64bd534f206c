import type { Temporal } from "temporal-polyfill";
import type { Notice, NoticeKind } from "#app/domain/notices/notices.ts";
import type { NoticeChannels, PossibleReader } from "#app/domain/notices/readers.ts";
import { agreementPermissions } from "#app/domain/access/permissions.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { Db } from "../client.ts";
import { instantColumn, readFlag } from "../columns.ts";
import { countUpTo } from "../count-up-to.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { claimedForChange } from "../dialects/locking.ts";
import { noticeOfRow } from "./notices.ts";
import { passwordNeverSet } from "./users.ts";

/** How many notices wait for their readers, up to a number. */
export async function countNoticesToDeliver(db: Db, upTo: number): Promise<number> {
  return countUpTo(db, db.selectFrom("notice_to_deliver").select("notice_id").orderBy("queued_at"), upTo);
}

/** The oldest notices that wait for their readers, claimed for this transaction; what another one holds is left out. */
export async function claimNoticesToDeliver(db: Db, limit: number): Promise<Notice[]> {
  const waiting = db
    .selectFrom("notice_to_deliver")
    .select("notice_id")
    .orderBy("queued_at")
    .orderBy("notice_id")
    .limit(limit);
  const ids = (await claimedForChange(db, waiting).execute()).map((row) => row.notice_id);
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom("notice")
    .selectAll()
    .where(isAnyOf(db, "id", ids))
    .execute();
  return rows.map(noticeOfRow).sort((a, b) => a.queuedAt.epochMilliseconds - b.queuedAt.epochMilliseconds);
}

export async function deleteDelivered(db: Db, noticeIds: readonly string[]): Promise<void> {
  await db
    .deleteFrom("notice_to_deliver")
    .where(isAnyOf(db, "notice_id", noticeIds))
    .execute();
}

/** The people of the operator, of some partners and of some customers who can sign in, with their roles. */
export async function listPossibleReaders(
  db: Db,
  partnerIds: readonly string[],
  customerIds: readonly string[],
): Promise<PossibleReader[]> {
  const columns = ["user_account.id", "user_account.partner_id", "user_account.customer_id", "user_role.role"] as const;
  const accounts = db
    .selectFrom("user_account")
    .innerJoin("user_role", "user_role.user_id", "user_account.id")
    .select(columns)
    .where("user_account.disabled_at", "is", null)
    .where("user_account.password_hash", "<>", passwordNeverSet);
  const people = accounts.where("user_account.customer_id", "is", null);
  const operators = await people.where("user_account.partner_id", "is", null).execute();
  const ofPartners =
    partnerIds.length === 0 ? [] : await people.where(isAnyOf(db, "user_account.partner_id", partnerIds)).execute();
  const ofCustomers =
    customerIds.length === 0
      ? []
      : await accounts.where(isAnyOf(db, "user_account.customer_id", customerIds)).execute();
  const readers = new Map<string, PossibleReader & { readonly roles: Role[] }>();
  for (const { id, partner_id: partnerId, customer_id: customerId, role } of [
    ...operators,
    ...ofPartners,
    ...ofCustomers,
  ]) {
    const side = partnerId === null ? "operator" : customerId === null ? "partner" : "customer";
    const reader = readers.get(id) ?? { userId: id, side, partnerId, customerId, roles: [] };
    reader.roles.push(role);
    readers.set(id, reader);
  }
  return [...readers.values()];
}

/** Who of the customer may certify some upgrade installations by a role at their agreement, and can sign in. */
export async function listCertifiers(
  db: Db,
  installationIds: readonly string[],
): Promise<{ installationId: string; userId: string }[]> {
  if (installationIds.length === 0) return [];
  const rows = await db
    .selectFrom("installation_order")
    .innerJoin("enrollment", "enrollment.id", "installation_order.enrollment_id")
    .innerJoin("agreement_role", "agreement_role.agreement_id", "enrollment.agreement_id")
    .innerJoin("user_account", "user_account.id", "agreement_role.user_id")
    .select(["installation_order.id as installation_id", "user_account.id as user_id"])
    .where(isAnyOf(db, "installation_order.id", installationIds))
    .where("agreement_role.role", "in", [...agreementPermissions["certify-installations"]])
    .where("agreement_role.withdrawn_at", "is", null)
    .whereRef("user_account.customer_id", "=", "installation_order.customer_id")
    .where("user_account.disabled_at", "is", null)
    .where("user_account.password_hash", "<>", passwordNeverSet)
    .execute();
  return rows.map((row) => ({ installationId: row.installation_id, userId: row.user_id }));
}

/** What readers have said about kinds, by user and kind; who said nothing has no entry. */
export async function channelsOfUsers(
  db: Db,
  userIds: readonly string[],
): Promise<Map<string, Map<NoticeKind, NoticeChannels>>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("notice_preference")
    .selectAll()
    .where(isAnyOf(db, "user_id", userIds))
    .execute();
  const byUser = new Map<string, Map<NoticeKind, NoticeChannels>>();
  for (const row of rows) {
    const kinds = byUser.get(row.user_id) ?? new Map<NoticeKind, NoticeChannels>();
    kinds.set(row.kind, { isInPortal: readFlag(row.is_in_portal), isByMail: readFlag(row.is_by_mail) });
    byUser.set(row.user_id, kinds);
  }
  return byUser;
}

/** A notice for one reader. */
export type Delivery = { readonly notice: Notice; readonly userId: string };

/** Rows of one statement: SQLite takes 32,766 values. */
const rowsPerStatement = 500;

/** Lines in inboxes; one that is there already is left as it is, read or not. */
export async function insertInbox(db: Db, deliveries: readonly Delivery[]): Promise<void> {
  for (let from = 0; from < deliveries.length; from += rowsPerStatement)
    await db
      .insertInto("inbox")
      .values(
        deliveries.slice(from, from + rowsPerStatement).map(({ notice, userId }) => ({
          user_id: userId,
          notice_id: notice.id,
          partner_id: notice.partnerId,
          kind: notice.kind,
          queued_at: instantColumn(notice.queuedAt),
          read_at: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(["user_id", "notice_id"]).doNothing())
      .execute();
}

/** Mails to send from an instant on; a reader has one of a notice, whoever comes second. */
export async function insertMails(
  db: Db,
  deliveries: readonly (Delivery & { readonly id: string })[],
  dueAt: Temporal.Instant,
): Promise<void> {
  for (let from = 0; from < deliveries.length; from += rowsPerStatement)
    await db
      .insertInto("mail")
      .values(
        deliveries.slice(from, from + rowsPerStatement).map(({ id, notice, userId }) => ({
          id,
          notice_id: notice.id,
          user_id: userId,
          partner_id: notice.partnerId,
          kind: notice.kind,
          state: "queued" as const,
          attempts: 0,
          queued_at: instantColumn(notice.queuedAt),
          next_attempt_at: instantColumn(dueAt),
          finished_at: null,
          last_verdict: null,
          last_smtp_code: null,
          last_reply: null,
        })),
      )
      .onConflict((conflict) => conflict.columns(["notice_id", "user_id"]).doNothing())
      .execute();
}

/** Notes notices that nobody's role reads, so that somebody sees it. */
export async function insertNoticesWithoutReader(
  db: Db,
  notices: readonly Notice[],
  foundAt: Temporal.Instant,
): Promise<void> {
  if (notices.length === 0) return;
  await db
    .insertInto("notice_without_reader")
    .values(
      notices.map(({ id, partnerId, kind }) => ({
        notice_id: id,
        partner_id: partnerId,
        kind,
        found_at: instantColumn(foundAt),
      })),
    )
    .onConflict((conflict) => conflict.column("notice_id").doNothing())
    .execute();
}

export type NoticeWithoutReader = {
  readonly noticeId: string;
  readonly kind: NoticeKind;
  readonly partnerName: string | null;
  readonly foundAtMs: number;
};

/** The newest notices that were for nobody; for the operator. */
export async function listNoticesWithoutReader(db: Db, limit: number): Promise<NoticeWithoutReader[]> {
  const rows = await db
    .selectFrom("notice_without_reader as n")
    .leftJoin("partner as p", "p.id", "n.partner_id")
    .select(["n.notice_id", "n.kind", "p.name", "n.found_at"])
    .orderBy("n.found_at", "desc")
    .orderBy("n.notice_id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    noticeId: row.notice_id,
    kind: row.kind,
    partnerName: row.name,
    foundAtMs: row.found_at,
  }));
}
