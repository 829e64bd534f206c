import { globalAdminRole } from "#app/domain/access/last-global-admin.ts";
import { organizationOf } from "#app/domain/access/organization.ts";
import { findOrganizationName, listHoldersOfRole } from "#db/repositories/users.ts";
import type { ViewContext } from "./view-context.ts";

/** Whom a customer's user can ask for what the own role does not allow. */
export type WhoToAsk = {
  /** Users of the tenant who hold the role, by address. */
  readonly admins: readonly { readonly displayName: string; readonly email: string }[];
  /** The partner, who can invite an admin where there is none. */
  readonly seller: string;
};

const adminsMax = 20;

/** Rule: a customer's user without the global admin role sees which of the tenant's users hold it. Null for all others. */
export async function whoToAskView({ db, actor }: Pick<ViewContext, "db" | "actor">): Promise<WhoToAsk | null> {
  if (actor.kind !== "customer") return null;
  const organization = organizationOf(actor);
  if (organization === null) return null;
  const seller = await findOrganizationName(db, { kind: "partner", partnerId: actor.partnerId });
  return {
    admins: await listHoldersOfRole(db, organization, globalAdminRole.customer, adminsMax),
    seller: seller ?? "",
  };
}
