import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findSku } from "#db/repositories/catalog.ts";
import { updateNeedsReview } from "#db/repositories/products.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

export type NeedsReviewRequest = {
  readonly productId: string;
  readonly skuId: string;
  readonly needsReview: boolean;
};

/**
 * Sets whether cancelling a purchase of an edition waits for a look by the operator. Rule: perpetual software under
 * review. Setting what is set already changes nothing and writes no line.
 */
export async function setNeedsReview(
  deps: ServiceDeps,
  actor: Actor,
  request: NeedsReviewRequest,
  at: Temporal.Instant,
): Promise<Result<{ title: string; needsReview: boolean }, RefusalOf<"role-needed" | "not-found">>> {
  const access = decideAccess(actor, "manage-catalogue");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "catalogue-changed", refused: access });
  const { productId, skuId, needsReview } = request;
  return deps.db.transaction().execute(async (tx) => {
    const sku = await findSku(tx, productId, skuId);
    if (sku === undefined) return refused({ code: "not-found", what: "product" });
    if (await updateNeedsReview(tx, request)) {
      const activity = activityDone(
        "catalogue-changed",
        at,
        { partnerId: null, productId },
        { oldValue: { skuId, needsReview: !needsReview }, newValue: { skuId, needsReview } },
      );
      await logActivity(tx, deps, actor, [activity]);
    }
    return ok({ title: sku.title, needsReview });
  });
}
