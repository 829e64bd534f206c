import { apiRoute, needing, orRefuse, userOnly } from "#app/api/server/api-route.server.ts";
import { enrollmentServiceOnWire } from "#app/api/wire/enrollments.ts";
import { resendActivation } from "#app/services/service-activation/subscription-contact.server.ts";
import { enrollmentServiceRecord } from "#app/views/records/enrollment-records.ts";

/** Sends a service's activation e-mail again to the present contact; by whoever has the role at the agreement. */
const api = apiRoute({
  POST: userOnly(
    needing("see-agreements", async ({ view, deps, actor, at, idempotencyKey, param }) => {
      const ids = {
        customerId: param("customerId"),
        enrollmentId: param("enrollmentId"),
        serviceId: param("serviceId"),
      };
      orRefuse(await enrollmentServiceRecord(view, ids));
      const { enrollmentId, serviceId } = ids;
      orRefuse(await resendActivation(deps, actor, { idempotencyKey, enrollmentId, serviceId }, at));
      return { body: enrollmentServiceOnWire(orRefuse(await enrollmentServiceRecord(view, ids))) };
    }),
  ),
});
export const loader = api.loader;
export const action = api.action;
