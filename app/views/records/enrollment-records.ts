import type { Enrollment } from "#app/domain/agreements/agreement.ts";
import { decideAgreementScope } from "#app/domain/agreements/agreement-scope.ts";
import { decideAtAgreement } from "#app/domain/access/permissions.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { lastDayOfLink } from "#app/domain/service-activation/activation-link.ts";
import { activationReasons, type ActivationReason } from "#app/domain/service-activation/activation-mail.ts";
import { licensedQuantity, onlineStatusAt, type OnlineStatus } from "#app/domain/service-activation/grace.ts";
import { readActivationFacts } from "#db/repositories/activation-facts.ts";
import { listEnrollments } from "#db/repositories/agreements.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import { listAccountLinks } from "#db/repositories/enrollment-accounts.ts";
import { listEnrollmentServices } from "#db/repositories/service-activation.ts";
import { listOnlineServices } from "#db/repositories/online-services.ts";
import { seeEnrollment } from "../service-activation/enrollment-scope.ts";
import type { ViewContext } from "../view-context.ts";

/** An enrollment as programs read it. */
export type EnrollmentRecord = {
  readonly enrollment: Enrollment;
  readonly status: OnlineStatus;
  readonly accountId: string | null;
};

/** All enrollments of a customer, by number. */
export async function enrollmentRecords(
  context: ViewContext,
  customerId: string,
): Promise<Result<readonly EnrollmentRecord[]>> {
  const customer = await findOwnCustomer(context, customerId);
  if (!customer.ok) return customer;
  const { partnerId } = customer.value;
  const enrollments = await listEnrollments(context.db, { partnerId, customerId, agreementId: null });
  const links = await listAccountLinks(
    context.db,
    enrollments.map(({ id }) => id),
  );
  return ok(
    enrollments.map((enrollment) => ({
      enrollment,
      status: onlineStatusAt(enrollment, context.at),
      accountId: links.get(enrollment.id)?.accountId ?? null,
    })),
  );
}

/** A customer whose enrollments the reader may see: the partner's, or the own tenant. */
async function findOwnCustomer(
  context: ViewContext,
  customerId: string,
): Promise<Result<{ readonly partnerId: string }>> {
  const access = decideAgreementScope(context.actor, "see-agreements");
  if (!access.ok) return access;
  const { partnerId, customerId: only } = access.value.scope;
  const customer = await findCustomer(context.db, partnerId, customerId);
  if (customer === undefined || (only !== null && only !== customerId))
    return refused({ code: "not-found", what: "customer" });
  return ok({ partnerId });
}

/** A service under an enrollment, with why nobody received its activation e-mail. */
export type EnrollmentServiceRecord = {
  readonly enrollmentId: string;
  readonly customerId: string;
  readonly serviceId: string;
  readonly title: string;
  readonly quantity: number;
  /** `YYYY-MM-DD`, the last day. */
  readonly linkWorksThrough: string;
  readonly reasons: readonly ActivationReason[];
  /** Whether the reader may see addresses. */
  readonly mayReadAddresses: boolean;
};

/** The services under one enrollment of a customer. */
export async function enrollmentServiceRecords(
  context: ViewContext,
  { customerId, enrollmentId }: { readonly customerId: string; readonly enrollmentId: string },
): Promise<Result<readonly EnrollmentServiceRecord[]>> {
  const customer = await findOwnCustomer(context, customerId);
  if (!customer.ok) return customer;
  const seen = await seeEnrollment(context, enrollmentId);
  if (!seen.ok) return seen;
  const { enrollment, roles } = seen.value;
  if (enrollment.customerId !== customerId) return refused({ code: "not-found", what: "enrollment" });
  const factsOf = await readActivationFacts(context.db, enrollment, context.at);
  const titles = new Map((await listOnlineServices(context.db)).map(({ id, title }) => [id, title]));
  const mayReadAddresses = decideAtAgreement(roles, "see-activation-mails").ok;
  return ok(
    (await listEnrollmentServices(context.db, enrollment.id)).map((service) => {
      const facts = factsOf(service.serviceId);
      return {
        enrollmentId: enrollment.id,
        customerId,
        serviceId: service.serviceId,
        title: titles.get(service.serviceId) ?? service.serviceId,
        quantity: licensedQuantity(facts.orders, context.at),
        linkWorksThrough: lastDayOfLink(service).toString(),
        reasons: activationReasons(facts, context.at),
        mayReadAddresses,
      };
    }),
  );
}

/** One of them. */
export async function enrollmentServiceRecord(
  context: ViewContext,
  ids: { readonly customerId: string; readonly enrollmentId: string; readonly serviceId: string },
): Promise<Result<EnrollmentServiceRecord>> {
  const services = await enrollmentServiceRecords(context, ids);
  if (!services.ok) return services;
  const found = services.value.find(({ serviceId }) => serviceId === ids.serviceId);
  return found === undefined ? refused({ code: "not-found", what: "online-service" }) : ok(found);
}

/** Why nobody received the activation e-mail of a service. */
export type WhyNoMailRecord = Omit<EnrollmentServiceRecord, "quantity" | "linkWorksThrough">;

/** The same of any online service: where none was ordered under the enrollment, that is the answer. */
export async function whyNoMailRecord(
  context: ViewContext,
  ids: { readonly customerId: string; readonly enrollmentId: string; readonly serviceId: string },
): Promise<Result<WhyNoMailRecord>> {
  const found = await enrollmentServiceRecord(context, ids);
  if (found.ok || found.refusal.code !== "not-found" || found.refusal.what !== "online-service") return found;
  const service = (await listOnlineServices(context.db)).find(({ id }) => id === ids.serviceId);
  if (service === undefined) return found;
  const seen = await seeEnrollment(context, ids.enrollmentId);
  if (!seen.ok) return seen;
  const { enrollment, roles } = seen.value;
  const facts = (await readActivationFacts(context.db, enrollment, context.at))(service.id);
  return ok({
    enrollmentId: enrollment.id,
    customerId: enrollment.customerId,
    serviceId: service.id,
    title: service.title,
    reasons: activationReasons(facts, context.at),
    mayReadAddresses: decideAtAgreement(roles, "see-activation-mails").ok,
  });
}
