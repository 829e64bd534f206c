import type { Compilable, CompiledQuery } from "kysely";
import type { Db } from "./client.ts";
import { listParameter, OpenValue } from "./dialects/list-parameter.ts";
import { prepareOnce } from "./dialects/prepared-statements.ts";

type Values = Readonly<Record<string, string | number | readonly string[]>>;

/**
 * A query that is built and compiled once, and then asked with other values: to build one takes as long as a keyed read
 * itself, and so does planning it on PostgreSQL. For what is read with every call of a program or every page.
 *
 * Nothing about the query but its parameters may depend on the values, so none of them is null and none decides
 * anything: while it is built they are not known.
 */
export function keptQuery<V extends Values, Row>(
  build: (db: Db, values: V) => Compilable<Row>,
): (db: Db, values: V) => Promise<Row[]> {
  // Of one database the text is the same inside and outside of a transaction.
  const kept = new WeakMap<object, CompiledQuery<Row>>();
  return async (db, values) => {
    const { adapter, plugins } = db.getExecutor();
    // A plugin has a say in what is asked, and sees it only while it is built.
    if (plugins.length > 0) return (await db.executeQuery<Row>(build(db, values).compile())).rows;
    let query = kept.get(adapter);
    if (query === undefined) {
      query = build(db, openValues<V>()).compile();
      kept.set(adapter, query);
      prepareOnce(query.sql);
    }
    const parameters = query.parameters.map((parameter) => given(db, parameter, values));
    const { sql, query: node, queryId } = query;
    const { rows } = await db.executeQuery<Row>({ sql, query: node, queryId, parameters });
    return rows;
  };
}

function openValues<V extends Values>(): V {
  const open: unknown = new Proxy({}, { get: (_, name) => new OpenValue(String(name)) });
  return open as V;
}

function given(db: Db, parameter: unknown, values: Values): unknown {
  if (!(parameter instanceof OpenValue)) return parameter;
  const value = values[parameter.name];
  if (value === undefined) throw new TypeError(`A query is asked without ${parameter.name}`);
  return typeof value === "object" ? listParameter(db, value) : value;
}
