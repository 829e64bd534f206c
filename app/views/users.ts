import { decideRemoveRole, decideRemoveUser } from "#app/domain/access/last-global-admin.ts";
import { rolesOfOrganization } from "#app/domain/access/organization.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { decideUserManager } from "#app/domain/access/user-manager.ts";
import type { Refusal, RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findUserListing, listRoleHolders, listUsersOfOrganization, type UserListing } from "#db/repositories/users.ts";
import { type PageLinks, pageLinksOf, type PageParams, pageRequestOf } from "./cursor.ts";
import { type Format, formatFor, type InstantText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

/** `invited`: added, and the link to the first password was not used yet. */
export type UserState = "active" | "invited" | "disabled";

export type UserSummary = {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly state: UserState;
  readonly lastSignedInAt: InstantText | null;
  readonly createdAt: InstantText;
  readonly disabledAt: InstantText | null;
  /** The reader's own account. */
  readonly isReader: boolean;
};

export type UsersPage = { readonly users: readonly UserSummary[]; readonly links: PageLinks };

/** The users of the reader's organisation. */
export async function viewUsers(
  context: ViewContext,
  parameters: PageParams,
): Promise<Result<UsersPage, RefusalOf<"role-needed">>> {
  const manager = decideUserManager(context.actor);
  if (!manager.ok) return manager;
  const page = await listUsersOfOrganization(
    context.db,
    manager.value.organization,
    pageRequestOf(parameters, ["string"]),
  );
  const format = formatFor(context.reader);
  return ok({
    users: page.rows.map((user) => summaryOfUser(user, manager.value.actor.userId, format)),
    links: pageLinksOf(page, (user) => [user.email]),
  });
}

/** A role a user of the organisation can have, and why it cannot be taken from this one now. */
export type RoleChoice = {
  readonly role: Role;
  readonly isHeld: boolean;
  readonly removalRefusal: Refusal | null;
};

export type UserPage = UserSummary & {
  readonly roleChoices: readonly RoleChoice[];
  /** Why the user cannot be disabled now; null where it is possible. */
  readonly disableRefusal: Refusal | null;
};

/** One user of the reader's organisation, with what can be done about the account. */
export async function viewUser(
  context: ViewContext,
  userId: string,
): Promise<Result<UserPage, RefusalOf<"role-needed" | "not-found">>> {
  const manager = decideUserManager(context.actor);
  if (!manager.ok) return manager;
  const { organization, actor } = manager.value;
  const user = await findUserListing(context.db, organization, userId);
  if (user === undefined) return refused({ code: "not-found", what: "user" });
  const holders = await listRoleHolders(context.db, organization, userId);
  return ok({
    ...summaryOfUser(user, actor.userId, formatFor(context.reader)),
    roleChoices: rolesOfOrganization(organization.kind).map((role) => ({
      role,
      isHeld: user.roles.includes(role),
      removalRefusal: user.roles.includes(role)
        ? refusalOf(decideRemoveRole(organization.kind, userId, role, holders))
        : null,
    })),
    disableRefusal: refusalOf(decideRemoveUser(organization.kind, userId, holders)),
  });
}

function refusalOf(decision: Result<unknown>): Refusal | null {
  return decision.ok ? null : decision.refusal;
}

/** A user as lists show one. `readerId` is null where the reader is of another organisation. */
export function summaryOfUser(user: UserListing, readerId: string | null, format: Format): UserSummary {
  return {
    id: user.id,
    email: user.email,
    displayName: user.displayName,
    roles: user.roles,
    state: user.disabledAt !== null ? "disabled" : user.hasPassword ? "active" : "invited",
    lastSignedInAt: format.instantOrNull(user.lastSignedInAt),
    createdAt: format.instant(user.createdAt),
    disabledAt: format.instantOrNull(user.disabledAt),
    isReader: user.id === readerId,
  };
}
