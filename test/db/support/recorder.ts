import type {
  CompiledQuery,
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from "kysely";
import { createQueryId } from "kysely";
import type { Db } from "#db/client.ts";

/** A connection that remembers what was asked of it. */
export type RecordedDb = { readonly db: Db; readonly take: () => CompiledQuery[] };

/** Wraps a connection; `take` gives the statements since the last time, compiled for its database. */
export function recorded(db: Db): RecordedDb {
  // Parts of a statement pass through here too; only what got a result was asked by itself.
  const nodes = new WeakMap<object, RootOperationNode>();
  let asked: RootOperationNode[] = [];
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }: PluginTransformQueryArgs): RootOperationNode {
      nodes.set(queryId, node);
      return node;
    },
    async transformResult({ result, queryId }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
      const node = nodes.get(queryId);
      if (node !== undefined) asked.push(node);
      return result;
    },
  };
  const executor = db.getExecutor();
  return {
    db: db.withPlugin(plugin),
    take() {
      const taken = asked;
      asked = [];
      return taken.map((node) => executor.compileQuery(node, createQueryId()));
    },
  };
}
