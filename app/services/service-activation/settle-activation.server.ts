import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { Enrollment, EnrollmentContact } from "#app/domain/agreements/agreement.ts";
import type { LetterDraft } from "#app/domain/agreements/letters.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import { lastDayOfLink } from "#app/domain/service-activation/activation-link.ts";
import {
  type ActivationStep,
  activationStep,
  mailPromisedUntil,
} from "#app/domain/service-activation/activation-mail.ts";
import type { LinkCause, SentActivation, ServiceAccount } from "#app/domain/service-activation/records.ts";
import type { Tx } from "#db/client.ts";
import { readActivationFacts } from "#db/repositories/activation-facts.ts";
import { insertLetters } from "#db/repositories/letters.ts";
import { type EnrollmentService, listEnrollmentServices, setNextCheck } from "#db/repositories/service-activation.ts";
import { insertAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { listOnlineServices } from "#db/repositories/online-services.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { queueNotices } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { mailLateNotice } from "./watch-limits.server.ts";
import { subjectOf } from "./enrollment-access.server.ts";

type Deps = Pick<ServiceDeps, "ids" | "activityKeys">;

/** Queues letters, in the transaction of what they tell of. */
export async function queueLetters(
  tx: Tx,
  { ids }: Pick<ServiceDeps, "ids">,
  at: Temporal.Instant,
  drafts: readonly LetterDraft[],
): Promise<void> {
  await insertLetters(
    tx,
    at,
    drafts.map((draft) => ({ id: ids.next(), draft })),
  );
}

/** What became of the services of an enrollment. */
export type Settled = { readonly sent: number; readonly attachedTo: string | null };

/**
 * Brings every service under an enrollment to where it belongs at an instant: to an account that is known, to the
 * contact by e-mail, or to when it is looked at again. The enrollment is held by the caller. Doing it twice changes
 * nothing: an account is tied once, and a contact gets one e-mail per service unless somebody sends it again.
 */
export async function settleEnrollment(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  enrollment: Enrollment,
  cause: SentActivation["cause"],
  at: Temporal.Instant,
): Promise<Settled> {
  const factsOf = await readActivationFacts(tx, enrollment, at);
  let sent = 0;
  let attachedTo: string | null = null;
  /** When to look again at what stands in an e-mail's way; once its 48 hours are over, that is told. */
  const watchPromise = async (step: ActivationStep, serviceId: string) => {
    const facts = factsOf(serviceId);
    const until = step.kind === "none" && attachedTo === null ? mailPromisedUntil(facts, at) : null;
    if (until === null || isBefore(at, until)) return until;
    const title = (await listOnlineServices(tx)).find(({ id }) => id === serviceId)?.title ?? serviceId;
    await queueNotices(tx, deps.ids, at, [mailLateNotice(enrollment, { id: serviceId, title }, facts, at)]);
    return null;
  };
  for (const service of await listEnrollmentServices(tx, enrollment.id)) {
    const facts = factsOf(service.serviceId);
    const step: ActivationStep = attachedTo === null ? activationStep(facts, at) : { kind: "none" };
    if (step.kind === "attach") {
      const account: ServiceAccount | undefined = facts.accounts.find(({ id }) => id === step.accountId);
      if (
        account !== undefined &&
        (await attach(tx, deps, actor, { enrollment, account, cause: step.cause, contact: facts.contact }, at))
      )
        attachedTo = account.id;
    }
    if (step.kind === "send") {
      await queueLetters(tx, deps, at, [
        await activationLetter(tx, enrollment, service, { contact: step.contact, cause, once: "" }),
      ]);
      sent += 1;
    }
    await setNextCheck(tx, service, step.kind === "wait" ? step.until : await watchPromise(step, service.serviceId));
  }
  return { sent, attachedTo };
}

/** The activation e-mail of a service. Its key is made of enrollment, service and contact; `once` tells later ones apart. */
export async function activationLetter(
  tx: Tx,
  enrollment: Enrollment,
  service: EnrollmentService,
  mail: { readonly contact: EnrollmentContact; readonly cause: SentActivation["cause"]; readonly once: string },
): Promise<LetterDraft> {
  const { contact, cause, once } = mail;
  const title = (await listOnlineServices(tx)).find(({ id }) => id === service.serviceId)?.title ?? service.serviceId;
  return {
    kind: "activation",
    dedupeKey: `activation:${enrollment.id}:${service.serviceId}:${contact.id}${once === "" ? "" : `:${once}`}`,
    ...recordOf(enrollment),
    serviceId: service.serviceId,
    contactId: contact.id,
    recipient: { name: contact.name, email: contact.email, language: contact.language },
    facts: {
      ...factsOfEnrollment(enrollment),
      service: title,
      cause,
      linkExpiresOn: lastDayOfLink(service).toString(),
    },
  };
}

/** Ties an enrollment to an account without anybody's choice, and tells its contact and the account's global admins. */
async function attach(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  tie: {
    readonly enrollment: Enrollment;
    readonly account: ServiceAccount;
    readonly cause: LinkCause;
    readonly contact: EnrollmentContact | null;
  },
  at: Temporal.Instant,
): Promise<boolean> {
  const { enrollment, account, cause, contact } = tie;
  const isTied = await insertAccountLink(tx, { enrollment, accountId: account.id, cause, by: null, at });
  if (!isTied) return false;
  const newValue = { enrollment: enrollment.number, account: account.name, cause };
  await logActivity(tx, deps, actor, [activityDone("enrollment-activated", at, subjectOf(enrollment), { newValue })]);
  const drafts = recipientsOf(account, contact).map((recipient): LetterDraft => ({
    kind: "licences-attached",
    dedupeKey: `attached:${enrollment.id}:${account.id}:${recipient.email.toLowerCase()}`,
    ...recordOf(enrollment),
    serviceId: null,
    contactId: null,
    recipient,
    facts: { ...factsOfEnrollment(enrollment), account: account.name, because: cause },
  }));
  await queueLetters(tx, deps, at, drafts);
  await queueLetters(tx, deps, at, toAssign(enrollment, account, contact));
  return true;
}

/** What the global admins of an account are told once it got licences: that they are to be assigned. */
export function toAssign(
  enrollment: Enrollment,
  account: ServiceAccount,
  contact: EnrollmentContact | null,
): readonly LetterDraft[] {
  const language = contact?.language ?? "de";
  return account.admins
    .filter(({ kind }) => kind === "global")
    .map(({ name, email }) => ({
      kind: "licences-to-assign" as const,
      dedupeKey: `assign:${enrollment.id}:${account.id}:${email}`,
      ...recordOf(enrollment),
      serviceId: null,
      contactId: null,
      recipient: { name, email, language },
      facts: { ...factsOfEnrollment(enrollment), account: account.name },
    }));
}

/** Contact and global admins of an account, each address once. */
export function recipientsOf(
  account: ServiceAccount,
  contact: EnrollmentContact | null,
): readonly LetterDraft["recipient"][] {
  const language = contact?.language ?? "de";
  const people = [
    ...(contact === null ? [] : [{ name: contact.name, email: contact.email, language }]),
    ...account.admins.filter(({ kind }) => kind === "global").map(({ name, email }) => ({ name, email, language })),
  ];
  return people.filter(
    ({ email }, index) => people.findIndex((one) => one.email.toLowerCase() === email.toLowerCase()) === index,
  );
}

export function recordOf({ id, partnerId, customerId }: Enrollment) {
  return { partnerId, customerId, enrollmentId: id };
}

export function factsOfEnrollment({ number, organizationName }: Enrollment) {
  return { enrollment: number, organization: organizationName };
}
