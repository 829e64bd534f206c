import { apiRoute, orRefuse, userOnly } from "#app/api/server/api-route.server.ts";
import { collection } from "#app/api/wire/links.ts";
import { orderProvisioningOnWire } from "#app/api/wire/orders.ts";
import { customerPath } from "#app/api/wire/trade-words.ts";
import { provisioningRecord } from "#app/views/records/order-records.ts";

const api = apiRoute({
  GET: userOnly(async ({ view, param }) => {
    const ids = { customerId: param("customerId"), orderId: param("orderId") };
    const record = orRefuse(await provisioningRecord(view, ids));
    const self = customerPath(ids.customerId, "orders", ids.orderId, "provisioningstatus");
    return { body: collection(orderProvisioningOnWire(record), self) };
  }),
});
export const loader = api.loader;
export const action = api.action;
