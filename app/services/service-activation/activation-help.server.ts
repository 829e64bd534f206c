import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideAgreementScope, decideSeeEnrollment } from "#app/domain/agreements/agreement-scope.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { reactivatedUntilOn } from "#app/domain/service-activation/activation-link.ts";
import { activationStep } from "#app/domain/service-activation/activation-mail.ts";
import { decideMove } from "#app/domain/service-activation/decide-activation.ts";
import { licensedQuantity } from "#app/domain/service-activation/grace.ts";
import type { ActivationCaseKind } from "#app/domain/service-activation/records.ts";
import { requestNumberOf } from "#app/domain/support/support-request.ts";
import type { Tx } from "#db/client.ts";
import {
  type ActivationCase,
  finishActivationCase,
  findActivationCase,
  insertActivationCase,
} from "#db/repositories/activation-cases.ts";
import { readActivationFacts } from "#db/repositories/activation-facts.ts";
import { findAnyEnrollment } from "#db/repositories/agreements.ts";
import { findContact } from "#db/repositories/enrollment-contacts.ts";
import { hasReservationGrant } from "#db/repositories/agreement-people.ts";
import { listServiceAccounts } from "#db/repositories/service-accounts.ts";
import { findAccountLink, moveAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { listEnrollmentServices, reactivateLinks } from "#db/repositories/service-activation.ts";
import { listOnlineServices } from "#db/repositories/online-services.ts";
import { listServiceOrders, markReservationEffective } from "#db/repositories/service-orders.ts";
import { insertSupportRequest } from "#db/repositories/support-requests.ts";
import { findUserById } from "#db/repositories/users.ts";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { refusalOfKeyIn } from "../support/support-scope.server.ts";
import { holdEnrollment, noSuchEnrollment, subjectOf } from "./enrollment-access.server.ts";
import {
  activationLetter,
  factsOfEnrollment,
  queueLetters,
  recipientsOf,
  recordOf,
  settleEnrollment,
  toAssign,
} from "./settle-activation.server.ts";

export type AskHelpInput = {
  readonly idempotencyKey: string;
  readonly enrollmentId: string;
  readonly serviceId: string | null;
  readonly kind: ActivationCaseKind;
  /** The right account, where licences went to the wrong one. */
  readonly toAccountId: string | null;
  /** How many licences shall be moved; null for all. Rule: less than all is refused. */
  readonly quantity: number | null;
  readonly text: string;
};

type HelpRefusal = RefusalOf<
  | "role-needed"
  | "agreement-role-needed"
  | "not-found"
  | "invalid-field"
  | "enrollment-not-linked"
  | "enrollment-linked"
  | "enrollment-undivided"
  | "idempotency-key-reused"
>;

/** Opens a support request with the enrollment filled in; it is answered within 24 hours. */
export async function askActivationHelp(
  deps: ServiceDeps,
  actor: Actor,
  input: AskHelpInput,
  at: Temporal.Instant,
): Promise<Result<{ requestId: string; enrollmentId: string }, HelpRefusal>> {
  const logAs = "activation-help-asked";
  const access = decideAgreementScope(actor, "see-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const text = input.text.trim();
  if (text === "") return refused({ code: "invalid-field", field: "text", reason: "missing" });
  const withKey = refusalOfKeyIn({ text });
  if (withKey !== null) return refused(withKey);
  const { idempotencyKey, ...wish } = input;
  const user = access.value.actor;
  const request = { actor: user, at, operation: "ask-activation-help", idempotencyKey, wish, logAs } as const;
  type Answer = { requestId: string; enrollmentId: string };
  return changeOnce<Answer, HelpRefusal>(deps, request, async (tx) => {
    const held = await holdEnrollment(tx, access.value, input.enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const { enrollment, roles } = held;
    const hasGrant = await hasReservationGrant(tx, enrollment.id, user.userId);
    const seen = decideSeeEnrollment(user, { roles, hasGrant });
    if (!seen.ok) return seen;
    const services = await listEnrollmentServices(tx, enrollment.id);
    if (input.serviceId !== null && !services.some(({ serviceId }) => serviceId === input.serviceId))
      return refused({ code: "not-found", what: "online-service" });
    if (input.kind === "link-expired") {
      // A link that is valid again would lead to the account that is there.
      const link = await findAccountLink(tx, enrollment.id);
      const account = (await listServiceAccounts(tx, enrollment)).find(({ id }) => id === link?.accountId);
      if (account !== undefined) return refused({ code: "enrollment-linked", account: account.name });
    }
    if (input.kind === "wrong-account") {
      const accounts = await listServiceAccounts(tx, enrollment);
      const to = accounts.find(({ id }) => id === input.toAccountId);
      if (to === undefined) return refused({ code: "not-found", what: "service-account" });
      const link = await findAccountLink(tx, enrollment.id);
      const linked = accounts.find(({ id }) => id === link?.accountId) ?? null;
      const licensed = licensedQuantity(await listServiceOrders(tx, [enrollment.id]), at);
      const decision = decideMove({ linked, licensed }, to, input.quantity);
      if (!decision.ok) return decision;
    }
    const person = await findUserById(tx, user.userId);
    const requestId = requestNumberOf(deps.ids.next());
    const { partnerId, customerId, number } = enrollment;
    await insertSupportRequest(tx, {
      id: requestId,
      partnerId,
      customerId,
      orderId: null,
      lineNumber: null,
      subscriptionId: null,
      topic: "account-access",
      severity: "moderate",
      status: "open",
      title: `${titles[input.kind]}: ${number}`,
      description: text,
      asked: null,
      contact: { name: person?.displayName ?? "", email: person?.email ?? "", phone: "" },
      createdAt: at,
      createdBy: user.userId,
      changedAt: at,
      changedBy: user.userId,
      closedAt: null,
      reopenedCount: 0,
      answeredAt: null,
      granted: null,
      version: 1,
    });
    const toAccountId = input.kind === "wrong-account" ? input.toAccountId : null;
    const { kind, serviceId } = input;
    await insertActivationCase(tx, {
      requestId,
      partnerId,
      customerId,
      enrollmentId: enrollment.id,
      serviceId,
      kind,
      toAccountId,
      openedAt: at,
    });
    const newValue = { requestId, enrollment: number, kind };
    await logActivity(tx, deps, user, [activityDone(logAs, at, subjectOf(enrollment), { newValue })]);
    return ok({ requestId, enrollmentId: enrollment.id });
  });
}

/** Titles of requests, as the operator's queue shows them; support works in English. */
const titles = {
  "link-expired": "Activation link has expired",
  "wrong-account": "Licences were activated for the wrong account",
  reservation: "Reservation was not processed",
  cancel: "Cancellation of a subscription",
  other: "Activation of services",
} as const satisfies Record<ActivationCaseKind, string>;

type SettleRefusal = RefusalOf<
  | "role-needed"
  | "not-found"
  | "activation-case-done"
  | "enrollment-not-linked"
  | "enrollment-linked"
  | "enrollment-undivided"
  | "changed-meanwhile"
  | "idempotency-key-reused"
>;

/**
 * Does what a request asks for, by the operator: makes links valid for 30 days and sends them, moves an enrollment to
 * the right account, or lets reservations take effect. Answering in words is done on the request's own page.
 */
export async function settleActivationCase(
  deps: ServiceDeps,
  actor: Actor,
  input: { readonly idempotencyKey: string; readonly requestId: string },
  at: Temporal.Instant,
): Promise<Result<{ requestId: string }, SettleRefusal>> {
  const access = decideAccess(actor, "answer-support-requests");
  const logAs = "activation-link-reactivated";
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  if (actor.kind !== "operator") return refused({ code: "not-found", what: "support-request" });
  const { idempotencyKey, ...wish } = input;
  const request = { actor, at, operation: "settle-activation-case", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ requestId: string }, SettleRefusal>(deps, request, async (tx, attempt) => {
    const one = await findActivationCase(tx, input.requestId, { lock: true });
    if (one === undefined) return refused({ code: "not-found", what: "support-request" });
    attempt.subject = subjectOf(one);
    if (!(await finishActivationCase(tx, one.requestId, { by: actor.userId, at })))
      return refused({ code: "activation-case-done" });
    if (one.kind === "wrong-account") {
      const moved = await move(tx, deps, actor, one, at);
      if (!moved.ok) return moved;
    } else if (one.kind === "link-expired") await reactivate(tx, deps, actor, one, at);
    else if (one.kind === "reservation") await processReservations(tx, deps, actor, one, at);
    return ok({ requestId: one.requestId });
  });
}

type Operator = Extract<Actor, { kind: "operator" }>;

async function reactivate(
  tx: Tx,
  deps: ServiceDeps,
  actor: Operator,
  one: ActivationCase,
  at: Temporal.Instant,
): Promise<void> {
  const enrollment = await findAnyEnrollment(tx, one.enrollmentId, { lock: true });
  if (enrollment === undefined) return;
  const untilOn = reactivatedUntilOn(at);
  await reactivateLinks(tx, enrollment.id, one.serviceId, untilOn);
  const factsOf = await readActivationFacts(tx, enrollment, at);
  for (const service of await listEnrollmentServices(tx, enrollment.id)) {
    if (one.serviceId !== null && service.serviceId !== one.serviceId) continue;
    // As if nothing had been sent: what stands against an e-mail stands against this one as well.
    const step = activationStep({ ...factsOf(service.serviceId), sent: [] }, at);
    if (step.kind !== "send") continue;
    const sending = { contact: step.contact, cause: "reactivated", once: `reactivated:${one.requestId}` } as const;
    await queueLetters(tx, deps, at, [await activationLetter(tx, enrollment, service, sending)]);
  }
  const newValue = {
    enrollment: enrollment.number,
    service: one.serviceId,
    untilOn: untilOn.toString(),
    requestId: one.requestId,
  };
  await logActivity(tx, deps, actor, [
    activityDone("activation-link-reactivated", at, subjectOf(enrollment), { newValue }),
  ]);
}

async function move(
  tx: Tx,
  deps: ServiceDeps,
  actor: Operator,
  one: ActivationCase,
  at: Temporal.Instant,
): Promise<
  Result<
    null,
    RefusalOf<
      "not-found" | "enrollment-not-linked" | "enrollment-linked" | "enrollment-undivided" | "changed-meanwhile"
    >
  >
> {
  const enrollment = await findAnyEnrollment(tx, one.enrollmentId, { lock: true });
  if (enrollment === undefined) return noSuchEnrollment;
  const accounts = await listServiceAccounts(tx, enrollment);
  const to = accounts.find(({ id }) => id === one.toAccountId);
  if (to === undefined) return refused({ code: "not-found", what: "service-account" });
  const link = await findAccountLink(tx, enrollment.id);
  const linked = accounts.find(({ id }) => id === link?.accountId) ?? null;
  const decision = decideMove({ linked, licensed: 0 }, to, null);
  if (!decision.ok) return decision;
  const { from } = decision.value;
  const isMoved = await moveAccountLink(tx, {
    enrollmentId: enrollment.id,
    fromAccountId: from.id,
    toAccountId: to.id,
    by: actor.userId,
    at,
  });
  if (!isMoved) return refused({ code: "changed-meanwhile" });
  const contact = (await findContact(tx, enrollment.id)) ?? null;
  const people = [...recipientsOf(from, contact), ...recipientsOf(to, null)];
  await queueLetters(tx, deps, at, [
    ...people.map((recipient) => ({
      kind: "moved" as const,
      dedupeKey: `moved:${one.requestId}:${recipient.email.toLowerCase()}`,
      ...recordOf(enrollment),
      serviceId: null,
      contactId: null,
      recipient,
      facts: { ...factsOfEnrollment(enrollment), oldAccount: from.name, account: to.name },
    })),
    ...toAssign(enrollment, to, contact),
  ]);
  await logActivity(tx, deps, actor, [
    activityDone("enrollment-moved", at, subjectOf(enrollment), {
      oldValue: { enrollment: enrollment.number, account: from.name },
      newValue: { enrollment: enrollment.number, account: to.name, requestId: one.requestId },
    }),
  ]);
  return ok(null);
}

async function processReservations(
  tx: Tx,
  deps: ServiceDeps,
  actor: Operator,
  one: ActivationCase,
  at: Temporal.Instant,
): Promise<void> {
  const enrollment = await findAnyEnrollment(tx, one.enrollmentId, { lock: true });
  if (enrollment === undefined) return;
  const waiting = (await listServiceOrders(tx, [enrollment.id])).filter(({ effectiveAt }) => effectiveAt === null);
  for (const order of waiting) await markReservationEffective(tx, order.id, at);
  await settleEnrollment(tx, deps, actor, enrollment, "first-order", at);
  const titlesOf = new Map((await listOnlineServices(tx)).map(({ id, title }) => [id, title]));
  const newValue = {
    enrollment: enrollment.number,
    services: waiting.map(({ serviceId }) => titlesOf.get(serviceId) ?? serviceId).join(", "),
    on: utcDayOf(at).toString(),
  };
  await logActivity(tx, deps, actor, [activityDone("licences-reserved", at, subjectOf(enrollment), { newValue })]);
}
