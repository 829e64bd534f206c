import type { RejectedLine } from "#app/domain/order/cart-items.ts";
import type { CartLine } from "#app/domain/order/order.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Selectable, Updateable } from "kysely";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "../client.ts";
import { instantColumn, jsonColumn, readInstant, readInstantOrNull, readJson, readMinor } from "../columns.ts";
import { lockedForChange } from "../dialects/row-lock.ts";
import { keptQuery } from "../kept-query.ts";
import type { CartLineTable, CartTable } from "../schema.ts";

/** What one user has put together for one customer. It becomes one order, once. */
export type StoredCart = {
  readonly id: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly currency: Currency;
  readonly createdBy: string;
  readonly createdAt: Temporal.Instant;
  /** Exclusive. */
  readonly expiresAt: Temporal.Instant;
  /** The order it became; null before the checkout. */
  readonly orderId: string | null;
  readonly version: number;
  readonly lines: readonly CartLine[];
  /** When its lines were written last; null for carts of before this was noted. */
  readonly modifiedAt: Temporal.Instant | null;
  /** Who wrote them last; null like the instant. */
  readonly modifiedBy: string | null;
  /** Lines that a program asked for and that cannot be bought, with their reasons. */
  readonly rejected: readonly RejectedLine[];
};

/** What a cart holds from now on. */
export type CartContent = Pick<StoredCart, "lines" | "rejected">;

/** Who writes a cart, by the id of the user, and when. */
type CartWriter = { readonly userId: string; readonly at: Temporal.Instant };

function lineOfRow(row: Selectable<CartLineTable>): CartLine {
  return {
    number: row.line_number,
    productId: row.product_id,
    skuId: row.sku_id,
    termDuration: row.term_duration,
    billingPlan: row.billing_plan,
    quantity: row.quantity,
    unitPriceMinor: readMinor(row.unit_price_minor),
    currency: row.currency,
  };
}

function cartOfRows(row: Selectable<CartTable>, lines: readonly Selectable<CartLineTable>[]): StoredCart {
  return {
    id: row.id,
    partnerId: row.partner_id,
    customerId: row.customer_id,
    currency: row.currency,
    createdBy: row.created_by,
    createdAt: readInstant(row.created_at),
    expiresAt: readInstant(row.expires_at),
    orderId: row.order_id,
    version: row.version,
    lines: lines.map(lineOfRow),
    modifiedAt: readInstantOrNull(row.modified_at),
    modifiedBy: row.modified_by,
    rejected: row.rejected_json === null ? [] : readJson<RejectedLine[]>(row.rejected_json),
  };
}

async function linesOfCart(db: Db, partnerId: string, cartId: string): Promise<Selectable<CartLineTable>[]> {
  return db
    .selectFrom("cart_line")
    .selectAll()
    .where("cart_id", "=", cartId)
    .where("partner_id", "=", partnerId)
    .orderBy("line_number")
    .execute();
}

/** A cart of a partner with its lines; locked where the caller is about to change it. */
export async function findCart(
  db: Db,
  partnerId: string,
  cartId: string,
  options: { readonly lock: boolean } = { lock: false },
): Promise<StoredCart | undefined> {
  const query = db.selectFrom("cart").selectAll().where("id", "=", cartId).where("partner_id", "=", partnerId);
  const row = await (options.lock ? lockedForChange(db, query) : query).executeTakeFirst();
  return row === undefined ? undefined : cartOfRows(row, await linesOfCart(db, partnerId, cartId));
}

/** The newest cart that a user keeps for a customer and that was neither checked out nor has expired. */
export async function findOpenCart(
  db: Db,
  partnerId: string,
  customerId: string,
  userId: string,
  at: Temporal.Instant,
): Promise<StoredCart | undefined> {
  const [row] = await openCart(db, { partnerId, customerId, userId, now: instantColumn(at) });
  return row === undefined ? undefined : cartOfRows(row, await linesOfCart(db, partnerId, row.id));
}

/** Asked with every page of a customer. */
const openCart = keptQuery(
  (
    db,
    { partnerId, customerId, userId, now }: { partnerId: string; customerId: string; userId: string; now: number },
  ) =>
    db
      .selectFrom("cart")
      .selectAll()
      .where("partner_id", "=", partnerId)
      .where("customer_id", "=", customerId)
      .where("created_by", "=", userId)
      .where("order_id", "is", null)
      .where("expires_at", ">", now)
      .orderBy("created_at", "desc")
      .orderBy("id", "desc")
      .limit(1),
);

/** The cart that a user began last for a customer, whatever became of it. */
export async function findNewestCart(
  db: Db,
  partnerId: string,
  customerId: string,
  userId: string,
): Promise<StoredCart | undefined> {
  const row = await db
    .selectFrom("cart")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .where("created_by", "=", userId)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : cartOfRows(row, await linesOfCart(db, partnerId, row.id));
}

/** Open carts for a customer, of all users, the newest first, with how many lines each has. */
export async function listOpenCarts(
  db: Db,
  partnerId: string,
  customerId: string,
  at: Temporal.Instant,
  limit: number,
): Promise<(Omit<StoredCart, "lines"> & { readonly lineCount: number })[]> {
  const rows = await db
    .selectFrom("cart")
    .selectAll()
    .select((eb) =>
      eb
        .selectFrom("cart_line")
        .select((line) => line.fn.countAll<number>().as("count"))
        .whereRef("cart_line.cart_id", "=", "cart.id")
        .as("line_count"),
    )
    .where("partner_id", "=", partnerId)
    .where("customer_id", "=", customerId)
    .where("order_id", "is", null)
    .where("expires_at", ">", instantColumn(at))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(limit)
    .execute();
  return rows.map(({ line_count, ...row }) => ({ ...cartOfRows(row, []), lineCount: line_count ?? 0 }));
}

/** Stores a new, empty cart. */
export async function insertCart(db: Db, cart: StoredCart): Promise<void> {
  await db
    .insertInto("cart")
    .values({
      id: cart.id,
      partner_id: cart.partnerId,
      customer_id: cart.customerId,
      currency: cart.currency,
      created_by: cart.createdBy,
      created_at: instantColumn(cart.createdAt),
      expires_at: instantColumn(cart.expiresAt),
      order_id: cart.orderId,
      version: cart.version,
      modified_at: instantColumn(cart.createdAt),
      modified_by: cart.createdBy,
      rejected_json: null,
    })
    .execute();
}

/** Replaces the lines of a cart and counts its version; false where it was changed or checked out meanwhile. */
export async function updateCartLines(
  db: Db,
  cart: StoredCart,
  { lines, rejected }: CartContent,
  { userId, at }: CartWriter,
): Promise<boolean> {
  const written = { modified_at: instantColumn(at), modified_by: userId };
  const rejected_json = rejected.length === 0 ? null : jsonColumn(rejected);
  const isMine = await updateCart(db, cart, { order_id: null, ...written, rejected_json });
  if (!isMine) return false;
  await db.deleteFrom("cart_line").where("cart_id", "=", cart.id).where("partner_id", "=", cart.partnerId).execute();
  if (lines.length === 0) return true;
  await db
    .insertInto("cart_line")
    .values(
      lines.map((line) => ({
        cart_id: cart.id,
        line_number: line.number,
        partner_id: cart.partnerId,
        product_id: line.productId,
        sku_id: line.skuId,
        term_duration: line.termDuration,
        billing_plan: line.billingPlan,
        quantity: line.quantity,
        unit_price_minor: line.unitPriceMinor,
        currency: line.currency,
      })),
    )
    .execute();
  return true;
}

/** Notes the order that a cart became; false where it was changed or checked out meanwhile. */
export async function markCartCheckedOut(db: Db, cart: StoredCart, orderId: string): Promise<boolean> {
  return updateCart(db, cart, { order_id: orderId });
}

async function updateCart(
  db: Db,
  cart: StoredCart,
  change: Pick<Updateable<CartTable>, "order_id" | "modified_at" | "modified_by" | "rejected_json">,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("cart")
    .set({ version: cart.version + 1, ...change })
    .where("id", "=", cart.id)
    .where("partner_id", "=", cart.partnerId)
    .where("version", "=", cart.version)
    .where("order_id", "is", null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}
