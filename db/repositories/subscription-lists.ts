import { type RawBuilder, sql } from "kysely";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { isAnyOf } from "../dialects/is-any-of.ts";
import { unindexed } from "../dialects/unindexed.ts";
import { instantColumn } from "../columns.ts";
import { countingUpTo } from "../count-up-to.ts";
import { keptQuery } from "../kept-query.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import { subscriptionOfRow } from "./subscription-row.ts";
import { type NotedSubscription, notedSubscriptionOfRow } from "./subscriptions.ts";

/**
 * Lists of subscriptions for pages. Conditions that a partial index is made of are written with literals, because a
 * database uses such an index only where it can read the condition in the statement.
 */
export const isLive = sql<boolean>`cancelled_at is null and expired_at is null`;
export const renews = sql<boolean>`is_auto_renew_on = 1 and will_not_renew_code is null`;
export const endsWithoutRenewal = sql<boolean>`(is_auto_renew_on = 0 or will_not_renew_code is not null)`;

/** Whose lists: a partner's, or one customer's of it. */
export type ListScope = { readonly partnerId: string; readonly customerId: string | null };

type Top = { readonly limit: number };
type Between = Top & { readonly from: Temporal.Instant; readonly until: Temporal.Instant };

export const subscriptionFilters = ["all", "active", "ending", "expired", "deleted"] as const;
/** `ending`: active, with auto-renew off. */
export type SubscriptionFilter = (typeof subscriptionFilters)[number];

export type SubscriptionListRequest = PageRequest & {
  readonly filter: SubscriptionFilter;
  /** Statuses are those at this instant. */
  readonly at: Temporal.Instant;
  /** Only what was bought from here on. */
  readonly boughtSince: Temporal.Instant;
};

/** One page of a customer's subscriptions, the newest purchase first. */
export async function listSubscriptionsOfCustomer(
  db: Db,
  partnerId: string,
  customerId: string,
  request: SubscriptionListRequest,
): Promise<Page<NotedSubscription>> {
  const { filter, limit } = request;
  const [since, now] = [instantColumn(request.boughtSince), instantColumn(request.at)];
  if (filter !== "expired" && request.cursor === null) {
    const rows = await firstPages[filter](db, { partnerId, customerId, since, now, limit: limit + 1 });
    return pageOf(rows.map(notedSubscriptionOfRow), request);
  }
  const listed = () => scoped(db, { partnerId, customerId }).where("purchased_at", ">=", since);
  if (filter !== "expired") return pageOf(await readPageRows(withFilter(listed(), filter, now), request), request);
  // Two lists, each with its index, instead of one condition that no index serves.
  const recorded = await readPageRows(listed().where(isRecordedAsExpired), request);
  const overdue = await readOverdueRows(db, listed(), request);
  const both = [...recorded, ...overdue].sort((a, b) => comparePurchases(a, b, request));
  return pageOf(both.slice(0, request.limit + 1), request);
}

type NotExpired = Exclude<SubscriptionFilter, "expired">;

/** What the kept queries of a customer's list and its counts are asked with. */
type FirstRows = {
  readonly partnerId: string;
  readonly customerId: string;
  readonly since: number;
  readonly now: number;
  readonly limit: number;
};

const firstPage = (filter: NotExpired) =>
  keptQuery((db, { partnerId, customerId, since, now, limit }: FirstRows) =>
    withFilter(scoped(db, { partnerId, customerId }).where("purchased_at", ">=", since), filter, now)
      .orderBy("purchased_at", "desc")
      .orderBy("id", "desc")
      .limit(limit),
  );

/** What a customer's page begins with, by filter. */
const firstPages = {
  all: firstPage("all"),
  active: firstPage("active"),
  ending: firstPage("ending"),
  deleted: firstPage("deleted"),
};

async function readPageRows(query: Scoped, { cursor, limit }: PageRequest): Promise<NotedSubscription[]> {
  const way = readDirection("desc", cursor);
  const paged = cursor === null ? query : query.where(beyondKey(["purchased_at", "id"], "desc", cursor));
  const rows = await paged
    .orderBy("purchased_at", way)
    .orderBy("id", way)
    .limit(limit + 1)
    .execute();
  return rows.map(notedSubscriptionOfRow);
}

/** What has run out and was not recorded as expired yet: found by its end, sorted in memory. Few, while the jobs do their work. */
async function readOverdueRows(
  db: Db,
  query: Scoped,
  { cursor, limit, at }: PageRequest & { readonly at: Temporal.Instant },
): Promise<NotedSubscription[]> {
  const way = readDirection("desc", cursor);
  const overdue = isOverdue(query, instantColumn(at));
  const paged = cursor === null ? overdue : overdue.where(beyondKey(["purchased_at", "id"], "desc", cursor));
  const rows = await paged
    .orderBy(unindexed(db, "purchased_at"), way)
    .orderBy(unindexed(db, "id"), way)
    .limit(limit + 1)
    .execute();
  return rows.map(notedSubscriptionOfRow);
}

function comparePurchases(a: NotedSubscription, b: NotedSubscription, { cursor }: PageRequest): number {
  const [x, y] = [subscriptionKey(a), subscriptionKey(b)];
  const ascending = x[0] === y[0] ? (x[1] < y[1] ? -1 : 1) : x[0] - y[0];
  return readDirection("desc", cursor) === "asc" ? ascending : -ascending;
}

/** The key of a subscription in that list, for the cursor of the next page. */
export function subscriptionKey({ subscription }: NotedSubscription): [purchasedAt: number, id: string] {
  return [subscription.purchasedAt.epochMilliseconds, subscription.id];
}

/** Subscriptions of a partner, or of one customer of it. */
export function scoped(db: Db, { partnerId, customerId }: ListScope) {
  const query = db
    .selectFrom("subscription")
    .selectAll("subscription")
    .where("subscription.partner_id", "=", partnerId);
  return customerId === null ? query : query.where("subscription.customer_id", "=", customerId);
}

export type Scoped = ReturnType<typeof scoped>;

export const isRecordedAsExpired = sql<boolean>`expired_at is not null`;

/** Over, with auto-renew off, and not recorded as expired yet. */
function isOverdue(query: Scoped, now: number): Scoped {
  return query
    .where(isLive)
    .where("term_end_at", "<=", now)
    .where(sql<boolean>`+is_auto_renew_on = 0`);
}

/** The statuses of the domain as conditions on columns; what has run out without renewal is not active any more before it is recorded. */
function withFilter(query: Scoped, filter: NotExpired, now: number): Scoped {
  switch (filter) {
    case "all":
      return query;
    case "active":
      return query.where(isLive).where(sql<boolean>`(is_auto_renew_on = 1 or term_end_at > ${now})`);
    case "ending":
      return query
        .where(isLive)
        .where(sql<boolean>`is_auto_renew_on = 0`)
        .where("term_end_at", ">", now);
    case "deleted":
      return query.where("cancelled_at", "is not", null);
  }
}

/** Software subscriptions whose cancellation window is open, the one that closes soonest first. Plans that are never cancelled have none. */
export async function listWindowsClosing(
  db: Db,
  scope: ListScope,
  { at, limit }: Top & { readonly at: Temporal.Instant },
): Promise<NotedSubscription[]> {
  const rows = await openWindows(scoped(db, scope), at)
    .orderBy("subscription.window_ends_at")
    .orderBy("subscription.id")
    .limit(limit)
    .execute();
  return rows.map(notedSubscriptionOfRow);
}

/** Those that can be cancelled at an instant. */
export function openWindows(query: Scoped, at: Temporal.Instant): Scoped {
  return query
    .where(isLive)
    .where("subscription.window_ends_at", ">", instantColumn(at))
    .where("subscription.term_end_at", ">", instantColumn(at))
    .where(sql<boolean>`subscription.kind = 'software-subscription'`)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom("sku")
          .select(sql<number>`1`.as("found"))
          .whereRef("sku.product_id", "=", "subscription.product_id")
          .whereRef("sku.sku_id", "=", "subscription.sku_id")
          .where(sql<boolean>`sku.is_cancellable = 1`),
      ),
    );
}

/** What renews within a stretch of time, the next first. */
export async function listRenewalsAhead(db: Db, scope: ListScope, between: Between): Promise<NotedSubscription[]> {
  const rows = await ending(scoped(db, scope).where(renews), between)
    .orderBy("term_end_at")
    .orderBy("id")
    .limit(between.limit)
    .execute();
  return rows.map(notedSubscriptionOfRow);
}

/** What ends within a stretch of time without being renewed, switched off or for a reason, the next first. */
export async function listEndingWithoutRenewal(
  db: Db,
  scope: ListScope,
  between: Between,
): Promise<NotedSubscription[]> {
  const rows = await ending(scoped(db, scope).where(endsWithoutRenewal), between)
    .orderBy("term_end_at")
    .orderBy("id")
    .limit(between.limit)
    .execute();
  return rows.map(notedSubscriptionOfRow);
}

function ending(query: Scoped, { from, until }: Between): Scoped {
  return query
    .where(isLive)
    .where("term_end_at", ">=", instantColumn(from))
    .where("term_end_at", "<", instantColumn(until));
}

/** Live subscriptions of a customer, the oldest purchase first, up to a number. */
export async function listLiveOfCustomer(
  db: Db,
  partnerId: string,
  customerId: string,
  limit: number,
): Promise<Subscription[]> {
  const rows = await scoped(db, { partnerId, customerId })
    .where(isLive)
    .orderBy("purchased_at")
    .orderBy("id")
    .limit(limit)
    .execute();
  return rows.map(subscriptionOfRow);
}

/** What is parked until someone looks at it, the longest first. Without a partner: of all, for the operator. */
export async function listOnHold(db: Db, partnerId: string | null, { limit }: Top): Promise<NotedSubscription[]> {
  let query = db.selectFrom("subscription").selectAll().where("held_at", "is not", null).where(isLive);
  if (partnerId !== null) query = query.where("partner_id", "=", partnerId);
  const rows = await query.orderBy("held_at").orderBy("id").limit(limit).execute();
  return rows.map(notedSubscriptionOfRow);
}

/** Counts that a page shows, each counted no further than `countMax`, all in one query. */
export type SubscriptionCounts = {
  readonly windowsClosing: number;
  readonly renewalsAhead: number;
  readonly endingWithoutRenewal: number;
  readonly active: number;
};

export async function countSubscriptionsUpTo(
  db: Db,
  scope: ListScope,
  options: { readonly at: Temporal.Instant; readonly until: Temporal.Instant; readonly countMax: number },
): Promise<SubscriptionCounts> {
  const { at, until, countMax: limit } = options;
  const between = { from: at, until, limit };
  const count = (query: Scoped) => countingUpTo(db, query, limit).$asScalar();
  const row = await db
    .selectNoFrom([
      count(openWindows(scoped(db, scope), at).orderBy("subscription.window_ends_at")).as("windows_closing"),
      count(ending(scoped(db, scope).where(renews), between).orderBy("term_end_at")).as("renewals_ahead"),
      count(ending(scoped(db, scope).where(endsWithoutRenewal), between).orderBy("term_end_at")).as("ending"),
      count(withFilter(scoped(db, scope), "active", instantColumn(at)).orderBy("window_ends_at")).as("active"),
    ])
    .executeTakeFirstOrThrow();
  return {
    windowsClosing: row.windows_closing,
    renewalsAhead: row.renewals_ahead,
    endingWithoutRenewal: row.ending,
    active: row.active,
  };
}

/** How many subscriptions of a customer each filter shows, counted no further than `countMax` each; one query. */
export async function countSubscriptionsByFilterUpTo(
  db: Db,
  partnerId: string,
  customerId: string,
  options: Pick<SubscriptionListRequest, "at" | "boughtSince"> & { readonly countMax: number },
): Promise<Record<SubscriptionFilter, number>> {
  const [row] = await countsByFilter(db, {
    partnerId,
    customerId,
    since: instantColumn(options.boughtSince),
    now: instantColumn(options.at),
    limit: options.countMax,
  });
  if (row === undefined) throw new TypeError("A row of counts is always there");
  const { recorded, overdue, ...counts } = row;
  return { ...counts, expired: Math.min(options.countMax, recorded + overdue) };
}

const countsByFilter = keptQuery((db, { partnerId, customerId, since, now, limit }: FirstRows) => {
  const listed = () => scoped(db, { partnerId, customerId }).where("purchased_at", ">=", since);
  const count = (query: Scoped) => countingUpTo(db, query, limit).$asScalar();
  const of = (filter: NotExpired) => count(withFilter(listed(), filter, now).orderBy("purchased_at"));
  return db.selectNoFrom([
    of("all").as("all"),
    of("active").as("active"),
    of("ending").as("ending"),
    of("deleted").as("deleted"),
    count(listed().where(isRecordedAsExpired).orderBy("purchased_at")).as("recorded"),
    count(isOverdue(listed(), now).orderBy("term_end_at")).as("overdue"),
  ]);
});

/** How many active subscriptions each of some customers has, counted no further than `countMax` each; one query. */
export async function countActiveByCustomer(
  db: Db,
  partnerId: string,
  customerIds: readonly string[],
  options: { readonly at: Temporal.Instant; readonly countMax: number },
): Promise<Map<string, number>> {
  if (customerIds.length === 0) return new Map();
  const { at, countMax: limit } = options;
  const rows = await activeByCustomer(db, { partnerId, customerIds, now: instantColumn(at), limit });
  return new Map(rows.map((row) => [row.customer_id, Math.min((row.running ?? 0) + (row.renewing ?? 0), limit)]));
}

type ActiveCounts = Pick<FirstRows, "partnerId" | "now" | "limit"> & { readonly customerIds: readonly string[] };

const activeByCustomer = keptQuery((db, { partnerId, customerIds, now, limit }: ActiveCounts) =>
  db
    .selectFrom("customer")
    .select((eb) => {
      const count = (condition: RawBuilder<boolean>) =>
        eb
          .selectFrom(
            eb
              .selectFrom("subscription")
              .select(sql<number>`1`.as("found"))
              .whereRef("subscription.partner_id", "=", "customer.partner_id")
              .whereRef("subscription.customer_id", "=", "customer.id")
              .where(isLive)
              .where(condition)
              .orderBy("term_end_at")
              .limit(limit)
              .as("capped"),
          )
          .select((inner) => inner.fn.countAll<number>().as("count"));
      // Apart, so that nearly all are counted in an index by their end, and only what is about to be renewed is read.
      return [
        "customer.id as customer_id",
        count(sql<boolean>`term_end_at > ${now}`).as("running"),
        count(sql<boolean>`term_end_at <= ${now} and +is_auto_renew_on = 1`).as("renewing"),
      ];
    })
    .where("customer.partner_id", "=", partnerId)
    .where(isAnyOf(db, "customer.id", customerIds)),
);
