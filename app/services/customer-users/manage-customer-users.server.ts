import type { Temporal } from "temporal-polyfill";
import { normalEmail } from "#app/domain/access/email.ts";
import { decideRemoveRole, decideRemoveUser } from "#app/domain/access/last-global-admin.ts";
import type { Organization } from "#app/domain/access/organization.ts";
import { decidePassword } from "#app/domain/access/password.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideTenantManager } from "#app/domain/access/user-manager.ts";
import { type ActivityAction, activityDone, type ActivityValue } from "#app/domain/activity/activity.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { deleteOpenPasswordTokens } from "#db/repositories/password-tokens.ts";
import { deleteSessionsOfUser } from "#db/repositories/sessions.ts";
import {
  deleteRole,
  findUser,
  insertRole,
  insertUser,
  listRoleHolders,
  lockUsersOfOrganization,
  passwordNeverSet,
  updateDisabled,
  updateDisplayName,
  updatePasswordHash,
  type UserAccount,
} from "#db/repositories/users.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

type TenantOrganization = Extract<Organization, { kind: "customer" }>;
type Input = { readonly idempotencyKey: string; readonly customerId: string };
type OfUser = Input & { readonly userId: string };
export type CustomerUserChanged = { readonly userId: string };

/** A deleted user can be restored for so long. */
export const restorableDays = 30;
const displayNameLengthMax = 100;

/** Adds a user of a customer, with the password that the program chose; without one only a link sets it. */
export async function createCustomerUser(
  deps: ServiceDeps,
  actor: Actor,
  input: Input & { readonly userName: string; readonly displayName: string; readonly password: string | null },
  at: Temporal.Instant,
): Promise<Result<CustomerUserChanged>> {
  const email = normalEmail(input.userName);
  if (email === undefined) return invalid("userPrincipalName", "not an e-mail address");
  const displayName = input.displayName.trim();
  if (displayName === "" || displayName.length > displayNameLengthMax)
    return invalid("displayName", "missing or too long");
  const passwordHash = await hashed(deps, input.password, [email, displayName]);
  if (!passwordHash.ok) return passwordHash;
  const { idempotencyKey, customerId } = input;
  const asked = { idempotencyKey, customerId, wish: { email, displayName } };
  return change(deps, actor, "user-added", asked, at, async (tx, organization) => {
    const id = deps.ids.next();
    const user: UserAccount = {
      id,
      organization,
      email,
      displayName,
      passwordHash: passwordHash.value ?? passwordNeverSet,
      preferences: { language: "en", timeZone: "UTC", theme: "system" },
      disabledAt: null,
      createdAt: at,
    };
    if (!(await insertUser(tx, user))) return refused({ code: "email-taken", email });
    await insertRole(tx, id, "customer-user");
    return ok({ value: { userId: id }, newValue: { userId: id, email } });
  });
}

/** Calls a user by another name, or restores one that was deleted within the last 30 days. */
export async function changeCustomerUser(
  deps: ServiceDeps,
  actor: Actor,
  input: OfUser & { readonly displayName: string | null; readonly isRestored: boolean },
  at: Temporal.Instant,
): Promise<Result<CustomerUserChanged>> {
  const { userId, displayName, isRestored } = input;
  const asked = { ...input, wish: { userId, displayName, isRestored } };
  return change(deps, actor, isRestored ? "user-enabled" : "settings-changed", asked, at, async (tx, organization) => {
    const account = await findUser(tx, organization, userId);
    if (account === undefined) return noSuchUser;
    if (isRestored && account.disabledAt !== null) {
      if (!isBefore(at, account.disabledAt.add({ hours: restorableDays * 24 }))) return noSuchUser;
      await updateDisabled(tx, userId, null);
    }
    const name = displayName?.trim() ?? account.displayName;
    if (name === "" || name.length > displayNameLengthMax) return invalid("displayName", "missing or too long");
    await updateDisplayName(tx, userId, name);
    return ok({ value: { userId }, newValue: { userId, displayName: name } });
  });
}

/** Shuts a user out at once; the record stays, and can be restored for 30 days. */
export async function removeCustomerUser(
  deps: ServiceDeps,
  actor: Actor,
  input: OfUser,
  at: Temporal.Instant,
): Promise<Result<CustomerUserChanged>> {
  const { userId } = input;
  return change(deps, actor, "user-disabled", { ...input, wish: { userId } }, at, async (tx, organization) => {
    const account = await findUser(tx, organization, userId);
    if (account === undefined || account.disabledAt !== null) return noSuchUser;
    const holders = await listRoleHolders(tx, organization, userId);
    const decision = decideRemoveUser(organization.kind, userId, holders);
    if (!decision.ok) return decision;
    await updateDisabled(tx, userId, at);
    await deleteSessionsOfUser(tx, userId);
    await deleteOpenPasswordTokens(tx, userId);
    return ok({ value: { userId }, newValue: { userId } });
  });
}

/** Sets another password; every session of the user ends. */
export async function resetCustomerUserPassword(
  deps: ServiceDeps,
  actor: Actor,
  input: OfUser & { readonly password: string },
  at: Temporal.Instant,
): Promise<Result<CustomerUserChanged>> {
  const { userId, idempotencyKey, customerId } = input;
  const newHash = await hashed(deps, input.password, []);
  if (!newHash.ok) return newHash;
  const asked = { idempotencyKey, customerId, wish: { userId } };
  return change(deps, actor, "password-link-issued", asked, at, async (tx, organization) => {
    const account = await findUser(tx, organization, userId);
    if (account === undefined) return noSuchUser;
    await updatePasswordHash(tx, userId, account.passwordHash, newHash.value ?? account.passwordHash);
    await deleteSessionsOfUser(tx, userId);
    await deleteOpenPasswordTokens(tx, userId);
    return ok({ value: { userId }, newValue: { userId } });
  });
}

/** Gives a user the global admin's role in the tenant, or takes it; the last one keeps it. */
export async function setCustomerGlobalAdmin(
  deps: ServiceDeps,
  actor: Actor,
  input: OfUser & { readonly isGiven: boolean },
  at: Temporal.Instant,
): Promise<Result<CustomerUserChanged>> {
  const { userId, isGiven } = input;
  const role = "customer-global-admin";
  const asked = { ...input, wish: { userId, isGiven } };
  return change(deps, actor, isGiven ? "role-granted" : "role-revoked", asked, at, async (tx, organization) => {
    if ((await findUser(tx, organization, userId)) === undefined) return noSuchUser;
    if (isGiven) await insertRole(tx, userId, role);
    else {
      const decision = decideRemoveRole(
        organization.kind,
        userId,
        role,
        await listRoleHolders(tx, organization, userId),
      );
      if (!decision.ok) return decision;
      await deleteRole(tx, userId, role);
    }
    return ok({ value: { userId }, newValue: { userId, role } });
  });
}

type Changed = { readonly value: CustomerUserChanged; readonly newValue: ActivityValue };

/** The frame of every change: who may, one transaction, once, the tenant's users held still, a line in the log. */
async function change(
  deps: ServiceDeps,
  actor: Actor,
  action: ActivityAction,
  asked: Input & { readonly wish: object },
  at: Temporal.Instant,
  work: (tx: Tx, organization: TenantOrganization) => Promise<Result<Changed>>,
): Promise<Result<CustomerUserChanged>> {
  const { idempotencyKey, customerId, wish } = asked;
  const manager = decideTenantManager(actor, customerId);
  if (!manager.ok)
    return manager.refusal.code === "role-needed"
      ? refuseAttempt(deps, actor, { at, logAs: action, refused: manager })
      : manager;
  const { organization, actor: changer } = manager.value;
  if (organization.kind !== "customer") throw new TypeError("The people of a customer belong to a customer");
  const { partnerId } = organization;
  const request = {
    actor: changer,
    at,
    operation: `customer-user:${action}`,
    idempotencyKey,
    wish: { ...wish, customerId },
    logAs: action,
  };
  return changeOnce<CustomerUserChanged, Refusal>(deps, request, async (tx, attempt) => {
    if ((await findCustomer(tx, partnerId, customerId)) === undefined)
      return refused({ code: "not-found", what: "customer" });
    attempt.subject = { partnerId, customerId };
    await lockUsersOfOrganization(tx, organization);
    const changed = await work(tx, organization);
    if (!changed.ok) return changed;
    const { value, newValue } = changed.value;
    await logActivity(tx, deps, changer, [activityDone(action, at, attempt.subject, { newValue })]);
    return ok(value);
  });
}

async function hashed(
  deps: ServiceDeps,
  password: string | null,
  context: readonly string[],
): Promise<Result<string | null>> {
  if (password === null) return ok(null);
  const decision = decidePassword(password, context);
  return decision.ok ? ok(await deps.passwords.hash(password)) : decision;
}

const noSuchUser = refused({ code: "not-found", what: "user" } as const);

function invalid(field: string, reason: string) {
  return refused({ code: "invalid-field", field, reason } as const);
}
