import type { Browser } from "#app/domain/access/browser.ts";
import { findOpenSession, listOtherSessions, type OpenSession } from "#db/repositories/sessions.ts";
import { formatFor, type InstantText } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

/** A session of the reader's own. */
export type SessionText = {
  /** What the form that ends it sends: the hash by which the table knows it, with which nothing opens. */
  readonly id: string;
  readonly browser: Browser;
  readonly signedInAt: InstantText;
  /** Up to a minute before the last request. */
  readonly lastSeenAt: InstantText;
  /** The one that asks. */
  readonly isPresent: boolean;
};

type OwnSessionsView = {
  readonly sessions: readonly SessionText[];
  /** How many of the others are shown, where there are more than that; else null. */
  readonly othersCutAt: string | null;
};

/** More than anybody has open by will; what is older is ended by signing out everywhere, or by itself. */
export const otherSessionsMax = 50;

/** Where the reader is signed in: the session that asks first, then the others by sign-in, the latest first. */
export async function ownSessionsView(context: ViewContext, presentIdHash: string): Promise<OwnSessionsView> {
  const { db, actor, at, reader } = context;
  if (actor.kind === "system") return { sessions: [], othersCutAt: null };
  const { userId } = actor;
  const present = await findOpenSession(db, { userId, idHash: presentIdHash }, at);
  const others = await listOtherSessions(db, { userId, exceptIdHash: presentIdHash }, at, otherSessionsMax + 1);
  const format = formatFor(reader);
  const textOf = (session: OpenSession): SessionText => ({
    id: session.idHash,
    browser: session.browser,
    signedInAt: format.instant(session.createdAt),
    lastSeenAt: format.instant(session.lastSeenAt),
    isPresent: session === present,
  });
  const shown = [...(present === undefined ? [] : [present]), ...others.slice(0, otherSessionsMax)];
  return {
    sessions: shown.map(textOf),
    othersCutAt: others.length > otherSessionsMax ? format.number(otherSessionsMax) : null,
  };
}
