import type { Temporal } from "temporal-polyfill";
import { actorOf, type Organization } from "#app/domain/access/organization.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import { findSessionWithUser, type SessionWithUser, touchSession } from "#db/repositories/sessions.ts";
import type { Preferences } from "#db/repositories/users.ts";
import type { ServiceDeps } from "../ports.ts";
import { hashOfSecret, sessionEndsAt, sessionTouchEveryMs } from "./session-life.server.ts";

/** The user behind a request, as pages and services need it. */
export type SessionUser = {
  readonly userId: string;
  /** By what the session table knows the session of the request: no secret, and nothing opens with it. */
  readonly sessionIdHash: string;
  readonly email: string;
  readonly displayName: string;
  readonly organization: Organization;
  /** Name of the partner or customer; null for the operator. */
  readonly organizationName: string | null;
  readonly preferences: Preferences;
  readonly roles: readonly Role[];
  /** Who acts, for services. */
  readonly actor: Actor;
  /** When the password was last proved in this session; null for never. */
  readonly authenticatedAt: Temporal.Instant | null;
};

/**
 * The user of a session, or undefined where there is none (any more): unknown id, 30 minutes without a request,
 * 12 hours after the sign-in, disabled account. Account and roles are read anew each time, so that a change applies
 * to the next request.
 *
 * Notes at most once a minute that the session was used; the one write that a GET does.
 *
 * @param session the raw id out of the cookie
 */
export async function findSessionUser(
  deps: Pick<ServiceDeps, "db">,
  session: { readonly sessionId: string; readonly address: string | null },
  at: Temporal.Instant,
): Promise<SessionUser | undefined> {
  const idHash = hashOfSecret(session.sessionId);
  const found = await findSessionWithUser(deps.db, idHash);
  if (found === undefined || found.isDisabled || !isLive(found, at)) return undefined;
  if (at.epochMilliseconds - found.lastSeenAt.epochMilliseconds >= sessionTouchEveryMs) {
    const expiresAt = sessionEndsAt({ createdAt: found.createdAt, lastSeenAt: at });
    await touchSession(deps.db, idHash, { at, expiresAt });
  }
  return {
    userId: found.userId,
    sessionIdHash: idHash,
    email: found.email,
    displayName: found.displayName,
    organization: found.organization,
    organizationName: found.organizationName,
    preferences: found.preferences,
    roles: found.roles,
    actor: actorOf(found.organization, { userId: found.userId, roles: found.roles, address: session.address }),
    authenticatedAt: found.authenticatedAt,
  };
}

function isLive(session: SessionWithUser, at: Temporal.Instant): boolean {
  return isBefore(at, sessionEndsAt(session)) && isBefore(at, session.expiresAt);
}
