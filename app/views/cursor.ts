import type { Cursor, Page, PageRequest } from "#db/keyset.ts";

/** Rows of a list page. Fixed, so that the cost of a page is. */
export const rowsPerPage = 50;

/** What stands in the address of a list: the key after which, or before which, the page lies. */
export type PageParams = { readonly after?: string | null; readonly before?: string | null };

/** Values for `?before=` and `?after=` of the pages beside this one; null where there is none. */
export type PageLinks = { readonly previous: string | null; readonly next: string | null };

/**
 * Reads the address of a page. The key holds nothing secret and opens nothing: it only says where to go on among rows
 * that the reader may see anyway. One that is not a key of this list starts at the beginning.
 */
export function pageRequestOf(
  { after, before }: PageParams,
  shape: readonly ("string" | "number")[],
  limit: number = rowsPerPage,
): PageRequest {
  const direction = after ? "after" : "before";
  const text = after || before;
  const key = text ? decodeKey(text, shape) : null;
  return { limit, cursor: key === null ? null : ({ direction, key } satisfies Cursor) };
}

/** The links from a page to its neighbours. */
export function pageLinksOf<Row>(page: Page<Row>, keyOf: (row: Row) => readonly (string | number)[]): PageLinks {
  const first = page.rows[0];
  const last = page.rows.at(-1);
  return {
    previous: page.hasPrevious && first !== undefined ? encodeKey(keyOf(first)) : null,
    next: page.hasNext && last !== undefined ? encodeKey(keyOf(last)) : null,
  };
}

export function encodeKey(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

function decodeKey(text: string, shape: readonly ("string" | "number")[]): (string | number)[] | null {
  try {
    const key: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    if (!Array.isArray(key) || key.length !== shape.length) return null;
    const fits = key.every((value, index) =>
      shape[index] === "number" ? Number.isSafeInteger(value) : typeof value === "string" && !value.includes("\0"),
    );
    return fits ? (key as (string | number)[]) : null;
  } catch {
    return null;
  }
}
