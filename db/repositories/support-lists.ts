import type {
  SupportRequest,
  SupportSeverity,
  SupportStatus,
  SupportTopic,
} from "#app/domain/support/support-request.ts";
import { severityRank } from "#app/domain/support/support-request.ts";
import type { Db } from "../client.ts";
import { unindexed } from "../dialects/unindexed.ts";
import { countUpTo } from "../count-up-to.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { Database } from "../schema.ts";
import { supportRequestOfRow } from "./support-requests.ts";

/** Lists of support requests: a partner's own, and the operator's queue. */

/** What a partner's list is sorted by: what changed last comes first. */
export function supportKey({ changedAt, id }: Pick<SupportRequest, "changedAt" | "id">): [number, string] {
  return [changedAt.epochMilliseconds, id];
}

/** A partner's requests, latest change first; all, of one status, or about one customer. */
export async function listSupportRequests(
  db: Db,
  partnerId: string,
  filter: { readonly status: SupportStatus | null; readonly customerId: string | null },
  page: PageRequest,
): Promise<Page<SupportRequest>> {
  const way = readDirection("desc", page.cursor);
  let query = db.selectFrom("support_request").selectAll().where("partner_id", "=", partnerId);
  if (filter.customerId !== null) query = query.where("customer_id", "=", filter.customerId);
  if (filter.status !== null)
    query =
      filter.customerId === null
        ? query.where("status", "=", filter.status)
        : query.where(unindexed<SupportStatus, Database>(db, "status"), "=", filter.status);
  if (page.cursor !== null) query = query.where(beyondKey(["changed_at", "id"], "desc", page.cursor));
  const rows = await query
    .orderBy("changed_at", way)
    .orderBy("id", way)
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows.map(supportRequestOfRow), page);
}

export type QueueFilter = { readonly severity: SupportSeverity | null; readonly topic: SupportTopic | null };

/** What the queue is sorted by. */
export function queueKey({ severity, createdAt, id }: SupportRequest): [number, number, string] {
  return [severityRank(severity), createdAt.epochMilliseconds, id];
}

/** Requests that wait for one side: the most severe first, among those the oldest. For the operator, of all partners. */
export async function listSupportQueue(
  db: Db,
  status: Exclude<SupportStatus, "closed">,
  filter: QueueFilter,
  page: PageRequest,
): Promise<Page<SupportRequest>> {
  const way = readDirection("asc", page.cursor);
  let query = db.selectFrom("support_request").selectAll().where("status", "=", status);
  if (filter.severity !== null) query = query.where("severity_rank", "=", severityRank(filter.severity));
  // A queue holds what waits: whatever is left out of it is read along the way.
  if (filter.topic !== null) query = query.where("topic", "=", filter.topic);
  const columns = ["severity_rank", "created_at", "id"] as const;
  if (page.cursor !== null) query = query.where(beyondKey(columns, "asc", page.cursor));
  for (const column of columns) query = query.orderBy(column, way);
  const rows = await query.limit(page.limit + 1).execute();
  return pageOf(rows.map(supportRequestOfRow), page);
}

/** What the list of closed requests is sorted by. */
export function closedKey({ closedAt, id }: SupportRequest): [number, string] {
  return [closedAt?.epochMilliseconds ?? 0, id];
}

/** Closed requests, the latest first. For the operator, of all partners. */
export async function listClosedSupport(db: Db, filter: QueueFilter, page: PageRequest): Promise<Page<SupportRequest>> {
  const way = readDirection("desc", page.cursor);
  let query = db.selectFrom("support_request").selectAll().where("status", "=", "closed");
  if (filter.severity !== null) query = query.where("severity", "=", filter.severity);
  if (filter.topic !== null) query = query.where("topic", "=", filter.topic);
  if (page.cursor !== null) query = query.where(beyondKey(["closed_at", "id"], "desc", page.cursor));
  const rows = await query
    .orderBy("closed_at", way)
    .orderBy("id", way)
    .limit(page.limit + 1)
    .execute();
  return pageOf(rows.map(supportRequestOfRow), page);
}

/** How many requests of a status there are, counted no further than `countMax`; a partner's, or with `null` everybody's. */
export async function countSupportRequests(
  db: Db,
  scope: string | null,
  status: SupportStatus,
  countMax: number,
): Promise<number> {
  let query = db.selectFrom("support_request").select("id").where("status", "=", status);
  if (scope !== null) query = query.where("partner_id", "=", scope);
  return countUpTo(db, query.orderBy(scope === null ? "severity_rank" : "changed_at"), countMax);
}
