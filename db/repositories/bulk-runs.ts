import { type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { BulkRowState, BulkState, BulkTerms } from "#app/domain/bulk/bulk-change.ts";
import type { BulkAction } from "#app/domain/bulk/bulk-action.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Db } from "../client.ts";
import {
  instantColumn,
  jsonColumn,
  jsonColumnOrNull,
  readInstant,
  readInstantOrNull,
  readJson,
  readMinor,
} from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { BulkRowTable, BulkRunTable } from "../schema.ts";

/** One change of many subscriptions, from its dry run to its end. */
export type BulkRun = {
  readonly id: string;
  readonly partnerId: string;
  readonly action: BulkAction;
  readonly state: BulkState;
  readonly rowCount: number;
  /** Rows that the dry run found possible. */
  readonly willCount: number;
  readonly doneCount: number;
  readonly refusedCount: number;
  readonly madeBy: string;
  readonly madeAt: Temporal.Instant;
  readonly confirmed: {
    readonly by: string;
    readonly at: Temporal.Instant;
    /** Network address of the request that confirmed it. */
    readonly address: string | null;
  } | null;
  readonly finishedAt: Temporal.Instant | null;
};

/** One subscription of a run. Rows are numbered from 1, in the order of the list that they were chosen from. */
export type BulkRow = {
  readonly runId: string;
  readonly position: number;
  readonly partnerId: string;
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly state: BulkRowState;
  /** What was shown, and what it is carried out on; null where nothing will happen. */
  readonly terms: BulkTerms | null;
  /** Why nothing will happen, or why it was not done. */
  readonly refusal: Refusal | null;
  /** Why the renewal that is switched on will not go through all the same. */
  readonly remark: Refusal | null;
  readonly amountMinor: number | null;
  readonly currency: Currency | null;
  readonly settledAt: Temporal.Instant | null;
};

function runOfRow(row: Selectable<BulkRunTable>): BulkRun {
  const confirmedAt = readInstantOrNull(row.confirmed_at);
  return {
    id: row.id,
    partnerId: row.partner_id,
    action: actionOfRow(row),
    state: row.state,
    rowCount: row.row_count,
    willCount: row.will_count,
    doneCount: row.done_count,
    refusedCount: row.refused_count,
    madeBy: row.made_by,
    madeAt: readInstant(row.made_at),
    confirmed:
      confirmedAt === null || row.confirmed_by === null
        ? null
        : { by: row.confirmed_by, at: confirmedAt, address: row.confirmed_address },
    finishedAt: readInstantOrNull(row.finished_at),
  };
}

function actionOfRow({ kind, term_duration, billing_plan }: Selectable<BulkRunTable>): BulkAction {
  if (kind !== "next-term") return { kind };
  if (term_duration === null || billing_plan === null)
    throw new Error("A change of the next term says what it shall be");
  return { kind, termDuration: term_duration, billingPlan: billing_plan };
}

function rowOfRow(row: Selectable<BulkRowTable>): BulkRow {
  return {
    runId: row.run_id,
    position: row.position,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    subscriptionId: row.subscription_id,
    state: row.state,
    terms: row.terms_json === null ? null : readJson<BulkTerms>(row.terms_json),
    refusal: row.refusal_json === null ? null : readJson<Refusal>(row.refusal_json),
    remark: row.remark_json === null ? null : readJson<Refusal>(row.remark_json),
    amountMinor: row.amount_minor === null ? null : readMinor(row.amount_minor),
    currency: row.currency,
    settledAt: readInstantOrNull(row.settled_at),
  };
}

/** Stores a dry run, without its rows. */
export async function insertBulkRun(
  db: Db,
  run: Pick<BulkRun, "id" | "partnerId" | "action" | "rowCount" | "willCount" | "madeBy" | "madeAt">,
): Promise<void> {
  const { action } = run;
  await db
    .insertInto("bulk_run")
    .values({
      id: run.id,
      partner_id: run.partnerId,
      kind: action.kind,
      term_duration: action.kind === "next-term" ? action.termDuration : null,
      billing_plan: action.kind === "next-term" ? action.billingPlan : null,
      state: "dry-run",
      row_count: run.rowCount,
      will_count: run.willCount,
      done_count: 0,
      refused_count: 0,
      made_by: run.madeBy,
      made_at: instantColumn(run.madeAt),
      confirmed_by: null,
      confirmed_at: null,
      confirmed_address: null,
      finished_at: null,
      worker: null,
      leased_until: null,
    })
    .execute();
}

/** Stores rows of a dry run. At most 500 at a time. */
export async function insertBulkRows(db: Db, rows: readonly BulkRow[]): Promise<void> {
  if (rows.length === 0) return;
  await db
    .insertInto("bulk_row")
    .values(
      rows.map((row) => ({
        run_id: row.runId,
        position: row.position,
        partner_id: row.partnerId,
        customer_id: row.customerId,
        subscription_id: row.subscriptionId,
        state: row.state,
        terms_json: jsonColumnOrNull(row.terms),
        refusal_json: jsonColumnOrNull(row.refusal),
        remark_json: jsonColumnOrNull(row.remark),
        amount_minor: row.amountMinor,
        currency: row.currency,
        settled_at: null,
      })),
    )
    .execute();
}

/** A run of a partner; undefined also where it belongs to another one. */
export async function findBulkRun(
  db: Db,
  partnerId: string,
  runId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<BulkRun | undefined> {
  const query = db.selectFrom("bulk_run").selectAll().where("id", "=", runId).where("partner_id", "=", partnerId);
  const row = await (lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : runOfRow(row);
}

/** One page of a partner's runs, the newest first. */
export async function listBulkRuns(db: Db, partnerId: string, request: PageRequest): Promise<Page<BulkRun>> {
  const { cursor, limit } = request;
  const way = readDirection("desc", cursor);
  let query = db.selectFrom("bulk_run").selectAll().where("partner_id", "=", partnerId);
  if (cursor !== null) query = query.where(beyondKey(["made_at", "id"], "desc", cursor));
  const rows = await query
    .orderBy("made_at", way)
    .orderBy("id", way)
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(runOfRow), request);
}

/** The key of a run in that list. */
export function bulkRunKey({ madeAt, id }: BulkRun): [madeAt: number, id: string] {
  return [madeAt.epochMilliseconds, id];
}

/** One page of the rows of a run, in their order; all of them, or those of one state. */
export async function listBulkRows(
  db: Db,
  run: Pick<BulkRun, "id" | "partnerId">,
  state: BulkRowState | null,
  request: PageRequest,
): Promise<Page<BulkRow>> {
  const { cursor, limit } = request;
  let query = db
    .selectFrom("bulk_row")
    .selectAll()
    .where("run_id", "=", run.id)
    .where("partner_id", "=", run.partnerId);
  if (state !== null) query = query.where("state", "=", state);
  if (cursor !== null) query = query.where(beyondKey(["position"], "asc", cursor));
  const rows = await query
    .orderBy("position", readDirection("asc", cursor))
    .limit(limit + 1)
    .execute();
  return pageOf(rows.map(rowOfRow), request);
}

/** How many rows of a run stand how, and their money. */
export type BulkSum = {
  readonly state: BulkRowState;
  readonly currency: Currency | null;
  readonly rows: number;
  readonly amountMinor: number;
};

/** Sums of a run, by state and currency. */
export async function sumsOfBulkRun(db: Db, run: Pick<BulkRun, "id" | "partnerId">): Promise<BulkSum[]> {
  const rows = await db
    .selectFrom("bulk_row")
    .select((eb) => [
      "state",
      "currency",
      eb.fn.countAll<number>().as("row_count"),
      eb.fn.sum<number | string | null>("amount_minor").as("amount_minor"),
    ])
    .where("run_id", "=", run.id)
    .where("partner_id", "=", run.partnerId)
    .groupBy(["state", "currency"])
    .execute();
  return rows.map((row) => ({
    state: row.state,
    currency: row.currency,
    rows: Number(row.row_count),
    amountMinor: readMinor(Number(row.amount_minor ?? 0)),
  }));
}

/** Confirms a dry run; false where it was confirmed already. */
export async function confirmBulkRun(
  db: Db,
  run: Pick<BulkRun, "id" | "partnerId">,
  { by, at, address }: NonNullable<BulkRun["confirmed"]>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("bulk_run")
    .set({
      state: "confirmed",
      confirmed_by: by,
      confirmed_at: instantColumn(at),
      confirmed_address: address,
    })
    .where("id", "=", run.id)
    .where("partner_id", "=", run.partnerId)
    .where("state", "=", "dry-run")
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** How many runs are confirmed and not at their end, counted no further than `countMax`. */
export async function countOpenBulkRuns(db: Db, countMax: number): Promise<number> {
  const rows = await openRuns(db).select("id").limit(countMax).execute();
  return rows.length;
}

/** The confirmed runs that nobody works on, the longest waiting first. */
export async function listFreeBulkRuns(db: Db, at: Temporal.Instant, limit: number): Promise<BulkRun[]> {
  const rows = await openRuns(db)
    .selectAll()
    .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", instantColumn(at))]))
    .orderBy("confirmed_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(runOfRow);
}

/** Written out, because a database uses a partial index only where it can read its condition in the statement. */
const isOpen = sql<boolean>`state = 'confirmed'`;

function openRuns(db: Db) {
  return db.selectFrom("bulk_run").where(isOpen);
}

/** Takes a run for one worker, or keeps it; false where another one has it or it has ended. */
export async function leaseBulkRun(
  db: Db,
  runId: string,
  lease: { readonly worker: string; readonly at: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("bulk_run")
    .set({ worker: lease.worker, leased_until: instantColumn(lease.until) })
    .where("id", "=", runId)
    .where("state", "=", "confirmed")
    .where((eb) =>
      eb.or([
        eb("leased_until", "is", null),
        eb("leased_until", "<=", instantColumn(lease.at)),
        eb("worker", "=", lease.worker),
      ]),
    )
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Gives a run back that is not at its end, so that the next worker need not wait. */
export async function releaseBulkRun(db: Db, runId: string, worker: string): Promise<void> {
  await db
    .updateTable("bulk_run")
    .set({ worker: null, leased_until: null })
    .where("id", "=", runId)
    .where("worker", "=", worker)
    .execute();
}

/** The next rows of a confirmed run that are still to be carried out. */
export async function listWaitingBulkRows(db: Db, runId: string, limit: number): Promise<BulkRow[]> {
  const rows = await db
    .selectFrom("bulk_row")
    .selectAll()
    .where("run_id", "=", runId)
    .where("state", "=", "will")
    .orderBy("position")
    .limit(limit)
    .execute();
  return rows.map(rowOfRow);
}

/** Whether a row is still to be carried out; locks it, so that whoever works on it too waits. */
export async function isBulkRowWaiting(db: Db, row: Pick<BulkRow, "runId" | "position">): Promise<boolean> {
  const query = db
    .selectFrom("bulk_row")
    .select("state")
    .where("run_id", "=", row.runId)
    .where("position", "=", row.position);
  const found = await lockedForChange(db, query).executeTakeFirst();
  return found?.state === "will";
}

/** Notes what became of a row, and counts it in its run; false where that was noted before. */
export async function settleBulkRow(
  db: Db,
  row: Pick<BulkRow, "runId" | "position">,
  { refusal, at }: { readonly refusal: Refusal | null; readonly at: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("bulk_row")
    .set({
      state: refusal === null ? "done" : "refused",
      refusal_json: refusal === null ? null : jsonColumn(refusal),
      settled_at: instantColumn(at),
    })
    .where("run_id", "=", row.runId)
    .where("position", "=", row.position)
    .where("state", "=", "will")
    .executeTakeFirstOrThrow();
  if (numUpdatedRows !== 1n) return false;
  const counted = refusal === null ? "done_count" : "refused_count";
  await db
    .updateTable("bulk_run")
    .set((eb) => ({ [counted]: eb(counted, "+", 1) }))
    .where("id", "=", row.runId)
    .execute();
  return true;
}

/** Ends a run whose rows are all settled; false where another worker did. */
export async function finishBulkRun(db: Db, runId: string, at: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("bulk_run")
    .set({ state: "done", finished_at: instantColumn(at), worker: null, leased_until: null })
    .where("id", "=", runId)
    .where("state", "=", "confirmed")
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Dry runs made before an instant that nobody confirmed, the oldest first. */
export async function listOldDryRuns(db: Db, before: Temporal.Instant, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom("bulk_run")
    .select("id")
    // A literal, because a database uses a partial index only where it can read the condition in the statement.
    .where(sql<boolean>`state = 'dry-run'`)
    .where("made_at", "<", instantColumn(before))
    .orderBy("made_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes a dry run away with its rows; false where it was confirmed meanwhile, and stays. Within a transaction. */
export async function deleteDryRun(db: Db, runId: string): Promise<boolean> {
  const run = await lockedForChange(
    db,
    db.selectFrom("bulk_run").select("state").where("id", "=", runId),
  ).executeTakeFirst();
  if (run?.state !== "dry-run") return false;
  await db.deleteFrom("bulk_row").where("run_id", "=", runId).execute();
  await db.deleteFrom("bulk_run").where("id", "=", runId).execute();
  return true;
}
