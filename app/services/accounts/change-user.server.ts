import type { Temporal } from "temporal-polyfill";
import { decideRemoveRole, decideRemoveUser } from "#app/domain/access/last-global-admin.ts";
import { rolesOfOrganization } from "#app/domain/access/organization.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import { decideUserManager, type UserManager } from "#app/domain/access/user-manager.ts";
import type { ActivityAction, ActivityValue } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { deleteOpenPasswordTokens } from "#db/repositories/password-tokens.ts";
import { deleteSessionsOfUser } from "#db/repositories/sessions.ts";
import {
  deleteRole,
  findUser,
  insertRole,
  listRoleHolders,
  lockUsersOfOrganization,
  rolesOfUser,
  updateDisabled,
  type UserAccount,
} from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";
import { requireUserManager } from "./require-user-manager.server.ts";

type Refusal = RefusalOf<"role-needed" | "not-found" | "last-global-admin" | "invalid-field">;

/** The roles a user has after a change. */
export type UserRoles = { readonly userId: string; readonly roles: readonly Role[] };

/** Gives a user of the own organisation a role; it counts from the user's next request on. */
export async function assignRole(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly userId: string; readonly role: Role },
  at: Temporal.Instant,
): Promise<Result<UserRoles, Refusal>> {
  return changeUser(deps, actor, { ...request, action: "role-granted" }, at, async (change) => {
    if (!rolesOfOrganization(change.organization.kind).includes(request.role)) {
      return refused({ code: "invalid-field", field: "role", reason: "not-of-this-organization" });
    }
    if (await insertRole(change.tx, request.userId, request.role)) await change.log({ role: request.role });
    return ok({ userId: request.userId, roles: await rolesOfUser(change.tx, request.userId) });
  });
}

/** Takes a role from a user of the own organisation; it is gone from the user's next request on. */
export async function removeRole(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly userId: string; readonly role: Role },
  at: Temporal.Instant,
): Promise<Result<UserRoles, Refusal>> {
  return changeUser(deps, actor, { ...request, action: "role-revoked" }, at, async (change) => {
    const holders = await listRoleHolders(change.tx, change.organization, request.userId);
    const decision = decideRemoveRole(change.organization.kind, request.userId, request.role, holders);
    if (!decision.ok) return decision;
    if (await deleteRole(change.tx, request.userId, request.role)) await change.log({ role: request.role });
    return ok({ userId: request.userId, roles: await rolesOfUser(change.tx, request.userId) });
  });
}

/** Sets the roles of a user to those ticked: gives what is missing and takes what is too much, all or nothing. */
export async function setRoles(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly userId: string; readonly roles: readonly Role[] },
  at: Temporal.Instant,
): Promise<Result<UserRoles, Refusal>> {
  return changeUser(deps, actor, { ...request, action: "role-granted" }, at, async (change) => {
    const possible = rolesOfOrganization(change.organization.kind);
    if (request.roles.some((role) => !possible.includes(role))) {
      return refused({ code: "invalid-field", field: "roles", reason: "not-of-this-organization" });
    }
    const present = await rolesOfUser(change.tx, request.userId);
    const holders = await listRoleHolders(change.tx, change.organization, request.userId);
    const taken = present.filter((role) => !request.roles.includes(role));
    for (const role of taken) {
      const decision = decideRemoveRole(change.organization.kind, request.userId, role, holders);
      if (!decision.ok) return decision;
    }
    for (const role of taken) {
      await deleteRole(change.tx, request.userId, role);
      await change.log({ role }, "role-revoked");
    }
    for (const role of possible.filter((role) => request.roles.includes(role) && !present.includes(role))) {
      await insertRole(change.tx, request.userId, role);
      await change.log({ role }, "role-granted");
    }
    return ok({ userId: request.userId, roles: await rolesOfUser(change.tx, request.userId) });
  });
}

/** Shuts a user of the own organisation out, at once: every session ends, and no link works any more. */
export async function disableUser(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly userId: string },
  at: Temporal.Instant,
): Promise<Result<UserRoles, Refusal>> {
  return changeUser(deps, actor, { ...request, action: "user-disabled" }, at, async (change) => {
    const roles = await rolesOfUser(change.tx, request.userId);
    if (change.account.disabledAt !== null) return ok({ userId: request.userId, roles });
    const holders = await listRoleHolders(change.tx, change.organization, request.userId);
    const decision = decideRemoveUser(change.organization.kind, request.userId, holders);
    if (!decision.ok) return decision;
    await updateDisabled(change.tx, request.userId, at);
    await deleteSessionsOfUser(change.tx, request.userId);
    await deleteOpenPasswordTokens(change.tx, request.userId);
    await change.log({});
    return ok({ userId: request.userId, roles });
  });
}

/** Lets a user of the own organisation in again, with the roles and the password of before. */
export async function enableUser(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly userId: string },
  at: Temporal.Instant,
): Promise<Result<UserRoles, Refusal>> {
  return changeUser(deps, actor, { ...request, action: "user-enabled" }, at, async (change) => {
    if (await updateDisabled(change.tx, request.userId, null)) await change.log({});
    return ok({ userId: request.userId, roles: await rolesOfUser(change.tx, request.userId) });
  });
}

type Change = UserManager & {
  readonly tx: Tx;
  readonly account: UserAccount;
  log(newValue: ActivityValue, action?: ActivityAction): Promise<void>;
};

/**
 * The frame of every change to a user: permission, one transaction, the organisation's users held still, the user
 * found in it or not at all. Two administrators who take each other's role at the same moment come one after the
 * other; the second is asked again whether it may still do so.
 */
async function changeUser<T>(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly userId: string; readonly action: ActivityAction; readonly role?: Role },
  at: Temporal.Instant,
  work: (change: Change) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const { userId, action } = request;
  const manager = await requireUserManager(deps, actor, action, at);
  if (!manager.ok) return manager;
  return deps.db.transaction().execute(async (tx) => {
    await lockUsersOfOrganization(tx, manager.value.organization);
    const present = { ...manager.value.actor, roles: await rolesOfUser(tx, manager.value.actor.userId) };
    const access = decideUserManager(present);
    if (!access.ok) return access;
    const account = await findUser(tx, manager.value.organization, userId);
    if (account === undefined) return refused({ code: "not-found", what: "user" });
    const log = (newValue: ActivityValue, as: ActivityAction = action) =>
      logAccountActivity(deps, tx, actor, { action: as, newValue: { userId, ...newValue } }, at);
    const result = await work({ ...manager.value, tx, account, log });
    if (!result.ok) {
      const newValue = { userId, ...(request.role === undefined ? {} : { role: request.role }) };
      await logAccountActivity(deps, tx, actor, { action, refusalCode: result.refusal.code, newValue }, at);
    }
    return result;
  });
}
