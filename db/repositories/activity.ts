import type { ActivityDraft, ActivityValue } from "#app/domain/activity/activity.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import type { LinkHolder } from "#app/domain/entitlement/download.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Selectable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, jsonColumnOrNull, readInstant, readJson } from "../columns.ts";
import type { ActivityTable } from "../schema.ts";
import type { UnplacedRow } from "./activity-chain.ts";

/** A line of the log as it is read back. */
export type ActivityEntry = {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly actorKind: ActivityTable["actor_kind"];
  readonly userId: string | null;
  readonly job: string | null;
  readonly roles: readonly Role[];
  readonly action: ActivityTable["action"];
  readonly outcome: ActivityTable["outcome"];
  readonly refusalCode: string | null;
  readonly oldValue: ActivityValue | null;
  readonly newValue: ActivityValue | null;
  /** The application through which it was done; null for what was done on pages and by jobs. */
  readonly applicationId: string | null;
};

/** The row of a line, which gets its place in a chain when it is appended. */
export function rowOfActivity(id: string, actor: Actor | LinkHolder, draft: ActivityDraft): UnplacedRow {
  return { id, ...rowOfActor(actor), ...rowOfDraft(partOfMany(actor, draft)) };
}

/** What is done as a part of a change of many says so in its line. */
function partOfMany(actor: Actor | LinkHolder, draft: ActivityDraft): ActivityDraft {
  if (!("bulkRunId" in actor) || actor.bulkRunId === undefined) return draft;
  return { ...draft, newValue: { ...draft.newValue, bulkRunId: actor.bulkRunId } };
}

function rowOfActor(actor: Actor | LinkHolder) {
  // The link was made for the customer; neither user nor job says that nobody knows who held it.
  if (actor.kind === "link-holder") {
    const { address } = actor;
    return {
      actor_kind: "customer" as const,
      actor_user_id: null,
      actor_job: null,
      actor_roles: "",
      address,
      application_id: null,
    };
  }
  if (actor.kind === "system")
    return {
      actor_kind: actor.kind,
      actor_user_id: null,
      actor_job: actor.job,
      actor_roles: "",
      address: null,
      application_id: null,
    };
  return {
    actor_kind: actor.kind,
    actor_user_id: actor.userId,
    actor_job: null,
    actor_roles: actor.roles.join(","),
    address: actor.address,
    application_id: actor.applicationId ?? null,
  };
}

function rowOfDraft(draft: ActivityDraft) {
  return {
    partner_id: draft.partnerId,
    at: instantColumn(draft.at),
    action: draft.action,
    outcome: draft.outcome,
    refusal_code: draft.refusalCode,
    customer_id: draft.customerId,
    order_id: draft.orderId,
    subscription_id: draft.subscriptionId,
    product_id: draft.productId,
    old_json: jsonColumnOrNull(draft.oldValue),
    new_json: jsonColumnOrNull(draft.newValue),
  };
}

/** The newest lines about a subscription, newest first. */
export async function listActivityOfSubscription(
  db: Db,
  { partnerId, customerId, id }: Pick<Subscription, "partnerId" | "customerId" | "id">,
  limit: number,
): Promise<ActivityEntry[]> {
  const rows = await db
    .selectFrom("activity")
    .selectAll()
    .where("customer_id", "=", customerId)
    .where("subscription_id", "=", id)
    .where("partner_id", "=", partnerId)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(entryOfRow);
}

export function entryOfRow(row: Selectable<ActivityTable>): ActivityEntry {
  return {
    id: row.id,
    at: readInstant(row.at),
    actorKind: row.actor_kind,
    userId: row.actor_user_id,
    job: row.actor_job,
    roles: row.actor_roles === "" ? [] : (row.actor_roles.split(",") as Role[]),
    action: row.action,
    outcome: row.outcome,
    refusalCode: row.refusal_code,
    oldValue: row.old_json === null ? null : readJson(row.old_json),
    newValue: row.new_json === null ? null : readJson(row.new_json),
    applicationId: row.application_id,
  };
}
