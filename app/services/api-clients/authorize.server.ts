import { randomBytes } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { organizationOf } from "#app/domain/access/organization.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  type ApiClient,
  deleteOldApiCodes,
  findApiClientById,
  insertApiCode,
  insertApiGrant,
  takeApiCode,
} from "#db/repositories/api-clients.ts";
import { logActivity, loggedTransaction } from "../activity/log-activity.server.ts";
import type { KeyDeps, ServiceDeps } from "../ports.ts";
import { machineNow } from "./access-token.server.ts";
import { refreshLifeHours } from "./refresh-life.ts";
import { hashOfSecret, newSecret } from "./secret.server.ts";

/** How long a code waits for its application. */
const codeLife = Temporal.Duration.from({ minutes: 10 });

export type ApplicationAsking = { readonly clientId: string; readonly name: string; readonly redirectUri: string };

/**
 * The application that asks for leave to act for a user, where it may: it is the user's own partner's, is not revoked,
 * and the address that the user would be sent back to is one that was entered for it. Anything else is not found.
 */
export async function findApplicationAsking(
  deps: Pick<ServiceDeps, "db">,
  actor: Actor,
  request: { readonly clientId: string; readonly redirectUri: string },
): Promise<Result<ApplicationAsking, RefusalOf<"not-found">>> {
  const organization = organizationOf(actor);
  const client = await findApiClientById(deps.db, request.clientId.toLowerCase());
  if (
    client === undefined ||
    client.revokedAt !== null ||
    organization === null ||
    organization.kind === "operator" ||
    organization.partnerId !== client.partnerId ||
    !client.redirectUris.includes(request.redirectUri)
  )
    return refused({ code: "not-found", what: "api-client" });
  return ok({ clientId: client.id, name: client.name, redirectUri: request.redirectUri });
}

/** The user's leave: a code for the application, good once and for ten minutes. */
export async function giveLeave(
  deps: ServiceDeps,
  actor: Exclude<Actor, { kind: "system" }>,
  request: { readonly clientId: string; readonly redirectUri: string; readonly nonce: string },
  at: Temporal.Instant,
): Promise<Result<{ readonly code: string }, RefusalOf<"not-found">>> {
  const asking = await findApplicationAsking(deps, actor, request);
  if (!asking.ok) return asking;
  const code = randomBytes(32).toString("base64url");
  const now = machineNow(deps);
  await loggedTransaction(deps, async (tx) => {
    await deleteOldApiCodes(tx, now);
    await insertApiCode(tx, {
      codeHash: hashOfSecret(code),
      clientId: asking.value.clientId,
      userId: actor.userId,
      redirectUri: asking.value.redirectUri,
      nonce: request.nonce.slice(0, 200),
      isMfa: false,
      expiresAt: now.add(codeLife),
    });
    const partnerId = actor.kind === "operator" ? null : actor.partnerId;
    await logActivity(tx, deps, actor, [
      activityDone("api-leave-given", at, { partnerId }, { newValue: { application: asking.value.name } }),
    ]);
  });
  return ok({ code });
}

/** A refresh token for a user, as giving leave ends; the raw token is kept nowhere. */
export async function makeGrant(
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
