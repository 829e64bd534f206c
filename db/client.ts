import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import BetterSqlite from "better-sqlite3";
import { Kysely, type Transaction } from "kysely";
import pg from "pg";
import { PreparingPostgresDialect } from "./dialects/postgres.ts";
import { ImmediateSqliteDialect } from "./dialects/sqlite.ts";
import type { Database } from "./schema.ts";

/** A connection or a transaction; repositories take either. */
export type Db = Kysely<Database>;
export type Tx = Transaction<Database>;

/** How long a writer waits for another process before it gives up, in milliseconds. */
const busyTimeoutMs = 10_000;

export type OpenOptions = {
  /** Connections of a PostgreSQL pool; SQLite has one. */
  poolMax?: number;
  /** `full` survives a power cut after every commit; `normal` may lose the last commits, never the consistency. */
  synchronous?: "normal" | "full";
  /** Pages of 4 KiB that SQLite's log may hold before they are copied into the file. */
  checkpointPages?: number;
  /** Memory in which SQLite keeps pages of the file, in MiB. */
  cacheMib?: number;
};

/**
 * Opens the portal's database: `postgres://…` a PostgreSQL, anything else an SQLite file
 * (`file:data/portal.sqlite`, `sqlite:data/portal.sqlite`, a path, or `:memory:`).
 */
export function openDatabase(url: string, options: OpenOptions = {}): Db {
  return isPostgresUrl(url) ? openPostgres(url, options) : openSqlite(sqlitePath(url), options);
}

export function isPostgresUrl(url: string): boolean {
  return /^postgres(ql)?:\/\//.test(url);
}

/** The file behind an SQLite address. */
export function sqlitePath(url: string): string {
  return url.replace(/^(sqlite|file):(\/\/)?/, "");
}

function openSqlite(path: string, options: OpenOptions): Db {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const database = new BetterSqlite(path, { timeout: busyTimeoutMs });
  for (const pragma of sqlitePragmas(options)) database.pragma(pragma);
  return new Kysely<Database>({ dialect: new ImmediateSqliteDialect(database, busyTimeoutMs) });
}

/** How the portal sets up a connection to an SQLite file. */
export function sqlitePragmas({ synchronous = "full", checkpointPages = 8_000, cacheMib = 64 }: OpenOptions): string[] {
  return [
    "journal_mode = WAL",
    "foreign_keys = ON",
    // Money and orders must survive a power cut once the page said "done".
    `synchronous = ${synchronous}`,
    // Work dirties the same index pages again and again; copying them back into the file at every commit (SQLite's
    // own 1,000 pages) cost more than the work itself. 8,000 pages are 32 MB of log.
    `wal_autocheckpoint = ${checkpointPages}`,
    `cache_size = ${-cacheMib * 1024}`,
    "temp_store = MEMORY",
  ];
}

function openPostgres(url: string, options: OpenOptions): Db {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolMax ?? 10,
    connectionTimeoutMillis: busyTimeoutMs,
    // Whatever zone the server runs in, this session counts in UTC.
    options: "-c TimeZone=UTC",
    types: { getTypeParser: parserFor },
  });
  // An idle connection that the server closes must not end the process; the next query gets a new one.
  pool.on("error", () => {});
  return new Kysely<Database>({ dialect: new PreparingPostgresDialect(pool) });
}

const int8 = 20;

/** 64-bit integers come as numbers, and loudly not where they would lose a digit. */
function parserFor(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  if (oid === int8 && format !== "binary") return parseSafeInteger;
  return pg.types.getTypeParser(oid, format as "text") as (value: string) => unknown;
}

function parseSafeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`Integer beyond 2^53 from the database: ${text}`);
  return value;
}
