import type { Temporal } from "temporal-polyfill";
import { decideAtAgreement } from "../access/permissions.ts";
import type { AgreementRole } from "../access/roles.ts";
import { type Enrollment, organizationKey } from "../agreements/agreement.ts";
import { epochDayOf, utcEpochDayOf } from "../calendar/utc-days.ts";
import { findMarket } from "../catalog/markets.ts";
import type { RefusalOf } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { type ActivationLink, isLinkExpired, lastDayOfLink } from "./activation-link.ts";
import type { OnlineService, ServiceAccount } from "./records.ts";

/** Activation e-mails that people cause for an enrollment within a UTC day. Our choice. */
export const sendsPerDayMax = 5;

/** Somebody who wants to reserve, as known at the enrollment. */
export type Reserver = {
  readonly roles: readonly AgreementRole[];
  readonly isContact: boolean;
  readonly hasGrant: boolean;
};

/**
 * Whether licences may be reserved. Rule: VLSC and online administrators; an Online Services Manager only with *manage
 * reservations* for this enrollment. Services of the US Government Community Cloud cannot be reserved.
 */
export function decideReserve(
  reserver: Reserver,
  enrollment: Pick<Enrollment, "number" | "endsOn">,
  service: OnlineService,
  at: Temporal.Instant,
): Result<
  null,
  RefusalOf<"agreement-role-needed" | "reservation-not-granted" | "government-not-reservable" | "enrollment-over">
> {
  const byRole = decideAtAgreement(reserver.roles, "reserve-licences");
  if (!byRole.ok && !reserver.hasGrant)
    return reserver.isContact ? refused({ code: "reservation-not-granted", number: enrollment.number }) : byRole;
  if (service.isGovernment) return refused({ code: "government-not-reservable", service: service.title });
  return decideRunning(enrollment, at);
}

/** Orders are placed under an enrollment that has not ended. */
export function decideRunning(
  { endsOn }: Pick<Enrollment, "endsOn">,
  at: Temporal.Instant,
): Result<null, RefusalOf<"enrollment-over">> {
  if (utcEpochDayOf(at) <= epochDayOf(endsOn)) return ok(null);
  return refused({ code: "enrollment-over", endedOn: endsOn.toString() });
}

/** Which account somebody chose behind the link. */
export type AccountChoice =
  | { readonly choice: "existing"; readonly accountId: string; readonly domain: string }
  | {
      readonly choice: "new";
      readonly name: string;
      readonly domain: string;
      readonly country: string;
      readonly isSecondConfirmed: boolean;
    };

export type ChoiceFacts = {
  readonly link: ActivationLink;
  /** The account that the enrollment belongs to already. */
  readonly linked: ServiceAccount | null;
  readonly organizationName: string;
  /** The customer's accounts. */
  readonly accounts: readonly ServiceAccount[];
  /** Address of whoever is signed in. */
  readonly email: string;
  readonly at: Temporal.Instant;
};

type ChoiceRefusal = RefusalOf<
  | "activation-link-expired"
  | "enrollment-linked"
  | "not-found"
  | "account-admin-needed"
  | "account-domain-wrong"
  | "account-domain-taken"
  | "account-name-exists"
  | "invalid-field"
>;

/** A domain as accounts have it, or undefined where it is none. */
export function normalDomain(text: string): string | undefined {
  const domain = text.trim().toLowerCase().replace(/^@/, "");
  return domain.length <= 253 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/.test(domain)
    ? domain
    : undefined;
}

/**
 * The account that an enrollment is tied to by its link: an existing one of which the signed-in person is global admin,
 * confirmed by its domain; or a new one. Rule: one enrollment never belongs to two accounts.
 */
export function decideAccount(
  facts: ChoiceFacts,
  wish: AccountChoice,
): Result<
  { readonly kind: "existing"; readonly account: ServiceAccount } | { readonly kind: "new"; readonly domain: string },
  ChoiceRefusal
> {
  const { link, linked, accounts, email, at } = facts;
  if (linked !== null) return refused({ code: "enrollment-linked", account: linked.name });
  if (isLinkExpired(link, at))
    return refused({ code: "activation-link-expired", expiredOn: lastDayOfLink(link).toString() });
  const domain = normalDomain(wish.domain);
  if (wish.choice === "existing") {
    const account = accounts.find(({ id }) => id === wish.accountId);
    if (account === undefined) return refused({ code: "not-found", what: "service-account" });
    if (!isGlobalAdmin(account, email)) return refused({ code: "account-admin-needed" });
    if (domain === undefined || !account.domains.includes(domain)) return refused({ code: "account-domain-wrong" });
    return ok({ kind: "existing", account });
  }
  if (domain === undefined) return refused({ code: "invalid-field", field: "domain", reason: "not-a-domain" });
  if (wish.name.trim() === "") return refused({ code: "invalid-field", field: "name", reason: "missing" });
  if (findMarket(wish.country) === undefined)
    return refused({ code: "invalid-field", field: "country", reason: "unknown-country" });
  const names = [facts.organizationName, wish.name].map(organizationKey);
  const sameName = accounts.find(({ name }) => names.includes(organizationKey(name)));
  if (sameName !== undefined && !wish.isSecondConfirmed)
    return refused({ code: "account-name-exists", account: sameName.name });
  if (accounts.some(({ domains }) => domains.includes(domain)))
    return refused({ code: "account-domain-taken", domain });
  return ok({ kind: "new", domain });
}

export function isGlobalAdmin({ admins }: Pick<ServiceAccount, "admins">, email: string): boolean {
  return admins.some((admin) => admin.kind === "global" && admin.email === email.toLowerCase());
}

/**
 * Whether licences can be moved to another account. Rule: everything ordered under an enrollment goes to one account;
 * a split needs an enrollment of its own.
 *
 * @param quantity how many licences shall be moved; null for all
 */
export function decideMove(
  { linked, licensed }: { readonly linked: ServiceAccount | null; readonly licensed: number },
  to: ServiceAccount,
  quantity: number | null,
): Result<
  { readonly from: ServiceAccount },
  RefusalOf<"enrollment-not-linked" | "enrollment-linked" | "enrollment-undivided">
> {
  if (linked === null) return refused({ code: "enrollment-not-linked" });
  if (quantity !== null && quantity < licensed) return refused({ code: "enrollment-undivided" });
  if (linked.id === to.id) return refused({ code: "enrollment-linked", account: linked.name });
  return ok({ from: linked });
}
