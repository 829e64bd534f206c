import type { Compilable, CompiledQuery } from "kysely";
import type { Db } from "./client.ts";
import { listParameter, OpenValue } from "./dialects/list-parameter.ts";
import { prepareOnce } from "./dialects/postgres.ts";

/** What a query is asked with. A `limit` is part of its text, the others are parameters. */
type Values = Readonly<Record<string, string | number | readonly string[]>> & { readonly limit?: number };

/** Of how many limits a query is kept; a program may ask for pages of any size, and a kept text is never let go. */
const limitsKeptMax = 10;

/**
 * A query that is built and compiled once, and then asked with other values: to build one takes as long as a keyed read
 * itself, and so does planning it on PostgreSQL. For what is read with every call of a program or every page.
 *
 * Nothing about the query but its parameters and its limit may depend on the values, so none of them is null and none
 * decides anything: while it is built they are not known. It is kept for each limit apart.
 */
export function keptQuery<V extends Values, Row>(
  build: (db: Db, values: V) => Compilable<Row>,
): (db: Db, values: V) => Promise<Row[]> {
  // Of one database the text is the same inside and outside of a transaction.
  const kept = new WeakMap<object, Map<number | undefined, CompiledQuery<Row>>>();
  return async (db, values) => {
    const { adapter, plugins } = db.getExecutor();
    const byLimit = kept.get(adapter) ?? new Map<number | undefined, CompiledQuery<Row>>();
    kept.set(adapter, byLimit);
    let query = byLimit.get(values.limit);
    // A plugin has a say in what is asked, and sees it only while it is built.
    if (plugins.length > 0 || (query === undefined && byLimit.size >= limitsKeptMax))
      return (await db.executeQuery<Row>(build(db, values).compile())).rows;
    if (query === undefined) {
      query = build(db, openValues(values.limit)).compile();
      byLimit.set(values.limit, query);
      prepareOnce(db, query.sql);
    }
    const parameters = query.parameters.map((parameter) => given(db, parameter, values));
    const { sql, query: node, queryId } = query;
    const { rows } = await db.executeQuery<Row>({ sql, query: node, queryId, parameters });
    return rows;
  };
}

function openValues<V extends Values>(limit: number | undefined): V {
  const open: unknown = new Proxy({}, { get: (_, name) => (name === "limit" ? limit : new OpenValue(String(name))) });
  return open as V;
}

function given(db: Db, parameter: unknown, values: Values): unknown {
  if (!(parameter instanceof OpenValue)) return parameter;
  const value = values[parameter.name];
  if (value === undefined) throw new TypeError(`A query is asked without ${parameter.name}`);
  return typeof value === "object" ? listParameter(db, value) : value;
}
