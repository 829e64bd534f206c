import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { ListRow, ListRowKind } from "#app/domain/licensing/product-list/rows.ts";
import type { NameSource, PlacedRow, ProductGroup } from "#app/domain/licensing/product-list/product-list.ts";
import type { Db } from "../client.ts";
import { flagColumn, jsonColumn, readFlag, readInstant, readJson } from "../columns.ts";
import { bulkInsert } from "../dialects/bulk.ts";
import type { ProductListGroupTable, ProductListRowTable } from "../schema.ts";

/** Groups and rows of an edition of the product list, as the domain has them. */

type GroupFacts = Pick<
  ProductGroup,
  "nameLine" | "attributes" | "pools" | "saClasses" | "predecessors" | "predecessorRemarks" | "notes"
>;

const insertGroupRows = bulkInsert("product_list_group", {
  edition_id: "text",
  group_key: "text",
  position: "integer",
  section: "text",
  name: "text",
  name_source: "text",
  line: "integer",
  line_end: "integer",
  has_block: "integer",
  pools: "text",
  facts_json: "text",
});

export async function insertGroups(db: Db, editionId: string, groups: readonly ProductGroup[]): Promise<void> {
  await insertGroupRows(
    db,
    groups.map((group, index) => {
      const { nameLine, attributes, pools, saClasses, predecessors, predecessorRemarks, notes } = group;
      const facts: GroupFacts = { nameLine, attributes, pools, saClasses, predecessors, predecessorRemarks, notes };
      return {
        edition_id: editionId,
        group_key: group.key,
        position: index + 1,
        section: group.section,
        name: group.name,
        name_source: group.nameSource,
        line: group.line,
        line_end: group.lineEnd,
        has_block: flagColumn(group.hasBlock),
        pools: pools.map(({ value }) => value).join(" "),
        facts_json: jsonColumn(facts),
      };
    }),
  );
}

/** A group as it is read: with the name that an operator gave it, and who and when. */
export type StoredGroup = ProductGroup & {
  readonly named: { readonly at: Temporal.Instant; readonly by: string | null } | null;
};

function selectGroups(db: Db, editionId: string) {
  return db
    .selectFrom("product_list_group as g")
    .leftJoin("product_list_name as n", (join) =>
      join.onRef("n.edition_id", "=", "g.edition_id").onRef("n.group_key", "=", "g.group_key"),
    )
    .leftJoin("user_account as u", "u.id", "n.set_by")
    .selectAll("g")
    .select(["n.name as hand_name", "n.set_at", "u.display_name as set_by_name"])
    .where("g.edition_id", "=", editionId);
}

type GroupRow = Selectable<ProductListGroupTable> & {
  hand_name: string | null;
  set_at: number | null;
  set_by_name: string | null;
};

function groupOfRow(row: GroupRow): StoredGroup {
  return {
    ...readJson<GroupFacts>(row.facts_json),
    key: row.group_key,
    section: row.section,
    name: row.hand_name ?? row.name,
    nameSource: row.hand_name === null ? (row.name_source as NameSource) : "hand",
    named: row.set_at === null ? null : { at: readInstant(row.set_at), by: row.set_by_name },
    line: row.line,
    lineEnd: row.line_end,
    hasBlock: readFlag(row.has_block),
  };
}

/** All groups of an edition, whole, in the order of the document. */
export async function listGroups(db: Db, editionId: string): Promise<StoredGroup[]> {
  const rows = await selectGroups(db, editionId).orderBy("g.position").limit(2000).execute();
  return rows.map(groupOfRow);
}

export async function findGroup(db: Db, editionId: string, groupKey: string): Promise<StoredGroup | undefined> {
  const row = await selectGroups(db, editionId).where("g.group_key", "=", groupKey).executeTakeFirst();
  return row === undefined ? undefined : groupOfRow(row);
}

const insertListRows = bulkInsert("product_list_row", {
  edition_id: "text",
  position: "integer",
  kind: "text",
  group_key: "text",
  line: "integer",
  line_end: "integer",
  facts_json: "text",
});

export async function insertRows(db: Db, editionId: string, rows: readonly PlacedRow[]): Promise<void> {
  await insertListRows(
    db,
    rows.map(({ row, line, lineEnd, groupKey }, index) => ({
      edition_id: editionId,
      position: index + 1,
      kind: row.kind,
      group_key: groupKey,
      line,
      line_end: lineEnd,
      facts_json: jsonColumn(row),
    })),
  );
}

function placedOfRow(row: Selectable<ProductListRowTable>): PlacedRow {
  return { row: readJson<ListRow>(row.facts_json), line: row.line, lineEnd: row.line_end, groupKey: row.group_key };
}

/** All rows of an edition; of some kinds where they are named. */
export async function listRows(db: Db, editionId: string, kinds: readonly ListRowKind[] = []): Promise<PlacedRow[]> {
  const query = db.selectFrom("product_list_row").selectAll().where("edition_id", "=", editionId);
  const rows = await (kinds.length === 0 ? query : query.where("kind", "in", [...kinds]))
    .orderBy("position")
    .limit(5000)
    .execute();
  return rows.map(placedOfRow);
}
