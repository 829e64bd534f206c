import type { Temporal } from "temporal-polyfill";
import { activityDone } from "#app/domain/activity/activity.ts";
import { countLiveLinksByKey } from "#db/repositories/download-links.ts";
import {
  claimKeysToRewrap,
  countKeysByMasterVersion,
  type KeyToRewrap,
  updateWrappedKey,
} from "#db/repositories/keys.ts";
import { listVaultSecrets, updateVaultSecret } from "#db/repositories/vault-secrets.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import type { KeyDeps } from "../ports.ts";
import { SealError } from "./aes-gcm.server.ts";
import { rewrapKey } from "./envelope.server.ts";
import { rewrapSecret } from "./portal-secret.server.ts";

export type RotationProgress = { readonly done: number; readonly failed: number; readonly total: number };

export type RotationOptions = {
  /** Keys that one transaction wraps anew; small, so that a draw hardly waits. */
  readonly keysPerBatch?: number;
  readonly onProgress?: (progress: RotationProgress) => void;
  /** A breath between two batches, for the pages beside it. */
  readonly rest?: () => Promise<void>;
};

export type RotationReport = RotationProgress & {
  readonly currentVersion: number;
  readonly use: readonly MasterKeyUse[];
};

/** What still refers to a master key. One that nothing refers to can be taken away. */
export type MasterKeyUse = {
  readonly version: number;
  readonly keys: number;
  readonly secrets: number;
  /** Download links that it signed and that have not ended. They stop working with it. */
  readonly links: number;
  readonly linksEndAt: Temporal.Instant | null;
};

const rowsPerBatch = 200;
/** Draws hold a row for milliseconds; what is held after so many passes is held by something else, and reported. */
const passesMax = 100;

/**
 * Wraps everything that is under an older master key under the present one, while the portal runs: keys stay readable
 * before, during and after. Stopped at any point it is simply called again; what is done shows in the rows themselves.
 *
 * A key that does not open is counted, left as it is and passed over: it must not stop the others. Only data keys are
 * touched; no product key is opened.
 */
export async function rotateMasterKey(
  deps: KeyDeps,
  at: Temporal.Instant,
  options: RotationOptions = {},
): Promise<RotationReport> {
  const currentVersion = deps.keyVault.currentVersion();
  const before = await findMasterKeyUse(deps, at);
  const old = before.filter(({ version }) => version < currentVersion);
  const progress = { done: 0, failed: 0, total: old.reduce((sum, { keys, secrets }) => sum + keys + secrets, 0) };
  const onProgress = () => options.onProgress?.({ ...progress });

  progress.done += await rewrapSecrets(deps, currentVersion);
  onProgress();
  // Rows that a draw held are left out by a pass, and found by the next one.
  for (let pass = 0; pass < passesMax; pass++) {
    const left = [...(await countKeysByMasterVersion(deps.db))].filter(([version]) => version < currentVersion);
    if (left.reduce((sum, [, keys]) => sum + keys, 0) === progress.failed) break;
    progress.failed = 0;
    for (const [version] of left)
      await rewrapKeysUnder(deps, version, options, (done, failed) => {
        progress.done += done;
        progress.failed += failed;
        onProgress();
      });
  }
  if (progress.done > 0) {
    const newValue = { masterVersion: currentVersion, keys: progress.done, failed: progress.failed };
    const line = activityDone("master-key-rotated", at, { partnerId: null }, { newValue });
    await deps.db.transaction().execute((tx) => logActivity(tx, deps, { kind: "system", job: "keys:rotate" }, [line]));
  }
  return { ...progress, currentVersion, use: await findMasterKeyUse(deps, at) };
}

async function rewrapSecrets(deps: KeyDeps, currentVersion: number): Promise<number> {
  let done = 0;
  for (const secret of await listVaultSecrets(deps.db)) {
    if (secret.masterVersion >= currentVersion) continue;
    if (await updateVaultSecret(deps.db, secret, await rewrapSecret(deps.keyVault, secret))) done++;
  }
  return done;
}

async function rewrapKeysUnder(
  deps: KeyDeps,
  masterVersion: number,
  options: RotationOptions,
  onBatch: (done: number, failed: number) => void,
): Promise<void> {
  const limit = options.keysPerBatch ?? rowsPerBatch;
  for (let afterKeyId = ""; ;) {
    const batch = await deps.db.transaction().execute(async (tx) => {
      const keys = await claimKeysToRewrap(tx, { masterVersion, afterKeyId, limit });
      let done = 0;
      for (const key of keys) {
        const wrap = await rewrapOrSkip(deps, key);
        if (wrap !== undefined && (await updateWrappedKey(tx, key, wrap))) done++;
      }
      return { done, read: keys.length, lastKeyId: keys.at(-1)?.keyId ?? afterKeyId };
    });
    if (batch.read > 0) onBatch(batch.done, batch.read - batch.done);
    if (batch.read < limit) return;
    afterKeyId = batch.lastKeyId;
    await options.rest?.();
  }
}

async function rewrapOrSkip(deps: KeyDeps, key: KeyToRewrap) {
  try {
    return await rewrapKey(deps.keyVault, key, key, { from: key.binding, to: key.binding });
  } catch (error) {
    if (error instanceof SealError) return undefined;
    throw error;
  }
}

/** What refers to each master key, by version; versions that nothing refers to are not among them. */
export async function findMasterKeyUse(deps: Pick<KeyDeps, "db">, at: Temporal.Instant): Promise<MasterKeyUse[]> {
  const keys = await countKeysByMasterVersion(deps.db);
  const secrets = await listVaultSecrets(deps.db);
  const links = await countLiveLinksByKey(deps.db, at);
  const versions = new Set([
    ...keys.keys(),
    ...secrets.map(({ masterVersion }) => masterVersion),
    ...links.map(({ keyVersion }) => keyVersion),
  ]);
  return [...versions]
    .sort((a, b) => a - b)
    .map((version) => {
      const link = links.find(({ keyVersion }) => keyVersion === version);
      return {
        version,
        keys: keys.get(version) ?? 0,
        secrets: secrets.filter(({ masterVersion }) => masterVersion === version).length,
        links: link?.count ?? 0,
        linksEndAt: link?.lastExpiresAt ?? null,
      };
    });
}

/**
 * Master keys that keys or secrets in the database need and that the vault does not have: they were taken away too
 * early, or the file is the wrong one. The portal says so when it starts, instead of failing at the first reveal.
 */
export async function findMissingMasterKeys(deps: Pick<KeyDeps, "db" | "keyVault">): Promise<readonly number[]> {
  const versions = new Set([
    ...(await countKeysByMasterVersion(deps.db)).keys(),
    ...(await listVaultSecrets(deps.db)).map(({ masterVersion }) => masterVersion),
  ]);
  return [...versions].filter((version) => !deps.keyVault.holds(version)).sort((a, b) => a - b);
}
