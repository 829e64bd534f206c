import { createHmac, createSecretKey, hkdfSync, type KeyObject } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "#db/client.ts";
import { findVaultSecret } from "#db/repositories/vault-secrets.ts";
import { SealError } from "../keys/aes-gcm.server.ts";
import { findOrMakeSecret, openSecret } from "../keys/portal-secret.server.ts";
import type { ActivityKey, ActivityKeys, KeyVault } from "../ports.ts";

/** The version that new lines are made with. Another one would be a new secret beside the old ones. */
const presentVersion = 1;

/**
 * The keys of the log come from a secret of the portal's own, which lies in the database wrapped by the master key:
 * a new master key wraps it anew and changes no line, and old lines verify for good without any old master key.
 */
export function createActivityKeys(keyVault: KeyVault): ActivityKeys {
  let known: ActivityKey | undefined;
  const reload = async (db: Db, at: Temporal.Instant) => {
    const secret = await findOrMakeSecret({ db, keyVault }, secretName(presentVersion), at);
    known = deriveKey(secret, presentVersion);
    return known;
  };
  return {
    present: async (db, at) => known ?? (await reload(db, at)),
    reload,
    async find(db, version) {
      const wrapped = await findVaultSecret(db, secretName(version));
      if (wrapped === undefined) return undefined;
      try {
        return deriveKey(await openSecret(keyVault, wrapped), version);
      } catch (error) {
        if (error instanceof SealError) return undefined;
        throw error;
      }
    },
  };
}

function secretName(version: number): `activity-chain-${number}` {
  return `activity-chain-${version}`;
}

/** One key per purpose, so that a MAC made for one is good for nothing else. Wipes the secret. */
export function deriveKey(secret: Buffer, version: number): ActivityKey {
  const lines = purposeKey(secret, "reseller-portal/activity-lines/1");
  const seals = purposeKey(secret, "reseller-portal/activity-seals/1");
  const mark = macOf(purposeKey(secret, "reseller-portal/activity-mark/1"), "mark").slice(0, 12);
  secret.fill(0);
  return {
    version,
    mark,
    macOfLine: (text) => macOf(lines, text),
    macOfSeal: (text) => macOf(seals, text),
  };
}

function purposeKey(secret: Buffer, purpose: string): KeyObject {
  const bytes = Buffer.from(hkdfSync("sha256", secret, Buffer.alloc(0), purpose, 32));
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function macOf(key: KeyObject, text: string): string {
  return createHmac("sha256", key).update(text, "utf8").digest("base64url");
}
