import type { Db } from "#db/client.ts";
import {
  deleteSession,
  findSession,
  insertSession,
  type SessionRecord,
  updateSession,
} from "#db/repositories/sessions.ts";

/** The session table as the web shell needs it: rows by the SHA-256 of their id. All instants are epoch milliseconds. */
export type SessionStore = {
  create(session: SessionRecord): Promise<void>;
  /** The record, also an expired one. */
  read(idHash: string): Promise<SessionRecord | undefined>;
  /** Writes an existing record; one that is gone stays gone. */
  update(session: SessionRecord): Promise<void>;
  destroy(idHash: string): Promise<void>;
};

export function createSessionStore(db: Db): SessionStore {
  return {
    create: (session) => insertSession(db, session),
    read: (idHash) => findSession(db, idHash),
    update: (session) => updateSession(db, session),
    destroy: async (idHash) => {
      await deleteSession(db, idHash);
    },
  };
}
