import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { unsupportedOperation } from "#app/api/wire/fault.ts";
import { orderRecord } from "#app/views/records/order-records.ts";

/** Purchase-order documents are never asked for here. */
const api = apiRoute({
  POST: async ({ view, param }) => {
    orRefuse(await orderRecord(view, { customerId: param("customerId"), orderId: param("orderId") }));
    throw unsupportedOperation("Orders here need no purchase-order documents.");
  },
});
export const loader = api.loader;
export const action = api.action;
