import type { Selectable } from "kysely";
import type { Db } from "../client.ts";
import { unindexed } from "../dialects/unindexed.ts";
import type { Database, OrderTable } from "../schema.ts";
import { endOfPrefix } from "./customer-words.ts";
import { type NotedSubscription, notedSubscriptionOfRow } from "./subscriptions.ts";

/**
 * Records that are found by the beginning of their id. Ids are made of the time to the millisecond first, so that the
 * beginnings which are asked for, with at least that, lie close together in the key: few rows are read, whosever.
 */

/** As much of an id as is looked for: the first two groups hold the millisecond. */
export const idPrefixMin = 13;

/** Subscriptions of a partner whose id begins so. */
export async function findSubscriptionsByIdPrefix(
  db: Db,
  partnerId: string,
  prefix: string,
  limit: number,
): Promise<NotedSubscription[]> {
  const rows = await db
    .selectFrom("subscription")
    .selectAll()
    .where("id", ">=", prefix)
    .where("id", "<", endOfPrefix(prefix))
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(notedSubscriptionOfRow);
}

export type FoundOrder = Pick<Selectable<OrderTable>, "id" | "kind"> & { readonly customerId: string };

/** Orders of a partner whose id begins so. */
export async function findOrdersByIdPrefix(
  db: Db,
  partnerId: string,
  prefix: string,
  limit: number,
): Promise<FoundOrder[]> {
  const rows = await db
    .selectFrom("order")
    .select(["id", "kind", "customer_id"])
    .where("id", ">=", prefix)
    .where("id", "<", endOfPrefix(prefix))
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(({ id, kind, customer_id }) => ({ id, kind, customerId: customer_id }));
}

export type FoundInvoice = { readonly id: string; readonly number: string; readonly period: string };

/** Issued invoices of a partner whose number begins so. A number begins with the partner's own series. */
export async function findInvoicesByNumberPrefix(
  db: Db,
  partnerId: string,
  prefix: string,
  limit: number,
): Promise<FoundInvoice[]> {
  const rows = await db
    .selectFrom("invoice")
    .select(["id", "number", "period"])
    .where("number", ">=", prefix)
    .where("number", "<", endOfPrefix(prefix))
    .where(unindexed<string, Database>(db, "partner_id"), "=", partnerId)
    .orderBy("number")
    .limit(limit)
    .execute();
  return rows.flatMap(({ id, number, period }) => (number === null ? [] : { id, number, period }));
}
