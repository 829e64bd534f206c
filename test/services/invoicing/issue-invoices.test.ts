import { expect, it } from "vitest";
import type { Temporal } from "temporal-polyfill";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import type { Db } from "#db/client.ts";
import { fingerprint } from "#test/jobs/support/fingerprint.ts";
import { invoiceViolations } from "#test/jobs/support/invariants.ts";
import { jobDeps, runAllAt, runAt } from "#test/jobs/support/jobs.ts";
import { buildScene } from "#test/jobs/support/scene.ts";
import {
  buildCustomer,
  buildOffer,
  buildPartnerActor,
  buildSku,
  buildSubscription,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const sixthOfApril = instant("2024-04-06T00:00:00Z");

async function invoicesOf(db: Db, partnerId: string) {
  return db.selectFrom("invoice").selectAll().where("partner_id", "=", partnerId).orderBy("number").execute();
}

async function linesOf(db: Db, invoiceId: string) {
  return db
    .selectFrom("invoice_line")
    .selectAll()
    .where("invoice_id", "=", invoiceId)
    .orderBy("dated_at")
    .orderBy("kind")
    .orderBy("id")
    .execute();
}

async function cancel(db: Db, partnerId: string, subscriptionId: string, at: Temporal.Instant) {
  const actor = await buildPartnerActor(db, partnerId);
  const input = { idempotencyKey: testIds.next(), subscriptionId, isConfirmed: true, shownCreditMinor: null };
  const result = await cancelSubscription(serviceDeps(db, at), actor, input, at);
  if (!result.ok) throw new Error(result.refusal.code);
}

describeOnBothDatabases("Issuing invoices", (database) => {
  const issueAt = (at: Temporal.Instant) => runAt(jobDeps(database().db, at), "issue-invoices", at);

  /** A run at the same instant again changes nothing, a hundred times. */
  const assertNothingMore = async (at: Temporal.Instant) => {
    const before = await fingerprint(database().db);
    for (let times = 0; times < 100; times++) await issueAt(at);
    expect(await fingerprint(database().db)).toEqual(before);
    expect(await invoiceViolations(database().db)).toEqual([]);
  };

  it("does nothing on the 5th, and on the 6th at 00:00 UTC invoices the month before", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    await scene.buy(instant("2024-03-10T15:30:00Z"), { quantity: 3 });
    await scene.buy(instant("2024-03-31T23:59:59.999Z"));
    // Belongs to April.
    await scene.buy(instant("2024-04-01T00:00:00Z"));

    await issueAt(instant("2024-04-05T23:59:59.999Z"));
    expect(await invoicesOf(db, scene.partnerId)).toEqual([]);

    await issueAt(sixthOfApril);
    const [invoice, ...others] = await invoicesOf(db, scene.partnerId);
    expect(others).toEqual([]);
    expect(invoice).toMatchObject({
      period: "2024-03",
      currency: "EUR",
      kind: "invoice",
      line_count: 2,
      subtotal_minor: 40_000,
      added_tax_minor: 0,
      total_minor: 40_000,
      issued_at: sixthOfApril.epochMilliseconds,
    });
    expect((await linesOf(db, invoice?.id ?? "")).map((line) => line.amount_minor)).toEqual([30_000, 10_000]);
    await assertNothingMore(sixthOfApril);
  });

  it("makes one invoice per currency, numbered without gaps, and each partner has numbers of its own", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const other = await buildScene(db);
    const swiss = await buildCustomer(db, scene.partnerId, { country: "CH" });
    const at = instant("2024-03-10T15:30:00Z");
    await scene.buy(at);
    await other.buy(at);
    await buildSubscription(db, { customer: swiss, sku: scene.sku, at, currency: "CHF", unitPriceMinor: 9_900 });
    await issueAt(sixthOfApril);
    await scene.buy(instant("2024-04-10T15:30:00Z"));
    await issueAt(instant("2024-05-06T00:00:00Z"));

    const own = await invoicesOf(db, scene.partnerId);
    expect(own.map(({ currency, period }) => [period, currency])).toEqual([
      ["2024-03", "CHF"],
      ["2024-03", "EUR"],
      ["2024-04", "EUR"],
    ]);
    const numbers = own.map(({ number }) => Number(number?.slice(1)));
    const [first = 0] = numbers;
    expect(numbers).toEqual([first, first + 1, first + 2]);
    const [theirs] = await invoicesOf(db, other.partnerId);
    expect(theirs?.number).toMatch(/^G\d{5}0001$/);
    expect(theirs?.number).not.toBe(own[0]?.number);
  });

  it("issues every month that a downtime missed, in order", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    await scene.buy(instant("2024-01-31T10:00:00Z"), { billingPlan: "monthly" });
    const late = instant("2024-06-20T12:00:00Z");
    await runAllAt(jobDeps(db, late), late);
    await issueAt(late);
    const invoices = await invoicesOf(db, scene.partnerId);
    expect(invoices.map(({ period, total_minor }) => [period, total_minor])).toEqual([
      ["2024-01", 900],
      ["2024-02", 900],
      ["2024-03", 900],
      ["2024-04", 900],
      ["2024-05", 900],
    ]);
    await assertNothingMore(late);
  });

  it("puts what comes late on the next invoice, also where its own month has one", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    await scene.buy(instant("2024-03-10T10:00:00Z"));
    await issueAt(sixthOfApril);
    await scene.buy(instant("2024-03-20T10:00:00Z"), { quantity: 2 });
    await scene.buy(instant("2024-02-20T10:00:00Z"), { quantity: 5 });
    await issueAt(instant("2024-04-30T00:00:00Z"));
    expect((await invoicesOf(db, scene.partnerId)).map(({ period }) => period)).toEqual(["2024-03"]);
    await issueAt(instant("2024-05-06T00:00:00Z"));
    const invoices = await invoicesOf(db, scene.partnerId);
    expect(invoices.map(({ period, total_minor }) => [period, total_minor])).toEqual([
      ["2024-03", 10_000],
      ["2024-04", 70_000],
    ]);
  });

  it("makes a credit note where more was credited than charged, and an invoice of 0 where both are the same", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(instant("2024-03-30T10:00:00Z"), { quantity: 10 });
    const same = await buildScene(db);
    const undone = await same.buy(instant("2024-03-30T10:00:00Z"));
    await cancel(db, same.partnerId, undone.id, instant("2024-03-30T11:00:00Z"));
    await issueAt(sixthOfApril);
    await cancel(db, scene.partnerId, id, instant("2024-04-02T10:00:00Z"));
    const report = await issueAt(instant("2024-05-06T00:00:00Z"));
    // What the run proves about itself.
    expect(report.certificate).toMatchObject({
      invoices: 1,
      creditNotes: 1,
      invoiceLines: 1,
      invoiced: { EUR: -99_170 },
    });
    const [, note] = await invoicesOf(db, scene.partnerId);
    // 362 of 365 days: 9,917 a unit.
    expect(note).toMatchObject({ period: "2024-04", kind: "credit-note", total_minor: -99_170 });
    const [nothing] = await invoicesOf(db, same.partnerId);
    expect(nothing).toMatchObject({ kind: "invoice", total_minor: 0, line_count: 2 });
    const lines = await linesOf(db, nothing?.id ?? "");
    expect(lines.map(({ kind, amount_minor }) => [kind, amount_minor])).toEqual([
      ["charge", 10_000],
      ["credit", -10_000],
    ]);
    expect(lines[1]?.charge_id).toBe(lines[0]?.id);
  });

  it("adds tax only by a rate for market and day, says it where prices include it, and credits by the charge's own rate", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    await db
      .insertInto("tax_rate")
      .values([
        {
          id: testIds.next(),
          market: "AT",
          rate_millionths: 200_000,
          starts_on: "2024-03-15",
          created_at: 0,
          created_by: null,
        },
        {
          id: testIds.next(),
          market: "AU",
          rate_millionths: 100_000,
          starts_on: "2024-01-01",
          created_at: 0,
          created_by: null,
        },
      ])
      .execute();
    const austrian = await buildCustomer(db, scene.partnerId, { country: "AT" });
    const australian = await buildCustomer(db, scene.partnerId, { country: "AU" });
    const buy = (customer: typeof austrian, at: string, unitPriceMinor: number) =>
      buildSubscription(db, { customer, sku: scene.sku, at: instant(at), unitPriceMinor, currency: "EUR" });
    await buy(austrian, "2024-03-14T23:00:00Z", 10_001);
    const taxed = await buy(austrian, "2024-03-30T00:00:00Z", 10_004);
    await buy(australian, "2024-03-16T00:00:00Z", 10_000);
    await scene.buy(instant("2024-03-16T00:00:00Z"));
    await issueAt(sixthOfApril);
    const [invoice] = await invoicesOf(db, scene.partnerId);
    const lines = await linesOf(db, invoice?.id ?? "");
    expect(lines.map((line) => [line.amount_minor, line.added_tax_minor, line.included_tax_minor])).toEqual([
      [10_001, 0, 0],
      [10_000, 0, 909],
      [10_000, 0, 0],
      [10_004, 2_000, 0],
    ]);
    expect(invoice).toMatchObject({ subtotal_minor: 40_005, added_tax_minor: 2_000, total_minor: 42_005 });

    // A new rate does not change what was taken.
    await db
      .insertInto("tax_rate")
      .values({
        id: testIds.next(),
        market: "AT",
        rate_millionths: 50_000,
        starts_on: "2024-04-01",
        created_at: 0,
        created_by: null,
      })
      .execute();
    await cancel(db, scene.partnerId, taxed.id, instant("2024-04-02T00:00:00Z"));
    await issueAt(instant("2024-05-06T00:00:00Z"));
    const [, note] = await invoicesOf(db, scene.partnerId);
    const [credit] = await linesOf(db, note?.id ?? "");
    expect(credit).toMatchObject({ amount_minor: -9_921, added_tax_minor: -1_984 });
    expect(note).toMatchObject({ kind: "credit-note", total_minor: -11_905 });
  });

  it("leaves an issued invoice as it is: the database refuses every change", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    await scene.buy(instant("2024-03-10T10:00:00Z"));
    await issueAt(sixthOfApril);
    const [invoice] = await invoicesOf(db, scene.partnerId);
    const id = invoice?.id ?? "";
    const [line] = await linesOf(db, id);
    if (line === undefined) throw new Error("no line");
    const { charge_id } = line;
    const changes = {
      "its total": () =>
        db.updateTable("invoice").set({ subtotal_minor: 1, total_minor: 1 }).where("id", "=", id).execute(),
      "its number": () => db.updateTable("invoice").set({ number: "G999999999" }).where("id", "=", id).execute(),
      "itself away": () => db.deleteFrom("invoice").where("id", "=", id).execute(),
      "a line": () =>
        db.updateTable("invoice_line").set({ amount_minor: 1 }).where("charge_id", "=", charge_id).execute(),
      "a line away": () => db.deleteFrom("invoice_line").where("charge_id", "=", charge_id).execute(),
      "one line more": async () => {
        const later = await scene.buy(instant("2024-03-11T10:00:00Z"));
        const charge = await db
          .selectFrom("charge")
          .select(["id", "charged_at"])
          .where("subscription_id", "=", later.id)
          .executeTakeFirstOrThrow();
        const { id: own, charged_at } = charge;
        await db
          .insertInto("invoice_line")
          .values({ ...line, id: own, charge_id: own, charged_at, dated_at: charged_at })
          .execute();
      },
      "a customer": () => db.updateTable("invoice_customer").set({ name: "x" }).where("invoice_id", "=", id).execute(),
      "a customer away": () => db.deleteFrom("invoice_customer").where("invoice_id", "=", id).execute(),
    };
    for (const [what, change] of Object.entries(changes))
      await expect(change(), what).rejects.toThrow(/never changes|append-only/);
    expect(await invoicesOf(db, scene.partnerId)).toEqual([invoice]);
    expect(await linesOf(db, id)).toEqual([line]);
  });

  it("tells of each invoice once, in the log and by a notice", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    await scene.buy(instant("2024-03-10T10:00:00Z"));
    await issueAt(sixthOfApril);
    await issueAt(sixthOfApril);
    const [invoice] = await invoicesOf(db, scene.partnerId);
    const notices = await db
      .selectFrom("notice")
      .select(["kind", "facts_json"])
      .where("partner_id", "=", scene.partnerId)
      .where("kind", "=", "invoice-ready")
      .execute();
    expect(notices.map(({ facts_json }) => JSON.parse(facts_json) as unknown)).toEqual([
      { invoiceNumber: invoice?.number, totalMinor: 10_000, currency: "EUR" },
    ]);
    const log = await db
      .selectFrom("activity")
      .select(["actor_job", "action"])
      .where("partner_id", "=", scene.partnerId)
      .where("action", "=", "invoice-issued")
      .execute();
    expect(log).toEqual([{ actor_job: "issue-invoices", action: "invoice-issued" }]);
  });

  it("invoices a charge of 0 like any other, and perpetual software with its full credit", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { sku } = await buildSku(db, { offers: [] });
    await buildOffer(db, sku, { unitPriceMinor: 0 });
    await buildSubscription(db, {
      customer: scene.customer,
      sku,
      at: instant("2024-03-10T10:00:00Z"),
      unitPriceMinor: 0,
    });
    const report = await issueAt(sixthOfApril);
    expect(report.error).toBeNull();
    const [invoice] = await invoicesOf(db, scene.partnerId);
    expect(invoice).toMatchObject({ kind: "invoice", total_minor: 0, line_count: 1 });
  });

  it("goes on with the others where one partner's invoice cannot be made, says so, and makes it once it can be", async () => {
    const { db } = database();
    const broken = await buildScene(db);
    const well = await buildScene(db);
    const at = instant("2024-03-10T10:00:00Z");
    for (const scene of [broken, well]) await scene.buy(at);
    // A row of the queue that stands for nothing.
    const stray = { id: testIds.next(), kind: "charge", currency: "EUR", amount_minor: 1 } as const;
    await db
      .insertInto("unbilled")
      .values({
        ...stray,
        partner_id: broken.partnerId,
        customer_id: broken.customer.id,
        dated_at: at.epochMilliseconds,
      })
      .execute();
    const report = await issueAt(sixthOfApril);
    expect(report).toMatchObject({ status: "failed", failed: 1 });
    expect(report.error).toContain(broken.partnerId);
    expect(await invoicesOf(db, broken.partnerId)).toEqual([]);
    expect(await invoicesOf(db, well.partnerId)).toHaveLength(1);

    await db.deleteFrom("unbilled").where("id", "=", stray.id).execute();
    expect(await issueAt(sixthOfApril)).toMatchObject({ status: "done", done: 1, failed: 0 });
    const [invoice] = await invoicesOf(db, broken.partnerId);
    expect(invoice?.number).toMatch(/0001$/);
  });
});
