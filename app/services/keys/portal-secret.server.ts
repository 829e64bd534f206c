import { randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import {
  findVaultSecret,
  insertVaultSecret,
  type VaultSecretName,
  type WrappedSecret,
} from "#db/repositories/vault-secrets.ts";
import type { KeyDeps, KeyVault, WrappedKey } from "../ports.ts";
import { contextOf } from "./aes-gcm.server.ts";

const secretBytes = 32;

/**
 * A secret of the portal's own, which lies in the database under the master key: it stays the same for good, across
 * rotations of the master key. Made at its first use. The caller wipes the bytes.
 *
 * @throws SealError where its master key is missing
 */
export async function findOrMakeSecret(
  deps: Pick<KeyDeps, "db" | "keyVault">,
  name: VaultSecretName,
  at: Temporal.Instant,
): Promise<Buffer> {
  const known = (await findVaultSecret(deps.db, name)) ?? (await makeSecret(deps, name, at));
  return openSecret(deps.keyVault, known);
}

/** Opens a secret as it was read. The caller wipes the bytes. */
export function openSecret(keyVault: KeyVault, secret: WrappedSecret): Promise<Buffer> {
  return keyVault.unwrap(secret, secretContext(secret.name));
}

async function makeSecret(
  deps: Pick<KeyDeps, "db" | "keyVault">,
  name: VaultSecretName,
  at: Temporal.Instant,
): Promise<WrappedSecret> {
  const secret = randomBytes(secretBytes);
  await keepSecret(deps, name, secret, at);
  secret.fill(0);
  // Of two that came at once the other's may have stayed.
  const stored = await findVaultSecret(deps.db, name);
  if (stored === undefined) throw new Error("A secret that was just stored is not there");
  return stored;
}

/** Seals and stores a secret that was made elsewhere; one of that name that is there already stays. The caller wipes the bytes. */
export async function keepSecret(
  deps: Pick<KeyDeps, "db" | "keyVault">,
  name: VaultSecretName,
  secret: Uint8Array,
  at: Temporal.Instant,
): Promise<void> {
  const wrap = await deps.keyVault.wrap(secret, secretContext(name));
  await insertVaultSecret(deps.db, { name, ...wrap }, at);
}

/** Wraps a secret of the portal anew, under the present master key. */
export async function rewrapSecret(vault: KeyVault, secret: WrappedSecret): Promise<WrappedKey> {
  const bytes = await openSecret(vault, secret);
  try {
    return await vault.wrap(bytes, secretContext(secret.name));
  } finally {
    bytes.fill(0);
  }
}

function secretContext(name: string): string {
  return contextOf("secret", name);
}
