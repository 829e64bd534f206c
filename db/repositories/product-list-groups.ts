import type { Selectable } from "kysely";
import type { ListRow, ListRowKind } from "#app/domain/licensing/product-list/rows.ts";
import type { NameSource, PlacedRow, ProductGroup } from "#app/domain/licensing/product-list/product-list.ts";
import type { Db } from "../client.ts";
import { flagColumn, jsonColumn, readFlag, readJson } from "../columns.ts";
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

function groupOfRow(row: Selectable<ProductListGroupTable>): ProductGroup {
  return {
    ...readJson<GroupFacts>(row.facts_json),
    key: row.group_key,
    section: row.section,
    name: row.name,
    nameSource: row.name_source as NameSource,
    line: row.line,
    lineEnd: row.line_end,
    hasBlock: readFlag(row.has_block),
  };
}

/** All groups of an edition, whole, in the order of the document. */
export async function listGroups(db: Db, editionId: string): Promise<ProductGroup[]> {
  const rows = await db
    .selectFrom("product_list_group")
    .selectAll()
    .where("edition_id", "=", editionId)
    .orderBy("position")
    .limit(2000)
    .execute();
  return rows.map(groupOfRow);
}

export async function findGroup(db: Db, editionId: string, groupKey: string): Promise<ProductGroup | undefined> {
  const row = await db
    .selectFrom("product_list_group")
    .selectAll()
    .where("edition_id", "=", editionId)
    .where("group_key", "=", groupKey)
    .executeTakeFirst();
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
