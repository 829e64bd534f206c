import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { changePassword } from "#app/services/accounts/change-password.server.ts";
import { findSessionUser } from "#app/services/accounts/find-session-user.server.ts";
import { hashOfSecret } from "#app/services/accounts/session-life.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { signOutElsewhere } from "#app/services/accounts/sign-out.server.ts";
import { otherSessionsMax, ownSessionsView } from "#app/views/own-sessions.ts";
import {
  deleteOpenSession,
  findOpenSession,
  insertSession,
  listOtherSessions,
  type SessionRecord,
} from "#db/repositories/sessions.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { after, at, createDeps, givenPartner, givenUser, goodPassword, type TestUser } from "./account-fixtures.ts";

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0";
const phone =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1";

describeOnBothDatabases("The sessions of a person", (database) => {
  const deps = () => createDeps(database().db);
  const givenPerson = async () => givenUser(database().db, await givenPartner(database().db), ["sales-agent"]);
  const begin = async (user: TestUser, moment = at, userAgent: string | null = firefox) => {
    const request = { email: user.email, password: goodPassword, address: randomUUID(), sessionId: null, userAgent };
    const signedIn = await signIn(deps(), request, moment);
    if (!signedIn.ok) throw new Error(signedIn.refusal.code);
    return signedIn.value;
  };
  const view = ({ actor }: TestUser, presentIdHash: string, moment: Temporal.Instant) =>
    ownSessionsView(
      { db: database().db, actor, at: moment, reader: { language: "en", timeZone: "UTC" } },
      presentIdHash,
    );
  const end = (user: TestUser, sessionIdHash: string, presentIdHash: string, idempotencyKey: string = randomUUID()) =>
    signOutElsewhere(
      deps(),
      user.actor as Exclude<Actor, { kind: "system" }>,
      { idempotencyKey, sessionIdHash, presentIdHash },
      after({ minutes: 10 }),
    );
  const isOpen = async (sessionId: string) =>
    (await findSessionUser(deps(), { sessionId, address: null }, after({ minutes: 11 }))) !== undefined;
  const missing = { ok: false, refusal: { code: "not-found", what: "session" } };

  test("are listed for nobody else: this one first, then by sign-in, the latest first, each by its browser", async () => {
    const [user, colleague] = [await givenPerson(), await givenPerson()];
    const here = await begin(user);
    const program = await begin(user, after({ minutes: 1 }), null);
    const there = await begin(user, after({ minutes: 2 }), phone);
    await begin(colleague, after({ minutes: 3 }));
    await findSessionUser(deps(), { sessionId: here.sessionId, address: null }, after({ minutes: 9 }));
    const { sessions, othersCutAt } = await view(user, here.idHash, after({ minutes: 9, seconds: 30 }));
    const minute = ({ iso }: { readonly iso: string }) => iso.slice(11, 16);
    expect(
      sessions.map(({ id, browser, signedInAt, lastSeenAt, isPresent }) => [
        id,
        browser.name,
        browser.operatingSystem,
        minute(signedInAt),
        minute(lastSeenAt),
        isPresent,
      ]),
    ).toEqual([
      [here.idHash, "Firefox", "Windows", "09:00", "09:09", true],
      [there.idHash, "Safari", "iOS", "09:02", "09:02", false],
      [program.idHash, null, null, "09:01", "09:01", false],
    ]);
    expect(othersCutAt).toBeNull();
    expect(JSON.stringify(sessions)).not.toContain(here.sessionId);
  });

  test("are not listed once they have ended, to the millisecond", async () => {
    const user = await givenPerson();
    const [here, idle] = [await begin(user, after({ minutes: 10 })), await begin(user)];
    const othersAt = async (moment: Temporal.Instant) =>
      (await view(user, here.idHash, moment)).sessions.filter(({ isPresent }) => !isPresent).map(({ id }) => id);
    expect(await othersAt(after({ minutes: 29, seconds: 59, milliseconds: 999 }))).toEqual([idle.idHash]);
    expect(await othersAt(after({ minutes: 30 }))).toEqual([]);
  });

  test("are cut off at the latest sign-ins where there are many, and the list says so", async () => {
    const user = await givenPerson();
    const here = await begin(user);
    for (let n = 1; n <= otherSessionsMax; n++) await begin(user, after({ milliseconds: n }));
    const all = await view(user, here.idHash, after({ minutes: 1 }));
    expect([all.sessions.length, all.othersCutAt]).toEqual([otherSessionsMax + 1, null]);
    const latest = await begin(user, after({ seconds: 1 }));
    const cut = await view(user, here.idHash, after({ minutes: 1 }));
    expect([cut.sessions.length, cut.othersCutAt]).toEqual([otherSessionsMax + 1, String(otherSessionsMax)]);
    expect(cut.sessions.map(({ id }) => id).slice(0, 2)).toEqual([here.idHash, latest.idHash]);
  });

  test("know their browser also under the new id after a change of password", async () => {
    const user = await givenPerson();
    const here = await begin(user, at, phone);
    const request = { sessionId: here.sessionId, oldPassword: goodPassword, newPassword: "acht Kraniche ziehen süd" };
    const owner = user.actor as Exclude<Actor, { kind: "system" }>;
    const changed = await changePassword(deps(), owner, request, after({ minutes: 5 }));
    if (!changed.ok) throw new Error(changed.refusal.code);
    const { sessions } = await view(user, changed.value.idHash, after({ minutes: 6 }));
    expect(sessions).toMatchObject([{ isPresent: true, browser: { name: "Safari", operatingSystem: "iOS" } }]);
    expect(sessions[0]?.signedInAt.iso).toContain("09:00");
  });

  test("end one by one: the ended one opens nothing at once, the others go on, and the log has one line", async () => {
    const user = await givenPerson();
    const [here, there, third] = [await begin(user), await begin(user, at, phone), await begin(user)];
    const key = randomUUID();
    const done = { ok: true, value: { browser: { name: "Safari", operatingSystem: "iOS" } } };
    expect(await end(user, there.idHash, here.idHash, key)).toEqual(done);
    // The second of two clicks.
    expect(await end(user, there.idHash, here.idHash, key)).toEqual(done);
    expect(await end(user, there.idHash, here.idHash)).toMatchObject(missing);
    expect([await isOpen(there.sessionId), await isOpen(here.sessionId), await isOpen(third.sessionId)]).toEqual([
      false,
      true,
      true,
    ]);
    const lines = await database()
      .db.selectFrom("activity")
      .select(["outcome", "new_json"])
      .where("actor_user_id", "=", user.id)
      .where("action", "=", "signed-out-elsewhere")
      .execute();
    expect(lines.map(({ outcome, new_json }) => [outcome, JSON.parse(new_json ?? "null")])).toEqual([
      ["done", { browser: "Safari", operatingSystem: "iOS", signedInAt: at.toString() }],
    ]);
  });

  test("are ended by nobody else; the present one, one that has ended and one that never was are not found", async () => {
    const [user, colleague] = [await givenPerson(), await givenPerson()];
    const [here, others] = [await begin(user, after({ minutes: 5 })), await begin(colleague, after({ minutes: 5 }))];
    const ended = await begin(user, after({ minutes: -25 }));
    for (const idHash of [others.idHash, here.idHash, ended.idHash, hashOfSecret("made-up"), "", "' or 1=1 --"])
      expect(await end(user, idHash, here.idHash), idHash).toMatchObject(missing);
    expect([await isOpen(others.sessionId), await isOpen(here.sessionId)]).toEqual([true, true]);
  });

  test("are read and ended in the database by their own user alone", async () => {
    const { db } = database();
    const [user, colleague] = [await givenPerson(), await givenPerson()];
    const { idHash } = await begin(user);
    const moment = after({ minutes: 1 });
    const [own, foreign] = [
      { userId: user.id, idHash },
      { userId: colleague.id, idHash },
    ];
    expect(await findOpenSession(db, foreign, moment)).toBeUndefined();
    expect(await listOtherSessions(db, { userId: colleague.id, exceptIdHash: "" }, moment, 9)).toEqual([]);
    expect(await deleteOpenSession(db, foreign, moment)).toBeUndefined();
    expect(await findOpenSession(db, own, moment)).toMatchObject({ idHash });
    expect(await listOtherSessions(db, { userId: user.id, exceptIdHash: idHash }, moment, 9)).toEqual([]);
    expect(await deleteOpenSession(db, own, moment)).toMatchObject({ idHash });
    expect(await findOpenSession(db, own, moment)).toBeUndefined();
  });

  test("of a browser that this version has no name for are of an unknown one", async () => {
    const { db } = database();
    const user = await givenPerson();
    const { idHash } = await begin(user);
    await db
      .updateTable("session")
      .set({ browser: "Newcomer", operating_system: "Plan 9" })
      .where("id_hash", "=", idHash)
      .execute();
    const unknown: SessionRecord["browser"] = { name: null, operatingSystem: null };
    expect((await findOpenSession(db, { userId: user.id, idHash }, at))?.browser).toEqual(unknown);
    const times = { createdAt: 0, lastSeenAt: 0, expiresAt: at.epochMilliseconds + 1, authenticatedAt: undefined };
    const other = randomUUID();
    await insertSession(db, { idHash: other, userId: user.id, data: {}, browser: unknown, ...times });
    expect((await findOpenSession(db, { userId: user.id, idHash: other }, at))?.browser).toEqual(unknown);
  });
});
