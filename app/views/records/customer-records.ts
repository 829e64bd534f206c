import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { ok, type Result } from "#app/domain/result.ts";
import {
  type CustomerRecordFilter,
  customerRecordKey,
  listCustomerRecords,
} from "#db/repositories/customer-records.ts";
import { type Customer, hasCustomerWithDomain } from "#db/repositories/customers.ts";
import { findCustomerProfile, type StoredCustomerProfile } from "#db/repositories/profiles.ts";
import { findCustomerInScope } from "../customer-head.ts";
import type { ViewContext } from "../view-context.ts";

/** A customer as programs read it. */
export type CustomerRecord = {
  readonly customer: Customer;
  /** Null where nothing was entered beside name, domain and country. */
  readonly profile: StoredCustomerProfile | null;
};

export type CustomerRecordsRequest = {
  readonly filter: CustomerRecordFilter | null;
  readonly limit: number;
  readonly cursor: { readonly direction: "after" | "before"; readonly key: readonly (string | number)[] } | null;
  readonly offset: number;
};

/** A page of a partner's customers in the order in which they were made. */
export async function customerRecords(context: ViewContext, request: CustomerRecordsRequest) {
  const scope = decidePartnerScope(context.actor, "see-customers");
  if (!scope.ok) return scope;
  const page = await listCustomerRecords(context.db, scope.value.partnerId, request);
  const [first, last] = [page.rows[0], page.rows.at(-1)];
  return ok({
    rows: page.rows,
    hasNext: page.hasNext,
    hasPrevious: page.hasPrevious || request.offset > 0,
    firstKey: first === undefined ? undefined : customerRecordKey(first),
    lastKey: last === undefined ? undefined : customerRecordKey(last),
  });
}

/** One customer with its profile. */
export async function customerRecord(
  context: ViewContext,
  { customerId }: { readonly customerId: string },
): Promise<Result<CustomerRecord>> {
  const found = await findCustomerInScope(context, "see-customers", customerId);
  if (!found.ok) return found;
  const profile = await findCustomerProfile(context.db, found.value.partnerId, customerId);
  return ok({ customer: found.value, profile: profile ?? null });
}

/** Whether a domain belongs to a customer of the reader's partner. */
export async function isDomainTaken(context: ViewContext, domain: string): Promise<Result<boolean>> {
  const scope = decidePartnerScope(context.actor, "see-customers");
  if (!scope.ok) return scope;
  return ok(await hasCustomerWithDomain(context.db, scope.value.partnerId, domain.toLowerCase()));
}
