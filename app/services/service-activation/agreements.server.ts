import type { Temporal } from "temporal-polyfill";
import type { Actor, AgreementRole } from "#app/domain/access/roles.ts";
import { type LicensingProgramme, normalNumber, organizationNameLengthMax } from "#app/domain/agreements/agreement.ts";
import { decideAgreementScope } from "#app/domain/agreements/agreement-scope.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { dayOfIsoDay } from "#app/domain/calendar/utc-days.ts";
import type { Refusal, RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findAgreement, findEnrollment, insertAgreement, insertEnrollment } from "#db/repositories/agreements.ts";
import { insertAgreementRole, listAgreementPeople, withdrawAgreementRole } from "#db/repositories/agreement-people.ts";
import { findNamedCustomer } from "#db/repositories/support-subjects.ts";
import { findUserById } from "#db/repositories/users.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { subjectOf } from "./enrollment-access.server.ts";

type Once = { readonly idempotencyKey: string };
type Usual = RefusalOf<"role-needed" | "not-found" | "invalid-field" | "idempotency-key-reused">;

/** Enters an agreement of a customer, named by tenant GUID or domain. Whoever enters it becomes its VLSC administrator, so that somebody is. Our choice. */
export async function addAgreement(
  deps: ServiceDeps,
  actor: Actor,
  input: Once & { readonly customer: string; readonly number: string; readonly programme: LicensingProgramme },
  at: Temporal.Instant,
): Promise<Result<{ agreementId: string }, Usual | RefusalOf<"agreement-number-taken">>> {
  const logAs = "agreement-added";
  const access = decideAgreementScope(actor, "manage-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const number = normalNumber(input.number);
  if (number === undefined) return refused({ code: "invalid-field", field: "number", reason: "malformed" });
  const { actor: user, scope } = access.value;
  const { idempotencyKey, ...wish } = input;
  const request = { actor: user, at, operation: "add-agreement", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ agreementId: string }, Refusal & RefusalOf<"not-found" | "agreement-number-taken">>(
    deps,
    request,
    async (tx) => {
      const customerId = await findNamedCustomer(tx, scope.partnerId, input.customer.trim());
      if (customerId === undefined) return refused({ code: "not-found", what: "customer" });
      const agreement = {
        id: deps.ids.next(),
        partnerId: scope.partnerId,
        customerId,
        number,
        programme: input.programme,
        createdAt: at,
        createdBy: user.userId,
      };
      if (!(await insertAgreement(tx, agreement))) return refused({ code: "agreement-number-taken", number });
      await insertAgreementRole(tx, {
        id: deps.ids.next(),
        agreement,
        userId: user.userId,
        role: "vlsc-admin",
        by: user.userId,
        at,
      });
      const newValue = { agreement: number, programme: input.programme };
      await logActivity(tx, deps, user, [activityDone(logAs, at, subjectOf(agreement), { newValue })]);
      return ok({ agreementId: agreement.id });
    },
  );
}

/** Enters a signed enrollment. Its services are tied or told of when they are ordered. */
export async function addEnrollment(
  deps: ServiceDeps,
  actor: Actor,
  input: Once & {
    readonly agreementId: string;
    readonly number: string;
    readonly organizationName: string;
    readonly programme: LicensingProgramme;
    /** `YYYY-MM-DD`, both inclusive. */
    readonly startsOn: string;
    readonly endsOn: string;
    readonly predecessorId: string | null;
  },
  at: Temporal.Instant,
): Promise<Result<{ enrollmentId: string; agreementId: string }, Usual | RefusalOf<"enrollment-number-taken">>> {
  const logAs = "enrollment-added";
  const access = decideAgreementScope(actor, "manage-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const number = normalNumber(input.number);
  if (number === undefined) return refused({ code: "invalid-field", field: "number", reason: "malformed" });
  const organizationName = input.organizationName.trim();
  if (organizationName === "" || organizationName.length > organizationNameLengthMax)
    return refused({ code: "invalid-field", field: "organizationName", reason: "missing" });
  if (input.endsOn < input.startsOn) return refused({ code: "invalid-field", field: "endsOn", reason: "before-start" });
  const { actor: user, scope } = access.value;
  const { idempotencyKey, ...wish } = input;
  const request = { actor: user, at, operation: "add-enrollment", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ enrollmentId: string; agreementId: string }, RefusalOf<"not-found" | "enrollment-number-taken">>(
    deps,
    request,
    async (tx) => {
      const agreement = await findAgreement(tx, scope, input.agreementId);
      if (agreement === undefined) return refused({ code: "not-found", what: "agreement" });
      const { partnerId, customerId } = agreement;
      const predecessor =
        input.predecessorId === null ? null : await findEnrollment(tx, { partnerId, customerId }, input.predecessorId);
      if (predecessor === undefined) return refused({ code: "not-found", what: "enrollment" });
      const enrollment = {
        id: deps.ids.next(),
        agreementId: agreement.id,
        partnerId,
        customerId,
        number,
        organizationName: input.organizationName,
        programme: input.programme,
        startsOn: dayOfIsoDay(input.startsOn),
        endsOn: dayOfIsoDay(input.endsOn),
        predecessorId: predecessor?.id ?? null,
        createdAt: at,
        createdBy: user.userId,
      };
      if (!(await insertEnrollment(tx, enrollment))) return refused({ code: "enrollment-number-taken", number });
      const newValue = {
        enrollment: number,
        programme: input.programme,
        startsOn: input.startsOn,
        endsOn: input.endsOn,
      };
      await logActivity(tx, deps, user, [activityDone(logAs, at, subjectOf(agreement), { newValue })]);
      return ok({ enrollmentId: enrollment.id, agreementId: agreement.id });
    },
  );
}

/** Gives or takes a role at an agreement, to a person of the partner or of the agreement's customer. */
export async function changeAgreementRole(
  deps: ServiceDeps,
  actor: Actor,
  input: Once & {
    readonly agreementId: string;
    readonly userId: string;
    readonly role: AgreementRole;
    readonly isGiven: boolean;
  },
  at: Temporal.Instant,
): Promise<Result<{ agreementId: string; name: string }, Usual>> {
  const logAs = input.isGiven ? "agreement-role-given" : "agreement-role-withdrawn";
  const access = decideAgreementScope(actor, "manage-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const { actor: user, scope } = access.value;
  const { idempotencyKey, ...wish } = input;
  const request = { actor: user, at, operation: "change-agreement-role", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ agreementId: string; name: string }, RefusalOf<"not-found">>(deps, request, async (tx) => {
    const agreement = await findAgreement(tx, scope, input.agreementId);
    if (agreement === undefined) return refused({ code: "not-found", what: "agreement" });
    const person = await findUserById(tx, input.userId);
    const organization = person?.organization;
    const isOurs =
      organization !== undefined &&
      organization.kind !== "operator" &&
      organization.partnerId === agreement.partnerId &&
      (organization.kind === "partner" || organization.customerId === agreement.customerId);
    const holds = (await listAgreementPeople(tx, agreement.id)).some(
      ({ userId, role }) => userId === input.userId && role === input.role,
    );
    if (person === undefined || !isOurs || (!input.isGiven && !holds))
      return refused({ code: "not-found", what: "user" });
    const { role, userId } = input;
    const isChanged = input.isGiven
      ? await insertAgreementRole(tx, { id: deps.ids.next(), agreement, userId, role, by: user.userId, at })
      : await withdrawAgreementRole(tx, { agreementId: agreement.id, userId, role, by: user.userId, at });
    const value = { agreement: agreement.number, user: person.email, role };
    if (isChanged)
      await logActivity(tx, deps, user, [
        activityDone(logAs, at, subjectOf(agreement), input.isGiven ? { newValue: value } : { oldValue: value }),
      ]);
    return ok({ agreementId: agreement.id, name: person.displayName });
  });
}
