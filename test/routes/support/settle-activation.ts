import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { LicensingProgramme } from "#app/domain/agreements/agreement.ts";
import { addDays, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import type { Result } from "#app/domain/result.ts";
import { hashOfSecret, newSecret } from "#app/services/accounts/session-life.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";
import { askActivationHelp } from "#app/services/service-activation/activation-help.server.ts";
import { addAgreement, addEnrollment } from "#app/services/service-activation/agreements.server.ts";
import { orderService } from "#app/services/service-activation/order-services.server.ts";
import { changeSubscriptionContact } from "#app/services/service-activation/subscription-contact.server.ts";
import { findAgreement } from "#db/repositories/agreements.ts";
import { insertAgreementRole } from "#db/repositories/agreement-people.ts";
import { insertAzureOffer } from "#db/repositories/azure-offers.ts";
import { insertAccountUsers, insertServiceAccount } from "#db/repositories/service-accounts.ts";
import { insertActivationToken } from "#db/repositories/service-activation.ts";

/** The records of volume licensing that the tests name. */
export type ActivationBook = {
  readonly agreement: string;
  /** With a contact and an ordered service that no account has. */
  readonly enrollment: string;
  /** Another such enrollment: its e-mails are sent again, of which a day allows few. */
  readonly enrollmentToSend: string;
  /** Under a Server and Cloud Enrollment, to which Azure is offered. */
  readonly enrollmentOfAzure: string;
  readonly serviceAccount: string;
  /** A request about it, which the operator can do. */
  readonly activationRequest: string;
  /** Opens the page that ties another enrollment to an account. */
  readonly activationToken: string;
};

type PartnerActor = Extract<Actor, { kind: "partner" }>;

/**
 * An agreement at which everybody of the tests who can have roles has some, so that the permission alone decides.
 *
 * @param people accounts of the partner and of the customer
 */
export async function settleActivation(
  deps: ServiceDeps,
  actor: PartnerActor,
  customerId: string,
  people: readonly { readonly userId: string; readonly email: string; readonly isOnlineAdmin?: boolean }[],
  seenAt: Temporal.Instant,
): Promise<ActivationBook> {
  const { db, ids } = deps;
  const once = () => ids.next();
  const number = `T${once().slice(-8)}`;
  const wish = { idempotencyKey: once(), customer: customerId, number, programme: "mosp" } as const;
  const { agreementId } = valueOf(await addAgreement(deps, actor, wish, seenAt));
  const agreement = await findAgreement(db, { partnerId: actor.partnerId, customerId }, agreementId);
  if (agreement === undefined) throw new Error("The agreement was just entered");
  for (const { userId, isOnlineAdmin = false } of people)
    for (const role of [
      "vlsc-admin",
      "agreement-admin",
      ...(isOnlineAdmin ? (["online-admin"] as const) : []),
    ] as const)
      await insertAgreementRole(db, { id: once(), agreement, userId, role, by: actor.userId, at: seenAt });
  const account = {
    id: once(),
    partnerId: actor.partnerId,
    customerId,
    name: "Quayside",
    country: "DE",
    domains: [`quay-${once().slice(-8)}.example`],
    admins: people.map(({ email }) => ({ email, name: "Somebody", kind: "global" as const })),
  };
  await insertServiceAccount(db, account, { by: actor.userId, at: seenAt });
  await insertAccountUsers(db, account.id, [{ id: once(), name: "Una Quay", email: "una@quay.example" }]);
  const enroll = async (organizationName: string, programme: LicensingProgramme = "mosp") => {
    const today = utcDayOf(seenAt);
    const request = {
      idempotencyKey: once(),
      agreementId,
      number: `E${once().slice(-8)}`,
      organizationName,
      programme,
      startsOn: addDays(today, -100).toString(),
      endsOn: addDays(today, 300).toString(),
      predecessorId: null,
    } as const;
    const { enrollmentId } = valueOf(await addEnrollment(deps, actor, request, seenAt));
    const contact = { name: "Kim Quay", email: "kim@elsewhere.example", language: "en" } as const;
    valueOf(await changeSubscriptionContact(deps, actor, { idempotencyKey: once(), enrollmentId, ...contact }, seenAt));
    const order = { serviceId: "office-365-e3", quantity: 5, usageFromOn: today.toString() };
    valueOf(await orderService(deps, actor, { idempotencyKey: once(), enrollmentId, ...order }, seenAt));
    return enrollmentId;
  };
  const enrollment = await enroll("Quayside Ltd");
  const enrollmentToSend = await enroll("Quayside Four Ltd");
  const toActivate = await enroll("Quayside Two Ltd");
  const enrollmentOfAzure = await enroll("Quayside Six Ltd", "server-cloud");
  await insertAzureOffer(db, { id: enrollmentOfAzure, partnerId: actor.partnerId, customerId }, seenAt);
  const activationToken = newSecret();
  await insertActivationToken(db, {
    tokenHash: hashOfSecret(activationToken),
    enrollmentId: toActivate,
    serviceId: "office-365-e3",
    at: seenAt,
  });
  const help = {
    kind: "other",
    serviceId: null,
    toAccountId: null,
    quantity: null,
    text: "Which account is it?",
  } as const;
  const asked = await askActivationHelp(
    deps,
    actor,
    { idempotencyKey: once(), enrollmentId: enrollment, ...help },
    seenAt,
  );
  return {
    agreement: agreementId,
    enrollment,
    enrollmentToSend,
    enrollmentOfAzure,
    serviceAccount: account.id,
    activationRequest: valueOf(asked).requestId,
    activationToken,
  };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`The tests' own records were refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}
