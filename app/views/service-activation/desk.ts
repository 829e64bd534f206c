import { decideAccess } from "#app/domain/access/permissions.ts";
import { addHours, isBefore } from "#app/domain/calendar/utc-days.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { activationStep, reservationHours } from "#app/domain/service-activation/activation-mail.ts";
import { isSupportOverdue, supportDueAt } from "#app/domain/service-activation/after-activation.ts";
import type { ActivationCaseKind, OnlineService } from "#app/domain/service-activation/records.ts";
import { findActivationCase, listOpenCases } from "#db/repositories/activation-cases.ts";
import { readActivationFacts } from "#db/repositories/activation-facts.ts";
import { findAnyEnrollment, listEnrollmentsById } from "#db/repositories/agreements.ts";
import { listServiceAccounts } from "#db/repositories/service-accounts.ts";
import { findAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { listEnrollmentServices } from "#db/repositories/service-activation.ts";
import { listIncompatibilities, listOnlineServices, listServiceCountries } from "#db/repositories/online-services.ts";
import { listWaitingReservations } from "#db/repositories/service-orders.ts";
import { formatFor } from "../format.ts";
import { momentText } from "../notices/notice-text.ts";
import type { ViewContext } from "../view-context.ts";

const rowsMax = 200;

export type ActivationDeskView = {
  readonly cases: readonly {
    readonly requestId: string;
    readonly kind: ActivationCaseKind;
    readonly enrollment: string;
    readonly organization: string;
    readonly due: string;
    readonly isOverdue: boolean;
    /** Answered in words, and still to be settled. */
    readonly isAnswered: boolean;
  }[];
  readonly reservations: readonly {
    readonly id: string;
    readonly service: string;
    readonly enrollment: string;
    readonly quantity: string;
    readonly placed: string;
    readonly isLate: boolean;
  }[];
  readonly services: readonly {
    readonly id: string;
    readonly title: string;
    readonly base: string | null;
    readonly countries: string;
    readonly excludes: string;
  }[];
};

/** What waits for the operator, and the lists of services it keeps. */
export async function activationDeskView(context: ViewContext): Promise<Result<ActivationDeskView>> {
  const access = decideAccess(context.actor, "keep-online-services");
  if (!access.ok) return access;
  const { db, at } = context;
  const format = formatFor(context.reader);
  const cases = await listOpenCases(db, rowsMax);
  const waiting = await listWaitingReservations(db, rowsMax);
  const enrollments = await listEnrollmentsById(
    db,
    [...cases, ...waiting].map(({ enrollmentId }) => enrollmentId),
  );
  const services = await listOnlineServices(db);
  const titles = new Map(services.map(({ id, title }) => [id, title]));
  const countries = await listServiceCountries(db);
  const pairs = await listIncompatibilities(db);
  return ok({
    cases: cases.map(({ requestId, kind, enrollmentId, openedAt, answeredAt }) => ({
      requestId,
      kind,
      enrollment: enrollments.get(enrollmentId)?.number ?? "–",
      organization: enrollments.get(enrollmentId)?.organizationName.trim() ?? "–",
      due: momentText(format, supportDueAt(openedAt).epochMilliseconds),
      isOverdue: answeredAt === null && isSupportOverdue(openedAt, at),
      isAnswered: answeredAt !== null,
    })),
    reservations: waiting.map(({ id, serviceId, enrollmentId, quantity, placedAt }) => ({
      id,
      service: titles.get(serviceId) ?? serviceId,
      enrollment: enrollments.get(enrollmentId)?.number ?? "–",
      quantity: format.number(quantity),
      placed: momentText(format, placedAt.epochMilliseconds),
      isLate: !isBefore(at, addHours(placedAt, reservationHours)),
    })),
    services: services.map(({ id, title, baseServiceId }) => ({
      id,
      title,
      base: baseServiceId === null ? null : (titles.get(baseServiceId) ?? baseServiceId),
      countries: countries
        .filter(({ serviceId }) => serviceId === id)
        .map(({ country }) => format.country(country))
        .join(", "),
      excludes: pairs
        .flatMap(({ first, second }) => (first === id ? [second] : second === id ? [first] : []))
        .map((other) => titles.get(other) ?? other)
        .join(", "),
    })),
  });
}

export type ActivationCaseView = {
  readonly requestId: string;
  readonly kind: ActivationCaseKind;
  readonly enrollment: string;
  readonly organization: string;
  /** Null for all services of the enrollment. */
  readonly service: string | null;
  /** Who would get the e-mails of a link that is made valid again; null where something stands against each. */
  readonly sendsTo: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly due: string;
  readonly isOverdue: boolean;
  readonly doneAt: string | null;
};

/** One request, as far as it can be done here. */
export async function activationCaseView(context: ViewContext, requestId: string): Promise<Result<ActivationCaseView>> {
  const access = decideAccess(context.actor, "answer-support-requests");
  if (!access.ok) return access;
  const { db, at } = context;
  const one = await findActivationCase(db, requestId);
  const enrollment = one === undefined ? undefined : await findAnyEnrollment(db, one.enrollmentId);
  if (one === undefined || enrollment === undefined) return refused({ code: "not-found", what: "support-request" });
  const format = formatFor(context.reader);
  const accounts = await listServiceAccounts(db, enrollment);
  const link = await findAccountLink(db, enrollment.id);
  const titles = new Map((await listOnlineServices(db)).map(({ id, title }) => [id, title]));
  const factsOf = await readActivationFacts(db, enrollment, at);
  const steps = (await listEnrollmentServices(db, enrollment.id))
    .filter(({ serviceId }) => one.serviceId === null || serviceId === one.serviceId)
    .map(({ serviceId }) => activationStep({ ...factsOf(serviceId), sent: [] }, at));
  const nameOf = (accountId: string | null | undefined) => accounts.find(({ id }) => id === accountId)?.name ?? null;
  return ok({
    requestId: one.requestId,
    kind: one.kind,
    enrollment: enrollment.number,
    organization: enrollment.organizationName.trim(),
    service: one.serviceId === null ? null : (titles.get(one.serviceId) ?? one.serviceId),
    sendsTo: steps.find((step) => step.kind === "send")?.contact.email ?? null,
    from: nameOf(link?.accountId),
    to: nameOf(one.toAccountId),
    due: momentText(format, supportDueAt(one.openedAt).epochMilliseconds),
    isOverdue: one.doneAt === null && one.answeredAt === null && isSupportOverdue(one.openedAt, at),
    doneAt: one.doneAt === null ? null : momentText(format, one.doneAt.epochMilliseconds),
  });
}

export type OnlineServiceView = {
  readonly service: OnlineService;
  /** Codes with blanks between them. */
  readonly countries: string;
  readonly excludes: readonly string[];
  readonly others: readonly { readonly id: string; readonly title: string }[];
};

/** The lists of one service, to be changed. */
export async function onlineServiceView(context: ViewContext, serviceId: string): Promise<Result<OnlineServiceView>> {
  const access = decideAccess(context.actor, "keep-online-services");
  if (!access.ok) return access;
  const services = await listOnlineServices(context.db);
  const service = services.find(({ id }) => id === serviceId);
  if (service === undefined) return refused({ code: "not-found", what: "online-service" });
  const countries = await listServiceCountries(context.db);
  const pairs = await listIncompatibilities(context.db);
  return ok({
    service,
    countries: countries
      .filter((one) => one.serviceId === serviceId)
      .map(({ country }) => country)
      .join(" "),
    excludes: pairs.flatMap(({ first, second }) =>
      first === serviceId ? [second] : second === serviceId ? [first] : [],
    ),
    others: services.filter(({ id }) => id !== serviceId).map(({ id, title }) => ({ id, title })),
  });
}
