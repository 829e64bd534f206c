import type { ActivityAction } from "#app/domain/activity/activity.ts";
import { activityActions } from "#app/domain/activity/activity.ts";
import { topicOf } from "#app/domain/activity/topics.ts";
import type { InstallationOrder } from "#app/domain/upgrade-verification/installation-order.ts";
import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";

/** Lines of one customer that are read for an order; more than an order can come to. */
const linesMax = 20_000;

/** A line of the log as it stands in the chain. */
export type ChainedLine = Readonly<Record<string, string | number | null>>;

/** What the log says of an order; taking evidence out is no part of the evidence. */
const told: readonly ActivityAction[] = activityActions.filter(
  (action) => topicOf(action) === "installations" && action !== "evidence-exported",
);

/** The lines of the log that are about an order, with their place in the chain, in order. */
export async function listInstallationActivity(
  db: Db,
  { id, partnerId, customerId }: Pick<InstallationOrder, "id" | "partnerId" | "customerId">,
): Promise<ChainedLine[]> {
  const rows = await db
    .selectFrom("activity")
    .selectAll()
    .where("customer_id", "=", customerId)
    .where(isAnyOf(db, "action", told))
    .where("partner_id", "=", partnerId)
    .orderBy("at")
    .orderBy("id")
    .limit(linesMax)
    .execute();
  return rows.filter(({ new_json: values }) => values !== null && isAbout(values, id));
}

function isAbout(values: string, orderId: string): boolean {
  return (JSON.parse(values) as { readonly installationId?: unknown }).installationId === orderId;
}
