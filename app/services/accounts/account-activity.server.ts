import type { Temporal } from "temporal-polyfill";
import {
  type ActivityAction,
  activityDone,
  activityRefused,
  type ActivityValue,
} from "#app/domain/activity/activity.ts";
import { actorOf, type Organization } from "#app/domain/access/organization.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import type { RefusalCode } from "#app/domain/refusal.ts";
import type { Db } from "#db/client.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { ServiceDeps } from "../ports.ts";

type Line = {
  readonly action: ActivityAction;
  readonly oldValue?: ActivityValue | null;
  readonly newValue?: ActivityValue | null;
  /** The customer that it concerns, where a partner's user acts on a customer's behalf. */
  readonly customerId?: string;
  /** Set where it was refused; attempts are logged like deeds. */
  readonly refusalCode?: RefusalCode;
};

/** Appends what happened to an account to the log of its organisation. */
export async function logAccountActivity(
  deps: Pick<ServiceDeps, "ids" | "activityKeys">,
  db: Db,
  actor: Actor,
  line: Line,
  at: Temporal.Instant,
): Promise<void> {
  const subject = { ...subjectOf(actor), ...(line.customerId === undefined ? {} : { customerId: line.customerId }) };
  const values = { oldValue: line.oldValue ?? null, newValue: line.newValue ?? null };
  const draft =
    line.refusalCode === undefined
      ? activityDone(line.action, at, subject, values)
      : { ...activityRefused(line.action, at, subject, line.refusalCode), ...values };
  const log = (tx: Db) => logActivity(tx, deps, actor, [draft]);
  // What is told of nothing else gets a transaction of its own.
  await (db.isTransaction ? log(db) : db.transaction().execute(log));
}

function subjectOf(actor: Actor) {
  switch (actor.kind) {
    case "partner":
      return { partnerId: actor.partnerId };
    case "customer":
      return { partnerId: actor.partnerId, customerId: actor.customerId };
    case "operator":
    case "system":
      return { partnerId: null };
  }
}

/** The owner of an account as the one who acts, at sign-in and wherever no session says so yet. */
export function ownerOf(
  account: { readonly id: string; readonly organization: Organization },
  roles: readonly Role[],
  address: string | null,
): Actor {
  return actorOf(account.organization, { userId: account.id, roles, address });
}
