import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { addHours } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { deleteOpenPasswordTokens, insertPasswordToken } from "#db/repositories/password-tokens.ts";
import { findUser, findUserForChange, passwordNeverSet } from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { logAccountActivity } from "./account-activity.server.ts";
import { requireUserManager } from "./require-user-manager.server.ts";
import { hashOfSecret, newSecret } from "./session-life.server.ts";

/** How long a link to set a password works. */
export const passwordLinkHours = 72;

/** What goes into the link. The token is given out here once and stored nowhere. */
export type PasswordLink = { readonly token: string; readonly expiresAt: Temporal.Instant };

/** Makes a link for an account and takes back those made before, so that one link works at a time. */
export async function issuePasswordLink(tx: Tx, userId: string, at: Temporal.Instant): Promise<PasswordLink> {
  const token = newSecret();
  const expiresAt = addHours(at, passwordLinkHours);
  await deleteOpenPasswordTokens(tx, userId);
  await insertPasswordToken(tx, { tokenHash: hashOfSecret(token), userId, expiresAt }, at);
  return { token, expiresAt };
}

/**
 * Makes a new link for a user whose first one went unused. Whoever has a password already gets one in a sandbox only:
 * as long as the link is shown to the administrator instead of sent to the user, it would let one take over the account
 * of the other.
 */
export async function renewPasswordLink(
  deps: ServiceDeps,
  actor: Actor,
  request: { readonly userId: string },
  at: Temporal.Instant,
): Promise<Result<PasswordLink, RefusalOf<"role-needed" | "not-found" | "sandbox-only">>> {
  const manager = await requireUserManager(deps, actor, "password-link-issued", at);
  if (!manager.ok) return manager;
  return deps.db.transaction().execute(async (tx) => {
    const known = await findUser(tx, manager.value.organization, request.userId);
    const account = known === undefined ? undefined : await findUserForChange(tx, known.id);
    if (account === undefined || account.disabledAt !== null) return refused({ code: "not-found", what: "user" });
    const newValue = { userId: account.id };
    if (account.passwordHash !== passwordNeverSet && deps.mode !== "sandbox") {
      const line = { action: "password-link-issued", refusalCode: "sandbox-only", newValue } as const;
      await logAccountActivity(deps, tx, actor, line, at);
      return refused({ code: "sandbox-only" });
    }
    const link = await issuePasswordLink(tx, account.id, at);
    await logAccountActivity(deps, tx, actor, { action: "password-link-issued", newValue }, at);
    return ok(link);
  });
}
