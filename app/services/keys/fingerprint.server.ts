import { createHmac } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { KeyDeps } from "../ports.ts";
import { findOrMakeSecret } from "./portal-secret.server.ts";

/** Tells whether two keys are the same without knowing either. Wiped by `forget`. */
export type Fingerprinter = {
  /** Keyed HMAC-SHA256 of a normalised key, hex. */
  of(key: string): string;
  forget(): void;
};

/**
 * Makes fingerprints with a secret of the portal's own: they stay comparable for good, across rotations, also with
 * those of revoked keys.
 */
export async function fingerprinter(
  deps: Pick<KeyDeps, "db" | "keyVault">,
  at: Temporal.Instant,
): Promise<Fingerprinter> {
  const secret = await findOrMakeSecret(deps, "key-fingerprints", at);
  return {
    of: (key) => createHmac("sha256", secret).update(key, "utf8").digest("hex"),
    forget: () => void secret.fill(0),
  };
}
