import type { Temporal } from "temporal-polyfill";
import type { ApiClient } from "#db/repositories/api-clients.ts";
import { type ApiGrant, findGrantOfSpentToken, revokeApiGrant, rotateApiGrant } from "#db/repositories/api-grants.ts";
import type { ServiceDeps } from "../ports.ts";
import { newSecret } from "./secret.server.ts";

/**
 * For how long a refresh token that was just used is taken once more: for a client whose answer got lost, or that asked
 * twice at once. Our choice.
 */
const lostAnswerMs = 30_000;

/**
 * The leave behind a refresh token that was used before. Soon after, somebody's answer was lost; later, two have the
 * token and one of them stole it: then the leave is over, for both.
 */
export async function grantOfSpentToken(
  { db }: Pick<ServiceDeps, "db">,
  client: Pick<ApiClient, "id">,
  tokenHash: string,
  now: Temporal.Instant,
): Promise<ApiGrant | undefined> {
  return db.transaction().execute(async (tx) => {
    const found = await findGrantOfSpentToken(tx, tokenHash);
    // Another application that knows it shows that it got about, which is the same.
    if (found === undefined) return undefined;
    const agoMs = now.epochMilliseconds - found.spentAt.epochMilliseconds;
    if (found.grant.clientId === client.id && agoMs <= lostAnswerMs) return found.grant;
    await revokeApiGrant(tx, found.grant.id, now);
    return undefined;
  });
}

/** Another refresh token in the place of the present one; undefined where somebody else has just changed it. */
export async function nextRefreshToken(
  { db }: Pick<ServiceDeps, "db">,
  grant: Pick<ApiGrant, "id" | "tokenHash">,
  now: Temporal.Instant,
): Promise<string | undefined> {
  const { secret, hash } = newSecret();
  const isMine = await db.transaction().execute((tx) => rotateApiGrant(tx, grant, { tokenHash: hash, at: now }));
  return isMine ? secret : undefined;
}
