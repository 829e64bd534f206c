import { sql } from "kysely";
import type { Db } from "#db/client.ts";

/**
 * What the renewal job wrote into one table, read back, so that the floor writes exactly the same rows: the same tables,
 * columns, values and order.
 */
export type WrittenRows = {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly unknown[][];
};

/** Columns that the job's update of a renewal names. */
export const updatedColumns = [
  "charged_cycles",
  "next_charge_at",
  "version",
  "next_term_duration",
  "next_billing_plan",
  "next_quantity",
  "term_number",
  "term_duration",
  "billing_plan",
  "quantity",
  "unit_price_minor",
  "currency",
  "availability_id",
  "anchor_on",
  "anchor_term_number",
  "term_start_at",
  "term_end_at",
  "window_opened_at",
  "window_ends_at",
  "will_not_renew_code",
  "will_not_renew_json",
] as const;

const ofRenewal = updatedColumns.map((column) => `s.${column}`).join(", ");

/**
 * The new rows of the tables, in the order in which the job writes them, each table in the order of the renewals.
 * `subscription` stands for its updates.
 */
const sources = {
  subscription: `select ${ofRenewal}, s.id, s.version - 1 as expected_version, s.term_number - 1 as expected_term_number
    from subscription s join term t on t.subscription_id = s.id and t.term_number = 2 order by t.order_id`,
  order: `select * from "order" where kind = 'renewal' order by id`,
  order_line: `select * from order_line where order_kind = 'renewal' order by order_id`,
  term: `select * from term where term_number = 2 order by order_id`,
  charge: `select * from charge where term_number = 2 order by order_id`,
  activity: `select * from activity where action = 'subscription-renewed' order by order_id`,
  notice: `select * from notice where kind = 'renewed' order by order_id`,
} as const;

/** All rows that the job wrote, one entry per table; the n-th rows of all tables belong to one renewal. */
export async function writtenRows(db: Db): Promise<WrittenRows[]> {
  const written: WrittenRows[] = [];
  for (const [table, select] of Object.entries(sources)) {
    const { rows } = await sql.raw<Record<string, unknown>>(select).execute(db);
    const columns = Object.keys(rows[0] ?? {});
    written.push({ table, columns, rows: rows.map((row) => columns.map((column) => row[column])) });
  }
  return written;
}

/** Stretches of `size` renewals, of all tables together. */
export function* pagesOf(written: readonly WrittenRows[], size: number): Generator<WrittenRows[]> {
  const count = written[0]?.rows.length ?? 0;
  for (const { table, rows } of written)
    if (rows.length !== count) throw new Error(`${rows.length} rows of ${table} for ${count} renewals`);
  for (let from = 0; from < count; from += size)
    yield written.map((table) => ({ ...table, rows: table.rows.slice(from, from + size) }));
}

/** The statement that writes one row, with `?` for values: an insert, or the job's compare-and-set. */
export function updateConditions(): string {
  return "id = ? and version = ? and term_number = ?";
}
