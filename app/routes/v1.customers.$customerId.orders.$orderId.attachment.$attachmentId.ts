import { apiRoute, orRefuse } from "#app/api/server/api-route.server.ts";
import { notFound } from "#app/api/wire/fault.ts";
import { orderRecord } from "#app/views/records/order-records.ts";

const api = apiRoute({
  GET: async ({ view, param }) => {
    orRefuse(await orderRecord(view, { customerId: param("customerId"), orderId: param("orderId") }));
    throw notFound("Orders here have no attachments.");
  },
});
export const loader = api.loader;
export const action = api.action;
