import { expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { addTaxRate, removeTaxRate } from "#app/services/invoicing/tax-rates.server.ts";
import { taxRatesView } from "#app/views/tax-rates.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import {
  buildCustomer,
  buildOperatorActor,
  buildPartner,
  buildPartnerActor,
  buildSku,
  buildSubscription,
  instant,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2024-03-15T12:00:00Z");
const sixthOfApril = instant("2024-04-06T00:00:00Z");

describeOnBothDatabases("Tax rates", (database) => {
  const deps = () => serviceDeps(database().db, at);
  type Adder = Extract<Actor, { kind: "operator" | "partner" }>;
  const add = (actor: Adder, market: string, percent: number, startsOn = "2024-01-01") =>
    addTaxRate(deps(), actor, { market, rateMillionths: Math.round(percent * 10_000), startsOn }, at);

  async function viewFor(actor: Actor, on = at) {
    const context: ViewContext = { db: database().db, actor, at: on, reader: { language: "en", timeZone: "UTC" } };
    const view = await taxRatesView(context);
    if (!view.ok) throw new Error(view.refusal.code);
    return view.value;
  }

  async function logOf(action: "tax-rate-added" | "tax-rate-removed", market: string) {
    const rows = await database()
      .db.selectFrom("activity")
      .select(["old_json", "new_json", "partner_id", "actor_kind"])
      .where("action", "=", action)
      .execute();
    return rows.filter((row) => (row.new_json ?? row.old_json ?? "").includes(`"${market}"`));
  }

  it("are entered by the operator alone, once per market and day, and logged", async () => {
    const operator = await buildOperatorActor(database().db);
    const partner = await buildPartner(database().db);
    const admin = await buildPartnerActor(database().db, partner.id, ["global-admin"]);
    expect(await add(admin, "FR", 20)).toMatchObject({ refusal: { code: "role-needed" } });
    expect(await add(operator, "XX", 20)).toMatchObject({ refusal: { code: "not-found" } });
    expect(await add(operator, "FR", 20)).toMatchObject({ value: { market: "FR", rateMillionths: 200_000 } });
    expect(await add(operator, "FR", 19)).toMatchObject({
      refusal: { code: "tax-rate-exists", market: "FR", startsOn: "2024-01-01" },
    });
    expect(await logOf("tax-rate-added", "FR")).toEqual([
      {
        old_json: null,
        new_json: JSON.stringify({ market: "FR", rateMillionths: 200_000, startsOn: "2024-01-01" }),
        partner_id: null,
        actor_kind: "operator",
      },
    ]);
  });

  it("say whether they are in force, to come or replaced on a day", async () => {
    const operator = await buildOperatorActor(database().db);
    await add(operator, "IT", 20, "2020-01-01");
    await add(operator, "IT", 21, "2024-03-15");
    await add(operator, "IT", 22.5, "2024-03-16");
    const statesOn = async (day: string) =>
      (await viewFor(operator, instant(day))).rates
        .filter(({ market }) => market.code === "IT")
        .map(({ rate, state }) => [rate, state]);
    expect(await statesOn("2024-03-14T23:59:59.999Z")).toEqual([
      ["22.5%", "ahead"],
      ["21%", "ahead"],
      ["20%", "in-force"],
    ]);
    expect(await statesOn("2024-03-15T00:00:00Z")).toEqual([
      ["22.5%", "ahead"],
      ["21%", "in-force"],
      ["20%", "over"],
    ]);
    expect(await statesOn("2024-03-16T00:00:00Z")).toEqual([
      ["22.5%", "in-force"],
      ["21%", "over"],
      ["20%", "over"],
    ]);
  });

  it("are removed while no invoice was made with them, and stay from then on", async () => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    const idOf = async (market: string, percent: number, startsOn?: string) => {
      const added = await add(operator, market, percent, startsOn);
      if (!added.ok) throw new Error(added.refusal.code);
      return added.value.id;
    };
    const used = await idOf("PT", 23);
    const unused = await idOf("PT", 25, "2030-01-01");
    const partner = await buildPartner(db);
    const customer = await buildCustomer(db, partner.id, { country: "PT" });
    const { sku } = await buildSku(db);
    await buildSubscription(db, { customer, sku, at: instant("2024-03-10T00:00:00Z") });
    await runAt(jobDeps(db, sixthOfApril), "issue-invoices", sixthOfApril);

    const remove = (actor: Actor, id: string) => removeTaxRate(deps(), actor, { id }, at);
    const admin = await buildPartnerActor(db, partner.id, ["global-admin"]);
    expect(await remove(admin, unused)).toMatchObject({ refusal: { code: "role-needed" } });
    expect(await remove(operator, used)).toMatchObject({ refusal: { code: "tax-rate-used" } });
    expect((await viewFor(operator)).rates.filter(({ market }) => market.code === "PT")).toMatchObject([
      { id: unused, isUsed: false, state: "ahead" },
      { id: used, isUsed: true, state: "in-force" },
    ]);
    expect(await remove(operator, unused)).toMatchObject({ value: { market: "PT", startsOn: "2030-01-01" } });
    expect(await remove(operator, unused)).toMatchObject({ refusal: { code: "not-found", what: "tax-rate" } });
    expect(await logOf("tax-rate-removed", "PT")).toHaveLength(1);
    // Even past the service, the database lets no rate go that a line names.
    await expect(db.deleteFrom("tax_rate").where("id", "=", used).execute()).rejects.toThrow(/foreign key/i);
  });

  it.each(["AU", "BR"])("are within the amounts of %s, where prices include tax, and add nothing", async (country) => {
    const { db } = database();
    const operator = await buildOperatorActor(db);
    await add(operator, country, 10);
    const partner = await buildPartner(db);
    const customer = await buildCustomer(db, partner.id, { country });
    const { sku } = await buildSku(db);
    await buildSubscription(db, { customer, sku, at: instant("2024-03-10T00:00:00Z"), unitPriceMinor: 10_999 });
    await runAt(jobDeps(db, sixthOfApril), "issue-invoices", sixthOfApril);
    const invoice = await db
      .selectFrom("invoice")
      .selectAll()
      .where("partner_id", "=", partner.id)
      .executeTakeFirstOrThrow();
    // 109.99 / 1.1 × 0.1 = 9.999…, cut.
    expect(invoice).toMatchObject({
      subtotal_minor: 10_999,
      added_tax_minor: 0,
      included_tax_minor: 999,
      total_minor: 10_999,
    });
    expect((await viewFor(operator)).rates.find(({ market }) => market.code === country)).toMatchObject({
      isIncluded: true,
    });
  });
});
