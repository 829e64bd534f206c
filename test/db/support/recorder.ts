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
export type RecordedDb = { readonly db: Db; take(): CompiledQuery[] };

/** Wraps a connection; `take` gives the statements since the last time, compiled for its database. */
export function recorded(db: Db): RecordedDb {
  let nodes: RootOperationNode[] = [];
  const plugin: KyselyPlugin = {
    transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
      nodes.push(node);
      return node;
    },
    async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
      return result;
    },
  };
  const executor = db.getExecutor();
  return {
    db: db.withPlugin(plugin),
    take() {
      const taken = nodes;
      nodes = [];
      return taken.map((node) => executor.compileQuery(node, createQueryId()));
    },
  };
}
