import type { Temporal } from "temporal-polyfill";
import type { LicensingProgramme } from "../agreements/agreement.ts";
import { addHours, isBefore } from "../calendar/utc-days.ts";
import { mailPromiseHours, usageStart } from "./activation-mail.ts";
import { type OnlineSubscription, graceEndsAt, onlineStatusAt } from "./grace.ts";
import type { AccountLink, OnlineService, ServiceAccount, ServiceOrder } from "./records.ts";

/** Whom to ask. */
export type WhoToAsk = "reseller" | "support";

export type NoLicencesCode = "usage-date" | "base-elsewhere" | "wrong-account" | "country" | "incompatible";

/** A reason for which an account shows no licences of a service. */
export type NoLicencesReason = {
  readonly code: NoLicencesCode;
  readonly ask: WhoToAsk;
  /** Until when to wait; null where waiting does not help. */
  readonly until: Temporal.Instant | null;
  /** Number of the enrollment with the base, name of the account, or of the service that excludes this one. */
  readonly name: string | null;
};

export type NoLicencesFacts = {
  readonly service: OnlineService;
  readonly orders: readonly ServiceOrder[];
  readonly link: AccountLink | null;
  readonly account: ServiceAccount | null;
  /** Accounts in which the reader looks for the licences; empty where that is not known. */
  readonly readerAccountIds: readonly string[];
  /** Whether the base of an add-on is licensed under this enrollment, and else under which. */
  readonly base: { readonly isHere: boolean; readonly elsewhere: string | null } | null;
  /** Countries that the service was launched in; empty: not known, which is never a no. */
  readonly countries: readonly string[];
  /** Titles of services in the account that exclude this one. */
  readonly excludedBy: readonly string[];
};

/** "Why do I see no licences?": everything that holds, with whom to ask. */
export function noLicencesReasons(facts: NoLicencesFacts, at: Temporal.Instant): readonly NoLicencesReason[] {
  const { orders, link, account, readerAccountIds, base, countries, excludedBy } = facts;
  const reasons: NoLicencesReason[] = [];
  const start = usageStart(orders, at);
  const until = start === null ? null : addHours(start, mailPromiseHours);
  if (until !== null && isBefore(at, until)) reasons.push({ code: "usage-date", ask: "reseller", until, name: null });
  if (base !== null && !base.isHere)
    reasons.push({ code: "base-elsewhere", ask: "reseller", until: null, name: base.elsewhere });
  if (link !== null && readerAccountIds.length > 0 && !readerAccountIds.includes(link.accountId))
    reasons.push({ code: "wrong-account", ask: "support", until: null, name: account?.name ?? null });
  if (account !== null && countries.length > 0 && !countries.includes(account.country))
    reasons.push({ code: "country", ask: "reseller", until: null, name: account.country });
  for (const name of excludedBy) reasons.push({ code: "incompatible", ask: "support", until: null, name });
  return reasons;
}

/** A user of a service account, with the services assigned. */
export type AccountUser = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly serviceIds: readonly string[];
};

/** What a global admin has to do in an account about one service. */
export type LicenceTask =
  /** Licences that nobody uses yet, and users without one. */
  | {
      readonly kind: "assign";
      readonly serviceId: string;
      readonly quantity: number;
      readonly assigned: number;
      readonly without: readonly AccountUser[];
    }
  /** Users on a service that goes on in grace only, with when they lose access. */
  | {
      readonly kind: "switch";
      readonly serviceId: string;
      readonly losesAccessAt: Temporal.Instant;
      readonly users: readonly AccountUser[];
    };

/**
 * What is left to do after activation or a renewal. Rule: a new service has to be assigned; after a switch those who
 * were not moved lose access when grace ends; the same service goes on by itself.
 */
export function licenceTasks(
  subscriptions: readonly OnlineSubscription[],
  users: readonly AccountUser[],
  at: Temporal.Instant,
): readonly LicenceTask[] {
  const isActive = ({ enrollment }: OnlineSubscription) => onlineStatusAt(enrollment, at) === "active";
  const active = subscriptions.filter((one) => one.quantity > 0 && isActive(one));
  const activeIds = new Set(active.map(({ serviceId }) => serviceId));
  const switched = subscriptions.filter(
    (one) => !activeIds.has(one.serviceId) && onlineStatusAt(one.enrollment, at) === "in-grace",
  );
  // What goes on under a new enrollment is nothing that somebody was moved to: another licence beside the lost one.
  const endingIds = new Set(
    subscriptions.filter((one) => onlineStatusAt(one.enrollment, at) === "in-grace").map(({ serviceId }) => serviceId),
  );
  const tasks: LicenceTask[] = [];
  for (const serviceId of new Set(switched.map((one) => one.serviceId))) {
    const ends = switched.filter((one) => one.serviceId === serviceId).map(({ enrollment }) => graceEndsAt(enrollment));
    const losesAccessAt = ends.reduce((last, end) => (isBefore(last, end) ? end : last));
    const left = users.filter(
      ({ serviceIds }) =>
        serviceIds.includes(serviceId) && !serviceIds.some((one) => activeIds.has(one) && !endingIds.has(one)),
    );
    if (left.length > 0) tasks.push({ kind: "switch", serviceId, losesAccessAt, users: left });
  }
  for (const serviceId of activeIds) {
    const quantity = active.filter((one) => one.serviceId === serviceId).reduce((sum, one) => sum + one.quantity, 0);
    const assigned = users.filter(({ serviceIds }) => serviceIds.includes(serviceId)).length;
    const without = users.filter(({ serviceIds }) => !serviceIds.includes(serviceId));
    if (assigned < quantity) tasks.push({ kind: "assign", serviceId, quantity, assigned, without });
  }
  return tasks;
}

/** Whom to ask about a cancellation. Rule: support for what was bought in the online subscription programme, else the reseller. */
export function cancelRoute(programme: LicensingProgramme): WhoToAsk {
  return programme === "mosp" ? "support" : "reseller";
}

/** A web form is answered within so many hours. */
export const supportHours = 24;

/** Until when a web form is answered. */
export function supportDueAt(openedAt: Temporal.Instant): Temporal.Instant {
  return addHours(openedAt, supportHours);
}

export function isSupportOverdue(openedAt: Temporal.Instant, at: Temporal.Instant): boolean {
  return !isBefore(at, supportDueAt(openedAt));
}
