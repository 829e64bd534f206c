import type { Temporal } from "temporal-polyfill";
import { decideAtAgreement } from "#app/domain/access/permissions.ts";
import { normalEmail } from "#app/domain/access/email.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Enrollment, EnrollmentContact } from "#app/domain/agreements/agreement.ts";
import type { LetterDraft } from "#app/domain/agreements/letters.ts";
import { decideAgreementScope } from "#app/domain/agreements/agreement-scope.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { activationReasons, activationStep } from "#app/domain/service-activation/activation-mail.ts";
import { sendsPerDayMax } from "#app/domain/service-activation/decide-activation.ts";
import type { Tx } from "#db/client.ts";
import { readActivationFacts } from "#db/repositories/activation-facts.ts";
import { findContact, replaceContact } from "#db/repositories/enrollment-contacts.ts";
import { listEnrollmentServices, takeSend } from "#db/repositories/service-activation.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { holdEnrollment, noSuchEnrollment, subjectOf } from "./enrollment-access.server.ts";
import {
  activationLetter,
  factsOfEnrollment,
  queueLetters,
  recordOf,
  settleEnrollment,
} from "./settle-activation.server.ts";

type ContactRefusal = RefusalOf<
  | "role-needed"
  | "agreement-role-needed"
  | "not-found"
  | "invalid-field"
  | "activation-sends-used-up"
  | "idempotency-key-reused"
>;

/** How many e-mails left, and the account that the licences went to instead. */
export type ContactChanged = { readonly enrollmentId: string; readonly sent: number; readonly isAttached: boolean };

const nameLengthMax = 150;

/**
 * Puts a subscription contact in place of the one before, and sends: every update does, also one that puts an address
 * right. Both contacts are told. Five a day for an enrollment; the first contact of all is not counted.
 */
export async function changeSubscriptionContact(
  deps: ServiceDeps,
  actor: Actor,
  input: {
    readonly idempotencyKey: string;
    readonly enrollmentId: string;
    readonly name: string;
    readonly email: string;
    readonly language: "en" | "de";
  },
  at: Temporal.Instant,
): Promise<Result<ContactChanged, ContactRefusal>> {
  const logAs = "subscription-contact-changed";
  const access = decideAgreementScope(actor, "see-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const email = input.email.trim();
  if (normalEmail(email) === undefined)
    return refused({ code: "invalid-field", field: "email", reason: "not-an-address" });
  const name = input.name.trim();
  if (name === "" || name.length > nameLengthMax)
    return refused({ code: "invalid-field", field: "name", reason: "missing" });
  const { idempotencyKey, ...wish } = input;
  const user = access.value.actor;
  const request = { actor: user, at, operation: "change-subscription-contact", idempotencyKey, wish, logAs } as const;
  return changeOnce<ContactChanged, ContactRefusal>(deps, request, async (tx) => {
    const held = await holdEnrollment(tx, access.value, input.enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const { enrollment, roles } = held;
    const allowed = decideAtAgreement(roles, "edit-subscription-contact");
    if (!allowed.ok) return allowed;
    const before = await findContact(tx, enrollment.id);
    if (before !== undefined && !(await mayStillSend(tx, enrollment, user.userId, at))) return usedUp;
    const contact = {
      id: deps.ids.next(),
      enrollmentId: enrollment.id,
      name,
      email,
      language: input.language,
      from: at,
      to: null,
      enteredBy: user.userId,
    };
    await replaceContact(tx, enrollment.partnerId, contact);
    const settled = await settleEnrollment(
      tx,
      deps,
      user,
      enrollment,
      before === undefined ? "first-order" : "contact-changed",
      at,
    );
    if (before !== undefined) await queueLetters(tx, deps, at, contactLetters(enrollment, before, contact));
    await logActivity(tx, deps, user, [
      activityDone(logAs, at, subjectOf(enrollment), {
        oldValue:
          before === undefined ? null : { enrollment: enrollment.number, name: before.name, email: before.email },
        newValue: { enrollment: enrollment.number, name, email },
      }),
    ]);
    return ok({ enrollmentId: enrollment.id, sent: settled.sent, isAttached: settled.attachedTo !== null });
  });
}

export type ActivationResent = { readonly enrollmentId: string; readonly serviceId: string; readonly email: string };

/**
 * Sends a service's activation e-mail again to the present address, without the detour over a mistyped one. What stands
 * against an e-mail stands against this one too. The link's end stays what it was.
 */
export async function resendActivation(
  deps: ServiceDeps,
  actor: Actor,
  input: { readonly idempotencyKey: string; readonly enrollmentId: string; readonly serviceId: string },
  at: Temporal.Instant,
): Promise<
  Result<ActivationResent, ContactRefusal | RefusalOf<"no-subscription-contact" | "activation-mail-withheld">>
> {
  const logAs = "activation-mail-resent";
  const access = decideAgreementScope(actor, "see-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const { idempotencyKey, ...wish } = input;
  const user = access.value.actor;
  const request = { actor: user, at, operation: "resend-activation", idempotencyKey, wish, logAs } as const;
  type Refused = ContactRefusal | RefusalOf<"no-subscription-contact" | "activation-mail-withheld">;
  return changeOnce<ActivationResent, Refused>(deps, request, async (tx) => {
    const held = await holdEnrollment(tx, access.value, input.enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const { enrollment, roles } = held;
    const allowed = decideAtAgreement(roles, "edit-subscription-contact");
    if (!allowed.ok) return allowed;
    const service = (await listEnrollmentServices(tx, enrollment.id)).find(
      ({ serviceId }) => serviceId === input.serviceId,
    );
    if (service === undefined) return refused({ code: "not-found", what: "online-service" });
    const contact = await findContact(tx, enrollment.id);
    if (contact === undefined) return refused({ code: "no-subscription-contact" });
    const facts = (await readActivationFacts(tx, enrollment, at))(input.serviceId);
    // As if nothing had been sent: whether the first e-mail could leave now.
    if (activationStep({ ...facts, sent: [] }, at).kind !== "send") {
      const [reason] = activationReasons({ ...facts, sent: [] }, at);
      return refused({ code: "activation-mail-withheld", reason: reason?.code ?? "no-order" });
    }
    const ordinal = await takeSend(tx, {
      enrollmentId: enrollment.id,
      on: utcDayOf(at),
      by: user.userId,
      at,
      countMax: sendsPerDayMax,
    });
    if (ordinal === null) return usedUp;
    const once = `resend:${utcDayOf(at).toString()}:${ordinal}`;
    await queueLetters(tx, deps, at, [
      await activationLetter(tx, enrollment, service, { contact, cause: "resend", once }),
    ]);
    const newValue = { enrollment: enrollment.number, service: input.serviceId, email: contact.email };
    await logActivity(tx, deps, user, [activityDone(logAs, at, subjectOf(enrollment), { newValue })]);
    return ok({ enrollmentId: enrollment.id, serviceId: input.serviceId, email: contact.email });
  });
}

const usedUp = refused({ code: "activation-sends-used-up", countMax: sendsPerDayMax } as const);

async function mayStillSend(tx: Tx, { id }: Enrollment, userId: string, at: Temporal.Instant): Promise<boolean> {
  const send = { enrollmentId: id, on: utcDayOf(at), by: userId, at, countMax: sendsPerDayMax };
  return (await takeSend(tx, send)) !== null;
}

function contactLetters(
  enrollment: Enrollment,
  before: EnrollmentContact,
  after: EnrollmentContact,
): readonly LetterDraft[] {
  return [before, after].map((contact) => ({
    kind: "contact-changed",
    dedupeKey: `contact:${after.id}:${contact.id}`,
    ...recordOf(enrollment),
    serviceId: null,
    contactId: contact.id,
    recipient: { name: contact.name, email: contact.email, language: contact.language },
    facts: { ...factsOfEnrollment(enrollment), oldName: before.name, newName: after.name, newEmail: after.email },
  }));
}
