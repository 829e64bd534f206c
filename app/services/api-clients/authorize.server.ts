import { createHash } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { decideLeave, type LeaveRefusal } from "#app/domain/access/leave.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type ApiClient, findApiClientById } from "#db/repositories/api-clients.ts";
import {
  deleteOldApiCodes,
  findGrantOfCode,
  insertApiCode,
  insertApiGrant,
  listGrantsOfUser,
  noteGrantOfCode,
  revokeApiGrant,
  takeApiCode,
} from "#db/repositories/api-grants.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { changeOnce } from "../change-once.server.ts";
import type { KeyDeps, ServiceDeps } from "../ports.ts";
import { machineNow, signIdToken } from "./access-token.server.ts";
import { refreshLifeHours } from "./refresh-life.ts";
import { hashOfSecret, isSameHash, newSecret } from "./secret.server.ts";

/** How long a code is good: as long as a browser takes to carry it to the application, and a slow network. */
const codeLifeMinutes = 5;

export type LeaveInput = {
  readonly clientId: string;
  /** Exactly one of those that the application registered. */
  readonly redirectUri: string;
  readonly nonce: string;
  /** SHA-256 of the application's proof, base64url; null where it announced none. */
  readonly challenge: string | null;
  /** Whether an id token is wanted beside the code. */
  readonly hasIdToken: boolean;
  /** The portal's own address, for the issuer. */
  readonly root: string;
};

export type LeaveGiven = { readonly code: string; readonly idToken: string | null };

/**
 * Gives an application leave to act for the user who asks for it here: makes a code that the application changes for
 * tokens, once and soon. The code is kept as a hash, bound to application, address and proof.
 */
export async function giveLeave(
  deps: KeyDeps,
  actor: Actor,
  user: { readonly email: string; readonly displayName: string },
  input: LeaveInput,
  at: Temporal.Instant,
): Promise<Result<LeaveGiven, LeaveRefusal>> {
  const client = await findApiClientById(deps.db, input.clientId.toLowerCase());
  const decision = decideLeave(actor, client, input.redirectUri);
  if (!decision.ok) return decision;
  const { actor: giver, client: taker } = decision.value;
  const now = machineNow(deps);
  const { secret, hash } = newSecret();
  await deps.db.transaction().execute(async (tx) => {
    await deleteOldApiCodes(tx, now.subtract({ hours: 24 }));
    await insertApiCode(tx, {
      codeHash: hash,
      clientId: taker.id,
      userId: giver.userId,
      redirectUri: input.redirectUri,
      nonce: input.nonce,
      isMfa: false,
      expiresAt: now.add({ minutes: codeLifeMinutes }),
      challenge: input.challenge,
    });
    const newValue = { application: taker.name };
    await logActivity(tx, deps, giver, [
      activityDone("api-leave-given", at, { partnerId: giver.partnerId }, { newValue }),
    ]);
  });
  if (!input.hasIdToken) return ok({ code: secret, idToken: null });
  const tenantId = giver.kind === "customer" ? giver.customerId : giver.partnerId;
  const subject = {
    clientId: taker.id,
    userId: giver.userId,
    audience: taker.id,
    isAppOnly: false,
    isMfa: false,
    grantId: null,
    tenantId,
    roles: giver.roles,
    issuer: `${input.root}/${tenantId}/`,
    user,
  };
  return ok({ code: secret, idToken: await signIdToken(deps, subject, input.nonce, secret) });
}

/** Takes one leave of the actor's own back: refresh token and access tokens open nothing from the next call on. */
export async function withdrawLeave(
  deps: ServiceDeps,
  actor: Actor,
  input: { readonly idempotencyKey: string; readonly leaveId: string },
  at: Temporal.Instant,
): Promise<Result<{ readonly name: string }, RefusalOf<"not-found" | "idempotency-key-reused">>> {
  if (actor.kind === "system") return refused({ code: "not-found", what: "api-leave" });
  const { idempotencyKey, leaveId } = input;
  const logAs = "api-leave-withdrawn" as const;
  const request = { actor, at, operation: logAs, idempotencyKey, wish: { leaveId }, logAs };
  return changeOnce<{ readonly name: string }, RefusalOf<"not-found">>(deps, request, async (tx) => {
    const now = machineNow(deps);
    const own = (await listGrantsOfUser(tx, actor.userId, now, leavesMax)).find(({ id }) => id === leaveId);
    if (own === undefined || !(await revokeApiGrant(tx, leaveId, now)))
      return refused({ code: "not-found", what: "api-leave" });
    const partnerId = actor.kind === "operator" ? null : actor.partnerId;
    const newValue = { application: own.clientName };
    await logActivity(tx, deps, actor, [activityDone(logAs, at, { partnerId }, { newValue })]);
    return ok({ name: own.clientName });
  });
}

const leavesMax = 200;

/** What a code stands for. */
type Redeemed = { userId: string; isMfa: boolean; grantId: string; refreshToken: string; nonce: string };

/**
 * Changes a code for what it stands for, once; undefined where it is none of this application's, was used, or comes
 * without the proof that was announced. A code that comes a second time was overheard: the leave made of it is over.
 */
export async function redeemCode(
  deps: Pick<KeyDeps, "db" | "ids" | "clock">,
  client: ApiClient,
  request: { readonly code: string; readonly redirectUri: string; readonly verifier: string | undefined },
): Promise<Redeemed | undefined> {
  const now = machineNow(deps);
  const codeHash = hashOfSecret(request.code);
  return deps.db.transaction().execute(async (tx) => {
    const taken = await takeApiCode(tx, codeHash, now);
    if (taken === undefined) {
      const grantId = await findGrantOfCode(tx, codeHash);
      if (grantId !== null) await revokeApiGrant(tx, grantId, now);
      return undefined;
    }
    if (taken.clientId !== client.id || taken.redirectUri !== request.redirectUri) return undefined;
    if (!isBefore(now, taken.expiresAt) || !isProved(taken.challenge, request.verifier)) return undefined;
    const { userId, isMfa, nonce, challenge } = taken;
    const { secret: refreshToken, hash } = newSecret();
    const grantId = deps.ids.next();
    await insertApiGrant(tx, {
      id: grantId,
      clientId: client.id,
      userId,
      tokenHash: hash,
      isMfa,
      // Clients that prove themselves keep what they are given; those of the documents keep one token for all their workers.
      isRotating: challenge !== null,
      createdAt: now,
      expiresAt: now.add({ hours: refreshLifeHours }),
    });
    await noteGrantOfCode(tx, codeHash, grantId);
    return { userId, isMfa, grantId, refreshToken, nonce };
  });
}

/** Rule: RFC 7636, method S256. A proof for a code that was asked for without one is refused too: somebody took it out. */
function isProved(challenge: string | null, verifier: string | undefined): boolean {
  if (challenge === null) return verifier === undefined;
  if (verifier === undefined || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  const hash = createHash("sha256").update(verifier, "ascii").digest("hex");
  return isSameHash(hash, Buffer.from(challenge, "base64url").toString("hex"));
}
