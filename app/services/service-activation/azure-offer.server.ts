import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { decideAgreementScope } from "#app/domain/agreements/agreement-scope.ts";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import { dayOfIsoDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  type AzureAnswer,
  azureEndsOnMin,
  azureServiceId,
  decideAnswerAzure,
  decideEndAzure,
  lastAzureDay,
} from "#app/domain/service-activation/azure-offer.ts";
import { onlineStatusAt } from "#app/domain/service-activation/grace.ts";
import type { Db, Tx } from "#db/client.ts";
import { readAccountSubscriptions } from "#db/repositories/account-subscriptions.ts";
import { listEnrollmentsById } from "#db/repositories/agreements.ts";
import {
  answerAzureOffer,
  azureLetterKey,
  type AzureOfferDue,
  endAzureOffer,
  findAzureOffer,
  insertAzureOffer,
  listAzureOffersDue,
} from "#db/repositories/azure-offers.ts";
import { deleteAssignments } from "#db/repositories/service-accounts.ts";
import { findAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { listServiceOrders } from "#db/repositories/service-orders.ts";
import { setNextCheck } from "#db/repositories/service-activation.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { holdEnrollment, noSuchEnrollment, subjectOf } from "./enrollment-access.server.ts";
import { orderOf, placeOrder } from "./order-services.server.ts";
import { factsOfEnrollment, queueLetters, recordOf, settleEnrollment } from "./settle-activation.server.ts";

type Usual = RefusalOf<"role-needed" | "not-found" | "idempotency-key-reused">;
type Closed = RefusalOf<"azure-not-offered" | "azure-offer-closed">;
type AnswerRefusal = Usual | Closed | RefusalOf<"agreement-role-needed" | "azure-ordered" | "azure-too-late">;

const noticeLengthMax = 1_000;

/** Who is to be offered Azure by an instant. */
export function azureOffersDue(db: Db, at: Temporal.Instant, limit: number): Promise<AzureOfferDue[]> {
  const today = utcDayOf(at);
  return listAzureOffersDue(db, { today, endsOnMin: azureEndsOnMin(today) }, limit);
}

/** Offers Azure to those, once each; answers with how many there were. */
export async function offerAzure(
  tx: Tx,
  deps: Pick<ServiceDeps, "ids" | "activityKeys">,
  actor: Actor,
  at: Temporal.Instant,
  limit: number,
): Promise<number> {
  const due = await azureOffersDue(tx, at, limit);
  const enrollments = await listEnrollmentsById(
    tx,
    due.map(({ enrollmentId }) => enrollmentId),
  );
  for (const person of due) {
    const enrollment = enrollments.get(person.enrollmentId);
    if (enrollment === undefined) continue;
    if (await insertAzureOffer(tx, enrollment, at))
      await logActivity(tx, deps, actor, [
        activityDone("azure-offered", at, subjectOf(enrollment), { newValue: { enrollment: enrollment.number } }),
      ]);
    await queueLetters(tx, deps, at, [
      {
        kind: "azure-offered",
        dedupeKey: azureLetterKey(person),
        ...recordOf(enrollment),
        serviceId: azureServiceId,
        contactId: null,
        recipient: { name: person.name, email: person.email, language: person.language },
        facts: { ...factsOfEnrollment(enrollment), lastDay: lastAzureDay(enrollment).toString() },
      },
    ]);
  }
  return due.length;
}

/**
 * Answers the offer, by an online administrator of the customer. An acceptance places an order of Azure without a
 * commitment, which is activated like every other service.
 */
export async function answerAzure(
  deps: ServiceDeps,
  actor: Actor,
  input: { readonly idempotencyKey: string; readonly enrollmentId: string; readonly answer: AzureAnswer },
  at: Temporal.Instant,
): Promise<Result<{ enrollmentId: string }, AnswerRefusal>> {
  const logAs = "azure-offer-answered";
  const allowed = decideAccess(actor, "answer-azure-offers");
  if (!allowed.ok) return refuseAttempt(deps, actor, { at, logAs, refused: allowed });
  const access = decideAgreementScope(actor, "answer-azure-offers");
  if (!access.ok) return access;
  const { idempotencyKey, ...wish } = input;
  const user = access.value.actor;
  const request = { actor: user, at, operation: "answer-azure-offer", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ enrollmentId: string }, AnswerRefusal>(deps, request, async (tx) => {
    const held = await holdEnrollment(tx, access.value, input.enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const { enrollment, roles } = held;
    const offer = await findAzureOffer(tx, enrollment);
    const isOrdered = await hasOrderedAzure(tx, enrollment);
    const decision = decideAnswerAzure({ roles, offer, isOrdered, enrollment, at }, input.answer);
    if (!decision.ok) return decision;
    if (offer === undefined) return refused({ code: "azure-not-offered" });
    const isAccepted = input.answer === "accept";
    const wished = { serviceId: azureServiceId, quantity: 1, usageFromOn: utcDayOf(at).toString() };
    const order = orderOf(deps, enrollment, wished, { kind: "order", by: user.userId, effectiveAt: at }, at);
    if (isAccepted) await placeOrder(tx, enrollment, order, at);
    const state = isAccepted ? ("accepted" as const) : ("declined" as const);
    const answered = { state, orderId: isAccepted ? order.id : null, by: user.userId, at };
    if (!(await answerAzureOffer(tx, offer, answered))) throw changedMeanwhile(enrollment);
    const newValue = { enrollment: enrollment.number, answer: state };
    await logActivity(tx, deps, user, [activityDone(logAs, at, subjectOf(enrollment), { newValue })]);
    if (isAccepted) await settleEnrollment(tx, deps, user, enrollment, "first-order", at);
    return ok({ enrollmentId: enrollment.id });
  });
}

type EndRefusal = Usual | Closed | RefusalOf<"invalid-field">;

/**
 * Records a written notice, by which the customer ends the offer, or Azure that was started by it. Our choice: whoever
 * manages the agreement at the partner enters it, as it came.
 */
export async function endAzure(
  deps: ServiceDeps,
  actor: Actor,
  input: {
    readonly idempotencyKey: string;
    readonly enrollmentId: string;
    /** `YYYY-MM-DD`, the day on the notice. */
    readonly noticeOn: string;
    readonly text: string;
  },
  at: Temporal.Instant,
): Promise<Result<{ enrollmentId: string }, EndRefusal>> {
  const logAs = "azure-ended";
  const access = decideAgreementScope(actor, "manage-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const text = input.text.trim();
  if (text === "" || text.length > noticeLengthMax)
    return refused({ code: "invalid-field", field: "text", reason: "missing" });
  const { idempotencyKey, ...wish } = input;
  const user = access.value.actor;
  const request = { actor: user, at, operation: "end-azure", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ enrollmentId: string }, EndRefusal>(deps, request, async (tx) => {
    const held = await holdEnrollment(tx, access.value, input.enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const { enrollment } = held;
    const noticeOn = dayOfIsoDay(input.noticeOn);
    const decision = decideEndAzure(await findAzureOffer(tx, enrollment), noticeOn, at);
    if (!decision.ok) return decision;
    const offer = decision.value;
    if (!(await endAzureOffer(tx, offer, { on: noticeOn, text, by: user.userId, at })))
      throw changedMeanwhile(enrollment);
    if (offer.orderId !== null) await stopAzure(tx, enrollment, at);
    await logActivity(tx, deps, user, [
      activityDone(logAs, at, subjectOf(enrollment), {
        oldValue: { enrollment: enrollment.number, state: offer.state },
        newValue: { enrollment: enrollment.number, noticeOn: input.noticeOn, text },
      }),
    ]);
    return ok({ enrollmentId: enrollment.id });
  });
}

/** Cannot be while the enrollment is held; if it is, nothing of the attempt stays. */
function changedMeanwhile({ id }: Pick<Enrollment, "id">): Error {
  return new Error(`The offer of Azure to enrollment ${id} changed while the enrollment was held`);
}

/** Whether Azure stands ordered or reserved under an enrollment; one that a notice ended does not. */
export async function hasOrderedAzure(db: Db, { id }: Pick<Enrollment, "id">): Promise<boolean> {
  return (await listServiceOrders(db, [id])).some(({ serviceId }) => serviceId === azureServiceId);
}

/** Nothing of Azure is left to do under the enrollment, and its users lose it unless another one covers them. */
async function stopAzure(tx: Tx, enrollment: Enrollment, at: Temporal.Instant): Promise<void> {
  if (!(await hasOrderedAzure(tx, enrollment)))
    await setNextCheck(tx, { enrollmentId: enrollment.id, serviceId: azureServiceId }, null);
  const link = await findAccountLink(tx, enrollment.id);
  if (link === undefined) return;
  const { partnerId, customerId } = enrollment;
  const left = await readAccountSubscriptions(tx, { id: link.accountId, partnerId, customerId }, at);
  const isCovered = left.some(
    (one) => one.serviceId === azureServiceId && onlineStatusAt(one.enrollment, at) !== "deprovisioned",
  );
  if (!isCovered) await deleteAssignments(tx, link.accountId, [azureServiceId]);
}
