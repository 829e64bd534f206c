import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { askActivationHelp, settleActivationCase } from "#app/services/service-activation/activation-help.server.ts";
import { changeSupportRequest } from "#app/services/support/change-request.server.ts";
import type { NoticeKind } from "#app/domain/notices/notices.ts";
import { insertServiceOrder } from "#db/repositories/service-orders.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { buildOperatorActor, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { supportDeps } from "#test/support/support-requests.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { buildAgreement, once } from "./support.ts";

describeOnBothDatabases("Limits of 25, 48 and 24 hours", (database) => {
  const db = () => database().db;
  const job = async (at: string) => {
    const report = await runAt(jobDeps(db(), instant(at)), "volume-licensing", instant(at));
    expect(report.error).toBeNull();
  };
  const told = async (enrollmentId: string, kind: NoticeKind) =>
    (await db().selectFrom("notice").selectAll().where("kind", "=", kind).orderBy("dedupe_key").execute())
      .map(
        ({ facts_json }) => JSON.parse(String(facts_json)) as { enrollmentId: string; limit: string; reason: string },
      )
      .filter((facts) => facts.enrollmentId === enrollmentId)
      .map(({ limit, reason }) => [limit, reason]);

  it("a reservation that has not taken effect after 25 hours is told once, to the partner and the operator", async () => {
    const book = await buildAgreement(db());
    // Not running yet: the job lets nothing take effect under it.
    const one = await book.enroll({ startsOn: "2025-01-01", endsOn: "2027-12-31" });
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
    await job("2024-05-07T08:59:59Z");
    expect(await told(one.id, "activation-late")).toEqual([]);
    await job("2024-05-07T09:00:00Z");
    await job("2024-05-07T09:00:00Z");
    await job("2024-05-08T09:00:00Z");
    expect(await told(one.id, "activation-late")).toEqual([["reservation", "reservation-not-processed"]]);
    expect(await told(one.id, "activation-to-settle")).toEqual([["reservation", "reservation-not-processed"]]);
  });

  it("an e-mail that did not leave within 48 hours is told once, with what stood in its way", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.order(one.id, "2024-03-01T09:00:00Z");
    await job("2024-03-03T08:59:59Z");
    expect(await told(one.id, "activation-late")).toEqual([]);
    await job("2024-03-03T09:00:00Z");
    await job("2024-03-03T09:00:00Z");
    await book.contact(one.id, "kim@outlook.com", "2024-03-04T09:00:00Z");
    await job("2024-03-06T09:00:00Z");
    expect(await told(one.id, "activation-late")).toEqual([["mail", "no-contact"]]);
  });

  it("nothing is told where the e-mail left, or where the licences went to an account", async () => {
    const book = await buildAgreement(db());
    const sent = await book.enroll();
    await book.contact(sent.id, "it@nowhere.example", "2024-02-01T00:00:00Z");
    await book.order(sent.id, "2024-03-01T09:00:00Z");
    const domain = `fabrikam-${testIds.next()}.example`;
    await book.account({ domains: [domain] });
    const attached = await book.enroll({ organizationName: "Fabrikam" });
    await book.contact(attached.id, `it@${domain}`, "2024-02-01T00:00:00Z");
    await book.order(attached.id, "2024-03-01T09:00:00Z");
    await job("2024-03-05T09:00:00Z");
    expect(await told(sent.id, "activation-late")).toEqual([]);
    expect(await told(attached.id, "activation-late")).toEqual([]);
  });

  it("example 42: a request that nobody answered for 24 hours is told to the operator once; an answered one is not", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    const admin = await book.person();
    const operator = await buildOperatorActor(db());
    const ask = async () => {
      const at = instant("2024-10-04T15:00:00Z");
      const wish = { kind: "other", serviceId: null, toAccountId: null, quantity: null, text: "Where is it?" } as const;
      const request = { idempotencyKey: once(), enrollmentId: one.id, ...wish };
      const asked = await askActivationHelp(serviceDeps(db(), at), admin.actor, request, at);
      if (!asked.ok) throw new Error(asked.refusal.code);
      return asked.value.requestId;
    };
    await ask();
    const answered = await ask();
    const at = instant("2024-10-05T10:00:00Z");
    const answer = { idempotencyKey: once(), requestId: answered, text: "On its way.", attachments: [] };
    expect(await changeSupportRequest(supportDeps(db(), at), operator, answer, at)).toMatchObject({ ok: true });
    await job("2024-10-05T14:59:59Z");
    expect(await told(one.id, "activation-to-settle")).toEqual([]);
    await job("2024-10-05T15:00:00Z");
    await job("2024-10-06T15:00:00Z");
    expect(await told(one.id, "activation-to-settle")).toEqual([["request", ""]]);
    // Whoever asked has no page of requests: the answer comes by mail.
    expect(await book.letters(one.id, "support-answered")).toEqual([admin.email]);
  });

  it("a link that was made valid again is announced before its new end, once", async () => {
    const book = await buildAgreement(db());
    const one = await book.enroll();
    await book.contact(one.id, "it@nowhere.example", "2024-02-01T00:00:00Z");
    await book.order(one.id, "2024-03-01T09:00:00Z");
    await job("2024-08-02T00:00:00Z");
    await job("2024-08-25T00:00:00Z");
    expect((await book.letters(one.id, "link-expiring")).length).toBe(2);
    const admin = await book.person();
    const asked = await askActivationHelp(
      serviceDeps(db(), instant("2024-09-05T08:00:00Z")),
      admin.actor,
      {
        idempotencyKey: once(),
        enrollmentId: one.id,
        kind: "link-expired",
        serviceId: "office-365-e3",
        toAccountId: null,
        quantity: null,
        text: "It has ended.",
      },
      instant("2024-09-05T08:00:00Z"),
    );
    if (!asked.ok) throw new Error(asked.refusal.code);
    const at = instant("2024-09-05T09:00:00Z");
    const settle = { idempotencyKey: once(), requestId: asked.value.requestId };
    await settleActivationCase(serviceDeps(db(), at), await buildOperatorActor(db()), settle, at);
    await job("2024-09-05T10:00:00Z");
    await job("2024-09-27T10:00:00Z");
    expect((await book.letters(one.id, "link-expiring")).length).toBe(2);
    await job("2024-09-28T00:00:00Z");
    await job("2024-09-29T00:00:00Z");
    expect((await book.letters(one.id, "link-expiring")).length).toBe(3);
  });
});
