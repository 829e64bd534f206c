import { decideAtAgreement, mayDo } from "#app/domain/access/permissions.ts";
import type { LicensingProgramme } from "#app/domain/agreements/agreement.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { isLinkExpired, lastDayOfLink } from "#app/domain/service-activation/activation-link.ts";
import { activationReasons } from "#app/domain/service-activation/activation-mail.ts";
import { cancelRoute, type WhoToAsk } from "#app/domain/service-activation/after-activation.ts";
import {
  dataDeletedAt,
  graceEndsAt,
  licenceCounts,
  licensedQuantity,
  onlineStatusAt,
  type OnlineStatus,
} from "#app/domain/service-activation/grace.ts";
import type { AzureOfferState } from "#app/domain/service-activation/azure-offer.ts";
import type { ActivationReasonCode, LinkCause, OnlineService } from "#app/domain/service-activation/records.ts";
import { readAccountSubscriptions } from "#db/repositories/account-subscriptions.ts";
import { readActivationFacts } from "#db/repositories/activation-facts.ts";
import { findEnrollment } from "#db/repositories/agreements.ts";
import { listReservationGrants } from "#db/repositories/agreement-people.ts";
import { findAzureOffer } from "#db/repositories/azure-offers.ts";
import { listServiceAccounts } from "#db/repositories/service-accounts.ts";
import { findAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { listEnrollmentServices } from "#db/repositories/service-activation.ts";
import { listOnlineServices } from "#db/repositories/online-services.ts";
import { listServiceOrders } from "#db/repositories/service-orders.ts";
import { type DayText, formatFor } from "../format.ts";
import { momentText } from "../notices/notice-text.ts";
import type { ViewContext } from "../view-context.ts";
import { type PossiblePerson, possiblePeople } from "./agreements.ts";
import { seeEnrollment } from "./enrollment-scope.ts";

/** The head of every page about an enrollment. */
export type EnrollmentHead = {
  readonly id: string;
  readonly number: string;
  readonly organization: string;
  readonly agreement: { readonly id: string; readonly number: string };
};

export type EnrollmentView = EnrollmentHead & {
  readonly programme: LicensingProgramme;
  readonly startsOn: DayText;
  readonly endsOn: DayText;
  readonly status: OnlineStatus;
  readonly graceEnds: string;
  readonly deleted: string;
  readonly predecessor: { readonly id: string; readonly number: string } | null;
  readonly contact: { readonly name: string; readonly email: string | null } | null;
  readonly account: { readonly id: string; readonly name: string; readonly cause: LinkCause } | null;
  readonly services: readonly {
    readonly id: string;
    readonly title: string;
    /** Licences under this enrollment. */
    readonly quantity: string;
    /** What counts in the account, and what stands beside it; null without an account. */
    readonly active: string | null;
    readonly inGrace: readonly { readonly count: string; readonly on: string; readonly number: string }[];
    readonly headline: ActivationReasonCode | null;
    readonly linkUntil: DayText;
    readonly isLinkOver: boolean;
  }[];
  /** Titles of the services of which nothing was ordered or reserved under this enrollment. */
  readonly notOrdered: string;
  readonly cancel: WhoToAsk;
  readonly isOfCustomer: boolean;
  /** Why the contact cannot be edited; null where it can. */
  readonly contactRefusal: RefusalOf<"agreement-role-needed"> | null;
  readonly grantRefusal: RefusalOf<"agreement-role-needed"> | null;
  readonly mayOrder: boolean;
  /** What became of Azure without commitment; null under a programme that has no such offer. */
  readonly azure: AzureOfferState | "none" | null;
};

/** One enrollment: who is its contact, where its licences are, and what stands between its services and an account. */
export async function enrollmentView(context: ViewContext, enrollmentId: string): Promise<Result<EnrollmentView>> {
  const seen = await seeEnrollment(context, enrollmentId);
  if (!seen.ok) return seen;
  const { db, at } = context;
  const { actor, enrollment, agreement, roles } = seen.value;
  const format = formatFor(context.reader);
  const factsOf = await readActivationFacts(db, enrollment, at);
  const { contact, link, accounts } = factsOf("");
  const account = accounts.find(({ id }) => id === link?.accountId) ?? null;
  const counts = account === null ? [] : licenceCounts(await readAccountSubscriptions(db, account, at), at);
  const titles = new Map((await listOnlineServices(db)).map(({ id, title }) => [id, title]));
  const predecessor =
    enrollment.predecessorId === null ? undefined : await findEnrollment(db, enrollment, enrollment.predecessorId);
  const services = (await listEnrollmentServices(db, enrollment.id)).map((service) => {
    const facts = factsOf(service.serviceId);
    const count = counts.find(({ serviceId }) => serviceId === service.serviceId);
    return {
      id: service.serviceId,
      title: titles.get(service.serviceId) ?? service.serviceId,
      quantity: format.number(licensedQuantity(facts.orders, at)),
      active: count === undefined ? null : format.number(count.active),
      inGrace: (count?.inGrace ?? []).map(({ quantity, endsAt, number }) => {
        return { count: format.number(quantity), on: momentText(format, endsAt.epochMilliseconds), number };
      }),
      headline: activationReasons(facts, at)[0]?.code ?? null,
      linkUntil: format.day(lastDayOfLink(service)),
      isLinkOver: link === null && isLinkExpired(service, at),
    };
  });
  const maySee = decideAtAgreement(roles, "see-activation-mails").ok;
  const edit = decideAtAgreement(roles, "edit-subscription-contact");
  const grant = decideAtAgreement(roles, "grant-reservations");
  return ok({
    ...headOf(enrollment, agreement),
    programme: enrollment.programme,
    startsOn: format.day(enrollment.startsOn),
    endsOn: format.day(enrollment.endsOn),
    status: onlineStatusAt(enrollment, at),
    graceEnds: momentText(format, graceEndsAt(enrollment).epochMilliseconds),
    deleted: momentText(format, dataDeletedAt(enrollment).epochMilliseconds),
    predecessor: predecessor === undefined ? null : { id: predecessor.id, number: predecessor.number },
    contact: contact === null ? null : { name: contact.name, email: maySee ? contact.email : null },
    account: account === null || link === null ? null : { id: account.id, name: account.name, cause: link.cause },
    services,
    notOrdered: [...titles]
      .filter(([id]) => !services.some((one) => one.id === id))
      .map(([, title]) => title)
      .join(", "),
    cancel: cancelRoute(enrollment.programme),
    isOfCustomer: actor.kind === "customer",
    contactRefusal: edit.ok ? null : edit.refusal,
    grantRefusal: grant.ok ? null : grant.refusal,
    mayOrder: mayDo(actor, "manage-agreements"),
    azure: enrollment.programme === "server-cloud" ? ((await findAzureOffer(db, enrollment))?.state ?? "none") : null,
  });
}

export function headOf(
  { id, number, organizationName }: { readonly id: string; readonly number: string; readonly organizationName: string },
  agreement: EnrollmentHead["agreement"],
): EnrollmentHead {
  return {
    id,
    number,
    organization: organizationName.trim(),
    agreement: { id: agreement.id, number: agreement.number },
  };
}

export type ContactFormView = EnrollmentHead & {
  readonly contact: { readonly name: string; readonly email: string; readonly language: "en" | "de" } | null;
};

/** The form for the subscription contact; for whoever may edit it. */
export async function contactFormView(context: ViewContext, enrollmentId: string): Promise<Result<ContactFormView>> {
  const seen = await seeEnrollment(context, enrollmentId);
  if (!seen.ok) return seen;
  const { enrollment, agreement, roles } = seen.value;
  const allowed = decideAtAgreement(roles, "edit-subscription-contact");
  if (!allowed.ok) return allowed;
  const { contact } = (await readActivationFacts(context.db, enrollment, context.at))("");
  return ok({
    ...headOf(enrollment, agreement),
    contact: contact === null ? null : { name: contact.name, email: contact.email, language: contact.language },
  });
}

export type OrderFormView = EnrollmentHead & {
  readonly services: readonly OnlineService[];
  readonly mayOrder: boolean;
  readonly today: string;
};

/** The form for an order or a reservation. */
export async function orderFormView(context: ViewContext, enrollmentId: string): Promise<Result<OrderFormView>> {
  const seen = await seeEnrollment(context, enrollmentId);
  if (!seen.ok) return seen;
  const { actor, enrollment, agreement } = seen.value;
  return ok({
    ...headOf(enrollment, agreement),
    services: await listOnlineServices(context.db),
    mayOrder: mayDo(actor, "manage-agreements"),
    today: context.at.toZonedDateTimeISO("UTC").toPlainDate().toString(),
  });
}

export type GrantsView = EnrollmentHead & {
  readonly grants: readonly {
    readonly userId: string;
    readonly name: string;
    readonly email: string;
    readonly since: DayText;
  }[];
  readonly possible: readonly PossiblePerson[];
};

/** Who may manage reservations for an enrollment; for an agreement administrator. */
export async function grantsView(context: ViewContext, enrollmentId: string): Promise<Result<GrantsView>> {
  const seen = await seeEnrollment(context, enrollmentId);
  if (!seen.ok) return seen;
  const { enrollment, agreement, roles } = seen.value;
  const allowed = decideAtAgreement(roles, "grant-reservations");
  if (!allowed.ok) return allowed;
  const format = formatFor(context.reader);
  const grants = await listReservationGrants(context.db, enrollment.id);
  return ok({
    ...headOf(enrollment, agreement),
    grants: grants.map(({ userId, displayName, email, grantedAt }) => {
      return { userId, name: displayName, email, since: format.day(grantedAt.toZonedDateTimeISO("UTC").toPlainDate()) };
    }),
    possible: await possiblePeople(context, enrollment, "customer"),
  });
}

export type HelpFormView = EnrollmentHead & {
  readonly services: readonly { readonly id: string; readonly title: string }[];
  /** Accounts of the customer other than the enrollment's own. */
  readonly accounts: readonly { readonly id: string; readonly name: string }[];
  readonly licensed: string;
};

/** The form for a request to support, with the enrollment filled in. */
export async function helpFormView(context: ViewContext, enrollmentId: string): Promise<Result<HelpFormView>> {
  const seen = await seeEnrollment(context, enrollmentId);
  if (!seen.ok) return seen;
  const { enrollment, agreement } = seen.value;
  const { db, at } = context;
  const titles = new Map((await listOnlineServices(db)).map(({ id, title }) => [id, title]));
  const link = await findAccountLink(db, enrollment.id);
  const accounts = await listServiceAccounts(db, enrollment);
  const licensed = licensedQuantity(await listServiceOrders(db, [enrollment.id]), at);
  return ok({
    ...headOf(enrollment, agreement),
    services: (await listEnrollmentServices(db, enrollment.id)).map(({ serviceId }) => {
      return { id: serviceId, title: titles.get(serviceId) ?? serviceId };
    }),
    accounts: accounts.filter(({ id }) => id !== link?.accountId).map(({ id, name }) => ({ id, name })),
    licensed: formatFor(context.reader).number(licensed),
  });
}
