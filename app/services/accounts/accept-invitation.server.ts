import type { Temporal } from "temporal-polyfill";
import { type Invitation, invitationStateAt } from "#app/domain/access/invitation.ts";
import { decidePassword } from "#app/domain/access/password.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Db, Tx } from "#db/client.ts";
import { findInvitationByToken, markInvitationAccepted } from "#db/repositories/invitations.ts";
import { findOrganizationName, insertRole, insertUser, upsertLastSignIn } from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity, ownerOf } from "./account-activity.server.ts";
import { passwordContextOf } from "./password-context.server.ts";
import { type StartedSession, hashOfSecret, startSession } from "./session-life.server.ts";
import { takeLinkAttempt } from "./set-password-with-token.server.ts";

/** What the page behind the link says. */
export type OpenInvitation = {
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** Whom the person joins; null for the operator. */
  readonly organizationName: string | null;
};

const invalid = refused({ code: "password-link-invalid" } as const);

/** What a link invites to; refused where it was used, replaced or withdrawn, or is too old. */
export async function findInvitationOfLink(
  deps: Pick<ServiceDeps, "db">,
  token: string,
  at: Temporal.Instant,
): Promise<Result<OpenInvitation, RefusalOf<"password-link-invalid">>> {
  const invitation = await openInvitationOf(deps.db, token, at);
  if (invitation === undefined) return invalid;
  const { email, displayName, roles, organization } = invitation;
  const organizationName = (await findOrganizationName(deps.db, organization)) ?? null;
  return ok({ email, displayName, roles, organizationName });
}

export type AcceptInvitationRequest = {
  readonly token: string;
  readonly password: string;
  /** Network address of the request. */
  readonly address: string | null;
  /** Raw id of the session the request came with; it is replaced. */
  readonly sessionId: string | null;
  /** The header of that name: the browser's own word. */
  readonly userAgent: string | null;
};

type AcceptRefusal = RefusalOf<"password-link-invalid" | "password-too-weak" | "too-many-attempts">;

/**
 * Accepts an invitation: makes the account with the password that its owner chose, and signs in. The link works once.
 *
 * An address that has an account already, wherever, cannot have a second one; its link is answered like one that works
 * no more. The operator alone finds the reason in the log.
 */
export async function acceptInvitation(
  deps: ServiceDeps,
  request: AcceptInvitationRequest,
  at: Temporal.Instant,
): Promise<Result<StartedSession, AcceptRefusal>> {
  const limited = await takeLinkAttempt(deps.db, request.address, at);
  if (!limited.ok) return limited;
  const seen = await openInvitationOf(deps.db, request.token, at);
  if (seen === undefined) return invalid;
  const decision = decidePassword(request.password, await passwordContextOf(deps.db, seen));
  if (!decision.ok) return decision;
  const passwordHash = await deps.passwords.hash(request.password);
  return deps.db.transaction().execute(async (tx) => {
    const invitation = await openInvitationOf(tx, request.token, at, { lock: true });
    if (invitation === undefined) return invalid;
    return join(deps, tx, { ...request, invitation, passwordHash }, at);
  });
}

async function join(
  deps: ServiceDeps,
  tx: Tx,
  request: AcceptInvitationRequest & { readonly invitation: Invitation; readonly passwordHash: string },
  at: Temporal.Instant,
): Promise<Result<StartedSession, AcceptRefusal>> {
  const { invitation, passwordHash, address, sessionId, userAgent } = request;
  const { organization, email, displayName, roles, language, timeZone } = invitation;
  const account = { id: deps.ids.next(), organization, email, displayName, passwordHash };
  const preferences = { language, timeZone, theme: "system" } as const;
  if (!(await insertUser(tx, { ...account, preferences, disabledAt: null, createdAt: at }))) {
    const actor = { kind: "system", job: "accept-invitation" } as const;
    const newValue = { invitationId: invitation.id };
    await logAccountActivity(deps, tx, actor, { action: "user-added", refusalCode: "email-taken", newValue }, at);
    return invalid;
  }
  for (const role of roles) await insertRole(tx, account.id, role);
  await markInvitationAccepted(tx, invitation.id, { userId: account.id, at });
  const begun = { userId: account.id, replaces: sessionId, keepsLife: false, userAgent } as const;
  const session = await startSession(tx, begun, at);
  await upsertLastSignIn(tx, account.id, at);
  const newValue = { invitationId: invitation.id, userId: account.id, email, roles: roles.join(",") };
  await logAccountActivity(deps, tx, ownerOf(account, roles, address), { action: "user-added", newValue }, at);
  return ok(session);
}

async function openInvitationOf(
  db: Db,
  token: string,
  at: Temporal.Instant,
  options: { readonly lock: boolean } = { lock: false },
): Promise<Invitation | undefined> {
  const invitation = await findInvitationByToken(db, hashOfSecret(token), options);
  return invitation !== undefined && invitationStateAt(invitation, at) === "open" ? invitation : undefined;
}
