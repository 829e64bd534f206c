import { createFolderStore } from "#app/adapters/download-store-folder.ts";
import { createS3Store } from "#app/adapters/download-store-s3.ts";
import { createKeyVault } from "#app/adapters/key-vault.ts";
import { loadMasterKeys } from "#app/adapters/key-vault-master-keys.ts";
import { createLinkSigner } from "#app/adapters/link-signer.ts";
import { type KeyEnv, readKeyEnv } from "#app/http/key-env.server.ts";
import { findMissingMasterKeys } from "#app/services/keys/rotate-master-key.server.ts";
import type { DownloadDeps, KeyDeps, PortalMode, ServiceDeps } from "#app/services/ports.ts";

/** What services of keys and downloads are given beside the rest. */
export type KeyServices = Pick<KeyDeps, "keyVault"> & Pick<DownloadDeps, "downloadStore" | "linkSigner">;

/**
 * Wires what the environment asks for.
 *
 * @param variables `process.env`, handed in by whoever starts a process
 * @throws EnvError, MasterKeyError with words for whoever starts the portal
 */
export function composeKeyServices(
  variables: Readonly<Record<string, string | undefined>>,
  mode: PortalMode,
): KeyServices {
  return createKeyServices(readKeyEnv(variables, mode));
}

/**
 * Wires vault, signer and store.
 *
 * @throws MasterKeyError where the master keys are missing, not random, or open to others
 */
export function createKeyServices(env: KeyEnv): KeyServices {
  const masterKeys = loadMasterKeys(env.masterKeys);
  return {
    keyVault: createKeyVault(masterKeys),
    linkSigner: createLinkSigner(masterKeys),
    downloadStore:
      env.s3 === undefined
        ? createFolderStore(env.downloadsFolder)
        : createS3Store({ ...env.s3, spoolFolder: env.downloadsFolder }),
  };
}

/**
 * Says at the start what would fail at the first reveal: keys in the database whose master key is not at hand.
 *
 * @throws Error that names the versions
 */
export async function assertMasterKeysFit(deps: Pick<ServiceDeps, "db">, { keyVault }: KeyServices): Promise<void> {
  const missing = await findMissingMasterKeys({ db: deps.db, keyVault });
  if (missing.length === 0) return;
  throw new Error(
    `Keys in the database are sealed with master key ${missing.join(", ")}, which is not at hand. ` +
      "Put it back, run npm run keys:rotate, and take it away when that says so.",
  );
}
