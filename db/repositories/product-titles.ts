import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";

/** What some products are called, by id. */
export async function productTitlesById(db: Db, productIds: readonly string[]): Promise<Map<string, string>> {
  if (productIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("product")
    .select(["id", "title"])
    .where(isAnyOf(db, "id", productIds))
    .execute();
  return new Map(rows.map((row) => [row.id, row.title]));
}
