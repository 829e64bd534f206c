import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { findMarket } from "#app/domain/catalog/markets.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  listOnlineServices,
  replaceIncompatibilities,
  replaceServiceCountries,
} from "#db/repositories/online-services.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

/** Says in which countries a service was launched, and which services exclude it; by the operator. */
export async function keepOnlineService(
  deps: ServiceDeps,
  actor: Actor,
  input: {
    readonly idempotencyKey: string;
    readonly serviceId: string;
    /** Two capitals each; none: not known. */
    readonly countries: readonly string[];
    readonly excludes: readonly string[];
  },
  at: Temporal.Instant,
): Promise<
  Result<{ title: string }, RefusalOf<"role-needed" | "not-found" | "invalid-field" | "idempotency-key-reused">>
> {
  const logAs = "online-services-changed";
  const access = decideAccess(actor, "keep-online-services");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  if (actor.kind !== "operator") return refused({ code: "not-found", what: "online-service" });
  const countries = [...new Set(input.countries)].toSorted();
  if (countries.some((country) => findMarket(country) === undefined))
    return refused({ code: "invalid-field", field: "countries", reason: "unknown-country" });
  const excludes = [...new Set(input.excludes)].toSorted();
  const { idempotencyKey, serviceId } = input;
  const wish = { serviceId, countries, excludes };
  const request = { actor, at, operation: "keep-online-service", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ title: string }, RefusalOf<"not-found" | "invalid-field">>(deps, request, async (tx) => {
    const services = await listOnlineServices(tx);
    const service = services.find(({ id }) => id === serviceId);
    if (service === undefined) return refused({ code: "not-found", what: "online-service" });
    const known = new Set(services.map(({ id }) => id));
    if (excludes.some((other) => other === serviceId || !known.has(other)))
      return refused({ code: "invalid-field", field: "excludes", reason: "unknown-service" });
    await replaceServiceCountries(tx, serviceId, countries);
    await replaceIncompatibilities(tx, serviceId, excludes);
    const newValue = { service: serviceId, countries: countries.join(","), excludes: excludes.join(",") };
    await logActivity(tx, deps, actor, [activityDone(logAs, at, { partnerId: null }, { newValue })]);
    return ok({ title: service.title });
  });
}
