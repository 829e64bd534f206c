import type { Temporal } from "temporal-polyfill";
import { decideAtAgreement } from "../access/permissions.ts";
import type { AgreementRole } from "../access/roles.ts";
import type { Enrollment } from "../agreements/agreement.ts";
import { addDays, addMonthsClamped, epochDayOf, utcDayOf } from "../calendar/utc-days.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";

/** The online service that is offered. */
export const azureServiceId = "azure";

/** Azure can be subscribed to while an enrollment has so many months left. */
const monthsLeftMin = 2;

export const azureOfferStates = ["open", "accepted", "declined", "ended"] as const;
export type AzureOfferState = (typeof azureOfferStates)[number];

/**
 * Azure offered to a Server and Cloud Enrollment that has not ordered it, without a commitment. Rule: an answer of the
 * online administrator, or a written notice, ends it; it is made once.
 */
export type AzureOffer = {
  readonly enrollmentId: string;
  readonly partnerId: string;
  readonly customerId: string;
  readonly state: AzureOfferState;
  readonly offeredAt: Temporal.Instant;
  readonly answered: { readonly at: Temporal.Instant; readonly by: string } | null;
  /** The order that an acceptance placed. */
  readonly orderId: string | null;
  /** The written notice that ended the offer, or what was started by it. */
  readonly notice: { readonly on: Temporal.PlainDate; readonly text: string; readonly at: Temporal.Instant } | null;
};

/** The first last day with which an enrollment has enough of its term left on a day. */
export function azureEndsOnMin(today: Temporal.PlainDate): Temporal.PlainDate {
  // The last day counts whole: two months from the first of May are over at the end of the thirtieth of June.
  return addDays(addMonthsClamped(today, monthsLeftMin), -1);
}

/** The last UTC day on which Azure can be started under an enrollment. */
export function lastAzureDay({ endsOn }: Pick<Enrollment, "endsOn">): Temporal.PlainDate {
  let day = addMonthsClamped(addDays(endsOn, 1), -monthsLeftMin);
  // Months that were clamped reach further: from the 29th to the 31st of December, two months end in February.
  while (isByDay(azureEndsOnMin(addDays(day, 1)), endsOn)) day = addDays(day, 1);
  return day;
}

export type AzureFacts = {
  readonly roles: readonly AgreementRole[];
  readonly offer: AzureOffer | undefined;
  /** Whether Azure was ordered or reserved apart from the offer. */
  readonly isOrdered: boolean;
  readonly enrollment: Pick<Enrollment, "endsOn">;
  readonly at: Temporal.Instant;
};

type Closed = RefusalOf<"azure-not-offered" | "azure-offer-closed" | "azure-ordered">;
export type AzureAnswer = "accept" | "decline";

/**
 * Whether somebody may answer the offer. Rule: the only one who may start Azure that was not ordered is the contact for
 * notices, the online administrator; while the enrollment has two months left. Declining has no such end.
 */
export function decideAnswerAzure(
  facts: AzureFacts,
  answer: AzureAnswer,
): Result<null, Closed | RefusalOf<"agreement-role-needed" | "azure-too-late">> {
  const allowed = decideAtAgreement(facts.roles, "answer-azure-offer");
  if (!allowed.ok) return allowed;
  const { offer, isOrdered, enrollment, at } = facts;
  if (offer === undefined) return refused({ code: "azure-not-offered" });
  if (offer.state !== "open") return refused({ code: "azure-offer-closed", state: offer.state });
  if (isOrdered) return refused({ code: "azure-ordered" });
  const lastDay = lastAzureDay(enrollment);
  if (answer === "accept" && !isByDay(utcDayOf(at), lastDay))
    return refused({ code: "azure-too-late", lastDay: lastDay.toString() });
  return ok(null);
}

/** Whether a written notice ends an offer, or what was started by it. It is of today or earlier, and not from before the offer. */
export function decideEndAzure(
  offer: AzureOffer | undefined,
  noticeOn: Temporal.PlainDate,
  at: Temporal.Instant,
): Result<AzureOffer, RefusalOf<"azure-not-offered" | "azure-offer-closed" | "invalid-field">> {
  if (offer === undefined) return refused({ code: "azure-not-offered" });
  if (offer.state === "declined" || offer.state === "ended")
    return refused({ code: "azure-offer-closed", state: offer.state });
  if (!isByDay(noticeOn, utcDayOf(at)) || !isByDay(utcDayOf(offer.offeredAt), noticeOn))
    return refused({ code: "invalid-field", field: "noticeOn", reason: "out-of-range" });
  return ok(offer);
}

function isByDay(day: Temporal.PlainDate, last: Temporal.PlainDate): boolean {
  return epochDayOf(day) <= epochDayOf(last);
}
