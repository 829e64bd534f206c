import type { PostgresPool, PostgresPoolClient } from "kysely";
import type pg from "pg";
import { isOutdatedPlan } from "./failure-kind.ts";

type Answer = pg.QueryResult<pg.QueryResultRow>;

/** The texts that are asked again and again, and the name that each is prepared by. */
const names = new Map<string, string>();
let named = 0;

/**
 * From now on each connection to PostgreSQL reads and plans this text once, and not each time. A name stays with a
 * connection for as long as that lives: for the few texts of queries that are kept, not for any other.
 */
export function prepareOnce(text: string): void {
  if (!names.has(text)) prepareAnew(text);
}

function prepareAnew(text: string): void {
  named += 1;
  names.set(text, `kept_${named}`);
}

/** The pool of PostgreSQL's driver as the query builder takes it, with the texts that are asked often prepared. */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await pool.connect();
      // The query builder knows a connection again by its object.
      const known = clients.get(client) ?? preparing(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

function preparing(client: pg.PoolClient): PostgresPoolClient {
  const ask = async (text: string, values: readonly unknown[]): Promise<Answer> => {
    const name = names.get(text);
    const asked = { text, values: [...values] };
    if (name === undefined) return client.query(asked);
    const isWithinTransaction = client.getTransactionStatus() !== "I";
    try {
      return await client.query({ ...asked, name });
    } catch (error) {
      if (!isOutdatedPlan(error)) throw error;
      if (names.get(text) === name) prepareAnew(text);
      // A transaction is over with its first error; whoever runs it tries it once more.
      if (isWithinTransaction) throw error;
      return await ask(text, values);
    }
  };
  // The query builder asks for cursors too, where it is set up for them, which it is not.
  const query: unknown = ask;
  return { query: query as PostgresPoolClient["query"], release: () => client.release() };
}
