import { createHash, randomBytes } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import { browserOf } from "#app/domain/access/browser.ts";
import { addHours, isBefore } from "#app/domain/calendar/utc-days.ts";
import type { Tx } from "#db/client.ts";
import { deleteSession, findSession, insertSession } from "#db/repositories/sessions.ts";

/** Rule: session life, idle: without a request for this long a session is over. */
const sessionIdleHours = 0.5;

/** Rule: session life, absolute: so long after the sign-in a session is over, however busy. */
const sessionAbsoluteHours = 12;

/** When a session ends if nothing more is asked; at that instant it is over. */
export function sessionEndsAt(session: {
  readonly createdAt: Temporal.Instant;
  readonly lastSeenAt: Temporal.Instant;
}): Temporal.Instant {
  const idleEnd = addHours(session.lastSeenAt, sessionIdleHours);
  const absoluteEnd = addHours(session.createdAt, sessionAbsoluteHours);
  return isBefore(idleEnd, absoluteEnd) ? idleEnd : absoluteEnd;
}

/** That a session was used is written at most this often, so that a page costs no write. */
export const sessionTouchEveryMs = 60_000;

/** A session that was just begun. The id goes into the cookie and nowhere else. */
export type StartedSession = {
  readonly userId: string;
  /** 256 random bits in letters that a cookie can hold; the database has only their SHA-256. */
  readonly sessionId: string;
  readonly idHash: string;
  /** When the session ends if nothing more is asked. */
  readonly expiresAt: Temporal.Instant;
};

/** A secret of 256 random bits for a cookie or a link, in letters that need no escaping. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 in hex: what is stored of such a secret, so that a copy of the database opens nothing. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A session to begin, and what it takes the place of: the raw id of the session the request came with, if any. */
type Beginning = { readonly userId: string; readonly replaces: string | null } & (
  | {
      readonly keepsLife: false;
      /** The header of that name, by which its owner will know the session again. */
      readonly userAgent: string | null;
    }
  /** The person was signed in already: the twelve hours count on from the sign-in, and the browser is the same. */
  | { readonly keepsLife: true }
);

/**
 * Begins a session whose password was just proved, under a new id: whoever knew the id before must not own the
 * session after. What the replaced session held for its reader (notices, a place to go on) is taken along.
 */
export async function startSession(tx: Tx, session: Beginning, at: Temporal.Instant): Promise<StartedSession> {
  const before = session.replaces === null ? undefined : await findSession(tx, hashOfSecret(session.replaces));
  if (before !== undefined) await deleteSession(tx, before.idHash);
  const createdAt =
    session.keepsLife && before !== undefined ? Temporal.Instant.fromEpochMilliseconds(before.createdAt) : at;
  // Somebody else's notices are not for the person who signs in now.
  const isSamePerson = before?.userId === undefined || before.userId === session.userId;
  const sessionId = newSecret();
  const idHash = hashOfSecret(sessionId);
  const expiresAt = sessionEndsAt({ createdAt, lastSeenAt: at });
  await insertSession(tx, {
    idHash,
    userId: session.userId,
    data: isSamePerson && before !== undefined ? before.data : {},
    createdAt: createdAt.epochMilliseconds,
    authenticatedAt: at.epochMilliseconds,
    lastSeenAt: at.epochMilliseconds,
    expiresAt: expiresAt.epochMilliseconds,
    browser: session.keepsLife ? (before?.browser ?? browserOf(null)) : browserOf(session.userAgent),
  });
  return { userId: session.userId, sessionId, idHash, expiresAt };
}
