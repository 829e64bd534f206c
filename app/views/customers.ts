import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { type PermittedAction, decideAccess } from "#app/domain/access/permissions.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { SortDirection } from "#db/keyset.ts";
import { customerKey, type CustomerSort, searchCustomers } from "#db/repositories/customers.ts";
import { countActiveByCustomer } from "#db/repositories/subscription-lists.ts";
import { customerHeadOf, type CustomerHead } from "./customer-head.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type CountText, formatFor } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

export type CustomersParams = PageParams & {
  /** Words of the name, the domain, or the beginning of an id; empty for all. */
  readonly search: string;
  readonly sort: CustomerSort;
  readonly direction: SortDirection;
};

export type CustomersView = {
  readonly search: string;
  readonly sort: CustomerSort;
  readonly direction: SortDirection;
  readonly rows: readonly (CustomerHead & { readonly activeSubscriptions: CountText })[];
  readonly links: PageLinks;
  /** Why no customer can be added; null where one can. */
  readonly addRefusal: ReturnType<typeof refusalOf>;
};

/** How far the subscriptions of each customer in the list are counted. */
const activeCountMax = 100;

const keyShapes = {
  name: ["string", "string"],
  domain: ["string", "string"],
  country: ["string", "string", "string"],
} as const satisfies Record<CustomerSort, readonly "string"[]>;

/** A partner's customers: searched, sorted, paged by key. Three queries at most, whatever their number. */
export async function customersView(context: ViewContext, params: CustomersParams): Promise<Result<CustomersView>> {
  const scope = decidePartnerScope(context.actor, "see-customers");
  if (!scope.ok) return scope;
  const { db, at } = context;
  const { partnerId } = scope.value;
  const { search, sort, direction } = params;
  const request = { ...pageRequestOf(params, keyShapes[sort]), sort, direction };
  const page = await searchCustomers(db, partnerId, search, request);
  const ids = page.rows.map(({ id }) => id);
  const active = await countActiveByCustomer(db, partnerId, ids, { at, countMax: activeCountMax });
  const format = formatFor(context.reader);
  return ok({
    search,
    sort,
    direction,
    rows: page.rows.map((customer) => ({
      ...customerHeadOf(customer, context, format),
      activeSubscriptions: format.count(active.get(customer.id) ?? 0, activeCountMax),
    })),
    links: pageLinksOf(page, (customer) => customerKey(customer, sort)),
    addRefusal: refusalOf(context, "add-customers"),
  });
}

function refusalOf({ actor }: ViewContext, action: PermittedAction) {
  const access = decideAccess(actor, action);
  return access.ok ? null : access.refusal;
}
