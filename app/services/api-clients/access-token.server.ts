import { createHash } from "node:crypto";
import { compactVerify, decodeProtectedHeader, type JWTPayload, SignJWT } from "jose";
import type { Temporal } from "temporal-polyfill";
import type { Role } from "#app/domain/access/roles.ts";
import type { ServiceDeps, KeyDeps } from "../ports.ts";
import { findSigningKey, presentSigningKey } from "./signing-keys.server.ts";

/** How long an access token is good, as the documents say it. */
export const tokenLifeSeconds = 3_600;
/** A token is said to be good from a little before it was made, for clients whose clock is behind. */
const clockSkewSeconds = 300;

/** What a token says. */
export type TokenClaims = {
  readonly clientId: string;
  /** Whose account acts: the application's own, or a user's. */
  readonly userId: string;
  readonly audience: string;
  readonly isAppOnly: boolean;
  readonly isMfa: boolean;
  /** The leave it was made by; null for an application alone. */
  readonly grantId: string | null;
};

export type TokenSubject = TokenClaims & {
  /** The partner's or the customer's id. */
  readonly tenantId: string;
  readonly roles: readonly Role[];
  readonly issuer: string;
  /** Of the user; null for an application alone. */
  readonly user: { readonly email: string; readonly displayName: string } | null;
};

export type SignedToken = { readonly token: string; readonly notBefore: number; readonly expiresOn: number };

/** The time that tokens are measured by: the machine's, since clients keep them by their own clocks. */
export function machineNow({ clock }: Pick<ServiceDeps, "clock">): Temporal.Instant {
  return clock.machineNow?.() ?? clock.now();
}

/** A role in the API's spelling; what a customer's user holds are directory roles. */
export function wireRole(role: Role): string {
  return role === "customer-global-admin" ? "global_admin" : role.replaceAll("-", "_");
}

/** Makes a signed access token. */
export async function signAccessToken(
  deps: Pick<KeyDeps, "db" | "keyVault" | "clock">,
  subject: TokenSubject,
): Promise<SignedToken> {
  const now = machineNow(deps);
  const key = await presentSigningKey(deps, now);
  const seconds = Math.floor(now.epochMilliseconds / 1000);
  const [notBefore, expiresOn] = [seconds - clockSkewSeconds, seconds + tokenLifeSeconds];
  const forUser = {
    scp: "user_impersonation",
    oid: subject.userId,
    upn: subject.user?.email,
    name: subject.user?.displayName,
    amr: subject.isMfa ? ["pwd", "mfa"] : ["pwd"],
  };
  const token = await new SignJWT({
    tid: subject.tenantId,
    appid: subject.clientId,
    roles: subject.roles.map(wireRole),
    ...(subject.grantId === null ? {} : { sid: subject.grantId }),
    ...(subject.isAppOnly ? { idtyp: "app", oid: subject.clientId } : forUser),
  })
    .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: key.kid })
    .setIssuer(subject.issuer)
    .setAudience(subject.audience)
    .setSubject(subject.userId)
    .setIssuedAt(seconds)
    .setNotBefore(notBefore)
    .setExpirationTime(expiresOn)
    .sign(key.privateKey);
  return { token, notBefore, expiresOn };
}

/** Binds an id token to the code that comes with it: the left half of its SHA-256. Rule: OpenID Connect, `c_hash`. */
function codeHashOf(code: string | undefined): { c_hash?: string } {
  if (code === undefined) return {};
  return { c_hash: createHash("sha256").update(code, "ascii").digest().subarray(0, 16).toString("base64url") };
}

/** Tells the application who its user is. @param code the code that comes with it, where one does */
export async function signIdToken(
  deps: Pick<KeyDeps, "db" | "keyVault" | "clock">,
  subject: TokenSubject,
  nonce: string | undefined,
  code?: string,
): Promise<string> {
  const now = machineNow(deps);
  const key = await presentSigningKey(deps, now);
  const seconds = Math.floor(now.epochMilliseconds / 1000);
  const { user, tenantId, userId } = subject;
  const who = { tid: tenantId, oid: userId, upn: user?.email, name: user?.displayName };
  return new SignJWT({ ...who, ...(nonce === undefined || nonce === "" ? {} : { nonce }), ...codeHashOf(code) })
    .setProtectedHeader({ alg: "ES256", typ: "JWT", kid: key.kid })
    .setIssuer(subject.issuer)
    .setAudience(subject.clientId)
    .setSubject(userId)
    .setIssuedAt(seconds)
    .setNotBefore(seconds - clockSkewSeconds)
    .setExpirationTime(seconds + tokenLifeSeconds)
    .sign(key.privateKey);
}

const verified = new Map<string, { claims: TokenClaims; expiresOn: number }>();
const verifiedMax = 5_000;

/** What a token says, where it is one of ours and still good; what it opens is asked anew each time. */
export async function readAccessToken(
  deps: Pick<KeyDeps, "db" | "keyVault" | "clock">,
  token: string,
): Promise<TokenClaims | undefined> {
  const seconds = machineNow(deps).epochMilliseconds / 1000;
  const known = verified.get(token);
  if (known !== undefined && seconds < known.expiresOn) return known.claims;
  const read = await verify(deps, token);
  if (read === undefined) return undefined;
  if (verified.size >= verifiedMax) verified.clear();
  verified.set(token, read);
  return read.claims;
}

async function verify(
  deps: Pick<KeyDeps, "db" | "keyVault" | "clock">,
  token: string,
): Promise<{ claims: TokenClaims; expiresOn: number } | undefined> {
  try {
    const { kid } = decodeProtectedHeader(token);
    const now = machineNow(deps);
    const key = typeof kid === "string" ? await findSigningKey(deps, kid, now) : undefined;
    if (key === undefined) return undefined;
    const checked = await compactVerify(token, key.publicKey, { algorithms: ["ES256"] });
    if (checked.protectedHeader["typ"] !== "JWT") return undefined;
    const payload = JSON.parse(new TextDecoder().decode(checked.payload)) as JWTPayload;
    const { aud, sub, exp, appid, idtyp, amr, sid } = payload;
    if (typeof aud !== "string" || typeof sub !== "string" || typeof appid !== "string" || typeof exp !== "number")
      return undefined;
    // By the machine's time; the library would ask for it by itself.
    if (now.epochMilliseconds / 1000 >= exp) return undefined;
    const isMfa = Array.isArray(amr) && amr.includes("mfa");
    const grantId = typeof sid === "string" ? sid : null;
    const claims = { clientId: appid, userId: sub, audience: aud, isAppOnly: idtyp === "app", isMfa, grantId };
    return { claims, expiresOn: exp };
  } catch {
    // Whatever is wrong with a token, its sender learns only that it is no good.
    return undefined;
  }
}
