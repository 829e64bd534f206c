import { apiRoute, needing, orRefuse, userOnly } from "#app/api/server/api-route.server.ts";
import { enrollmentPath, enrollmentServiceOnWire } from "#app/api/wire/enrollments.ts";
import { collection } from "#app/api/wire/links.ts";
import { enrollmentServiceRecords } from "#app/views/records/enrollment-records.ts";

/** The online services under an enrollment. */
const api = apiRoute({
  GET: userOnly(
    needing("see-agreements", async ({ view, param }) => {
      const ids = { customerId: param("customerId"), enrollmentId: param("enrollmentId") };
      const records = orRefuse(await enrollmentServiceRecords(view, ids));
      const self = enrollmentPath(ids.customerId, ids.enrollmentId, "/services");
      return { body: collection(records.map(enrollmentServiceOnWire), self) };
    }),
  ),
});
export const loader = api.loader;
export const action = api.action;
