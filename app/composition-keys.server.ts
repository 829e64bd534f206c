import { createFolderStore } from "#app/adapters/download-store-folder.ts";
import { createS3Store } from "#app/adapters/download-store-s3.ts";
import { createKeyVault } from "#app/adapters/key-vault.ts";
import { loadMasterKeys } from "#app/adapters/key-vault-master-keys.ts";
import { createLinkSigner } from "#app/adapters/link-signer.ts";
import type { KeyEnv } from "#app/http/key-env.server.ts";
import type { KeyServices } from "#app/services/ports.ts";

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
