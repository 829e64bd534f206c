import { apiRoute, needing, orRefuse, userOnly } from "#app/api/server/api-route.server.ts";
import { whyNoMailOnWire } from "#app/api/wire/enrollments.ts";
import { whyNoMailRecord } from "#app/views/records/enrollment-records.ts";

/** Why nobody received the activation e-mail of a service, ordered or not: all that holds, the first is the headline. */
const api = apiRoute({
  GET: userOnly(
    needing("see-agreements", async ({ view, param }) => {
      const ids = {
        customerId: param("customerId"),
        enrollmentId: param("enrollmentId"),
        serviceId: param("serviceId"),
      };
      return { body: whyNoMailOnWire(orRefuse(await whyNoMailRecord(view, ids))) };
    }),
  ),
});
export const loader = api.loader;
export const action = api.action;
