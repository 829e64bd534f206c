import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** Bytes of keys, nonces and tags; other lengths are refused, a shortened tag among them. */
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/** Says that something sealed does not open, and nothing else: neither what nor why. */
export class SealError extends Error {
  constructor() {
    super("A sealed value does not open");
    this.name = "SealError";
  }
}

/**
 * AES-256-GCM as text: `<format>.<nonce>.<ciphertext>.<tag>` in base64url. The nonce is random.
 *
 * @param format version of the crypto, so that another one can follow; it is bound like the context
 * @param context what the text belongs to; with another one it does not open
 */
export function seal(key: Uint8Array, plaintext: Uint8Array, format: string, context: string): string {
  assertKey(key);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(additionalData(format, context));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const parts = [nonce, ciphertext, cipher.getAuthTag()].map((part) => part.toString("base64url"));
  return [format, ...parts].join(".");
}

/** The plaintext of a sealed text. The caller wipes it. @throws SealError whatever is wrong with it. */
export function open(key: Uint8Array, sealed: string, format: string, context: string): Buffer {
  assertKey(key);
  const [prefix, ...parts] = sealed.split(".");
  const [nonce, ciphertext, tag] = parts.map(decode);
  if (prefix !== format || parts.length !== 3 || nonce === undefined || ciphertext === undefined || tag === undefined)
    throw new SealError();
  if (nonce.length !== nonceBytes || tag.length !== tagBytes) throw new SealError();
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(additionalData(format, context));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    throw new SealError();
  }
}

/** One text for one list of parts, whatever characters they hold. */
export function contextOf(...parts: readonly (string | number)[]): string {
  return JSON.stringify(parts.map(String));
}

function additionalData(format: string, context: string): Buffer {
  return Buffer.from(contextOf("reseller-portal", format, context), "utf8");
}

/** Only the one spelling that `seal` writes: a bit that decoding would ignore is a change all the same. */
function decode(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : undefined;
}

function assertKey(key: Uint8Array): void {
  if (key.length !== keyBytes) throw new SealError();
}
