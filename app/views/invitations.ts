import { type InvitationState, invitationStateAt } from "#app/domain/access/invitation.ts";
import { rolesOfOrganization } from "#app/domain/access/organization.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import { decideInviter, type UserManager } from "#app/domain/access/user-manager.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { findInvitationListing, type InvitationListing, listOpenInvitations } from "#db/repositories/invitations.ts";
import { findOrganizationName } from "#db/repositories/users.ts";
import { formatFor, type InstantText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

/** An invitation as its page and the list show it. The token is nowhere but in the link. */
export type InvitationSummary = {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly state: InvitationState;
  readonly invitedAt: InstantText;
  /** The colleague who invited; for a customer's reader the partner's name, where it was one of the partner's people. */
  readonly invitedBy: string;
  readonly expiresAt: InstantText;
};

/** Shown at once; the limit on new links keeps an organisation well below. */
const invitationsMax = 200;

/** The invitations into the reader's own organisation that wait for an answer. */
export async function viewOwnInvitations(
  context: ViewContext,
): Promise<Result<readonly InvitationSummary[], RefusalOf<"role-needed">>> {
  const inviter = decideInviter(context.actor, null);
  return inviter.ok ? ok(await openInvitationsOf(context, inviter.value.organization)) : inviter;
}

/** The invitations into an organisation that wait for an answer; the caller has made sure that the reader may see them. */
export async function openInvitationsOf(
  context: ViewContext,
  organization: UserManager["organization"],
): Promise<readonly InvitationSummary[]> {
  const listings = await listOpenInvitations(context.db, organization, invitationsMax);
  const sellerName = await sellerNameFor(context, listings);
  return listings.map((listing) => summaryOf(listing, context, sellerName));
}

/** One invitation, into the reader's own organisation or into a customer of the reader's partner. */
export async function viewInvitation(
  context: ViewContext,
  params: { readonly customerId: string | null; readonly invitationId: string },
): Promise<Result<InvitationSummary, RefusalOf<"role-needed" | "not-found">>> {
  const inviter = decideInviter(context.actor, params.customerId);
  if (!inviter.ok) return inviter;
  const listing = await findInvitationListing(context.db, inviter.value.organization, params.invitationId);
  if (listing === undefined) return refused({ code: "not-found", what: "invitation" });
  return ok(summaryOf(listing, context, await sellerNameFor(context, [listing])));
}

/** Into what somebody can be invited, and with which roles. */
export type InvitationChoices = {
  readonly roles: readonly Role[];
  /** The customer's name; null for the own organisation. */
  readonly customerName: string | null;
};

/** What an invitation can say, for the page that makes one. */
export async function viewInvitationChoices(
  { db, actor }: Pick<ViewContext, "db" | "actor">,
  customerId: string | null,
): Promise<Result<InvitationChoices, RefusalOf<"role-needed" | "not-found">>> {
  const inviter = decideInviter(actor, customerId);
  if (!inviter.ok) return inviter;
  const { organization } = inviter.value;
  const roles = rolesOfOrganization(organization.kind);
  if (customerId === null || organization.kind !== "customer") return ok({ roles, customerName: null });
  const customer = await findCustomer(db, organization.partnerId, customerId);
  if (customer === undefined) return refused({ code: "not-found", what: "customer" });
  return ok({ roles, customerName: customer.name });
}

async function sellerNameFor(
  { db, actor }: ViewContext,
  listings: readonly InvitationListing[],
): Promise<string | undefined> {
  if (actor.kind !== "customer" || listings.every(({ inviter }) => inviter.kind === "customer")) return undefined;
  return findOrganizationName(db, { kind: "partner", partnerId: actor.partnerId });
}

function summaryOf(
  listing: InvitationListing,
  { actor, at, reader }: ViewContext,
  sellerName: string | undefined,
): InvitationSummary {
  const format = formatFor(reader);
  return {
    id: listing.id,
    email: listing.email,
    displayName: listing.displayName,
    roles: listing.roles,
    state: invitationStateAt(listing, at),
    invitedAt: format.instant(listing.createdAt),
    invitedBy: isNameHidden(actor, listing) ? (sellerName ?? "") : listing.inviter.displayName,
    expiresAt: format.instant(listing.expiresAt),
  };
}

/** Rule: of the partner a customer's user sees nothing but the seller's name. */
function isNameHidden(reader: Actor, { inviter }: InvitationListing): boolean {
  return reader.kind === "customer" && inviter.kind !== "customer";
}
