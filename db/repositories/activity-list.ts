import { type RawBuilder, type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { newestOfEach } from "../dialects/newest-of-each.ts";
import { unindexed } from "../dialects/unindexed.ts";
import { type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { ActivityTable, Database } from "../schema.ts";
import { type ActivityEntry, entryOfRow } from "./activity.ts";

/** Whose lines: one partner's, those of the portal itself, or everybody's, which is for the operator alone. */
export type ActivityScope = { readonly partnerId: string } | "portal" | "all";

/** Which lines a list or an export is about. */
export type ActivityFilter = {
  readonly scope: ActivityScope;
  /** Only these; at least one. */
  readonly actions: readonly ActivityAction[];
  readonly from: Temporal.Instant;
  /** Exclusive. */
  readonly until: Temporal.Instant;
  readonly customerId: string | null;
  readonly userId: string | null;
};

/** A line with everything it says. */
export type ActivityLogEntry = ActivityEntry & {
  readonly partnerId: string | null;
  readonly customerId: string | null;
  readonly orderId: string | null;
  readonly subscriptionId: string | null;
  readonly productId: string | null;
  readonly address: string | null;
  /** Place in its chain; null for lines from before there was one. */
  readonly sequence: number | null;
};

/** The key of a line in a list, for the cursor of the next page. */
export function activityKey(entry: ActivityEntry): (string | number)[] {
  return [entry.at.epochMilliseconds, entry.id];
}

/**
 * One page of the log, newest first. What it costs depends on the number of actions and on the length of the page, and
 * not on the length of the log.
 */
export async function listActivity(db: Db, filter: ActivityFilter, page: PageRequest): Promise<Page<ActivityLogEntry>> {
  if (filter.actions.length === 0) return { rows: [], hasPrevious: false, hasNext: false };
  const direction = sql.raw(readDirection("desc", page.cursor));
  const limit = sql.lit(page.limit + 1);
  const where = sql.join([...placeOf(db, filter), ...rangeOf(filter, page)], sql` and `);
  const keys = newestOfEach(
    db,
    filter.actions,
    (action) => sql<{ at: number; id: string }>`select at, id from activity
      where ${where} and action = ${action} order by at ${direction}, id ${direction} limit ${limit}`,
  );
  const { rows } = await sql<Selectable<ActivityTable>>`select activity.*
    from (select at, id from ${keys} as found order by at ${direction}, id ${direction} limit ${limit}) as listed
    join activity on activity.id = listed.id
    order by listed.at ${direction}, listed.id ${direction}`.execute(db);
  return pageOf(rows.map(logEntryOf), page);
}

/** The columns that a list's index begins with, and the organisation, which every statement names. */
function placeOf(db: Db, { scope, customerId, userId }: ActivityFilter): RawBuilder<boolean>[] {
  const place: RawBuilder<boolean>[] = [];
  if (customerId !== null) place.push(sql<boolean>`customer_id = ${customerId}`);
  if (userId !== null) place.push(sql<boolean>`actor_user_id = ${userId}`);
  if (scope === "all") return place;
  const partnerId = scope === "portal" ? "" : scope.partnerId;
  if (place.length === 0) return [sql<boolean>`coalesce(partner_id, '') = ${partnerId}`];
  return [...place, sql<boolean>`coalesce(${unindexed<string, Database>(db, "partner_id")}, '') = ${partnerId}`];
}

/** From the beginning of the range or the page to the end of either; a cursor lies within its range, or nothing does. */
function rangeOf({ from, until }: ActivityFilter, { cursor }: PageRequest): RawBuilder<boolean>[] {
  const atLeast = sql<boolean>`at >= ${instantColumn(from)}`;
  const before = sql<boolean>`at < ${instantColumn(until)}`;
  if (cursor === null) return [atLeast, before];
  const [at, id] = cursor.key;
  // One bound on each side: of two the index would serve either.
  if (cursor.direction === "after")
    return [atLeast, Number(at) < instantColumn(until) ? sql<boolean>`(at, id) < (${at}, ${id})` : before];
  return [Number(at) >= instantColumn(from) ? sql<boolean>`(at, id) > (${at}, ${id})` : atLeast, before];
}

/** A row of the log with everything it says. */
export function logEntryOf(row: Selectable<ActivityTable>): ActivityLogEntry {
  // Not spread: a copy that is then added to takes ten times as long, and an export has tens of thousands of lines.
  return Object.assign(entryOfRow(row), {
    partnerId: row.partner_id,
    customerId: row.customer_id,
    orderId: row.order_id,
    subscriptionId: row.subscription_id,
    productId: row.product_id,
    address: row.address,
    sequence: row.sequence,
  });
}
