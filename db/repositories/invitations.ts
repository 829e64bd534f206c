import type { ExpressionBuilder, Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Invitation } from "#app/domain/access/invitation.ts";
import type { Organization } from "#app/domain/access/organization.ts";
import type { OrganizationKind, Role } from "#app/domain/access/roles.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import type { Database, InvitationTable } from "../schema.ts";
import { organizationOfRow } from "./users.ts";

/** An invitation with who made it, for lists. */
export type InvitationListing = Invitation & {
  readonly inviter: { readonly kind: OrganizationKind; readonly displayName: string };
};

/**
 * Stores an invitation; false where the address has an open one in the organisation.
 *
 * @param tokenHash SHA-256 of the token in the link, hex
 */
export async function insertInvitation(db: Db, invitation: Invitation, tokenHash: string): Promise<boolean> {
  const { organization } = invitation;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("invitation")
    .values({
      id: invitation.id,
      token_hash: tokenHash,
      organization_kind: organization.kind,
      partner_id: organization.kind === "operator" ? null : organization.partnerId,
      customer_id: organization.kind === "customer" ? organization.customerId : null,
      email: invitation.email,
      display_name: invitation.displayName,
      roles: invitation.roles.join(","),
      language: invitation.language,
      time_zone: invitation.timeZone,
      created_at: instantColumn(invitation.createdAt),
      created_by: invitation.createdBy,
      expires_at: instantColumn(invitation.expiresAt),
      accepted_at: null,
      accepted_by: null,
      withdrawn_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

/** The invitation behind a link, whose holder has no organisation yet: the invitation itself names it. */
export async function findInvitationByToken(
  db: Db,
  tokenHash: string,
  options: { readonly lock: boolean } = { lock: false },
): Promise<Invitation | undefined> {
  const query = db.selectFrom("invitation").selectAll().where("token_hash", "=", tokenHash);
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : invitationOfRow(row);
}

/** An invitation into one organisation, held for a change; another organisation's is not there. */
export async function findInvitationForChange(
  db: Db,
  organization: Organization,
  invitationId: string,
): Promise<Invitation | undefined> {
  const query = db
    .selectFrom("invitation")
    .selectAll()
    .where("id", "=", invitationId)
    .where((is) => invitesInto(is, organization));
  const row = await lockedForChange(db, query).executeTakeFirst();
  return row === undefined ? undefined : invitationOfRow(row);
}

/** An invitation into one organisation as it is shown; another organisation's is not there. */
export async function findInvitationListing(
  db: Db,
  organization: Organization,
  invitationId: string,
): Promise<InvitationListing | undefined> {
  const row = await listings(db, organization).where("invitation.id", "=", invitationId).executeTakeFirst();
  return row === undefined ? undefined : listingOfRow(row);
}

/** The invitations into an organisation that were neither accepted nor withdrawn, expired ones too, newest first. */
export async function listOpenInvitations(
  db: Db,
  organization: Organization,
  limit: number,
): Promise<InvitationListing[]> {
  const rows = await listings(db, organization)
    .where("invitation.accepted_at", "is", null)
    .where("invitation.withdrawn_at", "is", null)
    .orderBy("invitation.created_at", "desc")
    .orderBy("invitation.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(listingOfRow);
}

/** Puts a new link in place of the one before; false where the invitation was accepted or withdrawn. */
export async function replaceInvitationToken(
  db: Db,
  invitationId: string,
  link: { readonly tokenHash: string; readonly expiresAt: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invitation")
    .set({ token_hash: link.tokenHash, expires_at: instantColumn(link.expiresAt) })
    .where("id", "=", invitationId)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Marks an invitation as accepted; false where it was accepted or withdrawn before. */
export async function markInvitationAccepted(
  db: Db,
  invitationId: string,
  accepted: { readonly userId: string; readonly at: Temporal.Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invitation")
    .set({ accepted_at: instantColumn(accepted.at), accepted_by: accepted.userId })
    .where("id", "=", invitationId)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Marks an invitation as withdrawn; false where it was accepted or withdrawn before. */
export async function markInvitationWithdrawn(db: Db, invitationId: string, at: Temporal.Instant): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("invitation")
    .set({ withdrawn_at: instantColumn(at) })
    .where("id", "=", invitationId)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Withdraws whatever open invitation an address has in an organisation, for a newer one to take its place. */
export async function withdrawOpenInvitationOf(
  db: Db,
  organization: Organization,
  email: string,
  at: Temporal.Instant,
): Promise<void> {
  await db
    .updateTable("invitation")
    .set({ withdrawn_at: instantColumn(at) })
    .where((is) => invitesInto(is, organization))
    .where("email", "=", email)
    .where("accepted_at", "is", null)
    .where("withdrawn_at", "is", null)
    .execute();
}

/** Takes away invitations whose links ended before an instant, at most so many at a time. */
export async function deleteOldInvitations(db: Db, before: Temporal.Instant, countMax: number): Promise<void> {
  await db
    .deleteFrom("invitation")
    .where("id", "in", (from) =>
      from
        .selectFrom("invitation")
        .select("id")
        .where("expires_at", "<", instantColumn(before))
        .orderBy("expires_at")
        .limit(countMax),
    )
    .execute();
}

function listings(db: Db, organization: Organization) {
  return db
    .selectFrom("invitation")
    .innerJoin("user_account as inviter", "inviter.id", "invitation.created_by")
    .selectAll("invitation")
    .select(["inviter.organization_kind as inviter_kind", "inviter.display_name as inviter_name"])
    .where((is) => invitesInto(is, organization));
}

type ListingRow = Selectable<InvitationTable> & {
  readonly inviter_kind: OrganizationKind;
  readonly inviter_name: string;
};

function listingOfRow(row: ListingRow): InvitationListing {
  return { ...invitationOfRow(row), inviter: { kind: row.inviter_kind, displayName: row.inviter_name } };
}

function invitationOfRow(row: Selectable<InvitationTable>): Invitation {
  return {
    id: row.id,
    organization: organizationOfRow(row),
    email: row.email,
    displayName: row.display_name,
    roles: row.roles === "" ? [] : (row.roles.split(",") as Role[]),
    language: row.language,
    timeZone: row.time_zone,
    createdAt: readInstant(row.created_at),
    createdBy: row.created_by,
    expiresAt: readInstant(row.expires_at),
    acceptedAt: readInstantOrNull(row.accepted_at),
    withdrawnAt: readInstantOrNull(row.withdrawn_at),
  };
}

function invitesInto(is: ExpressionBuilder<Database, "invitation">, organization: Organization) {
  const kind = is("invitation.organization_kind", "=", organization.kind);
  if (organization.kind === "operator") return kind;
  const ofPartner = is("invitation.partner_id", "=", organization.partnerId);
  const ofCustomer =
    organization.kind === "customer"
      ? is("invitation.customer_id", "=", organization.customerId)
      : is("invitation.customer_id", "is", null);
  return is.and([kind, ofPartner, ofCustomer]);
}
