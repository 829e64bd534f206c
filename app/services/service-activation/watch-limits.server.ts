import type { Temporal } from "temporal-polyfill";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import { addHours } from "#app/domain/calendar/utc-days.ts";
import type { ActivationLimitFacts, NoticeDraft } from "#app/domain/notices/notices.ts";
import {
  activationReasons,
  reservationHours,
  type ActivationFacts,
} from "#app/domain/service-activation/activation-mail.ts";
import { supportHours } from "#app/domain/service-activation/after-activation.ts";
import type { Db, Tx } from "#db/client.ts";
import { lateRequestKey, lateReservationKey } from "#app/domain/service-activation/limit-keys.ts";
import { type BeyondLimit, listLateRequests, listLateReservations } from "#db/repositories/activation-limits.ts";
import { listEnrollmentsById } from "#db/repositories/agreements.ts";
import { listOnlineServices } from "#db/repositories/online-services.ts";
import { queueNotices } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

const rowsMax = 500;

/**
 * What waits beyond its limit, and whom that is told: a reservation after 25 hours the partner and the operator, an
 * unanswered request after 24 hours the operator. Each once.
 */
export async function lateNotices(db: Db, at: Temporal.Instant): Promise<NoticeDraft[]> {
  const reservations = await listLateReservations(db, addHours(at, -reservationHours), rowsMax);
  const requests = await listLateRequests(db, addHours(at, -supportHours), rowsMax);
  const all = [...reservations, ...requests];
  if (all.length === 0) return [];
  const enrollments = await listEnrollmentsById(
    db,
    all.map(({ enrollmentId }) => enrollmentId),
  );
  const titles = new Map((await listOnlineServices(db)).map(({ id, title }) => [id, title]));
  const factsOf = (late: BeyondLimit, limit: ActivationLimitFacts["limit"]): ActivationLimitFacts => {
    const enrollment = enrollments.get(late.enrollmentId);
    return {
      limit,
      enrollmentId: late.enrollmentId,
      serviceId: late.serviceId,
      requestId: limit === "request" ? late.id : null,
      enrollment: enrollment?.number ?? "–",
      organization: enrollment?.organizationName ?? "–",
      service: late.serviceId === null ? "–" : (titles.get(late.serviceId) ?? late.serviceId),
      reason: limit === "reservation" ? "reservation-not-processed" : "",
    };
  };
  return [
    ...reservations.flatMap((late) => {
      const key = `${lateReservationKey}${late.id}`;
      const facts = factsOf(late, "reservation");
      // The one that the next run looks for comes last: it stands for both.
      return [toOperator(`${key}:operator`, facts), toPartner(key, late, facts)];
    }),
    ...requests.map((late) => toOperator(`${lateRequestKey}${late.id}`, factsOf(late, "request"))),
  ];
}

/** Tells what waits beyond its limit. */
export async function tellOfLimits(tx: Tx, { ids }: Pick<ServiceDeps, "ids">, at: Temporal.Instant): Promise<number> {
  const notices = await lateNotices(tx, at);
  await queueNotices(tx, ids, at, notices);
  return notices.length;
}

/** That no e-mail left within 48 hours of the usage date, and what stood in its way. Once per enrollment and service. */
export function mailLateNotice(
  enrollment: Enrollment,
  service: { readonly id: string; readonly title: string },
  facts: ActivationFacts,
  at: Temporal.Instant,
): NoticeDraft {
  return toPartner(`activation-late:mail:${enrollment.id}:${service.id}`, enrollment, {
    limit: "mail",
    enrollmentId: enrollment.id,
    serviceId: service.id,
    requestId: null,
    enrollment: enrollment.number,
    organization: enrollment.organizationName,
    service: service.title,
    reason: activationReasons(facts, at)[0]?.code ?? "",
  });
}

function toPartner(
  dedupeKey: string,
  { partnerId, customerId }: Pick<Enrollment, "partnerId" | "customerId">,
  facts: ActivationLimitFacts,
): NoticeDraft {
  return {
    kind: "activation-late",
    dedupeKey,
    partnerId,
    customerId,
    subscriptionId: null,
    termNumber: null,
    orderId: null,
    facts,
  };
}

function toOperator(dedupeKey: string, facts: ActivationLimitFacts): NoticeDraft {
  return {
    kind: "activation-to-settle",
    dedupeKey,
    partnerId: null,
    customerId: null,
    subscriptionId: null,
    termNumber: null,
    orderId: null,
    facts,
  };
}
