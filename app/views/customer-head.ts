import { findMarket } from "#app/domain/catalog/markets.ts";
import { refusalOfCustomer } from "#app/domain/order/cart-line.ts";
import type { ValidationStatus } from "#app/domain/order/order.ts";
import type { Refusal, RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { decideAccess, type PermittedAction } from "#app/domain/access/permissions.ts";
import { type Customer, findCustomer } from "#db/repositories/customers.ts";
import type { Format } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

/** What stands above every page of a customer. */
export type CustomerHead = {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly country: { readonly code: string; readonly name: string };
  /** What is billed in for this customer; null where nothing can be sold. */
  readonly currency: string | null;
  /** True in Australia and Brazil: prices there include tax. */
  readonly taxIncluded: boolean;
  readonly validationStatus: ValidationStatus | null;
  /** Why nothing can be bought for this customer, whatever the product; null where it can. */
  readonly buyingRefusal: RefusalOf<"customer-may-not-buy" | "role-needed"> | null;
};

export function customerHeadOf(customer: Customer, context: ViewContext, format: Format): CustomerHead {
  const market = findMarket(customer.country);
  const access = decideAccess(context.actor, "prepare-cart");
  return {
    id: customer.id,
    name: customer.name,
    domain: customer.domain,
    country: { code: customer.country, name: format.country(customer.country) },
    currency: market?.currency ?? null,
    taxIncluded: market?.taxIncluded ?? false,
    validationStatus: customer.validationStatus,
    buyingRefusal: access.ok ? refusalOfCustomer(customer) : access.refusal,
  };
}

/** A customer of the reader's organisation, after the permission table was asked; another one's is not found. */
export async function findCustomerInScope(
  context: ViewContext,
  permission: PermittedAction,
  customerId: string,
): Promise<Result<Customer, Refusal>> {
  const scope = decidePartnerScope(context.actor, permission);
  if (!scope.ok) return scope;
  const customer = await readCustomer(context, scope.value.partnerId, customerId);
  return customer === undefined ? refused({ code: "not-found", what: "customer" }) : ok(customer);
}

function readCustomer({ db, shared }: ViewContext, partnerId: string, customerId: string) {
  const key = JSON.stringify([partnerId, customerId]);
  const reading = shared?.customers.get(key) ?? findCustomer(db, partnerId, customerId);
  shared?.customers.set(key, reading);
  return reading;
}
