import { decideAccess } from "#app/domain/access/permissions.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { findUserListing, listUsersOfOrganization, type UserListing } from "#db/repositories/users.ts";
import type { ViewContext } from "../view-context.ts";

export type CustomerUserRecord = UserListing;

/** The tenant whose people the reader may see: a customer of the partner, or a customer's own. */
async function tenantOf(context: ViewContext, customerId: string) {
  const { actor, db } = context;
  const isOwn = actor.kind === "customer" && actor.customerId === customerId;
  const access = decideAccess(actor, isOwn ? "manage-customer-users" : "see-customers");
  if (!access.ok) return access;
  if (actor.kind !== "partner" && !isOwn) return refused({ code: "not-found", what: "customer" } as const);
  const { partnerId } = actor;
  if ((await findCustomer(db, partnerId, customerId)) === undefined)
    return refused({ code: "not-found", what: "customer" } as const);
  return ok({ kind: "customer", partnerId, customerId } as const);
}

const readAtOnce = 500;
const usersMax = 10_000;

/** All people of a customer by what they sign in with, the deleted among them. */
export async function customerUserRecords(
  context: ViewContext,
  { customerId }: { readonly customerId: string },
): Promise<Result<readonly CustomerUserRecord[]>> {
  const tenant = await tenantOf(context, customerId);
  if (!tenant.ok) return tenant;
  const users: UserListing[] = [];
  for (;;) {
    const last = users.at(-1);
    const cursor = last === undefined ? null : { direction: "after" as const, key: [last.email] };
    const page = await listUsersOfOrganization(context.db, tenant.value, { limit: readAtOnce, cursor });
    users.push(...page.rows);
    if (!page.hasNext || users.length >= usersMax) return ok(users);
  }
}

/** One of a customer's people. */
export async function customerUserRecord(
  context: ViewContext,
  { customerId, userId }: { readonly customerId: string; readonly userId: string },
): Promise<Result<CustomerUserRecord>> {
  const tenant = await tenantOf(context, customerId);
  if (!tenant.ok) return tenant;
  const user = await findUserListing(context.db, tenant.value, userId);
  return user === undefined ? refused({ code: "not-found", what: "user" }) : ok(user);
}
