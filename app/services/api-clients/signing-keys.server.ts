import { createECDH, createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "#db/client.ts";
import { listSecretsNamed } from "#db/repositories/vault-secrets.ts";
import { findOrMakeSecret, openSecret } from "../keys/portal-secret.server.ts";
import type { KeyDeps } from "../ports.ts";

type Deps = Pick<KeyDeps, "db" | "keyVault">;

/** A key that access tokens are signed with: P-256, whose secret lies in the database under the master key. */
export type SigningKey = {
  /** Names it in the head of a token. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly publicJwk: Readonly<Record<string, string>>;
  readonly madeAt: Temporal.Instant;
};

/** How long one key signs; the next request after it makes another. */
const signingDays = 90;
/** How long a key is published after the next was made: longer than any token lives. */
const publishedHours = 48;
/** How often another process's new key is looked for. */
const reloadMs = 60_000;

const loaded = new WeakMap<Db, { keys: readonly SigningKey[]; loadedAtMs: number }>();

/** The key for new tokens, made where there is none or where it has signed long enough. @param machineAt the machine's time */
export async function presentSigningKey(deps: Deps, machineAt: Temporal.Instant): Promise<SigningKey> {
  const [newest] = await signingKeys(deps, machineAt);
  if (newest !== undefined && machineAt.since(newest.madeAt).total("hours") < signingDays * 24) return newest;
  const number = newest === undefined ? 1 : Number(newest.kid.replace("api-token-", "")) + 1;
  const bytes = await findOrMakeSecret(deps, `api-token-${number}`, machineAt);
  bytes.fill(0);
  const [made] = await load(deps, machineAt);
  if (made === undefined) throw new Error("A key that was just made is not there");
  return made;
}

/** The key of a token, or undefined where it is none of ours or was published last too long ago. */
export async function findSigningKey(
  deps: Deps,
  kid: string,
  machineAt: Temporal.Instant,
): Promise<SigningKey | undefined> {
  const known = (await publishedKeys(deps, machineAt)).find((key) => key.kid === kid);
  if (known !== undefined) return known;
  const since = machineAt.epochMilliseconds - (loaded.get(deps.db)?.loadedAtMs ?? 0);
  if (since < 1_000) return undefined;
  return (await load(deps, machineAt)).find((key) => key.kid === kid && isPublished(key, [], machineAt));
}

/** The keys that tokens at large can be signed with, the newest first: what the JWKS document shows. */
export async function publishedKeys(deps: Deps, machineAt: Temporal.Instant): Promise<readonly SigningKey[]> {
  const keys = await signingKeys(deps, machineAt);
  return keys.filter((key) => isPublished(key, keys, machineAt));
}

function isPublished(key: SigningKey, keys: readonly SigningKey[], machineAt: Temporal.Instant): boolean {
  const next = keys[keys.indexOf(key) - 1];
  return next === undefined || machineAt.since(next.madeAt).total("hours") < publishedHours;
}

async function signingKeys(deps: Deps, machineAt: Temporal.Instant): Promise<readonly SigningKey[]> {
  const known = loaded.get(deps.db);
  const isFresh = known !== undefined && Math.abs(machineAt.epochMilliseconds - known.loadedAtMs) < reloadMs;
  return isFresh ? known.keys : load(deps, machineAt);
}

async function load(deps: Deps, machineAt: Temporal.Instant): Promise<readonly SigningKey[]> {
  const keys: SigningKey[] = [];
  for (const { madeAt, ...secret } of await listSecretsNamed(deps.db, "api-token-")) {
    const bytes = await openSecret(deps.keyVault, secret);
    keys.push({ kid: secret.name, madeAt, ...keyPairOf(secret.name, bytes) });
    bytes.fill(0);
  }
  loaded.set(deps.db, { keys, loadedAtMs: machineAt.epochMilliseconds });
  return keys;
}

/** 32 random bytes as the secret number of a P-256 key. One in 2³² would be none, and is refused by the library. */
function keyPairOf(kid: string, secret: Buffer): Pick<SigningKey, "privateKey" | "publicKey" | "publicJwk"> {
  const curve = createECDH("prime256v1");
  curve.setPrivateKey(secret);
  const point = curve.getPublicKey();
  const [x, y] = [point.subarray(1, 33).toString("base64url"), point.subarray(33).toString("base64url")];
  const jwk = { kty: "EC", crv: "P-256", x, y };
  const privateKey = createPrivateKey({ key: { ...jwk, d: secret.toString("base64url") }, format: "jwk" });
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  return { privateKey, publicKey, publicJwk: { ...jwk, kid, use: "sig", alg: "ES256" } };
}
