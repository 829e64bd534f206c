import { createElement } from "react";
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { CaseTable } from "#app/components/service-activation/desk-tables.tsx";
import { Counted } from "#app/components/service-activation/counted.tsx";
import { LicenceTable } from "#app/components/service-activation/licence-table.tsx";
import { NoLicences } from "#app/components/service-activation/no-licences.tsx";
import { Reasons } from "#app/components/service-activation/reasons.tsx";
import { Tasks } from "#app/components/service-activation/tasks.tsx";
import type { Language } from "#app/i18n/languages.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { refusalStatus } from "#app/http/refusal-status.ts";
import { hashOfSecret } from "#app/services/accounts/session-life.server.ts";
import { activateEnrollment } from "#app/services/service-activation/activate-enrollment.server.ts";
import { askActivationHelp, settleActivationCase } from "#app/services/service-activation/activation-help.server.ts";
import { reserveLicences } from "#app/services/service-activation/order-services.server.ts";
import { changeSupportRequest } from "#app/services/support/change-request.server.ts";
import { activateView } from "#app/views/service-activation/activate.ts";
import { activationCaseView, activationDeskView } from "#app/views/service-activation/desk.ts";
import { enrollmentServiceView } from "#app/views/service-activation/enrollment-service.ts";
import { enrollmentView } from "#app/views/service-activation/enrollment.ts";
import { serviceAccountView } from "#app/views/service-activation/service-account.ts";
import { whyNoMailRecord } from "#app/views/records/enrollment-records.ts";
import { insertAccountLink } from "#db/repositories/enrollment-accounts.ts";
import { insertServiceOrder } from "#db/repositories/service-orders.ts";
import { insertAccountUsers, insertAssignments } from "#db/repositories/service-accounts.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { buildOperatorActor, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { refusalOn, wordsOn } from "#test/support/page-words.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { supportDeps } from "#test/support/support-requests.ts";
import { buildAgreement, buildLink, once } from "../services/service-activation/support.ts";

/** The numbered examples of service activation as the pages tell them, after the real services have written. */
describeOnBothDatabases("Pages of service activation", (database) => {
  const db = () => database().db;
  const deps = (at: string) => serviceDeps(db(), instant(at));
  const reading = (actor: Actor, at: string, language: Language = "en") => {
    return { db: db(), actor, at: instant(at), reader: { language, timeZone: "UTC" } } as const;
  };
  const job = async (at: string) => {
    const report = await runAt(jobDeps(db(), instant(at)), "volume-licensing", instant(at));
    expect(report.error).toBeNull();
  };
  type Book = Awaited<ReturnType<typeof buildAgreement>>;

  /** The page of one service, for the partner's people unless somebody else is named. */
  async function servicePage(book: Book, enrollmentId: string, at: string, more: PageOf = {}) {
    const { serviceId = "office-365-e3", actor = book.actor, language = "en" } = more;
    const view = await enrollmentServiceView(reading(actor, at, language), enrollmentId, serviceId);
    if (!view.ok) throw new Error(view.refusal.code);
    const page = view.value;
    return {
      page,
      codes: page.reasons.map(({ code }) => code),
      why: wordsOn(createElement(Reasons, page), language),
      none: wordsOn(createElement(NoLicences, { ...page, reasons: page.noLicences }), language),
    };
  }
  type PageOf = { serviceId?: string; actor?: Actor; language?: Language };

  const tie = (book: Book, enrollmentId: string, accountId: string, at: string) =>
    insertAccountLink(db(), {
      enrollment: { id: enrollmentId, ...book.scope },
      accountId,
      cause: "link",
      by: null,
      at: instant(at),
    });

  it("example 17: the page says by when the e-mail is due", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.contact(one.id, "it@nowhere.example", "2024-02-01T00:00:00Z");
    await book.order(one.id, "2024-03-01T09:00:00Z", { usageFromOn: "2024-04-01" });
    const { codes, why } = await servicePage(book, one.id, "2024-03-15T00:00:00Z");
    expect(codes).toEqual(["usage-date-ahead"]);
    expect(why).toContain("The usage date has not come, or just has");
    expect(why).toContain("Due by 3 Apr 2024, 00:00 UTC");
    const german = await servicePage(book, one.id, "2024-03-15T00:00:00Z", { language: "de" });
    expect(german.why).toContain("3. Apr. 2024, 00:00 UTC");
  });

  it("examples 18, 19: the page names the account that the licences went to, and why", async () => {
    const book = await buildAgreement(db());
    const domain = `fabrikam-${testIds.next()}.example`;
    await book.account({ name: "Fabrikam", domains: [domain] });
    const admin = { email: "boss@nowhere.example", name: "Boss", kind: "billing" } as const;
    await book.account({ name: "Northwind", admins: [admin] });
    for (const [email, code, account] of [
      [`it@${domain}`, "domain-verified", "Fabrikam"],
      ["boss@nowhere.example", "contact-is-admin", "Northwind"],
    ] as const) {
      const one = await book.enroll({ organizationName: account });
      await book.contact(one.id, email, "2024-02-01T00:00:00Z");
      await book.order(one.id, "2024-03-01T09:00:00Z");
      const { codes, why, page } = await servicePage(book, one.id, "2024-03-02T00:00:00Z");
      expect(codes).toEqual([code]);
      expect(why).toContain(`Account: ${account}`);
      expect(page.mails).toEqual([]);
      // Whoever is the contact later: the licences are still where they went.
      await book.contact(one.id, "later@elsewhere.example", "2024-03-03T00:00:00Z");
      const later = await servicePage(book, one.id, "2024-03-04T00:00:00Z");
      expect(later.codes).toEqual(["already-linked"]);
      expect(later.why).toContain(`Account: ${account}`);
    }
  });

  it("example 21: 50 more go to the account that is there, without an e-mail, and the page says so", async () => {
    const book = await buildAgreement(db());
    const account = await book.account({ name: "Contoso" });
    const one = await book.enroll();
    await book.contact(one.id, "it@nowhere.example", "2024-02-01T00:00:00Z");
    await book.order(one.id, "2024-03-01T09:00:00Z");
    await tie(book, one.id, account.id, "2024-03-02T00:00:00Z");
    const before = await book.letters(one.id);
    await book.order(one.id, "2024-06-01T09:00:00Z", { quantity: 50 });
    await job("2024-06-03T09:00:00Z");
    expect(await book.letters(one.id)).toEqual(before);
    expect(await book.linkedTo(one.id)).toBe(account.id);
    const { codes, why, page } = await servicePage(book, one.id, "2024-06-10T00:00:00Z");
    expect(codes[0]).toBe("already-linked");
    expect(why).toContain("Account: Contoso");
    expect(page.resendTo).toBeNull();
    const enrollment = await enrollmentView(reading(book.actor, "2024-06-10T00:00:00Z"), one.id);
    expect(enrollment).toMatchObject({ value: { services: [{ quantity: "250", active: "250" }] } });
  });

  it("example 22: where nothing was ordered, page and API say so and send to the reseller", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    const { actor } = await book.person();
    const at = "2024-03-15T00:00:00Z";
    for (const [language, words] of [
      ["en", "Nothing was ordered There is neither an order nor a reservation. Ask the reseller"],
      [
        "de",
        "Es wurde nichts bestellt Es gibt weder eine Bestellung noch eine Reservierung. Fragen Sie den Handelspartner",
      ],
    ] as const) {
      const { codes, why, page } = await servicePage(book, one.id, at, { actor, language });
      expect(codes).toEqual(["no-order", "no-contact"]);
      expect(why).toContain(words);
      expect([page.link, page.orders]).toEqual([null, []]);
    }
    const own = await servicePage(book, one.id, at);
    expect(own.why).toContain("Order or reserve the service");
    const ids = { customerId: book.customer.id, enrollmentId: one.id, serviceId: "office-365-e3" };
    const record = await whyNoMailRecord(reading(actor, at), ids);
    expect(record).toMatchObject({ value: { reasons: [{ code: "no-order" }, { code: "no-contact" }] } });
    expect(await whyNoMailRecord(reading(actor, at), { ...ids, serviceId: "no-such-service" })).toMatchObject({
      refusal: { code: "not-found" },
    });
    await book.order(one.id, "2024-03-14T09:00:00Z", { serviceId: "intune" });
    const listed = await enrollmentView(reading(actor, at), one.id);
    if (!listed.ok) throw new Error(listed.refusal.code);
    expect(listed.value.services.map(({ id }) => id)).toEqual(["intune"]);
    expect(listed.value.notOrdered).toContain("Office 365 E3");
    expect(listed.value.notOrdered).not.toContain("Intune");
  });

  it("example 23: a reservation waits for 25 hours and then for VLSC support", async () => {
    const book = await buildAgreement(db());
    // Not running yet: the job lets nothing take effect under it.
    const one = await book.enroll({ startsOn: "2025-01-01", endsOn: "2027-12-31" });
    await book.contact(one.id, "it@nowhere.example", "2024-02-01T00:00:00Z");
    await insertServiceOrder(db(), {
      id: testIds.next(),
      enrollmentId: one.id,
      ...book.scope,
      serviceId: "office-365-e3",
      kind: "reservation",
      quantity: 10,
      placedAt: instant("2024-05-06T08:00:00Z"),
      placedBy: book.actor.userId,
      purchasedOn: Temporal.PlainDate.from("2024-05-06"),
      usageFromOn: Temporal.PlainDate.from("2025-01-01"),
      effectiveAt: null,
    });
    const waiting = await servicePage(book, one.id, "2024-05-07T08:30:00Z");
    expect(waiting.codes).toEqual(["reservation-pending"]);
    expect(waiting.why).toContain("Until 7 May 2024, 09:00 UTC");
    const late = await servicePage(book, one.id, "2024-05-07T09:01:00Z");
    expect(late.codes).toEqual(["reservation-not-processed"]);
    expect(late.why).toContain("Ask VLSC support");
  });

  it("examples 20, 24: the page says what to enter, and whom it went to once it is entered", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T09:00:00Z");
    const nobody = await servicePage(book, one.id, "2024-03-02T00:00:00Z");
    expect(nobody.codes).toEqual(["no-contact"]);
    expect(nobody.why).toContain("Enter the contact; that sends the e-mail");
    await book.contact(one.id, "Kim@Outlook.com", "2024-03-02T01:00:00Z");
    const blocked = await servicePage(book, one.id, "2024-03-03T00:00:00Z");
    expect(blocked.codes).toEqual(["outlook-com"]);
    expect(blocked.page.resendTo).toBeNull();
    // Nothing that stands against it would be known, and yet nobody can see licences of what nobody has activated.
    expect(blocked.none).toContain("not activated yet");
    expect(blocked.none).not.toContain("Nothing is known");
    await book.contact(one.id, "kim@nowhere.example", "2024-03-05T09:00:00Z");
    const sent = await servicePage(book, one.id, "2024-03-05T09:00:00Z");
    expect(sent.codes).toEqual(["sent-check-junk"]);
    expect(sent.page.mails).toMatchObject([
      { email: "kim@nowhere.example", cause: "contact-changed", at: "5 Mar 2024, 09:00 UTC" },
    ]);
    expect(sent.page.resendTo).toBe("kim@nowhere.example");
  });

  it("example 25: all that holds is on the page, the usage date first", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.contact(one.id, "kim@outlook.com", "2024-02-01T00:00:00Z");
    await book.order(one.id, "2024-03-01T09:00:00Z", { usageFromOn: "2024-04-01" });
    await job("2024-03-14T00:00:00Z");
    const { codes, why } = await servicePage(book, one.id, "2024-03-15T00:00:00Z");
    expect(codes).toEqual(["usage-date-ahead", "outlook-com"]);
    expect(why.indexOf("The usage date")).toBe(0);
    expect(why.indexOf("The address is at outlook.com")).toBeGreaterThan(0);
    const list = await enrollmentView(reading(book.actor, "2024-03-15T00:00:00Z"), one.id);
    expect(list).toMatchObject({ value: { services: [{ headline: "usage-date-ahead" }] } });
    // Neither the day nor the address alone lets it go out.
    await job("2024-04-01T00:00:00Z");
    expect(await book.letters(one.id)).toEqual([]);
    expect((await servicePage(book, one.id, "2024-04-01T00:00:00Z")).codes).toEqual(["outlook-com"]);
  });

  it("example 26: the page lists both sends of a corrected address, the last to the right one", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T09:00:00Z");
    await book.contact(one.id, "a@x.example", "2024-03-01T10:00:00Z");
    await book.contact(one.id, "aa@x.example", "2024-03-02T10:00:00Z");
    await book.contact(one.id, "a@x.example", "2024-03-02T10:05:00Z");
    const { page } = await servicePage(book, one.id, "2024-03-02T11:00:00Z");
    expect(page.mails.map(({ email }) => email).toSorted()).toEqual(["a@x.example", "a@x.example", "aa@x.example"]);
    expect(page.mails.find(({ at }) => at === "2 Mar 2024, 10:05 UTC")?.email).toBe("a@x.example");
    // Without the role at the agreement nobody reads addresses.
    const { actor } = await book.person();
    const hidden = await servicePage(book, one.id, "2024-03-02T11:00:00Z", { actor });
    expect([hidden.page.mails, hidden.page.mailsRefusal?.code]).toEqual([[], "agreement-role-needed"]);
    expect(hidden.why).not.toContain("@x.example");
  });

  it("example 27: the link's page works to the end of its last day and explains itself from then on", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll({ endsOn: "2027-06-30" });
    await book.contact(one.id, "it@nowhere.example", "2024-08-01T00:00:00Z");
    await book.order(one.id, "2024-08-31T09:00:00Z");
    const token = hashOfSecret(await buildLink(db(), one.id));
    const { actor } = await book.person();
    const open = async (at: string) => {
      const view = await activateView(reading(actor, at), token);
      if (!view.ok) throw new Error(view.refusal.code);
      return view.value.refusal;
    };
    expect(await open("2025-02-28T23:59:59Z")).toBeNull();
    const over = await open("2025-03-01T00:00:00Z");
    expect(over).toEqual({ code: "activation-link-expired", expiredOn: "2025-02-28" });
    expect(over && refusalOn(over, "en")).toContain("28 Feb 2025");
    expect(over && refusalOn(over, "de")).toContain("28. Feb. 2025");
  });

  it("example 27: support sends a link that is valid again only where an e-mail could leave", async () => {
    const book = await buildAgreement(db());
    const operator = await buildOperatorActor(db());
    const { actor } = await book.person();
    const at = "2025-03-05T00:00:00Z";
    const account = await book.account({ name: "Contoso" });
    const kinds = ["open", "blocked", "linked"] as const;
    for (const kind of kinds) {
      const one = await book.enroll({ endsOn: "2027-06-30" });
      const email = kind === "blocked" ? "kim@outlook.com" : "it@nowhere.example";
      await book.contact(one.id, email, "2024-08-01T00:00:00Z");
      await book.order(one.id, "2024-08-31T09:00:00Z");
      const before = await book.letters(one.id);
      const wish = { enrollmentId: one.id, serviceId: null, toAccountId: null, quantity: null, text: "It has ended." };
      const ask = () =>
        askActivationHelp(deps(at), actor, { idempotencyKey: once(), kind: "link-expired", ...wish }, instant(at));
      const asked = await ask();
      if (!asked.ok) throw new Error(asked.refusal.code);
      const { requestId } = asked.value;
      // It came to an account while the request waited: nothing more is to be offered, and nobody asks for it again.
      if (kind === "linked") await tie(book, one.id, account.id, at);
      const page = await activationCaseView(reading(operator, at), requestId);
      expect(page).toMatchObject({ value: { service: null, sendsTo: kind === "open" ? email : null } });
      const settle = { idempotencyKey: once(), requestId };
      expect(await settleActivationCase(deps(at), operator, settle, instant(at))).toMatchObject({ ok: true });
      expect(await book.letters(one.id), kind).toEqual(kind === "open" ? [...before, email] : before);
      if (kind === "linked")
        expect(await ask()).toMatchObject({ refusal: { code: "enrollment-linked", account: "Contoso" } });
    }
  });

  it("example 29: a link of an enrollment that is tied to A refuses the admin of B, names A and offers support", async () => {
    const book = await buildAgreement(db());
    const person = await book.person();
    const domain = `b-${testIds.next()}.example`;
    const a = await book.account({ name: "Account A" });
    const b = await book.account({
      name: "Account B",
      domains: [domain],
      admins: [{ email: person.email, name: "Kim", kind: "global" }],
    });
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T00:00:00Z");
    await tie(book, one.id, a.id, "2024-03-02T00:00:00Z");
    const token = await buildLink(db(), one.id);
    const at = "2024-03-05T00:00:00Z";
    const opened = await activateView(reading(person.actor, at), hashOfSecret(token));
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { refusal } = opened.value;
    expect(refusal).toEqual({ code: "enrollment-linked", account: "Account A" });
    expect(refusal && refusalOn(refusal, "en")).toContain("It is tied to Account A");
    expect(refusal && refusalOn(refusal, "de")).toMatch(/Account A.*Support/u);
    // Nothing to choose from, also not the own account B.
    expect([opened.value.accounts, opened.value.countries]).toEqual([[], []]);
    const wish = { choice: "existing", accountId: b.id, domain } as const;
    const used = activateEnrollment(deps(at), person.actor, { idempotencyKey: once(), token, wish }, instant(at));
    expect(await used).toMatchObject({ refusal: { code: "enrollment-linked" } });
    expect(await book.linkedTo(one.id)).toBe(a.id);
    // The way to support is open, with both accounts named.
    const request = { enrollmentId: one.id, serviceId: null, toAccountId: b.id, quantity: null, text: "Please move" };
    const asked = await askActivationHelp(
      deps(at),
      person.actor,
      { idempotencyKey: once(), kind: "wrong-account", ...request },
      instant(at),
    );
    expect(asked).toMatchObject({ ok: true });
  });

  it("example 31: half of an enrollment's licences go nowhere; reseller and account manager are named", async () => {
    const book = await buildAgreement(db());
    const [a, b] = [await book.account({ name: "A" }), await book.account({ name: "B" })];
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T00:00:00Z", { quantity: 500 });
    await tie(book, one.id, a.id, "2024-03-02T00:00:00Z");
    const { actor } = await book.person();
    const at = "2024-03-03T00:00:00Z";
    const wish = { enrollmentId: one.id, serviceId: null, toAccountId: b.id, quantity: 250, text: "Half of them" };
    const refused = await askActivationHelp(
      deps(at),
      actor,
      { idempotencyKey: once(), kind: "wrong-account", ...wish },
      instant(at),
    );
    if (refused.ok) throw new Error("divided");
    expect(refused.refusal.code).toBe("enrollment-undivided");
    expect(refusalOn(refused.refusal, "en")).toContain("ask your reseller or account manager");
    expect(await book.linkedTo(one.id)).toBe(a.id);
  });

  it("examples 32, 33: whoever may not reserve gets 403, and no government service is reserved", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    const osm = await book.person(["customer-user"]);
    const at = "2024-07-01T08:00:00Z";
    const reserve = (actor: Actor, serviceId: string) =>
      reserveLicences(
        deps(at),
        actor,
        { idempotencyKey: once(), enrollmentId: one.id, serviceId, quantity: 5, usageFromOn: "2024-07-01" },
        instant(at),
      );
    await book.contact(one.id, osm.email, "2024-06-01T00:00:00Z");
    const withoutGrant = await reserve(osm.actor, "intune");
    expect(!withoutGrant.ok && refusalStatus[withoutGrant.refusal.code]).toBe(403);
    expect(await reserve(book.actor, "office-365-g3")).toMatchObject({
      refusal: { code: "government-not-reservable" },
    });
    expect(await db().selectFrom("service_order").selectAll().where("enrollment_id", "=", one.id).execute()).toEqual(
      [],
    );
  });

  it("example 34: an add-on under another enrollment than its base names that enrollment and the reseller", async () => {
    const book = await buildAgreement(db());
    const [base, addOn] = [await book.enroll(), await book.enroll()];
    await book.order(base.id, "2024-03-01T00:00:00Z");
    await book.order(addOn.id, "2024-03-01T00:00:00Z", { serviceId: "audio-conferencing" });
    const { actor } = await book.person();
    const at = "2024-06-01T00:00:00Z";
    const page = (more: PageOf = {}) => servicePage(book, addOn.id, at, { serviceId: "audio-conferencing", ...more });
    const seen = await page({ actor });
    expect(seen.page.noLicences).toEqual([{ code: "base-elsewhere", ask: "reseller", until: "", name: base.number }]);
    expect(seen.none).toContain(
      `under another enrollment: ${base.number}. Both need the same number. Ask the reseller.`,
    );
    expect((await page({ actor, language: "de" })).none).toContain(`unter einer anderen Registrierung: ${base.number}`);
    expect((await page()).none).toContain("That is yours to settle, as the reseller.");
    await book.order(addOn.id, "2024-05-01T00:00:00Z");
    expect((await page({ actor })).page.noLicences).toEqual([]);
  });

  it("an add-on whose base nobody ordered is not said to stand under another enrollment", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T00:00:00Z", { serviceId: "audio-conferencing" });
    const { none } = await servicePage(book, one.id, "2024-06-01T00:00:00Z", { serviceId: "audio-conferencing" });
    expect(none).toContain("was ordered under no enrollment");
  });

  it("example 35: activated at once, licences may take 48 hours from the usage date, and the page says until when", async () => {
    const book = await buildAgreement(db());
    const account = await book.account({ name: "Contoso" });
    const one = await book.enroll();
    await book.order(one.id, "2024-09-01T00:00:00Z", { usageFromOn: "2024-09-01" });
    await tie(book, one.id, account.id, "2024-09-01T08:00:00Z");
    const { actor } = await book.person();
    const { page, none } = await servicePage(book, one.id, "2024-09-02T12:00:00Z", { actor });
    expect(page.noLicences).toMatchObject([{ code: "usage-date", ask: "reseller" }]);
    expect(none).toContain("It can take until 3 Sept 2024, 00:00 UTC. Ask the reseller.");
    expect((await servicePage(book, one.id, "2024-09-03T00:00:00Z", { actor })).page.noLicences).toEqual([]);
  });

  it("example 37: of two new enrollments of one name each has an e-mail and a choice of its own", async () => {
    const book = await buildAgreement(db());
    const renewed = { startsOn: "2025-07-01", endsOn: "2028-06-30", organizationName: "Twin" };
    const twins = [await book.enroll(renewed), await book.enroll(renewed)];
    const { actor } = await book.person();
    const at = "2025-07-02T00:00:00Z";
    const numbers = [];
    for (const { id } of twins) {
      await book.contact(id, "it@nowhere.example", "2025-07-01T00:00:00Z");
      await book.order(id, "2025-07-01T09:00:00Z");
      expect(await book.letters(id)).toEqual(["it@nowhere.example"]);
      const choice = await activateView(reading(actor, at), hashOfSecret(await buildLink(db(), id)));
      expect(choice).toMatchObject({ value: { refusal: null } });
      if (choice.ok) numbers.push(choice.value.number);
    }
    expect(numbers).toEqual(twins.map(({ number }) => number));
  });

  it("example 38: 200 count and 200 in grace do not, with the sentence that says whose they are", async () => {
    const book = await buildAgreement(db());
    const account = await book.account({ name: "Contoso" });
    const old = await book.enroll({ endsOn: "2025-06-30" });
    await book.order(old.id, "2024-03-01T00:00:00Z");
    await tie(book, old.id, account.id, "2024-03-02T00:00:00Z");
    const next = await book.enroll({ startsOn: "2025-07-01", endsOn: "2028-06-30" });
    await book.contact(next.id, "it@nowhere.example", "2025-07-01T00:00:00Z");
    await book.order(next.id, "2025-07-01T09:00:00Z");
    expect(await book.linkedTo(next.id)).toBe(account.id);
    const at = "2025-07-10T00:00:00Z";
    for (const [language, sentence] of [
      [
        "en",
        `200 active. 200 in grace until 29 Sept 2025, 00:00 UTC belong to enrollment ${old.number} and are not counted.`,
      ],
      [
        "de",
        `200 aktiv. 200 in der Toleranzperiode bis 29. Sept. 2025, 00:00 UTC gehören zur Registrierung ${old.number} und zählen nicht.`,
      ],
    ] as const) {
      const enrollment = await enrollmentView(reading(book.actor, at, language), next.id);
      if (!enrollment.ok) throw new Error(enrollment.refusal.code);
      const [service] = enrollment.value.services;
      if (!service) throw new Error("no service");
      const { active, inGrace } = service;
      expect(active).toBe("200");
      expect(wordsOn(createElement(Counted, { active: active ?? "", inGrace }), language)).toBe(sentence);
      const page = await serviceAccountView(reading(book.actor, at, language), account.id);
      if (!page.ok) throw new Error(page.refusal.code);
      expect(wordsOn(createElement(LicenceTable, page.value), language)).toContain(sentence);
    }
  });

  it("example 40: those whom a switch left behind are named with the day they lose access; the same service goes on", async () => {
    const book = await buildAgreement(db());
    const account = await book.account({ name: "Contoso" });
    const old = await book.enroll({ endsOn: "2025-06-30" });
    await book.order(old.id, "2024-03-01T00:00:00Z");
    await tie(book, old.id, account.id, "2024-03-02T00:00:00Z");
    const next = await book.enroll({ startsOn: "2025-07-01", endsOn: "2028-06-30" });
    const users = Array.from({ length: 200 }, (_, n) => {
      return { id: testIds.next(), name: `User ${String(n + 1).padStart(3, "0")}`, email: `u${n + 1}@x.example` };
    });
    await insertAccountUsers(db(), account.id, users);
    const assign = (userIds: string[], serviceId: string) =>
      insertAssignments(db(), { accountId: account.id, userIds, serviceId, at: instant("2024-03-02T00:00:00Z") });
    const ids = users.map(({ id }) => id);
    await assign(ids, "office-365-e3");
    await book.contact(next.id, "it@nowhere.example", "2025-07-01T00:00:00Z");
    await book.order(next.id, "2025-07-01T09:00:00Z", { serviceId: "office-365-e5" });
    await assign(ids.slice(0, 150), "office-365-e5");
    const page = async () => {
      const view = await serviceAccountView(reading(book.actor, "2025-07-10T00:00:00Z"), account.id);
      if (!view.ok) throw new Error(view.refusal.code);
      return view.value;
    };
    const switched = await page();
    const task = switched.tasks.find(({ kind }) => kind === "switch");
    expect(task).toMatchObject({ service: "Office 365 E3", on: "29 Sept 2025, 00:00 UTC" });
    const names = task?.users.names.split(", ") ?? [];
    expect([names.length, names[0], names.at(-1), task?.users.more]).toEqual([50, "User 151", "User 200", null]);
    expect(wordsOn(createElement(Tasks, switched), "en")).toContain("lose access on 29 Sept 2025, 00:00 UTC: User 151");
    await book.order(next.id, "2025-07-02T09:00:00Z", { serviceId: "office-365-e3" });
    expect((await page()).tasks.filter(({ kind }) => kind === "switch")).toEqual([]);
    expect((await page()).licences.find(({ serviceId }) => serviceId === "office-365-e3")?.assigned).toBe("200");
  });

  it("example 41: MOSP is cancelled by support with a form that is filled in, MPSA by the reseller", async () => {
    const at = "2024-03-05T00:00:00Z";
    for (const [programme, ask] of [
      ["mosp", "support"],
      ["mpsa", "reseller"],
    ] as const) {
      const book = await buildAgreement(db(), programme);
      const one = await book.enroll();
      await book.order(one.id, "2024-03-01T00:00:00Z");
      const { actor } = await book.person();
      const view = await enrollmentView(reading(actor, at), one.id);
      expect(view).toMatchObject({ value: { cancel: ask, programme, isOfCustomer: true } });
      if (ask === "reseller") continue;
      const wish = { enrollmentId: one.id, serviceId: "office-365-e3", toAccountId: null, quantity: null };
      const asked = await askActivationHelp(
        deps(at),
        actor,
        { idempotencyKey: once(), kind: "cancel", text: "Please cancel", ...wish },
        instant(at),
      );
      if (!asked.ok) throw new Error(asked.refusal.code);
      const desk = await activationDeskView(reading(await buildOperatorActor(db()), at));
      const { requestId } = asked.value;
      expect(desk.ok && desk.value.cases.find((row) => row.requestId === requestId)).toMatchObject({
        kind: "cancel",
        enrollment: one.number,
      });
    }
    for (const language of ["en", "de"] as const) {
      const t = translateTo(language);
      expect(t("activation:enrollment.cancelSupport")).toContain("upport");
      expect(t("activation:enrollment.cancelReseller")).toMatch(/reseller|Handelspartner/u);
    }
  });

  it("example 42: an unanswered form is red on the operator's desk after 24 hours, to the second", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    const { actor } = await book.person();
    const opened = "2024-10-04T15:00:00Z";
    const wish = { enrollmentId: one.id, serviceId: null, toAccountId: null, quantity: null, text: "Where is it?" };
    const ask = async () => {
      const request = { idempotencyKey: once(), kind: "other", ...wish } as const;
      const asked = await askActivationHelp(deps(opened), actor, request, instant(opened));
      if (!asked.ok) throw new Error(asked.refusal.code);
      return asked.value.requestId;
    };
    const open = await ask();
    const operator = await buildOperatorActor(db());
    const rowAt = async (at: string, requestId: string, language: Language = "en") => {
      const desk = await activationDeskView(reading(operator, at, language));
      if (!desk.ok) throw new Error(desk.refusal.code);
      const cases = desk.value.cases.filter((row) => row.requestId === requestId);
      return { row: cases[0], words: wordsOn(createElement(CaseTable, { cases }), language) };
    };
    const inTime = await rowAt("2024-10-05T14:59:59Z", open);
    expect(inTime.row).toMatchObject({ isOverdue: false, due: "5 Oct 2024, 15:00 UTC" });
    expect(inTime.words).toContain("In time");
    const late = await rowAt("2024-10-05T15:00:00Z", open);
    expect(late.row).toMatchObject({ isOverdue: true });
    expect(late.words).toContain("Overdue");
    expect((await rowAt("2024-10-05T15:00:00Z", open, "de")).words).toContain("Überfällig");
    // An answer in time ends the wait.
    const answered = await ask();
    const at = instant("2024-10-05T10:00:00Z");
    const answer = { idempotencyKey: once(), requestId: answered, text: "On its way.", attachments: [] };
    expect(await changeSupportRequest(supportDeps(db(), at), operator, answer, at)).toMatchObject({ ok: true });
    const told = await rowAt("2024-10-05T15:00:00Z", answered);
    expect(told.row).toMatchObject({ isOverdue: false, isAnswered: true });
    expect(told.words).toContain("Answered, not settled");
  });
});
