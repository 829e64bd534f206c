import { randomBytes } from "node:crypto";
import type { KeyVault, WrappedKey } from "../ports.ts";
import { contextOf, open, seal } from "./aes-gcm.server.ts";

/**
 * Envelope encryption of product keys.
 *
 * Each key is sealed once, under a data key of its own, bound to its row and pool for good. The data key is wrapped by
 * the master key and bound to where the key is at the moment: first to its pool, from the draw on to organisation,
 * customer and entitlement. So a draw and a rotation of the master key wrap the data key anew and never open the key
 * itself, and a row that is copied to another entitlement, organisation, pool or row does not open there.
 */
export type SealedKey = WrappedKey & {
  /** The key under its data key. */
  readonly sealed: string;
};

/** Which row a key is. */
export type KeyPlace = { readonly keyId: string; readonly poolId: string };

/** What a key is bound to from its draw on. */
export type KeyBinding = {
  readonly partnerId: string;
  readonly customerId: string;
  readonly orderId: string;
  readonly lineNumber: number;
  readonly version: string;
};

/** Version of the crypto of the text in `sealed`. */
const format = "k1";
const dataKeyBytes = 32;

/** Seals a key for its place in a pool. */
export async function sealKey(vault: KeyVault, key: string, place: KeyPlace): Promise<SealedKey> {
  const dataKey = randomBytes(dataKeyBytes);
  try {
    const sealed = seal(dataKey, Buffer.from(key, "utf8"), format, contextOf("key", place.poolId, place.keyId));
    return { sealed, ...(await vault.wrap(dataKey, wrapContext(place, null))) };
  } finally {
    dataKey.fill(0);
  }
}

/**
 * Wraps the data key anew: for another binding, or under the present master key. The key itself stays sealed.
 *
 * @param from what it is bound to; null for its pool
 * @param to what it shall be bound to
 */
export async function rewrapKey(
  vault: KeyVault,
  wrapped: WrappedKey,
  place: KeyPlace,
  { from, to }: { readonly from: KeyBinding | null; readonly to: KeyBinding | null },
): Promise<WrappedKey> {
  const dataKey = await vault.unwrap(wrapped, wrapContext(place, from));
  try {
    return await vault.wrap(dataKey, wrapContext(place, to));
  } finally {
    dataKey.fill(0);
  }
}

/** The key in the clear. Called by the reveal alone, after its line in the log is committed. @throws SealError */
export async function openKey(vault: KeyVault, key: SealedKey, place: KeyPlace, binding: KeyBinding): Promise<string> {
  const dataKey = await vault.unwrap(key, wrapContext(place, binding));
  try {
    const plaintext = open(dataKey, key.sealed, format, contextOf("key", place.poolId, place.keyId));
    const text = plaintext.toString("utf8");
    plaintext.fill(0);
    return text;
  } finally {
    dataKey.fill(0);
  }
}

function wrapContext({ poolId, keyId }: KeyPlace, binding: KeyBinding | null): string {
  if (binding === null) return contextOf("pool", poolId, keyId);
  const { partnerId, customerId, orderId, lineNumber, version } = binding;
  return contextOf("entitlement", partnerId, customerId, orderId, lineNumber, version, poolId, keyId);
}
