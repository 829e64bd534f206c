import type { Temporal } from "temporal-polyfill";
import { normalEmail } from "#app/domain/access/email.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { decideAgreementScope } from "#app/domain/agreements/agreement-scope.ts";
import { organizationNameLengthMax } from "#app/domain/agreements/agreement.ts";
import { findMarket } from "#app/domain/catalog/markets.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { normalDomain } from "#app/domain/service-activation/decide-activation.ts";
import type { AccountAdmin, ServiceAccount } from "#app/domain/service-activation/records.ts";
import type { Tx } from "#db/client.ts";
import { listEnrollments } from "#db/repositories/agreements.ts";
import { insertServiceAccount, listServiceAccounts } from "#db/repositories/service-accounts.ts";
import { listAccountLinks } from "#db/repositories/enrollment-accounts.ts";
import { listEnrollmentServices, setNextCheck } from "#db/repositories/service-activation.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { holdEnrollment, noSuchEnrollment, subjectOf } from "./enrollment-access.server.ts";
import { settleEnrollment } from "./settle-activation.server.ts";

export type EnterAccountInput = {
  readonly idempotencyKey: string;
  /** The account is of this enrollment's customer. */
  readonly enrollmentId: string;
  readonly name: string;
  /** Two capitals. */
  readonly country: string;
  /** One or more, with blanks or commas between them. */
  readonly domains: string;
  readonly adminName: string;
  readonly adminEmail: string;
  /** Empty for none. */
  readonly billingEmail: string;
};

export type AccountEntered = {
  readonly accountId: string;
  readonly account: string;
  /** Whether the enrollment went there at once. */
  readonly isAttached: boolean;
};

type EnterRefusal = RefusalOf<
  "role-needed" | "not-found" | "invalid-field" | "account-domain-taken" | "idempotency-key-reused"
>;
type Details = Pick<ServiceAccount, "name" | "country" | "domains" | "admins">;

const domainsMax = 20;
const adminNameLengthMax = 150;

/**
 * Enters an account that the customer has already, so that it can be chosen at activation. Our choice: by whoever
 * manages the agreement at the partner; tying is still up to its global admin, or to the address of the contact. What
 * waits under the customer's enrollments is looked at again.
 */
export async function enterServiceAccount(
  deps: ServiceDeps,
  actor: Actor,
  input: EnterAccountInput,
  at: Temporal.Instant,
): Promise<Result<AccountEntered, EnterRefusal>> {
  const logAs = "service-account-entered";
  const access = decideAgreementScope(actor, "manage-agreements");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  const details = readDetails(input);
  if (!details.ok) return details;
  const { idempotencyKey, ...wish } = input;
  const user = access.value.actor;
  const request = { actor: user, at, operation: "enter-service-account", idempotencyKey, wish, logAs } as const;
  return changeOnce<AccountEntered, EnterRefusal>(deps, request, async (tx) => {
    const held = await holdEnrollment(tx, access.value, input.enrollmentId);
    if (held === undefined) return noSuchEnrollment;
    const { enrollment } = held;
    const { partnerId, customerId } = enrollment;
    const account: ServiceAccount = { id: deps.ids.next(), partnerId, customerId, ...details.value };
    if (!(await insertServiceAccount(tx, account, { by: user.userId, at }))) {
      const known = (await listServiceAccounts(tx, enrollment)).flatMap(({ domains }) => domains);
      const domain = account.domains.find((one) => known.includes(one)) ?? account.domains.join(", ");
      return refused({ code: "account-domain-taken", domain });
    }
    const { name, country, domains } = account;
    const newValue = { account: name, country, domains: domains.join(", ") };
    await logActivity(tx, deps, user, [activityDone(logAs, at, subjectOf(enrollment), { newValue })]);
    await lookAgain(tx, { partnerId, customerId }, at);
    const { attachedTo } = await settleEnrollment(tx, deps, user, enrollment, "first-order", at);
    return ok({ accountId: account.id, account: name, isAttached: attachedTo === account.id });
  });
}

/** The services under every enrollment of the customer that has no account yet are due again. */
async function lookAgain(
  tx: Tx,
  customer: { readonly partnerId: string; readonly customerId: string },
  at: Temporal.Instant,
): Promise<void> {
  const enrollments = await listEnrollments(tx, { ...customer, agreementId: null });
  const links = await listAccountLinks(
    tx,
    enrollments.map(({ id }) => id),
  );
  for (const { id } of enrollments) {
    if (links.has(id)) continue;
    for (const service of await listEnrollmentServices(tx, id)) await setNextCheck(tx, service, at);
  }
}

function readDetails(input: EnterAccountInput): Result<Details, RefusalOf<"invalid-field">> {
  const wrong = (field: keyof EnterAccountInput, reason: string) =>
    refused({ code: "invalid-field", field, reason } as const);
  const name = input.name.trim();
  if (name === "" || name.length > organizationNameLengthMax) return wrong("name", "missing");
  if (findMarket(input.country) === undefined) return wrong("country", "unknown-country");
  const domains: string[] = [];
  for (const text of input.domains.split(/[\s,;]+/)) {
    if (text === "") continue;
    const domain = normalDomain(text);
    if (domain === undefined) return wrong("domains", "not-a-domain");
    if (!domains.includes(domain)) domains.push(domain);
  }
  if (domains.length === 0 || domains.length > domainsMax) return wrong("domains", "not-a-domain");
  const adminEmail = normalEmail(input.adminEmail);
  if (adminEmail === undefined) return wrong("adminEmail", "not-an-address");
  const adminName = input.adminName.trim();
  if (adminName === "" || adminName.length > adminNameLengthMax) return wrong("adminName", "missing");
  const admins: AccountAdmin[] = [{ email: adminEmail, name: adminName, kind: "global" }];
  if (input.billingEmail.trim() !== "") {
    const billingEmail = normalEmail(input.billingEmail);
    if (billingEmail === undefined) return wrong("billingEmail", "not-an-address");
    admins.push({ email: billingEmail, name: billingEmail, kind: "billing" });
  }
  return ok({ name, country: input.country, domains: domains.toSorted(), admins });
}
