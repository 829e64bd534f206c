import { CompiledQuery, type Selectable } from "kysely";
import type { Db } from "../client.ts";
import type { Database } from "../schema.ts";
import { dialectOf } from "./dialect.ts";
import { type ManyRowsQuery, manyRows } from "./many-rows.ts";

/**
 * Writing many rows at once, as fast as each database can.
 *
 * PostgreSQL pays for every round trip, so it gets one statement with one array per column (`unnest`).
 * SQLite runs inside this process and pays for every parsed value instead: one prepared statement, run row by row
 * without leaving the driver, was measured faster there than a long `values` list (1.2 times) and than rows
 * unpacked from JSON with `json_each` (1.9 times).
 */

type ColumnType = "text" | "integer";

/** What a bulk statement has to know of a table: its columns with their types, for the casts PostgreSQL needs. */
export type BulkColumns<Row> = { readonly [C in keyof Row & string]: ColumnType };

type RowOf<T extends keyof Database> = Selectable<Database[T]>;

/** A prepared way to insert rows into one table; made once per table, at module level. */
export type BulkInsert<T extends keyof Database> = (db: Db, rows: readonly RowOf<T>[]) => Promise<void>;

/**
 * Inserts whole rows. A row that breaks a constraint fails the statement, and with it the transaction;
 * `ignoring` names a unique column of which a value that is already there is passed over instead.
 */
export function bulkInsert<T extends keyof Database>(
  table: T,
  columns: BulkColumns<RowOf<T>>,
  options: { readonly ignoring?: keyof RowOf<T> & string } = {},
): BulkInsert<T> {
  const names = Object.keys(columns) as (keyof RowOf<T> & string)[];
  const into = `insert into ${quoted(table)} (${names.map(quoted).join(", ")})`;
  const ignoring = options.ignoring === undefined ? "" : ` on conflict (${quoted(options.ignoring)}) do nothing`;
  const forSqlite = `${into} values (${names.map(() => "?").join(", ")})${ignoring}`;
  const forPostgres = `${into} select * from ${unnest(names.map((name) => columns[name]))}${ignoring}`;
  return async (db, rows) => {
    if (rows.length === 0) return;
    if (dialectOf(db) === "sqlite") await runPerRow(db, forSqlite, rows, names);
    else await db.executeQuery(CompiledQuery.raw(forPostgres, columnsOf(rows, names)));
  };
}

/**
 * A prepared compare-and-set over many rows of a table: sets `set` where `match` still holds.
 * Answers which of the rows were written, in order; the others were changed by someone else meanwhile.
 */
export type BulkUpdate<Row> = (db: Db, rows: readonly Row[]) => Promise<boolean[]>;

/**
 * @param key the column that names one row, unique
 * @param expected columns that must still be as they were read; in the rows they stand as `expected_<column>`
 */
export function bulkCompareAndSet<T extends keyof Database, Row extends { readonly [field: string]: unknown }>(
  table: T,
  key: keyof Row & keyof RowOf<T> & string,
  expected: readonly (keyof RowOf<T> & string)[],
  columns: BulkColumns<Row>,
): BulkUpdate<Row> {
  const { names, set, match, forSqlite, forPostgres } = setText(table, key, expected, columns);
  return async (db, rows) => {
    if (rows.length === 0) return [];
    if (dialectOf(db) === "sqlite") {
      const changes = await runPerRow(db, forSqlite, rows, [...set, ...match]);
      return changes.map((count) => count === 1);
    }
    const { rows: written } = await db.executeQuery<{ id: unknown }>(
      CompiledQuery.raw(forPostgres, columnsOf(rows, names)),
    );
    const ids = new Set(written.map((row) => row.id));
    return rows.map((row) => ids.has(row[key]));
  };
}

/** The statement of a compare-and-set for either database, and the columns whose values it takes. */
function setText<T extends keyof Database, Row extends { readonly [field: string]: unknown }>(
  table: T,
  key: keyof Row & keyof RowOf<T> & string,
  expected: readonly (keyof RowOf<T> & string)[],
  columns: BulkColumns<Row>,
) {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const conditions = new Set<string>([key, ...expected.map((column) => `expected_${column}`)]);
  const set = names.filter((name) => !conditions.has(name));
  const match = [key, ...expected.map((column) => `expected_${column}` as keyof Row & string)];
  const columnOf = (name: string) => quoted(name.replace(/^expected_/, ""));
  const forSqlite =
    `update ${quoted(table)} set ${set.map((name) => `${quoted(name)} = ?`).join(", ")} ` +
    `where ${match.map((name) => `${columnOf(name)} = ?`).join(" and ")}`;
  const forPostgres =
    `update ${quoted(table)} as t set ${set.map((name) => `${quoted(name)} = v.${quoted(name)}`).join(", ")} ` +
    `from ${unnest(names.map((name) => columns[name]))} as v (${names.map(quoted).join(", ")}) ` +
    `where ${match.map((name) => `t.${columnOf(name)} = v.${quoted(name)}`).join(" and ")} ` +
    `returning t.${quoted(key)} as id`;
  return { names, set, match, forSqlite, forPostgres };
}

/**
 * Inserts rows into one table and sets rows of another by compare-and-set. One row of each, which is what every small
 * transaction does, goes in one round trip on PostgreSQL. Answers which of the set rows were written, in order.
 */
export function bulkInsertAndSet<
  T extends keyof Database,
  U extends keyof Database,
  Row extends { readonly [field: string]: unknown },
>(
  insert: { readonly table: T; readonly columns: BulkColumns<RowOf<T>> },
  update: {
    readonly table: U;
    readonly key: keyof Row & keyof RowOf<U> & string;
    readonly expected: readonly (keyof RowOf<U> & string)[];
    readonly columns: BulkColumns<Row>;
  },
): (db: Db, inserted: readonly RowOf<T>[], set: readonly Row[]) => Promise<boolean[]> {
  const insertRows = bulkInsert(insert.table, insert.columns);
  const setRows = bulkCompareAndSet<U, Row>(update.table, update.key, update.expected, update.columns);
  const names = Object.keys(insert.columns) as (keyof RowOf<T> & string)[];
  const { set, match, forSqlite: setOne } = setText(update.table, update.key, update.expected, update.columns);
  const insertOne =
    `insert into ${quoted(insert.table)} (${names.map(quoted).join(", ")}) ` +
    `values (${names.map(() => "?").join(", ")})`;
  const both = numbered(
    `with done as (${setOne} returning 1), added as (${insertOne}) select count(*) as written from done`,
  );
  return async (db, inserted, changed) => {
    const [row, ...otherRows] = inserted;
    const [change, ...otherChanges] = changed;
    const isOneOfEach =
      row !== undefined && change !== undefined && otherRows.length === 0 && otherChanges.length === 0;
    if (!isOneOfEach || dialectOf(db) === "sqlite") {
      await insertRows(db, inserted);
      return setRows(db, changed);
    }
    const parameters = [...[...set, ...match].map((name) => change[name]), ...names.map((name) => row[name])];
    const { rows } = await db.executeQuery<{ written: number }>(CompiledQuery.raw(both, parameters));
    return [rows[0]?.written === 1];
  };
}

/** The parameters of a statement as PostgreSQL counts them. */
function numbered(text: string): string {
  let count = 0;
  return text.replaceAll("?", () => `$${(count += 1)}`);
}

/** One prepared statement for all rows, inside the driver; answers how many rows each of them changed. */
async function runPerRow<Row>(
  db: Db,
  text: string,
  rows: readonly Row[],
  names: readonly (keyof Row)[],
): Promise<number[]> {
  const query: ManyRowsQuery = manyRows(
    text,
    rows.map((row) => names.map((name) => row[name])),
  );
  return (await db.executeQuery<number>(query)).rows;
}

function columnsOf<Row>(rows: readonly Row[], names: readonly (keyof Row)[]): unknown[][] {
  return names.map((name) => rows.map((row) => row[name]));
}

function unnest(types: readonly ColumnType[]): string {
  const arrays = types.map((type, index) => `$${index + 1}::${type === "text" ? "text" : "bigint"}[]`);
  return `unnest(${arrays.join(", ")})`;
}

function quoted(name: string): string {
  return `"${name}"`;
}
