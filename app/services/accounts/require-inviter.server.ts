import type { Temporal } from "temporal-polyfill";
import { invitationLinksPerUserMax } from "#app/domain/access/invitation.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideInviter, type UserManager } from "#app/domain/access/user-manager.ts";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { refused, type Result } from "#app/domain/result.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";
import { bucketOf, takeAttempt } from "./rate-limit.server.ts";

/** Who may invite into which organisation, asked for a change: a missing role is logged, a foreign customer is not there. */
export async function requireInviter(
  deps: ServiceDeps,
  actor: Actor,
  attempt: { readonly customerId: string | null; readonly action: ActivityAction },
  at: Temporal.Instant,
): Promise<Result<UserManager, RefusalOf<"role-needed" | "not-found">>> {
  const decision = decideInviter(actor, attempt.customerId);
  if (!decision.ok) {
    const { code: refusalCode } = decision.refusal;
    await logAccountActivity(deps, deps.db, actor, { action: attempt.action, refusalCode }, at);
    return decision;
  }
  const { organization } = decision.value;
  if (attempt.customerId !== null && organization.kind === "customer") {
    const customer = await findCustomer(deps.db, organization.partnerId, attempt.customerId);
    if (customer === undefined) return refused({ code: "not-found", what: "customer" });
  }
  return decision;
}

/** What the log says a line about an invitation concerns, beside the actor's own organisation. */
export function customerOf({ organization }: UserManager): { readonly customerId?: string } {
  return organization.kind === "customer" ? { customerId: organization.customerId } : {};
}

const linkWindowMs = 24 * 60 * 60_000;

/** Counts a link to an invitation before it is made; in the database, so that neither a restart nor a refusal gives it back. */
export async function takeInvitationLink(
  deps: ServiceDeps,
  inviter: UserManager,
  action: ActivityAction,
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"too-many-attempts">>> {
  const { actor } = inviter;
  const bucket = bucketOf("invitation-link", actor.userId);
  const limit = { bucket, attemptsMax: invitationLinksPerUserMax, windowMs: linkWindowMs };
  const { decision, isFirstBeyond } = await takeAttempt(deps.db, limit, at);
  if (!decision.ok && isFirstBeyond) {
    const line = { action, refusalCode: decision.refusal.code, ...customerOf(inviter) };
    await logAccountActivity(deps, deps.db, actor, line, at);
  }
  return decision;
}
