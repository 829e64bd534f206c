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

const changedMeanwhile = refused({ code: "changed-meanwhile" } as const);

/** Makes a new link to an invitation, for another seven days; the one before works no more. */
export async function renewInvitation(
  deps: ServiceDeps,
  actor: Actor,
  request: ChangeInvitationRequest,
  at: Temporal.Instant,
): Promise<Result<PasswordLink, ChangeInvitationRefusal>> {
  const action = "invitation-renewed";
  const inviter = await requireInviter(deps, actor, { ...request, action }, at);
  if (!inviter.ok) return inviter;
  const limited = await takeInvitationLink(deps, inviter.value, action, at);
  if (!limited.ok) return limited;
  return changeInvitation(deps, { inviter: inviter.value, action, ...request }, at, async (tx, { id }) => {
    const token = newSecret();
    const expiresAt = invitationEndsAt(at);
    const isOpen = await replaceInvitationToken(tx, id, { tokenHash: hashOfSecret(token), expiresAt });
    return { result: isOpen ? ok({ token, expiresAt }) : changedMeanwhile };
  });
}

/** Takes an invitation back: its link works no more. To be withdrawn again does nothing. */
export async function withdrawInvitation(
  deps: ServiceDeps,
  actor: Actor,
  request: ChangeInvitationRequest,
  at: Temporal.Instant,
): Promise<Result<null, ChangeInvitationRefusal>> {
  const action = "invitation-withdrawn";
  const inviter = await requireInviter(deps, actor, { ...request, action }, at);
  if (!inviter.ok) return inviter;
  return changeInvitation(deps, { inviter: inviter.value, action, ...request }, at, async (tx, { id, withdrawnAt }) => {
    if (withdrawnAt !== null) return { result: ok(null), isLogged: false };
    return { result: (await markInvitationWithdrawn(tx, id, at)) ? ok(null) : changedMeanwhile };
  });
}

type Change = ChangeInvitationRequest & { readonly inviter: UserManager; readonly action: ActivityAction };

type Work<T> = {
  readonly result: Result<T, RefusalOf<"changed-meanwhile">>;
  /** Off where there was nothing left to do. */
  readonly isLogged?: boolean;
};

/** The frame of every change to an invitation: one transaction, the invitation found and held, a line in the log. */
async function changeInvitation<T>(
  deps: ServiceDeps,
  { inviter, action, invitationId }: Change,
  at: Temporal.Instant,
  work: (tx: Tx, invitation: Invitation) => Promise<Work<T>>,
): Promise<Result<T, ChangeInvitationRefusal>> {
  return deps.db.transaction().execute(async (tx) => {
    const invitation = await findInvitationForChange(tx, inviter.organization, invitationId);
    if (invitation === undefined) return refused({ code: "not-found", what: "invitation" });
    const { result, isLogged = true } = await work(tx, invitation);
    if (!isLogged) return result;
    const line = { action, newValue: { invitationId, email: invitation.email }, ...customerOf(inviter) };
    const logged = result.ok ? line : { ...line, refusalCode: result.refusal.code };
    await logAccountActivity(deps, tx, inviter.actor, logged, at);
    return result;
  });
}
