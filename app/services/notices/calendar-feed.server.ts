import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import { actorOf } from "#app/domain/access/organization.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  deleteCalendarFeed,
  findCalendarFeed,
  findCalendarOwner,
  putCalendarFeed,
} from "#db/repositories/calendar-feeds.ts";
import { findUserById, findUserForChange, type Preferences, rolesOfUser } from "#db/repositories/users.ts";
import { logAccountActivity } from "../accounts/account-activity.server.ts";
import { bucketOf, placeOf, takeAttempt } from "../accounts/rate-limit.server.ts";
import { hashOfSecret, newSecret } from "../accounts/session-life.server.ts";
import type { ServiceDeps } from "../ports.ts";

type LoggingDeps = Pick<ServiceDeps, "db" | "ids" | "activityKeys">;

/** Calendars ask every few minutes to hours; sixty an hour is more than any asks for one, and little for guessing. */
const askingLimit = { attemptsMax: 60, windowMs: 3_600_000 };

/**
 * Gives the reader's calendar a secret address, a new one where it has one: the old one opens nothing from then on.
 * The secret is given out here once; what is stored is its hash.
 */
export async function renewCalendarFeed(
  deps: LoggingDeps,
  actor: Actor,
  at: Temporal.Instant,
): Promise<Result<{ readonly secret: string }, RefusalOf<"role-needed" | "not-found">>> {
  const access = decideAccess(actor, "see-subscriptions");
  if (!access.ok) return access;
  if (actor.kind !== "partner") return refused({ code: "not-found", what: "calendar" });
  return deps.db.transaction().execute(async (tx) => {
    await findUserForChange(tx, actor.userId);
    const isThere = (await findCalendarFeed(tx, actor.userId)) !== undefined;
    const secret = newSecret();
    await putCalendarFeed(tx, actor.userId, hashOfSecret(secret), at);
    const line = {
      action: "settings-changed",
      oldValue: { calendar: isThere },
      newValue: { calendar: "new address" },
    } as const;
    await logAccountActivity(deps, tx, actor, line, at);
    return ok({ secret });
  });
}

/** Takes the address away. Where there was none, nothing is left to do. */
export async function revokeCalendarFeed(
  deps: LoggingDeps,
  actor: Actor,
  at: Temporal.Instant,
): Promise<Result<null, RefusalOf<"not-found">>> {
  if (actor.kind !== "partner") return refused({ code: "not-found", what: "calendar" });
  return deps.db.transaction().execute(async (tx) => {
    await findUserForChange(tx, actor.userId);
    if (await deleteCalendarFeed(tx, actor.userId)) {
      const line = { action: "settings-changed", oldValue: { calendar: true }, newValue: { calendar: false } } as const;
      await logAccountActivity(deps, tx, actor, line, at);
    }
    return ok(null);
  });
}

/** Whose calendar it is, and how they read. */
export type CalendarOwner = { readonly actor: Actor; readonly preferences: Preferences };

/**
 * Who is behind a secret address. Account and roles are read anew each time. Whatever does not fit is not found, and
 * whoever tries many is held back by place; an address that fits counts for itself, so that colleagues behind one
 * router do not hold each other back.
 */
export async function openCalendarFeed(
  deps: Pick<ServiceDeps, "db">,
  { secret, address }: { readonly secret: string; readonly address: string | null },
  at: Temporal.Instant,
): Promise<Result<CalendarOwner, RefusalOf<"not-found" | "too-many-attempts">>> {
  const secretHash = hashOfSecret(secret);
  const userId = /^[\w-]{43}$/.test(secret) ? await findCalendarOwner(deps.db, secretHash) : undefined;
  const bucket = userId === undefined ? bucketOf("calendar-guess", placeOf(address)) : bucketOf("calendar", userId);
  const { decision } = await takeAttempt(deps.db, { bucket, ...askingLimit }, at);
  if (!decision.ok) return decision;
  const account = userId === undefined ? undefined : await findUserById(deps.db, userId);
  if (account === undefined || account.disabledAt !== null) return refused({ code: "not-found", what: "calendar" });
  const roles = await rolesOfUser(deps.db, account.id);
  const actor = actorOf(account.organization, { userId: account.id, roles, address });
  if (!decideAccess(actor, "see-subscriptions").ok) return refused({ code: "not-found", what: "calendar" });
  return ok({ actor, preferences: account.preferences });
}
