import type { Temporal } from "temporal-polyfill";
import type { EnrollmentContact } from "../agreements/agreement.ts";
import { addHours, isBefore, startOfUtcDay } from "../calendar/utc-days.ts";
import type {
  AccountLink,
  ActivationReasonCode,
  LinkCause,
  SentActivation,
  ServiceAccount,
  ServiceOrder,
} from "./records.ts";

/** A reservation that has not taken effect for so long was not processed. */
export const reservationHours = 25;
/** An e-mail may come so long after the usage date began. */
export const mailPromiseHours = 48;

/** What is known of one service under one enrollment. The page and the sender are told the same. */
export type ActivationFacts = {
  readonly orders: readonly ServiceOrder[];
  readonly contact: EnrollmentContact | null;
  readonly link: AccountLink | null;
  /** The customer's accounts. Those of others are never asked: licences must not end up in another tenant by a shared domain. Our choice. */
  readonly accounts: readonly ServiceAccount[];
  /** The account that a renewal ties the enrollment to; null where no enrollment of this name went before. */
  readonly renewal: { readonly accountId: string; readonly number: string } | null;
  readonly sent: readonly SentActivation[];
};

/** A reason for which nobody received an e-mail, with what was found. */
export type ActivationReason = {
  readonly code: ActivationReasonCode;
  /** Until when to wait; null where waiting does not help. */
  readonly until: Temporal.Instant | null;
  /** The account that the licences went to, or will. */
  readonly account: ServiceAccount | null;
  /** The enrollment that this one renews, by its number. */
  readonly renewed: string | null;
  readonly sent: readonly SentActivation[];
};

/** What is done about a service now. */
export type ActivationStep =
  | { readonly kind: "none" }
  | { readonly kind: "wait"; readonly until: Temporal.Instant }
  | { readonly kind: "attach"; readonly accountId: string; readonly cause: LinkCause }
  | { readonly kind: "send"; readonly contact: EnrollmentContact };

/** The orders and reservations that have taken effect by an instant. */
export function effectiveOrders(orders: readonly ServiceOrder[], at: Temporal.Instant): readonly ServiceOrder[] {
  return orders.filter(({ effectiveAt }) => effectiveAt !== null && !isBefore(at, effectiveAt));
}

/** 00:00 UTC of the first usage date; null where nothing has taken effect. */
export function usageStart(orders: readonly ServiceOrder[], at: Temporal.Instant): Temporal.Instant | null {
  const starts = effectiveOrders(orders, at).map(({ usageFromOn }) => startOfUtcDay(usageFromOn));
  return starts.reduce<Temporal.Instant | null>(
    (first, start) => (first === null || isBefore(start, first) ? start : first),
    null,
  );
}

/**
 * Everything that stands between an enrollment's service and an e-mail, at an instant; what holds, in the order of the
 * table, the first is the headline. Rule: "Why did nobody receive an e-mail?"
 */
export function activationReasons(facts: ActivationFacts, at: Temporal.Instant): readonly ActivationReason[] {
  const { orders, contact, link, accounts, sent } = facts;
  const reason = (code: ActivationReasonCode, more: Partial<ActivationReason> = {}): ActivationReason => {
    return { code, until: null, account: null, renewed: null, sent: [], ...more };
  };
  const reasons: ActivationReason[] = [...orderReasons(facts, at)];
  if (contact === null) reasons.push(reason("no-contact"));
  const linked = link === null ? null : (accounts.find(({ id }) => id === link.accountId) ?? null);
  if (link !== null && (isLinkedBefore(link, orders) || !isToldOtherwise(facts, link)))
    reasons.push(reason("already-linked", { account: linked }));
  const renewal = link === null ? facts.renewal : null;
  if (link?.cause === "renewed-same-name" || renewal !== null) {
    const account = link === null ? (accounts.find(({ id }) => id === renewal?.accountId) ?? null) : linked;
    reasons.push(reason("renewed-same-name", { account, renewed: facts.renewal?.number ?? null }));
  }
  const { byDomain, byAdmin } = accountsOfContact(facts);
  const isHeld = (account: ServiceAccount | null) => account !== null && (link === null || isByContact(link, account));
  if (isHeld(byDomain)) reasons.push(reason("domain-verified", { account: byDomain }));
  if (isHeld(byAdmin)) reasons.push(reason("contact-is-admin", { account: byAdmin }));
  if (contact !== null && isAtOutlook(contact.email)) reasons.push(reason("outlook-com"));
  const here = contact === null ? [] : sent.filter(({ email }) => isSameAddress(email, contact.email));
  const elsewhere = sent.filter((one) => !here.includes(one));
  if (elsewhere.length > 0) reasons.push(reason("sent-elsewhere", { sent: elsewhere }));
  if (here.length > 0) reasons.push(reason("sent-check-junk", { sent: here }));
  if (reasons.length === 0) reasons.push(...justBegun(facts, at));
  return reasons;
}

/** What the order itself says: that there is none, that it waits, that its usage date is ahead. */
function orderReasons(facts: ActivationFacts, at: Temporal.Instant): readonly ActivationReason[] {
  const none = { until: null, account: null, renewed: null, sent: [] };
  const [first] = facts.orders;
  if (first === undefined) return [{ ...none, code: "no-order" }];
  const start = usageStart(facts.orders, at);
  if (start !== null)
    return isBefore(at, start) ? [{ ...none, code: "usage-date-ahead", until: addHours(start, mailPromiseHours) }] : [];
  const placedAt = facts.orders.reduce(
    (oldest, { placedAt: one }) => (isBefore(one, oldest) ? one : oldest),
    first.placedAt,
  );
  const until = addHours(placedAt, reservationHours);
  return [
    isBefore(at, until)
      ? { ...none, code: "reservation-pending", until }
      : { ...none, code: "reservation-not-processed", until: null },
  ];
}

/** The usage date began less than 48 hours ago, nothing was sent, and nothing else is in the way: it is about to come. */
function justBegun(facts: ActivationFacts, at: Temporal.Instant): readonly ActivationReason[] {
  const start = usageStart(facts.orders, at);
  if (start === null || facts.link !== null) return [];
  const until = addHours(start, mailPromiseHours);
  if (!isBefore(at, until)) return [];
  return [{ code: "usage-date-ahead", until, account: null, renewed: null, sent: [] }];
}

/** What to do about a service now: the same facts that the reasons are told from, so that page and sender agree. */
export function activationStep(facts: ActivationFacts, at: Temporal.Instant): ActivationStep {
  const { contact, link, renewal, sent } = facts;
  const start = usageStart(facts.orders, at);
  if (start === null || link !== null) return { kind: "none" };
  if (renewal !== null) return { kind: "attach", accountId: renewal.accountId, cause: "renewed-same-name" };
  if (contact === null) return { kind: "none" };
  const { byDomain, byAdmin } = accountsOfContact(facts);
  if (byDomain !== null) return { kind: "attach", accountId: byDomain.id, cause: "domain-verified" };
  if (byAdmin !== null) return { kind: "attach", accountId: byAdmin.id, cause: "contact-is-admin" };
  if (isAtOutlook(contact.email)) return { kind: "none" };
  if (isBefore(at, start)) return { kind: "wait", until: start };
  return sent.some(({ contactId }) => contactId === contact.id) ? { kind: "none" } : { kind: "send", contact };
}

/**
 * Until when an e-mail is promised: 48 hours after the usage date began or its order took effect, whichever is later.
 * Null where none is to come by itself: nothing is ordered, it has its account, or one was sent.
 */
export function mailPromisedUntil(facts: ActivationFacts, at: Temporal.Instant): Temporal.Instant | null {
  const { orders, link, renewal, sent } = facts;
  const start = usageStart(orders, at);
  if (start === null || link !== null || renewal !== null || sent.length > 0) return null;
  const effective = effectiveOrders(orders, at).map(({ effectiveAt }) => effectiveAt ?? start);
  const first = effective.reduce((oldest, one) => (isBefore(one, oldest) ? one : oldest), effective[0] ?? start);
  return addHours(isBefore(start, first) ? first : start, mailPromiseHours);
}

/**
 * The accounts that the contact's address points to. Where domain and administrator point to different ones, to none:
 * a wrong account is worse than a question. Our choice.
 */
function accountsOfContact({ contact, accounts }: Pick<ActivationFacts, "contact" | "accounts">): {
  readonly byDomain: ServiceAccount | null;
  readonly byAdmin: ServiceAccount | null;
} {
  if (contact === null) return { byDomain: null, byAdmin: null };
  const email = contact.email.toLowerCase();
  const domain = email.slice(email.lastIndexOf("@") + 1);
  const byDomain = accounts.find(({ domains }) => domains.includes(domain)) ?? null;
  const asAdmin = accounts.filter(({ admins }) => admins.some((admin) => admin.email === email));
  const byAdmin = asAdmin.find(({ id }) => id === byDomain?.id) ?? asAdmin[0] ?? null;
  const isAmbiguous = asAdmin.length > 1 && byDomain === null;
  const pointsTwoWays = byDomain !== null && byAdmin !== null && byDomain.id !== byAdmin.id;
  return isAmbiguous || pointsTwoWays ? { byDomain: null, byAdmin: null } : { byDomain, byAdmin };
}

/** Whether the enrollment had its account before the last order of the service: by a link, or from an earlier order. */
function isLinkedBefore(link: AccountLink, orders: readonly ServiceOrder[]): boolean {
  if (link.cause === "link" || link.cause === "moved") return true;
  return orders.some(({ effectiveAt }) => effectiveAt !== null && isBefore(link.linkedAt, effectiveAt));
}

/** Whether an enrollment came to an account by its contact's address. */
function isByContact({ accountId, cause }: AccountLink, account: ServiceAccount | null): boolean {
  return accountId === account?.id && (cause === "domain-verified" || cause === "contact-is-admin");
}

/** Whether another reason says how the enrollment came to its account. Who is its contact may have changed since. */
function isToldOtherwise(facts: ActivationFacts, link: AccountLink): boolean {
  const { byDomain, byAdmin } = accountsOfContact(facts);
  return link.cause === "renewed-same-name" || isByContact(link, byDomain) || isByContact(link, byAdmin);
}

/** Activation e-mails do not go to outlook.com. No other domain is documented as blocked. */
function isAtOutlook(email: string): boolean {
  return email.toLowerCase().endsWith("@outlook.com");
}

export function isSameAddress(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
