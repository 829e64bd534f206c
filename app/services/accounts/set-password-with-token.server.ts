import type { Temporal } from "temporal-polyfill";
import { decidePassword } from "#app/domain/access/password.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findPasswordToken, usePasswordToken } from "#db/repositories/password-tokens.ts";
import { deleteSessionsOfUser } from "#db/repositories/sessions.ts";
import {
  findUserById,
  findUserForChange,
  rolesOfUser,
  updatePasswordHash,
  type UserAccount,
} from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity, ownerOf } from "./account-activity.server.ts";
import { passwordContextOf } from "./password-context.server.ts";
import { bucketOf, placeOf, takeAttempt } from "./rate-limit.server.ts";
import { hashOfSecret } from "./session-life.server.ts";
import { signInWindowMs } from "./sign-in.server.ts";

/** Attempts with links per place; a link cannot be guessed, but hashing passwords costs. */
const linkAttemptsPerPlaceMax = 30;

type LinkRefusal = RefusalOf<"password-link-invalid" | "password-too-weak" | "too-many-attempts">;

/** Whose password a link sets, for the page behind it; refused where the link was used, replaced or is too old. */
export async function findPasswordLink(
  deps: Pick<ServiceDeps, "db">,
  token: string,
  at: Temporal.Instant,
): Promise<Result<{ readonly email: string; readonly displayName: string }, RefusalOf<"password-link-invalid">>> {
  const account = await accountOfLink(deps.db, token, at);
  if (account === undefined) return refused({ code: "password-link-invalid" });
  return ok({ email: account.email, displayName: account.displayName });
}

/** Sets the password of the account a link was made for. The link works once; all sessions of the account end. */
export async function setPasswordWithToken(
  deps: ServiceDeps,
  request: { readonly token: string; readonly password: string; readonly address: string | null },
  at: Temporal.Instant,
): Promise<Result<{ readonly userId: string; readonly email: string }, LinkRefusal>> {
  const limited = await takeLinkAttempt(deps.db, request.address, at);
  if (!limited.ok) return limited;

  const seen = await accountOfLink(deps.db, request.token, at);
  if (seen === undefined) return refused({ code: "password-link-invalid" });
  const decision = decidePassword(request.password, await passwordContextOf(deps.db, seen));
  if (!decision.ok) return decision;
  const newHash = await deps.passwords.hash(request.password);
  return deps.db.transaction().execute(async (tx) => {
    const account = await findUserForChange(tx, seen.id);
    const isOpen = account !== undefined && account.disabledAt === null;
    if (!isOpen || !(await usePasswordToken(tx, hashOfSecret(request.token), at))) {
      return refused({ code: "password-link-invalid" });
    }
    await updatePasswordHash(tx, account.id, account.passwordHash, newHash);
    await deleteSessionsOfUser(tx, account.id);
    const owner = ownerOf(account, await rolesOfUser(tx, account.id), request.address);
    await logAccountActivity(deps, tx, owner, { action: "password-changed", newValue: { byLink: true } }, at);
    return ok({ userId: account.id, email: account.email });
  });
}

/** Counts an attempt to set a password by a link, of whatever kind, from one place. */
export async function takeLinkAttempt(
  db: Db,
  address: string | null,
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"too-many-attempts">>> {
  const bucket = bucketOf("password-link", placeOf(address));
  const limit = { bucket, attemptsMax: linkAttemptsPerPlaceMax, windowMs: signInWindowMs };
  return (await takeAttempt(db, limit, at)).decision;
}

async function accountOfLink(db: Db, token: string, at: Temporal.Instant): Promise<UserAccount | undefined> {
  const link = await findPasswordToken(db, hashOfSecret(token));
  if (link === undefined || link.usedAt !== null || !isBefore(at, link.expiresAt)) return undefined;
  const account = await findUserById(db, link.userId);
  return account?.disabledAt === null ? account : undefined;
}
