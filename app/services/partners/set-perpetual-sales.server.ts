import type { Temporal } from "temporal-polyfill";
import { decidePerpetualSales, type PerpetualSalesRequest } from "#app/domain/access/perpetual-sales.ts";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findPartnerById, updateSellsPerpetual } from "#db/repositories/partners.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce, queueNotices, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type SetPerpetualSalesInput = PerpetualSalesRequest & {
  readonly idempotencyKey: string;
  readonly partnerId: string;
};

export type SetPerpetualSalesRefusal = RefusalOf<
  "role-needed" | "not-found" | "invalid-field" | "idempotency-key-reused"
>;

/**
 * Switches a partner's sale of perpetual software on or off. What was bought stays; what stands in carts is refused at
 * checkout. Who buys for the partner is told, with the reason. Setting what is set already, also by two at once, changes
 * nothing, writes no second line and tells nobody again.
 */
export async function setPerpetualSales(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, ...wish }: SetPerpetualSalesInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly name: string; readonly sellsPerpetual: boolean }, SetPerpetualSalesRefusal>> {
  const logAs = "perpetual-sales-switched";
  const access = decideAccess(actor, "manage-partners");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  if (actor.kind === "system") throw new Error("What partners sell is decided by people");
  const request = { actor, at, operation: "set-perpetual-sales", idempotencyKey, wish, logAs } as const;
  return changeOnce<{ name: string; sellsPerpetual: boolean }, SetPerpetualSalesRefusal>(
    deps,
    request,
    async (tx, attempt) => {
      const { partnerId, sellsPerpetual } = wish;
      const partner = await findPartnerById(tx, partnerId);
      if (partner === undefined) return refused({ code: "not-found", what: "partner" });
      attempt.subject = { partnerId };
      const decision = decidePerpetualSales(partner, wish, { at, switchId: deps.ids.next() });
      if (!decision.ok) return decision;
      if (decision.value !== null && (await updateSellsPerpetual(tx, partnerId, sellsPerpetual))) {
        await queueNotices(tx, deps.ids, at, [decision.value.notice]);
        await logActivity(tx, deps, actor, [decision.value.activity]);
      }
      return ok({ name: partner.name, sellsPerpetual });
    },
  );
}
