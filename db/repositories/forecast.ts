import { sql } from "kysely";
import type { Db } from "../client.ts";
import { beyondKey } from "../keyset.ts";
import type { DueCursor } from "./due-work.ts";
import type { SubscriptionRow } from "./subscription-row.ts";

/**
 * Which of a partner's running subscriptions: those that renew as far as is known, those that end, or those of one
 * customer. Each is an index of its own, and the first two are together the whole book.
 */
export type BookPart =
  | { readonly of: "renewing" | "ending" }
  | { readonly of: "customer"; readonly customerId: string };

/** A page of a partner's running subscriptions, by the end of their term and id, for a forecast. */
export async function listBookRows(
  db: Db,
  request: {
    readonly partnerId: string;
    readonly part: BookPart;
    readonly after: DueCursor | null;
    readonly limit: number;
  },
): Promise<SubscriptionRow[]> {
  const { partnerId, part, after, limit } = request;
  // Literals, because a database uses a partial index only where it can read the condition in the statement.
  let query = db
    .selectFrom("subscription")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where(sql<boolean>`cancelled_at is null and expired_at is null`);
  if (part.of === "customer") query = query.where("customer_id", "=", part.customerId);
  else if (part.of === "renewing")
    query = query.where(sql<boolean>`is_auto_renew_on = 1 and will_not_renew_code is null`);
  else query = query.where(sql<boolean>`(is_auto_renew_on = 0 or will_not_renew_code is not null)`);
  if (after !== null)
    query = query.where(
      beyondKey(["term_end_at", "id"], "asc", { direction: "after", key: [after.dueAtMs, after.id] }),
    );
  return query.orderBy("term_end_at").orderBy("id").limit(limit).execute();
}
