import { apiRoute, needing, orRefuse, userOnly } from "#app/api/server/api-route.server.ts";
import { enrollmentOnWire } from "#app/api/wire/enrollments.ts";
import { collection } from "#app/api/wire/links.ts";
import { enrollmentRecords } from "#app/views/records/enrollment-records.ts";

/** An addition of ours: the enrollments of volume licensing of a customer. */
const api = apiRoute({
  GET: userOnly(
    needing("see-agreements", async ({ view, param }) => {
      const customerId = param("customerId");
      const records = orRefuse(await enrollmentRecords(view, customerId));
      return { body: collection(records.map(enrollmentOnWire), `/customers/${customerId}/enrollments`) };
    }),
  ),
});
export const loader = api.loader;
export const action = api.action;
