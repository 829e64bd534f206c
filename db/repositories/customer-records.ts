import type { Db } from "../client.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import { type Customer, customerOfRow } from "./customers.ts";
import { endOfPrefix, foldText } from "./customer-words.ts";

export type CustomerRecordFilter = { readonly field: "name" | "domain"; readonly startsWith: string };

/** The key of a customer among those of a partner in the order in which they were made. */
export function customerRecordKey(customer: Customer): (string | number)[] {
  return [customer.createdAt.epochMilliseconds, customer.id];
}

/** A page of a partner's customers in the order in which they were made. @param offset rows left out at the beginning */
export async function listCustomerRecords(
  db: Db,
  partnerId: string,
  request: PageRequest & { readonly filter: CustomerRecordFilter | null; readonly offset: number },
): Promise<Page<Customer>> {
  const { cursor, limit, filter, offset } = request;
  const way = readDirection("asc", cursor);
  let query = db.selectFrom("customer").selectAll().where("partner_id", "=", partnerId);
  if (cursor !== null) query = query.where(beyondKey(["created_at", "id"], "asc", cursor));
  if (filter !== null && filter.startsWith !== "") {
    const column = filter.field === "name" ? "name_folded" : "domain";
    const start = filter.field === "name" ? foldText(filter.startsWith) : filter.startsWith.toLowerCase();
    query = query.where(column, ">=", start).where(column, "<", endOfPrefix(start));
  }
  const rows = await query
    .orderBy("created_at", way)
    .orderBy("id", way)
    .limit(limit + 1)
    .offset(offset)
    .execute();
  return pageOf(rows.map(customerOfRow), request);
}
