import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone, activityRefused } from "#app/domain/activity/activity.ts";
import { joinedOptions } from "#app/domain/entitlement/download.ts";
import { onlyVersion } from "#app/domain/entitlement/entitlement.ts";
import type { KeyFormat } from "#app/domain/entitlement/key-format.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { listSkusOfProducts } from "#db/repositories/catalog.ts";
import {
  findKeyPool,
  findKeyPoolOf,
  insertKeyPool,
  type KeyPool,
  updateStockFlags,
} from "#db/repositories/key-pools.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { KeyDeps } from "../ports.ts";
import { noteStock } from "./draw-key.server.ts";

export type AddKeyPoolInput = {
  readonly productId: string;
  /** Only where the editions of the product have different keys; else null. */
  readonly skuId: string | null;
  /** Empty where the product offers no choice of versions. */
  readonly version: string;
  readonly keyFormat: KeyFormat;
  /** At this many keys or fewer the operator is told. */
  readonly lowStockMark: number;
};

const markMax = 1_000_000;

type PoolRefusal = RefusalOf<"role-needed" | "not-found" | "invalid-field" | "version-not-offered" | "key-pool-exists">;

/** Adds an empty key pool for a product and version. Keys come into it with `stageKeyFile`. */
export async function addKeyPool(
  deps: KeyDeps,
  actor: Actor,
  input: AddKeyPoolInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly poolId: string }, PoolRefusal>> {
  const access = decideAccess(actor, "manage-key-pools");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "key-pool-added", refused: access });
  if (!isMark(input.lowStockMark)) return refused(badMark);
  return deps.db.transaction().execute(async (tx) => {
    const refusal = await refusalOfPool(tx, input);
    if (refusal === null) return add(deps, tx, actor, input, at);
    const subject = { partnerId: null, productId: refusal.code === "not-found" ? null : input.productId };
    await logActivity(tx, deps, actor, [activityRefused("key-pool-added", at, subject, refusal.code)]);
    return refused(refusal);
  });
}

async function refusalOfPool(
  tx: Tx,
  { productId, skuId, version }: AddKeyPoolInput,
): Promise<RefusalOf<"not-found" | "invalid-field" | "version-not-offered"> | null> {
  const skus = (await listSkusOfProducts(tx, [productId])).filter((sku) => skuId === null || sku.skuId === skuId);
  if (skus.length === 0) return { code: "not-found", what: "product" };
  const withKey = skus.filter((sku) => sku.needsKey);
  if (withKey.length === 0) return { code: "invalid-field", field: "productId", reason: "needs-no-key" };
  const { versions } = joinedOptions(withKey.map((sku) => sku.downloadOptions));
  const isOffered = versions.length === 0 ? version === onlyVersion : versions.includes(version);
  return isOffered ? null : { code: "version-not-offered" };
}

async function add(
  deps: KeyDeps,
  tx: Tx,
  actor: Actor,
  input: AddKeyPoolInput,
  at: Temporal.Instant,
): Promise<Result<{ readonly poolId: string }, RefusalOf<"key-pool-exists">>> {
  const poolId = deps.ids.next();
  const createdBy = actor.kind === "system" ? null : actor.userId;
  if (!(await insertKeyPool(tx, { ...input, poolId, createdAt: at, createdBy }))) {
    const known = await findKeyPoolOf(tx, input);
    return refused({ code: "key-pool-exists", poolId: known?.poolId ?? "" });
  }
  const { productId, skuId, version, keyFormat, lowStockMark } = input;
  const newValue = { poolId, skuId, version, keyFormat, lowStockMark };
  await logActivity(tx, deps, actor, [
    activityDone("key-pool-added", at, { partnerId: null, productId }, { newValue }),
  ]);
  return ok({ poolId });
}

/** Sets at how many keys the stock counts as low; to what it is already, and nothing is done. Touches no key. */
export async function setLowStockMark(
  deps: KeyDeps,
  actor: Actor,
  input: { readonly poolId: string; readonly lowStockMark: number },
  at: Temporal.Instant,
): Promise<Result<KeyPool, RefusalOf<"role-needed" | "not-found" | "invalid-field">>> {
  const access = decideAccess(actor, "manage-key-pools");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "key-pool-changed", refused: access });
  if (!isMark(input.lowStockMark)) return refused(badMark);
  return deps.db.transaction().execute(async (tx) => {
    const pool = await findKeyPool(tx, input.poolId, { lock: true });
    if (pool === undefined) return refused({ code: "not-found", what: "key-pool" });
    if (pool.lowStockMark === input.lowStockMark) return ok(pool);
    const { poolId, productId, version, lowStockMark, isLow, lowCount } = pool;
    const changed = { ...pool, lowStockMark: input.lowStockMark };
    await updateStockFlags(tx, poolId, { isLow, lowCount, lowStockMark: input.lowStockMark });
    await noteStock(deps, tx, changed, at);
    const oldValue = { poolId, version, lowStockMark };
    const newValue = { poolId, version, lowStockMark: input.lowStockMark };
    const line = activityDone("key-pool-changed", at, { partnerId: null, productId }, { oldValue, newValue });
    await logActivity(tx, deps, actor, [line]);
    return ok((await findKeyPool(tx, poolId)) ?? changed);
  });
}

const badMark = { code: "invalid-field", field: "lowStockMark", reason: "not-a-number" } as const;

function isMark(mark: number): boolean {
  return Number.isSafeInteger(mark) && mark >= 0 && mark <= markMax;
}
