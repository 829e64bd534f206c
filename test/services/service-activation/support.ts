import type { Actor, AgreementRole, Role } from "#app/domain/access/roles.ts";
import type { LicensingProgramme } from "#app/domain/agreements/agreement.ts";
import type { ServiceAccount } from "#app/domain/service-activation/records.ts";
import {
  addAgreement,
  addEnrollment,
  changeAgreementRole,
} from "#app/services/service-activation/agreements.server.ts";
import { orderService } from "#app/services/service-activation/order-services.server.ts";
import { changeSubscriptionContact } from "#app/services/service-activation/subscription-contact.server.ts";
import type { Db } from "#db/client.ts";
import { insertServiceAccount } from "#db/repositories/service-accounts.ts";
import { buildTenant, buildUser, instant, testIds } from "#test/support/builders.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

export const once = () => testIds.next();
let counter = 0;

type CustomerActor = Extract<Actor, { kind: "customer" }>;

/** A partner with a customer and an agreement, whose administrator the partner's agent is. */
export async function buildAgreement(db: Db, programme: LicensingProgramme = "enterprise") {
  const tenant = await buildTenant(db);
  const { actor, customer } = tenant;
  const at = instant("2020-01-01T00:00:00Z");
  counter += 1;
  const wish = { idempotencyKey: once(), customer: customer.domain, number: `V${counter}`, programme };
  const added = await addAgreement(serviceDeps(db, at), actor, wish, at);
  if (!added.ok) throw new Error(added.refusal.code);
  const { agreementId } = added.value;
  const scope = { partnerId: actor.partnerId, customerId: customer.id };

  const enroll = async (
    more: { organizationName?: string; startsOn?: string; endsOn?: string; number?: string } = {},
  ) => {
    counter += 1;
    const request = {
      idempotencyKey: once(),
      agreementId,
      number: more.number ?? `E${counter}`,
      organizationName: more.organizationName ?? "Contoso GmbH",
      programme,
      startsOn: more.startsOn ?? "2022-07-01",
      endsOn: more.endsOn ?? "2025-06-30",
      predecessorId: null,
    };
    const made = await addEnrollment(serviceDeps(db, at), actor, request, at);
    if (!made.ok) throw new Error(made.refusal.code);
    return { id: made.value.enrollmentId, number: request.number };
  };
  const person = async (roles: readonly Role[] = ["customer-global-admin"]) => {
    const user = await buildUser(db, { ...scope, roles });
    const who: CustomerActor = { kind: "customer", userId: user.id, ...scope, roles, address: "192.0.2.7" };
    return { ...user, actor: who };
  };
  const give = async (userId: string, role: AgreementRole) => {
    const given = await changeAgreementRole(
      serviceDeps(db, at),
      actor,
      { idempotencyKey: once(), agreementId, userId, role, isGiven: true },
      at,
    );
    if (!given.ok) throw new Error(given.refusal.code);
  };
  const contact = (enrollmentId: string, email: string, when: string, by: Actor = actor) => {
    const now = instant(when);
    const request = { idempotencyKey: once(), enrollmentId, name: "Kim", email, language: "en" as const };
    return changeSubscriptionContact(serviceDeps(db, now), by, request, now);
  };
  const order = (
    enrollmentId: string,
    when: string,
    more: { serviceId?: string; quantity?: number; usageFromOn?: string } = {},
  ) => {
    const now = instant(when);
    const { serviceId = "office-365-e3", quantity = 200, usageFromOn = when.slice(0, 10) } = more;
    return orderService(
      serviceDeps(db, now),
      actor,
      { idempotencyKey: once(), enrollmentId, serviceId, quantity, usageFromOn },
      now,
    );
  };
  const account = async (more: Partial<ServiceAccount> = {}) => {
    const made: ServiceAccount = {
      id: testIds.next(),
      ...scope,
      name: "Account",
      country: "DE",
      domains: [],
      admins: [],
      ...more,
    };
    if (!(await insertServiceAccount(db, made, { by: actor.userId, at }))) throw new Error("domain taken");
    return made;
  };
  const letters = async (enrollmentId: string, kind = "activation") =>
    (
      await db
        .selectFrom("letter")
        .selectAll()
        .where("enrollment_id", "=", enrollmentId)
        .where("kind", "=", kind as "activation")
        .orderBy("queued_at")
        .orderBy("id")
        .execute()
    ).map((row) => row.recipient_email);
  const linkedTo = async (enrollmentId: string) =>
    (await db.selectFrom("enrollment_account").selectAll().where("enrollment_id", "=", enrollmentId).executeTakeFirst())
      ?.account_id;
  return { ...tenant, agreementId, scope, enroll, person, give, contact, order, account, letters, linkedTo };
}

/** Makes a link of a service as the sender does, and answers with its token. */
export async function buildLink(db: Db, enrollmentId: string, serviceId = "office-365-e3"): Promise<string> {
  const { newSecret, hashOfSecret } = await import("#app/services/accounts/session-life.server.ts");
  const { insertActivationToken } = await import("#db/repositories/service-activation.ts");
  const token = newSecret();
  await insertActivationToken(db, {
    tokenHash: hashOfSecret(token),
    enrollmentId,
    serviceId,
    at: instant("2024-01-01T00:00:00Z"),
  });
  return token;
}
