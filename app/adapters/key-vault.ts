import { open, SealError, seal } from "#app/services/keys/aes-gcm.server.ts";
import type { KeyVault } from "#app/services/ports.ts";
import { type MasterKey, MasterKeyError, type MasterKeys } from "./key-vault-master-keys.ts";

/** Version of the crypto of a wrapped data key. */
const formatOf = (masterVersion: number) => `w1-${masterVersion}`;

/** A vault that has its master keys in this process. Answers at once: nothing is fetched. */
export function createKeyVault(masterKeys: MasterKeys): KeyVault {
  const find = (version: number) => masterKeys.all().find((key) => key.version === version);
  return {
    currentVersion: () => currentOf(masterKeys).version,
    holds: (version) => find(version) !== undefined,
    async wrap(dataKey, context) {
      const { version, bytes } = currentOf(masterKeys);
      return { wrapped: seal(bytes, dataKey, formatOf(version), context), masterVersion: version };
    },
    async unwrap({ wrapped, masterVersion }, context) {
      const key = find(masterVersion);
      if (key === undefined) throw new SealError();
      return open(key.bytes, wrapped, formatOf(masterVersion), context);
    },
  };
}

function currentOf(masterKeys: MasterKeys): MasterKey {
  const current = masterKeys.all().at(-1);
  if (current === undefined) throw new MasterKeyError("There is no master key");
  return current;
}
