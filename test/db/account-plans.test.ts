import BetterSqlite from "better-sqlite3";
import { Kysely } from "kysely";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserOf } from "#app/domain/access/browser.ts";
import type { Organization } from "#app/domain/access/organization.ts";
import type { Db } from "#db/client.ts";
import { ImmediateSqliteDialect } from "#db/dialects/sqlite.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { claimIdempotencyKey, deleteOldAnswers, getIdempotency } from "#db/repositories/idempotency.ts";
import { deleteOldPasswordTokens, deleteOpenPasswordTokens } from "#db/repositories/password-tokens.ts";
import { countAttempt, deleteOldBuckets } from "#db/repositories/rate-limits.ts";
import {
  deleteExpiredSessions,
  deleteSessionsOfUser,
  findSessionWithUser,
  insertSession,
  touchSession,
} from "#db/repositories/sessions.ts";
import {
  findUserByEmail,
  findUserListing,
  insertRole,
  insertUser,
  listRoleHolders,
  listUsersOfOrganization,
} from "#db/repositories/users.ts";
import type { Database } from "#db/schema.ts";

const at = Temporal.Instant.from("2026-11-02T09:00:00Z");
const partner: Organization = { kind: "partner", partnerId: "p" };

/** What each statement was, and how SQLite means to find its rows. */
let db: Db;
let raw: BetterSqlite.Database;
const statements: string[] = [];

beforeAll(async () => {
  raw = new BetterSqlite(":memory:", { verbose: (statement) => statements.push(String(statement)) });
  db = new Kysely<Database>({ dialect: new ImmediateSqliteDialect(raw, 0) });
  await migrateToLatest(db);
  await db.insertInto("partner").values({ id: "p", name: "Nordwind IT", country: "DE", created_at: 0 }).execute();
  await insertUser(db, {
    id: "u",
    organization: partner,
    email: "inga@nordwind.example",
    displayName: "Inga Petersen",
    passwordHash: "x",
    preferences: { language: "en", timeZone: "UTC", theme: "system" },
    disabledAt: null,
    createdAt: at,
  });
  await insertRole(db, "u", "global-admin");
  const times = { createdAt: 0, lastSeenAt: 0, expiresAt: 1, authenticatedAt: 0 };
  await insertSession(db, { idHash: "s", userId: "u", data: {}, browser: browserOf(null), ...times });
});
afterAll(() => db.destroy());

async function scansOf(work: () => Promise<unknown>): Promise<string[]> {
  statements.length = 0;
  await work();
  const ran = statements.filter((statement) => /^(select|update|delete|insert)\b/i.test(statement));
  expect(ran.length).toBeGreaterThan(0);
  return ran.flatMap((statement) =>
    (raw.prepare(`explain query plan ${statement}`).all() as { detail: string }[])
      .map((step) => step.detail)
      .filter((detail) => /^SCAN (?!CONSTANT|\(subquery)/.test(detail)),
  );
}

describe("No read or write of accounts goes through a whole table", () => {
  const after = { limit: 50, cursor: { direction: "after", key: ["a"] } } as const;
  const before = { limit: 50, cursor: { direction: "before", key: ["z"] } } as const;
  const seen = { at, expiresAt: at.add({ minutes: 30 }) };
  const claim = { ownerId: "u", key: "k", operation: "o", requestHash: "h", at };
  test.each<[string, () => Promise<unknown>]>([
    ["the user of a session", () => findSessionWithUser(db, "s")],
    ["a session that was used", () => touchSession(db, "s", seen)],
    ["an account by its address", () => findUserByEmail(db, "inga@nordwind.example")],
    ["the first page of users", () => listUsersOfOrganization(db, partner, { limit: 50, cursor: null })],
    ["the page after a key", () => listUsersOfOrganization(db, partner, after)],
    ["the page before a key", () => listUsersOfOrganization(db, partner, before)],
    ["one user of an organisation", () => findUserListing(db, partner, "u")],
    ["the holders of roles", () => listRoleHolders(db, partner, "u")],
    ["an attempt", () => countAttempt(db, "b", at, 1)],
    ["a key of a request", () => claimIdempotencyKey(db, claim)],
    ["a stored answer", () => getIdempotency(db, "u", "k")],
    ["the open links of a user", () => deleteOpenPasswordTokens(db, "u")],
    ["the sweep of sessions", () => deleteExpiredSessions(db, at, 500)],
    ["the sweep of attempts", () => deleteOldBuckets(db, at.add({ hours: 1 }), 500)],
    ["the sweep of links", () => deleteOldPasswordTokens(db, at, 500)],
    ["the sweep of answers", () => deleteOldAnswers(db, at.add({ hours: 1 }), 500)],
    ["the end of a user's sessions", () => deleteSessionsOfUser(db, "u")],
  ])("%s", async (_name, work) => expect(await scansOf(work)).toEqual([]));
});
