import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { cancellationWindow } from "#app/domain/subscription/cancellation.ts";
import type { Db } from "../client.ts";
import { instantColumn } from "../columns.ts";
import { countUpTo } from "../count-up-to.ts";
import { isCheckedAnyOf } from "../dialects/is-any-of.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection, type SortDirection } from "../keyset.ts";
import {
  endsWithoutRenewal,
  isLive,
  isRecordedAsExpired,
  openWindows,
  renews,
  type Scoped,
  scoped,
} from "./subscription-lists.ts";
import { type NotedSubscription, notedSubscriptionOfRow } from "./subscriptions.ts";

/**
 * All subscriptions of a partner as one list, whichever customer they are of. What is live is sorted by the end of the
 * term, the next first, or by the end of its window where only open ones are asked for; what has ended by its end, the
 * latest first. Live ones stand in two indexes, those that renew and those that will not, and are merged.
 */

export const bookStatuses = ["active", "expired", "deleted"] as const;
export type BookStatus = (typeof bookStatuses)[number];

/** What the list is narrowed to; null for what does not matter. */
export type BookFilter = {
  readonly status: BookStatus;
  readonly customerIds: readonly string[] | null;
  readonly productIds: readonly string[] | null;
  readonly autoRenew: "on" | "off" | null;
  /** Terms that end in this stretch, half-open. */
  readonly endsFrom: Temporal.Instant | null;
  readonly endsUntil: Temporal.Instant | null;
  /** Only what can be cancelled now. */
  readonly isWindowOpen: boolean;
};

type At = { readonly at: Temporal.Instant };

/** One page of the list. */
export async function listBook(
  db: Db,
  partnerId: string,
  filter: BookFilter,
  request: PageRequest & At,
): Promise<Page<NotedSubscription>> {
  const { columns, direction, key } = orderOf(filter);
  const { cursor, limit, at } = request;
  const way = readDirection(direction, cursor);
  const found: NotedSubscription[] = [];
  for (const query of queriesOf(db, partnerId, filter, at)) {
    const paged = cursor === null ? query : query.where(beyondKey(columns, direction, cursor));
    const rows = await paged
      .orderBy(columns[0], way)
      .orderBy(columns[1], way)
      .limit(limit + 1)
      .execute();
    found.push(...rows.map(notedSubscriptionOfRow));
  }
  found.sort((a, b) => compareKeys(key(a), key(b), way));
  return pageOf(found.slice(0, limit + 1), request);
}

/** The ids of all that the list finds, in its order, up to a number. */
export async function listBookIds(
  db: Db,
  partnerId: string,
  filter: BookFilter,
  { at, limit }: At & { readonly limit: number },
): Promise<string[]> {
  const { columns, direction } = orderOf(filter);
  const found: (readonly [number, string])[] = [];
  for (const query of queriesOf(db, partnerId, filter, at)) {
    const rows = await query
      .clearSelect()
      .select(["subscription.id", `${columns[0]} as sort_at`])
      .orderBy(columns[0], direction)
      .orderBy(columns[1], direction)
      .limit(limit)
      .execute();
    found.push(...rows.map((row) => [Number(row.sort_at), row.id] as const));
  }
  return found
    .sort((a, b) => compareKeys(a, b, direction))
    .slice(0, limit)
    .map(([, id]) => id);
}

/** How many the list finds, counted no further than `countMax`. */
export async function countBook(
  db: Db,
  partnerId: string,
  filter: BookFilter,
  { at, countMax }: At & { readonly countMax: number },
): Promise<number> {
  let count = 0;
  for (const query of queriesOf(db, partnerId, filter, at)) {
    count += await countUpTo(db, query.orderBy(orderOf(filter).columns[0]), countMax);
  }
  return Math.min(count, countMax);
}

type BookKey = readonly [sortedAt: number, id: string];

/** The key of a subscription in the list, for the cursor of the next page. */
export function bookKey(noted: NotedSubscription, filter: BookFilter): [sortedAt: number, id: string] {
  const [sortedAt, id] = orderOf(filter).key(noted);
  return [sortedAt, id];
}

const byEnd = ["subscription.term_end_at", "subscription.id"] as const;
const byWindow = ["subscription.window_ends_at", "subscription.id"] as const;

function orderOf({ status, isWindowOpen }: BookFilter): {
  readonly columns: typeof byEnd | typeof byWindow;
  readonly direction: SortDirection;
  readonly key: (noted: NotedSubscription) => BookKey;
} {
  if (status === "active" && isWindowOpen)
    return {
      columns: byWindow,
      direction: "asc",
      key: ({ subscription }) => [windowEnd(subscription.term), subscription.id],
    };
  return {
    columns: byEnd,
    direction: status === "active" ? "asc" : "desc",
    key: ({ subscription }) => [subscription.term.endAt.epochMilliseconds, subscription.id],
  };
}

function windowEnd(term: NotedSubscription["subscription"]["term"]): number {
  return cancellationWindow(term).closesAt.epochMilliseconds;
}

function compareKeys(a: BookKey, b: BookKey, way: SortDirection): number {
  const ascending = a[0] === b[0] ? (a[1] < b[1] ? -1 : 1) : a[0] - b[0];
  return way === "asc" ? ascending : -ascending;
}

/** The lists that the book is read from; each has its index. */
function queriesOf(db: Db, partnerId: string, filter: BookFilter, at: Temporal.Instant): readonly Scoped[] {
  const now = instantColumn(at);
  const book = () => narrowed(db, partnerId, filter);
  switch (filter.status) {
    case "deleted":
      return [book().where("cancelled_at", "is not", null)];
    case "expired":
      return [
        book().where(isRecordedAsExpired),
        // Over, switched off, and not recorded by the job yet.
        withoutRenewal(book())
          .where("subscription.term_end_at", "<=", now)
          .where(sql<boolean>`+is_auto_renew_on = 0`),
      ];
    case "active": {
      if (filter.isWindowOpen) return [openWindows(withSwitch(book(), filter), at)];
      const renewing = book().where(isLive).where(renews);
      const ending = withSwitch(
        withoutRenewal(book()).where(sql<boolean>`(+is_auto_renew_on = 1 or subscription.term_end_at > ${now})`),
        filter,
      );
      return filter.autoRenew === "off" ? [ending] : [renewing, ending];
    }
  }
}

function withoutRenewal(query: Scoped): Scoped {
  return query.where(isLive).where(endsWithoutRenewal);
}

/** By the switch as it stands: what is switched on and will not renew for a reason is on. */
function withSwitch(query: Scoped, { autoRenew }: BookFilter): Scoped {
  if (autoRenew === null) return query;
  return query.where(autoRenew === "on" ? sql<boolean>`+is_auto_renew_on = 1` : sql<boolean>`+is_auto_renew_on = 0`);
}

function narrowed(db: Db, partnerId: string, filter: BookFilter): Scoped {
  const { customerIds, productIds, endsFrom, endsUntil } = filter;
  const [customerId] = customerIds ?? [];
  const isOne = customerIds?.length === 1 && customerId !== undefined;
  let query = scoped(db, { partnerId, customerId: isOne ? customerId : null });
  if (customerIds !== null && !isOne) query = query.where(isCheckedAnyOf(db, "subscription.customer_id", customerIds));
  if (productIds !== null) query = query.where(isCheckedAnyOf(db, "subscription.product_id", productIds));
  if (endsFrom !== null) query = query.where("subscription.term_end_at", ">=", instantColumn(endsFrom));
  if (endsUntil !== null) query = query.where("subscription.term_end_at", "<", instantColumn(endsUntil));
  return query;
}
