import type { Temporal } from "temporal-polyfill";
import type { Entitlement } from "#app/domain/entitlement/entitlement.ts";
import { assessStock, emptyPoolNotice, missingPoolNotice } from "#app/domain/entitlement/key-stock.ts";
import type { Tx } from "#db/client.ts";
import {
  findKeyPool,
  findKeyPoolFor,
  type KeyPool,
  takeFromStock,
  updateStockFlags,
} from "#db/repositories/key-pools.ts";
import { bindKey, getAvailableKey, type IssuedKey } from "#db/repositories/keys.ts";
import { queueNotices } from "../change-once.server.ts";
import type { KeyDeps } from "../ports.ts";
import { type KeyBinding, rewrapKey } from "./envelope.server.ts";

/**
 * Draws a key from the pool for an edition and version, and binds it to the entitlement for good. Undefined where
 * there is none; the operator is told, in the same transaction. The key stays sealed: only its data key is wrapped
 * anew, bound from now on to organisation, customer and entitlement.
 *
 * The caller holds the entitlement locked and has found that it has no live key for the version.
 */
export async function drawKey(
  deps: Pick<KeyDeps, "keyVault" | "ids">,
  tx: Tx,
  entitlement: Entitlement,
  version: string,
  at: Temporal.Instant,
): Promise<IssuedKey | undefined> {
  const { productId, skuId } = entitlement;
  const known = await findKeyPoolFor(tx, { productId, skuId, version });
  if (known === undefined) {
    await queueNotices(tx, deps.ids, at, [missingPoolNotice(productId, version, at)]);
    return undefined;
  }
  const pool = await takeFromStock(tx, known.poolId);
  if (pool === undefined) {
    // Read again: while this draw waited for its turn, another one may have taken the last key.
    const empty = (await findKeyPool(tx, known.poolId)) ?? known;
    await queueNotices(tx, deps.ids, at, [emptyPoolNotice(empty, empty.issued + empty.revoked)]);
    return undefined;
  }
  await noteStock(deps, tx, pool, at);

  const key = await getAvailableKey(tx, pool.poolId);
  const binding: KeyBinding = {
    partnerId: entitlement.partnerId,
    customerId: entitlement.customerId,
    orderId: entitlement.orderId,
    lineNumber: entitlement.lineNumber,
    version,
  };
  const wrap = await rewrapKey(deps.keyVault, key, key, { from: null, to: binding });
  if (!(await bindKey(tx, key, binding, wrap, at))) throw new Error("A key was drawn behind the lock of its pool");
  return { ...key, ...wrap, version, issuedAt: at };
}

/** Tells the operator once when the stock becomes low, and notes when it is no longer. The caller holds the pool. */
export async function noteStock(
  deps: Pick<KeyDeps, "ids">,
  tx: Tx,
  pool: KeyPool,
  at: Temporal.Instant,
): Promise<void> {
  const change = assessStock(pool);
  if (change.isLow === pool.isLow) return;
  await updateStockFlags(tx, pool.poolId, change);
  if (change.notice !== null) await queueNotices(tx, deps.ids, at, [change.notice]);
}
