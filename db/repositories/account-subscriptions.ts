import type { Temporal } from "temporal-polyfill";
import { licensedQuantity, type OnlineSubscription } from "#app/domain/service-activation/grace.ts";
import type { ServiceAccount } from "#app/domain/service-activation/records.ts";
import type { Db } from "../client.ts";
import { listEnrollments } from "./agreements.ts";
import { listAccountLinks } from "./enrollment-accounts.ts";
import { listServiceOrders } from "./service-orders.ts";

/** What is licensed in a service account: the services of every enrollment that belongs to it, by enrollment. */
export async function readAccountSubscriptions(
  db: Db,
  { id, partnerId, customerId }: Pick<ServiceAccount, "id" | "partnerId" | "customerId">,
  at: Temporal.Instant,
): Promise<OnlineSubscription[]> {
  const enrollments = await listEnrollments(db, { partnerId, customerId, agreementId: null });
  const links = await listAccountLinks(
    db,
    enrollments.map((enrollment) => enrollment.id),
  );
  const mine = enrollments.filter((enrollment) => links.get(enrollment.id)?.accountId === id);
  const orders = await listServiceOrders(
    db,
    mine.map((enrollment) => enrollment.id),
  );
  return mine.flatMap((enrollment) => {
    const ours = orders.filter(({ enrollmentId }) => enrollmentId === enrollment.id);
    return [...new Set(ours.map(({ serviceId }) => serviceId))].map((serviceId) => {
      const quantity = licensedQuantity(
        ours.filter((order) => order.serviceId === serviceId),
        at,
      );
      return { serviceId, enrollment, quantity };
    });
  });
}
