import { type Kysely, PostgresAdapter, PostgresDialect, type PostgresPool, type PostgresPoolClient } from "kysely";
import type pg from "pg";
import { isOutdatedPlan } from "./failure-kind.ts";
import { PostgresCompiler } from "./written-limits.ts";

type Answer = pg.QueryResult<pg.QueryResultRow>;

/**
 * Kysely's PostgreSQL dialect with two differences. Texts that are asked often are prepared by a name, and limits are
 * written into them.
 */
export class PreparingPostgresDialect extends PostgresDialect {
  readonly #names: StatementNames;

  constructor(pool: pg.Pool) {
    const names = new StatementNames();
    super({ pool: preparingPool(pool, names) });
    this.#names = names;
  }

  override createAdapter(): PreparingAdapter {
    return new PreparingAdapter(this.#names);
  }

  override createQueryCompiler(): PostgresCompiler {
    return new PostgresCompiler();
  }
}

/** What a query builder and its transactions have in common; so the names of a database are found from each of them. */
class PreparingAdapter extends PostgresAdapter {
  readonly statementNames: StatementNames;
  constructor(names: StatementNames) {
    super();
    this.statementNames = names;
  }
}

/** The texts that are asked of a database again and again, and the name that each is prepared by. */
class StatementNames {
  readonly #names = new Map<string, string>();
  #named = 0;

  of(text: string): string | undefined {
    return this.#names.get(text);
  }

  give(text: string): void {
    if (!this.#names.has(text)) this.giveAnew(text);
  }

  giveAnew(text: string): void {
    this.#named += 1;
    this.#names.set(text, `kept_${this.#named}`);
  }
}

/**
 * From now on each connection to PostgreSQL reads and plans this text once, and not each time. A name stays with a
 * connection for as long as that lives: for the few texts of queries that are kept, not for any other.
 */
export function prepareOnce<DB>(db: Kysely<DB>, text: string): void {
  const { adapter } = db.getExecutor();
  // Known by what it has: the built pages come with a copy of this module of their own, and so with other classes.
  if ("statementNames" in adapter) (adapter as PreparingAdapter).statementNames.give(text);
}

/** The pool of PostgreSQL's driver as the query builder takes it, with the texts that are asked often prepared. */
function preparingPool(pool: pg.Pool, names: StatementNames): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    async connect() {
      const client = await pool.connect();
      // The query builder knows a connection again by its object.
      const known = clients.get(client) ?? preparing(client, names);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

function preparing(client: pg.PoolClient, names: StatementNames): PostgresPoolClient {
  const ask = async (text: string, values: readonly unknown[]): Promise<Answer> => {
    const name = names.of(text);
    const asked = { text, values: [...values] };
    if (name === undefined) return client.query(asked);
    const isWithinTransaction = client.getTransactionStatus() !== "I";
    try {
      return await client.query({ ...asked, name });
    } catch (error) {
      if (!isOutdatedPlan(error)) throw error;
      if (names.of(text) === name) names.giveAnew(text);
      // A transaction is over with its first error; whoever runs it tries it once more.
      if (isWithinTransaction) throw error;
      return await ask(text, values);
    }
  };
  // The query builder asks for cursors too, where it is set up for them, which it is not.
  const query: unknown = ask;
  return { query: query as PostgresPoolClient["query"], release: () => client.release() };
}
