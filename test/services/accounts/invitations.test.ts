import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { customerRoles, partnerRoles, type Role } from "#app/domain/access/roles.ts";
import { invitationLinksPerUserMax } from "#app/domain/access/invitation.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { refused } from "#app/domain/result.ts";
import { acceptInvitation, findInvitationOfLink } from "#app/services/accounts/accept-invitation.server.ts";
import { renewInvitation, withdrawInvitation } from "#app/services/accounts/change-invitation.server.ts";
import { findSessionUser } from "#app/services/accounts/find-session-user.server.ts";
import { inviteUser, type InviteUserRequest } from "#app/services/accounts/invite-user.server.ts";
import { signIn } from "#app/services/accounts/sign-in.server.ts";
import { customerAccessView } from "#app/views/customer-access.ts";
import { viewInvitation, viewInvitationChoices, viewOwnInvitations } from "#app/views/invitations.ts";
import { viewUsers } from "#app/views/users.ts";
import { whoToAskView } from "#app/views/who-to-ask.ts";
import type { Db } from "#db/client.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import {
  after,
  at,
  createDeps,
  givenCustomer,
  givenPartner,
  givenUser,
  goodPassword,
  type TestUser,
} from "./account-fixtures.ts";

const invalid = refused({ code: "password-link-invalid" });
const noInvitation = refused({ code: "not-found", what: "invitation" });
const noCustomer = refused({ code: "not-found", what: "customer" });

const wishOf = (overrides: Partial<InviteUserRequest> = {}): InviteUserRequest => ({
  idempotencyKey: randomUUID(),
  customerId: null,
  email: `${randomUUID()}@nordwind.example`,
  displayName: "Jonas Brandt",
  roles: [],
  preferences: { language: "de", timeZone: "Europe/Berlin" },
  ...overrides,
});

const viewContext = (db: Db, { actor }: TestUser, moment = at) => ({
  db,
  actor,
  at: moment,
  reader: { language: "en", timeZone: "Europe/Berlin" } as const,
});

/** A partner with an admin agent, a global admin, and a customer with a global admin. */
async function givenTenant(db: Db) {
  const partner = await givenPartner(db);
  const customer = await givenCustomer(db, partner.partnerId);
  return {
    partner,
    customer,
    agent: await givenUser(db, partner, ["admin-agent"]),
    admin: await givenUser(db, partner, ["global-admin"]),
    customerAdmin: await givenUser(db, customer, ["customer-global-admin"]),
  };
}

async function linesOf(db: Db, user: { readonly id: string }) {
  const rows = await db.selectFrom("activity").selectAll().where("actor_user_id", "=", user.id).orderBy("id").execute();
  return rows.map((row) => ({
    action: row.action,
    refusal: row.refusal_code,
    customerId: row.customer_id,
    value: JSON.parse(row.new_json ?? "null") as unknown,
  }));
}

const stored = async (db: Db) =>
  JSON.stringify([
    await db.selectFrom("invitation").selectAll().execute(),
    await db.selectFrom("idempotency").selectAll().execute(),
    await db.selectFrom("activity").selectAll().execute(),
  ]);

describeOnBothDatabases("An invitation", (database) => {
  const deps = () => createDeps(database().db);
  const invite = async (actor: TestUser, overrides: Partial<InviteUserRequest> = {}, moment = at) => {
    const wish = wishOf(overrides);
    const invited = await inviteUser(deps(), actor.actor, wish, moment);
    if (!invited.ok || invited.value.link === null) throw new Error("There should be a link");
    return { ...invited.value, token: invited.value.link.token, wish };
  };
  const accept = (token: string, moment = at, password = goodPassword, address: string = randomUUID()) =>
    acceptInvitation(deps(), { token, password, address, sessionId: null, userAgent: null }, moment);

  test("makes an account with the password of its owner, signs in, and works once", async () => {
    const { db } = database();
    const { admin } = await givenTenant(db);
    const email = `Jonas.${randomUUID()}@Nordwind.Example`;
    const { token } = await invite(admin, { email: ` ${email} `, roles: ["billing-admin", "sales-agent"] });
    expect(await findInvitationOfLink(deps(), token, at)).toEqual({
      ok: true,
      value: {
        email: email.toLowerCase(),
        displayName: "Jonas Brandt",
        roles: ["sales-agent", "billing-admin"],
        organizationName: "Nordwind IT",
      },
    });
    expect(await db.selectFrom("user_account").select("id").where("email", "=", email.toLowerCase()).execute()).toEqual(
      [],
    );
    const accepted = await accept(token);
    if (!accepted.ok) throw new Error(accepted.refusal.code);
    const session = { sessionId: accepted.value.sessionId, address: null };
    expect(await findSessionUser(deps(), session, at)).toMatchObject({
      email: email.toLowerCase(),
      organization: admin.organization,
      roles: ["sales-agent", "billing-admin"],
      preferences: { language: "de", timeZone: "Europe/Berlin", theme: "system" },
      authenticatedAt: at,
    });
    expect(await accept(token)).toEqual(invalid);
    expect(await findInvitationOfLink(deps(), token, at)).toEqual(invalid);
    const request = { email, password: goodPassword, address: randomUUID(), sessionId: null, userAgent: null };
    expect((await signIn(deps(), request, at)).ok).toBe(true);
  });

  test("works for seven days, to the millisecond", async () => {
    const { admin } = await givenTenant(database().db);
    const { token } = await invite(admin);
    expect(await accept(token, after({ hours: 168 }))).toEqual(invalid);
    expect(await findInvitationOfLink(deps(), token, after({ hours: 168 }))).toEqual(invalid);
    const lastMoment = after({ hours: 168 }).subtract({ milliseconds: 1 });
    expect((await accept(token, lastMoment)).ok).toBe(true);
  });

  test("is accepted by one of two at the same moment", async () => {
    const { admin } = await givenTenant(database().db);
    const { token, email } = await invite(admin);
    const answers = await Promise.all([accept(token), accept(token, at, "neun Reiher im Schilf")]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const accounts = await database().db.selectFrom("user_account").select("id").where("email", "=", email).execute();
    expect(accounts).toHaveLength(1);
  });

  test("takes no weak password, nor one with the organisation's name", async () => {
    const { admin } = await givenTenant(database().db);
    const { token } = await invite(admin);
    for (const password of ["short", "password1234", "a hafen of Nordwind"]) {
      expect(await accept(token, at, password)).toMatchObject({ refusal: { code: "password-too-weak" } });
    }
    expect((await accept(token)).ok).toBe(true);
  });

  test("is answered the same whether or not the address has an account elsewhere, in words, list and link", async () => {
    const { db } = database();
    const { admin } = await givenTenant(db);
    const elsewhere = (await givenTenant(db)).admin;
    const known = await inviteUser(deps(), admin.actor, wishOf({ email: elsewhere.email }), at);
    const unknown = await inviteUser(deps(), admin.actor, wishOf(), at);
    if (!known.ok || !unknown.ok) throw new Error("Both should be answered");
    expect(Object.keys(known.value)).toEqual(Object.keys(unknown.value));
    const listed = await viewOwnInvitations(viewContext(db, admin));
    if (!listed.ok) throw new Error(listed.refusal.code);
    expect(listed.value.map(({ state, roles }) => ({ state, roles }))).toEqual([
      { state: "open", roles: [] },
      { state: "open", roles: [] },
    ]);
    for (const answer of [known, unknown]) {
      expect((await findInvitationOfLink(deps(), answer.value.link?.token ?? "", at)).ok).toBe(true);
    }
    expect((await linesOf(db, admin)).map(({ action, refusal }) => [action, refusal])).toEqual([
      ["user-invited", null],
      ["user-invited", null],
    ]);
  });

  test("to such an address ends like a link that works no more, and leaves the account and the log of the inviter alone", async () => {
    const { db } = database();
    const { admin } = await givenTenant(db);
    const elsewhere = (await givenTenant(db)).admin;
    const { token, invitationId } = await invite(admin, { email: elsewhere.email, roles: ["global-admin"] });
    const before = await linesOf(db, admin);
    expect(await accept(token, at, "neun Reiher im Schilf")).toEqual(invalid);
    const request = {
      email: elsewhere.email,
      password: goodPassword,
      address: randomUUID(),
      sessionId: null,
      userAgent: null,
    };
    const signedIn = await signIn(deps(), request, at);
    expect(signedIn).toMatchObject({ ok: true, value: { userId: elsewhere.id } });
    expect(await linesOf(db, admin)).toEqual(before);
    const partnerId = admin.organization.kind === "partner" ? admin.organization.partnerId : "";
    const told = db.selectFrom("activity").selectAll().where("refusal_code", "=", "email-taken");
    expect(await told.where("partner_id", "=", partnerId).execute()).toEqual([]);
    const lines = await told.where("partner_id", "is", null).execute();
    expect(lines.map((line) => JSON.parse(line.new_json ?? "null") as unknown)).toContainEqual({ invitationId });
  });

  test("is refused to an address of the own organisation, whose users the inviter sees anyway", async () => {
    const { db } = database();
    const { admin, agent } = await givenTenant(db);
    const wish = wishOf({ email: agent.email.toUpperCase() });
    expect(await inviteUser(deps(), admin.actor, wish, at)).toEqual(
      refused({ code: "email-taken", email: agent.email }),
    );
    expect((await inviteUser(deps(), admin.actor, { ...wish, email: `${randomUUID()}@x.example` }, at)).ok).toBe(true);
  });

  test("refuses what is no address, no name, or another kind of organisation's role", async () => {
    const { admin, agent, customer } = await givenTenant(database().db);
    const { customerId } = customer;
    const field = async (actor: TestUser, overrides: Partial<InviteUserRequest>) => {
      const answer = await inviteUser(deps(), actor.actor, wishOf(overrides), at);
      return answer.ok ? "fine" : answer.refusal.code === "invalid-field" ? answer.refusal.field : answer.refusal.code;
    };
    for (const email of ["", "jonas", "jonas@", "@x.example", "a b@x.example", "a@b", "a@x.example\nb@x.example"]) {
      expect([email, await field(admin, { email })]).toEqual([email, "email"]);
    }
    expect(await field(admin, { displayName: "   " })).toBe("displayName");
    expect(await field(admin, { displayName: "x".repeat(101) })).toBe("displayName");
    expect(await field(admin, { roles: ["operator"] })).toBe("roles");
    expect(await field(admin, { roles: ["customer-global-admin"] })).toBe("roles");
    expect(await field(agent, { customerId, roles: ["admin-agent"] })).toBe("roles");
    expect(await field(agent, { customerId, roles: ["customer-global-admin"] })).toBe("fine");
  });

  test("sent twice is one invitation, whose second link takes the place of the first; no token is stored", async () => {
    const { db } = database();
    const { admin } = await givenTenant(db);
    const wish = wishOf({ roles: ["billing-admin", "sales-agent"] });
    const first = await inviteUser(deps(), admin.actor, wish, at);
    const second = await inviteUser(deps(), admin.actor, { ...wish, roles: ["sales-agent", "billing-admin"] }, at);
    if (!first.ok || !second.ok) throw new Error("Both should be answered");
    expect(second.value.invitationId).toBe(first.value.invitationId);
    const tokens = [first.value.link?.token ?? "", second.value.link?.token ?? ""];
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(await stored(db)).not.toContain(token);
    expect(await findInvitationOfLink(deps(), tokens[0] ?? "", at)).toEqual(invalid);
    expect((await accept(tokens[1] ?? "")).ok).toBe(true);
    const late = await inviteUser(deps(), admin.actor, wish, at);
    expect(late).toMatchObject({ ok: true, value: { invitationId: first.value.invitationId, link: null } });
  });

  test("to the same address again takes the place of the one before", async () => {
    const { db } = database();
    const { admin } = await givenTenant(db);
    const first = await invite(admin, { roles: ["sales-agent"] });
    const second = await invite(admin, { email: first.email, roles: ["billing-admin"] });
    expect(await accept(first.token)).toEqual(invalid);
    const listed = await viewOwnInvitations(viewContext(db, admin));
    expect(listed).toMatchObject({ ok: true, value: [{ id: second.invitationId, roles: ["billing-admin"] }] });
    expect((await accept(second.token)).ok).toBe(true);
  });

  test("gets a new link for another seven days, can be withdrawn for good, and is not there once accepted", async () => {
    const { db } = database();
    const { admin } = await givenTenant(db);
    const { token, invitationId } = await invite(admin);
    const request = { customerId: null, invitationId };
    const sixDaysLater = after({ hours: 144 });
    const renewed = await renewInvitation(deps(), admin.actor, request, sixDaysLater);
    if (!renewed.ok) throw new Error(renewed.refusal.code);
    expect(renewed.value.expiresAt).toEqual(sixDaysLater.add({ hours: 168 }));
    expect(await accept(token)).toEqual(invalid);
    expect(await findInvitationOfLink(deps(), renewed.value.token, after({ hours: 200 }))).toMatchObject({ ok: true });
    expect((await withdrawInvitation(deps(), admin.actor, request, sixDaysLater)).ok).toBe(true);
    expect(await accept(renewed.value.token, sixDaysLater)).toEqual(invalid);
    const changed = refused({ code: "changed-meanwhile" });
    expect(await renewInvitation(deps(), admin.actor, request, sixDaysLater)).toEqual(changed);
    expect((await withdrawInvitation(deps(), admin.actor, request, sixDaysLater)).ok).toBe(true);
    expect(await viewOwnInvitations(viewContext(db, admin))).toEqual({ ok: true, value: [] });
    expect(await viewInvitation(viewContext(db, admin), request)).toMatchObject({ value: { state: "withdrawn" } });
    expect((await linesOf(db, admin)).map(({ action, refusal }) => [action, refusal])).toEqual([
      ["user-invited", null],
      ["invitation-renewed", null],
      ["invitation-withdrawn", null],
      ["invitation-renewed", "changed-meanwhile"],
    ]);
    const other = await invite(admin);
    await accept(other.token);
    const accepted = { customerId: null, invitationId: other.invitationId };
    expect(await withdrawInvitation(deps(), admin.actor, accepted, at)).toEqual(changed);
    expect(await viewInvitation(viewContext(db, admin), accepted)).toMatchObject({ value: { state: "accepted" } });
  });

  test("that has expired is still listed, as expired, and a new link opens it again", async () => {
    const { db } = database();
    const { admin } = await givenTenant(db);
    const { invitationId } = await invite(admin);
    const later = after({ hours: 169 });
    const listed = await viewOwnInvitations(viewContext(db, admin, later));
    expect(listed).toMatchObject({ value: [{ id: invitationId, state: "expired" }] });
    const renewed = await renewInvitation(deps(), admin.actor, { customerId: null, invitationId }, later);
    expect(renewed.ok && (await accept(renewed.value.token, later)).ok).toBe(true);
  });

  test("is limited for each user in a day, first links and new ones together, and logged once beyond it", async () => {
    const { db } = database();
    const { admin, agent, customer } = await givenTenant(db);
    const { invitationId } = await invite(admin);
    for (let n = 1; n < invitationLinksPerUserMax; n++) {
      await renewInvitation(deps(), admin.actor, { customerId: null, invitationId }, at);
    }
    const tooMany = { refusal: { code: "too-many-attempts", retryAfterSeconds: 86_400 } };
    expect(await renewInvitation(deps(), admin.actor, { customerId: null, invitationId }, at)).toMatchObject(tooMany);
    expect(await inviteUser(deps(), admin.actor, wishOf(), at)).toMatchObject(tooMany);
    const lines = await linesOf(db, admin);
    expect(lines.filter(({ refusal }) => refusal === "too-many-attempts")).toHaveLength(1);
    expect((await inviteUser(deps(), agent.actor, wishOf({ customerId: customer.customerId }), at)).ok).toBe(true);
    expect((await inviteUser(deps(), admin.actor, wishOf(), after({ hours: 24 }))).ok).toBe(true);
  });

  test("cannot be tried without end from one place", async () => {
    const address = `192.0.2.${Math.floor(Math.random() * 250)}-${randomUUID()}`;
    for (let n = 0; n < 30; n++) expect(await accept(randomUUID(), at, goodPassword, address)).toEqual(invalid);
    expect(await accept(randomUUID(), at, goodPassword, address)).toMatchObject({
      refusal: { code: "too-many-attempts" },
    });
  });

  describe("into a customer", () => {
    test("comes from the partner's admin agent, and makes an admin who can invite colleagues", async () => {
      const { db } = database();
      const { agent, customer } = await givenTenant(db);
      const { customerId } = customer;
      const { token, invitationId } = await invite(agent, { customerId, roles: ["customer-global-admin"] });
      expect(await linesOf(db, agent)).toMatchObject([
        { action: "user-invited", refusal: null, customerId, value: { invitationId, roles: "customer-global-admin" } },
      ]);
      const accepted = await accept(token);
      if (!accepted.ok) throw new Error(accepted.refusal.code);
      const user = await findSessionUser(deps(), { sessionId: accepted.value.sessionId, address: null }, at);
      expect(user?.actor).toMatchObject({ kind: "customer", customerId, roles: ["customer-global-admin"] });
      const joined = await linesOf(db, { id: user?.userId ?? "" });
      expect(joined).toMatchObject([{ action: "user-added", customerId, value: { invitationId } }]);
      const colleague = user === undefined ? undefined : await inviteUser(deps(), user.actor, wishOf(), at);
      expect(colleague?.ok).toBe(true);
    });

    test.each([...partnerRoles, ...customerRoles, "operator"] as const)(
      "as %s is allowed or refused as the table says, and a refusal is logged",
      async (role: Role) => {
        const { db } = database();
        const { partner, customer } = await givenTenant(db);
        const organization =
          role === "operator" ? ({ kind: "operator" } as const) : role.startsWith("customer-") ? customer : partner;
        const user = await givenUser(db, organization, [role]);
        const { customerId } = customer;
        const isAllowed = role === "admin-agent";
        expect(mayDo(user.actor, "invite-customer-users")).toBe(isAllowed);
        const known = (await invite(await givenUser(db, partner, ["admin-agent"]), { customerId })).invitationId;
        const request = { customerId, invitationId: known };
        const answers = [
          await inviteUser(deps(), user.actor, wishOf({ customerId }), at),
          await renewInvitation(deps(), user.actor, request, at),
          await withdrawInvitation(deps(), user.actor, request, at),
          await viewInvitation(viewContext(db, user), request),
          await viewInvitationChoices(viewContext(db, user), customerId),
        ];
        const refusal = { code: "role-needed", action: "invite-customer-users", roles: ["admin-agent"] };
        expect(answers.map((answer) => (answer.ok ? "done" : answer.refusal))).toEqual(
          answers.map(() => (isAllowed ? "done" : refusal)),
        );
        const logged = (await linesOf(db, user)).filter((line) => line.refusal === "role-needed");
        expect(logged).toHaveLength(isAllowed ? 0 : 3);
        const own = await inviteUser(deps(), user.actor, wishOf(), at);
        expect(own.ok).toBe(mayDo(user.actor, "manage-users"));
      },
    );

    test("is nothing for the customer of another partner, nor by way of another customer", async () => {
      const { db } = database();
      const [a, b] = [await givenTenant(db), await givenTenant(db)];
      const sibling = await givenCustomer(db, a.partner.partnerId);
      const theirs = await invite(b.agent, { customerId: b.customer.customerId });
      const ofSibling = await invite(a.agent, { customerId: sibling.customerId });
      const ofPartner = await invite(a.admin);
      const before = await stored(db);
      expect(await inviteUser(deps(), a.agent.actor, wishOf({ customerId: b.customer.customerId }), at)).toEqual(
        noCustomer,
      );
      expect(await viewInvitationChoices(viewContext(db, a.agent), b.customer.customerId)).toEqual(noCustomer);
      const attempts: [TestUser, string | null, string, unknown][] = [
        [a.agent, b.customer.customerId, theirs.invitationId, noCustomer],
        [a.agent, a.customer.customerId, theirs.invitationId, noInvitation],
        [a.agent, a.customer.customerId, ofSibling.invitationId, noInvitation],
        [a.agent, a.customer.customerId, ofPartner.invitationId, noInvitation],
        [a.admin, null, theirs.invitationId, noInvitation],
        [a.admin, null, ofSibling.invitationId, noInvitation],
        [a.customerAdmin, null, ofSibling.invitationId, noInvitation],
        [a.customerAdmin, null, ofPartner.invitationId, noInvitation],
        [a.customerAdmin, null, "made-up", noInvitation],
      ];
      for (const [user, customerId, invitationId, expected] of attempts) {
        const request = { customerId, invitationId };
        expect(await renewInvitation(deps(), user.actor, request, at)).toEqual(expected);
        expect(await withdrawInvitation(deps(), user.actor, request, at)).toEqual(expected);
        expect(await viewInvitation(viewContext(db, user), request)).toEqual(noInvitation);
      }
      expect(await stored(db)).toBe(before);
      expect((await accept(theirs.token)).ok).toBe(true);
    });
  });
});

describeOnBothDatabases("Who can sign in for a customer", (database) => {
  const deps = () => createDeps(database().db);

  test("is seen by the partner's people, with open invitations only for whoever may invite", async () => {
    const { db } = database();
    const { agent, admin, customer, customerAdmin } = await givenTenant(db);
    const { customerId } = customer;
    await inviteUser(deps(), agent.actor, wishOf({ customerId, email: "petra@hafenkontor.example" }), at);
    const seen = await customerAccessView(viewContext(db, agent), { customerId });
    expect(seen).toMatchObject({
      value: {
        hasAdmin: true,
        inviteRefusal: null,
        users: [{ id: customerAdmin.id, isReader: false }],
        invitations: [{ email: "petra@hafenkontor.example", invitedBy: agent.displayName, state: "open" }],
      },
    });
    const others = await customerAccessView(viewContext(db, admin), { customerId });
    expect(others).toMatchObject({ value: { invitations: [], inviteRefusal: { code: "role-needed" } } });
    const stranger = (await givenTenant(db)).agent;
    expect(await customerAccessView(viewContext(db, stranger), { customerId })).toEqual(noCustomer);
    expect((await customerAccessView(viewContext(db, customerAdmin), { customerId })).ok).toBe(false);
  });

  test("is seen by the customer's admin without the names of the partner's people", async () => {
    const { db } = database();
    const { agent, customer, customerAdmin } = await givenTenant(db);
    const { customerId } = customer;
    await db.updateTable("user_account").set({ display_name: "Antje Lüders" }).where("id", "=", agent.id).execute();
    await inviteUser(deps(), agent.actor, wishOf({ customerId }), at);
    const own = await viewOwnInvitations(viewContext(db, customerAdmin));
    expect(own).toMatchObject({ value: [{ invitedBy: "Nordwind IT" }] });
    const users = await viewUsers(viewContext(db, customerAdmin), {});
    expect(JSON.stringify([own, users])).not.toContain("Antje");
  });

  test("is told to a customer's user without the role: those who hold it and can sign in, of the own tenant", async () => {
    const { db } = database();
    const { customer, customerAdmin, admin } = await givenTenant(db);
    await givenTenant(db);
    await givenUser(db, customer, ["customer-global-admin"], { disabledAt: at });
    await givenUser(db, customer, ["customer-global-admin"], { passwordHash: "never-set" });
    const plain = await givenUser(db, customer, ["customer-user"]);
    expect(await whoToAskView(viewContext(db, plain))).toEqual({
      admins: [{ displayName: customerAdmin.displayName, email: customerAdmin.email }],
      seller: "Nordwind IT",
    });
    expect(await whoToAskView(viewContext(db, admin))).toBeNull();
  });
});
