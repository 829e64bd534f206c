import { CompiledQuery } from "kysely";

/**
 * One statement with many sets of parameters. The SQLite driver runs it once per set without giving the event loop
 * a turn in between; the answer has one number per set: how many rows it changed. Other drivers do not know it.
 */
export type ManyRowsQuery = CompiledQuery<number> & {
  readonly manyParameters: readonly (readonly unknown[])[];
};

export function manyRows(text: string, manyParameters: readonly (readonly unknown[])[]): ManyRowsQuery {
  return { ...CompiledQuery.raw(text), manyParameters };
}

export function isManyRows(query: CompiledQuery): query is ManyRowsQuery {
  return "manyParameters" in query;
}
