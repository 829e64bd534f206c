import { checkOut } from "#app/services/purchases/check-out.server.ts";
import { writeCart } from "#app/services/purchases/write-cart.server.ts";
import { type CartRecord, cartRecord } from "#app/views/records/cart-records.ts";
import { ordersOfCartRecords } from "#app/views/records/order-records.ts";
import { cartOnWire, readCartItems } from "../wire/carts.ts";
import { etagHeader } from "../wire/etag.ts";
import { orderOnWire } from "../wire/orders.ts";
import { customerPath } from "../wire/trade-words.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";
import { checkoutFault, lineFault } from "./trade-faults.server.ts";

type CartIds = { readonly customerId: string; readonly cartId: string };

function idsOf(call: ApiCall): CartIds {
  return { customerId: call.param("customerId"), cartId: call.param("cartId") };
}

export async function readCart(call: ApiCall): Promise<ApiAnswer> {
  const record = orRefuse(await cartRecord(call.view, idsOf(call)));
  return { body: cartOnWire(record), headers: etagHeader(record.cart.id, record.cart.version) };
}

/** POST of a cart, or PUT of other lines into one: 201 both, as documented. */
export async function writeCartOf(call: ApiCall, cartId: string | null): Promise<ApiAnswer> {
  const customerId = call.param("customerId");
  // A cart that is not there is said before what is wrong with the body.
  if (cartId !== null) orRefuse(await cartRecord(call.view, { customerId, cartId }));
  const items = readCartItems(call.bodyObject());
  const { deps, actor, idempotencyKey, at } = call;
  const written = await writeCart(deps, actor, { idempotencyKey, customerId, cartId, items }, at);
  if (!written.ok) throw lineFault(call, written);
  const record = orRefuse(await cartRecord(call.view, { customerId, cartId: written.value.cartId }));
  return {
    status: 201,
    body: cartOnWire(record),
    headers: { Location: customerPath(customerId, "carts", record.cart.id) },
  };
}

/**
 * Buys what is in a cart, whatever the body says. A cart that was bought gives its first answer again. Where a price
 * moved, the cart is written at the new prices, and the next checkout goes through.
 */
export async function checkOutCart(call: ApiCall): Promise<ApiAnswer> {
  const ids = idsOf(call);
  const record = orRefuse(await cartRecord(call.view, ids));
  if (record.cart.orderId !== null) return boughtAnswer(call, ids);
  const { deps, actor, idempotencyKey, at } = call;
  const input = { idempotencyKey, ...ids, shownUnitPrices: [], isSplitByPlan: true };
  const bought = await checkOut(deps, actor, input, at);
  if (bought.ok || bought.refusal.code === "cart-checked-out") return boughtAnswer(call, ids);
  if (bought.refusal.code === "price-moved") await reprice(call, record);
  throw checkoutFault(call, bought, record.cart);
}

async function boughtAnswer(call: ApiCall, ids: CartIds): Promise<ApiAnswer> {
  const orders = orRefuse(await ordersOfCartRecords(call.view, ids));
  return {
    status: 201,
    body: {
      orders: orders.map((order) => orderOnWire(order, { isPriceIncluded: true })),
      orderErrors: [],
      attributes: { objectType: "CartCheckoutResult" },
    },
  };
}

async function reprice(call: ApiCall, { cart }: CartRecord): Promise<void> {
  const { deps, actor, at } = call;
  const items = cart.lines.map(({ productId, skuId, termDuration, billingPlan, quantity }) => {
    return { productId, skuId, availabilityId: null, termDuration, billingPlan, quantity };
  });
  const input = {
    idempotencyKey: `${call.idempotencyKey}:reprice`,
    customerId: cart.customerId,
    cartId: cart.id,
    items,
  };
  orRefuse(await writeCart(deps, actor, input, at));
}
