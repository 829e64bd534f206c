/**
 * The port to the session table. The store never sees a cookie: it is given
 * the SHA-256 of the random id, so that a copy of the table opens no session.
 *
 * All instants are epoch milliseconds.
 */
export type SessionRecord = {
  /** Hex SHA-256 of the id in the cookie. */
  readonly idHash: string;
  /** Undefined before sign-in (a flash notice, a language). */
  readonly userId: string | undefined;
  /** Small JSON values: flash notices and the like. Never a secret. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  /** When a factor was last given; a highly sensitive operation asks for it again. */
  readonly authenticatedAt: number | undefined;
  readonly lastSeenAt: number;
  /** Idle or absolute end, whichever is first; at this instant the session is over. */
  readonly expiresAt: number;
};

export type SessionStore = {
  create(session: SessionRecord): Promise<void>;
  /** The record, also an expired one; undefined if there is none. */
  read(idHash: string): Promise<SessionRecord | undefined>;
  /** Writes an existing record; one that is gone (signed out meanwhile) stays gone. */
  update(session: SessionRecord): Promise<void>;
  destroy(idHash: string): Promise<void>;
};
