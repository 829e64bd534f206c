import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { findMarket } from "#app/domain/catalog/markets.ts";
import type { ValidationStatus } from "#app/domain/order/order.ts";
import type { Refusal, RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { CustomerProfile } from "#app/domain/access/profiles.ts";
import type { Tx } from "#db/client.ts";
import { insertRole, insertUser } from "#db/repositories/users.ts";
import { putCustomerProfile } from "#db/repositories/profiles.ts";
import { hasCustomerWithDomain, insertCustomer, lockCustomersOf } from "#db/repositories/customers.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type AddCustomerInput = {
  readonly idempotencyKey: string;
  readonly name: string;
  /** Such as `contoso.example`; stored in lower case. */
  readonly domain: string;
  /** Two letters in capitals; the market of everything bought for the customer. */
  readonly country: string;
  /** Null where nothing is known, which blocks nothing. */
  readonly validationStatus: ValidationStatus | null;
  /** What programs enter beside it. */
  readonly profile?: CustomerProfile;
  /** The first account of the tenant, its global admin, where one is wished; the password is hashed already. */
  readonly admin?: { readonly userName: string; readonly displayName: string; readonly passwordHash: string };
};

export type CustomerAdded = {
  readonly customerId: string;
  /** What the first account signs in with; null where none was made. */
  readonly adminUserName: string | null;
};

/** The longest name that is taken. */
export const customerNameLengthMax = 200;

/** Adds a customer to the actor's organisation. The same domain twice within it is refused; two partners may serve the same one. */
export async function addCustomer(
  deps: ServiceDeps,
  actor: Actor,
  input: AddCustomerInput,
  at: Temporal.Instant,
): Promise<Result<CustomerAdded>> {
  const scope = decidePartnerScope(actor, "add-customers");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs: "customer-added", refused: scope });
  const { partnerId, actor: adder } = scope.value;
  const { idempotencyKey, validationStatus, country } = input;
  const name = input.name.trim().replace(/\s+/g, " ");
  const domain = input.domain.trim().toLowerCase();
  const wish = {
    name,
    domain,
    country,
    validationStatus,
    ...(input.profile === undefined ? {} : { profile: input.profile }),
  };
  const request = {
    actor: adder,
    at,
    operation: "add-customer",
    idempotencyKey,
    wish,
    logAs: "customer-added",
  } as const;
  return changeOnce<CustomerAdded, Refusal>(deps, request, async (tx) => {
    const refusal = refusalOfFields(wish);
    if (refusal) return refused(refusal);
    await lockCustomersOf(tx, partnerId);
    if (await hasCustomerWithDomain(tx, partnerId, domain))
      return refused({ code: "invalid-field", field: "domain", reason: "taken" });
    const customerId = deps.ids.next();
    const scope = { partnerId, customerId };
    await insertCustomer(tx, { id: customerId, partnerId, name, domain, country, validationStatus, createdAt: at });
    if (input.profile !== undefined) await putCustomerProfile(tx, scope, input.profile, { version: 0, at });
    const adminUserName = input.admin === undefined ? null : await addAdmin(deps, tx, scope, input.admin, at);
    await logActivity(tx, deps, adder, [
      activityDone(
        "customer-added",
        at,
        { partnerId, customerId },
        { newValue: { name, domain, country, validationStatus } },
      ),
    ]);
    return ok({ customerId, adminUserName });
  });
}

/** An address signs in to one account in the whole portal: where it is taken, the account gets a name beside it. */
async function addAdmin(
  deps: ServiceDeps,
  tx: Tx,
  { partnerId, customerId }: { readonly partnerId: string; readonly customerId: string },
  admin: NonNullable<AddCustomerInput["admin"]>,
  at: Temporal.Instant,
): Promise<string> {
  const [local = "admin", domain = ""] = admin.userName.split("@");
  for (const email of [admin.userName, `${local}.${customerId.slice(-12)}@${domain}`]) {
    const id = deps.ids.next();
    const user = {
      id,
      organization: { kind: "customer", partnerId, customerId } as const,
      email,
      displayName: admin.displayName,
      passwordHash: admin.passwordHash,
      preferences: { language: "en", timeZone: "UTC", theme: "system" } as const,
      disabledAt: null,
      createdAt: at,
    };
    if (!(await insertUser(tx, user))) continue;
    await insertRole(tx, id, "customer-global-admin");
    return email;
  }
  throw new Error("A new customer's account is there already");
}

/** Labels of letters, digits and inner hyphens, at least two of them; names in other scripts come as `xn--…`. */
const domainPattern = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

function refusalOfFields(fields: { name: string; domain: string; country: string }): RefusalOf<"invalid-field"> | null {
  const { name, domain, country } = fields;
  if (name === "") return { code: "invalid-field", field: "name", reason: "missing" };
  if (name.length > customerNameLengthMax) return { code: "invalid-field", field: "name", reason: "too-long" };
  if (!domainPattern.test(domain)) return { code: "invalid-field", field: "domain", reason: "not-a-domain" };
  if (findMarket(country) === undefined) return { code: "invalid-field", field: "country", reason: "unknown-market" };
  return null;
}
