import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Role } from "#app/domain/access/roles.ts";
import { partnerRoles } from "#app/domain/access/roles.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { refused } from "#app/domain/result.ts";
import {
  assignRole,
  disableUser,
  enableUser,
  removeRole,
  setRoles,
} from "#app/services/accounts/change-user.server.ts";
import { renewPasswordLink } from "#app/services/accounts/password-link.server.ts";
import { type UserPage, viewUser, viewUsers } from "#app/views/users.ts";
import type { Db } from "#db/client.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { encodeKey, type PageParams } from "#app/views/cursor.ts";
import { at, byText, createDeps, givenCustomer, givenPartner, givenUser, type TestUser } from "./account-fixtures.ts";

const notFound = refused({ code: "not-found", what: "user" });
const last = refused({ code: "last-global-admin" });

const viewContext = (db: Db, user: TestUser) => ({
  db,
  actor: user.actor,
  at,
  reader: { language: "en", timeZone: "Europe/Berlin" } as const,
});

const held = (user: UserPage) => user.roleChoices.filter((choice) => choice.isHeld);

/** Everything accounts are made of, as text: two of them are equal when nothing was changed. */
async function everything(db: Db): Promise<string> {
  const tables = ["user_account", "user_role", "password_token", "session", "activity"] as const;
  const rows = await Promise.all(tables.map((table) => db.selectFrom(table).selectAll().execute()));
  return JSON.stringify(rows.map((table) => table.map((row) => JSON.stringify(row)).sort()));
}

describeOnBothDatabases("Another organisation's user", (database) => {
  test("is not there: for no role of the actor and no change, and nothing is changed", async () => {
    const { db } = database();
    const deps = createDeps(db);
    const [partnerA, partnerB] = [await givenPartner(db), await givenPartner(db)];
    const customerA = await givenCustomer(db, partnerA.partnerId);
    const customerB = await givenCustomer(db, partnerB.partnerId);
    const operator = { kind: "operator" } as const;
    const managers = [
      await givenUser(db, partnerA, ["global-admin"]),
      await givenUser(db, partnerA, ["account-admin"]),
      await givenUser(db, customerA, ["customer-global-admin"]),
    ];
    const strangersOf = async (manager: TestUser) => {
      const all = [
        await givenUser(db, partnerA, ["sales-agent"]),
        await givenUser(db, partnerB, ["global-admin"]),
        await givenUser(db, partnerB, ["sales-agent"], { disabledAt: at }),
        await givenUser(db, customerA, ["customer-user"]),
        await givenUser(db, customerB, ["customer-global-admin"]),
        await givenUser(db, operator, ["operator"]),
      ];
      const own = JSON.stringify(manager.organization);
      return [...all.filter((user) => JSON.stringify(user.organization) !== own).map((user) => user.id), randomUUID()];
    };
    for (const manager of managers) {
      const strangers = await strangersOf(manager);
      expect(strangers.length).toBeGreaterThanOrEqual(6);
      const before = await everything(db);
      const role: Role = manager.organization.kind === "partner" ? "sales-agent" : "customer-user";
      for (const userId of strangers) {
        expect(await assignRole(deps, manager.actor, { userId, role }, at)).toEqual(notFound);
        expect(await removeRole(deps, manager.actor, { userId, role }, at)).toEqual(notFound);
        expect(await setRoles(deps, manager.actor, { userId, roles: [role] }, at)).toEqual(notFound);
        expect(await disableUser(deps, manager.actor, { userId }, at)).toEqual(notFound);
        expect(await enableUser(deps, manager.actor, { userId }, at)).toEqual(notFound);
        expect(await renewPasswordLink(deps, manager.actor, { userId }, at)).toEqual(notFound);
        expect(await viewUser(viewContext(db, manager), userId)).toEqual(notFound);
      }
      expect(await everything(db)).toBe(before);
      const listed = await viewUsers(viewContext(db, manager), {});
      if (!listed.ok) throw new Error(listed.refusal.code);
      expect(listed.value.users.every((user) => !strangers.includes(user.id))).toBe(true);
      expect(listed.value.users.some((user) => user.id === manager.id)).toBe(true);
    }
  });

  test("stays unseen as well when a cursor from there is used", async () => {
    const { db } = database();
    const [partnerA, partnerB] = [await givenPartner(db), await givenPartner(db)];
    const admin = await givenUser(db, partnerA, ["global-admin"], { email: `z-${randomUUID()}@a.example` });
    const stranger = await givenUser(db, partnerB, [], { email: `b-${randomUUID()}@b.example` });
    for (const direction of ["after", "before"] as const) {
      const listed = await viewUsers(viewContext(db, admin), { [direction]: encodeKey([stranger.email]) });
      const ids = listed.ok ? listed.value.users.map((user) => user.id) : [listed.refusal.code];
      expect(ids).toEqual(direction === "after" ? [admin.id] : []);
    }
  });
});

describeOnBothDatabases("Managing users", (database) => {
  const deps = () => createDeps(database().db);
  const givenAdmin = async () => givenUser(database().db, await givenPartner(database().db), ["global-admin"]);
  const linesOf = async (user: TestUser) => {
    const rows = await database()
      .db.selectFrom("activity")
      .selectAll()
      .where("actor_user_id", "=", user.id)
      .orderBy("id")
      .execute();
    return rows.map((row) => [
      row.action,
      row.outcome,
      row.refusal_code,
      JSON.parse(row.new_json ?? "null") as unknown,
    ]);
  };

  test.each(partnerRoles)("as %s is allowed or refused as the table says, and a refusal is logged", async (role) => {
    const { db } = database();
    const partner = await givenPartner(db);
    const actor = await givenUser(db, partner, [role]);
    const user = await givenUser(db, partner);
    const allowed = mayDo(actor.actor, "manage-users");
    expect(allowed).toBe(role === "global-admin" || role === "account-admin");
    const answers = [
      await assignRole(deps(), actor.actor, { userId: user.id, role: "sales-agent" }, at),
      await removeRole(deps(), actor.actor, { userId: user.id, role: "sales-agent" }, at),
      await setRoles(deps(), actor.actor, { userId: user.id, roles: ["billing-admin"] }, at),
      await disableUser(deps(), actor.actor, { userId: user.id }, at),
      await enableUser(deps(), actor.actor, { userId: user.id }, at),
      await renewPasswordLink(deps(), actor.actor, { userId: user.id }, at),
      await viewUsers(viewContext(db, actor), {}),
      await viewUser(viewContext(db, actor), user.id),
    ];
    const refusal = {
      code: "role-needed",
      action: "manage-users",
      roles: ["global-admin", "account-admin", "customer-global-admin"],
    };
    expect(answers.map((answer) => (answer.ok ? "done" : answer.refusal))).toEqual(
      answers.map(() => (allowed ? "done" : refusal)),
    );
    const logged = (await linesOf(actor)).filter((line) => line[2] === "role-needed");
    expect(logged).toHaveLength(allowed ? 0 : answers.length - 2);
  });

  test("is nothing for the operator, a job, or a customer's plain user", async () => {
    const { db } = database();
    const customer = await givenCustomer(db, (await givenPartner(db)).partnerId);
    const operator = await givenUser(db, { kind: "operator" }, ["operator"]);
    const plain = await givenUser(db, customer, ["customer-user"]);
    for (const actor of [operator.actor, plain.actor, { kind: "system", job: "renew" } as const]) {
      const answer = await disableUser(deps(), actor, { userId: plain.id }, at);
      expect(answer).toMatchObject({ refusal: { code: "role-needed" } });
    }
  });

  test("uses the roles of now: who lost them a moment ago is refused, whatever the request believed", async () => {
    const admin = await givenAdmin();
    const user = await givenUser(database().db, admin.organization, ["sales-agent"]);
    await database().db.deleteFrom("user_role").where("user_id", "=", admin.id).execute();
    const answer = await disableUser(deps(), admin.actor, { userId: user.id }, at);
    expect(answer).toMatchObject({ refusal: { code: "role-needed" } });
  });

  test("refuses another kind of organisation's role", async () => {
    const admin = await givenAdmin();
    const user = await givenUser(database().db, admin.organization);
    const answer = await assignRole(deps(), admin.actor, { userId: user.id, role: "operator" }, at);
    expect(answer).toMatchObject({ refusal: { code: "invalid-field", field: "role" } });
    expect(await setRoles(deps(), admin.actor, { userId: user.id, roles: ["operator"] }, at)).toMatchObject({
      refusal: { code: "invalid-field", field: "roles" },
    });
  });

  test("logs what was granted, revoked, disabled and enabled, once each, and nothing for what was so already", async () => {
    const admin = await givenAdmin();
    const user = await givenUser(database().db, admin.organization, ["sales-agent"]);
    const userId = user.id;
    for (let n = 0; n < 2; n++) {
      await assignRole(deps(), admin.actor, { userId, role: "billing-admin" }, at);
    }
    await setRoles(deps(), admin.actor, { userId, roles: ["billing-admin", "helpdesk-agent"] }, at);
    for (let n = 0; n < 2; n++) await disableUser(deps(), admin.actor, { userId }, at);
    for (let n = 0; n < 2; n++) await enableUser(deps(), admin.actor, { userId }, at);
    expect(await linesOf(admin)).toEqual([
      ["role-granted", "done", null, { userId, role: "billing-admin" }],
      ["role-revoked", "done", null, { userId, role: "sales-agent" }],
      ["role-granted", "done", null, { userId, role: "helpdesk-agent" }],
      ["user-disabled", "done", null, { userId }],
      ["user-enabled", "done", null, { userId }],
    ]);
  });

  test("lists by pages, in order of address, there and back", async () => {
    const { db } = database();
    const admin = await givenUser(db, await givenPartner(db), ["global-admin"]);
    for (let n = 0; n < 120; n++) await givenUser(db, admin.organization);
    const page = async (parameters: PageParams) => {
      const listed = await viewUsers(viewContext(db, admin), parameters);
      if (!listed.ok) throw new Error(listed.refusal.code);
      return { emails: listed.value.users.map((user) => user.email), links: listed.value.links };
    };
    const first = await page({});
    const second = await page({ after: first.links.next });
    const third = await page({ after: second.links.next });
    const emails = [...first.emails, ...second.emails, ...third.emails];
    expect([first.emails.length, second.emails.length, third.emails.length]).toEqual([50, 50, 21]);
    expect(emails).toEqual([...emails].sort(byText));
    expect(new Set(emails).size).toBe(121);
    expect(first.links.previous).toBeNull();
    expect(third.links.next).toBeNull();
    expect((await page({ before: third.links.previous })).emails).toEqual(second.emails);
  });
});

describeOnBothDatabases("The last global admin", (database) => {
  const deps = () => createDeps(database().db);
  const kinds = [
    ["a partner", "global-admin", async (db: Db) => givenPartner(db)],
    ["a customer", "customer-global-admin", async (db: Db) => givenCustomer(db, (await givenPartner(db)).partnerId)],
  ] as const;

  describe.each(kinds)("of %s", (_name, role, organizationIn) => {
    test("can neither lose the role nor be disabled, and the attempt is logged", async () => {
      const { db } = database();
      const admin = await givenUser(db, await organizationIn(db), [role]);
      const userId = admin.id;
      expect(await removeRole(deps(), admin.actor, { userId, role }, at)).toEqual(last);
      expect(await setRoles(deps(), admin.actor, { userId, roles: [] }, at)).toEqual(last);
      expect(await disableUser(deps(), admin.actor, { userId }, at)).toEqual(last);
      const shown = await viewUser(viewContext(db, admin), userId);
      if (!shown.ok) throw new Error(shown.refusal.code);
      expect(shown.value.disableRefusal).toEqual(last.refusal);
      expect(held(shown.value)).toEqual([{ role, isHeld: true, removalRefusal: last.refusal }]);
      const lines = await db.selectFrom("activity").selectAll().where("actor_user_id", "=", userId).execute();
      expect(lines.map((line) => line.refusal_code)).toEqual(Array.from({ length: 3 }, () => "last-global-admin"));
    });

    test.each([
      ["is disabled", { disabledAt: at }],
      ["has never set a password", { passwordHash: "never-set" }],
    ])("stays the last beside another who %s", async (_why, other) => {
      const { db } = database();
      const admin = await givenUser(db, await organizationIn(db), [role]);
      await givenUser(db, admin.organization, [role], other);
      expect(await removeRole(deps(), admin.actor, { userId: admin.id, role }, at)).toEqual(last);
    });

    test("may go when there is another, and another organisation's admin is no other", async () => {
      const { db } = database();
      const admin = await givenUser(db, await organizationIn(db), [role]);
      await givenUser(db, await organizationIn(db), [role]);
      expect(await disableUser(deps(), admin.actor, { userId: admin.id }, at)).toEqual(last);
      await givenUser(db, admin.organization, [role]);
      const shown = await viewUser(viewContext(db, admin), admin.id);
      expect(shown).toMatchObject({ value: { disableRefusal: null } });
      expect((await removeRole(deps(), admin.actor, { userId: admin.id, role }, at)).ok).toBe(true);
    });

    test("is left when two admins take each other's role at the same moment, or disable each other, or themselves", async () => {
      const { db } = database();
      const race = async (attack: (by: TestUser, on: TestUser) => Promise<{ ok: boolean }>, isOnSelf: boolean) => {
        const organization = await organizationIn(db);
        const [one, two] = [await givenUser(db, organization, [role]), await givenUser(db, organization, [role])];
        const answers = await Promise.all(
          isOnSelf ? [attack(one, one), attack(two, two)] : [attack(one, two), attack(two, one)],
        );
        expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
        const left = await db
          .selectFrom("user_role")
          .innerJoin("user_account", "user_account.id", "user_role.user_id")
          .select("user_id")
          .where("user_id", "in", [one.id, two.id])
          .where("role", "=", role)
          .where("disabled_at", "is", null)
          .execute();
        expect(left).toHaveLength(1);
      };
      for (let round = 0; round < 5; round++) {
        for (const isOnSelf of [false, true]) {
          await race((by, on) => removeRole(deps(), by.actor, { userId: on.id, role }, at), isOnSelf);
          await race((by, on) => disableUser(deps(), by.actor, { userId: on.id }, at), isOnSelf);
          await race((by, on) => setRoles(deps(), by.actor, { userId: on.id, roles: [] }, at), isOnSelf);
        }
      }
    });
  });
});
