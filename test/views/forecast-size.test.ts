import { expect, it } from "vitest";
import { largeBook } from "#app/views/forecast-size.ts";
import { fillPagesBook, pagesAt } from "#test/bench/pages-book.ts";
import { buildOperatorActor, buildPartnerActor, buildTenant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const reader = { language: "en", timeZone: "UTC" } as const;

describeOnBothDatabases("a book that is looked through for its forecast", (database) => {
  it("is large above 20,000 running subscriptions, and says how many they are and about how long that takes", async () => {
    const { db } = database();
    const { partnerId } = await fillPagesBook(db, 20_001);
    const actor = await buildPartnerActor(db, partnerId, ["global-admin"]);
    const size = () => largeBook({ db, actor, at: pagesAt, reader });
    expect(await size()).toEqual({ ok: true, value: { count: "20,001", seconds: 3 } });
    const one = await db
      .selectFrom("subscription")
      .select("id")
      .where("partner_id", "=", partnerId)
      .limit(1)
      .executeTakeFirstOrThrow();
    await db.updateTable("subscription").set({ cancelled_at: 1 }).where("id", "=", one.id).execute();
    expect(await size()).toEqual({ ok: true, value: null });
  });

  it("is nobody's of the operator, and not for whoever sees no amounts", async () => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    expect(await largeBook({ db, actor: operator, at: pagesAt, reader })).toEqual({ ok: true, value: null });
    const { partner } = await buildTenant(db);
    const actor = await buildPartnerActor(db, partner.id, ["helpdesk-agent"]);
    expect(await largeBook({ db, actor, at: pagesAt, reader })).toMatchObject({ refusal: { code: "role-needed" } });
  });
});
