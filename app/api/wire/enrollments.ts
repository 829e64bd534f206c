import type { ActivationReason } from "#app/domain/service-activation/activation-mail.ts";
import type {
  EnrollmentRecord,
  EnrollmentServiceRecord,
  WhyNoMailRecord,
} from "#app/views/records/enrollment-records.ts";
import { linkTo } from "./links.ts";

/** Path of an enrollment of a customer, below the version. */
export function enrollmentPath(customerId: string, enrollmentId: string, rest = ""): string {
  return `/customers/${customerId}/enrollments/${enrollmentId}${rest}`;
}

export function enrollmentOnWire({ enrollment, status, accountId }: EnrollmentRecord) {
  const { id, number, organizationName, programme, startsOn, endsOn, predecessorId, customerId } = enrollment;
  return {
    id,
    number,
    organizationName: organizationName.trim(),
    programme,
    startDate: startsOn.toString(),
    endDate: endsOn.toString(),
    status,
    predecessorId,
    accountId,
    links: { services: linkTo(enrollmentPath(customerId, id, "/services")) },
    attributes: { objectType: "Enrollment" },
  };
}

export function enrollmentServiceOnWire(record: EnrollmentServiceRecord) {
  const { serviceId: id, title, quantity, linkWorksThrough, reasons } = record;
  const path = servicePath(record);
  return {
    id,
    title,
    quantity,
    linkWorksThrough,
    headline: reasons[0]?.code ?? null,
    links: { whyNoMail: linkTo(`${path}/whynomail`), resend: linkTo(`${path}/resend`, "POST") },
    attributes: { objectType: "EnrollmentService" },
  };
}

export function whyNoMailOnWire(record: WhyNoMailRecord) {
  const { serviceId, title, reasons, mayReadAddresses } = record;
  return {
    serviceId,
    title,
    reasons: reasons.map((reason) => reasonOnWire(reason, mayReadAddresses)),
    links: { self: linkTo(`${servicePath(record)}/whynomail`) },
    attributes: { objectType: "WhyNoMail" },
  };
}

function reasonOnWire({ code, until, account, renewed, sent }: ActivationReason, mayReadAddresses: boolean) {
  return {
    code,
    until: until === null ? null : until.toString(),
    account: account?.name ?? null,
    renewedEnrollment: renewed,
    ...(mayReadAddresses && sent.length > 0
      ? {
          sent: sent.map(({ email, queuedAt, sentAt }) => {
            return { email, queuedDate: queuedAt.toString(), sentDate: sentAt === null ? null : sentAt.toString() };
          }),
        }
      : {}),
  };
}

function servicePath({ customerId, enrollmentId, serviceId }: WhyNoMailRecord): string {
  return enrollmentPath(customerId, enrollmentId, `/services/${encodeURIComponent(serviceId)}`);
}
