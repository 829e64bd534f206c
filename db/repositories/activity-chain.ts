import { CompiledQuery, type Selectable, sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { ChainHead, StoredLine } from "#app/domain/activity/chain.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { type BulkColumns, bulkInsert, bulkInsertAndSet } from "../dialects/bulk.ts";
import { dialectOf } from "../dialects/dialect.ts";
import type { ActivityChainTable, ActivityTable } from "../schema.ts";

/** Where a chain ends, and where it began. */
export type StoredHead = ChainHead & {
  readonly keyVersion: number;
  readonly keyMark: string;
  readonly earlierLines: number;
  readonly beginMac: string;
  readonly beginKeyVersion: number;
};

/** The row of a line without its place. */
export type UnplacedRow = Omit<Selectable<ActivityTable>, "sequence" | "previous_mac" | "mac" | "key_version">;

/** Reads and holds the heads of some chains until the transaction ends, in the order of their names; those that have not begun are not among them. */
export async function lockChainHeads(tx: Db, chains: readonly string[]): Promise<StoredHead[]> {
  const query = lockHeads[dialectOf(tx)](chains);
  return (await tx.executeQuery<ActivityChainTable>(query)).rows.map(headOfRow);
}

/** Written out: every transaction that logs asks it, and putting it together took longer than answering it. */
const lockHeads = {
  postgres: (chains: readonly string[]) =>
    CompiledQuery.raw(`select * from activity_chain where chain = any($1::text[]) order by chain for no key update`, [
      [...chains],
    ]),
  // The transaction began with the only write lock there is.
  sqlite: (chains: readonly string[]) =>
    CompiledQuery.raw(`select * from activity_chain where chain in (select value from json_each(?)) order by chain`, [
      JSON.stringify(chains),
    ]),
};

export async function findChainHead(db: Db, chain: string): Promise<StoredHead | undefined> {
  const row = await db.selectFrom("activity_chain").selectAll().where("chain", "=", chain).executeTakeFirst();
  return row === undefined ? undefined : headOfRow(row);
}

/** Begins a chain where it has not begun; of two that come at once one stays. */
export async function insertChain(
  tx: Db,
  begin: { chain: string; mac: string; keyVersion: number; keyMark: string; earlierLines: number },
  at: Temporal.Instant,
): Promise<void> {
  await tx
    .insertInto("activity_chain")
    .values({
      chain: begin.chain,
      sequence: 0,
      mac: begin.mac,
      key_version: begin.keyVersion,
      key_mark: begin.keyMark,
      earlier_lines: begin.earlierLines,
      begin_mac: begin.mac,
      begin_key_version: begin.keyVersion,
      begun_at: instantColumn(at),
    })
    .onConflict((conflict) => conflict.column("chain").doNothing())
    .execute();
}

/** Appends lines that have their places, and moves the heads on that this transaction holds. */
export async function appendPlacedLines(
  tx: Db,
  lines: readonly Selectable<ActivityTable>[],
  moves: readonly (ChainHead & { keyVersion: number; keyMark: string; expectedSequence: number })[],
): Promise<void> {
  const moved = await appendAndMove(
    tx,
    lines,
    moves.map((move) => ({
      sequence: move.sequence,
      mac: move.mac,
      key_version: move.keyVersion,
      key_mark: move.keyMark,
      chain: move.chain,
      expected_sequence: move.expectedSequence,
    })),
  );
  if (moved.includes(false)) throw new Error("A chain of the log moved while it was held");
}

const headColumns = {
  sequence: "integer",
  mac: "text",
  key_version: "integer",
  key_mark: "text",
  chain: "text",
  expected_sequence: "integer",
} as const;

type HeadMove = {
  readonly sequence: number;
  readonly mac: string;
  readonly key_version: number;
  readonly key_mark: string;
  readonly chain: string;
  readonly expected_sequence: number;
};

const lineColumns: BulkColumns<Selectable<ActivityTable>> = {
  id: "text",
  partner_id: "text",
  at: "integer",
  actor_kind: "text",
  actor_user_id: "text",
  actor_job: "text",
  actor_roles: "text",
  address: "text",
  action: "text",
  outcome: "text",
  refusal_code: "text",
  customer_id: "text",
  order_id: "text",
  subscription_id: "text",
  product_id: "text",
  old_json: "text",
  new_json: "text",
  sequence: "integer",
  previous_mac: "text",
  mac: "text",
  key_version: "integer",
  application_id: "text",
};

const appendAndMove = bulkInsertAndSet<"activity", "activity_chain", HeadMove>(
  { table: "activity", columns: lineColumns },
  { table: "activity_chain", key: "chain", expected: ["sequence"], columns: headColumns },
);

/** Puts lines into the table as they are, without moving a head. */
export const insertPlacedLines = bulkInsert("activity", lineColumns);

/** A line of a chain as it is verified. */
export type PlacedLine = {
  readonly line: StoredLine;
  readonly sequence: number;
  readonly previousMac: string;
  readonly mac: string;
  readonly keyVersion: number;
};

const chainColumn = sql<string>`coalesce(partner_id, '')`;

/** The next lines of a chain after a place, in order. */
export async function listChainLines(
  db: Db,
  chain: string,
  page: { readonly after: number; readonly limit: number },
): Promise<PlacedLine[]> {
  const rows = await db
    .selectFrom("activity")
    .selectAll()
    .where(chainColumn, "=", chain)
    .where("sequence", "is not", null)
    .where("sequence", ">", page.after)
    .orderBy("sequence")
    .limit(page.limit)
    .execute();
  return rows.map(placedLineOf);
}

/** The first other line of a chain that says it follows a MAC; looks through all of the chain. */
export async function findLineFollowing(
  db: Db,
  chain: string,
  previousMac: string,
  otherThanId: string,
): Promise<PlacedLine | undefined> {
  const row = await db
    .selectFrom("activity")
    .selectAll()
    .where(chainColumn, "=", chain)
    .where("sequence", "is not", null)
    .where("previous_mac", "=", previousMac)
    .where("id", "<>", otherThanId)
    .orderBy("sequence")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : placedLineOf(row);
}

/** The next lines of a chain from before there was one, by instant and id. */
export async function listEarlierLines(
  db: Db,
  chain: string,
  page: { readonly after: { readonly atMs: number; readonly id: string } | null; readonly limit: number },
): Promise<StoredLine[]> {
  let query = db.selectFrom("activity").selectAll().where(chainColumn, "=", chain).where("sequence", "is", null);
  if (page.after !== null) query = query.where(sql<boolean>`(at, id) > (${page.after.atMs}, ${page.after.id})`);
  const rows = await query.orderBy("at").orderBy("id").limit(page.limit).execute();
  return rows.map(storedLineOf);
}

/** The next chains by name: those that have begun, and the partners and the portal itself, which may have lines without one. */
export async function listChains(db: Db, page: { after: string | null; limit: number }): Promise<string[]> {
  const begun = await nextChains(db, page);
  const partners = await nextPartners(db, page);
  const portal = page.after === null ? [""] : [];
  return [...new Set([...portal, ...begun, ...partners])].sort((a, b) => (a < b ? -1 : 1)).slice(0, page.limit);
}

async function nextChains(db: Db, { after, limit }: { after: string | null; limit: number }): Promise<string[]> {
  const rows = await db
    .selectFrom("activity_chain")
    .select("chain")
    .where("chain", ">", after ?? "")
    .orderBy("chain")
    .limit(limit)
    .execute();
  return rows.map(({ chain }) => chain);
}

async function nextPartners(db: Db, { after, limit }: { after: string | null; limit: number }): Promise<string[]> {
  const rows = await db
    .selectFrom("partner")
    .select("id")
    .where("id", ">", after ?? "")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Lines that all chains together should have. */
export async function countChainedLines(db: Db): Promise<{ readonly chains: number; readonly lines: number }> {
  const row = await db
    .selectFrom("activity_chain")
    .select((eb) => [
      eb.fn.countAll<number>().as("chains"),
      sql<number>`cast(coalesce(sum(sequence + earlier_lines), 0) as bigint)`.as("lines"),
    ])
    .executeTakeFirstOrThrow();
  return { chains: Number(row.chains), lines: Number(row.lines) };
}

function placedLineOf(row: Selectable<ActivityTable>): PlacedLine {
  return {
    line: storedLineOf(row),
    sequence: row.sequence ?? 0,
    previousMac: row.previous_mac ?? "",
    mac: row.mac ?? "",
    keyVersion: row.key_version ?? 0,
  };
}

/** A line as its MAC sees it. */
export function storedLineOf(row: UnplacedRow): StoredLine {
  return {
    id: row.id,
    atMs: row.at,
    actorKind: row.actor_kind,
    userId: row.actor_user_id,
    job: row.actor_job,
    roles: row.actor_roles,
    address: row.address,
    action: row.action,
    outcome: row.outcome,
    refusalCode: row.refusal_code,
    customerId: row.customer_id,
    orderId: row.order_id,
    subscriptionId: row.subscription_id,
    productId: row.product_id,
    oldJson: row.old_json,
    newJson: row.new_json,
    applicationId: row.application_id,
  };
}

function headOfRow(row: Selectable<ActivityChainTable>): StoredHead {
  return {
    chain: row.chain,
    sequence: row.sequence,
    mac: row.mac,
    keyVersion: row.key_version,
    keyMark: row.key_mark,
    earlierLines: row.earlier_lines,
    beginMac: row.begin_mac,
    beginKeyVersion: row.begin_key_version,
  };
}
