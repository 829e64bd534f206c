import type { Temporal } from "temporal-polyfill";
import { type Invitation, invitationEndsAt } from "#app/domain/access/invitation.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { UserManager } from "#app/domain/access/user-manager.ts";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import {
  findInvitationForChange,
  markInvitationWithdrawn,
  replaceInvitationToken,
} from "#db/repositories/invitations.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";
import type { PasswordLink } from "./password-link.server.ts";
import { customerOf, requireInviter, takeInvitationLink } from "./require-inviter.server.ts";
import { hashOfSecret, newSecret } from "./session-life.server.ts";

export type ChangeInvitationRequest = {
  /** A customer of the actor's partner; null for the actor's own organisation. */
  readonly customerId: string | null;
  readonly invitationId: string;
};

export type ChangeInvitationRefusal = RefusalOf<
  "role-needed" | "not-found" | "too-many-attempts" | "changed-meanwhile"
>;

/** Makes a new link to an invitation, for another seven days; the one before works no more. */
export async function renewInvitation(
  deps: ServiceDeps,
  actor: Actor,
  request: ChangeInvitationRequest,
  at: Temporal.Instant,
): Promise<Result<PasswordLink, ChangeInvitationRefusal>> {
  return changeInvitation(deps, actor, { ...request, action: "invitation-renewed", isLink: true }, at, async (tx) => {
    const token = newSecret();
    const expiresAt = invitationEndsAt(at);
    const isOpen = await replaceInvitationToken(tx, request.invitationId, {
      tokenHash: hashOfSecret(token),
      expiresAt,
    });
    return isOpen ? ok({ token, expiresAt }) : refused({ code: "changed-meanwhile" });
  });
}

/** Takes an invitation back: its link works no more, and nothing of it stays but the lines in the log. */
export async function withdrawInvitation(
  deps: ServiceDeps,
  actor: Actor,
  request: ChangeInvitationRequest,
  at: Temporal.Instant,
): Promise<Result<null, ChangeInvitationRefusal>> {
  const change = { ...request, action: "invitation-withdrawn", isLink: false } as const;
  return changeInvitation(deps, actor, change, at, async (tx) =>
    (await markInvitationWithdrawn(tx, request.invitationId, at)) ? ok(null) : refused({ code: "changed-meanwhile" }),
  );
}

/** The frame of every change to an invitation: permission, limit, one transaction, the invitation found and held. */
async function changeInvitation<T>(
  deps: ServiceDeps,
  actor: Actor,
  request: ChangeInvitationRequest & { readonly action: ActivityAction; readonly isLink: boolean },
  at: Temporal.Instant,
  work: (tx: Tx, invitation: Invitation) => Promise<Result<T, RefusalOf<"changed-meanwhile">>>,
): Promise<Result<T, ChangeInvitationRefusal>> {
  const { customerId, invitationId, action } = request;
  const inviter = await requireInviter(deps, actor, { customerId, action }, at);
  if (!inviter.ok) return inviter;
  if (request.isLink) {
    const limited = await takeInvitationLink(deps, inviter.value, action, at);
    if (!limited.ok) return limited;
  }
  return deps.db.transaction().execute(async (tx) => {
    const invitation = await findInvitationForChange(tx, inviter.value.organization, invitationId);
    if (invitation === undefined) return refused({ code: "not-found", what: "invitation" });
    const result = await work(tx, invitation);
    await logAccountActivity(deps, tx, actor, lineOf(inviter.value, invitation, action, result), at);
    return result;
  });
}

function lineOf(inviter: UserManager, { id, email }: Invitation, action: ActivityAction, result: Result<unknown>) {
  const line = { action, newValue: { invitationId: id, email }, ...customerOf(inviter) };
  return result.ok ? line : { ...line, refusalCode: result.refusal.code };
}
