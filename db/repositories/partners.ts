import { type Selectable, sql } from "kysely";
import type { Db } from "../client.ts";
import { flagColumn, readFlag } from "../columns.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { PartnerTable } from "../schema.ts";

export type PartnerName = { readonly id: string; readonly name: string };

/** Partners by name, to choose one from. */
export async function listPartnerNames(db: Db, limit: number): Promise<PartnerName[]> {
  return db.selectFrom("partner").select(["id", "name"]).orderBy("name").orderBy("id").limit(limit).execute();
}

/** A partner with what the operator decides about it. */
export type PartnerRecord = PartnerName & { readonly country: string; readonly sellsPerpetual: boolean };

function partnerOfRow({
  sells_perpetual: sells,
  ...partner
}: Pick<Selectable<PartnerTable>, "id" | "name" | "country" | "sells_perpetual">): PartnerRecord {
  return { ...partner, sellsPerpetual: readFlag(sells) };
}

/** What the list of partners is sorted by. */
export function partnerKey({ name, id }: PartnerName): [string, string] {
  return [name, id];
}

/** All partners by name. For the operator. */
export async function listPartnerPage(db: Db, page: PageRequest): Promise<Page<PartnerRecord>> {
  const way = readDirection("asc", page.cursor);
  let query = db.selectFrom("partner").select(["id", "name", "country", "sells_perpetual"]);
  if (page.cursor !== null) query = query.where(beyondKey(["name", "id"], "asc", page.cursor));
  const rows = await query
    .orderBy("name", way)
    .orderBy("id", way)
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows.map(partnerOfRow), page);
}

/** How many customers some partners have, each counted no further than `countMax`. For the operator. */
export async function countCustomersByPartner(
  db: Db,
  partnerIds: readonly string[],
  countMax: number,
): Promise<Map<string, number>> {
  if (partnerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("partner")
    .select((eb) => [
      "partner.id",
      eb
        .selectFrom(
          eb
            .selectFrom("customer")
            .select(sql<number>`1`.as("found"))
            .whereRef("customer.partner_id", "=", "partner.id")
            .orderBy("created_at")
            .limit(countMax)
            .as("capped"),
        )
        .select((inner) => inner.fn.countAll<number>().as("count"))
        .as("customers"),
    ])
    .where(isAnyOf(db, "partner.id", partnerIds))
    .execute();
  return new Map(rows.map(({ id, customers }) => [id, Number(customers)]));
}

/** Sets whether a partner sells perpetual software; false where it is so already. */
export async function updateSellsPerpetual(db: Db, partnerId: string, sellsPerpetual: boolean): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("partner")
    .set({ sells_perpetual: flagColumn(sellsPerpetual) })
    .where("id", "=", partnerId)
    .where("sells_perpetual", "!=", flagColumn(sellsPerpetual))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The partner of a customer; undefined where there is no such customer. For whoever may see all partners. */
export async function findPartnerOfCustomer(db: Db, customerId: string): Promise<string | undefined> {
  const row = await db.selectFrom("customer").select("partner_id").where("id", "=", customerId).executeTakeFirst();
  return row?.partner_id;
}

/** What users are called whose organisation does not matter to the reader, by id. For whoever may see all of them. */
export async function anyUserNamesById(db: Db, userIds: readonly string[]): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("user_account")
    .select(["id", "display_name"])
    .where("id", "in", [...new Set(userIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

/** The same of customers. */
export async function anyCustomerNamesById(db: Db, customerIds: readonly string[]): Promise<Map<string, string>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("customer")
    .select(["id", "name"])
    .where("id", "in", [...new Set(customerIds)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** A partner by its id. */
export async function findPartnerById(db: Db, partnerId: string): Promise<PartnerRecord | undefined> {
  const row = await db
    .selectFrom("partner")
    .select(["id", "name", "country", "sells_perpetual"])
    .where("id", "=", partnerId)
    .executeTakeFirst();
  return row === undefined ? undefined : partnerOfRow(row);
}
