import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { listedSkusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById, searchCustomers } from "#db/repositories/customers.ts";
import {
  findInvoicesByNumberPrefix,
  findOrdersByIdPrefix,
  findSubscriptionsByIdPrefix,
  type FoundInvoice,
  idPrefixMin,
} from "#db/repositories/find-anything.ts";
import { listProducts } from "#db/repositories/products.ts";
import { findSupportRequest } from "#db/repositories/support-requests.ts";
import { productTextOf } from "./subscription-summary.ts";
import type { ViewContext } from "./view-context.ts";

export type SearchParams = {
  /** What was typed. */
  readonly text: string;
  /** The part of it that can name a customer: without the words of an action. */
  readonly customerText: string;
};

/** What a search finds, each kind up to a few; the page makes links of it. */
export type SearchView = {
  readonly customers: readonly { readonly id: string; readonly name: string; readonly domain: string }[];
  readonly subscriptions: readonly {
    readonly id: string;
    readonly customerId: string;
    readonly customerName: string;
    readonly title: string;
  }[];
  readonly orders: readonly { readonly id: string; readonly customerId: string; readonly customerName: string }[];
  readonly invoices: readonly FoundInvoice[];
  readonly supportRequests: readonly { readonly id: string; readonly title: string }[];
  readonly products: readonly { readonly id: string; readonly title: string; readonly publisher: string }[];
};

const perKind = 6;

const nothing: SearchView = {
  customers: [],
  subscriptions: [],
  orders: [],
  invoices: [],
  supportRequests: [],
  products: [],
};

/**
 * Finds what a partner can mean by a text: customers by words of name and domain or by id, products by words, and
 * subscriptions, orders, invoices and support requests by their ids. Only what the reader may see, by an index each.
 */
export async function searchView(
  context: ViewContext,
  { text, customerText }: SearchParams,
): Promise<Result<SearchView>> {
  const scope = decidePartnerScope(context.actor, "see-customers");
  if (!scope.ok) return scope;
  if (text === "") return ok(nothing);
  const { partnerId } = scope.value;
  const { db, actor } = context;
  const byName = { sort: "name", direction: "asc", limit: perKind, cursor: null } as const;
  const customers = customerText === "" ? [] : (await searchCustomers(db, partnerId, customerText, byName)).rows;
  const products = /[\p{L}\p{N}]/u.test(text)
    ? await listProducts(db, { search: text, limit: perKind, cursor: null })
    : null;
  const number = text.toUpperCase();
  return ok({
    customers: customers.map(({ id, name, domain }) => ({ id, name, domain })),
    ...(await byId(context, partnerId, text.toLowerCase())),
    invoices:
      mayDo(actor, "see-invoices") && /^G\d{5,9}$/.test(number)
        ? await findInvoicesByNumberPrefix(db, partnerId, number, perKind)
        : [],
    supportRequests: await supportRequests(context, partnerId, text),
    products: (products?.rows ?? []).map(({ id, title, publisher }) => ({ id, title, publisher })),
  });
}

/** Subscriptions and orders, where the text is an id or enough of its beginning. */
async function byId(
  { db }: ViewContext,
  partnerId: string,
  prefix: string,
): Promise<Pick<SearchView, "subscriptions" | "orders">> {
  if (prefix.length < idPrefixMin || !/^[0-9a-f-]{13,36}$/.test(prefix)) return { subscriptions: [], orders: [] };
  const found = await findSubscriptionsByIdPrefix(db, partnerId, prefix, perKind);
  const orders = await findOrdersByIdPrefix(db, partnerId, prefix, perKind);
  const records = found.map(({ subscription }) => subscription);
  const names = await customerNamesById(
    db,
    partnerId,
    [...records, ...orders].map(({ customerId }) => customerId),
  );
  const skus = await listedSkusByKey(
    db,
    records.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const nameOf = (customerId: string) => names.get(customerId) ?? "";
  return {
    subscriptions: records.map((record) => ({
      id: record.id,
      customerId: record.customerId,
      customerName: nameOf(record.customerId),
      title: productTextOf(record, skus).title,
    })),
    orders: orders.map(({ id, customerId }) => ({ id, customerId, customerName: nameOf(customerId) })),
  };
}

async function supportRequests({ db, actor }: ViewContext, partnerId: string, text: string) {
  if (!/^\d{15}$/.test(text) || !mayDo(actor, "write-support-requests")) return [];
  const found = await findSupportRequest(db, partnerId, text);
  return found === undefined ? [] : [{ id: found.id, title: found.title }];
}
