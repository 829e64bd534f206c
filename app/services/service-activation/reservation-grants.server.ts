import type { Temporal } from "temporal-polyfill";
import { decideAtAgreement } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideAgreementScope } from "#app/domain/agreements/agreement-scope.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  hasReservationGrant,
  insertReservationGrant,
  withdrawReservationGrant,
} from "#db/repositories/agreement-people.ts";
import { findUserById } from "#db/repositories/users.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { holdEnrollment, noSuchEnrollment, subjectOf } from "./enrollment-access.server.ts";
import { factsOfEnrollment, queueLetters, recordOf } from "./settle-activation.server.ts";

/** Lets a person of the customer manage reservations for one enrollment, or no longer; by an agreement administrator. */
export async function changeReservationGrant(
  deps: ServiceDeps,
  actor: Actor,
  input: {
    readonly idempotencyKey: string;
    readonly enrollmentId: string;
    readonly userId: string;
    readonly isGiven: boolean;
  },
  at: Temporal.Instant,
): Promise<
  Result<
    { enrollmentId: string; name: string },
    RefusalOf<"role-needed" | "agreement-role-needed" | "not-found" | "idempotency-key-reused">
  >
> {
  const logAs = input.isGiven ? "reservations-allowed" : "reservations-disallowed";
  const access = decideAgreementScope(actor, "see-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const { idempotencyKey, ...wish } = input;
  const user = access.value.actor;
  const request = { actor: user, at, operation: "change-reservation-grant", idempotencyKey, wish, logAs } as const;
  type Answer = { enrollmentId: string; name: string };
  return changeOnce<Answer, RefusalOf<"agreement-role-needed" | "not-found">>(deps, request, async (tx) => {
    const held = await holdEnrollment(tx, access.value, input.enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const { enrollment, roles } = held;
    const allowed = decideAtAgreement(roles, "grant-reservations");
    if (!allowed.ok) return allowed;
    const person = await findUserById(tx, input.userId);
    const organization = person?.organization;
    const isOfCustomer = organization?.kind === "customer" && organization.customerId === enrollment.customerId;
    const holds = await hasReservationGrant(tx, enrollment.id, input.userId);
    if (person === undefined || !isOfCustomer || (!input.isGiven && !holds))
      return refused({ code: "not-found", what: "user" });
    const changed = input.isGiven
      ? await insertReservationGrant(tx, { id: deps.ids.next(), enrollment, userId: person.id, by: user.userId, at })
      : await withdrawReservationGrant(tx, { enrollmentId: enrollment.id, userId: person.id, by: user.userId, at });
    if (changed) {
      const by = (await findUserById(tx, user.userId))?.displayName ?? "";
      await queueLetters(tx, deps, at, [
        {
          kind: input.isGiven ? "reservation-granted" : "reservation-withdrawn",
          dedupeKey: `grant:${enrollment.id}:${person.id}:${input.isGiven}:${at.epochMilliseconds}`,
          ...recordOf(enrollment),
          serviceId: null,
          contactId: null,
          recipient: { name: person.displayName, email: person.email, language: person.preferences.language },
          facts: { ...factsOfEnrollment(enrollment), by },
        },
      ]);
      const value = { enrollment: enrollment.number, user: person.email };
      const values = input.isGiven ? { newValue: value } : { oldValue: value };
      await logActivity(tx, deps, user, [activityDone(logAs, at, subjectOf(enrollment), values)]);
    }
    return ok({ enrollmentId: enrollment.id, name: person.displayName });
  });
}
