import type { Temporal } from "temporal-polyfill";
import { actorOf } from "#app/domain/access/organization.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { findApiCallerRow, touchApiClient } from "#db/repositories/api-clients.ts";
import type { KeyDeps } from "../ports.ts";
import { readAccessToken } from "./access-token.server.ts";

/** Whoever a token speaks for. */
export type ApiCallerFound = {
  readonly clientId: string;
  readonly partnerId: string;
  readonly actor: Exclude<Actor, { kind: "system" }>;
  readonly audience: string;
  readonly isAppOnly: boolean;
  readonly isMfa: boolean;
};

/** How often it is noted that a client was used. */
const touchEveryMs = 60_000;

/**
 * The caller behind an access token, or undefined: not ours, expired, the client revoked, the leave taken back, the user disabled or of
 * another organisation. Client, account and roles are read anew each time, so that a change applies to the next call.
 */
export async function findApiCaller(
  deps: Pick<KeyDeps, "db" | "keyVault" | "clock">,
  request: { readonly token: string; readonly address: string | null },
  at: Temporal.Instant,
): Promise<ApiCallerFound | undefined> {
  const claims = await readAccessToken(deps, request.token);
  if (claims === undefined) return undefined;
  const { clientId, userId, audience, isAppOnly, isMfa, grantId } = claims;
  const row = await findApiCallerRow(deps.db, clientId, userId, grantId);
  if (row === undefined || row.isRevoked || row.isDisabled || row.isLeaveOver) return undefined;
  const { organization, roles, partnerId } = row;
  if (organization.kind === "operator" || organization.partnerId !== partnerId) return undefined;
  const seenMs = row.lastUsedAt?.epochMilliseconds ?? Number.NEGATIVE_INFINITY;
  if (at.epochMilliseconds - seenMs >= touchEveryMs) await touchApiClient(deps.db, clientId, at);
  const actor = actorOf(organization, { userId, roles, address: request.address, applicationId: clientId });
  if (actor.kind === "system") return undefined;
  return { clientId, partnerId, actor, audience, isAppOnly, isMfa };
}
