import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import type { Role } from "#app/domain/access/roles.ts";
import type { Entitlement, EntitlementId } from "#app/domain/entitlement/entitlement.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Db } from "../client.ts";
import { readFlag, readInstant, readInstantOrNull, readJson } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { beyondKey, type Page, pageOf, type PageRequest, readDirection } from "../keyset.ts";
import type { ActivityTable } from "../schema.ts";
import { subscriptionOfRow } from "./subscription-row.ts";

/** Reading what lines of purchases give, and who has fetched it. */

/** Whose entitlements: one customer of one partner. */
export type EntitlementScope = { readonly partnerId: string; readonly customerId: string };

/**
 * What a line of a purchase gives; undefined also where it belongs to another customer or partner, and for lines of
 * renewals, which give nothing new.
 *
 * With `lock` the record that decides about it (the subscription, or the line of perpetual software) stays as it is
 * until the transaction ends: a cancellation waits, or has been seen.
 */
export async function findEntitlement(
  db: Db,
  scope: EntitlementScope,
  id: EntitlementId,
  options: { readonly lock: boolean } = { lock: false },
): Promise<Entitlement | undefined> {
  const row = await entitlementRow(db, scope, id);
  if (row === undefined) return undefined;
  const subscription =
    row.subscription_id === null ? null : await subscriptionOf(db, scope, row.subscription_id, options.lock);
  const cancelledAt =
    row.subscription_id === null && options.lock ? await lockedCancelledAt(db, scope, id) : row.cancelled_at;
  return {
    orderId: row.order_id,
    lineNumber: row.line_number,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    productId: row.product_id,
    skuId: row.sku_id,
    kind: row.kind,
    productTitle: row.product_title,
    skuTitle: row.sku_title,
    quantity: row.quantity,
    purchasedAt: readInstant(row.ordered_at),
    subscription,
    cancelledAt: readInstantOrNull(cancelledAt),
    content: {
      needsKey: readFlag(row.needs_key),
      needsDownload: readFlag(row.needs_download),
      options: readJson(row.download_options_json),
      instructions: row.install_instructions_json === null ? null : readJson(row.install_instructions_json),
    },
  };
}

function entitlementRow(db: Db, scope: EntitlementScope, id: EntitlementId) {
  return db
    .selectFrom("order_line")
    .innerJoin("sku", (join) =>
      join.onRef("sku.product_id", "=", "order_line.product_id").onRef("sku.sku_id", "=", "order_line.sku_id"),
    )
    .innerJoin("product", "product.id", "order_line.product_id")
    .selectAll("order_line")
    .select(["sku.title as sku_title", "product.title as product_title"])
    .select(["sku.needs_key", "sku.needs_download", "sku.download_options_json", "sku.install_instructions_json"])
    .where("order_line.order_id", "=", id.orderId)
    .where("order_line.line_number", "=", id.lineNumber)
    .where("order_line.partner_id", "=", scope.partnerId)
    .where("order_line.customer_id", "=", scope.customerId)
    .where("order_line.order_kind", "=", "purchase")
    .executeTakeFirst();
}

async function subscriptionOf(
  db: Db,
  scope: EntitlementScope,
  subscriptionId: string,
  lock: boolean,
): Promise<Subscription> {
  const query = db
    .selectFrom("subscription")
    .selectAll()
    .where("id", "=", subscriptionId)
    .where("partner_id", "=", scope.partnerId);
  const row = await (lock ? lockedForChange(db, query) : query).executeTakeFirstOrThrow();
  return subscriptionOfRow(row);
}

async function lockedCancelledAt(db: Db, scope: EntitlementScope, id: EntitlementId): Promise<number | null> {
  const query = db
    .selectFrom("order_line")
    .select("cancelled_at")
    .where("order_id", "=", id.orderId)
    .where("line_number", "=", id.lineNumber)
    .where("partner_id", "=", scope.partnerId);
  const row = await lockedForChange(db, query).executeTakeFirstOrThrow();
  return row.cancelled_at;
}

/** Whose an order is, with names. */
export type OrderOwner = EntitlementScope & { readonly partnerName: string; readonly customerName: string };

/** Whose an order is, for the operator, who has every partner's; undefined where there is none, and for renewals. */
export async function findOwnerOfOrder(db: Db, orderId: string): Promise<OrderOwner | undefined> {
  const row = await db
    .selectFrom("order")
    .innerJoin("partner", "partner.id", "order.partner_id")
    .innerJoin("customer", (join) =>
      join.onRef("customer.partner_id", "=", "order.partner_id").onRef("customer.id", "=", "order.customer_id"),
    )
    .select(["order.partner_id", "order.customer_id", "partner.name as partner_name", "customer.name as customer_name"])
    .where("order.id", "=", orderId)
    .where("order.kind", "=", "purchase")
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const {
    partner_id: partnerId,
    customer_id: customerId,
    partner_name: partnerName,
    customer_name: customerName,
  } = row;
  return { partnerId, customerId, partnerName, customerName };
}

/** Numbers of the lines of an order. */
export async function listLineNumbers(db: Db, { partnerId }: EntitlementScope, orderId: string): Promise<number[]> {
  const rows = await db
    .selectFrom("order_line")
    .select("line_number")
    .where("order_id", "=", orderId)
    .where("partner_id", "=", partnerId)
    .orderBy("line_number")
    .execute();
  return rows.map((row) => row.line_number);
}

/** One time that somebody looked at a key, copied a link or downloaded. */
export type Access = {
  readonly id: string;
  readonly at: Temporal.Instant;
  readonly action: Extract<ActivityAction, "key-revealed" | "link-copied" | "file-downloaded">;
  readonly side: ActivityTable["actor_kind"];
  /** Null for whoever held a copied link. */
  readonly userId: string | null;
  readonly userName: string | null;
  readonly roles: readonly Role[];
  readonly address: string | null;
  readonly orderId: string | null;
  readonly productId: string | null;
  readonly facts: AccessFacts;
};

/** What the line of an access says beside who and when. */
export type AccessFacts = {
  readonly lineNumber?: number;
  readonly version?: string;
  readonly keyId?: string;
  readonly linkId?: string;
  readonly fileName?: string;
  /** For a look at a key: whether it was the one that drew it. */
  readonly isFirst?: boolean;
};

const accessColumns = [
  "activity.id",
  "activity.at",
  "activity.action",
  "activity.actor_kind",
  "activity.actor_user_id",
  "activity.actor_roles",
  "activity.address",
  "activity.order_id",
  "activity.product_id",
  "activity.new_json",
  "user_account.display_name",
] as const;

type AccessRow = Pick<
  ActivityTable,
  "id" | "at" | "action" | "actor_kind" | "actor_user_id" | "actor_roles" | "address" | "order_id" | "product_id"
> & { new_json: string | null; display_name: string | null };

function accessOfRow(row: AccessRow): Access {
  return {
    id: row.id,
    at: readInstant(row.at),
    action: row.action as Access["action"],
    side: row.actor_kind,
    userId: row.actor_user_id,
    userName: row.display_name,
    roles: row.actor_roles === "" ? [] : (row.actor_roles.split(",") as Role[]),
    address: row.address,
    orderId: row.order_id,
    productId: row.product_id,
    facts: row.new_json === null ? {} : readJson<AccessFacts>(row.new_json),
  };
}

/** The newest times that keys of an order were looked at, newest first. An order's lines are told apart by their facts. */
export async function listKeyReveals(db: Db, partnerId: string, orderId: string, limit: number): Promise<Access[]> {
  const rows = await db
    .selectFrom("activity")
    .leftJoin("user_account", "user_account.id", "activity.actor_user_id")
    .select(accessColumns)
    .where("activity.order_id", "=", orderId)
    .where("activity.partner_id", "=", partnerId)
    // Written out, because a partial index is used only for the very words of its condition.
    .where(sql<boolean>`action = 'key-revealed'`)
    .where("activity.outcome", "=", "done")
    .orderBy("activity.at", "desc")
    .orderBy("activity.id", "desc")
    .limit(limit)
    .execute();
  return rows.map(accessOfRow);
}

/** The key of an access in a list, for the cursor of the next page. */
export function accessKey(access: Access): (string | number)[] {
  return [access.at.epochMilliseconds, access.id];
}

/** Which accesses of a customer: all, one user's own, or those of one entitlement. */
export type AccessRequest = PageRequest & { readonly userId?: string; readonly entitlement?: EntitlementId };

/** One page of the accesses to keys and downloads of a customer, newest first. */
export async function listAccesses(db: Db, scope: EntitlementScope, request: AccessRequest): Promise<Page<Access>> {
  const way = readDirection("desc", request.cursor);
  let query = db
    .selectFrom("activity")
    .leftJoin("user_account", "user_account.id", "activity.actor_user_id")
    .select(accessColumns)
    .where("activity.partner_id", "=", scope.partnerId)
    .where("activity.customer_id", "=", scope.customerId)
    .where(sql<boolean>`action in ('key-revealed', 'link-copied', 'file-downloaded')`)
    .where("activity.outcome", "=", "done");
  if (request.userId !== undefined) query = query.where("activity.actor_user_id", "=", request.userId);
  if (request.entitlement !== undefined) {
    const { orderId, lineNumber } = request.entitlement;
    // The number is followed by a comma or ends the object; quotes within texts are escaped, so no text can look like it.
    const field = `%"lineNumber":${lineNumber}`;
    query = query
      .where("activity.order_id", "=", orderId)
      .where((is) =>
        is.or([is("activity.new_json", "like", `${field},%`), is("activity.new_json", "like", `${field}}%`)]),
      );
  }
  if (request.cursor !== null) query = query.where(beyondKey(["activity.at", "activity.id"], "desc", request.cursor));
  const rows = await query
    .orderBy("activity.at", way)
    .orderBy("activity.id", way)
    .limit(request.limit + 1)
    .execute();
  return pageOf(rows.map(accessOfRow), request);
}
