import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A new secret of 256 random bits, and what is kept of it. */
export type NewSecret = { readonly secret: string; readonly hash: string; readonly hint: string };

/** Makes a secret; it is shown once and kept nowhere. Random enough that a plain hash of it tells nothing. */
export function newSecret(): NewSecret {
  const secret = randomBytes(32).toString("base64url");
  return { secret, hash: hashOfSecret(secret), hint: secret.slice(-4) };
}

/** SHA-256 in hex. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Takes as long for a wrong one as for a right one. */
export function isSameHash(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one, "hex"), Buffer.from(other, "hex")];
  return a.length === b.length && timingSafeEqual(a, b);
}
