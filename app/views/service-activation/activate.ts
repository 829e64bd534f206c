import { decideAccess } from "#app/domain/access/permissions.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { isLinkExpired, lastDayOfLink } from "#app/domain/service-activation/activation-link.ts";
import { isGlobalAdmin } from "#app/domain/service-activation/decide-activation.ts";
import { findEnrollment } from "#db/repositories/agreements.ts";
import { listServiceAccounts } from "#db/repositories/service-accounts.ts";
import { findAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { findServiceByToken, listEnrollmentServices } from "#db/repositories/service-activation.ts";
import { listOnlineServices } from "#db/repositories/online-services.ts";
import { findUserById } from "#db/repositories/users.ts";
import { formatFor } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { countryChoices } from "./country-choices.ts";
import { presentSubscriptions } from "./service-account.ts";

export type ActivateView = {
  readonly enrollmentId: string;
  readonly serviceId: string;
  readonly number: string;
  readonly organization: string;
  readonly services: string;
  readonly signedIn: { readonly name: string; readonly email: string };
  /** Why nothing can be chosen: the link is over, or the enrollment has its account. */
  readonly refusal: RefusalOf<"activation-link-expired" | "enrollment-linked"> | null;
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly country: string;
    readonly domains: string;
    readonly subscriptions: string;
  }[];
  /** Countries of a new account, by name in the reader's language. */
  readonly countries: readonly { readonly value: string; readonly label: string }[];
};

/**
 * What is behind an activation link, for whoever is signed in. Nothing is tied by looking. Somebody else's link, and one
 * that is none, are the same answer.
 *
 * @param tokenHash SHA-256 of the token in the link
 */
export async function activateView(context: ViewContext, tokenHash: string): Promise<Result<ActivateView>> {
  const { db, actor, at } = context;
  const access = decideAccess(actor, "activate-services");
  if (!access.ok) return access;
  const service = await findServiceByToken(db, tokenHash);
  const enrollment =
    service === undefined || actor.kind !== "customer"
      ? undefined
      : await findEnrollment(db, actor, service.enrollmentId);
  if (service === undefined || enrollment === undefined || actor.kind !== "customer")
    return refused({ code: "activation-link-invalid" });
  const format = formatFor(context.reader);
  const titles = new Map((await listOnlineServices(db)).map(({ id, title }) => [id, title]));
  const ordered = await listEnrollmentServices(db, enrollment.id);
  const accounts = await listServiceAccounts(db, enrollment);
  const user = await findUserById(db, actor.userId);
  const mine = accounts.filter((account) => isGlobalAdmin(account, user?.email ?? ""));
  const link = await findAccountLink(db, enrollment.id);
  const linked = accounts.find(({ id }) => id === link?.accountId);
  const refusal =
    linked !== undefined
      ? ({ code: "enrollment-linked", account: linked.name } as const)
      : isLinkExpired(service, at)
        ? ({ code: "activation-link-expired", expiredOn: lastDayOfLink(service).toString() } as const)
        : null;
  const shown = [];
  for (const account of refusal === null ? mine : []) {
    const subscriptions = await presentSubscriptions(context, account);
    shown.push({
      id: account.id,
      name: account.name,
      country: format.country(account.country),
      domains: account.domains.join(", "),
      subscriptions: subscriptions.join(", "),
    });
  }
  return ok({
    enrollmentId: enrollment.id,
    serviceId: service.serviceId,
    number: enrollment.number,
    organization: enrollment.organizationName.trim(),
    services: ordered.map(({ serviceId }) => titles.get(serviceId) ?? serviceId).join(", "),
    signedIn: { name: user?.displayName ?? "", email: user?.email ?? "" },
    refusal,
    accounts: shown,
    countries: refusal === null ? countryChoices(context.reader.language) : [],
  });
}
