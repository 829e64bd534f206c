import { createKeyVault } from "#app/adapters/key-vault.ts";
import { loadMasterKeys } from "#app/adapters/key-vault-master-keys.ts";
import { sandboxMasterKey } from "#app/http/key-env.server.ts";
import { createActivityKeys } from "#app/services/activity/activity-keys.server.ts";

/** The vault of the sandbox: other processes of a test open with it what this one sealed. */
export const sandboxVault = createKeyVault(loadMasterKeys({ text: sandboxMasterKey }));

/** The keys of the log in tests; one for all databases, as a process may meet another database at any time. */
export const testActivityKeys = createActivityKeys(sandboxVault);
