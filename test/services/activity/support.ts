import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { logActivity } from "#app/services/activity/log-activity.server.ts";
import {
  type ChainReport,
  keyFinder,
  verifyChain,
  type VerifyOptions,
} from "#app/services/activity/verify-chain.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { dialectOf } from "#db/dialects/dialect.ts";
import { instant } from "#test/support/builders.ts";

/** Lines of the log for tests, and what somebody who owns the database could do to them. */

export const at = instant("2026-11-02T09:00:00Z");

export const system: Actor = { kind: "system", job: "test" };

/** Appends lines to a partner's chain, each in a transaction of its own. */
export async function appendLines(
  deps: ServiceDeps,
  partnerId: string | null,
  count: number,
  from: Temporal.Instant = at,
): Promise<void> {
  for (let n = 0; n < count; n++) {
    const draft = activityDone("settings-changed", from.add({ seconds: n }), { partnerId }, { newValue: { n } });
    await deps.db.transaction().execute((tx) => logActivity(tx, deps, system, [draft]));
  }
}

export function verify(deps: ServiceDeps, chain: string, options: VerifyOptions = {}): Promise<ChainReport> {
  return verifyChain(deps.db, keyFinder(deps.db, deps.activityKeys), chain, options);
}

export async function headOf({ db }: ServiceDeps, chain: string) {
  return db.selectFrom("activity_chain").selectAll().where("chain", "=", chain).executeTakeFirstOrThrow();
}

export async function lineAt({ db }: ServiceDeps, chain: string, sequence: number) {
  return db
    .selectFrom("activity")
    .selectAll()
    .where(sql<string>`coalesce(partner_id, '')`, "=", chain)
    .where("sequence", "=", sequence)
    .executeTakeFirstOrThrow();
}

/** Takes the triggers away that would refuse it, as the owner of a database can. For a database of a test's own. */
export async function dropTriggers(db: Db, tables: readonly string[] = ["activity", "activity_chain"]): Promise<void> {
  for (const table of tables) {
    if (dialectOf(db) === "postgres") {
      await sql.raw(`alter table ${table} disable trigger user`).execute(db);
      continue;
    }
    const { rows } = await sql<{
      name: string;
    }>`select name from sqlite_master where type = 'trigger' and tbl_name = ${table}`.execute(db);
    for (const { name } of rows) await sql.raw(`drop trigger ${name}`).execute(db);
  }
}

/** Moves lines of a chain to other places, over places that nobody has. */
export async function shiftLines(db: Db, chain: string, from: number, by: number): Promise<void> {
  const far = 1_000_000;
  await sql`update activity set sequence = sequence + ${sql.lit(far)} where coalesce(partner_id, '') = ${chain} and sequence >= ${from}`.execute(
    db,
  );
  await sql`update activity set sequence = sequence - ${sql.lit(far - by)} where coalesce(partner_id, '') = ${chain} and sequence >= ${sql.lit(far)}`.execute(
    db,
  );
}
