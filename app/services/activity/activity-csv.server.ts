import type { ActivityLogEntry } from "#db/repositories/activity-list.ts";
import type { ActivityNames } from "#db/repositories/activity-names.ts";

/**
 * The columns of an export of the log, in order. Names and codes are the same in every language, so that a file can be
 * read by a machine; `at` is UTC as ISO 8601, old and new values are JSON as they are stored.
 */
export const activityCsvColumns = [
  "at",
  "action",
  "outcome",
  "refusal_code",
  "actor_kind",
  "user",
  "user_id",
  "roles",
  "address",
  "job",
  "partner",
  "partner_id",
  "customer",
  "customer_id",
  "order_id",
  "subscription_id",
  "product_id",
  "old_value",
  "new_value",
  "chain_place",
  "line_id",
] as const;

type Column = (typeof activityCsvColumns)[number];

/** The fields of a line of the log, in the order of the columns. */
export function activityCsvFields(entry: ActivityLogEntry, names: ActivityNames): (string | number | null)[] {
  const named = (id: string | null, known: ReadonlyMap<string, string>) =>
    id === null ? null : (known.get(id) ?? null);
  const fields: Record<Column, string | number | null> = {
    at: entry.at.toString({ fractionalSecondDigits: 3 }),
    action: entry.action,
    outcome: entry.outcome,
    refusal_code: entry.refusalCode,
    actor_kind: entry.actorKind,
    user: named(entry.userId, names.users),
    user_id: entry.userId,
    roles: entry.roles.join(" "),
    address: entry.address,
    job: entry.job,
    partner: named(entry.partnerId, names.partners),
    partner_id: entry.partnerId,
    customer: named(entry.customerId, names.customers),
    customer_id: entry.customerId,
    order_id: entry.orderId,
    subscription_id: entry.subscriptionId,
    product_id: entry.productId,
    old_value: entry.oldValue === null ? null : JSON.stringify(entry.oldValue),
    new_value: entry.newValue === null ? null : JSON.stringify(entry.newValue),
    chain_place: entry.sequence,
    line_id: entry.id,
  };
  return activityCsvColumns.map((column) => fields[column]);
}
