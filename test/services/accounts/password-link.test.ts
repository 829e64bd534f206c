import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { refused } from "#app/domain/result.ts";
import { disableUser } from "#app/services/accounts/change-user.server.ts";
import { renewPasswordLink } from "#app/services/accounts/password-link.server.ts";
import { findPasswordLink, setPasswordWithToken } from "#app/services/accounts/set-password-with-token.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { findSession } from "#db/repositories/sessions.ts";
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

const invalid = refused({ code: "password-link-invalid" });

describeOnBothDatabases("A link to set a password", (database) => {
  const deps = () => createDeps(database().db);
  const givenAdmin = async () => givenUser(database().db, await givenPartner(database().db), ["global-admin"]);
  const givenInvited = (admin: TestUser) => givenUserWithLink(database().db, admin.organization);
  const set = (token: string, password = goodPassword, moment = at, address: string = randomUUID()) =>
    setPasswordWithToken(deps(), { token, password, address }, moment);
  const canSignIn = async (email: string, password = goodPassword) =>
    (await signIn(deps(), { email, password, address: randomUUID(), sessionId: null, userAgent: null }, at)).ok;

  test("sets the first password, once; before it nobody can sign in", async () => {
    const invited = await givenInvited(await givenAdmin());
    expect(await canSignIn(invited.email)).toBe(false);
    expect(await findPasswordLink(deps(), invited.link.token, at)).toMatchObject({ value: { email: invited.email } });
    expect(await set(invited.link.token)).toMatchObject({ ok: true, value: { email: invited.email } });
    expect(await canSignIn(invited.email)).toBe(true);
    expect(await set(invited.link.token, "neun Reiher im Schilf")).toEqual(invalid);
    expect(await findPasswordLink(deps(), invited.link.token, at)).toEqual(invalid);
    expect(await canSignIn(invited.email, "neun Reiher im Schilf")).toBe(false);
  });

  test("works for 72 hours, to the millisecond", async () => {
    const invited = await givenInvited(await givenAdmin());
    expect(await set(invited.link.token, goodPassword, after({ hours: 72 }))).toEqual(invalid);
    const lastMoment = after({ hours: 71, minutes: 59, seconds: 59, milliseconds: 999 });
    expect((await set(invited.link.token, goodPassword, lastMoment)).ok).toBe(true);
  });

  test("is used by one of two at the same moment", async () => {
    const invited = await givenInvited(await givenAdmin());
    const answers = await Promise.all([set(invited.link.token), set(invited.link.token, "neun Reiher im Schilf")]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  });

  test("is not used up by a password that is too weak", async () => {
    const invited = await givenInvited(await givenAdmin());
    const weak = { refusal: { code: "password-too-weak", reason: "too-short" } };
    expect(await set(invited.link.token, "zu kurz")).toMatchObject(weak);
    expect(await set(invited.link.token, "ich bin Jonas, guten Tag")).toMatchObject({
      refusal: { code: "password-too-weak", reason: "contains-context" },
    });
    expect((await set(invited.link.token)).ok).toBe(true);
  });

  test("that was made up, or whose user was disabled, works for nobody", async () => {
    const admin = await givenAdmin();
    const invited = await givenInvited(admin);
    expect(await set("made-up")).toEqual(invalid);
    expect(await set("")).toEqual(invalid);
    await disableUser(deps(), admin.actor, { userId: invited.id }, at);
    expect(await set(invited.link.token)).toEqual(invalid);
    const renewed = await renewPasswordLink(deps(), admin.actor, { userId: invited.id }, at);
    expect(renewed).toEqual(refused({ code: "not-found", what: "user" }));
  });

  test("is replaced by a newer one", async () => {
    const admin = await givenAdmin();
    const invited = await givenInvited(admin);
    const renewed = await renewPasswordLink(deps(), admin.actor, { userId: invited.id }, at);
    if (!renewed.ok) throw new Error(renewed.refusal.code);
    expect(await set(invited.link.token)).toEqual(invalid);
    expect((await set(renewed.value.token)).ok).toBe(true);
  });

  test("ends all sessions of its account", async () => {
    const admin = await givenAdmin();
    const user = await givenUser(database().db, admin.organization);
    const signedIn = await signIn(
      deps(),
      { email: user.email, password: goodPassword, address: "a", sessionId: null, userAgent: null },
      at,
    );
    if (!signedIn.ok) throw new Error(signedIn.refusal.code);
    const link = await renewPasswordLink(deps(), admin.actor, { userId: user.id }, at);
    if (!link.ok) throw new Error(link.refusal.code);
    expect((await set(link.value.token, "neun Reiher im Schilf")).ok).toBe(true);
    expect(await findSession(database().db, signedIn.value.idHash)).toBeUndefined();
  });

  test("for whoever has a password already is made in a sandbox only: an administrator must not take an account over", async () => {
    const admin = await givenAdmin();
    const user = await givenUser(database().db, admin.organization);
    const invited = await givenInvited(admin);
    const production = createDeps(database().db, "production");
    expect(await renewPasswordLink(production, admin.actor, { userId: user.id }, at)).toEqual(
      refused({ code: "sandbox-only" }),
    );
    expect((await renewPasswordLink(production, admin.actor, { userId: invited.id }, at)).ok).toBe(true);
    expect((await renewPasswordLink(deps(), admin.actor, { userId: user.id }, at)).ok).toBe(true);
  });

  test("can be tried thirty times from one place in a quarter of an hour", async () => {
    for (let n = 1; n <= 30; n++) expect(await set("made-up", goodPassword, at, "198.51.100.9")).toEqual(invalid);
    expect(await set("made-up", goodPassword, at, "198.51.100.9")).toMatchObject({
      refusal: { code: "too-many-attempts" },
    });
    expect(await set("made-up", goodPassword, after({ minutes: 15 }), "198.51.100.9")).toEqual(invalid);
    expect(await set("made-up", goodPassword, at, "198.51.100.10")).toEqual(invalid);
  });
});
