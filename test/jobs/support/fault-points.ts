import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from "kysely";
import type { Db } from "#db/client.ts";

/**
 * Fault points: something that happens right after the k-th statement, such as the death of the process. The hook sits
 * on the connection from outside, so that the product has no code for it and none can reach production.
 *
 * Counted is every statement that comes back from the database. `begin` and `commit` are not among them, and need not
 * be: dying before a commit is dying after the last statement of its transaction; dying after it is dying after the
 * first statement of the next, which has changed nothing yet.
 */
export function withFaultPoints(db: Db, afterStatement: (count: number) => void): Db {
  let count = 0;
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }: PluginTransformQueryArgs): RootOperationNode => node,
    transformResult: async ({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> => {
      count += 1;
      afterStatement(count);
      return result;
    },
  };
  return db.withPlugin(plugin);
}
