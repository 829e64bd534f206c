import { isBefore } from "#app/domain/calendar/utc-days.ts";
import { type ApiClient, insertApiGrant, takeApiCode } from "#db/repositories/api-clients.ts";
import type { KeyDeps } from "../ports.ts";
import { machineNow } from "./access-token.server.ts";
import { refreshLifeHours } from "./refresh-life.ts";
import { hashOfSecret, newSecret } from "./secret.server.ts";

/** A refresh token for a user, as giving leave ends; the raw token is kept nowhere. */
async function makeGrant(
  deps: Pick<KeyDeps, "db" | "ids" | "clock">,
  grant: { readonly clientId: string; readonly userId: string; readonly isMfa: boolean },
): Promise<string> {
  const now = machineNow(deps);
  const { secret, hash } = newSecret();
  await insertApiGrant(deps.db, {
    ...grant,
    id: deps.ids.next(),
    tokenHash: hash,
    createdAt: now,
    expiresAt: now.add({ hours: refreshLifeHours }),
  });
  return secret;
}

/** Changes a code for what it stands for, once; undefined where it is none of this application's, or was used. */
export async function redeemCode(
  deps: Pick<KeyDeps, "db" | "ids" | "clock">,
  client: ApiClient,
  { code, redirectUri }: { readonly code: string; readonly redirectUri: string },
): Promise<{ userId: string; isMfa: boolean; refreshToken: string; nonce: string } | undefined> {
  const now = machineNow(deps);
  const taken = await takeApiCode(deps.db, hashOfSecret(code), now);
  if (taken === undefined || taken.clientId !== client.id || taken.redirectUri !== redirectUri) return undefined;
  if (!isBefore(now, taken.expiresAt)) return undefined;
  const { userId, isMfa, nonce } = taken;
  const refreshToken = await makeGrant(deps, { clientId: client.id, userId, isMfa });
  return { userId, isMfa, refreshToken, nonce };
}
