import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { normalEmail } from "#app/domain/access/email.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { isGlobalAdmin } from "#app/domain/service-activation/decide-activation.ts";
import { licenceCounts } from "#app/domain/service-activation/grace.ts";
import { readAccountSubscriptions } from "#db/repositories/account-subscriptions.ts";
import {
  insertAccountUsers,
  insertAssignments,
  listAccountUsers,
  listServiceAccounts,
} from "#db/repositories/service-accounts.ts";
import { findUserById } from "#db/repositories/users.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

type AssignRefusal = RefusalOf<
  "role-needed" | "not-found" | "invalid-field" | "account-admin-needed" | "licences-used-up" | "idempotency-key-reused"
>;

/** At most so many users at a time. */
const usersMax = 500;

/** Assigns active licences of a service to users of an account; by one of its global admins. */
export async function assignLicences(
  deps: ServiceDeps,
  actor: Actor,
  input: {
    readonly idempotencyKey: string;
    readonly accountId: string;
    readonly serviceId: string;
    readonly userIds: readonly string[];
  },
  at: Temporal.Instant,
): Promise<Result<{ assigned: number }, AssignRefusal>> {
  const logAs = "licences-assigned";
  const access = decideAccess(actor, "assign-licences");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  if (actor.kind !== "customer") return noSuchAccount;
  if (input.userIds.length === 0 || input.userIds.length > usersMax)
    return refused({ code: "invalid-field", field: "userIds", reason: "none-chosen" });
  const { idempotencyKey, ...wish } = input;
  const request = { actor, at, operation: "assign-licences", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ assigned: number }, AssignRefusal>(deps, request, async (tx) => {
    const account = (await listServiceAccounts(tx, actor)).find(({ id }) => id === input.accountId);
    if (account === undefined) return noSuchAccount;
    const person = await findUserById(tx, actor.userId);
    if (person === undefined || !isGlobalAdmin(account, person.email)) return refused({ code: "account-admin-needed" });
    const users = await listAccountUsers(tx, account.id);
    const chosen = users.filter(
      ({ id, serviceIds }) => input.userIds.includes(id) && !serviceIds.includes(input.serviceId),
    );
    const subscriptions = await readAccountSubscriptions(tx, account, at);
    const active = licenceCounts(subscriptions, at).find(({ serviceId }) => serviceId === input.serviceId)?.active ?? 0;
    const taken = users.filter(({ serviceIds }) => serviceIds.includes(input.serviceId)).length;
    if (taken + chosen.length > active) return refused({ code: "licences-used-up", quantity: active });
    const { serviceId } = input;
    await insertAssignments(tx, { accountId: account.id, userIds: chosen.map(({ id }) => id), serviceId, at });
    if (chosen.length > 0) {
      const newValue = { account: account.name, service: serviceId, users: chosen.length };
      const subject = { partnerId: actor.partnerId, customerId: actor.customerId };
      await logActivity(tx, deps, actor, [activityDone(logAs, at, subject, { newValue })]);
    }
    return ok({ assigned: chosen.length });
  });
}

/** Adds a user to an account, so that licences can be assigned; by one of its global admins. */
export async function addAccountUser(
  deps: ServiceDeps,
  actor: Actor,
  input: { readonly idempotencyKey: string; readonly accountId: string; readonly name: string; readonly email: string },
  at: Temporal.Instant,
): Promise<Result<{ name: string }, AssignRefusal>> {
  const logAs = "licences-assigned";
  const access = decideAccess(actor, "assign-licences");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  if (actor.kind !== "customer") return noSuchAccount;
  const email = normalEmail(input.email);
  if (email === undefined) return refused({ code: "invalid-field", field: "email", reason: "not-an-address" });
  const name = input.name.trim();
  if (name === "" || name.length > 150) return refused({ code: "invalid-field", field: "name", reason: "missing" });
  const { idempotencyKey, ...wish } = input;
  const request = { actor, at, operation: "add-account-user", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ name: string }, AssignRefusal>(deps, request, async (tx) => {
    const account = (await listServiceAccounts(tx, actor)).find(({ id }) => id === input.accountId);
    if (account === undefined) return noSuchAccount;
    const person = await findUserById(tx, actor.userId);
    if (person === undefined || !isGlobalAdmin(account, person.email)) return refused({ code: "account-admin-needed" });
    await insertAccountUsers(tx, account.id, [{ id: deps.ids.next(), name, email }]);
    return ok({ name });
  });
}

const noSuchAccount = refused({ code: "not-found", what: "service-account" } as const);
