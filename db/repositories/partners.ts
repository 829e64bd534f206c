import type { Db } from "../client.ts";

export type PartnerName = { readonly id: string; readonly name: string };

/** Partners by name, to choose one from. */
export async function listPartnerNames(db: Db, limit: number): Promise<PartnerName[]> {
  return db.selectFrom("partner").select(["id", "name"]).orderBy("name").orderBy("id").limit(limit).execute();
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
export async function findPartnerById(
  db: Db,
  partnerId: string,
): Promise<(PartnerName & { readonly country: string }) | undefined> {
  return db.selectFrom("partner").select(["id", "name", "country"]).where("id", "=", partnerId).executeTakeFirst();
}
