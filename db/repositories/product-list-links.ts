import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, readInstant } from "../columns.ts";

/** What the operator adds to groups of an edition by hand: a name, and the products we sell that belong to it. */

/** A group of an edition. */
export type GroupOfEdition = { readonly editionId: string; readonly groupKey: string };
type Done = { readonly at: Temporal.Instant; readonly by: string | null };

/** Sets the name of a group, or another one in its place; false where it has that name already. */
export async function putGroupName(db: Db, group: GroupOfEdition, name: string, { at, by }: Done): Promise<boolean> {
  const set = { name, set_at: instantColumn(at), set_by: by };
  const row = await db
    .insertInto("product_list_name")
    .values({ edition_id: group.editionId, group_key: group.groupKey, ...set })
    .onConflict((conflict) =>
      conflict.columns(["edition_id", "group_key"]).doUpdateSet(set).where("product_list_name.name", "<>", name),
    )
    .returning("group_key")
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes the name of a group away; false where it had none. */
export async function deleteGroupName(db: Db, { editionId, groupKey }: GroupOfEdition): Promise<boolean> {
  const row = await db
    .deleteFrom("product_list_name")
    .where("edition_id", "=", editionId)
    .where("group_key", "=", groupKey)
    .returning("group_key")
    .executeTakeFirst();
  return row !== undefined;
}

/** Links a product; false where it was linked already. */
export async function insertGroupLink(
  db: Db,
  { editionId, groupKey }: GroupOfEdition,
  productId: string,
  { at, by }: Done,
): Promise<boolean> {
  const row = await db
    .insertInto("product_list_link")
    .values({
      edition_id: editionId,
      group_key: groupKey,
      product_id: productId,
      linked_at: instantColumn(at),
      linked_by: by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("product_id")
    .executeTakeFirst();
  return row !== undefined;
}

/** Takes a link away; false where there was none. */
export async function deleteGroupLink(
  db: Db,
  { editionId, groupKey }: GroupOfEdition,
  productId: string,
): Promise<boolean> {
  const row = await db
    .deleteFrom("product_list_link")
    .where("edition_id", "=", editionId)
    .where("group_key", "=", groupKey)
    .where("product_id", "=", productId)
    .returning("product_id")
    .executeTakeFirst();
  return row !== undefined;
}

export type LinkedProduct = { readonly productId: string; readonly title: string; readonly publisher: string };

/** The products that belong to a group, by title. */
export async function listLinkedProducts(db: Db, { editionId, groupKey }: GroupOfEdition): Promise<LinkedProduct[]> {
  const rows = await db
    .selectFrom("product_list_link")
    .innerJoin("product", "product.id", "product_list_link.product_id")
    .select(["product.id as productId", "product.title", "product.publisher"])
    .where("product_list_link.edition_id", "=", editionId)
    .where("product_list_link.group_key", "=", groupKey)
    .orderBy("product_list_link.product_id")
    .limit(200)
    .execute();
  return rows.toSorted((one, other) => (one.title < other.title ? -1 : 1));
}

/** The groups of an edition that a product belongs to, in the order of the document. */
export async function listGroupsOfProduct(
  db: Db,
  editionId: string,
  productId: string,
): Promise<{ groupKey: string; name: string | null; line: number }[]> {
  return db
    .selectFrom("product_list_link as l")
    .innerJoin("product_list_group as g", (join) =>
      join.onRef("g.edition_id", "=", "l.edition_id").onRef("g.group_key", "=", "l.group_key"),
    )
    .leftJoin("product_list_name as n", (join) =>
      join.onRef("n.edition_id", "=", "g.edition_id").onRef("n.group_key", "=", "g.group_key"),
    )
    .select((select) => ["g.group_key as groupKey", "g.line", select.fn.coalesce("n.name", "g.name").as("name")])
    .where("l.product_id", "=", productId)
    .where("l.edition_id", "=", editionId)
    .orderBy("g.position")
    .execute();
}

/** Every product that may be linked, by title. They are few: what the catalogue has. */
export async function listLinkableProducts(db: Db): Promise<LinkedProduct[]> {
  return db
    .selectFrom("product")
    .select(["id as productId", "title", "publisher"])
    .orderBy("title")
    .orderBy("id")
    .limit(1000)
    .execute();
}

/** What was added by hand to an edition, for carrying it over to the next. */
export async function listHandWork(
  db: Db,
  editionId: string,
): Promise<{
  readonly names: readonly (Done & { readonly groupKey: string; readonly name: string })[];
  readonly links: readonly (Done & { readonly groupKey: string; readonly productId: string })[];
}> {
  const names = await db.selectFrom("product_list_name").selectAll().where("edition_id", "=", editionId).execute();
  const links = await db.selectFrom("product_list_link").selectAll().where("edition_id", "=", editionId).execute();
  return {
    names: names.map((row) => ({
      groupKey: row.group_key,
      name: row.name,
      at: readInstant(row.set_at),
      by: row.set_by,
    })),
    links: links.map((row) => ({
      groupKey: row.group_key,
      productId: row.product_id,
      at: readInstant(row.linked_at),
      by: row.linked_by,
    })),
  };
}
