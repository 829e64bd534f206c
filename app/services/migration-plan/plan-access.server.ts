import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { ActivityAction, ActivitySubject } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Refused, type Result } from "#app/domain/result.ts";
import type { Temporal } from "temporal-polyfill";
import type { Tx } from "#db/client.ts";
import { findCustomer } from "#db/repositories/customers.ts";
import type { PlanScope } from "#db/repositories/migration-devices.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type Planner = { readonly actor: Extract<Actor, { kind: "partner" }>; readonly scope: PlanScope };

/** The customer of another organisation is not there. */
export const noSuchCustomer: Refused<RefusalOf<"not-found">> = refused({ code: "not-found", what: "customer" });

/** Asks the permission table and finds the customer whose plan it is. A missing role is logged. */
export async function requirePlanner(
  deps: ServiceDeps,
  actor: Actor,
  {
    customerId,
    logAs,
    at,
  }: { readonly customerId: string; readonly logAs: ActivityAction; readonly at: Temporal.Instant },
): Promise<Result<Planner, RefusalOf<"role-needed" | "not-found">>> {
  const access = decidePartnerScope(actor, "plan-migration");
  if (!access.ok) {
    const findSubject = (tx: Tx, partnerId: string) => subjectOf(tx, partnerId, customerId);
    return refuseAttempt(deps, actor, { at, logAs, refused: access, findSubject });
  }
  const { partnerId, actor: planner } = access.value;
  if ((await findCustomer(deps.db, partnerId, customerId)) === undefined) return noSuchCustomer;
  return ok({ actor: planner, scope: { partnerId, customerId } });
}

async function subjectOf(tx: Tx, partnerId: string, customerId: string): Promise<ActivitySubject | undefined> {
  return (await findCustomer(tx, partnerId, customerId)) === undefined ? undefined : { partnerId, customerId };
}
