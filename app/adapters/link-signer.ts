import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import type { LinkSigner } from "#app/services/ports.ts";
import type { MasterKey, MasterKeys } from "./key-vault-master-keys.ts";

/** The purpose goes into the derived key, so that no signature ever helps against what else the master key protects. */
const purpose = "reseller-portal/download-links/1";

/**
 * Signs with a key that is derived from the newest master key, and accepts what any of the master keys at hand signed:
 * links outlive a rotation for as long as the old master key stays.
 */
export function createLinkSigner(masterKeys: MasterKeys): LinkSigner {
  const derived = new WeakMap<Buffer, Buffer>();
  const keyOf = ({ bytes }: MasterKey): Buffer => {
    const known = derived.get(bytes);
    if (known !== undefined) return known;
    const key = Buffer.from(hkdfSync("sha256", bytes, Buffer.alloc(0), purpose, 32));
    derived.set(bytes, key);
    return key;
  };
  const signatureOf = (key: MasterKey, payload: string) =>
    createHmac("sha256", keyOf(key)).update(payload).digest("base64url");
  return {
    sign(payload) {
      const current = masterKeys.all().at(-1);
      if (current === undefined) throw new TypeError("There is no master key");
      return { signature: signatureOf(current, payload), keyVersion: current.version };
    },
    verify(payload, signature) {
      // Text with text, so that a letter that decoding would ignore counts; all keys are tried, whichever fits.
      const given = Buffer.from(signature, "utf8");
      let fits = false;
      for (const key of masterKeys.all()) {
        const expected = Buffer.from(signatureOf(key, payload), "utf8");
        if (given.length === expected.length && timingSafeEqual(given, expected)) fits = true;
      }
      return fits;
    },
  };
}
