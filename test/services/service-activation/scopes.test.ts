import { expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { activateEnrollment } from "#app/services/service-activation/activate-enrollment.server.ts";
import { askActivationHelp, settleActivationCase } from "#app/services/service-activation/activation-help.server.ts";
import { changeAgreementRole } from "#app/services/service-activation/agreements.server.ts";
import { reserveLicences } from "#app/services/service-activation/order-services.server.ts";
import { changeReservationGrant } from "#app/services/service-activation/reservation-grants.server.ts";
import { resendActivation } from "#app/services/service-activation/subscription-contact.server.ts";
import { agreementsView, agreementView } from "#app/views/service-activation/agreements.ts";
import { enrollmentView } from "#app/views/service-activation/enrollment.ts";
import { insertServiceAccount } from "#db/repositories/service-accounts.ts";
import { insertAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { buildCustomer, buildOperatorActor, buildUser, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { buildAgreement, buildLink, once } from "./support.ts";

/** Who and what an agreement is about: its own customer, and whoever has a role there now. */
describeOnBothDatabases("What an agreement reaches", (database) => {
  const db = () => database().db;
  const deps = (at: string) => serviceDeps(db(), instant(at));
  const reading = (actor: Actor, at: string) => {
    return { db: db(), actor, at: instant(at), reader: { language: "en", timeZone: "UTC" } } as const;
  };
  const job = async (at: string) => {
    const report = await runAt(jobDeps(db(), instant(at)), "volume-licensing", instant(at));
    expect(report.error).toBeNull();
  };
  const at = "2024-03-01T09:00:00Z";
  const firstPage = { search: "", after: null, before: null };

  /** A global admin of another customer of the same partner, and that customer's account. */
  async function neighbourOf(book: Awaited<ReturnType<typeof buildAgreement>>) {
    const customer = await buildCustomer(db(), book.partner.id);
    const scope = { partnerId: book.partner.id, customerId: customer.id };
    const roles = ["customer-global-admin"] as const;
    const user = await buildUser(db(), { ...scope, roles });
    const actor: Actor = { kind: "customer", userId: user.id, ...scope, roles, address: "192.0.2.7" };
    const domain = `next-door-${testIds.next()}.example`;
    const admins = [{ email: `boss@${domain}`, name: "Boss", kind: "global" }] as const;
    const account = { id: testIds.next(), ...scope, name: "Next door", country: "DE", domains: [domain], admins };
    await insertServiceAccount(db(), account, { by: user.id, at: instant(at) });
    return { actor, user, account, domain };
  }

  it("brings no licences to the account of another customer of the same partner", async () => {
    const book = await buildAgreement(db());
    const { domain } = await neighbourOf(book);
    for (const name of ["it", "boss"]) {
      const one = await book.enroll({ organizationName: `Fabrikam ${name}` });
      await book.contact(one.id, `${name}@${domain}`, "2024-02-01T00:00:00Z");
      await book.order(one.id, at);
      await job("2024-03-02T09:00:00Z");
      expect(await book.linkedTo(one.id)).toBeUndefined();
      expect(await book.letters(one.id)).toEqual([`${name}@${domain}`]);
    }
  });

  it("shows nothing to another customer of the same partner, whose link it is not either", async () => {
    const book = await buildAgreement(db());
    const { actor, account, domain } = await neighbourOf(book);
    const one = await book.enroll();
    await book.order(one.id, at);
    const list = await agreementsView(reading(actor, at), firstPage);
    expect(list).toMatchObject({ ok: true, value: { agreements: [] } });
    expect(await agreementView(reading(actor, at), book.agreementId)).toMatchObject({ refusal: { code: "not-found" } });
    expect(await enrollmentView(reading(actor, at), one.id)).toMatchObject({ refusal: { code: "not-found" } });
    const token = await buildLink(db(), one.id);
    const wish = { choice: "existing", accountId: account.id, domain } as const;
    const used = await activateEnrollment(deps(at), actor, { idempotencyKey: once(), token, wish }, instant(at));
    expect(used).toMatchObject({ refusal: { code: "activation-link-invalid" } });
    expect(await book.linkedTo(one.id)).toBeUndefined();
  });

  it("gives roles and reservations to its own customer's people alone", async () => {
    const book = await buildAgreement(db());
    const neighbour = await neighbourOf(book);
    const stranger = await (await buildAgreement(db())).person();
    const admin = await book.person();
    await book.give(admin.id, "agreement-admin");
    const one = await book.enroll();
    const { agreementId } = book;
    for (const userId of [neighbour.user.id, stranger.id]) {
      const role = { idempotencyKey: once(), agreementId, userId, role: "vlsc-admin", isGiven: true } as const;
      expect(await changeAgreementRole(deps(at), book.actor, role, instant(at))).toMatchObject({
        refusal: { code: "not-found", what: "user" },
      });
      const grant = { idempotencyKey: once(), enrollmentId: one.id, userId, isGiven: true };
      expect(await changeReservationGrant(deps(at), admin.actor, grant, instant(at))).toMatchObject({
        refusal: { code: "not-found", what: "user" },
      });
    }
  });

  it("ends for somebody with the role: no list, no page, no sending", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.contact(one.id, "it@nowhere.example", "2024-02-01T00:00:00Z");
    await book.order(one.id, at);
    const admin = await book.person(["customer-user"]);
    await book.give(admin.id, "vlsc-admin");
    const resend = () => {
      const wish = { idempotencyKey: once(), enrollmentId: one.id, serviceId: "office-365-e3" };
      return resendActivation(deps(at), admin.actor, wish, instant(at));
    };
    const seen = async () => {
      const list = await agreementsView(reading(admin.actor, at), firstPage);
      const page = await agreementView(reading(admin.actor, at), book.agreementId);
      return [list.ok && list.value.agreements.length, page.ok];
    };
    expect(await seen()).toEqual([1, true]);
    expect(await resend()).toMatchObject({ ok: true });
    const { agreementId } = book;
    const taken = {
      idempotencyKey: once(),
      agreementId,
      userId: admin.id,
      role: "vlsc-admin",
      isGiven: false,
    } as const;
    expect(await changeAgreementRole(deps(at), book.actor, taken, instant(at))).toMatchObject({ ok: true });
    expect(await seen()).toEqual([0, false]);
    expect(await resend()).toMatchObject({ refusal: { code: "agreement-role-needed" } });
    expect(await book.letters(one.id)).toHaveLength(2);
  });

  it("ends for somebody with the grant", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    const [osm, admin] = [await book.person(["customer-user"]), await book.person(["customer-user"])];
    await book.give(admin.id, "agreement-admin");
    const grant = (isGiven: boolean) => {
      const wish = { idempotencyKey: once(), enrollmentId: one.id, userId: osm.id, isGiven };
      return changeReservationGrant(deps(at), admin.actor, wish, instant(at));
    };
    const reserve = () => {
      const wish = { enrollmentId: one.id, serviceId: "intune", quantity: 1, usageFromOn: "2024-03-01" };
      return reserveLicences(deps(at), osm.actor, { idempotencyKey: once(), ...wish }, instant(at));
    };
    expect(await grant(true)).toMatchObject({ ok: true });
    expect(await reserve()).toMatchObject({ ok: true });
    expect(await grant(false)).toMatchObject({ ok: true });
    expect((await reserve()).ok).toBe(false);
  });

  it("lets reservations take effect from the first to the last day of the enrollment", async () => {
    const book = await buildAgreement(db());
    const day = "2024-05-06";
    for (const days of [
      { startsOn: day, endsOn: "2027-05-05" },
      { startsOn: "2021-05-07", endsOn: day },
    ]) {
      const one = await book.enroll({ organizationName: days.startsOn, ...days });
      const wish = { enrollmentId: one.id, serviceId: "intune", quantity: 1, usageFromOn: day };
      const when = instant(`${day}T08:00:00Z`);
      const reserved = await reserveLicences(
        serviceDeps(db(), when),
        book.actor,
        { idempotencyKey: once(), ...wish },
        when,
      );
      expect(reserved).toMatchObject({ ok: true });
      await job(`${day}T23:59:00Z`);
      const orders = db().selectFrom("service_order").select("effective_at").where("enrollment_id", "=", one.id);
      expect(await orders.execute()).toEqual([{ effective_at: instant(`${day}T23:59:00Z`).epochMilliseconds }]);
    }
  });

  it("makes the link of one service valid again where that one was asked for, and all of them where none was named", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.contact(one.id, "it@nowhere.example", "2024-02-01T00:00:00Z");
    for (const serviceId of ["office-365-e3", "intune"]) await book.order(one.id, at, { serviceId });
    const [person, operator] = [await book.person(), await buildOperatorActor(db())];
    const untilOf = async () => {
      const rows = db().selectFrom("enrollment_service").selectAll().where("enrollment_id", "=", one.id);
      return (await rows.orderBy("service_id").execute()).map((row) => row.reactivated_until_on);
    };
    const again = async (serviceId: string | null, when: string) => {
      const wish = {
        kind: "link-expired",
        enrollmentId: one.id,
        serviceId,
        toAccountId: null,
        quantity: null,
      } as const;
      const request = { ...wish, idempotencyKey: once(), text: "The link has ended" };
      const asked = await askActivationHelp(deps(when), person.actor, request, instant(when));
      if (!asked.ok) throw new Error(asked.refusal.code);
      const settle = { idempotencyKey: once(), requestId: asked.value.requestId };
      expect((await settleActivationCase(deps(when), operator, settle, instant(when))).ok).toBe(true);
    };
    expect(await book.letters(one.id)).toHaveLength(2);
    await again("intune", "2024-09-10T00:00:00Z");
    expect(await untilOf()).toEqual(["2024-10-10", null]);
    expect(await book.letters(one.id)).toHaveLength(3);
    await again(null, "2024-09-20T00:00:00Z");
    expect(await untilOf()).toEqual(["2024-10-20", "2024-10-20"]);
    expect(await book.letters(one.id)).toHaveLength(5);
  });

  it("takes orders of whole numbers, from today to 400 days ahead, until the enrollment is over", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll({ endsOn: "2024-03-01" });
    const orders = () => db().selectFrom("service_order").select("id").where("enrollment_id", "=", one.id).execute();
    for (const [field, wrong] of [
      ["quantity", { quantity: 0 }],
      ["quantity", { quantity: 1.5 }],
      ["quantity", { quantity: 1_000_001 }],
      ["usageFromOn", { usageFromOn: "2024-02-29" }],
      ["usageFromOn", { usageFromOn: "2025-04-06" }],
    ] as const)
      expect(await book.order(one.id, at, wrong)).toMatchObject({ refusal: { code: "invalid-field", field } });
    expect(await book.order(one.id, "2024-03-02T00:00:00Z")).toMatchObject({ refusal: { code: "enrollment-over" } });
    expect(await orders()).toEqual([]);
    const last = { quantity: 1_000_000, usageFromOn: "2025-04-05" };
    expect(await book.order(one.id, "2024-03-01T23:59:59Z", last)).toMatchObject({ ok: true });
    expect(await orders()).toHaveLength(1);
  });

  it("announces no end of a link that was used", async () => {
    const book = await buildAgreement(db());
    const used = await book.enroll();
    const open = await book.enroll({ organizationName: "Fabrikam" });
    for (const { id } of [used, open]) {
      await book.contact(id, "it@nowhere.example", "2024-02-01T00:00:00Z");
      await book.order(id, at);
    }
    const account = await book.account();
    const link = { accountId: account.id, cause: "link", by: null, at: instant("2024-03-02T00:00:00Z") } as const;
    await insertAccountLink(db(), { enrollment: { id: used.id, ...book.scope }, ...link });
    // Both links end with the first of September.
    await job("2024-08-02T01:00:00Z");
    await job("2024-08-25T01:00:00Z");
    expect(await book.letters(open.id, "link-expiring")).toHaveLength(2);
    expect(await book.letters(used.id, "link-expiring")).toEqual([]);
  });
});
