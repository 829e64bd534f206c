import { isBefore } from "#app/domain/calendar/utc-days.ts";
import { decideAtAgreement } from "#app/domain/access/permissions.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { isLinkExpired, lastDayOfLink } from "#app/domain/service-activation/activation-link.ts";
import {
  type ActivationReason,
  activationReasons,
  activationStep,
  mailPromisedUntil,
} from "#app/domain/service-activation/activation-mail.ts";
import {
  type NoLicencesReason,
  noLicencesReasons,
  type WhoToAsk,
} from "#app/domain/service-activation/after-activation.ts";
import { isGlobalAdmin } from "#app/domain/service-activation/decide-activation.ts";
import { onlineStatusAt } from "#app/domain/service-activation/grace.ts";
import type { ActivationReasonCode, SentActivation, ServiceAccount } from "#app/domain/service-activation/records.ts";
import { readAccountSubscriptions } from "#db/repositories/account-subscriptions.ts";
import { readActivationFacts } from "#db/repositories/activation-facts.ts";
import { listEnrollments } from "#db/repositories/agreements.ts";
import { listEnrollmentServices } from "#db/repositories/service-activation.ts";
import { listIncompatibilities, listOnlineServices, listServiceCountries } from "#db/repositories/online-services.ts";
import { listServiceOrders } from "#db/repositories/service-orders.ts";
import { findUserById } from "#db/repositories/users.ts";
import { type DayText, type Format, formatFor } from "../format.ts";
import { momentText } from "../notices/notice-text.ts";
import type { ViewContext } from "../view-context.ts";
import { type EnrollmentHead, headOf } from "./enrollment.ts";
import { seeEnrollment } from "./enrollment-scope.ts";

/** A reason for which nobody received an e-mail, with what was found in the reader's words. */
export type ReasonText = {
  readonly code: ActivationReasonCode;
  /** Until when to wait, or by when it is due; null where waiting does not help. */
  readonly until: string | null;
  readonly account: string | null;
  readonly renewed: string | null;
  readonly sent: readonly { readonly email: string; readonly at: string }[];
};

export type EnrollmentServiceView = EnrollmentHead & {
  /** Whoever is sent to the reseller; the reseller's own people are told what is theirs to do. */
  readonly isOfCustomer: boolean;
  readonly service: { readonly id: string; readonly title: string };
  readonly reasons: readonly ReasonText[];
  /** When the 48 hours were over within which an e-mail is sent; null where they are not, or one was sent. */
  readonly mailOverAt: string | null;
  readonly mails: readonly {
    readonly key: string;
    readonly name: string;
    readonly email: string;
    readonly cause: SentActivation["cause"];
    readonly at: string;
    readonly state: "queued" | "sent" | "bounced";
    readonly bounce: string;
  }[];
  /** Why the mails are not shown; null where they are. */
  readonly mailsRefusal: RefusalOf<"agreement-role-needed"> | null;
  /** To whom it can be sent again; null where something stands against it, which the reasons say. */
  readonly resendTo: string | null;
  /** Null where nothing was ordered. */
  readonly link: {
    readonly until: DayText;
    readonly isOver: boolean;
    readonly isReactivated: boolean;
    readonly isUsed: boolean;
  } | null;
  readonly orders: readonly {
    readonly id: string;
    readonly kind: "order" | "reservation";
    readonly quantity: string;
    readonly placed: string;
    readonly usageFrom: DayText;
    readonly effective: string | null;
  }[];
  /** Whether it was ordered and nobody has activated it: then no account shows its licences yet. */
  readonly isToActivate: boolean;
  readonly noLicences: readonly {
    readonly code: NoLicencesReason["code"];
    readonly ask: WhoToAsk;
    readonly until: string;
    /** Empty where nothing can be named. */
    readonly name: string;
  }[];
  /** The operator has not said in which countries the service was launched. */
  readonly isCountryUnknown: boolean;
};

/**
 * One service under an enrollment: who received what when, why nobody did, and why no licences are seen. Also of a
 * service that was never ordered there: that nothing was ordered is the answer then.
 */
export async function enrollmentServiceView(
  context: ViewContext,
  enrollmentId: string,
  serviceId: string,
): Promise<Result<EnrollmentServiceView>> {
  const seen = await seeEnrollment(context, enrollmentId);
  if (!seen.ok) return seen;
  const { db, at } = context;
  const { actor, enrollment, agreement, roles } = seen.value;
  const service = (await listOnlineServices(db)).find(({ id }) => id === serviceId);
  const ordered = (await listEnrollmentServices(db, enrollment.id)).find((one) => one.serviceId === serviceId);
  if (service === undefined) return refused({ code: "not-found", what: "online-service" });
  const facts = (await readActivationFacts(db, enrollment, at))(serviceId);
  const format = formatFor(context.reader);
  const see = decideAtAgreement(roles, "see-activation-mails");
  const account = facts.accounts.find(({ id }) => id === facts.link?.accountId) ?? null;
  const email = (await findUserById(db, actor.userId))?.email ?? "";
  const countries = (await listServiceCountries(db))
    .filter((one) => one.serviceId === serviceId)
    .map(({ country }) => country);
  const noLicences = noLicencesReasons(
    {
      service,
      orders: facts.orders,
      link: facts.link,
      account,
      readerAccountIds:
        actor.kind === "customer" ? facts.accounts.filter((one) => isGlobalAdmin(one, email)).map(({ id }) => id) : [],
      base: service.baseServiceId === null ? null : await findBase(context, enrollment, service.baseServiceId),
      countries,
      excludedBy: account === null ? [] : await titlesExcluding(context, account, serviceId),
    },
    at,
  );
  const { contact } = facts;
  const promisedUntil = mailPromisedUntil(facts, at);
  const canSend = activationStep({ ...facts, sent: [] }, at).kind === "send";
  return ok({
    ...headOf(enrollment, agreement),
    isOfCustomer: actor.kind === "customer",
    service: { id: service.id, title: service.title },
    reasons: activationReasons(facts, at).map((reason) => reasonText(reason, format, see.ok)),
    mailOverAt:
      promisedUntil === null || isBefore(at, promisedUntil)
        ? null
        : momentText(format, promisedUntil.epochMilliseconds),
    mails: see.ok ? facts.sent.map((mail, index) => mailText(mail, index, format)) : [],
    mailsRefusal: see.ok ? null : see.refusal,
    resendTo: see.ok && canSend && contact !== null ? contact.email : null,
    link:
      ordered === undefined
        ? null
        : {
            until: format.day(lastDayOfLink(ordered)),
            isOver: isLinkExpired(ordered, at),
            isReactivated: ordered.reactivatedUntilOn !== null,
            isUsed: facts.link !== null,
          },
    orders: facts.orders.map((order) => ({
      id: order.id,
      kind: order.kind,
      quantity: format.number(order.quantity),
      placed: momentText(format, order.placedAt.epochMilliseconds),
      usageFrom: format.day(order.usageFromOn),
      effective: order.effectiveAt === null ? null : momentText(format, order.effectiveAt.epochMilliseconds),
    })),
    isToActivate: facts.orders.length > 0 && facts.link === null,
    noLicences: noLicences.map(({ code, ask, until, name }) => ({
      code,
      ask,
      until: until === null ? "" : momentText(format, until.epochMilliseconds),
      name: name === null ? "" : code === "country" ? format.country(name) : name,
    })),
    isCountryUnknown: countries.length === 0,
  });
}

/** A reason in the reader's words; addresses of recipients only for those who may see them. */
export function reasonText(reason: ActivationReason, format: Format, mayReadAddresses: boolean): ReasonText {
  return {
    code: reason.code,
    until: reason.until === null ? null : momentText(format, reason.until.epochMilliseconds),
    account: reason.account?.name ?? null,
    renewed: reason.renewed,
    sent: mayReadAddresses
      ? reason.sent.map(({ email, sentAt, queuedAt }) => {
          return { email, at: momentText(format, (sentAt ?? queuedAt).epochMilliseconds) };
        })
      : [],
  };
}

function mailText(mail: SentActivation, index: number, format: Format): EnrollmentServiceView["mails"][number] {
  const { name, email, cause, sentAt, queuedAt, bounce } = mail;
  const state = bounce !== null ? "bounced" : sentAt === null ? "queued" : "sent";
  const at = momentText(format, (sentAt ?? queuedAt).epochMilliseconds);
  return { key: `${queuedAt.epochMilliseconds}:${index}`, name, email, cause, at, state, bounce: bounce ?? "" };
}

/** Whether an add-on's base is licensed under this enrollment, and else under which of the customer's. */
async function findBase(
  { db }: ViewContext,
  enrollment: { readonly id: string; readonly partnerId: string; readonly customerId: string },
  baseServiceId: string,
): Promise<{ readonly isHere: boolean; readonly elsewhere: string | null }> {
  const { partnerId, customerId } = enrollment;
  const all = await listEnrollments(db, { partnerId, customerId, agreementId: null });
  const orders = await listServiceOrders(
    db,
    all.map(({ id }) => id),
  );
  const holders = all.filter(({ id }) =>
    orders.some((order) => order.enrollmentId === id && order.serviceId === baseServiceId),
  );
  const isHere = holders.some(({ id }) => id === enrollment.id);
  return { isHere, elsewhere: isHere ? null : (holders[0]?.number ?? null) };
}

/** Titles of services in an account that exclude one. */
async function titlesExcluding({ db, at }: ViewContext, account: ServiceAccount, serviceId: string): Promise<string[]> {
  const subscriptions = await readAccountSubscriptions(db, account, at);
  const there = new Set(
    subscriptions
      .filter(({ enrollment }) => onlineStatusAt(enrollment, at) !== "deprovisioned")
      .map((one) => one.serviceId),
  );
  const pairs = await listIncompatibilities(db);
  const titles = new Map((await listOnlineServices(db)).map(({ id, title }) => [id, title]));
  return pairs
    .flatMap(({ first, second }) => (first === serviceId ? [second] : second === serviceId ? [first] : []))
    .filter((other) => there.has(other))
    .map((other) => titles.get(other) ?? other);
}
