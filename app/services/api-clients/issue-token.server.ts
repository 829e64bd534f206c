import type { Temporal } from "temporal-polyfill";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import {
  type ApiCallerRow,
  type ApiClient,
  findApiCallerRow,
  findApiClientById,
  touchApiClient,
} from "#db/repositories/api-clients.ts";
import { extendApiGrant, findApiGrant } from "#db/repositories/api-grants.ts";
import { bucketOf, placeOf, takeAttempt } from "../accounts/rate-limit.server.ts";
import type { KeyDeps } from "../ports.ts";
import { machineNow, readAccessToken, signAccessToken, signIdToken, type SignedToken } from "./access-token.server.ts";
import { redeemCode } from "./authorize.server.ts";
import { grantOfSpentToken, nextRefreshToken } from "./rotate-leave.server.ts";
import { refreshLifeHours } from "./refresh-life.ts";
import { hashOfSecret, isSameHash } from "./secret.server.ts";

/** Why no token is issued; the token endpoint has words and a number for each. */
export type TokenRefusal =
  | "client-unknown"
  | "secret-wrong"
  | "tenant-unknown"
  | "refresh-token-invalid"
  | "code-invalid"
  | "user-gone"
  | "too-many-attempts";

export type TokenRequest = {
  /** GUID, domain or `common`, out of the address. */
  readonly tenant: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly audience: string;
  readonly grant:
    | { readonly kind: "application" }
    | { readonly kind: "refresh"; readonly refreshToken: string }
    | {
        readonly kind: "code";
        readonly code: string;
        readonly redirectUri: string;
        /** What proves that whoever changes the code also asked for it; undefined where nothing was sent. */
        readonly verifier: string | undefined;
      };
  /** The portal's own address, for the issuer. */
  readonly root: string;
  readonly address: string | null;
};

export type TokensIssued = SignedToken & {
  readonly tenantId: string;
  /** Only where a user stands behind it. */
  readonly refreshToken: string | null;
  readonly idToken: string | null;
};

export type TokenResult =
  | { readonly ok: true; value: TokensIssued }
  | { readonly ok: false; readonly refusal: TokenRefusal; readonly retryAfterSeconds?: number };

/** Wrong secrets that one place may try for one client. */
const wrongSecrets = { attemptsMax: 20, windowMs: 10 * 60_000 };

/** Issues an access token to an application that knows its secret: for itself, or for a user who gave it leave. */
export async function issueToken(deps: KeyDeps, request: TokenRequest, at: Temporal.Instant): Promise<TokenResult> {
  const client = await findApiClientById(deps.db, request.clientId.toLowerCase());
  if (client === undefined || client.revokedAt !== null) return refuseSecret(deps, request, "client-unknown", at);
  if (!isSecretOf(client, request.clientSecret, machineNow(deps)))
    return refuseSecret(deps, request, "secret-wrong", at);
  await touchApiClient(deps.db, client.id, at);
  const { grant } = request;
  if (grant.kind === "application")
    return issueFor(deps, request, client, { userId: client.id, isMfa: false, grantId: null });
  if (grant.kind === "refresh") return refresh(deps, request, client, grant.refreshToken);
  const redeemed = await redeemCode(deps, client, grant);
  if (redeemed === undefined) return { ok: false, refusal: "code-invalid" };
  return issueFor(deps, request, client, redeemed);
}

/** A new access token for one that is still good; undefined where it is not. */
export async function reissueToken(
  deps: KeyDeps,
  request: { readonly token: string; readonly audience: string; readonly root: string },
): Promise<TokensIssued | undefined> {
  const claims = await readAccessToken(deps, request.token);
  const client = claims === undefined ? undefined : await findApiClientById(deps.db, claims.clientId);
  if (claims === undefined || client === undefined || client.revokedAt !== null) return undefined;
  const issued = await issueFor(deps, { ...request, tenant: "common" }, client, claims);
  return issued.ok ? { ...issued.value, idToken: null } : undefined;
}

async function refresh(
  deps: KeyDeps,
  request: TokenRequest,
  client: ApiClient,
  refreshToken: string,
): Promise<TokenResult> {
  const now = machineNow(deps);
  const hash = hashOfSecret(refreshToken);
  const grant = (await findApiGrant(deps.db, hash)) ?? (await grantOfSpentToken(deps, client, hash, now));
  if (grant === undefined || grant.clientId !== client.id || !isBefore(now, grant.expiresAt))
    return { ok: false, refusal: "refresh-token-invalid" };
  const holder = { userId: grant.userId, isMfa: grant.isMfa, grantId: grant.id };
  // Whatever is refused leaves the present token as it is: it is changed last.
  const issued = await issueFor(deps, request, client, { ...holder, refreshToken });
  if (issued.ok && grant.isRotating) {
    const next = await nextRefreshToken(deps, grant, now);
    if (next === undefined) return { ok: false, refusal: "refresh-token-invalid" };
    issued.value = { ...issued.value, refreshToken: next };
  }
  if (issued.ok) await extendApiGrant(deps.db, grant.id, { at: now, expiresAt: now.add({ hours: refreshLifeHours }) });
  return issued;
}

type Holder = {
  readonly userId: string;
  readonly isMfa: boolean;
  readonly grantId: string | null;
  readonly refreshToken?: string;
  readonly nonce?: string;
};

async function issueFor(
  deps: KeyDeps,
  request: Pick<TokenRequest, "tenant" | "audience" | "root">,
  client: ApiClient,
  holder: Holder,
): Promise<TokenResult> {
  const account = await findApiCallerRow(deps.db, client.id, holder.userId, holder.grantId);
  if (account === undefined || !mayStandBehind(account)) return { ok: false, refusal: "user-gone" };
  const { organization } = account;
  const tenantId = organization.kind === "customer" ? organization.customerId : client.partnerId;
  if (!isTenantOf(request.tenant, [client.partnerId, tenantId])) return { ok: false, refusal: "tenant-unknown" };
  const isAppOnly = holder.userId === client.id;
  const subject = {
    clientId: client.id,
    userId: holder.userId,
    tenantId,
    audience: request.audience,
    issuer: `${request.root}/${tenantId}/`,
    isAppOnly,
    isMfa: holder.isMfa,
    grantId: holder.grantId,
    roles: account.roles,
    user: isAppOnly ? null : { email: account.email, displayName: account.displayName },
  };
  const signed = await signAccessToken(deps, subject);
  return {
    ok: true,
    value: {
      ...signed,
      tenantId,
      refreshToken: holder.refreshToken ?? null,
      idToken: isAppOnly ? null : await signIdToken(deps, subject, holder.nonce),
    },
  };
}

/** Of the client's own organisation, or of a customer of it, and able to sign in. */
function mayStandBehind({ organization, partnerId, isDisabled, isLeaveOver }: ApiCallerRow): boolean {
  return !isDisabled && !isLeaveOver && organization.kind !== "operator" && organization.partnerId === partnerId;
}

function isSecretOf(client: ApiClient, secret: string, now: Temporal.Instant): boolean {
  const hash = hashOfSecret(secret);
  const isPresent = isSameHash(hash, client.secretHash);
  const isOld = client.oldSecretHash !== null && isSameHash(hash, client.oldSecretHash);
  return isPresent || (isOld && client.oldSecretUntil !== null && isBefore(now, client.oldSecretUntil));
}

/** The id of the partner or of the user's tenant, `common`, or any domain: a partner's domains are not known here, and the secret says it all. */
function isTenantOf(tenant: string, ids: readonly string[]): boolean {
  const name = tenant.toLowerCase();
  return ids.includes(name) || name === "common" || name === "organizations" || name.includes(".");
}

async function refuseSecret(
  deps: KeyDeps,
  request: TokenRequest,
  refusal: TokenRefusal,
  at: Temporal.Instant,
): Promise<TokenResult> {
  const bucket = bucketOf("api-secret", request.clientId.toLowerCase(), placeOf(request.address));
  const { decision } = await takeAttempt(deps.db, { bucket, ...wrongSecrets }, at);
  if (decision.ok) return { ok: false, refusal };
  return { ok: false, refusal: "too-many-attempts", retryAfterSeconds: decision.refusal.retryAfterSeconds };
}
