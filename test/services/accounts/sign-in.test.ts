import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { refused } from "#app/domain/result.ts";
import { browserOf } from "#app/domain/access/browser.ts";
import { findSessionUser } from "#app/services/accounts/find-session-user.server.ts";
import { placeOf } from "#app/services/accounts/rate-limit.server.ts";
import { hashOfSecret } from "#app/services/accounts/session-life.server.ts";
import { createSessionStore } from "#app/services/accounts/session-store.server.ts";
import { decoyHash, signIn } from "#app/services/accounts/sign-in.server.ts";
import { openDatabase } from "#db/client.ts";
import { updateDisabled, updatePasswordHash } from "#db/repositories/users.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import {
  after,
  at,
  byText,
  createDeps,
  createQuickPasswords,
  givenPartner,
  givenUser,
  goodPassword,
} from "./account-fixtures.ts";

const failed = refused({ code: "sign-in-failed" });
let lastAddress = 0;
/** A place of its own for each test, so that no test uses up another's attempts. */
const newAddress = () => `10.0.${Math.floor(++lastAddress / 256)}.${lastAddress % 256}`;

describeOnBothDatabases("Signing in", (database) => {
  const deps = () => createDeps(database().db);
  const attempt = (email: string, password: string, address: string, moment = at, sessionId: string | null = null) =>
    signIn(deps(), { email, password, address, sessionId, userAgent: null }, moment);

  const givenAccount = async () => givenUser(database().db, await givenPartner(database().db), ["admin-agent"]);

  test("begins a session of the account, with its organisation and roles", async () => {
    const user = await givenAccount();
    const signedIn = await attempt(` ${user.email.toUpperCase()} `, goodPassword, newAddress());
    if (!signedIn.ok) throw new Error(signedIn.refusal.code);
    expect(signedIn.value).toMatchObject({ userId: user.id, preferences: user.preferences });
    const session = { sessionId: signedIn.value.sessionId, address: "192.0.2.7" };
    const found = await findSessionUser(deps(), session, after({ seconds: 1 }));
    expect(found).toMatchObject({
      userId: user.id,
      email: user.email,
      organizationName: "Nordwind IT",
      roles: ["admin-agent"],
      actor: { kind: "partner", partnerId: user.organization.kind === "partner" && user.organization.partnerId },
    });
    expect(found?.authenticatedAt?.toString()).toBe(at.toString());
  });

  test("gives the session a new id, and the one before opens nothing any more", async () => {
    const user = await givenAccount();
    const store = createSessionStore(database().db);
    const first = await attempt(user.email, goodPassword, newAddress());
    if (!first.ok) throw new Error(first.refusal.code);
    const second = await attempt(user.email, goodPassword, newAddress(), after({ minutes: 1 }), first.value.sessionId);
    if (!second.ok) throw new Error(second.refusal.code);
    expect(second.value.sessionId).not.toBe(first.value.sessionId);
    expect(await store.read(first.value.idHash)).toBeUndefined();
    expect(
      await findSessionUser(deps(), { sessionId: first.value.sessionId, address: null }, after({ minutes: 2 })),
    ).toBeUndefined();
  });

  test("takes what an anonymous session held along, and nothing of another person's", async () => {
    const user = await givenAccount();
    const store = createSessionStore(database().db);
    const times = { createdAt: 0, lastSeenAt: 0, expiresAt: after({ hours: 1 }).epochMilliseconds };
    const data = { goOn: "/customers" };
    const [anonymous, others] = [randomUUID(), randomUUID()];
    const other = await givenAccount();
    const session = { authenticatedAt: undefined, data, browser: browserOf(null), ...times };
    await store.create({ idHash: hashOfSecret(anonymous), userId: undefined, ...session });
    await store.create({ idHash: hashOfSecret(others), userId: other.id, ...session });
    const dataAfter = async (before: string) => {
      const signedIn = await attempt(user.email, goodPassword, newAddress(), at, before);
      return signedIn.ok ? (await store.read(signedIn.value.idHash))?.data : signedIn.refusal;
    };
    expect(await dataAfter(anonymous)).toEqual(data);
    expect(await dataAfter(others)).toEqual({});
  });

  test("stores no raw id, and never the same id twice", async () => {
    const user = await givenAccount();
    const ids = new Set<string>();
    for (let n = 0; n < 5; n++) {
      const signedIn = await attempt(user.email, goodPassword, newAddress());
      if (signedIn.ok) ids.add(signedIn.value.sessionId);
    }
    expect(ids.size).toBe(5);
    const rows = JSON.stringify(await database().db.selectFrom("session").selectAll().execute());
    for (const id of ids) {
      expect(Buffer.from(id, "base64url")).toHaveLength(32);
      expect(rows).not.toContain(id);
    }
  });

  test("answers the same after the same work for an unknown address, a wrong password, a disabled and a new account", async () => {
    const partner = await givenPartner(database().db);
    const user = await givenUser(database().db, partner);
    const disabled = await givenUser(database().db, partner, [], { disabledAt: at });
    const unset = await givenUser(database().db, partner, [], { passwordHash: "never-set" });
    const seen = async (email: string, password: string) => {
      const mine = deps();
      const lines = async () => (await database().db.selectFrom("activity").select("id").execute()).length;
      const before = await lines();
      const answer = await signIn(
        mine,
        { email, password, address: newAddress(), sessionId: null, userAgent: null },
        at,
      );
      return { answer, verified: mine.passwords.verified.length, lines: (await lines()) - before };
    };
    const expected = { answer: failed, verified: 1, lines: 1 };
    expect(await seen(`${randomUUID()}@nowhere.example`, goodPassword)).toEqual(expected);
    expect(await seen(user.email, "drei Möwen am Kai")).toEqual(expected);
    expect(await seen(disabled.email, goodPassword)).toEqual(expected);
    expect(await seen(unset.email, "never-set")).toEqual(expected);
  });

  test("checks a password of nobody against the decoy", async () => {
    const mine = deps();
    await signIn(
      mine,
      {
        email: "nobody@nowhere.example",
        password: goodPassword,
        address: newAddress(),
        sessionId: null,
        userAgent: null,
      },
      at,
    );
    expect(mine.passwords.verified).toEqual([decoyHash]);
  });

  test("is refused where the password is changed or the account disabled between check and session", async () => {
    const db = database().db;
    const [changing, leaving] = [await givenAccount(), await givenAccount()];
    const meanwhile = (effect: () => Promise<unknown>) => {
      const mine = deps();
      const passwords = createQuickPasswords();
      return {
        ...mine,
        passwords: {
          ...passwords,
          verify: async (hash: string, password: string) => {
            const fits = await passwords.verify(hash, password);
            await effect();
            return fits;
          },
        },
      };
    };
    const request = { password: goodPassword, address: newAddress(), sessionId: null, userAgent: null };
    const changed = meanwhile(() => updatePasswordHash(db, changing.id, changing.passwordHash, "quick:another"));
    expect(await signIn(changed, { email: changing.email, ...request }, at)).toEqual(failed);
    const disabled = meanwhile(() => updateDisabled(db, leaving.id, at));
    expect(await signIn(disabled, { email: leaving.email, ...request }, at)).toEqual(failed);
    const sessions = await db
      .selectFrom("session")
      .select("user_id")
      .where("user_id", "in", [changing.id, leaving.id])
      .execute();
    expect(sessions).toEqual([]);
  });

  describe("too often", () => {
    test("is refused from the eleventh attempt on, also with the right password, until the window ends", async () => {
      const user = await givenAccount();
      const address = newAddress();
      for (let n = 1; n <= 10; n++) expect(await attempt(user.email, "wrong", address)).toEqual(failed);
      const wait = (seconds: number) => refused({ code: "too-many-attempts", retryAfterSeconds: seconds });
      expect(await attempt(user.email, goodPassword, address)).toEqual(wait(900));
      const lastMoment = after({ minutes: 14, seconds: 59, milliseconds: 999 });
      expect(await attempt(user.email, goodPassword, address, lastMoment)).toEqual(wait(1));
      expect((await attempt(user.email, goodPassword, address, after({ minutes: 15 }))).ok).toBe(true);
    });

    test("is remembered over a restart", async () => {
      const user = await givenAccount();
      const address = newAddress();
      for (let n = 1; n <= 10; n++) await attempt(user.email, "wrong", address);
      const restarted = openDatabase(database().url);
      try {
        const request = { email: user.email, password: goodPassword, address, sessionId: null, userAgent: null };
        const answer = await signIn(createDeps(restarted), request, at);
        expect(answer).toMatchObject({ refusal: { code: "too-many-attempts" } });
      } finally {
        await restarted.destroy();
      }
    });

    test("for one account locks neither another account nor the owner elsewhere", async () => {
      const [user, colleague] = [await givenAccount(), await givenAccount()];
      const stranger = newAddress();
      for (let n = 1; n <= 12; n++) await attempt(user.email, "wrong", stranger);
      expect(await attempt(user.email, goodPassword, stranger)).toMatchObject({
        refusal: { code: "too-many-attempts" },
      });
      expect((await attempt(colleague.email, goodPassword, stranger)).ok).toBe(true);
      expect((await attempt(user.email, goodPassword, newAddress())).ok).toBe(true);
    });

    test("counts attempts at the same moment one by one", async () => {
      const user = await givenAccount();
      const address = newAddress();
      const answers = await Promise.all(Array.from({ length: 25 }, () => attempt(user.email, "wrong", address)));
      expect(answers.filter((answer) => !answer.ok && answer.refusal.code === "sign-in-failed")).toHaveLength(10);
    });

    test("is forgiven by a success: ten more attempts follow", async () => {
      const user = await givenAccount();
      const address = newAddress();
      for (let n = 1; n <= 9; n++) await attempt(user.email, "wrong", address);
      expect((await attempt(user.email, goodPassword, address)).ok).toBe(true);
      for (let n = 1; n <= 10; n++) expect(await attempt(user.email, "wrong", address)).toEqual(failed);
    });

    test("from one place over many accounts is refused, and rightful sign-ins there do not count", async () => {
      const user = await givenAccount();
      const office = newAddress();
      for (let n = 1; n <= 120; n++) expect((await attempt(user.email, goodPassword, office)).ok).toBe(true);
      for (let n = 1; n <= 100; n++) await attempt(`${n}@nowhere.example`, "wrong", office);
      expect(await attempt(user.email, goodPassword, office)).toMatchObject({ refusal: { code: "too-many-attempts" } });
      expect((await attempt(user.email, goodPassword, office, after({ minutes: 16 }))).ok).toBe(true);
    });

    test("leaves one line in the log, not one per refused request, and no address that was typed", async () => {
      const user = await givenAccount();
      const address = newAddress();
      for (let n = 1; n <= 30; n++) await attempt(user.email, "wrong", address);
      await attempt("my-secret-as-a-name@x.example", "wrong", address);
      const lines = await database()
        .db.selectFrom("activity")
        .selectAll()
        .where("actor_user_id", "=", user.id)
        .execute();
      expect(lines.map((line) => line.refusal_code).sort(byText)).toEqual([
        ...Array.from({ length: 10 }, () => "sign-in-failed"),
        "too-many-attempts",
      ]);
      expect(lines.every((line) => line.outcome === "refused" && line.address === address)).toBe(true);
      const everything = JSON.stringify([
        await database().db.selectFrom("activity").selectAll().execute(),
        await database().db.selectFrom("rate_limit").selectAll().execute(),
      ]);
      expect(everything).not.toContain("my-secret-as-a-name");
    });
  });
});

describe("A place that attempts come from", () => {
  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:0db8:0001:0002:ffff::1", "2001:db8:1:2::/64"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    [null, "unknown"],
  ])("%s is %s", (address, place) => expect(placeOf(address)).toBe(place));
});
