import type { Kysely } from "kysely";
import { dialectOf } from "./dialect.ts";

/**
 * Turns table definitions written in the words that both databases share into statements of the one at hand.
 *
 * SQLite gets STRICT tables (a text in an integer column is refused). PostgreSQL gets 64-bit integers, and text that
 * sorts by bytes, so that a key order is the same in both and never depends on the server's locale.
 */
export function portableDdl<DB>(db: Kysely<DB>, text: string): string[] {
  const statements = text
    .split(";\n")
    .map((statement) => statement.trim().replace(/;$/, ""))
    .filter((statement) => statement !== "");
  return dialectOf(db) === "postgres" ? statements.map(forPostgres) : statements.map(forSqlite);
}

function isTable(statement: string): boolean {
  return /^create table\b/i.test(statement);
}

function forSqlite(statement: string): string {
  return isTable(statement) ? `${statement} strict` : statement;
}

function forPostgres(statement: string): string {
  if (!isTable(statement)) return forPostgresColumn(statement);
  return statement
    .replace(/^(\s+"?\w+"?) integer\b/gim, "$1 bigint")
    .replace(/^(\s+"?\w+"?) text\b/gim, '$1 text collate "C"');
}

/** `alter table … add column name type`: the same types as in a new table. */
function forPostgresColumn(statement: string): string {
  return statement.replace(
    /^(alter table \S+ add column "?\w+"?) (integer|text)\b/i,
    (_, column: string, type: string) => `${column} ${type.toLowerCase() === "text" ? 'text collate "C"' : "bigint"}`,
  );
}
