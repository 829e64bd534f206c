import { type Kysely, sql, type Transaction } from "kysely";
import { dialectOf } from "./dialect.ts";

type Row = Record<string, unknown>;
type Table = { readonly name: string; readonly rows: readonly Row[] };

/** What belongs to the migrations and to neither set of rows. */
const notOurs = /^(kysely_|sqlite_)/;

/**
 * Puts all rows of one database in the place of all rows of another with the same tables, in one transaction. Triggers
 * sleep meanwhile: the rows come from a database where they hold. For sandboxes alone: this is the one thing that takes
 * lines out of the log.
 *
 * @param from an SQLite database
 */
export async function replaceAllRows<DB>(to: Kysely<DB>, from: Kysely<DB>): Promise<void> {
  const tables: Table[] = [];
  for (const name of await ordinaryTables(from)) {
    const { rows } = await sql<Row>`select * from ${sql.table(name)}`.execute(from);
    tables.push({ name, rows });
  }
  await to.transaction().execute(async (tx) => {
    if (dialectOf(to) === "postgres") await replaceOnPostgres(tx, tables);
    else await replaceOnSqlite(tx, tables);
  });
}

/** Tables that hold rows of the portal's own: not those that a full text search keeps for itself. */
async function ordinaryTables<DB>(db: Kysely<DB>): Promise<string[]> {
  const virtual = await virtualTables(db);
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(db);
  return rows
    .map(({ name }) => name)
    .filter((name) => !notOurs.test(name) && !virtual.some((own) => name === own || name.startsWith(`${own}_`)));
}

async function virtualTables<DB>(db: Kysely<DB>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and sql like 'create virtual table%'
  `.execute(db);
  return rows.map(({ name }) => name);
}

/** SQLite takes so many values in one statement. */
const valuesMax = 30_000;

async function replaceOnSqlite<DB>(tx: Transaction<DB>, tables: readonly Table[]): Promise<void> {
  await sql`pragma defer_foreign_keys = on`.execute(tx);
  const triggers = await sql<{ name: string; sql: string }>`
    select name, sql from sqlite_master where type = 'trigger'
  `.execute(tx);
  for (const { name } of triggers.rows) await sql`drop trigger ${sql.id(name)}`.execute(tx);
  for (const name of await virtualTables(tx)) await sql`delete from ${sql.table(name)}`.execute(tx);
  for (const { name } of tables) await sql`delete from ${sql.table(name)}`.execute(tx);
  for (const { name, rows } of tables) {
    const columns = Object.keys(rows[0] ?? {});
    const step = Math.max(1, Math.floor(valuesMax / Math.max(1, columns.length)));
    for (let first = 0; first < rows.length; first += step) {
      const lists = rows.slice(first, first + step).map((row) => sql`(${sql.join(columns.map((name) => row[name]))})`);
      await sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))})
        values ${sql.join(lists)}`.execute(tx);
    }
  }
  for (const trigger of triggers.rows) await sql.raw(trigger.sql).execute(tx);
}

async function replaceOnPostgres<DB>(tx: Transaction<DB>, tables: readonly Table[]): Promise<void> {
  const known = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = current_schema()
  `.execute(tx);
  const names = known.rows.map(({ name }) => name).filter((name) => !notOurs.test(name));
  for (const name of names) await sql`alter table ${sql.table(name)} disable trigger user`.execute(tx);
  await sql`truncate ${sql.join(names.map((name) => sql.table(name)))}`.execute(tx);
  const plain = await sql<{ table: string; column: string }>`
    select table_name as "table", column_name as "column" from information_schema.columns
    where table_schema = current_schema() and is_generated = 'NEVER'
  `.execute(tx);
  for (const name of await parentsFirst(tx, names)) {
    const rows = tables.find((table) => table.name === name)?.rows ?? [];
    const [first] = rows;
    if (first === undefined) continue;
    const columns = plain.rows.filter(({ table, column }) => table === name && column in first);
    const list = sql.join(columns.map(({ column }) => sql.id(column)));
    await sql`insert into ${sql.table(name)} (${list})
      select ${list} from json_populate_recordset(null::${sql.table(name)}, ${JSON.stringify(rows)}::json)`.execute(tx);
  }
  for (const name of names) await sql`alter table ${sql.table(name)} enable trigger user`.execute(tx);
}

/** Tables in an order in which each comes after those that it refers to. */
async function parentsFirst<DB>(tx: Transaction<DB>, names: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ child: string; parent: string }>`
    select child.relname as child, parent.relname as parent from pg_constraint
    join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
    where contype = 'f' and connamespace = current_schema()::regnamespace
  `.execute(tx);
  const ordered: string[] = [];
  const visit = (name: string, above: readonly string[]) => {
    if (ordered.includes(name) || above.includes(name)) return;
    for (const { child, parent } of rows) if (child === name && parent !== name) visit(parent, [...above, name]);
    ordered.push(name);
  };
  for (const name of names) visit(name, []);
  return ordered;
}
