import { sql } from "kysely";
import type { Db, Tx } from "../client.ts";
import { dialectOf } from "./dialect.ts";

/**
 * A transaction that a power cut does not take back once it has committed, whatever the connection was opened with.
 * For the few cases in which something leaves the house on the word of a row: the line in the log before a key is shown.
 */
export async function durableTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  const isSqlite = dialectOf(db) === "sqlite";
  // SQLite takes the setting outside of a transaction only, and for its one connection; it stays, which costs no safety.
  if (isSqlite) await sql`pragma synchronous = full`.execute(db);
  return db.transaction().execute(async (tx) => {
    if (!isSqlite) await sql`set local synchronous_commit = on`.execute(tx);
    return work(tx);
  });
}
