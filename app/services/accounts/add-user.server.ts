import type { Temporal } from "temporal-polyfill";
import { normalEmail } from "#app/domain/access/email.ts";
import { rolesOfOrganization } from "#app/domain/access/organization.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import type { UserManager } from "#app/domain/access/user-manager.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import {
  findUserForChange,
  insertRole,
  insertUser,
  passwordNeverSet,
  type Preferences,
} from "#db/repositories/users.ts";
import { withIdempotency } from "../idempotency.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";
import { requireUserManager } from "./require-user-manager.server.ts";
import { issuePasswordLink, type PasswordLink } from "./password-link.server.ts";

export type AddUserRequest = {
  readonly idempotencyKey: string;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** What the new user reads in until choosing otherwise. */
  readonly preferences: Preferences;
};

/** The new user, and the link by which the first password is set; none where that was done already (a late repetition). */
export type AddedUser = { readonly userId: string; readonly email: string; readonly link: PasswordLink | null };

const displayNameLengthMax = 100;

/**
 * Adds a user to the actor's own organisation. Nobody chooses a password for somebody else: the account has none until
 * its owner sets one by the link, within 72 hours.
 *
 * The stored answer of the idempotency row holds no link, so a repeated request makes a new one in place of the first.
 */
export async function addUser(
  deps: ServiceDeps,
  actor: Actor,
  request: AddUserRequest,
  at: Temporal.Instant,
): Promise<Result<AddedUser, RefusalOf<"role-needed" | "invalid-field" | "email-taken" | "idempotency-key-reused">>> {
  const manager = await requireUserManager(deps, actor, "user-added", at);
  if (!manager.ok) return manager;
  const wish = decideNewUser(manager.value, request);
  if (!wish.ok) return wish;
  const { idempotencyKey: key } = request;
  const ownerId = manager.value.actor.userId;
  return deps.db.transaction().execute(async (tx) => {
    const added = await withIdempotency(tx, { ownerId, key, operation: "add-user", request: wish.value }, at, () =>
      insert(deps, tx, manager.value, wish.value, at),
    );
    if (!added.ok) return added;
    const account = await findUserForChange(tx, added.value.userId);
    const isWaiting = account?.passwordHash === passwordNeverSet && account.disabledAt === null;
    return ok({ ...added.value, link: isWaiting ? await issuePasswordLink(tx, account.id, at) : null });
  });
}

type Wish = Omit<AddUserRequest, "idempotencyKey">;

function decideNewUser(manager: UserManager, request: AddUserRequest): Result<Wish, RefusalOf<"invalid-field">> {
  const invalid = (field: string, reason: string) => refused({ code: "invalid-field", field, reason } as const);
  const email = normalEmail(request.email);
  if (email === undefined) return invalid("email", "not-an-address");
  const displayName = request.displayName.trim();
  if (displayName === "") return invalid("displayName", "empty");
  if (displayName.length > displayNameLengthMax) return invalid("displayName", "too-long");
  const possible = rolesOfOrganization(manager.organization.kind);
  if (request.roles.some((role) => !possible.includes(role))) return invalid("roles", "not-of-this-organization");
  // In their own order, so that the same boxes ticked in another order are the same wish.
  const roles = possible.filter((role) => request.roles.includes(role));
  return ok({ email, displayName, roles, preferences: request.preferences });
}

async function insert(
  deps: ServiceDeps,
  tx: Tx,
  { actor, organization }: UserManager,
  wish: Wish,
  at: Temporal.Instant,
): Promise<Result<{ userId: string; email: string }, RefusalOf<"email-taken">>> {
  const id = deps.ids.next();
  const { email, displayName, preferences } = wish;
  const isNew = await insertUser(tx, {
    id,
    organization,
    email,
    displayName,
    passwordHash: passwordNeverSet,
    preferences,
    disabledAt: null,
    createdAt: at,
  });
  if (!isNew) {
    const line = { action: "user-added", refusalCode: "email-taken", newValue: { email } } as const;
    await logAccountActivity(deps, tx, actor, line, at);
    return refused({ code: "email-taken", email });
  }
  for (const role of wish.roles) await insertRole(tx, id, role);
  const newValue = { userId: id, email, roles: wish.roles.join(",") };
  await logAccountActivity(deps, tx, actor, { action: "user-added", newValue }, at);
  return ok({ userId: id, email });
}
