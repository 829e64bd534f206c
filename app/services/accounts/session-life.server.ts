import { createHash, randomBytes } from "node:crypto";

/** Without a request for this long a session is over. Rule: session life, idle. */
export const sessionIdleMs = 30 * 60_000;

/** So long after the sign-in a session is over, however busy. Rule: session life, absolute. */
export const sessionAbsoluteMs = 12 * 60 * 60_000;

/** Sliding a session is written at most this often, so that a page costs no write. */
export const sessionTouchEveryMs = 60_000;

/** A secret of 256 random bits for a cookie or a link, in letters that need no escaping. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of such a secret: a copy of the database opens nothing. */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** When a session ends that was last used at an instant, in epoch milliseconds; at that instant it is over. */
export function sessionEndMs(createdAtMs: number, lastSeenAtMs: number): number {
  return Math.min(createdAtMs + sessionAbsoluteMs, lastSeenAtMs + sessionIdleMs);
}
