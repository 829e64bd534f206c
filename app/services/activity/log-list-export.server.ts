import type { Temporal } from "temporal-polyfill";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { ServiceDeps } from "../ports.ts";
import { logActivity } from "./log-activity.server.ts";

/** Notes that a list with personal data left the portal as a file, before its first row is read. */
export async function logListExport(
  deps: Pick<ServiceDeps, "db" | "ids" | "activityKeys">,
  actor: Actor,
  list: "users" | "customer-users" | "key-history" | "own-accesses" | "mails" | "letters",
  at: Temporal.Instant,
): Promise<void> {
  const partnerId = actor.kind === "partner" || actor.kind === "customer" ? actor.partnerId : null;
  const customerId = actor.kind === "customer" ? actor.customerId : null;
  const line = activityDone("list-exported", at, { partnerId, customerId }, { newValue: { list } });
  await deps.db.transaction().execute((tx) => logActivity(tx, deps, actor, [line]));
}
