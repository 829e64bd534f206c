import { type SelectQueryBuilder, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { OrderLineRef } from "#app/domain/billing/make-charge.ts";
import { msPerDay, msPerHour } from "#app/domain/calendar/civil.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import type { AdvancingJob } from "#app/domain/jobs/job-names.ts";
import { lookAheadStagesDays, windowClosingNoticeHours } from "#app/domain/policies.ts";
import type { HoldReason } from "#app/domain/subscription/subscription.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { claimedForChange } from "../dialects/locking.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey } from "../keyset.ts";
import type { Database } from "../schema.ts";
import { findNextInvoicingAt } from "./invoicing.ts";
import { mayBeTriedAt, nextRetryAtMs } from "./job-failures.ts";
import { firstPlannedSwitchAfterMs } from "./planned-switches.ts";
import type { SubscriptionRow } from "./subscription-row.ts";

/**
 * What is due at an instant, asked of the database and never counted in ticks. These queries look across all
 * partners, because jobs act for the portal; every row carries its partner on.
 */
type DueQuery<O = object> = SelectQueryBuilder<Database, "subscription", O>;

type DueColumn = "term_end_at" | "next_charge_at";

/** The column in which each job finds its due rows; with the id it is the key of an index. */
const dueColumns = {
  "renew-due-subscriptions": "term_end_at",
  "charge-due-cycles": "next_charge_at",
  "expire-ended-subscriptions": "term_end_at",
} as const satisfies Record<AdvancingJob, DueColumn>;

/** Where a job has come to in its due rows: due instant and id of the last one. */
export type DueCursor = { readonly dueAtMs: number; readonly id: string };

/** A due row, as far as it has to be known to claim it. */
export type DueKey = DueCursor & { readonly partnerId: string; readonly customerId: string };

/** When a row fell due for a job, in epoch milliseconds. */
export function dueAtMsOf(job: AdvancingJob, row: SubscriptionRow): number {
  return row[dueColumns[job]] ?? row.term_end_at;
}

/** Conditions as the partial indexes have them; a condition more or less and the index would not serve. */
function dueRows(db: Db, job: AdvancingJob, at: Temporal.Instant): DueQuery {
  const query = db
    .selectFrom("subscription")
    .where("held_at", "is", null)
    .where(dueColumns[job], "<=", instantColumn(at));
  if (job === "charge-due-cycles") return query.where("next_charge_at", "is not", null);
  return query
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("is_auto_renew_on", "=", job === "renew-due-subscriptions" ? 1 : 0);
}

/** How many subscriptions are due for a job. */
export async function countDue(db: Db, job: AdvancingJob, at: Temporal.Instant): Promise<number> {
  const { count } = await dueRows(db, job, at)
    .where(mayBeTriedAt(at))
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** When the oldest due row fell due; null when none is. */
export async function findOldestDueAt(
  db: Db,
  job: AdvancingJob,
  at: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const [key] = await listDueKeys(db, { job, at, after: null, limit: 1 });
  return key === undefined ? null : instantOfEpochMs(key.dueAtMs);
}

/** The keys of the next due rows after a cursor, oldest first. Read without a lock: whoever claims a row asks again. */
export async function listDueKeys(
  db: Db,
  request: { job: AdvancingJob; at: Temporal.Instant; after: DueCursor | null; limit: number },
): Promise<DueKey[]> {
  const { job, at, after, limit } = request;
  const column = dueColumns[job];
  let query = dueRows(db, job, at)
    .where(mayBeTriedAt(at))
    .select(["id", "partner_id", "customer_id", sql<number>`${sql.ref(column)}`.as("due_at")]);
  if (after !== null)
    query = query.where(beyondKey([column, "id"], "asc", { direction: "after", key: [after.dueAtMs, after.id] }));
  const rows = await query.orderBy(column).orderBy("id").limit(limit).execute();
  return rows.map((row) => ({
    id: row.id,
    dueAtMs: row.due_at,
    partnerId: row.partner_id,
    customerId: row.customer_id,
  }));
}

/**
 * Claims some subscriptions, as far as they are still due, for the transaction at hand. Rows that another process
 * holds are left out; it is doing them.
 */
export async function claimDue(
  tx: Db,
  request: { job: AdvancingJob; at: Temporal.Instant; ids: readonly string[] },
): Promise<SubscriptionRow[]> {
  const { job, at, ids } = request;
  const query = dueRows(tx, job, at)
    .selectAll()
    .where(isAnyOf(tx, "subscription.id", ids));
  return claimedForChange(tx, query).execute();
}

/** Claims one subscription if it is still due; undefined where someone has done it or is doing it. */
export async function claimOneDue(
  tx: Db,
  request: { job: AdvancingJob; at: Temporal.Instant; subscriptionId: string },
): Promise<SubscriptionRow | undefined> {
  const query = dueRows(tx, request.job, request.at).selectAll().where("id", "=", request.subscriptionId);
  return claimedForChange(tx, query).executeTakeFirst();
}

/** Parks a subscription without looking into its record, which may be what is wrong; false where it changed meanwhile. */
export async function holdSubscription(
  tx: Db,
  row: Pick<SubscriptionRow, "id" | "partner_id" | "version">,
  reason: HoldReason,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("subscription")
    .set({ hold_reason: reason, held_at: instantColumn(at), version: row.version + 1 })
    .where("id", "=", row.id)
    .where("partner_id", "=", row.partner_id)
    .where("version", "=", row.version)
    .where("held_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The order lines of the present terms of some subscriptions, by subscription. */
export async function findTermOrders(
  db: Db,
  terms: readonly { readonly id: string; readonly term_number: number }[],
): Promise<ReadonlyMap<string, OrderLineRef>> {
  if (terms.length === 0) return new Map();
  const keys = sql.join(terms.map(({ id, term_number }) => sql`(${id}, cast(${term_number} as bigint))`));
  const rows = await db
    .selectFrom("term")
    .select(["subscription_id", "order_id", "line_number"])
    .where(sql<boolean>`(subscription_id, term_number) in (values ${keys})`)
    .execute();
  return new Map(rows.map((row) => [row.subscription_id, { orderId: row.order_id, lineNumber: row.line_number }]));
}

/** How many running subscriptions have a term that ends within a stretch of time. */
export async function countEndingWithin(db: Db, from: Temporal.Instant, until: Temporal.Instant): Promise<number> {
  const { count } = await db
    .selectFrom("subscription")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("held_at", "is", null)
    .where("term_end_at", ">", instantColumn(from))
    .where("term_end_at", "<=", instantColumn(until))
    .executeTakeFirstOrThrow();
  return count;
}

/** A page of running subscriptions whose term ends within a stretch of time, by end and id, for the look ahead. */
export async function listEndingWithin(
  db: Db,
  request: { from: Temporal.Instant; until: Temporal.Instant; after: DueCursor | null; limit: number },
): Promise<SubscriptionRow[]> {
  let query = db
    .selectFrom("subscription")
    .selectAll()
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("held_at", "is", null)
    .where("term_end_at", ">", instantColumn(request.from))
    .where("term_end_at", "<=", instantColumn(request.until));
  if (request.after !== null) {
    const key = [request.after.dueAtMs, request.after.id];
    query = query.where(beyondKey(["term_end_at", "id"], "asc", { direction: "after", key }));
  }
  return query.orderBy("term_end_at").orderBy("id").limit(request.limit).execute();
}

/** A page of one partner's running subscriptions whose cancellation window closes within a stretch of time. */
export async function listWindowsClosingWithin(
  db: Db,
  request: {
    partnerId: string;
    from: Temporal.Instant;
    until: Temporal.Instant;
    after: DueCursor | null;
    limit: number;
  },
): Promise<SubscriptionRow[]> {
  let query = db
    .selectFrom("subscription")
    .selectAll()
    .where("partner_id", "=", request.partnerId)
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("window_ends_at", ">", instantColumn(request.from))
    .where("window_ends_at", "<=", instantColumn(request.until));
  if (request.after !== null) {
    const key = [request.after.dueAtMs, request.after.id];
    query = query.where(beyondKey(["window_ends_at", "id"], "asc", { direction: "after", key }));
  }
  return query.orderBy("window_ends_at").orderBy("id").limit(request.limit).execute();
}

/** Some subscriptions as they are now, locked for a change. */
export async function lockRows(tx: Db, ids: readonly string[]): Promise<SubscriptionRow[]> {
  const query = tx
    .selectFrom("subscription")
    .selectAll()
    .where(isAnyOf(tx, "id", ids))
    .orderBy("id");
  return lockedForChange(tx, query).execute();
}

/** Ids of all partners, for work that goes partner by partner because its index does. */
export async function listPartnerIds(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("partner").select("id").orderBy("id").execute();
  return rows.map(({ id }) => id);
}

/**
 * The first instant after `after` at which anything falls due: a term's end, a charge, a stage of the look ahead,
 * a window about to close, a retry. Undefined where nothing ever does. For moving the sandbox's clock.
 */
export async function findNextDueAt(db: Db, after: Temporal.Instant): Promise<Temporal.Instant | undefined> {
  const afterMs = instantColumn(after);
  const stages = lookAheadStagesDays.map((days) => days * msPerDay);
  const ends = await Promise.all([0, ...stages].map((ahead) => firstTermEndAfter(db, afterMs + ahead)));
  const candidates = [
    ...ends.map((end, index) => (end === null ? null : end - (index === 0 ? 0 : (stages[index - 1] ?? 0)))),
    await firstChargeAfter(db, afterMs),
    await firstPlannedSwitchAfterMs(db, afterMs),
    await firstWindowNoticeAfter(db, afterMs),
    await nextRetryAtMs(db, after),
    (await findNextInvoicingAt(db, after))?.epochMilliseconds ?? null,
  ].filter((candidate) => candidate !== null);
  return candidates.length === 0 ? undefined : instantOfEpochMs(Math.min(...candidates));
}

async function firstTermEndAfter(db: Db, ms: number): Promise<number | null> {
  const row = await db
    .selectFrom("subscription")
    .select((eb) => eb.fn.min("term_end_at").as("first"))
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("held_at", "is", null)
    .where("term_end_at", ">", ms)
    .executeTakeFirst();
  return row?.first ?? null;
}

async function firstChargeAfter(db: Db, ms: number): Promise<number | null> {
  const row = await db
    .selectFrom("subscription")
    .select((eb) => eb.fn.min("next_charge_at").as("first"))
    .where("next_charge_at", "is not", null)
    .where("held_at", "is", null)
    .where("next_charge_at", ">", ms)
    .executeTakeFirst();
  return row?.first ?? null;
}

async function firstWindowNoticeAfter(db: Db, ms: number): Promise<number | null> {
  const ahead = windowClosingNoticeHours * msPerHour;
  const row = await db
    .selectFrom("subscription")
    .select((eb) => eb.fn.min("window_ends_at").as("first"))
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("window_ends_at", ">", ms + ahead)
    .executeTakeFirst();
  return row?.first === undefined || row.first === null ? null : row.first - ahead;
}
