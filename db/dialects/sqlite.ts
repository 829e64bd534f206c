import { setTimeout as sleep } from "node:timers/promises";
import type BetterSqlite from "better-sqlite3";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  SqliteDialect,
  type SqliteDialectConfig,
} from "kysely";
import { isManyRows } from "./many-rows.ts";
import { SqliteCompiler } from "./written-limits.ts";

/**
 * Kysely's SQLite dialect with four differences.
 *
 * Transactions start with `begin immediate`: a deferred one that reads first and writes later fails at once with
 * SQLITE_BUSY_SNAPSHOT when another process wrote in between, whatever the busy timeout.
 * Whoever finds the file locked by another process asks again every millisecond, and lets everybody else in this process
 * go on meanwhile. SQLite itself would wait for up to 100 ms at a time, miss the short rests of a job again and again,
 * and give nobody a turn: a page that wrote beside a run of renewals stood still for seconds, and all others with it.
 * Statements are prepared once and kept, because preparing costs more than running a keyed read.
 * Limits are written into them, because one that is bound has a statement prepared anew after all.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: BetterSqlite.Database;
  readonly #waitMaxMs: number;

  /** @param waitMaxMs how long a statement waits for another process before it fails with SQLITE_BUSY */
  constructor(database: BetterSqlite.Database, waitMaxMs: number) {
    super({ database } as unknown as SqliteDialectConfig);
    this.#database = database;
    this.#waitMaxMs = waitMaxMs;
  }

  override createDriver(): Driver {
    // From here on nothing waits within SQLite.
    this.#database.pragma("busy_timeout = 0");
    return new ImmediateSqliteDriver(this.#database, this.#waitMaxMs);
  }

  override createQueryCompiler(): SqliteCompiler {
    return new SqliteCompiler();
  }
}

/** How many prepared statements a connection keeps; multi-row statements of odd sizes must not pile up. */
const statementsKept = 500;

class ImmediateSqliteDriver implements Driver {
  readonly #database: BetterSqlite.Database;
  readonly #connection: SqliteConnection;
  #queue: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;

  constructor(database: BetterSqlite.Database, waitMaxMs: number) {
    this.#database = database;
    this.#connection = new SqliteConnection(database, { waitMaxMs, letOthersGo: () => this.#letOthersGo() });
  }

  async init(): Promise<void> {}

  async #letOthersGo(): Promise<void> {
    await this.releaseConnection();
    await sleep(waitMs);
    await this.acquireConnection();
  }

  /** One connection for all: whoever asks waits until the one before is done. */
  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#queue;
    let release: () => void = () => {};
    this.#queue = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#release?.();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite itself rolls back on a full disk or an I/O error; a second rollback would hide that error.
    if (this.#database.inTransaction) await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async destroy(): Promise<void> {
    this.#database.close();
  }
}

/** Between two tries of a statement that found the file locked. */
const waitMs = 1;

type Waiting = {
  readonly waitMaxMs: number;
  /** Gives the connection away, waits and takes it back. */
  readonly letOthersGo: () => Promise<void>;
};

class SqliteConnection implements DatabaseConnection {
  readonly #database: BetterSqlite.Database;
  readonly #waiting: Waiting;
  readonly #statements = new Map<string, Prepared>();

  constructor(database: BetterSqlite.Database, waiting: Waiting) {
    this.#database = database;
    this.#waiting = waiting;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const startedMs = performance.now();
    for (;;) {
      try {
        return this.#execute<R>(query);
      } catch (error) {
        // Within a transaction the file is this connection's own already.
        const mayWait = isBusy(error) && !this.#database.inTransaction;
        if (!mayWait || performance.now() - startedMs > this.#waiting.waitMaxMs) throw error;
      }
      await this.#waiting.letOthersGo();
    }
  }

  #execute<R>(query: CompiledQuery): QueryResult<R> {
    const { statement, columns } = this.#prepare(query.sql);
    if (isManyRows(query)) {
      const writeAll = () => query.manyParameters.map((parameters) => statement.run(parameters).changes);
      // All or none, as one statement is.
      const isWithin = this.#database.inTransaction;
      return { rows: (isWithin ? writeAll() : this.#database.transaction(writeAll).immediate()) as R[] };
    }
    if (columns !== undefined) return { rows: rowsOf(statement.all(query.parameters) as unknown[][], columns) as R[] };
    const { changes } = statement.run(query.parameters);
    // A kept `select *` would go on with the columns that its table had.
    if (changesTables.test(query.sql)) this.#statements.clear();
    return { numAffectedRows: BigInt(changes), rows: [] };
  }

  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    // A cached statement can be iterated by one reader only, so a stream prepares its own.
    for (const row of this.#database.prepare(query.sql).iterate(query.parameters)) yield { rows: [row as R] };
  }

  #prepare(text: string): Prepared {
    const known = this.#statements.get(text);
    if (known !== undefined) return known;
    const prepared = preparedOf(this.#database.prepare(text));
    if (this.#statements.size >= statementsKept) {
      const oldest = this.#statements.keys().next().value;
      if (oldest !== undefined) this.#statements.delete(oldest);
    }
    this.#statements.set(text, prepared);
    return prepared;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("SQLITE_BUSY");
}

/** A statement; with the names of its columns where it answers rows. */
type Prepared = { readonly statement: BetterSqlite.Statement; readonly columns: readonly string[] | undefined };

const changesTables = /^\s*(alter|create|drop)\b/i;

function preparedOf(statement: BetterSqlite.Statement): Prepared {
  if (!statement.reader) return { statement, columns: undefined };
  return { statement: statement.raw(), columns: statement.columns().map(({ name }) => name) };
}

/**
 * Rows as objects, from the values alone: the driver would look up the name of every column anew for every row, which
 * takes half as long again for the wide rows of a subscription.
 */
function rowsOf(all: readonly unknown[][], columns: readonly string[]): object[] {
  return all.map((values) => {
    const row: Record<string, unknown> = {};
    columns.forEach((name, index) => {
      row[name] = values[index];
    });
    return row;
  });
}
