import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findCustomerForChange } from "#db/repositories/customers.ts";
import { deleteCustomer, hasKeptRecords } from "#db/repositories/remove-customer.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

/** Takes a customer out of a sandbox, as programs do after a test. What was bought stays, and so does who bought it. */
export async function removeCustomer(
  deps: ServiceDeps,
  actor: Actor,
  input: { readonly idempotencyKey: string; readonly customerId: string },
  at: Temporal.Instant,
): Promise<Result<{ readonly customerId: string }>> {
  const scope = decidePartnerScope(actor, "add-customers");
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs: "customer-removed", refused: scope });
  const { partnerId, actor: remover } = scope.value;
  const { idempotencyKey, customerId } = input;
  const request = {
    actor: remover,
    at,
    operation: "remove-customer",
    idempotencyKey,
    wish: { customerId },
    logAs: "customer-removed",
  } as const;
  return changeOnce<{ customerId: string }, Refusal>(deps, request, async (tx) => {
    const customer = await findCustomerForChange(tx, partnerId, customerId);
    if (customer === undefined) return refused({ code: "not-found", what: "customer" });
    if (deps.mode !== "sandbox") return refused({ code: "sandbox-only" });
    if (await hasKeptRecords(tx, { partnerId, customerId }))
      return refused({ code: "invalid-field", field: "customerId", reason: "purchases and history are kept" });
    await deleteCustomer(tx, { partnerId, customerId });
    const { name, domain } = customer;
    const values = { oldValue: { customerId, name, domain } };
    await logActivity(tx, deps, remover, [activityDone("customer-removed", at, { partnerId }, values)]);
    return ok({ customerId });
  });
}
