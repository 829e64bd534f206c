import BetterSqlite from "better-sqlite3";
import pg from "pg";
import { sqlitePath, sqlitePragmas } from "#db/client.ts";
import { jobsConnection } from "#jobs/connection.ts";
import { pagesOf, updateConditions, updatedColumns, type WrittenRows } from "./renewal-rows.ts";

/** Renewals per transaction of the floor. */
const perTransaction = 1_000;

/**
 * The floor: the same rows that the job wrote into one database, written into an equal one with nothing but the
 * driver. Reading them back is not counted. Answers the milliseconds spent writing.
 */
export async function sqliteFloorMs(written: readonly WrittenRows[], targetUrl: string): Promise<number> {
  const database = new BetterSqlite(sqlitePath(targetUrl));
  // The settings of the jobs' own connection, so that the difference is the portal and not the settings.
  for (const pragma of sqlitePragmas(jobsConnection)) database.pragma(pragma);
  const statements = new Map<string, BetterSqlite.Statement>();
  const prepared = ({ table, columns }: WrittenRows): BetterSqlite.Statement => {
    const known = statements.get(table) ?? database.prepare(sqliteStatement(table, columns));
    statements.set(table, known);
    return known;
  };
  let spentMs = 0;
  for (const page of pagesOf(written, perTransaction)) {
    const startedMs = performance.now();
    database.exec("begin immediate");
    for (const table of page) {
      const statement = prepared(table);
      for (const row of table.rows) statement.run(row);
    }
    database.exec("commit");
    spentMs += performance.now() - startedMs;
  }
  database.close();
  return spentMs;
}

function sqliteStatement(table: string, columns: readonly string[]): string {
  if (table === "subscription")
    return `update subscription set ${updatedColumns.map((column) => `${column} = ?`).join(", ")} where ${updateConditions()}`;
  return `insert into "${table}" (${columns.map(quoted).join(", ")}) values (${columns.map(() => "?").join(", ")})`;
}

/** The same on PostgreSQL: plain `pg`, one statement with one array per column for 1,000 rows of a table. */
export async function postgresFloorMs(written: readonly WrittenRows[], targetUrl: string): Promise<number> {
  const client = new pg.Client({ connectionString: targetUrl });
  await client.connect();
  const types = await columnTypes(client);
  let spentMs = 0;
  for (const page of pagesOf(written, perTransaction)) {
    const startedMs = performance.now();
    await client.query("begin");
    for (const { table, columns, rows } of page)
      await client.query(
        postgresStatement(table, columns, types),
        columns.map((_, column) => rows.map((row) => row[column])),
      );
    await client.query("commit");
    spentMs += performance.now() - startedMs;
  }
  await client.end();
  return spentMs;
}

function postgresStatement(table: string, columns: readonly string[], types: ReadonlyMap<string, string>): string {
  const arrays = columns
    .map((column, index) => `$${index + 1}::${types.get(`${table}.${column.replace(/^expected_/, "")}`)}[]`)
    .join(", ");
  const names = columns.map(quoted).join(", ");
  if (table !== "subscription") return `insert into "${table}" (${names}) select * from unnest(${arrays})`;
  const set = updatedColumns.map((column) => `${column} = v.${column}`).join(", ");
  return (
    `update subscription as t set ${set} from unnest(${arrays}) as v (${names}) ` +
    `where t.id = v.id and t.version = v.expected_version and t.term_number = v.expected_term_number`
  );
}

async function columnTypes(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ name: string; type: string }>(
    `select table_name || '.' || column_name as name, data_type as type from information_schema.columns where table_schema = 'public'`,
  );
  return new Map(rows.map(({ name, type }) => [name, type]));
}

function quoted(name: string): string {
  return `"${name}"`;
}
