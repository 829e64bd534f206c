import type { Temporal } from "temporal-polyfill";
import type { GroupPair, MatchDoubt } from "#app/domain/licensing/product-list/compare-editions.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import type { GroupOfEdition } from "./product-list-links.ts";

/** Groups of an edition that may be others than they were taken for, and what an operator said of them. */

export type GroupMatch = GroupPair & {
  readonly doubt: MatchDoubt;
  readonly state: "open" | "same" | "apart";
  readonly olderEditionId: string;
  readonly olderName: string | null;
  readonly olderLine: number;
};

/** Notes the doubtful pairs of a new edition and the one before it. */
export async function insertMatches(
  db: Db,
  { editionId, olderEditionId }: { readonly editionId: string; readonly olderEditionId: string },
  pairs: readonly (GroupPair & { readonly doubt: MatchDoubt })[],
): Promise<void> {
  if (pairs.length === 0) return;
  await db
    .insertInto("product_list_match")
    .values(
      pairs.map(({ from, to, doubt }) => ({
        edition_id: editionId,
        group_key: to,
        older_edition_id: olderEditionId,
        older_key: from,
        doubt,
        state: "open" as const,
        settled_at: null,
        settled_by: null,
      })),
    )
    .execute();
}

/** The doubtful pairs of an edition, by the key of its group. */
export async function listMatches(db: Db, editionId: string): Promise<GroupMatch[]> {
  const rows = await db
    .selectFrom("product_list_match as m")
    .innerJoin("product_list_group as g", (join) =>
      join.onRef("g.edition_id", "=", "m.older_edition_id").onRef("g.group_key", "=", "m.older_key"),
    )
    .select(["m.group_key", "m.older_edition_id", "m.older_key", "m.doubt", "m.state", "g.name", "g.line"])
    .where("m.edition_id", "=", editionId)
    .orderBy("m.group_key")
    .execute();
  return rows.map((row) => ({
    from: row.older_key,
    to: row.group_key,
    doubt: row.doubt,
    state: row.state,
    olderEditionId: row.older_edition_id,
    olderName: row.name,
    olderLine: row.line,
  }));
}

/** Says whether both are the same group; false where that was said before. */
export async function settleMatch(
  db: Db,
  { editionId, groupKey }: GroupOfEdition,
  state: "same" | "apart",
  { at, by }: { readonly at: Temporal.Instant; readonly by: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("product_list_match")
    .set({ state, settled_at: instantColumn(at), settled_by: by })
    .where("edition_id", "=", editionId)
    .where("group_key", "=", groupKey)
    .where("state", "<>", state)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
