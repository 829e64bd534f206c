import { sql } from "kysely";
import type { Temporal } from "temporal-polyfill";
import { type Browser, browserNames, operatingSystems } from "#app/domain/access/browser.ts";
import type { Organization } from "#app/domain/access/organization.ts";
import type { Db } from "../client.ts";
import { instantColumn, readInstant, readInstantOrNull } from "../columns.ts";
import { keptQuery } from "../kept-query.ts";
import type { SessionTable } from "../schema.ts";
import { rolesInOrder, organizationOfRow, readPreferences, type Preferences } from "./users.ts";
import type { Role } from "#app/domain/access/roles.ts";

/** A row of the session table; instants are epoch milliseconds. The id itself is stored nowhere, only its SHA-256 in hex. */
export type SessionRecord = {
  readonly idHash: string;
  readonly userId: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly createdAt: number;
  readonly authenticatedAt: number | undefined;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  /** What the session was begun with. */
  readonly browser: Browser;
};

export async function insertSession(db: Db, session: SessionRecord): Promise<void> {
  await db.insertInto("session").values(rowOf(session)).execute();
}

export async function findSession(db: Db, idHash: string): Promise<SessionRecord | undefined> {
  const row = await db.selectFrom("session").selectAll().where("id_hash", "=", idHash).executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    idHash: row.id_hash,
    userId: row.user_id ?? undefined,
    data: JSON.parse(row.data_json) as Record<string, unknown>,
    createdAt: row.created_at,
    authenticatedAt: row.authenticated_at ?? undefined,
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
    browser: browserOfRow(row),
  };
}

/** Writes an existing session; one that was ended meanwhile is not made again. */
export async function updateSession(db: Db, session: SessionRecord): Promise<void> {
  await db.updateTable("session").set(rowOf(session)).where("id_hash", "=", session.idHash).execute();
}

/** Ends a session; false if there was none any more. */
export async function deleteSession(db: Db, idHash: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("session").where("id_hash", "=", idHash).executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Ends every session of a user but the one given; how many there were. */
export async function deleteSessionsOfUser(db: Db, userId: string, exceptIdHash?: string): Promise<number> {
  const all = db.deleteFrom("session").where("user_id", "=", userId);
  const query = exceptIdHash === undefined ? all : all.where("id_hash", "<>", exceptIdHash);
  const { numDeletedRows } = await query.executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** A session that is open, as its owner is shown it. */
export type OpenSession = {
  readonly idHash: string;
  readonly browser: Browser;
  /** When its person signed in, whatever ids it has had since. */
  readonly createdAt: Temporal.Instant;
  /** Written at most once a minute, so it was up to a minute later. */
  readonly lastSeenAt: Temporal.Instant;
};

const ofOpenSession = ["id_hash", "browser", "operating_system", "created_at", "last_seen_at"] as const;

/** One open session of a user; undefined for one that has ended, and for everybody else's. */
export async function findOpenSession(
  db: Db,
  own: { readonly userId: string; readonly idHash: string },
  at: Temporal.Instant,
): Promise<OpenSession | undefined> {
  const row = await db
    .selectFrom("session")
    .select(ofOpenSession)
    .where("id_hash", "=", own.idHash)
    .where("user_id", "=", own.userId)
    .where("expires_at", ">", instantColumn(at))
    .executeTakeFirst();
  return row === undefined ? undefined : openSessionOf(row);
}

/** A user's open sessions but one, so many at most, the latest sign-in first. */
export async function listOtherSessions(
  db: Db,
  own: { readonly userId: string; readonly exceptIdHash: string },
  at: Temporal.Instant,
  countMax: number,
): Promise<OpenSession[]> {
  const rows = await db
    .selectFrom("session")
    .select(ofOpenSession)
    .where("user_id", "=", own.userId)
    .where("id_hash", "<>", own.exceptIdHash)
    .where("expires_at", ">", instantColumn(at))
    .orderBy("created_at", "desc")
    .orderBy("id_hash", "desc")
    .limit(countMax)
    .execute();
  return rows.map(openSessionOf);
}

/** Ends one open session of a user and says which it was; undefined where there is none any more, and for everybody else's. */
export async function deleteOpenSession(
  db: Db,
  own: { readonly userId: string; readonly idHash: string },
  at: Temporal.Instant,
): Promise<OpenSession | undefined> {
  const row = await db
    .deleteFrom("session")
    .where("id_hash", "=", own.idHash)
    .where("user_id", "=", own.userId)
    .where("expires_at", ">", instantColumn(at))
    .returning(ofOpenSession)
    .executeTakeFirst();
  return row === undefined ? undefined : openSessionOf(row);
}

/** Notes that a session was used. Only forward: of two requests at once the later one counts. */
export async function touchSession(
  db: Db,
  idHash: string,
  seen: { readonly at: Temporal.Instant; readonly expiresAt: Temporal.Instant },
): Promise<void> {
  await db
    .updateTable("session")
    .set({ last_seen_at: instantColumn(seen.at), expires_at: instantColumn(seen.expiresAt) })
    .where("id_hash", "=", idHash)
    .where("last_seen_at", "<", instantColumn(seen.at))
    .execute();
}

/** Moves the life of every session along with a sandbox clock, so that moving it signs nobody out. */
export async function shiftSessions(db: Db, byMs: number): Promise<void> {
  await db
    .updateTable("session")
    .set({
      created_at: sql`created_at + ${byMs}`,
      last_seen_at: sql`last_seen_at + ${byMs}`,
      expires_at: sql`expires_at + ${byMs}`,
      authenticated_at: sql`authenticated_at + ${byMs}`,
    })
    .execute();
}

/** Takes away sessions that ended before an instant, at most so many at a time; how many it were. */
export async function deleteExpiredSessions(db: Db, before: Temporal.Instant, countMax: number): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("session")
    .where("id_hash", "in", (from) =>
      from
        .selectFrom("session")
        .select("id_hash")
        .where("expires_at", "<", instantColumn(before))
        .orderBy("expires_at")
        .limit(countMax),
    )
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** A session with the user it belongs to, as needed by every request. */
export type SessionWithUser = {
  readonly createdAt: Temporal.Instant;
  readonly lastSeenAt: Temporal.Instant;
  readonly expiresAt: Temporal.Instant;
  readonly authenticatedAt: Temporal.Instant | null;
  readonly userId: string;
  readonly email: string;
  readonly displayName: string;
  readonly isDisabled: boolean;
  readonly organization: Organization;
  /** Name of the partner or customer; null for the operator. */
  readonly organizationName: string | null;
  readonly preferences: Preferences;
  readonly roles: readonly Role[];
};

export async function findSessionWithUser(db: Db, idHash: string): Promise<SessionWithUser | undefined> {
  const rows = await sessionRows(db, { idHash });
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    createdAt: readInstant(row.created_at),
    lastSeenAt: readInstant(row.last_seen_at),
    expiresAt: readInstant(row.expires_at),
    authenticatedAt: readInstantOrNull(row.authenticated_at),
    userId: row.user_id,
    email: row.email,
    displayName: row.display_name,
    isDisabled: row.disabled_at !== null,
    organization: organizationOfRow(row),
    organizationName: row.customer_name ?? row.partner_name,
    preferences: readPreferences(row),
    roles: rolesInOrder(rows.flatMap(({ role }) => (role === null ? [] : [role]))),
  };
}

/** A row for each role of the user, or one without a role. */
const sessionRows = keptQuery((db, { idHash }: { idHash: string }) =>
  db
    .selectFrom("session")
    .innerJoin("user_account", "user_account.id", "session.user_id")
    .leftJoin("partner", "partner.id", "user_account.partner_id")
    .leftJoin("customer", "customer.id", "user_account.customer_id")
    .leftJoin("user_role", "user_role.user_id", "user_account.id")
    .select([
      "session.created_at",
      "session.last_seen_at",
      "session.expires_at",
      "session.authenticated_at",
      "user_account.id as user_id",
      "user_account.email",
      "user_account.display_name",
      "user_account.disabled_at",
      "user_account.organization_kind",
      "user_account.partner_id",
      "user_account.customer_id",
      "user_account.language",
      "user_account.time_zone",
      "user_account.theme",
      "partner.name as partner_name",
      "customer.name as customer_name",
      "user_role.role",
    ])
    .where("session.id_hash", "=", idHash),
);

type BrowserColumns = Pick<SessionTable, "browser" | "operating_system">;

/** A name that this version does not know, as after going back to it, is none. */
function browserOfRow({ browser, operating_system }: BrowserColumns): Browser {
  return {
    name: browserNames.find((name) => name === browser) ?? null,
    operatingSystem: operatingSystems.find((name) => name === operating_system) ?? null,
  };
}

function openSessionOf(row: Pick<SessionTable, (typeof ofOpenSession)[number]>): OpenSession {
  return {
    idHash: row.id_hash,
    browser: browserOfRow(row),
    createdAt: readInstant(row.created_at),
    lastSeenAt: readInstant(row.last_seen_at),
  };
}

function rowOf(session: SessionRecord) {
  return {
    id_hash: session.idHash,
    user_id: session.userId ?? null,
    created_at: session.createdAt,
    last_seen_at: session.lastSeenAt,
    expires_at: session.expiresAt,
    authenticated_at: session.authenticatedAt ?? null,
    data_json: JSON.stringify(session.data),
    browser: session.browser.name,
    operating_system: session.browser.operatingSystem,
  };
}
