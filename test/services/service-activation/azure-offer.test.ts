import { expect, it } from "vitest";
import { answerAzure, endAzure } from "#app/services/service-activation/azure-offer.server.ts";
import { letterTextOf } from "#app/views/service-activation/letter-text.ts";
import { azureOfferView } from "#app/views/service-activation/azure-offer.ts";
import { serviceAccountView } from "#app/views/service-activation/service-account.ts";
import { findContact } from "#db/repositories/enrollment-contacts.ts";
import { listLetters } from "#db/repositories/letters.ts";
import { insertAccountUsers, insertAssignments, listAccountUsers } from "#db/repositories/service-accounts.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { buildAgreement, once } from "./support.ts";

describeOnBothDatabases("Azure offered by e-mail", (database) => {
  const db = () => database().db;
  const deps = (at: string) => serviceDeps(db(), instant(at));
  const job = async (at: string) => {
    const report = await runAt(jobDeps(db(), instant(at)), "volume-licensing", instant(at));
    expect(report.error).toBeNull();
  };
  const offered = async () => {
    const book = await buildAgreement(db(), "server-cloud");
    const admin = await book.person(["customer-user"]);
    await book.give(admin.id, "online-admin");
    const one = await book.enroll();
    await book.contact(one.id, "kim@elsewhere.example", "2024-02-01T00:00:00Z");
    await job("2024-03-01T10:00:00Z");
    return { ...book, admin, one };
  };
  const answer = (
    by: Awaited<ReturnType<typeof offered>>["admin"],
    enrollmentId: string,
    wish: "accept" | "decline",
    at: string,
  ) => answerAzure(deps(at), by.actor, { idempotencyKey: once(), enrollmentId, answer: wish }, instant(at));

  it("leaves once to every online administrator of the customer, however often the job runs", async () => {
    const book = await offered();
    const { one, admin } = book;
    await book.give(book.actor.userId, "online-admin");
    await job("2024-03-01T10:00:00Z");
    await job("2024-03-02T10:00:00Z");
    expect(await book.letters(one.id, "azure-offered")).toEqual([admin.email]);
    const later = await book.person(["customer-global-admin"]);
    await book.give(later.id, "online-admin");
    await job("2024-03-03T10:00:00Z");
    await job("2024-03-03T10:00:00Z");
    expect(await book.letters(one.id, "azure-offered")).toEqual([admin.email, later.email]);
  });

  it("is in words of both languages, with the last day on which it can be started", async () => {
    const { one } = await offered();
    const [letter] = (await listLetters(db(), one.id, "azure")).filter(({ kind }) => kind === "azure-offered");
    if (letter === undefined) throw new Error("no letter");
    const inLanguage = (language: "en" | "de") =>
      letterTextOf({ ...letter, recipient: { ...letter.recipient, language } });
    expect(inLanguage("en").subject).toBe(`Azure without commitment under enrollment ${one.number}`);
    expect(inLanguage("en").advice).toContain("1 May 2025");
    expect(inLanguage("de").subject).toBe(`Azure ohne Verpflichtung unter der Registrierung ${one.number}`);
    expect(inLanguage("de").buttonLabel).toBe("Angebot beantworten");
  });

  it("is not offered under other programmes, to partners, where Azure is ordered, or without two months left", async () => {
    const none = async (at: string, book: Awaited<ReturnType<typeof buildAgreement>>, enrollmentId: string) => {
      await job(at);
      expect(await book.letters(enrollmentId, "azure-offered")).toEqual([]);
    };
    const other = await buildAgreement(db(), "enterprise");
    await other.give((await other.person()).id, "online-admin");
    await none("2024-03-01T10:00:00Z", other, (await other.enroll()).id);

    const ordered = await buildAgreement(db(), "server-cloud");
    await ordered.give((await ordered.person()).id, "online-admin");
    const withAzure = await ordered.enroll();
    await ordered.order(withAzure.id, "2024-02-01T00:00:00Z", { serviceId: "azure", quantity: 1 });
    await none("2024-03-01T10:00:00Z", ordered, withAzure.id);

    const late = await buildAgreement(db(), "server-cloud");
    await late.give(late.actor.userId, "online-admin");
    const one = await late.enroll({ endsOn: "2025-06-30" });
    await none("2025-04-01T10:00:00Z", late, one.id);
    await late.give((await late.person()).id, "online-admin");
    await none("2025-05-02T00:00:00Z", late, one.id);
    await job("2025-05-01T23:59:00Z");
    expect(await late.letters(one.id, "azure-offered")).toHaveLength(1);
  });

  it("accepted, is ordered and activated like every other service, once", async () => {
    const { one, admin, letters } = await offered();
    const wish = { idempotencyKey: once(), enrollmentId: one.id, answer: "accept" } as const;
    const at = "2024-03-02T09:00:00Z";
    const [first, second] = await Promise.all([
      answerAzure(deps(at), admin.actor, wish, instant(at)),
      answerAzure(deps(at), admin.actor, wish, instant(at)),
    ]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toEqual(first);
    expect(await letters(one.id)).toEqual(["kim@elsewhere.example"]);
    expect(
      await db().selectFrom("service_order").select("service_id").where("enrollment_id", "=", one.id).execute(),
    ).toEqual([{ service_id: "azure" }]);
    expect(await answer(admin, one.id, "decline", at)).toMatchObject({
      refusal: { code: "azure-offer-closed", state: "accepted" },
    });
  });

  it("accepted and declined at once, is one of both", async () => {
    const { one, admin } = await offered();
    const at = "2024-03-02T09:00:00Z";
    const both = await Promise.all([answer(admin, one.id, "accept", at), answer(admin, one.id, "decline", at)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "azure-offer-closed" } });
  });

  it("declined, is not made again, not to a new administrator either", async () => {
    const book = await offered();
    const { one, admin } = book;
    expect(await answer(admin, one.id, "decline", "2024-03-02T09:00:00Z")).toMatchObject({ ok: true });
    await book.give((await book.person()).id, "online-admin");
    await job("2024-03-03T10:00:00Z");
    expect(await book.letters(one.id, "azure-offered")).toEqual([admin.email]);
    expect(await book.letters(one.id)).toEqual([]);
  });

  it("is answered neither by the partner, nor by others of the customer, nor from another tenant", async () => {
    const { one, actor, person } = await offered();
    const at = "2024-03-02T09:00:00Z";
    const wish = { idempotencyKey: once(), enrollmentId: one.id, answer: "accept" } as const;
    expect(await answerAzure(deps(at), actor, wish, instant(at))).toMatchObject({ refusal: { code: "role-needed" } });
    expect(await answer(await person(), one.id, "accept", at)).toMatchObject({
      refusal: { code: "agreement-role-needed", roles: ["online-admin"] },
    });
    const stranger = await (await buildAgreement(db(), "server-cloud")).person();
    expect(await answer(stranger, one.id, "accept", at)).toMatchObject({ refusal: { code: "not-found" } });
  });

  it("ends by a written notice: nothing counts any more, users lose it, nothing is sent", async () => {
    const book = await offered();
    const { one, admin, actor } = book;
    const contact = await findContact(db(), one.id);
    const account = await book.account({
      domains: [`d${testIds.next()}.example`],
      admins: [{ email: contact?.email ?? "", name: "Kim", kind: "global" }],
    });
    await answer(admin, one.id, "accept", "2024-03-02T09:00:00Z");
    expect(await book.linkedTo(one.id)).toBe(account.id);
    const userId = testIds.next();
    const at = instant("2024-03-03T09:00:00Z");
    await insertAccountUsers(db(), account.id, [{ id: userId, name: "Ann", email: "ann@x.example" }]);
    await insertAssignments(db(), { accountId: account.id, userIds: [userId], serviceId: "azure", at });
    const wish = { idempotencyKey: once(), enrollmentId: one.id, noticeOn: "2024-03-03", text: "Letter no. 7" };
    const forbidden = await endAzure(serviceDeps(db(), at), admin.actor, wish, at);
    expect(forbidden).toMatchObject({ refusal: { code: "role-needed" } });
    expect(await endAzure(serviceDeps(db(), at), actor, wish, at)).toMatchObject({ ok: true });
    expect(await endAzure(serviceDeps(db(), at), actor, wish, at)).toMatchObject({ ok: true });
    const again = { ...wish, idempotencyKey: once() };
    expect(await endAzure(serviceDeps(db(), at), actor, again, at)).toMatchObject({
      refusal: { code: "azure-offer-closed", state: "ended" },
    });
    expect((await listAccountUsers(db(), account.id)).map(({ serviceIds }) => serviceIds)).toEqual([[]]);
    const context = { db: db(), actor, at, reader: { language: "en", timeZone: "UTC" } } as const;
    const page = await azureOfferView(context, one.id);
    expect(page).toMatchObject({
      value: { state: "ended", notice: { text: "Letter no. 7" }, answered: { name: "Test User" }, mayEnd: false },
    });
    const shown = await serviceAccountView(context, account.id);
    expect(JSON.stringify(shown)).not.toContain("Azure");
    await job("2024-03-10T09:00:00Z");
    expect(await book.letters(one.id, "azure-offered")).toHaveLength(1);
  });
});
