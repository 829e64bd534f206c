import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { collection } from "#app/api/wire/links.ts";
import { customerPath } from "#app/api/wire/trade-words.ts";
import { orderRecord } from "#app/views/records/order-records.ts";

/** Software has none: always empty. */
const api = apiRoute({
  GET: async (call) => {
    const ids = { customerId: call.param("customerId"), orderId: call.param("orderId") };
    orRefuse(await orderRecord(call.view, ids));
    return {
      body: collection(
        [],
        customerPath(ids.customerId, "orders", ids.orderId, "lineitems", call.param("lineNumber"), "activationlinks"),
      ),
    };
  },
});
export const loader = api.loader;
export const action = api.action;
