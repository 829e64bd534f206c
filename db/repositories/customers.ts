import { type Selectable, sql } from "kysely";
import type { ValidationStatus } from "#app/domain/order/order.ts";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { unindexed } from "../dialects/unindexed.ts";
import { instantColumn, readInstant } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { keptQuery } from "../kept-query.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection, type SortDirection } from "../keyset.ts";
import type { CustomerTable } from "../schema.ts";
import { endOfPrefix, foldText, searchTermsOf, searchWordsOf } from "./customer-words.ts";

/** A tenant that a partner buys for. The country is the market of everything bought for it. */
export type Customer = {
  readonly id: string;
  readonly partnerId: string;
  readonly name: string;
  /** Name as it is sorted by. */
  readonly nameFolded: string;
  readonly domain: string;
  readonly country: string;
  /** Null where none was ever recorded, which blocks nothing. */
  readonly validationStatus: ValidationStatus | null;
  readonly createdAt: Temporal.Instant;
};

export function customerOfRow(row: Selectable<CustomerTable>): Customer {
  return {
    id: row.id,
    partnerId: row.partner_id,
    name: row.name,
    nameFolded: row.name_folded,
    domain: row.domain,
    country: row.country,
    validationStatus: row.validation_status,
    createdAt: readInstant(row.created_at),
  };
}

/** A customer of a partner; undefined also where it belongs to another one. */
export async function findCustomer(db: Db, partnerId: string, customerId: string): Promise<Customer | undefined> {
  const [row] = await customerById(db, { partnerId, customerId });
  return row === undefined ? undefined : customerOfRow(row);
}

const customerById = keptQuery((db, { partnerId, customerId }: { partnerId: string; customerId: string }) =>
  db.selectFrom("customer").selectAll().where("partner_id", "=", partnerId).where("id", "=", customerId),
);

/** The same, locked until the end of the transaction. */
export async function findCustomerForChange(
  db: Db,
  partnerId: string,
  customerId: string,
): Promise<Customer | undefined> {
  const query = db.selectFrom("customer").selectAll().where("partner_id", "=", partnerId).where("id", "=", customerId);
  const row = await lockedForChange(db, query).executeTakeFirst();
  return row === undefined ? undefined : customerOfRow(row);
}

/** Stores a customer and the words it is found by. */
export async function insertCustomer(db: Db, customer: Omit<Customer, "nameFolded">): Promise<void> {
  await db
    .insertInto("customer")
    .values({
      id: customer.id,
      partner_id: customer.partnerId,
      name: customer.name,
      name_folded: foldText(customer.name),
      domain: customer.domain,
      country: customer.country,
      validation_status: customer.validationStatus,
      created_at: instantColumn(customer.createdAt),
    })
    .execute();
  await db
    .insertInto("customer_word")
    .values(searchWordsOf(customer).map((word) => ({ partner_id: customer.partnerId, word, customer_id: customer.id })))
    .execute();
}

/** Lets one transaction at a time add customers to a partner, so that two cannot both find a domain free. */
export async function lockCustomersOf(db: Db, partnerId: string): Promise<void> {
  const query = db.selectFrom("partner").select("id").where("id", "=", partnerId);
  await lockedForChange(db, query).executeTakeFirst();
}

/** Whether a partner already has a customer with this domain. */
export async function hasCustomerWithDomain(db: Db, partnerId: string, domain: string): Promise<boolean> {
  const row = await db
    .selectFrom("customer")
    .select("id")
    .where("partner_id", "=", partnerId)
    .where("domain", "=", domain)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export const customerSorts = ["name", "domain", "country"] as const;
export type CustomerSort = (typeof customerSorts)[number];

const sortColumns = {
  name: ["name_folded", "id"],
  domain: ["domain", "id"],
  country: ["country", "name_folded", "id"],
} as const satisfies Record<CustomerSort, readonly (keyof CustomerTable)[]>;

/** The key of a customer in a list sorted in some way, for the cursor of the next page. */
export function customerKey(customer: Customer, sort: CustomerSort): string[] {
  const { nameFolded, id, domain, country } = customer;
  if (sort === "name") return [nameFolded, id];
  return sort === "domain" ? [domain, id] : [country, nameFolded, id];
}

export type CustomerListRequest = PageRequest & {
  readonly sort: CustomerSort;
  readonly direction: SortDirection;
};

/** One page of a partner's customers. */
export async function listCustomers(db: Db, partnerId: string, request: CustomerListRequest): Promise<Page<Customer>> {
  const rows = await customerPageQuery(db, partnerId, request).execute();
  return pageOf(rows.map(customerOfRow), request);
}

/** @param isSortedAfterwards few rows are found in another way than by the list's order, and sorted in memory */
function customerPageQuery(
  db: Db,
  partnerId: string,
  { sort, direction, limit, cursor }: CustomerListRequest,
  { isSortedAfterwards } = { isSortedAfterwards: false },
) {
  const columns = sortColumns[sort];
  const way = readDirection(direction, cursor);
  let query = db.selectFrom("customer").selectAll().where("partner_id", "=", partnerId);
  if (cursor !== null) query = query.where(beyondKey(columns, direction, cursor));
  for (const column of columns) query = query.orderBy(isSortedAfterwards ? unindexed(db, column) : column, way);
  return query.limit(limit + 1);
}

/** Up to this many hits are found through their words and sorted; a search that finds more is read in the order of the list. */
const hitsSortedMax = 2000;

/**
 * One page of the customers that every word of a search fits: as the beginning of a word of the name,
 * of the domain, or of the id. A search without a word finds all.
 */
export async function searchCustomers(
  db: Db,
  partnerId: string,
  search: string,
  request: CustomerListRequest,
): Promise<Page<Customer>> {
  const terms = searchTermsOf(search);
  if (terms.length === 0) return listCustomers(db, partnerId, request);
  const rarest = await rarestTerm(db, partnerId, terms);
  const isRare = rarest.hits < hitsSortedMax;
  let query = customerPageQuery(db, partnerId, request, { isSortedAfterwards: isRare });
  if (isRare) query = query.where("id", "in", customerIdsWithWord(db, partnerId, rarest.term));
  for (const term of isRare ? terms.filter((other) => other !== rarest.term) : terms)
    query = query.where((eb) => eb.exists(wordOfCustomer(eb, term)));
  const rows = await query.execute();
  return pageOf(rows.map(customerOfRow), request);
}

/**
 * The same of those that have an agreement. They are found through the partner's agreements, of which there are few
 * beside its customers, and sorted.
 */
export async function searchCustomersWithAgreement(
  db: Db,
  partnerId: string,
  search: string,
  request: CustomerListRequest,
): Promise<Page<Customer>> {
  const withAgreement = db.selectFrom("agreement").select("customer_id").where("partner_id", "=", partnerId);
  let query = customerPageQuery(db, partnerId, request, { isSortedAfterwards: true }).where("id", "in", withAgreement);
  for (const term of searchTermsOf(search)) query = query.where((eb) => eb.exists(wordOfCustomer(eb, term)));
  const rows = await query.execute();
  return pageOf(rows.map(customerOfRow), request);
}

function customerIdsWithWord(db: Db, partnerId: string, term: string) {
  return db
    .selectFrom("customer_word")
    .select("customer_id")
    .where("partner_id", "=", partnerId)
    .where("word", ">=", term)
    .where("word", "<", endOfPrefix(term));
}

type CustomerExpressions = Parameters<
  Extract<Parameters<ReturnType<typeof customerPageQuery>["where"]>[0], (...args: never[]) => unknown>
>[0];

function wordOfCustomer(eb: CustomerExpressions, term: string) {
  return eb
    .selectFrom("customer_word")
    .select(sql<number>`1`.as("found"))
    .whereRef("customer_word.partner_id", "=", "customer.partner_id")
    .whereRef("customer_word.customer_id", "=", "customer.id")
    .where("word", ">=", term)
    .where("word", "<", endOfPrefix(term));
}

/** The term with the fewest hits, counted no further than the limit. One query for all terms. */
async function rarestTerm(
  db: Db,
  partnerId: string,
  terms: readonly string[],
): Promise<{ term: string; hits: number }> {
  const counts = terms.map((term, index) =>
    db
      .selectFrom(customerIdsWithWord(db, partnerId, term).limit(hitsSortedMax).as(`hit_${index}`))
      .select([sql<number>`${sql.lit(index)}`.as("term_index"), (eb) => eb.fn.countAll<number>().as("hits")]),
  );
  const [first, ...rest] = counts;
  if (first === undefined) throw new RangeError("A search has a word");
  const rows = await rest.reduce((all, next) => all.unionAll(next) as typeof first, first).execute();
  const rarest = rows.reduce((a, b) => (b.hits < a.hits ? b : a));
  return { term: terms[rarest.term_index] ?? "", hits: rarest.hits };
}

/** Names of some customers of a partner, by id. */
export async function customerNamesById(
  db: Db,
  partnerId: string,
  customerIds: readonly string[],
): Promise<Map<string, string>> {
  if (customerIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("customer")
    .select(["id", "name"])
    .where("partner_id", "=", partnerId)
    .where(isAnyOf(db, "id", [...new Set(customerIds)]))
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
