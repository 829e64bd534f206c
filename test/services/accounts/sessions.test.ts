import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Temporal } from "temporal-polyfill";
import { createSandboxClock } from "#app/adapters/system-clock.ts";
import { browserOf } from "#app/domain/access/browser.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { inviteUser } from "#app/services/accounts/invite-user.server.ts";
import { assignRole, disableUser, enableUser, removeRole } from "#app/services/accounts/change-user.server.ts";
import { changePassword } from "#app/services/accounts/change-password.server.ts";
import { findSessionUser } from "#app/services/accounts/find-session-user.server.ts";
import { proveAgain } from "#app/services/accounts/prove-again.server.ts";
import { hashOfSecret } from "#app/services/accounts/session-life.server.ts";
import { createSessionStore } from "#app/services/accounts/session-store.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { signOut, signOutEverywhere } from "#app/services/accounts/sign-out.server.ts";
import { sweepAccounts } from "#app/services/accounts/sweep-accounts.server.ts";
import { updatePreferences } from "#app/services/accounts/update-preferences.server.ts";
import { moveClock } from "#app/services/clock/move-clock.server.ts";
import { findPortalSetting } from "#db/repositories/portal-settings.ts";
import { shiftSessions } from "#db/repositories/sessions.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import {
  after,
  at,
  createDeps,
  givenPartner,
  givenUser,
  givenUserWithLink,
  goodPassword,
  type TestUser,
} from "./account-fixtures.ts";

const newPassword = "acht Kraniche ziehen süd";

describeOnBothDatabases("A session", (database) => {
  const deps = () => createDeps(database().db);
  const store = () => createSessionStore(database().db);
  const userOf = (sessionId: string, moment: Temporal.Instant) =>
    findSessionUser(deps(), { sessionId, address: "192.0.2.7" }, moment);

  const givenColleagues = async () => {
    const partner = await givenPartner(database().db);
    const admin = await givenUser(database().db, partner, ["global-admin"]);
    return { admin, user: await givenUser(database().db, partner, ["sales-agent"]) };
  };
  const givenSession = async (user: TestUser, moment = at) => {
    const request = {
      email: user.email,
      password: goodPassword,
      address: randomUUID(),
      sessionId: null,
      userAgent: null,
    };
    const signedIn = await signIn(deps(), request, moment);
    if (!signedIn.ok) throw new Error(signedIn.refusal.code);
    return signedIn.value.sessionId;
  };
  const person = (user: TestUser) => user.actor as Exclude<Actor, { kind: "system" }>;

  test("that nobody began, or that has no user, is nobody's", async () => {
    expect(await userOf("made-up", at)).toBeUndefined();
    const sessionId = randomUUID();
    await store().create({
      idHash: hashOfSecret(sessionId),
      userId: undefined,
      data: {},
      createdAt: at.epochMilliseconds,
      lastSeenAt: at.epochMilliseconds,
      authenticatedAt: undefined,
      expiresAt: after({ hours: 1 }).epochMilliseconds,
      browser: browserOf(null),
    });
    expect(await userOf(sessionId, at)).toBeUndefined();
  });

  test("ends thirty minutes after its last request, to the millisecond", async () => {
    const { user } = await givenColleagues();
    const used = await givenSession(user);
    const unused = await givenSession(user);
    expect(await userOf(used, after({ minutes: 29 }))).toBeDefined();
    expect(await userOf(unused, after({ minutes: 30 }))).toBeUndefined();
    expect(await userOf(used, after({ minutes: 58, seconds: 59, milliseconds: 999 }))).toBeDefined();
    const other = await givenSession(user);
    expect(await userOf(other, after({ minutes: 29, seconds: 59, milliseconds: 999 }))).toBeDefined();
  });

  test("ends twelve hours after the sign-in, however busy", async () => {
    const { user } = await givenColleagues();
    const sessionId = await givenSession(user);
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      expect(await userOf(sessionId, after({ minutes })), `after ${minutes} minutes`).toBeDefined();
    }
    expect(await userOf(sessionId, after({ hours: 11, minutes: 59, seconds: 59, milliseconds: 999 }))).toBeDefined();
    expect(await userOf(sessionId, after({ hours: 12 }))).toBeUndefined();
  });

  test("is written at most once a minute, however many pages are looked at", async () => {
    const { user } = await givenColleagues();
    const sessionId = await givenSession(user);
    const seen = async () => (await store().read(hashOfSecret(sessionId)))?.lastSeenAt;
    await userOf(sessionId, after({ seconds: 59 }));
    expect(await seen()).toBe(at.epochMilliseconds);
    await userOf(sessionId, after({ seconds: 60 }));
    expect(await seen()).toBe(after({ seconds: 60 }).epochMilliseconds);
    await userOf(sessionId, after({ seconds: 119 }));
    expect(await seen()).toBe(after({ seconds: 60 }).epochMilliseconds);
    // Two requests that were decided in the other order: the later one counts.
    await userOf(sessionId, after({ minutes: 5 }));
    await userOf(sessionId, after({ minutes: 4 }));
    expect(await seen()).toBe(after({ minutes: 5 }).epochMilliseconds);
  });

  test("opens nothing after signing out, and others of the user go on", async () => {
    const { user } = await givenColleagues();
    const [here, there] = [await givenSession(user), await givenSession(user)];
    await signOut(deps(), user.actor, { sessionId: here }, at);
    expect(await userOf(here, after({ seconds: 1 }))).toBeUndefined();
    expect(await userOf(there, after({ seconds: 1 }))).toBeDefined();
  });

  test("is not made again by a request that was under way when it was signed out", async () => {
    const { user } = await givenColleagues();
    const sessionId = await givenSession(user);
    const record = await store().read(hashOfSecret(sessionId));
    if (record === undefined) throw new Error("There should be a session");
    await signOut(deps(), user.actor, { sessionId }, at);
    await store().update({ ...record, data: { notice: "too late" } });
    expect(await store().read(record.idHash)).toBeUndefined();
  });

  test("opens nothing after signing out everywhere, on no device; other users' go on", async () => {
    const { admin, user } = await givenColleagues();
    const mine = [await givenSession(user), await givenSession(user), await givenSession(user)];
    const others = await givenSession(admin);
    expect(await signOutEverywhere(deps(), person(user), at)).toEqual({ endedSessions: 3 });
    for (const sessionId of mine) expect(await userOf(sessionId, after({ seconds: 1 }))).toBeUndefined();
    expect(await userOf(others, after({ seconds: 1 }))).toBeDefined();
  });

  test("opens nothing after its user was disabled, and stays shut when the user is enabled again", async () => {
    const { admin, user } = await givenColleagues();
    const sessionId = await givenSession(user);
    expect((await disableUser(deps(), admin.actor, { userId: user.id }, at)).ok).toBe(true);
    expect(await userOf(sessionId, after({ seconds: 1 }))).toBeUndefined();
    expect((await enableUser(deps(), admin.actor, { userId: user.id }, at)).ok).toBe(true);
    expect(await userOf(sessionId, after({ seconds: 2 }))).toBeUndefined();
  });

  test("whose user is disabled by whatever hand is nobody's, even if the row is still there", async () => {
    const { user } = await givenColleagues();
    const sessionId = await givenSession(user);
    await database().db.updateTable("user_account").set({ disabled_at: 1 }).where("id", "=", user.id).execute();
    expect(await userOf(sessionId, after({ seconds: 1 }))).toBeUndefined();
  });

  test("has the roles of now: a change counts from the next request", async () => {
    const { admin, user } = await givenColleagues();
    const sessionId = await givenSession(user);
    await assignRole(deps(), admin.actor, { userId: user.id, role: "admin-agent" }, at);
    expect((await userOf(sessionId, after({ seconds: 1 })))?.roles).toEqual(["admin-agent", "sales-agent"]);
    await removeRole(deps(), admin.actor, { userId: user.id, role: "sales-agent" }, at);
    const found = await userOf(sessionId, after({ seconds: 2 }));
    expect(found?.roles).toEqual(["admin-agent"]);
    expect(found?.actor).toMatchObject({ roles: ["admin-agent"], address: "192.0.2.7" });
  });

  test("goes on under a new id when the password is changed, and all others end", async () => {
    const { user } = await givenColleagues();
    const [here, there] = [await givenSession(user), await givenSession(user)];
    const request = { sessionId: here, oldPassword: goodPassword, newPassword };
    const changed = await changePassword(deps(), person(user), request, after({ minutes: 1 }));
    if (!changed.ok) throw new Error(changed.refusal.code);
    for (const old of [here, there]) expect(await userOf(old, after({ minutes: 2 }))).toBeUndefined();
    expect((await userOf(changed.value.sessionId, after({ minutes: 2 })))?.userId).toBe(user.id);
    const again = (password: string) =>
      signIn(
        deps(),
        { email: user.email, password, address: randomUUID(), sessionId: null, userAgent: null },
        after({ minutes: 3 }),
      );
    expect((await again(goodPassword)).ok).toBe(false);
    expect((await again(newPassword)).ok).toBe(true);
  });

  test("keeps its password where the old one is wrong, or the new one too weak, and says so", async () => {
    const { user } = await givenColleagues();
    const sessionId = await givenSession(user);
    const change = async (oldPassword: string, chosen: string) => {
      const result = await changePassword(deps(), person(user), { sessionId, oldPassword, newPassword: chosen }, at);
      return result.ok ? "changed" : result.refusal;
    };
    expect(await change("wrong", newPassword)).toEqual({ code: "password-wrong" });
    expect(await change(goodPassword, "zu kurz")).toEqual({ code: "password-too-weak", reason: "too-short" });
    const withName = { code: "password-too-weak", reason: "contains-context" };
    expect(await change(goodPassword, "wir von Nordwind sind es")).toEqual(withName);
    expect(await userOf(sessionId, after({ seconds: 1 }))).toBeDefined();
  });

  test("gives ten attempts at the old password, not more", async () => {
    const { user } = await givenColleagues();
    const sessionId = await givenSession(user);
    for (let n = 1; n <= 10; n++) {
      const result = await proveAgain(deps(), person(user), { sessionId, password: "wrong" }, at);
      expect(result).toMatchObject({ refusal: { code: "password-wrong" } });
    }
    const request = { sessionId, oldPassword: goodPassword, newPassword };
    const refusal = { code: "too-many-attempts", retryAfterSeconds: 900 };
    expect(await changePassword(deps(), person(user), request, at)).toMatchObject({ refusal });
    expect((await changePassword(deps(), person(user), request, after({ minutes: 15 }))).ok).toBe(true);
  });

  test("proved again has a new id and a fresh proof, and still ends twelve hours after the sign-in", async () => {
    const { user } = await givenColleagues();
    const before = await givenSession(user);
    const record = await store().read(hashOfSecret(before));
    if (record === undefined) throw new Error("There should be a session");
    await store().update({ ...record, data: { goOn: "/software" } });
    const proved = await proveAgain(
      deps(),
      person(user),
      { sessionId: before, password: goodPassword },
      after({ minutes: 20 }),
    );
    if (!proved.ok) throw new Error(proved.refusal.code);
    expect(await userOf(before, after({ minutes: 21 }))).toBeUndefined();
    const found = await userOf(proved.value.sessionId, after({ minutes: 21 }));
    expect(found?.authenticatedAt?.toString()).toBe(after({ minutes: 20 }).toString());
    expect(await store().read(proved.value.idHash)).toMatchObject({
      data: { goOn: "/software" },
      createdAt: at.epochMilliseconds,
    });
  });

  test("moves along with the sandbox's clock, so that moving it signs nobody out", async () => {
    const { db } = database();
    const operator = await givenUser(db, { kind: "operator" }, ["operator"]);
    const sessionId = await givenSession(operator);
    const clock = createSandboxClock(
      async () => (await findPortalSetting(db, "sandbox-clock"))?.offsetMs ?? 0,
      () => at.epochMilliseconds,
    );
    const aMonthLater = after({ hours: 24 * 31 });
    expect((await moveClock({ ...deps(), clock }, operator.actor, aMonthLater)).ok).toBe(true);
    expect(await userOf(sessionId, aMonthLater.add({ minutes: 29 }))).toBeDefined();
    expect(await userOf(sessionId, aMonthLater.add({ hours: 13 }))).toBeUndefined();
    await shiftSessions(db, -(aMonthLater.epochMilliseconds - at.epochMilliseconds));
  });

  test("that ended long ago is swept away with old attempts, links, invitations and answers; what counts stays", async () => {
    const { db } = database();
    const { admin, user } = await givenColleagues();
    const leaveTraces = async (moment: Temporal.Instant) => {
      const sessionId = await givenSession(user, moment);
      await signIn(
        deps(),
        { email: user.email, password: "wrong", address: randomUUID(), sessionId: null, userAgent: null },
        moment,
      );
      const person = { displayName: "Jonas Brandt", email: `${randomUUID()}@x.example`, roles: [], customerId: null };
      const preferences = { language: "de", timeZone: "UTC" } as const;
      await inviteUser(deps(), admin.actor, { idempotencyKey: randomUUID(), ...person, preferences }, moment);
      await givenUserWithLink(db, admin.organization, moment);
      return sessionId;
    };
    const traces = async () => {
      const rows = [
        await db.selectFrom("session").select("user_id").where("user_id", "=", user.id).execute(),
        await db.selectFrom("rate_limit").select("bucket").where("count", ">", 0).execute(),
        await db
          .selectFrom("password_token")
          .innerJoin("user_account", "user_account.id", "password_token.user_id")
          .select("user_id")
          .where("partner_id", "=", admin.organization.kind === "partner" ? admin.organization.partnerId : "")
          .execute(),
        await db.selectFrom("invitation").select("id").where("created_by", "=", admin.id).execute(),
        await db.selectFrom("idempotency").select("owner_id").where("owner_id", "=", admin.id).execute(),
      ];
      return rows.map((found) => found.length);
    };
    await db.deleteFrom("rate_limit").execute();
    await leaveTraces(at.subtract({ hours: 24 * 40 }));
    const live = await leaveTraces(at);
    await sweepAccounts(deps(), at);
    await sweepAccounts(deps(), at);
    const left = await traces();
    // Of the attempts: by account and by place at the sign-in, and the links that the administrator made.
    expect(left).toEqual([1, 3, 1, 1, 1]);
    expect(await userOf(live, at)).toBeDefined();
  });

  test("reads in the language, zone and theme its user chose", async () => {
    const { user } = await givenColleagues();
    const sessionId = await givenSession(user);
    const chosen = { language: "de", timeZone: "America/Juneau", theme: "dark" } as const;
    expect((await updatePreferences(deps(), person(user), chosen, at)).ok).toBe(true);
    expect((await userOf(sessionId, at))?.preferences).toEqual(chosen);
    for (const timeZone of ["Mars/Olympus", "+02:00", "", "Europe/Berlin\n"]) {
      const result = await updatePreferences(deps(), person(user), { ...chosen, timeZone }, at);
      expect(result).toMatchObject({ refusal: { code: "invalid-field", field: "timeZone" } });
    }
    expect((await userOf(sessionId, at))?.preferences).toEqual(chosen);
  });
});
