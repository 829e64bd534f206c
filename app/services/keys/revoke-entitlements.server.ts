import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, type ActivitySubject } from "#app/domain/activity/activity.ts";
import type { EntitlementId } from "#app/domain/entitlement/entitlement.ts";
import type { RevocationCause } from "#app/domain/entitlement/withdrawal.ts";
import type { Tx } from "#db/client.ts";
import { revokeLinksOfEntitlement } from "#db/repositories/download-links.ts";
import { countRevoked, findKeyPool } from "#db/repositories/key-pools.ts";
import { listLiveKeys, revokeKey } from "#db/repositories/keys.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { ServiceDeps } from "../ports.ts";

/** A purchase that was cancelled: the line that bought it. For a subscription that is its first order's line. */
export type CancelledPurchase = EntitlementId &
  Pick<ActivitySubject, "productId" | "subscriptionId"> & {
    readonly partnerId: string;
    readonly customerId: string;
  };

/**
 * Revokes all keys and download links of a cancelled purchase, at once and for good. Called inside the transaction
 * that cancels, after subscription or line was marked: both are there or neither. Rule: after a cancellation.
 *
 * A second call changes nothing. What was never fetched needs no revoking: the entitlement itself is no longer usable.
 */
export async function revokeEntitlementsOf(
  deps: Pick<ServiceDeps, "ids" | "activityKeys">,
  tx: Tx,
  actor: Actor,
  purchase: CancelledPurchase,
  at: Temporal.Instant,
): Promise<{ readonly keys: number; readonly links: number }> {
  const live = await listLiveKeys(tx, purchase.partnerId, purchase);
  let keys = 0;
  // In order of their pools, as everybody locks them.
  for (const { poolId, keyId } of live)
    if (await revokeKeyOfPool(tx, purchase.partnerId, { poolId, keyId }, "purchase-cancelled", at)) keys++;
  const links = await revokeLinksOfEntitlement(tx, purchase.partnerId, purchase, at);
  if (keys > 0 || links > 0) {
    const newValue = { lineNumber: purchase.lineNumber, keys, links };
    await logActivity(tx, deps, actor, [activityDone("keys-revoked", at, purchase, { newValue })]);
  }
  return { keys, links };
}

/** Revokes one key and counts it; false where it was revoked already. */
export async function revokeKeyOfPool(
  tx: Tx,
  partnerId: string,
  { poolId, keyId }: { readonly poolId: string; readonly keyId: string },
  cause: RevocationCause,
  at: Temporal.Instant,
): Promise<boolean> {
  await findKeyPool(tx, poolId, { lock: true });
  const isRevoked = await revokeKey(tx, partnerId, keyId, cause, at);
  if (isRevoked) await countRevoked(tx, poolId, 1);
  return isRevoked;
}
