import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Role } from "#app/domain/access/roles.ts";
import type { DownloadLink } from "#app/domain/entitlement/download.ts";
import type { EntitlementId } from "#app/domain/entitlement/entitlement.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { DownloadLinkTable } from "../schema.ts";

/** A link with who made it, and in which role: its own downloads are logged as theirs. */
export type IssuedLink = DownloadLink & {
  readonly createdBy: {
    readonly userId: string;
    readonly kind: "partner" | "customer";
    readonly roles: readonly Role[];
  };
  readonly useCount: number;
};

function linkOfRow(row: Selectable<DownloadLinkTable>): IssuedLink {
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    orderId: row.order_id,
    lineNumber: row.line_number,
    fileId: row.file_id,
    kind: row.kind,
    createdAt: readInstant(row.created_at),
    createdBy: {
      userId: row.created_by,
      kind: row.created_by_kind,
      roles: row.created_by_roles === "" ? [] : (row.created_by_roles.split(",") as Role[]),
    },
    expiresAt: readInstant(row.expires_at),
    firstUsedAt: readInstantOrNull(row.first_used_at),
    useCount: row.use_count,
    revokedAt: readInstantOrNull(row.revoked_at),
  };
}

export async function insertDownloadLink(
  db: Db,
  link: Omit<IssuedLink, "firstUsedAt" | "useCount" | "revokedAt"> & { readonly signedWith: number },
): Promise<void> {
  await db
    .insertInto("download_link")
    .values({
      id: link.id,
      partner_id: link.partnerId,
      customer_id: link.customerId,
      order_id: link.orderId,
      line_number: link.lineNumber,
      file_id: link.fileId,
      kind: link.kind,
      created_at: instantColumn(link.createdAt),
      created_by: link.createdBy.userId,
      created_by_kind: link.createdBy.kind,
      created_by_roles: link.createdBy.roles.join(","),
      expires_at: instantColumn(link.expiresAt),
      signed_with: link.signedWith,
      first_used_at: null,
      last_used_at: null,
      use_count: 0,
      revoked_at: null,
    })
    .execute();
}

/**
 * A link whose signature was checked: whoever holds it has no organisation, the link itself names its own. Locked, so
 * that a cancellation either waits for this use or has been seen by it.
 */
export async function findLinkForUse(db: Db, linkId: string): Promise<IssuedLink | undefined> {
  const query = db.selectFrom("download_link").selectAll().where("id", "=", linkId);
  const row = await lockedForChange(db, query).executeTakeFirst();
  return row === undefined ? undefined : linkOfRow(row);
}

/** Counts a use; the first one starts the five days. */
export async function countLinkUse(db: Db, link: IssuedLink, at: Temporal.Instant): Promise<void> {
  await db
    .updateTable("download_link")
    .set((eb) => ({
      use_count: eb("use_count", "+", 1),
      last_used_at: instantColumn(at),
      ...(link.firstUsedAt === null ? { first_used_at: instantColumn(at) } : {}),
    }))
    .where("id", "=", link.id)
    .where("partner_id", "=", link.partnerId)
    .execute();
}

/**
 * Counts a request from a place, and answers whether it is worth a line in the log: the first from there within a
 * stretch of time, or one that begins the file anew.
 */
export async function countUseFromPlace(
  db: Db,
  use: { readonly linkId: string; readonly place: string; readonly beginsFile: boolean; readonly quietMs: number },
  at: Temporal.Instant,
): Promise<boolean> {
  const now = instantColumn(at);
  const known = await db
    .selectFrom("download_link_use")
    .select("logged_at")
    .where("link_id", "=", use.linkId)
    .where("place", "=", use.place)
    .executeTakeFirst();
  const isLogged = known === undefined || use.beginsFile || now - known.logged_at >= use.quietMs;
  await db
    .insertInto("download_link_use")
    .values({ link_id: use.linkId, place: use.place, logged_at: now, last_at: now, request_count: 1 })
    .onConflict((conflict) =>
      conflict.columns(["link_id", "place"]).doUpdateSet((eb) => ({
        last_at: now,
        request_count: eb("download_link_use.request_count", "+", 1),
        ...(isLogged ? { logged_at: now } : {}),
      })),
    )
    .execute();
  return isLogged;
}

/** Revokes all links of an entitlement, used or not; how many were still good. */
export async function revokeLinksOfEntitlement(
  db: Db,
  partnerId: string,
  id: EntitlementId,
  at: Temporal.Instant,
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("download_link")
    .set({ revoked_at: instantColumn(at) })
    .where("order_id", "=", id.orderId)
    .where("line_number", "=", id.lineNumber)
    .where("partner_id", "=", partnerId)
    .where("revoked_at", "is", null)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/** The newest links of an entitlement, newest first. */
export async function listLinksOfEntitlement(
  db: Db,
  partnerId: string,
  id: EntitlementId,
  limit: number,
): Promise<IssuedLink[]> {
  const rows = await db
    .selectFrom("download_link")
    .selectAll()
    .where("order_id", "=", id.orderId)
    .where("line_number", "=", id.lineNumber)
    .where("partner_id", "=", partnerId)
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(linkOfRow);
}

/** Links by their ids, those of another partner left out. */
export async function listLinksById(db: Db, partnerId: string, linkIds: readonly string[]): Promise<IssuedLink[]> {
  if (linkIds.length === 0) return [];
  const rows = await db
    .selectFrom("download_link")
    .selectAll()
    .where(isAnyOf(db, "id", [...new Set(linkIds)]))
    .where("partner_id", "=", partnerId)
    .execute();
  return rows.map(linkOfRow);
}

/** Links that are still good at an instant, by the master key that their signature comes from. */
export async function countLiveLinksByKey(
  db: Db,
  at: Temporal.Instant,
): Promise<{ readonly keyVersion: number; readonly count: number; readonly lastExpiresAt: Temporal.Instant }[]> {
  const rows = await db
    .selectFrom("download_link")
    .select(["signed_with", (eb) => eb.fn.countAll<number>().as("count"), (eb) => eb.fn.max("expires_at").as("last")])
    .where("revoked_at", "is", null)
    .where("expires_at", ">", instantColumn(at))
    .groupBy("signed_with")
    .orderBy("signed_with")
    .execute();
  return rows.map((row) => ({
    keyVersion: row.signed_with,
    count: Number(row.count),
    lastExpiresAt: readInstant(row.last),
  }));
}
