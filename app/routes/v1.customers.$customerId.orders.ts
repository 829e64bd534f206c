import { apiRoute, needing, orRefuse } from "#app/api/server/api-route.server.ts";
import { includesPrice, listOrders } from "#app/api/server/order-answers.server.ts";
import { lineFault } from "#app/api/server/trade-faults.server.ts";
import { readOrderItems } from "#app/api/wire/carts.ts";
import { orderOnWire } from "#app/api/wire/orders.ts";
import { customerPath } from "#app/api/wire/trade-words.ts";
import { placeOrder } from "#app/services/purchases/place-order.server.ts";
import { orderRecord } from "#app/views/records/order-records.ts";

const api = apiRoute({
  GET: listOrders,
  POST: needing("buy", async (call) => {
    const customerId = call.param("customerId");
    const { deps, actor, idempotencyKey, at } = call;
    const items = readOrderItems(call.bodyObject());
    const placed = await placeOrder(deps, actor, { idempotencyKey, customerId, items }, at);
    if (!placed.ok) throw lineFault(call, placed);
    const { orderId } = placed.value;
    const record = orRefuse(await orderRecord(call.view, { customerId, orderId }));
    return {
      status: 201,
      body: orderOnWire(record, { isPriceIncluded: includesPrice(call) ?? true }),
      headers: { Location: customerPath(customerId, "orders", orderId) },
    };
  }),
});
export const loader = api.loader;
export const action = api.action;
