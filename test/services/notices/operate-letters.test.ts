import { expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { sendLetterAgain } from "#app/services/notices/operate-letters.server.ts";
import { lettersView, letterView } from "#app/views/notices/letters.ts";
import { insertAzureOffer } from "#db/repositories/azure-offers.ts";
import { claimDueLetter, insertLetters } from "#db/repositories/letters.ts";
import { buildAgreement } from "#test/services/service-activation/support.ts";
import { buildOperatorActor, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

describeOnBothDatabases("Letters in the operator's hands", (database) => {
  const db = () => database().db;
  const at = instant("2024-03-05T09:00:00Z");
  const deps = () => serviceDeps(db(), at);
  const context = (actor: Actor, language: "en" | "de" = "en") =>
    ({ db: db(), actor, at, reader: { language, timeZone: "UTC" } }) as const;
  const newAddress = () => `kim@d${testIds.next()}.example`;

  const giveUp = (id: string) =>
    db()
      .updateTable("letter")
      .set({
        state: "dead",
        attempts: 5,
        next_attempt_at: null,
        finished_at: at.epochMilliseconds,
        last_verdict: "rejected",
        last_smtp_code: 550,
        last_reply: "550 No such mailbox",
      })
      .where("id", "=", id)
      .execute();
  /** An enrollment with an activation e-mail that was given up. */
  const withDeadLetter = async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    const address = newAddress();
    await book.contact(one.id, address, "2024-03-01T00:00:00Z");
    await book.order(one.id, "2024-03-01T09:00:00Z");
    const { id } = await db()
      .selectFrom("letter")
      .select("id")
      .where("enrollment_id", "=", one.id)
      .where("kind", "=", "activation")
      .executeTakeFirstOrThrow();
    await giveUp(id);
    return { ...book, one, address, letterId: id };
  };
  const stateOf = async (id: string) =>
    db().selectFrom("letter").select(["state", "attempts"]).where("id", "=", id).executeTakeFirstOrThrow();

  it("are found by the whole address in any case, with why they were not sent", async () => {
    const operator = await buildOperatorActor(db());
    const { address, letterId } = await withDeadLetter();
    const found = await lettersView(context(operator, "de"), {
      state: "dead",
      address: ` ${address.toUpperCase()} `,
      after: null,
      before: null,
    });
    if (!found.ok) throw new Error(found.refusal.code);
    expect(found.value.letters).toMatchObject([
      {
        id: letterId,
        email: address,
        state: "dead",
        attempts: 5,
        // In the operator's language, though the contact reads English.
        subject:
          "Melden Sie sich an, oder registrieren Sie sich, um mit der Verwendung Ihres neuen Abonnements zu beginnen.",
        fault: { verdict: "rejected", smtpCode: 550, reply: "550 No such mailbox" },
      },
    ]);
    const other = { state: "sent", address, after: null, before: null };
    expect(await lettersView(context(operator), other)).toMatchObject({ value: { letters: [] } });
    const page = await letterView(context(operator), { letterId });
    expect(page).toMatchObject({
      value: { againRefusal: null, words: { subject: "Sign in or sign up to start using your new subscription" } },
    });
    expect(JSON.stringify(page)).not.toContain("token");
  });

  it("leave again once they were given up: due at once, once, with a line of the log", async () => {
    const operator = await buildOperatorActor(db());
    const { letterId } = await withDeadLetter();
    for (let times = 0; times < 2; times += 1)
      expect(await sendLetterAgain(deps(), operator, { letterId }, at)).toEqual({ ok: true, value: null });
    expect(await stateOf(letterId)).toEqual({ state: "queued", attempts: 0 });
    const lines = await db().selectFrom("activity").selectAll().where("action", "=", "mail-sent-again").execute();
    expect(lines.filter((line) => JSON.stringify(line).includes(letterId))).toHaveLength(1);
    const claimed = await claimDueLetter(db(), at, at.add({ minutes: 5 }));
    expect(claimed).toBeDefined();
  });

  it("do not leave again to who is the contact no more, nor where the licences have their account", async () => {
    const operator = await buildOperatorActor(db());
    const changed = await withDeadLetter();
    await changed.contact(changed.one.id, newAddress(), "2024-03-04T00:00:00Z");
    expect(await sendLetterAgain(deps(), operator, changed, at)).toMatchObject({
      refusal: { code: "activation-mail-withheld", reason: "sent-elsewhere" },
    });
    expect(await letterView(context(operator), changed)).toMatchObject({
      value: { againRefusal: { code: "activation-mail-withheld" } },
    });
    const linked = await withDeadLetter();
    const { id } = await linked.account();
    await db()
      .insertInto("enrollment_account")
      .values({
        enrollment_id: linked.one.id,
        partner_id: linked.scope.partnerId,
        customer_id: linked.scope.customerId,
        account_id: id,
        cause: "link",
        linked_at: at.epochMilliseconds,
        linked_by: linked.actor.userId,
      })
      .execute();
    expect(await sendLetterAgain(deps(), operator, linked, at)).toMatchObject({
      refusal: { code: "activation-mail-withheld", reason: "already-linked" },
    });
    expect(await stateOf(linked.letterId)).toEqual({ state: "dead", attempts: 5 });
  });

  it("that offer Azure leave again while the offer is open; what only tells of something, always", async () => {
    const operator = await buildOperatorActor(db());
    const book = await buildAgreement(db(), "server-cloud");
    const { id: enrollmentId, number } = await book.enroll();
    const draft = (kind: "azure-offered" | "data-deleted") => ({
      dedupeKey: testIds.next(),
      ...book.scope,
      enrollmentId,
      contactId: null,
      recipient: { name: "Kim", email: newAddress(), language: "en" as const },
      ...(kind === "azure-offered"
        ? {
            kind,
            serviceId: "azure",
            facts: { enrollment: number, organization: "Contoso", lastDay: "2025-05-01" },
          }
        : { kind, serviceId: null, facts: { enrollment: number, organization: "Contoso" } }),
    });
    const [offer, news] = [testIds.next(), testIds.next()];
    await insertLetters(db(), at, [
      { id: offer, draft: draft("azure-offered") },
      { id: news, draft: draft("data-deleted") },
    ]);
    await giveUp(offer);
    await giveUp(news);
    expect(await sendLetterAgain(deps(), operator, { letterId: offer }, at)).toMatchObject({
      refusal: { code: "azure-not-offered" },
    });
    await insertAzureOffer(db(), { id: enrollmentId, ...book.scope }, at);
    expect(await sendLetterAgain(deps(), operator, { letterId: offer }, at)).toMatchObject({ ok: true });
    await giveUp(offer);
    await db()
      .updateTable("azure_offer")
      .set({ state: "declined", answered_at: at.epochMilliseconds, answered_by: book.actor.userId })
      .where("enrollment_id", "=", enrollmentId)
      .execute();
    expect(await sendLetterAgain(deps(), operator, { letterId: offer }, at)).toMatchObject({
      refusal: { code: "azure-offer-closed", state: "declined" },
    });
    expect(await sendLetterAgain(deps(), operator, { letterId: news }, at)).toMatchObject({ ok: true });
  });

  it("are the operator's alone", async () => {
    const { actor, letterId } = await withDeadLetter();
    const refusal = { code: "role-needed" };
    expect(await sendLetterAgain(deps(), actor, { letterId }, at)).toMatchObject({ refusal });
    expect(await letterView(context(actor), { letterId })).toMatchObject({ refusal });
    expect(await lettersView(context(actor), { state: "", address: "", after: null, before: null })).toMatchObject({
      refusal,
    });
  });
});
