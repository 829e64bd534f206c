import { browserOf } from "#app/domain/access/browser.ts";
import type { Db } from "#db/client.ts";
import * as sessions from "#db/repositories/sessions.ts";
import { instant, testIds } from "#test/support/builders.ts";

/** The repository behind every request of somebody signed in, and how each of its functions is asked. */

type Book = { readonly actor: { readonly userId: string } };
type Call = (db: Db, book: Book) => Promise<unknown>;

const at = instant("2024-03-02T12:00:00Z");

async function begun(db: Db, { actor }: Book): Promise<sessions.SessionRecord> {
  const session: sessions.SessionRecord = {
    idHash: testIds.next(),
    userId: actor.userId,
    data: {},
    createdAt: at.epochMilliseconds,
    authenticatedAt: at.epochMilliseconds,
    lastSeenAt: at.epochMilliseconds,
    expiresAt: at.epochMilliseconds + 1,
    browser: browserOf(null),
  };
  await sessions.insertSession(db, session);
  return session;
}

const calls: Readonly<Record<string, Call>> = {
  insertSession: begun,
  findSession: (db) => sessions.findSession(db, "x"),
  updateSession: async (db, book) => sessions.updateSession(db, await begun(db, book)),
  deleteSession: (db) => sessions.deleteSession(db, "x"),
  deleteSessionsOfUser: (db) => sessions.deleteSessionsOfUser(db, "x"),
  "deleteSessionsOfUser but one": (db) => sessions.deleteSessionsOfUser(db, "x", "y"),
  findOpenSession: (db, { actor }) => sessions.findOpenSession(db, { userId: actor.userId, idHash: "x" }, at),
  listOtherSessions: (db, { actor }) =>
    sessions.listOtherSessions(db, { userId: actor.userId, exceptIdHash: "x" }, at, 51),
  deleteOpenSession: (db, { actor }) => sessions.deleteOpenSession(db, { userId: actor.userId, idHash: "x" }, at),
  touchSession: (db) => sessions.touchSession(db, "x", { at, expiresAt: at }),
  shiftSessions: (db) => sessions.shiftSessions(db, 1),
  deleteExpiredSessions: (db) => sessions.deleteExpiredSessions(db, at, 500),
  findSessionWithUser: (db) => sessions.findSessionWithUser(db, "x"),
};

/** The module by the name that its file in db/sql has. */
export const sessionCalls = { sessions: { module: sessions, calls } };
