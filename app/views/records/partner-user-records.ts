import { decideUserManager } from "#app/domain/access/user-manager.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findUserListing, listUsersOfOrganization, type UserListing } from "#db/repositories/users.ts";
import type { ViewContext } from "../view-context.ts";

const readAtOnce = 500;
const usersMax = 10_000;

/** All users of the reader's own organisation, by what they sign in with. */
export async function partnerUserRecords(context: ViewContext): Promise<Result<readonly UserListing[]>> {
  const manager = decideUserManager(context.actor);
  if (!manager.ok) return manager;
  const users: UserListing[] = [];
  for (;;) {
    const last = users.at(-1);
    const cursor = last === undefined ? null : { direction: "after" as const, key: [last.email] };
    const page = await listUsersOfOrganization(context.db, manager.value.organization, { limit: readAtOnce, cursor });
    users.push(...page.rows);
    if (!page.hasNext || users.length >= usersMax) return ok(users);
  }
}

/** One of them. */
export async function partnerUserRecord(context: ViewContext, userId: string): Promise<Result<UserListing>> {
  const manager = decideUserManager(context.actor);
  if (!manager.ok) return manager;
  const user = await findUserListing(context.db, manager.value.organization, userId);
  return user === undefined ? refused({ code: "not-found", what: "user" }) : ok(user);
}
