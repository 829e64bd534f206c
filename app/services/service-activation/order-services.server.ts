import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import { decideAgreementScope } from "#app/domain/agreements/agreement-scope.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { addDays, dayOfIsoDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { isSameAddress } from "#app/domain/service-activation/activation-mail.ts";
import { linkExpiresOn } from "#app/domain/service-activation/activation-link.ts";
import { decideReserve, decideRunning } from "#app/domain/service-activation/decide-activation.ts";
import type { ServiceOrder } from "#app/domain/service-activation/records.ts";
import type { Tx } from "#db/client.ts";
import { findContact } from "#db/repositories/enrollment-contacts.ts";
import { hasReservationGrant } from "#db/repositories/agreement-people.ts";
import { insertServiceOrder } from "#db/repositories/service-orders.ts";
import { listOnlineServices } from "#db/repositories/online-services.ts";
import { noteServiceOrdered } from "#db/repositories/service-activation.ts";
import { findUserById } from "#db/repositories/users.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { holdEnrollment, noSuchEnrollment, subjectOf } from "./enrollment-access.server.ts";
import { settleEnrollment } from "./settle-activation.server.ts";

export type OrderServiceInput = {
  readonly idempotencyKey: string;
  readonly enrollmentId: string;
  readonly serviceId: string;
  readonly quantity: number;
  /** `YYYY-MM-DD`, UTC; today, or ahead. */
  readonly usageFromOn: string;
};

type OrderRefusal = RefusalOf<
  | "role-needed"
  | "not-found"
  | "invalid-field"
  | "enrollment-over"
  | "agreement-role-needed"
  | "reservation-not-granted"
  | "government-not-reservable"
  | "idempotency-key-reused"
>;

export type ServiceOrdered = { readonly enrollmentId: string; readonly serviceId: string; readonly orderId: string };

/** A reservation takes effect by the job; its usage date cannot lie further ahead than this. Our choice. */
const aheadDaysMax = 400;
const quantityMax = 1_000_000;

/** Licences ordered through the reseller: they take effect at once, and the activation begins. */
export async function orderService(
  deps: ServiceDeps,
  actor: Actor,
  input: OrderServiceInput,
  at: Temporal.Instant,
): Promise<Result<ServiceOrdered, OrderRefusal>> {
  const access = decideAgreementScope(actor, "manage-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "services-ordered", refused: access });
  const invalid = refusalOfInput(input, at);
  if (invalid !== null) return refused(invalid);
  const { idempotencyKey, ...wish } = input;
  const user = access.value.actor;
  const request = {
    actor: user,
    at,
    operation: "order-service",
    idempotencyKey,
    wish,
    logAs: "services-ordered",
  } as const;
  return changeOnce<ServiceOrdered, OrderRefusal>(deps, request, async (tx) => {
    const held = await holdEnrollment(tx, access.value, input.enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const service = (await listOnlineServices(tx)).find(({ id }) => id === input.serviceId);
    if (service === undefined) return refused({ code: "not-found", what: "online-service" });
    const running = decideRunning(held.enrollment, at);
    if (!running.ok) return running;
    const order = orderOf(deps, held.enrollment, input, { kind: "order", by: user.userId, effectiveAt: at }, at);
    await placeOrder(tx, held.enrollment, order, at);
    const newValue = {
      enrollment: held.enrollment.number,
      service: service.id,
      quantity: order.quantity,
      usageFrom: input.usageFromOn,
    };
    await logActivity(tx, deps, user, [activityDone("services-ordered", at, subjectOf(held.enrollment), { newValue })]);
    await settleEnrollment(tx, deps, user, held.enrollment, "first-order", at);
    return ok({ enrollmentId: held.enrollment.id, serviceId: service.id, orderId: order.id });
  });
}

/**
 * Licences taken ahead of the order. Rule: by VLSC and online administrators, and by an Online Services Manager with
 * *manage reservations* for this enrollment. The job lets them take effect.
 */
export async function reserveLicences(
  deps: ServiceDeps,
  actor: Actor,
  input: OrderServiceInput,
  at: Temporal.Instant,
): Promise<Result<ServiceOrdered, OrderRefusal>> {
  const access = decideAgreementScope(actor, "see-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "licences-reserved", refused: access });
  const invalid = refusalOfInput(input, at);
  if (invalid !== null) return refused(invalid);
  const { idempotencyKey, ...wish } = input;
  const user = access.value.actor;
  const request = {
    actor: user,
    at,
    operation: "reserve-licences",
    idempotencyKey,
    wish,
    logAs: "licences-reserved",
  } as const;
  return changeOnce<ServiceOrdered, OrderRefusal>(deps, request, async (tx) => {
    const held = await holdEnrollment(tx, access.value, input.enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const { enrollment, roles } = held;
    const service = (await listOnlineServices(tx)).find(({ id }) => id === input.serviceId);
    if (service === undefined) return refused({ code: "not-found", what: "online-service" });
    const account = await findUserById(tx, user.userId);
    const contact = await findContact(tx, enrollment.id);
    const reserver = {
      roles,
      isContact: account !== undefined && contact !== undefined && isSameAddress(account.email, contact.email),
      hasGrant: await hasReservationGrant(tx, enrollment.id, user.userId),
    };
    const decision = decideReserve(reserver, enrollment, service, at);
    if (!decision.ok) return decision;
    const order = orderOf(deps, enrollment, input, { kind: "reservation", by: user.userId, effectiveAt: null }, at);
    await placeOrder(tx, enrollment, order, at);
    const newValue = {
      enrollment: enrollment.number,
      service: service.id,
      quantity: order.quantity,
      usageFrom: input.usageFromOn,
    };
    await logActivity(tx, deps, user, [activityDone("licences-reserved", at, subjectOf(enrollment), { newValue })]);
    return ok({ enrollmentId: enrollment.id, serviceId: service.id, orderId: order.id });
  });
}

function refusalOfInput(
  { quantity, usageFromOn }: OrderServiceInput,
  at: Temporal.Instant,
): RefusalOf<"invalid-field"> | null {
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > quantityMax)
    return { code: "invalid-field", field: "quantity", reason: "out-of-range" };
  const today = utcDayOf(at).toString();
  if (usageFromOn < today || usageFromOn > addDays(utcDayOf(at), aheadDaysMax).toString())
    return { code: "invalid-field", field: "usageFromOn", reason: "out-of-range" };
  return null;
}

/** An order or reservation as it is entered. */
export function orderOf(
  { ids }: Pick<ServiceDeps, "ids">,
  enrollment: Enrollment,
  input: Pick<OrderServiceInput, "serviceId" | "quantity" | "usageFromOn">,
  placed: { readonly kind: ServiceOrder["kind"]; readonly by: string; readonly effectiveAt: Temporal.Instant | null },
  at: Temporal.Instant,
): ServiceOrder {
  return {
    id: ids.next(),
    enrollmentId: enrollment.id,
    partnerId: enrollment.partnerId,
    customerId: enrollment.customerId,
    serviceId: input.serviceId,
    kind: placed.kind,
    quantity: input.quantity,
    placedAt: at,
    placedBy: placed.by,
    purchasedOn: utcDayOf(at),
    usageFromOn: dayOfIsoDay(input.usageFromOn),
    effectiveAt: placed.effectiveAt,
  };
}

/** Stores an order, and notes that its service is to be looked at. */
export async function placeOrder(
  tx: Tx,
  enrollment: Enrollment,
  order: ServiceOrder,
  at: Temporal.Instant,
): Promise<void> {
  await insertServiceOrder(tx, order);
  const { serviceId, purchasedOn } = order;
  await noteServiceOrdered(tx, { enrollment, serviceId, purchasedOn, expiresOn: linkExpiresOn(purchasedOn), at });
}
