import { createPrivateKey, generateKeyPair, type KeyObject, sign, type X509Certificate } from "node:crypto";
import { promisify } from "node:util";
import type { Temporal } from "temporal-polyfill";
import type { Db } from "#db/client.ts";
import { listSecretsNamed, type VaultSecretName } from "#db/repositories/vault-secrets.ts";
import { keepSecret, openSecret } from "../keys/portal-secret.server.ts";
import type { KeyDeps } from "../ports.ts";
import { selfSignedCertificate } from "./certificate.server.ts";

type Deps = Pick<KeyDeps, "db" | "keyVault">;

/** A key that events are signed with: RSA, as receivers expect it, lying in the database under the master key. */
export type WebhookKey = {
  /** Also the name of its certificate's address. */
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly certificate: X509Certificate;
  readonly publicJwk: Readonly<Record<string, string | readonly string[]>>;
  readonly madeAt: Temporal.Instant;
};

/** How long one key signs. Its certificate stays where it is: a receiver may come to an event late. */
const signingDays = 365;
const reloadMs = 60_000;
const generate = promisify(generateKeyPair);

const loaded = new WeakMap<Db, { keys: readonly WebhookKey[]; loadedAtMs: number }>();

/** The key for new events, made where there is none or where it has signed long enough. @param machineAt the machine's time */
export async function presentWebhookKey(deps: Deps, machineAt: Temporal.Instant): Promise<WebhookKey> {
  const [newest] = await webhookKeys(deps, machineAt);
  if (newest !== undefined && machineAt.since(newest.madeAt).total("hours") < signingDays * 24) return newest;
  const number = newest === undefined ? 1 : Number(newest.kid.replace("webhook-signing-", "")) + 1;
  const { privateKey } = await generate("rsa", { modulusLength: 2048 });
  const bytes = privateKey.export({ type: "pkcs8", format: "der" });
  await keepSecret(deps, `webhook-signing-${number}` satisfies VaultSecretName, bytes, machineAt);
  bytes.fill(0);
  const [made] = await load(deps, machineAt);
  if (made === undefined) throw new Error("A key that was just made is not there");
  return made;
}

/** All keys there are, the newest first. */
export async function webhookKeys(deps: Deps, machineAt: Temporal.Instant): Promise<readonly WebhookKey[]> {
  const known = loaded.get(deps.db);
  const isFresh = known !== undefined && Math.abs(machineAt.epochMilliseconds - known.loadedAtMs) < reloadMs;
  return isFresh ? known.keys : load(deps, machineAt);
}

/** The certificate of a key, in PEM; undefined where there is none of that name. */
export async function findWebhookCertificate(
  deps: Deps,
  kid: string,
  machineAt: Temporal.Instant,
): Promise<string | undefined> {
  const known = (await webhookKeys(deps, machineAt)).find((key) => key.kid === kid);
  const key = known ?? (await load(deps, machineAt)).find((one) => one.kid === kid);
  return key?.certificate.toString();
}

/** The signature of a body: RSA with SHA-256 over its UTF-8 bytes, in base64. */
export function signBody(key: Pick<WebhookKey, "privateKey">, body: string): string {
  return sign("sha256", Buffer.from(body, "utf8"), key.privateKey).toString("base64");
}

async function load(deps: Deps, machineAt: Temporal.Instant): Promise<readonly WebhookKey[]> {
  const keys: WebhookKey[] = [];
  for (const { madeAt, ...secret } of await listSecretsNamed(deps.db, "webhook-signing-")) {
    const bytes = await openSecret(deps.keyVault, secret);
    const privateKey = createPrivateKey({ key: bytes, format: "der", type: "pkcs8" });
    bytes.fill(0);
    const certificate = selfSignedCertificate(privateKey, { name: secret.name, madeAt });
    keys.push({ kid: secret.name, madeAt, privateKey, certificate, publicJwk: jwkOf(secret.name, certificate) });
  }
  loaded.set(deps.db, { keys, loadedAtMs: machineAt.epochMilliseconds });
  return keys;
}

function jwkOf(kid: string, certificate: X509Certificate): WebhookKey["publicJwk"] {
  const { kty = "RSA", n = "", e = "" } = certificate.publicKey.export({ format: "jwk" });
  return { kty, n, e, kid, use: "sig", alg: "RS256", x5c: [certificate.raw.toString("base64")] };
}
