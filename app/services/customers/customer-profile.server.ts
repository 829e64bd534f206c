import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { CustomerProfile } from "#app/domain/access/profiles.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, type ActivityValue } from "#app/domain/activity/activity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findCustomerForChange } from "#db/repositories/customers.ts";
import { findCustomerProfile, putCustomerProfile } from "#db/repositories/profiles.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type ChangeCustomerProfileInput = {
  readonly idempotencyKey: string;
  readonly customerId: string;
  readonly billing: CustomerProfile["billing"];
  /** The version that the change was decided on; null where whoever asks does not say. */
  readonly version: number | null;
};

/** Puts a whole billing profile in the place of the present one. */
export async function changeCustomerProfile(
  deps: ServiceDeps,
  actor: Actor,
  input: ChangeCustomerProfileInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly customerId: string }>> {
  const scope = decidePartnerScope(actor, "add-customers");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs: "customer-changed", refused: scope });
  const { partnerId, actor: changer } = scope.value;
  const { idempotencyKey, ...wish } = input;
  const request = {
    actor: changer,
    at,
    operation: "change-customer-profile",
    idempotencyKey,
    wish,
    logAs: "customer-changed",
  } as const;
  return changeOnce<{ customerId: string }, Refusal>(deps, request, async (tx, attempt) => {
    const customer = await findCustomerForChange(tx, partnerId, input.customerId);
    if (customer === undefined) return refused({ code: "not-found", what: "customer" });
    attempt.subject = { partnerId, customerId: customer.id };
    const present = await findCustomerProfile(tx, partnerId, customer.id);
    const version = present?.version ?? 0;
    if (input.version !== null && input.version !== version) return refused({ code: "changed-meanwhile" });
    const profile = {
      email: present?.email ?? null,
      registrationNumber: present?.registrationNumber ?? null,
      billing: input.billing,
    };
    if (!(await putCustomerProfile(tx, { partnerId, customerId: customer.id }, profile, { version, at })))
      return refused({ code: "changed-meanwhile" });
    const values = { oldValue: flat(present?.billing ?? {}), newValue: flat(input.billing) };
    await logActivity(tx, deps, changer, [activityDone("customer-changed", at, attempt.subject, values)]);
    return ok({ customerId: customer.id });
  });
}

/** A profile as a line of the log has it: one level, named by their path. */
export function flat(value: object, path = ""): ActivityValue {
  const lines: Record<string, string | number | boolean | null> = {};
  for (const [name, field] of Object.entries(value) as [string, unknown][]) {
    const at = path === "" ? name : `${path}.${name}`;
    if (typeof field === "object" && field !== null) Object.assign(lines, flat(field, at));
    else if (typeof field === "string" || typeof field === "number" || typeof field === "boolean") lines[at] = field;
  }
  return lines;
}
