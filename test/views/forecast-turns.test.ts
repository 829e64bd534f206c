import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { customersView } from "#app/views/customers.ts";
import { forecastView } from "#app/views/forecast.ts";
import { fillPagesBook, pagesAt } from "#test/bench/pages-book.ts";
import { buildPartnerActor } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const reader = { language: "en", timeZone: "UTC" } as const;
const all = { currency: "", month: "", customer: "", product: "", after: "", before: "" };
const customers = { search: "", sort: "name", direction: "asc", after: "", before: "" } as const;

describeOnBothDatabases("while the forecast of a book is made", (database) => {
  it("pages of others are answered, one after the other, many times over", async () => {
    const { db } = database();
    const { partnerId } = await fillPagesBook(db, 4_000);
    const actor = await buildPartnerActor(db, partnerId, ["global-admin"]);
    const context = { db, actor, at: pagesAt, reader };
    let isMade = false;
    const made = forecastView(context, all).finally(() => (isMade = true));
    let turns = 0;
    let answered = 0;
    while (!isMade) {
      await nextTurn();
      turns += 1;
      if (turns % 5 !== 0) continue;
      expect(await customersView(context, customers)).toMatchObject({ ok: true });
      answered += 1;
    }
    const forecast = await made;
    expect(forecast.ok && forecast.value.lookedAt.value).toBe(4_000);
    // In parts of fifty; in parts of a thousand it would be four or eight turns on SQLite.
    expect(turns).toBeGreaterThan(50);
    expect(answered).toBeGreaterThanOrEqual(10);
  });
});
