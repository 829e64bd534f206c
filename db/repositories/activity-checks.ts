import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { ChainFault, ChainFaultCode } from "#app/domain/activity/chain.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import type { ActivityCheckTable } from "../schema.ts";

/** A verification of the log, as it is shown while it goes and kept afterwards. */
export type ActivityCheck = {
  readonly id: string;
  readonly status: ActivityCheckTable["status"];
  readonly startedBy: string | null;
  readonly startedAt: Temporal.Instant;
  readonly lastProgressAt: Temporal.Instant;
  readonly finishedAt: Temporal.Instant | null;
  readonly progress: CheckProgress;
};

export type CheckProgress = {
  readonly chainsTotal: number;
  readonly chainsDone: number;
  readonly linesTotal: number;
  readonly linesDone: number;
  readonly broken: number;
};

/** What the last verification found in a chain. */
export type ChainCheck = {
  readonly chain: string;
  readonly checkedAt: Temporal.Instant;
  readonly lines: number;
  readonly fault: ChainFault | null;
  /** The seal that it was held against, as a UTC day. */
  readonly sealedOn: string | null;
};

export async function insertCheck(
  db: Db,
  check: { id: string; startedBy: string | null; at: Temporal.Instant },
): Promise<void> {
  await db
    .insertInto("activity_check")
    .values({
      id: check.id,
      status: "running",
      started_by: check.startedBy,
      started_at: instantColumn(check.at),
      last_progress_at: instantColumn(check.at),
      finished_at: null,
      chains_total: 0,
      chains_done: 0,
      lines_total: 0,
      lines_done: 0,
      broken: 0,
    })
    .execute();
}

/** Notes how far a verification has come, and its end. */
export async function updateCheck(
  db: Db,
  id: string,
  progress: CheckProgress,
  at: Temporal.Instant,
  status: ActivityCheck["status"] = "running",
): Promise<void> {
  await db
    .updateTable("activity_check")
    .set({
      status,
      last_progress_at: instantColumn(at),
      finished_at: status === "running" ? null : instantColumn(at),
      chains_total: progress.chainsTotal,
      chains_done: progress.chainsDone,
      lines_total: progress.linesTotal,
      lines_done: progress.linesDone,
      broken: progress.broken,
    })
    .where("id", "=", id)
    .execute();
}

/** A verification whose process died says "running" for ever; this says that it was cut off. */
export async function interruptSilentChecks(db: Db, silentSince: Temporal.Instant): Promise<void> {
  await db
    .updateTable("activity_check")
    .set({ status: "interrupted" })
    .where("status", "=", "running")
    .where("last_progress_at", "<", instantColumn(silentSince))
    .execute();
}

export async function findNewestCheck(db: Db): Promise<ActivityCheck | undefined> {
  const row = await db
    .selectFrom("activity_check")
    .selectAll()
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : checkOfRow(row);
}

/** Keeps what a verification found in a chain, in place of what the one before found. */
export async function putChainCheck(db: Db, checkId: string, check: ChainCheck): Promise<void> {
  const row = {
    check_id: checkId,
    checked_at: instantColumn(check.checkedAt),
    lines: check.lines,
    fault: check.fault?.code ?? null,
    broken_sequence: check.fault?.sequence ?? null,
    broken_id: check.fault?.lineId ?? null,
    sealed_on: check.sealedOn,
  };
  await db
    .insertInto("activity_chain_check")
    .values({ chain: check.chain, ...row })
    .onConflict((conflict) => conflict.column("chain").doUpdateSet(row))
    .execute();
}

/** Chains with what was last found in them, by name; those that were never verified among them. */
export type ChainState = {
  readonly chain: string;
  /** The partner's name; null for what concerns the whole portal. */
  readonly partnerName: string | null;
  readonly lines: number;
  readonly check: ChainCheck | null;
};

/** The next chains by name with their last verification. */
export async function listChainStates(db: Db, page: { after: string | null; limit: number }): Promise<ChainState[]> {
  let query = db
    .selectFrom("activity_chain as chain")
    .leftJoin("activity_chain_check as found", "found.chain", "chain.chain")
    .leftJoin("partner", "partner.id", "chain.chain")
    .select([
      "chain.chain",
      "chain.sequence",
      "chain.earlier_lines",
      "partner.name",
      "found.check_id",
      "found.checked_at",
      "found.lines",
      "found.fault",
      "found.broken_sequence",
      "found.broken_id",
      "found.sealed_on",
    ]);
  if (page.after !== null) query = query.where("chain.chain", ">", page.after);
  const rows = await query.orderBy("chain.chain").limit(page.limit).execute();
  return rows.map((row) => ({
    chain: row.chain,
    partnerName: row.name,
    lines: row.sequence + row.earlier_lines,
    check: row.checked_at === null ? null : chainCheckOf({ ...row, checked_at: row.checked_at, lines: row.lines ?? 0 }),
  }));
}

/** Chains that were last found broken, newest first. */
export async function listBrokenChains(
  db: Db,
  limit: number,
): Promise<(ChainCheck & { partnerName: string | null })[]> {
  const rows = await db
    .selectFrom("activity_chain_check as found")
    .leftJoin("partner", "partner.id", "found.chain")
    .selectAll("found")
    .select("partner.name")
    .where("found.fault", "is not", null)
    .orderBy("found.checked_at", "desc")
    .orderBy("found.chain", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...chainCheckOf(row), partnerName: row.name }));
}

function chainCheckOf(row: {
  chain: string;
  checked_at: number;
  lines: number;
  fault: ChainFaultCode | null;
  broken_sequence: number | null;
  broken_id: string | null;
  sealed_on: string | null;
}): ChainCheck {
  return {
    chain: row.chain,
    checkedAt: readInstant(row.checked_at),
    lines: row.lines,
    fault: row.fault === null ? null : { code: row.fault, sequence: row.broken_sequence, lineId: row.broken_id },
    sealedOn: row.sealed_on,
  };
}

function checkOfRow(row: Selectable<ActivityCheckTable>): ActivityCheck {
  return {
    id: row.id,
    status: row.status,
    startedBy: row.started_by,
    startedAt: readInstant(row.started_at),
    lastProgressAt: readInstant(row.last_progress_at),
    finishedAt: readInstantOrNull(row.finished_at),
    progress: {
      chainsTotal: row.chains_total,
      chainsDone: row.chains_done,
      linesTotal: row.lines_total,
      linesDone: row.lines_done,
      broken: row.broken,
    },
  };
}
