import { type RawBuilder, sql } from "kysely";

/**
 * Paging by key: a page starts after (or ends before) the key of a row that the reader has seen. Unlike an offset it
 * neither skips nor repeats rows while others are inserted, and the last page costs what the first one does.
 */
export type Cursor = {
  readonly direction: "after" | "before";
  /** Values of the sort columns of that row, in the order of the sort. */
  readonly key: readonly (string | number)[];
};

export type PageRequest = { readonly limit: number; readonly cursor: Cursor | null };

export type Page<Row> = {
  readonly rows: readonly Row[];
  readonly hasPrevious: boolean;
  readonly hasNext: boolean;
};

/** Which way a list is sorted; all columns of its key the same way. */
export type SortDirection = "asc" | "desc";

/** The way the database has to read, which for a page *before* a key is the other way round. */
export function readDirection(sorted: SortDirection, cursor: Cursor | null): SortDirection {
  if (cursor?.direction !== "before") return sorted;
  return sorted === "asc" ? "desc" : "asc";
}

/** `(a, b) > (1, 2)`: the rows beyond a key, in a form that both databases serve from an index. */
export function beyondKey(columns: readonly string[], sorted: SortDirection, cursor: Cursor): RawBuilder<boolean> {
  if (cursor.key.length !== columns.length) throw new RangeError("A key has one value per sort column");
  const references = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join([...cursor.key]);
  const operator = sql.raw(readDirection(sorted, cursor) === "asc" ? ">" : "<");
  return sql<boolean>`(${references}) ${operator} (${values})`;
}

/** Makes a page of rows read with `limit + 1`; the row too many tells that there is more. */
export function pageOf<Row>(rows: readonly Row[], { limit, cursor }: PageRequest): Page<Row> {
  const hasMore = rows.length > limit;
  const kept = rows.slice(0, limit);
  if (cursor?.direction === "before") return { rows: kept.reverse(), hasPrevious: hasMore, hasNext: true };
  return { rows: kept, hasPrevious: cursor !== null, hasNext: hasMore };
}
