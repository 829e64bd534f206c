import { globalAdminRole } from "#app/domain/access/last-global-admin.ts";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { listHoldersOfRole, listUsersOfOrganization } from "#db/repositories/users.ts";
import { findCustomerInScope } from "./customer-head.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { formatFor } from "./format.ts";
import { type InvitationSummary, openInvitationsOf } from "./invitations.ts";
import { summaryOfUser, type UserSummary } from "./users.ts";
import type { ViewContext } from "./view-context.ts";

/** Who of a customer can sign in, as the partner sees it. Roles and disabling are the customer's own business. */
export type CustomerAccessView = {
  readonly customer: { readonly id: string; readonly name: string };
  readonly users: readonly UserSummary[];
  readonly links: PageLinks;
  /** Empty for readers who may not invite. */
  readonly invitations: readonly InvitationSummary[];
  readonly inviteRefusal: RefusalOf<"role-needed"> | null;
  /** Somebody of the customer can see keys and invite others. */
  readonly hasAdmin: boolean;
};

/** The people of a customer who can sign in, and who was asked to. */
export async function customerAccessView(
  context: ViewContext,
  { customerId, ...params }: PageParams & { readonly customerId: string },
): Promise<Result<CustomerAccessView>> {
  const found = await findCustomerInScope(context, "see-customers", customerId);
  if (!found.ok) return found;
  const { id, name, partnerId } = found.value;
  const organization = { kind: "customer", partnerId, customerId: id } as const;
  const page = await listUsersOfOrganization(context.db, organization, pageRequestOf(params, ["string"]));
  const access = decideAccess(context.actor, "invite-customer-users");
  const format = formatFor(context.reader);
  const admins = await listHoldersOfRole(context.db, organization, globalAdminRole.customer, 1);
  return ok({
    customer: { id, name },
    users: page.rows.map((user) => summaryOfUser(user, null, format)),
    links: pageLinksOf(page, (user) => [user.email]),
    invitations: access.ok ? await openInvitationsOf(context, organization) : [],
    inviteRefusal: access.ok ? null : access.refusal,
    hasAdmin: admins.length > 0,
  });
}
