import type { Temporal } from "temporal-polyfill";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideUserManager, type UserManager } from "#app/domain/access/user-manager.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/result.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";

/** Who may manage users, asked for a change: a refusal is logged. */
export async function requireUserManager(
  deps: ServiceDeps,
  actor: Actor,
  action: ActivityAction,
  at: Temporal.Instant,
): Promise<Result<UserManager, RefusalOf<"role-needed">>> {
  const decision = decideUserManager(actor);
  if (!decision.ok) {
    await logAccountActivity(deps, deps.db, actor, { action, refusalCode: decision.refusal.code }, at);
  }
  return decision;
}
