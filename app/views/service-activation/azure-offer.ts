import { decideAccess, decideAtAgreement, mayDo } from "#app/domain/access/permissions.ts";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import type { EnrollmentActor } from "#app/domain/agreements/agreement-scope.ts";
import { epochDayOf, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  type AzureFacts,
  type AzureOfferState,
  azureServiceId,
  decideAnswerAzure,
  lastAzureDay,
} from "#app/domain/service-activation/azure-offer.ts";
import { listAgreementPeople } from "#db/repositories/agreement-people.ts";
import { findAzureOffer } from "#db/repositories/azure-offers.ts";
import { listServiceOrders } from "#db/repositories/service-orders.ts";
import { findUserById } from "#db/repositories/users.ts";
import { type DayText, formatFor, type InstantText } from "../format.ts";
import { momentText } from "../notices/notice-text.ts";
import type { ViewContext } from "../view-context.ts";
import { type EnrollmentHead, headOf } from "./enrollment.ts";
import { seeEnrollment } from "./enrollment-scope.ts";

/** Why nothing is offered. */
type NotOfferedWhy = "ordered" | "no-admin" | "too-late" | "not-begun" | "soon";

export type AzureOfferView = EnrollmentHead & {
  readonly state: AzureOfferState | "none";
  readonly why: NotOfferedWhy | null;
  readonly offeredAt: InstantText | null;
  readonly lastDay: DayText;
  readonly admins: readonly { readonly name: string; readonly email: string }[];
  readonly answered: { readonly name: string; readonly at: string } | null;
  readonly notice: { readonly on: DayText; readonly text: string } | null;
  /** Whether the reader is one who answers; what stands against an answer, and against starting it. */
  readonly isAsked: boolean;
  readonly answerRefusal: Refusal | null;
  readonly startRefusal: Refusal | null;
  readonly mayEnd: boolean;
};

/** Azure under a Server and Cloud Enrollment: whether it is offered, to whom, and what became of it. */
export async function azureOfferView(context: ViewContext, enrollmentId: string): Promise<Result<AzureOfferView>> {
  const seen = await seeEnrollment(context, enrollmentId);
  if (!seen.ok) return seen;
  const { db, at } = context;
  const { actor, enrollment, agreement, roles } = seen.value;
  if (enrollment.programme !== "server-cloud") return refused({ code: "not-found", what: "enrollment" });
  const offer = await findAzureOffer(db, enrollment);
  const orders = await listServiceOrders(db, [enrollment.id]);
  const isOrdered = orders.some(({ serviceId }) => serviceId === azureServiceId);
  const people = await listAgreementPeople(db, enrollment.agreementId);
  const admins = people.filter(({ role, isOfCustomer }) => role === "online-admin" && isOfCustomer);
  const answered = offer?.answered ?? null;
  const answeredBy = answered === null ? undefined : await findUserById(db, answered.by);
  const notice = offer?.notice ?? null;
  const format = formatFor(context.reader);
  const answer = answering(actor, { roles, offer, isOrdered, enrollment, at });
  return ok({
    ...headOf(enrollment, agreement),
    state: offer?.state ?? "none",
    why:
      offer === undefined
        ? whyNotOffered(enrollment, { isOrdered, hasAdmin: admins.length > 0, at })
        : offer.state === "open" && isOrdered
          ? "ordered"
          : null,
    offeredAt: offer === undefined ? null : format.instant(offer.offeredAt),
    lastDay: format.day(lastAzureDay(enrollment)),
    admins: admins.map(({ displayName, email }) => ({ name: displayName, email })),
    answered:
      answered === null
        ? null
        : { name: answeredBy?.displayName ?? "–", at: momentText(format, answered.at.epochMilliseconds) },
    notice: notice === null ? null : { on: format.day(notice.on), text: notice.text },
    ...answer,
    mayEnd: mayDo(actor, "manage-agreements") && (offer?.state === "open" || offer?.state === "accepted"),
  });
}

function answering(
  actor: EnrollmentActor,
  facts: AzureFacts,
): Pick<AzureOfferView, "isAsked" | "answerRefusal" | "startRefusal"> {
  const access = decideAccess(actor, "answer-azure-offers");
  const byRole = access.ok ? decideAtAgreement(facts.roles, "answer-azure-offer") : access;
  if (!byRole.ok) return { isAsked: false, answerRefusal: byRole.refusal, startRefusal: byRole.refusal };
  const [decline, accept] = [decideAnswerAzure(facts, "decline"), decideAnswerAzure(facts, "accept")];
  return {
    isAsked: true,
    answerRefusal: decline.ok ? null : decline.refusal,
    startRefusal: accept.ok ? null : accept.refusal,
  };
}

function whyNotOffered(
  enrollment: Enrollment,
  {
    isOrdered,
    hasAdmin,
    at,
  }: { readonly isOrdered: boolean; readonly hasAdmin: boolean; readonly at: ViewContext["at"] },
): NotOfferedWhy {
  if (isOrdered) return "ordered";
  const today = epochDayOf(utcDayOf(at));
  if (today > epochDayOf(lastAzureDay(enrollment))) return "too-late";
  if (!hasAdmin) return "no-admin";
  return today < epochDayOf(enrollment.startsOn) ? "not-begun" : "soon";
}
