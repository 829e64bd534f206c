import { createHmac, randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { findVaultSecret, insertVaultSecret, type WrappedSecret } from "#db/repositories/vault-secrets.ts";
import type { KeyDeps, KeyVault, WrappedKey } from "../ports.ts";
import { contextOf } from "./aes-gcm.server.ts";

/** Tells whether two keys are the same without knowing either. Wiped by `forget`. */
export type Fingerprinter = {
  /** Keyed HMAC-SHA256 of a normalised key, hex. */
  of(key: string): string;
  forget(): void;
};

const secretBytes = 32;
const secretName = "key-fingerprints";

/**
 * Makes fingerprints with a secret of the portal's own, which lies in the database under the master key: fingerprints
 * stay comparable for good, across rotations, also with those of revoked keys. Made at its first use.
 */
export async function fingerprinter(
  deps: Pick<KeyDeps, "db" | "keyVault">,
  at: Temporal.Instant,
): Promise<Fingerprinter> {
  const known = (await findVaultSecret(deps.db, secretName)) ?? (await makeSecret(deps, at));
  const secret = await deps.keyVault.unwrap(known, secretContext(known.name));
  return {
    of: (key) => createHmac("sha256", secret).update(key, "utf8").digest("hex"),
    forget: () => void secret.fill(0),
  };
}

async function makeSecret(deps: Pick<KeyDeps, "db" | "keyVault">, at: Temporal.Instant): Promise<WrappedSecret> {
  const secret = randomBytes(secretBytes);
  const wrap = await deps.keyVault.wrap(secret, secretContext(secretName));
  secret.fill(0);
  await insertVaultSecret(deps.db, { name: secretName, ...wrap }, at);
  // Of two that came at once the other's may have stayed.
  const stored = await findVaultSecret(deps.db, secretName);
  if (stored === undefined) throw new Error("A secret that was just stored is not there");
  return stored;
}

/** Wraps a secret of the portal anew, under the present master key. */
export async function rewrapSecret(vault: KeyVault, secret: WrappedSecret): Promise<WrappedKey> {
  const bytes = await vault.unwrap(secret, secretContext(secret.name));
  try {
    return await vault.wrap(bytes, secretContext(secret.name));
  } finally {
    bytes.fill(0);
  }
}

function secretContext(name: string): string {
  return contextOf("secret", name);
}
