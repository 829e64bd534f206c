import { randomBytes, randomInt } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { createKeyVault } from "#app/adapters/key-vault.ts";
import { loadMasterKeys } from "#app/adapters/key-vault-master-keys.ts";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import type { DownloadOptions } from "#app/domain/entitlement/entitlement.ts";
import type { KeyFormat } from "#app/domain/entitlement/key-format.ts";
import { createActivityKeys } from "#app/services/activity/activity-keys.server.ts";
import { addKeyPool } from "#app/services/keys/manage-key-pool.server.ts";
import { finishKeyImport } from "#app/services/keys/finish-key-import.server.ts";
import { stageKeyFile } from "#app/services/keys/stage-key-file.server.ts";
import type { ActivityKeys, Clock, KeyDeps, KeyVault } from "#app/services/ports.ts";
import type { Db } from "#db/client.ts";
import { jsonColumn } from "#db/columns.ts";
import { sandboxVault, testActivityKeys } from "./activity-keys.ts";
import {
  buildCustomer,
  buildOperatorActor,
  buildPartner,
  buildPartnerActor,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildUser,
  type PurchaseOptions,
  type SkuOptions,
  type TestCustomer,
} from "./builders.ts";

/** Keys, pools and entitlements for tests. */

export const keysAt = Temporal.Instant.from("2026-11-02T09:00:00Z");

/** A master key of a test's own: `1:…` as in the file. */
export function masterKeyText(version = 1): string {
  return `${version}:${randomBytes(32).toString("base64")}`;
}

export function testVault(text: string = masterKeyText()): KeyVault {
  return createKeyVault(loadMasterKeys({ text }));
}

export function fixedClock(at: Temporal.Instant = keysAt): Clock {
  return { now: () => at, refresh: async () => {} };
}

const keysOfVaults = new WeakMap<KeyVault, ActivityKeys>([[sandboxVault, testActivityKeys]]);

/** The keys of the log under a vault; in memory for as long as a process would have them. */
function activityKeysOf(keyVault: KeyVault): ActivityKeys {
  const known = keysOfVaults.get(keyVault) ?? createActivityKeys(keyVault);
  keysOfVaults.set(keyVault, known);
  return known;
}

export function keyDeps(db: Db, keyVault: KeyVault = sandboxVault): KeyDeps {
  return {
    db,
    clock: fixedClock(),
    // Later than the ids of the builders, and random in their second half.
    ids: createUuidIds(() => 1_800_000_000_000),
    passwords: { hash: async () => "", verify: async () => false },
    activityKeys: activityKeysOf(keyVault),
    mode: "sandbox",
    keyVault,
  };
}

const letters = "BCDFGHJKMPQRTVWXY2346789";

/** A key that nobody has: five groups of five, or 32 digits. */
export function newKey(format: KeyFormat = "5x5"): string {
  if (format === "32-digits") return Array.from({ length: 32 }, () => randomInt(10)).join("");
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group(), group()].join("-");
}

export function newKeys(count: number, format: KeyFormat = "5x5"): string[] {
  return Array.from({ length: count }, () => newKey(format));
}

export async function* bytesOf(text: string, chunkBytes = 64 * 1024): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text, "utf8");
  for (let offset = 0; offset < bytes.length; offset += chunkBytes) yield bytes.subarray(offset, offset + chunkBytes);
}

export async function fillPool(deps: KeyDeps, operator: Actor, poolId: string, keys: readonly string[]): Promise<void> {
  const content = bytesOf(keys.join("\n"));
  const staged = await stageKeyFile(
    deps,
    operator,
    { poolId, fileName: "keys.txt", content, bytesTotal: null },
    keysAt,
  );
  if (!staged.ok) throw new Error(staged.refusal.code);
  const { importId } = staged.value;
  const done = await finishKeyImport(deps, operator, { importId, leaveOutRefused: false }, keysAt);
  if (!done.ok) throw new Error(done.refusal.code);
}

export async function buildPool(
  deps: KeyDeps,
  operator: Actor,
  pool: { productId: string; skuId?: string | null; version?: string; keyFormat?: KeyFormat; lowStockMark?: number },
  keys: readonly string[] = [],
): Promise<string> {
  const { productId, skuId = null, version = "2022", keyFormat = "5x5", lowStockMark = 0 } = pool;
  const added = await addKeyPool(deps, operator, { productId, skuId, version, keyFormat, lowStockMark }, keysAt);
  if (!added.ok) throw new Error(added.refusal.code);
  if (keys.length > 0) await fillPool(deps, operator, added.value.poolId, keys);
  return added.value.poolId;
}

export const allOptions: DownloadOptions = {
  versions: ["2022", "2019"],
  languages: ["en-US", "de-DE"],
  fileTypes: ["ISO"],
  operatingSystems: [],
};

/** A product with keys and downloads. */
export async function buildSoftware(
  db: Db,
  options: SkuOptions & { options?: DownloadOptions; instructions?: { url: string; steps: string[] } } = {},
) {
  const { sku } = await buildSku(db, { needsKey: true, needsDownload: true, ...options });
  await db
    .updateTable("sku")
    .set({
      download_options_json: jsonColumn(options.options ?? allOptions),
      install_instructions_json: options.instructions === undefined ? null : jsonColumn(options.instructions),
    })
    .where("product_id", "=", sku.productId)
    .where("sku_id", "=", sku.skuId)
    .execute();
  return sku;
}

export async function buildCustomerActor(
  db: Db,
  customer: TestCustomer,
  roles: readonly Role[] = ["customer-global-admin"],
): Promise<Extract<Actor, { kind: "customer" }>> {
  const { partnerId, id: customerId } = customer;
  const user = await buildUser(db, { partnerId, customerId, roles, displayName: "Customer's Admin" });
  return { kind: "customer", userId: user.id, partnerId, customerId, roles, address: "198.51.100.7" };
}

/** Everything for a reveal: partner, customer, both admins, a product with a pool of keys, one bought subscription. */
export async function buildKeyCase(
  db: Db,
  options: { keys?: readonly string[]; lowStockMark?: number; isPerpetual?: boolean; deps?: KeyDeps } = {},
) {
  const deps = options.deps ?? keyDeps(db);
  const operator = await buildOperatorActor(db);
  const partner = await buildPartner(db);
  const actor = await buildPartnerActor(db, partner.id);
  const customer = await buildCustomer(db, partner.id);
  const sku = await buildSoftware(db, options.isPerpetual === true ? { kind: "perpetual-software" } : {});
  const keys = options.keys ?? newKeys(3);
  const { lowStockMark = 0 } = options;
  const poolId = await buildPool(deps, operator, { productId: sku.productId, lowStockMark }, keys);
  const purchase: PurchaseOptions = { customer, sku, at: keysAt };
  const bought =
    options.isPerpetual === true ? await buildPerpetualPurchase(db, purchase) : await buildSubscription(db, purchase);
  const { orderId, lineNumber } = bought;
  const subscriptionId = "id" in bought ? bought.id : null;
  const line = { customerId: customer.id, orderId, lineNumber };
  return {
    deps,
    operator,
    partner,
    actor,
    customer,
    customerActor: await buildCustomerActor(db, customer),
    sku,
    keys,
    poolId,
    line,
    subscriptionId,
    /** What a reveal of its first version asks. */
    reveal: { ...line, version: "2022", authenticatedAt: keysAt },
  };
}
