import { type LimitNode, PostgresQueryCompiler, SqliteQueryCompiler, ValueNode } from "kysely";

/**
 * Statements of SQLite with their limits written out, not given as parameters. SQLite takes the value of a limit into
 * account when it plans, and so plans such a statement anew each time one is bound, which takes longer than a keyed
 * read. Pages have few sizes, so there are few texts.
 */
export class SqliteCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    super.visitLimit(written(node));
  }
}

/** The same for PostgreSQL, which takes a limit that it does not know for a tenth of all rows. */
export class PostgresCompiler extends PostgresQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    super.visitLimit(written(node));
  }
}

function written(node: LimitNode): LimitNode {
  const { limit } = node;
  if (!ValueNode.is(limit) || typeof limit.value !== "number") return node;
  return { ...node, limit: ValueNode.createImmediate(limit.value) };
}
