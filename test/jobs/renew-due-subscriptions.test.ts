import { expect, it } from "vitest";
import { buildCustomer, buildPartner, buildSku, buildSubscription, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { assertFixpoint, jobDeps, runAt } from "./support/jobs.ts";

describeOnBothDatabases("renew-due-subscriptions", (database) => {
  it("gives a due subscription its next term, its first charge, an order line, a log line and a notice", async () => {
    const { db } = database();
    const customer = await buildCustomer(db, (await buildPartner(db)).id);
    const { sku, availabilities } = await buildSku(db, { offers: [{ unitPriceMinor: 12_000 }] });
    const bought = await buildSubscription(db, { customer, sku, at: instant("2024-03-10T15:30:00Z"), quantity: 3 });
    const at = instant("2025-03-10T00:04:00Z");
    const deps = jobDeps(db, at);

    const report = await runAt(deps, "renew-due-subscriptions", at);

    expect(report).toMatchObject({ status: "done", due: 1, done: 1, failed: 0 });
    expect(report.certificate).toMatchObject({
      due: 1,
      renewed: 1,
      terms: 1,
      charges: 1,
      charged: { EUR: 36_000 },
      duplicates: 0,
      notRenewed: {},
      oldestDueAgeMs: 4 * 60_000,
    });
    const row = await db.selectFrom("subscription").selectAll().where("id", "=", bought.id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      term_number: 2,
      term_start_at: instant("2025-03-10T00:00Z").epochMilliseconds,
      term_end_at: instant("2026-03-10T00:00Z").epochMilliseconds,
      window_opened_at: at.epochMilliseconds,
      unit_price_minor: 12_000,
      availability_id: availabilities[0]?.id,
      charged_cycles: 1,
      next_charge_at: null,
      version: 2,
    });
    const term = await db
      .selectFrom("term")
      .selectAll()
      .where("subscription_id", "=", bought.id)
      .where("term_number", "=", 2)
      .executeTakeFirstOrThrow();
    const line = await db.selectFrom("order_line").selectAll().where("order_id", "=", term.order_id).execute();
    expect(line).toMatchObject([{ line_number: 0, order_kind: "renewal", subscription_id: bought.id, quantity: 3 }]);
    const charges = await db.selectFrom("charge").selectAll().where("order_id", "=", term.order_id).execute();
    expect(charges).toMatchObject([
      {
        kind: "renew",
        term_number: 2,
        cycle_number: 1,
        amount_minor: 36_000,
        charged_at: row.term_start_at,
        recorded_at: at.epochMilliseconds,
      },
    ]);
    const log = await db
      .selectFrom("activity")
      .select(["action", "actor_job"])
      .where("subscription_id", "=", bought.id)
      .execute();
    expect(log).toEqual([{ action: "subscription-renewed", actor_job: "renew-due-subscriptions" }]);
    const notices = await db
      .selectFrom("notice")
      .select(["kind", "dedupe_key"])
      .where("subscription_id", "=", bought.id)
      .execute();
    expect(notices).toEqual([{ kind: "renewed", dedupe_key: `${term.order_id}:renewed` }]);
    await assertFixpoint(deps, at);
  });
});
