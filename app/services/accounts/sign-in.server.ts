import type { Temporal } from "temporal-polyfill";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { deleteBucket, forgetAttempt } from "#db/repositories/rate-limits.ts";
import {
  findUserByEmail,
  findUserForChange,
  passwordNeverSet,
  type Preferences,
  rolesOfUser,
  upsertLastSignIn,
  type UserAccount,
} from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity, ownerOf } from "./account-activity.server.ts";
import { bucketOf, type Limit, placeOf, takeAttempt } from "./rate-limit.server.ts";
import { type StartedSession, startSession } from "./session-life.server.ts";

/** Attempts per account and place. By place as well, so that a stranger cannot lock an account for its owner. */
export const attemptsPerAccountMax = 10;
/** Attempts per place, whatever the accounts: against trying one password on many. Rightful sign-ins are not counted. */
export const attemptsPerPlaceMax = 100;
export const signInWindowMs = 15 * 60_000;

/**
 * Stands in for the hash of an account that is not there, so that the answer takes as long. Made with the parameters
 * of the real ones (a test compares) from random bytes that nobody kept.
 */
export const decoyHash =
  "$argon2id$v=19$m=19456,t=2,p=1$KiaStJfYV2MYv6Xdnn0x9w$hUvSqrAWxw8LoBsPA0l7eThJnQXJqYAiVO3vEqbDQIg";

export type SignInRequest = {
  readonly email: string;
  readonly password: string;
  /** Network address of the request. */
  readonly address: string | null;
  /** Raw id of the session the request came with; it is replaced. */
  readonly sessionId: string | null;
  /** The header of that name: the browser's own word. */
  readonly userAgent: string | null;
};

export type SignedIn = StartedSession & { readonly preferences: Preferences };

/**
 * Signs in by e-mail address and password, and begins a session under a new id.
 *
 * Unknown address, wrong password, disabled account and an account without a password get the same answer after the
 * same work. The password is checked before the transaction (it is slow on purpose); inside, the account is read
 * again, so that a change of password or a disabling that happened meanwhile wins.
 */
export async function signIn(
  deps: ServiceDeps,
  request: SignInRequest,
  at: Temporal.Instant,
): Promise<Result<SignedIn, RefusalOf<"sign-in-failed" | "too-many-attempts">>> {
  const email = request.email.trim().toLowerCase();
  const place = placeOf(request.address);
  const perAccount = { bucket: bucketOf("sign-in", email, place), attemptsMax: attemptsPerAccountMax };
  const perPlace = { bucket: bucketOf("sign-in-place", place), attemptsMax: attemptsPerPlaceMax };
  const limits = [perAccount, perPlace].map((limit) => ({ ...limit, windowMs: signInWindowMs }));
  const limited = await takeAttempts(deps, email, request.address, limits, at);
  if (!limited.ok) return limited;

  const account = await findUserByEmail(deps.db, email);
  const isProved = await provesPassword(deps, account, request.password);
  if (account === undefined || !isProved || account.disabledAt !== null) {
    await logFailure(deps, account, request.address, "sign-in-failed", at);
    return refused({ code: "sign-in-failed" });
  }
  const signedIn = await begin(deps, account, request, at);
  if (!signedIn.ok) return signedIn;
  await deleteBucket(deps.db, perAccount.bucket);
  await forgetAttempt(deps.db, perPlace.bucket);
  return signedIn;
}

/** Whether a password is the account's. Takes as long where there is no account, or none with a password. */
export async function provesPassword(
  deps: Pick<ServiceDeps, "passwords">,
  account: Pick<UserAccount, "passwordHash"> | undefined,
  password: string,
): Promise<boolean> {
  const hash = account?.passwordHash ?? passwordNeverSet;
  const isReal = hash !== passwordNeverSet;
  const fits = await deps.passwords.verify(isReal ? hash : decoyHash, password);
  return isReal && fits;
}

async function takeAttempts(
  deps: ServiceDeps,
  email: string,
  address: string | null,
  limits: readonly Limit[],
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"too-many-attempts">>> {
  for (const limit of limits) {
    const { decision, isFirstBeyond } = await takeAttempt(deps.db, limit, at);
    if (decision.ok) continue;
    if (isFirstBeyond) {
      await logFailure(deps, await findUserByEmail(deps.db, email), address, decision.refusal.code, at);
    }
    return decision;
  }
  return ok(null);
}

async function begin(
  deps: ServiceDeps,
  proved: UserAccount,
  request: SignInRequest,
  at: Temporal.Instant,
): Promise<Result<SignedIn, RefusalOf<"sign-in-failed">>> {
  return deps.db.transaction().execute(async (tx) => {
    const account = await findUserForChange(tx, proved.id);
    if (account === undefined || account.disabledAt !== null || account.passwordHash !== proved.passwordHash) {
      return refused({ code: "sign-in-failed" });
    }
    const { sessionId: replaces, userAgent } = request;
    const session = await startSession(tx, { userId: account.id, replaces, keepsLife: false, userAgent }, at);
    await upsertLastSignIn(tx, account.id, at);
    const owner = ownerOf(account, await rolesOfUser(tx, account.id), request.address);
    await logAccountActivity(deps, tx, owner, { action: "signed-in" }, at);
    return ok({ ...session, preferences: account.preferences });
  });
}

/** A line for a known and for an unknown address alike; the address that was typed is not kept: it may be a password. */
async function logFailure(
  deps: ServiceDeps,
  account: UserAccount | undefined,
  address: string | null,
  refusalCode: "sign-in-failed" | "too-many-attempts",
  at: Temporal.Instant,
): Promise<void> {
  const roles = await rolesOfUser(deps.db, account?.id ?? "");
  const actor =
    account === undefined ? ({ kind: "system", job: "sign-in" } as const) : ownerOf(account, roles, address);
  const newValue = account === undefined ? { address } : null;
  await logAccountActivity(deps, deps.db, actor, { action: "sign-in-failed", refusalCode, newValue }, at);
}
