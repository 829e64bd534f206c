import { type LimitNode, PostgresQueryCompiler, SqliteQueryCompiler, ValueNode } from "kysely";

/*
 * Limits are written into a statement and not given as a parameter. SQLite takes the value of a limit into account when
 * it plans, and so plans such a statement anew each time one is bound, which takes longer than a keyed read; PostgreSQL
 * takes a limit that it does not know for a tenth of all rows. Pages have few sizes, so there are few texts.
 */

export class SqliteCompiler extends SqliteQueryCompiler {
  protected override visitLimit(node: LimitNode): void {
    super.visitLimit(written(node));
  }
}

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
