import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { findMarket } from "#app/domain/catalog/markets.ts";
import type { TaxRate } from "#app/domain/invoicing/tax.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { deleteTaxRate, findTaxRate, insertTaxRate, isTaxRateUsed } from "#db/repositories/tax-rates.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type TaxRateRequest = Omit<TaxRate, "id">;

/**
 * Enters a rate of tax for a market, in force from a UTC day until the market's next one. What is on no invoice yet and
 * dated from that day on is taxed with it; what is on an invoice stays as it is.
 */
export async function addTaxRate(
  deps: ServiceDeps,
  actor: Extract<Actor, { kind: "operator" | "partner" | "customer" }>,
  request: TaxRateRequest,
  at: Temporal.Instant,
): Promise<Result<TaxRate, RefusalOf<"role-needed" | "not-found" | "tax-rate-exists">>> {
  const access = decideAccess(actor, "manage-prices");
  if (!access.ok) return access;
  if (findMarket(request.market) === undefined) return refused({ code: "not-found", what: "tax-rate" });
  return deps.db.transaction().execute(async (tx) => {
    const rate = { id: deps.ids.next(), ...request };
    if (!(await insertTaxRate(tx, rate, { userId: actor.userId, at })))
      return refused({ code: "tax-rate-exists", market: rate.market, startsOn: rate.startsOn });
    const { market, rateMillionths, startsOn } = rate;
    const draft = activityDone(
      "tax-rate-added",
      at,
      { partnerId: null },
      { newValue: { market, rateMillionths, startsOn } },
    );
    await logActivity(tx, deps, actor, [draft]);
    return ok(rate);
  });
}

/** Takes a rate out that no invoice was made with. */
export async function removeTaxRate(
  deps: ServiceDeps,
  actor: Actor,
  { id }: { readonly id: string },
  at: Temporal.Instant,
): Promise<Result<TaxRate, RefusalOf<"role-needed" | "not-found" | "tax-rate-used">>> {
  const access = decideAccess(actor, "manage-prices");
  if (!access.ok) return access;
  return deps.db.transaction().execute(async (tx) => {
    const rate = await findTaxRate(tx, id);
    if (rate === undefined) return refused({ code: "not-found", what: "tax-rate" });
    if (await isTaxRateUsed(tx, id)) return refused({ code: "tax-rate-used" });
    await deleteTaxRate(tx, id);
    const { market, rateMillionths, startsOn } = rate;
    const draft = activityDone(
      "tax-rate-removed",
      at,
      { partnerId: null },
      { oldValue: { market, rateMillionths, startsOn } },
    );
    await logActivity(tx, deps, actor, [draft]);
    return ok(rate);
  });
}
