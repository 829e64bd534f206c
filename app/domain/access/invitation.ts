import type { Temporal } from "temporal-polyfill";
import { addHours, isBefore } from "../calendar/utc-days.ts";
import type { Organization } from "./organization.ts";
import type { Role } from "./roles.ts";

/** An invitation can be accepted for so many days of 24 hours after its link was made. Our choice. */
export const invitationDays = 7;

/** Links to invitations that one user may make in a day, first ones and new ones together. Our choice. */
export const invitationLinksPerUserMax = 50;

/**
 * A person who was asked into an organisation. There is no account until the person accepts, so that whoever invites
 * learns nothing about addresses that are in use elsewhere.
 */
export type Invitation = {
  readonly id: string;
  readonly organization: Organization;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** What the person reads in until choosing otherwise. */
  readonly language: "en" | "de";
  readonly timeZone: string;
  readonly createdAt: Temporal.Instant;
  /** The user who invited. */
  readonly createdBy: string;
  /** Exclusive. */
  readonly expiresAt: Temporal.Instant;
  readonly acceptedAt: Temporal.Instant | null;
  readonly withdrawnAt: Temporal.Instant | null;
};

export type InvitationState = "open" | "expired" | "accepted" | "withdrawn";

/** What has become of an invitation at an instant; only an open one can be accepted. */
export function invitationStateAt(
  invitation: Pick<Invitation, "acceptedAt" | "withdrawnAt" | "expiresAt">,
  at: Temporal.Instant,
): InvitationState {
  if (invitation.acceptedAt !== null) return "accepted";
  if (invitation.withdrawnAt !== null) return "withdrawn";
  return isBefore(at, invitation.expiresAt) ? "open" : "expired";
}

/** When a link made at an instant ends; at that instant it works no more. */
export function invitationEndsAt(linkMadeAt: Temporal.Instant): Temporal.Instant {
  return addHours(linkMadeAt, invitationDays * 24);
}
