import type { LetterWriter } from "#app/services/notices/mail-ports.ts";
import { expect, it } from "vitest";
import { activateEnrollment } from "#app/services/service-activation/activate-enrollment.server.ts";
import { askActivationHelp, settleActivationCase } from "#app/services/service-activation/activation-help.server.ts";
import { addAccountUser, assignLicences } from "#app/services/service-activation/assign-licences.server.ts";
import { reserveLicences } from "#app/services/service-activation/order-services.server.ts";
import { changeReservationGrant } from "#app/services/service-activation/reservation-grants.server.ts";
import { resendActivation } from "#app/services/service-activation/subscription-contact.server.ts";
import { insertAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { insertAccountUsers, insertAssignments } from "#db/repositories/service-accounts.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { buildOperatorActor, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { mailTo, startMailServer } from "#test/support/mail-server.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { buildAgreement, buildLink, once } from "./support.ts";

describeOnBothDatabases("Activation of online services", (database) => {
  const db = () => database().db;
  const deps = (at: string) => serviceDeps(db(), instant(at));
  const job = async (at: string) => {
    const report = await runAt(jobDeps(db(), instant(at)), "volume-licensing", instant(at));
    expect(report.error).toBeNull();
    return report;
  };

  it("example 16: the first order sends one e-mail, and the job none beside it; another order none", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.contact(one.id, "it@nowhere.example", "2024-02-01T00:00:00Z");
    expect(await book.letters(one.id)).toEqual([]);
    await book.order(one.id, "2024-03-01T09:00:00Z");
    await job("2024-03-01T09:01:00Z");
    await job("2024-03-03T00:00:00Z");
    await book.order(one.id, "2024-03-04T09:00:00Z", { quantity: 5 });
    expect(await book.letters(one.id)).toEqual(["it@nowhere.example"]);
    await book.order(one.id, "2024-03-04T09:00:00Z", { serviceId: "intune" });
    expect((await book.letters(one.id)).length).toBe(2);
  });

  it("example 17: a usage date ahead is sent by the job when it begins, also late", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.contact(one.id, "it@nowhere.example", "2024-02-01T00:00:00Z");
    await book.order(one.id, "2024-03-01T09:00:00Z", { usageFromOn: "2024-04-01" });
    await job("2024-03-31T23:59:59Z");
    expect(await book.letters(one.id)).toEqual([]);
    await job("2024-04-01T07:00:00Z");
    await job("2024-04-01T07:00:00Z");
    expect(await book.letters(one.id)).toEqual(["it@nowhere.example"]);
  });

  it("examples 18, 19: domain and administrator bring the licences to their account, without an e-mail", async () => {
    const book = await buildAgreement(db());
    const domain = `fabrikam-${testIds.next()}.example`;
    const verified = await book.account({ domains: [domain] });
    const admin = { email: "boss@nowhere.example", name: "Boss", kind: "billing" } as const;
    const administered = await book.account({ admins: [admin] });
    for (const [email, account] of [
      [`it@${domain}`, verified],
      ["Boss@nowhere.example", administered],
    ] as const) {
      const one = await book.enroll({ organizationName: account.id });
      await book.contact(one.id, email, "2024-02-01T00:00:00Z");
      await book.order(one.id, "2024-03-01T09:00:00Z");
      expect(await book.letters(one.id)).toEqual([]);
      expect(await book.linkedTo(one.id)).toBe(account.id);
      expect(await book.letters(one.id, "licences-attached")).toEqual([email]);
    }
  });

  it("example 20: another address than that at outlook.com gets the e-mail the same day", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.contact(one.id, "Kim@Outlook.com", "2024-02-01T00:00:00Z");
    await book.order(one.id, "2024-03-01T09:00:00Z");
    await job("2024-03-04T09:00:00Z");
    expect(await book.letters(one.id)).toEqual([]);
    await book.contact(one.id, "kim@nowhere.example", "2024-03-05T09:00:00Z");
    expect(await book.letters(one.id)).toEqual(["kim@nowhere.example"]);
    expect(await book.letters(one.id, "contact-changed")).toEqual(["Kim@Outlook.com", "kim@nowhere.example"]);
  });

  it("example 24: entering the contact sends", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T09:00:00Z");
    expect(await book.contact(one.id, "it@nowhere.example", "2024-06-10T08:00:00Z")).toMatchObject({
      value: { sent: 1 },
    });
    expect(await book.letters(one.id)).toEqual(["it@nowhere.example"]);
  });

  it("example 26: every update sends, sending again leaves the address, five a day", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T09:00:00Z");
    await book.contact(one.id, "a@x.example", "2024-03-01T10:00:00Z");
    await book.contact(one.id, "aa@x.example", "2024-03-02T10:00:00Z");
    await book.contact(one.id, "a@x.example", "2024-03-02T10:05:00Z");
    expect(await book.letters(one.id)).toEqual(["a@x.example", "aa@x.example", "a@x.example"]);
    const again = (at: string) =>
      resendActivation(
        deps(at),
        book.actor,
        { idempotencyKey: once(), enrollmentId: one.id, serviceId: "office-365-e3" },
        instant(at),
      );
    expect(await again("2024-03-02T11:00:00Z")).toMatchObject({ value: { email: "a@x.example" } });
    expect((await book.letters(one.id)).length).toBe(4);
    for (const minute of ["01", "02"]) expect((await again(`2024-03-02T11:${minute}:00Z`)).ok).toBe(true);
    expect(await again("2024-03-02T23:59:00Z")).toMatchObject({ refusal: { code: "activation-sends-used-up" } });
    expect(await book.contact(one.id, "b@x.example", "2024-03-02T23:59:30Z")).toMatchObject({
      refusal: { code: "activation-sends-used-up" },
    });
    expect((await again("2024-03-03T00:00:00Z")).ok).toBe(true);
  });

  it("lets nobody without the role see or send, and no other organisation find it", async () => {
    const book = await buildAgreement(db());
    const other = await buildAgreement(db());
    const one = await book.enroll();
    const { actor } = await book.person();
    expect(await book.contact(one.id, "b@x.example", "2024-03-02T00:00:00Z", actor)).toMatchObject({
      refusal: { code: "agreement-role-needed" },
    });
    expect(await book.contact(one.id, "b@x.example", "2024-03-02T00:00:00Z", other.actor)).toMatchObject({
      refusal: { code: "not-found" },
    });
    const otherPerson = await other.person();
    expect(await book.contact(one.id, "b@x.example", "2024-03-02T00:00:00Z", otherPerson.actor)).toMatchObject({
      refusal: { code: "not-found" },
    });
  });

  it("examples 27, 28: a link works to its last day for whoever holds it; support makes it valid again", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll({ endsOn: "2027-06-30" });
    await book.contact(one.id, "it@nowhere.example", "2024-08-01T00:00:00Z");
    await book.order(one.id, "2024-08-31T09:00:00Z");
    const token = await buildLink(db(), one.id);
    const holder = await book.person();
    const wish = {
      choice: "new",
      name: "Contoso",
      domain: `d-${testIds.next()}.example`,
      country: "DE",
      isSecondConfirmed: false,
    } as const;
    const use = (at: string) =>
      activateEnrollment(deps(at), holder.actor, { idempotencyKey: once(), token, wish }, instant(at));
    expect(await use("2025-03-01T00:00:00Z")).toMatchObject({
      refusal: { code: "activation-link-expired", expiredOn: "2025-02-28" },
    });
    const asked = await askActivationHelp(
      deps("2025-03-04T00:00:00Z"),
      holder.actor,
      {
        idempotencyKey: once(),
        enrollmentId: one.id,
        serviceId: "office-365-e3",
        kind: "link-expired",
        toAccountId: null,
        quantity: null,
        text: "Please",
      },
      instant("2025-03-04T00:00:00Z"),
    );
    if (!asked.ok) throw new Error(asked.refusal.code);
    const operator = await buildOperatorActor(db());
    const settle = { idempotencyKey: once(), requestId: asked.value.requestId };
    expect(
      (await settleActivationCase(deps("2025-03-05T00:00:00Z"), operator, settle, instant("2025-03-05T00:00:00Z"))).ok,
    ).toBe(true);
    expect((await book.letters(one.id)).length).toBe(2);
    expect(await use("2025-04-05T00:00:00Z")).toMatchObject({
      refusal: { code: "activation-link-expired", expiredOn: "2025-04-04" },
    });
    expect(await use("2025-04-04T23:59:59Z")).toMatchObject({ ok: true });
    const line = await db()
      .selectFrom("activity")
      .selectAll()
      .where("action", "=", "enrollment-activated")
      .where("actor_user_id", "=", holder.id)
      .where("outcome", "=", "done")
      .execute();
    expect(line.length).toBe(1);
  });

  it("examples 29, 30: an enrollment has one account, an account many enrollments, and two at once are one", async () => {
    const book = await buildAgreement(db());
    const people = [await book.person(), await book.person()];
    const domains = people.map(() => `d-${testIds.next()}.example`);
    const [a, b] = await Promise.all(
      people.map(({ email }, index) =>
        book.account({ domains: [domains[index] ?? ""], admins: [{ email, name: "Kim", kind: "global" }] }),
      ),
    );
    const enrollments = [await book.enroll(), await book.enroll()];
    const at = "2024-03-05T00:00:00Z";
    for (const { id } of enrollments) await book.order(id, "2024-03-01T00:00:00Z");
    const use = async (enrollmentId: string, who: number, accountId: string) =>
      activateEnrollment(
        deps(at),
        people[who]?.actor ?? book.actor,
        {
          idempotencyKey: once(),
          token: await buildLink(db(), enrollmentId),
          wish: { choice: "existing", accountId, domain: domains[who] ?? "" },
        },
        instant(at),
      );
    const [first, second] = enrollments;
    const both = await Promise.all([use(first?.id ?? "", 0, a?.id ?? ""), use(first?.id ?? "", 1, b?.id ?? "")]);
    expect(both.filter(({ ok }) => ok).length).toBe(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "enrollment-linked" } });
    const winner = await book.linkedTo(first?.id ?? "");
    const who = winner === a?.id ? 0 : 1;
    expect((await use(second?.id ?? "", who, winner ?? "")).ok).toBe(true);
    const loser = winner === a?.id ? b : a;
    const again = {
      enrollment: { id: first?.id ?? "", ...book.scope },
      accountId: loser?.id ?? "",
      cause: "link",
      by: null,
      at: instant(at),
    } as const;
    expect(await insertAccountLink(db(), again)).toBe(false);
    expect(await book.linkedTo(first?.id ?? "")).toBe(winner);
  });

  it("somebody else's link is no link", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T00:00:00Z");
    const token = await buildLink(db(), one.id);
    const stranger = await (await buildAgreement(db())).person();
    const wish = { choice: "new", name: "X", domain: "x.example", country: "DE", isSecondConfirmed: false } as const;
    const at = "2024-03-02T00:00:00Z";
    expect(
      await activateEnrollment(deps(at), stranger.actor, { idempotencyKey: once(), token, wish }, instant(at)),
    ).toMatchObject({
      refusal: { code: "activation-link-invalid" },
    });
  });

  it("examples 23, 32, 33: reservations by grant, and by the job into effect", async () => {
    const book = await buildAgreement(db());
    const [one, two] = [await book.enroll({ endsOn: "2026-06-30" }), await book.enroll({ endsOn: "2026-06-30" })];
    const osm = await book.person(["customer-user"]);
    const admin = await book.person(["customer-user"]);
    await book.give(admin.id, "agreement-admin");
    for (const { id } of [one, two]) await book.contact(id, osm.email, "2024-06-01T00:00:00Z");
    const at = "2024-07-01T08:00:00Z";
    const reserve = (enrollmentId: string, serviceId = "intune") =>
      reserveLicences(
        deps(at),
        osm.actor,
        { idempotencyKey: once(), enrollmentId, serviceId, quantity: 5, usageFromOn: "2024-07-01" },
        instant(at),
      );
    expect(await reserve(one.id)).toMatchObject({ refusal: { code: "reservation-not-granted" } });
    const grant = { idempotencyKey: once(), enrollmentId: one.id, userId: osm.id, isGiven: true };
    expect(await changeReservationGrant(deps(at), osm.actor, grant, instant(at))).toMatchObject({
      refusal: { code: "agreement-role-needed" },
    });
    expect(await changeReservationGrant(deps(at), admin.actor, grant, instant(at))).toMatchObject({ ok: true });
    expect(await reserve(one.id)).toMatchObject({ ok: true });
    expect(await reserve(two.id)).toMatchObject({ refusal: { code: "reservation-not-granted" } });
    expect(await reserve(one.id, "office-365-g3")).toMatchObject({ refusal: { code: "government-not-reservable" } });
    expect(await book.letters(one.id)).toEqual([]);
    await job("2024-07-01T08:01:00Z");
    expect(await book.letters(one.id)).toEqual([osm.email]);
    await job("2024-07-01T08:01:00Z");
    expect((await book.letters(one.id)).length).toBe(1);
  });

  it("examples 31, 30: support moves an enrollment as a whole", async () => {
    const book = await buildAgreement(db());
    const [from, to] = [await book.account({ name: "Wrong" }), await book.account({ name: "Right" })];
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T00:00:00Z", { quantity: 500 });
    await insertAccountLink(db(), {
      enrollment: { id: one.id, ...book.scope },
      accountId: from.id,
      cause: "link",
      by: null,
      at: instant("2024-03-02T00:00:00Z"),
    });
    const person = await book.person();
    const at = "2024-03-03T00:00:00Z";
    const ask = (quantity: number | null) =>
      askActivationHelp(
        deps(at),
        person.actor,
        {
          idempotencyKey: once(),
          enrollmentId: one.id,
          serviceId: null,
          kind: "wrong-account",
          toAccountId: to.id,
          quantity,
          text: "Please move",
        },
        instant(at),
      );
    expect(await ask(200)).toMatchObject({ refusal: { code: "enrollment-undivided" } });
    const asked = await ask(null);
    if (!asked.ok) throw new Error(asked.refusal.code);
    const operator = await buildOperatorActor(db());
    const settle = () =>
      settleActivationCase(
        deps(at),
        operator,
        { idempotencyKey: once(), requestId: asked.value.requestId },
        instant(at),
      );
    expect((await settle()).ok).toBe(true);
    expect(await book.linkedTo(one.id)).toBe(to.id);
    expect(await settle()).toMatchObject({ refusal: { code: "activation-case-done" } });
  });

  it("asks about an enrollment for those who see it, and for nobody else of the tenant", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    const at = "2024-03-03T00:00:00Z";
    const plain = await book.person(["customer-user"]);
    const ask = () => {
      const wish = { enrollmentId: one.id, serviceId: null, kind: "other", toAccountId: null, quantity: null } as const;
      return askActivationHelp(deps(at), plain.actor, { idempotencyKey: once(), ...wish, text: "Why?" }, instant(at));
    };
    expect(await ask()).toMatchObject({ refusal: { code: "agreement-role-needed" } });
    const requests = db().selectFrom("support_request").select("id").where("customer_id", "=", book.scope.customerId);
    expect(await requests.execute()).toEqual([]);
    await book.give(plain.id, "online-admin");
    expect(await ask()).toMatchObject({ ok: true });
  });

  it("examples 36, 37: a renewal of the same name attaches itself; several under an EA ask each", async () => {
    const book = await buildAgreement(db());
    const account = await book.account({ name: "Contoso" });
    const old = await book.enroll();
    await insertAccountLink(db(), {
      enrollment: { id: old.id, ...book.scope },
      accountId: account.id,
      cause: "link",
      by: null,
      at: instant("2023-03-02T00:00:00Z"),
    });
    const renewed = { startsOn: "2025-07-01", endsOn: "2028-06-30" };
    const same = await book.enroll({ ...renewed, organizationName: " contoso  gmbh" });
    const other = await book.enroll({ ...renewed, organizationName: "Contoso AG" });
    for (const { id } of [same, other]) {
      await book.contact(id, "it@nowhere.example", "2025-07-01T00:00:00Z");
      await book.order(id, "2025-07-01T09:00:00Z");
    }
    expect([await book.linkedTo(same.id), await book.letters(same.id)]).toEqual([account.id, []]);
    expect([await book.linkedTo(other.id), await book.letters(other.id)]).toEqual([undefined, ["it@nowhere.example"]]);
    const twins = [
      await book.enroll({ ...renewed, organizationName: "Twin" }),
      await book.enroll({ ...renewed, organizationName: "twin" }),
    ];
    for (const { id } of twins) {
      await book.contact(id, "it@nowhere.example", "2025-07-01T00:00:00Z");
      await book.order(id, "2025-07-01T09:00:00Z");
      expect(await book.letters(id)).toEqual(["it@nowhere.example"]);
    }
  });

  it("example 39: grace is announced, ends, and data goes, each once and after a downtime too", async () => {
    const book = await buildAgreement(db());
    const person = await book.person();
    const account = await book.account({ admins: [{ email: person.email, name: "Kim", kind: "global" }] });
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T09:00:00Z");
    await insertAccountLink(db(), {
      enrollment: { id: one.id, ...book.scope },
      accountId: account.id,
      cause: "link",
      by: null,
      at: instant("2024-03-02T00:00:00Z"),
    });
    const userId = testIds.next();
    await insertAccountUsers(db(), account.id, [{ id: userId, name: "Ann", email: "ann@x.example" }]);
    await insertAssignments(db(), {
      accountId: account.id,
      userIds: [userId],
      serviceId: "office-365-e3",
      at: instant("2024-03-02T00:00:00Z"),
    });
    const told = async () => (await book.letters(one.id, "grace-ending")).length;
    await job("2025-08-29T23:59:59Z");
    expect(await told()).toBe(0);
    for (const [at, count] of [
      ["2025-08-30T00:00:00Z", 1],
      ["2025-09-22T00:00:00Z", 2],
      ["2025-09-28T00:00:00Z", 3],
    ] as const) {
      await job(at);
      await job(at);
      expect(await told()).toBe(count);
    }
    const assigned = async () =>
      (await db().selectFrom("licence_assignment").selectAll().where("account_id", "=", account.id).execute()).length;
    expect(await assigned()).toBe(1);
    await job("2025-09-29T00:00:00Z");
    expect(await assigned()).toBe(0);
    expect((await book.letters(one.id, "deprovisioned")).length).toBe(1);
    await job("2025-10-29T00:00:00Z");
    expect((await book.letters(one.id, "data-deleted")).length).toBe(1);
    expect((await job("2025-10-29T00:00:00Z")).due).toBe(0);
  });

  it("example 40: a global admin of the account assigns as many licences as are active", async () => {
    const book = await buildAgreement(db());
    const person = await book.person();
    const stranger = await book.person();
    const account = await book.account({ admins: [{ email: person.email, name: "Kim", kind: "global" }] });
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T09:00:00Z", { quantity: 1 });
    await insertAccountLink(db(), {
      enrollment: { id: one.id, ...book.scope },
      accountId: account.id,
      cause: "link",
      by: null,
      at: instant("2024-03-02T00:00:00Z"),
    });
    const at = "2024-03-05T00:00:00Z";
    for (const name of ["Ann", "Ben"])
      await addAccountUser(
        deps(at),
        person.actor,
        { idempotencyKey: once(), accountId: account.id, name, email: `${name}@x.example` },
        instant(at),
      );
    const users = await db()
      .selectFrom("service_account_user")
      .select("id")
      .where("account_id", "=", account.id)
      .execute();
    const assign = (userIds: string[], by = person.actor) =>
      assignLicences(
        deps(at),
        by,
        { idempotencyKey: once(), accountId: account.id, serviceId: "office-365-e3", userIds },
        instant(at),
      );
    const ids = users.map(({ id }) => id);
    expect(await assign(ids)).toMatchObject({ refusal: { code: "licences-used-up", quantity: 1 } });
    expect(await assign(ids.slice(0, 1), stranger.actor)).toMatchObject({ refusal: { code: "account-admin-needed" } });
    expect(await assign(ids.slice(0, 1))).toMatchObject({ value: { assigned: 1 } });
    expect(await assign(ids.slice(1))).toMatchObject({ refusal: { code: "licences-used-up" } });
  });

  it("a letter leaves once, with a link whose token is kept as a hash only", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await db().deleteFrom("letter").execute();
    await db().deleteFrom("mail").execute();
    await book.order(one.id, "2024-03-01T09:00:00Z");
    await book.contact(one.id, "it@nowhere.example", "2024-03-01T10:00:00Z");
    const server = await startMailServer();
    try {
      const { writeLetterMail } = await import("#app/emails/write-letter-mail.tsx");
      let sent = "";
      const mail = {
        ...mailTo(server.port),
        writeLetter: async (...[, letter, token]: Parameters<LetterWriter>) => {
          sent = token ?? "";
          return writeLetterMail(letter, token, "https://portal.example");
        },
      };
      for (const at of ["2024-03-01T10:01:00Z", "2024-03-01T10:02:00Z"])
        await runAt({ ...jobDeps(db(), instant(at)), mail }, "send-mail", instant(at));
      expect(server.taken.map(({ recipient }) => recipient)).toEqual(["it@nowhere.example"]);
      expect(server.taken[0]?.source).toContain("Sign in or sign up to start using your new");
      const tokens = await db()
        .selectFrom("activation_token")
        .selectAll()
        .where("enrollment_id", "=", one.id)
        .execute();
      expect(tokens.length).toBe(1);
      expect(JSON.stringify(tokens)).not.toContain(sent);
      const letter = await db().selectFrom("letter").selectAll().executeTakeFirstOrThrow();
      expect([letter.state, JSON.stringify(letter).includes(sent)]).toEqual(["sent", false]);
    } finally {
      await server.close();
    }
  });
});
