import type { Temporal } from "temporal-polyfill";
import { normalEmail } from "#app/domain/access/email.ts";
import { invitationEndsAt, invitationStateAt } from "#app/domain/access/invitation.ts";
import { rolesOfOrganization } from "#app/domain/access/organization.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import type { UserManager } from "#app/domain/access/user-manager.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import {
  findInvitationForChange,
  insertInvitation,
  replaceInvitationToken,
  withdrawOpenInvitationOf,
} from "#db/repositories/invitations.ts";
import { isUserOfOrganization, type Preferences } from "#db/repositories/users.ts";
import { withIdempotency } from "../idempotency.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";
import { customerOf, requireInviter, takeInvitationLink } from "./require-inviter.server.ts";
import type { PasswordLink } from "./password-link.server.ts";
import { hashOfSecret, newSecret } from "./session-life.server.ts";

export type InviteUserRequest = {
  readonly idempotencyKey: string;
  /** A customer of the actor's partner; null for the actor's own organisation. */
  readonly customerId: string | null;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** What the person reads in until choosing otherwise. */
  readonly preferences: Pick<Preferences, "language" | "timeZone">;
};

/** The invitation, and its link; none where it was accepted or withdrawn meanwhile (a late repetition). */
export type InvitedUser = {
  readonly invitationId: string;
  readonly email: string;
  readonly link: PasswordLink | null;
};

export type InviteRefusal = RefusalOf<
  | "role-needed"
  | "not-found"
  | "invalid-field"
  | "email-taken"
  | "too-many-attempts"
  | "idempotency-key-reused"
  | "changed-meanwhile"
>;

const displayNameLengthMax = 100;

/**
 * Invites a person into an organisation: the actor's own, or a customer of the actor's partner. Nobody chooses a
 * password for somebody else, and there is no account until the person accepts by the link, within seven days.
 *
 * The answer is the same whether or not the address has an account elsewhere. An address that is invited again gets a
 * new invitation in place of the one before. The stored answer of the idempotency row holds no link, so a repeated
 * request makes a new one in place of the first.
 */
export async function inviteUser(
  deps: ServiceDeps,
  actor: Actor,
  request: InviteUserRequest,
  at: Temporal.Instant,
): Promise<Result<InvitedUser, InviteRefusal>> {
  const inviter = await requireInviter(deps, actor, { customerId: request.customerId, action: "user-invited" }, at);
  if (!inviter.ok) return inviter;
  const wish = decideInvitation(inviter.value, request);
  if (!wish.ok) return wish;
  const limited = await takeInvitationLink(deps, inviter.value, "user-invited", at);
  if (!limited.ok) return limited;
  const { idempotencyKey: key, customerId } = request;
  const ownerId = inviter.value.actor.userId;
  return deps.db.transaction().execute(async (tx) => {
    const token = newSecret();
    const once = { ownerId, key, operation: "invite-user", request: { ...wish.value, customerId } };
    const invited = await withIdempotency(tx, once, at, () => insert(deps, tx, inviter.value, wish.value, token, at));
    if (!invited.ok) return invited;
    const { isOpen } = await putToken(tx, inviter.value, invited.value.invitationId, token, at);
    return ok({ ...invited.value, link: isOpen ? { token, expiresAt: invitationEndsAt(at) } : null });
  });
}

type Wish = Omit<InviteUserRequest, "idempotencyKey" | "customerId">;

function decideInvitation(inviter: UserManager, request: InviteUserRequest): Result<Wish, RefusalOf<"invalid-field">> {
  const invalid = (field: string, reason: string) => refused({ code: "invalid-field", field, reason } as const);
  const email = normalEmail(request.email);
  if (email === undefined) return invalid("email", "not-an-address");
  const displayName = request.displayName.trim();
  if (displayName === "") return invalid("displayName", "empty");
  if (displayName.length > displayNameLengthMax) return invalid("displayName", "too-long");
  const possible = rolesOfOrganization(inviter.organization.kind);
  if (request.roles.some((role) => !possible.includes(role))) return invalid("roles", "not-of-this-organization");
  // In their own order, so that the same boxes ticked in another order are the same wish.
  const roles = possible.filter((role) => request.roles.includes(role));
  return ok({ email, displayName, roles, preferences: request.preferences });
}

async function insert(
  deps: ServiceDeps,
  tx: Tx,
  inviter: UserManager,
  { email, displayName, roles, preferences }: Wish,
  token: string,
  at: Temporal.Instant,
): Promise<Result<{ invitationId: string; email: string }, RefusalOf<"email-taken" | "changed-meanwhile">>> {
  const { actor, organization } = inviter;
  const line = { action: "user-invited", ...customerOf(inviter) } as const;
  // Whoever invites sees this organisation's users anyway; of others nothing is asked, and so nothing can be told.
  if (await isUserOfOrganization(tx, organization, email)) {
    await logAccountActivity(deps, tx, actor, { ...line, refusalCode: "email-taken", newValue: { email } }, at);
    return refused({ code: "email-taken", email });
  }
  const id = deps.ids.next();
  await withdrawOpenInvitationOf(tx, organization, email, at);
  const { language, timeZone } = preferences;
  const isNew = await insertInvitation(
    tx,
    {
      id,
      organization,
      email,
      displayName,
      roles,
      language,
      timeZone,
      createdAt: at,
      createdBy: actor.userId,
      expiresAt: invitationEndsAt(at),
      acceptedAt: null,
      withdrawnAt: null,
    },
    hashOfSecret(token),
  );
  if (!isNew) return refused({ code: "changed-meanwhile" });
  const newValue = { invitationId: id, email, roles: roles.join(",") };
  await logAccountActivity(deps, tx, actor, { ...line, newValue }, at);
  return ok({ invitationId: id, email });
}

/** Makes this the token that opens the invitation, for a first request and for a repeated one alike. */
async function putToken(
  tx: Tx,
  { organization }: UserManager,
  invitationId: string,
  token: string,
  at: Temporal.Instant,
): Promise<{ readonly isOpen: boolean }> {
  const invitation = await findInvitationForChange(tx, organization, invitationId);
  if (invitation === undefined || invitationStateAt(invitation, at) !== "open") return { isOpen: false };
  const link = { tokenHash: hashOfSecret(token), expiresAt: invitationEndsAt(at) };
  return { isOpen: await replaceInvitationToken(tx, invitationId, link) };
}
