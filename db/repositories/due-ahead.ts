import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";

/** Instants at which terms end, with how many subscriptions then renew and how many end. */
export type TermEnds = { readonly atMs: number; readonly renewing: number; readonly ending: number };

/** The next instants after one at which terms end, the first first; across all partners, for the operator. */
export async function listTermEnds(db: Db, after: Temporal.Instant, limit: number): Promise<TermEnds[]> {
  const rows = await db
    .selectFrom("subscription")
    .select([
      "term_end_at",
      (eb) => eb.fn.countAll<number>().as("count"),
      sql<number>`cast(sum(is_auto_renew_on) as bigint)`.as("renewing"),
    ])
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where("held_at", "is", null)
    .where("term_end_at", ">", instantColumn(after))
    .groupBy("term_end_at")
    .orderBy("term_end_at")
    .limit(limit)
    .execute();
  return rows.map(({ term_end_at: atMs, count, renewing }) => ({
    atMs,
    renewing: Number(renewing),
    ending: Number(count) - Number(renewing),
  }));
}

/** The next instants after one at which cycles of running terms are charged, the first first. */
export async function listChargeInstants(
  db: Db,
  after: Temporal.Instant,
  limit: number,
): Promise<{ readonly atMs: number; readonly count: number }[]> {
  const rows = await db
    .selectFrom("subscription")
    .select(["next_charge_at", (eb) => eb.fn.countAll<number>().as("count")])
    .where("next_charge_at", "is not", null)
    .where("held_at", "is", null)
    .where("next_charge_at", ">", instantColumn(after))
    .groupBy("next_charge_at")
    .orderBy("next_charge_at")
    .limit(limit)
    .execute();
  return rows.flatMap(({ next_charge_at: atMs, count }) => (atMs === null ? [] : [{ atMs, count: Number(count) }]));
}
