import { join } from "node:path";
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
  const storeIn = (folder: string) =>
    env.s3 === undefined ? createFolderStore(folder) : createS3Store({ ...env.s3, spoolFolder: folder });
  return {
    keyVault: createKeyVault(masterKeys),
    linkSigner: createLinkSigner(masterKeys),
    downloadStore: storeIn(env.downloadsFolder),
    attachmentStore: storeIn(join(env.downloadsFolder, "attachments")),
  };
}
