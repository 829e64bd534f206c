import { expect, it } from "vitest";
import { forecastView } from "#app/views/forecast.ts";
import { forecastExport } from "#app/views/forecast-export.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import {
  buildCustomer,
  buildOperatorActor,
  buildPartnerActor,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { recorded } from "../db/support/recorder.ts";

const at = instant("2024-03-15T12:00:00Z");
const nothingChosen: Parameters<typeof forecastView>[1] = {
  currency: "",
  month: "",
  customer: "",
  product: "",
  after: null,
  before: null,
};

describeOnBothDatabases("the forecast's page", (database) => {
  async function build() {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db, {
      offers: [{ unitPriceMinor: 12_000 }, { billingPlan: "monthly", unitPriceMinor: 1_100 }],
    });
    const context: ViewContext = { db, actor: tenant.actor, at, reader: { language: "en", timeZone: "UTC" } };
    const view = async (chosen: Partial<typeof nothingChosen> = {}) => {
      const made = await forecastView(context, { ...nothingChosen, ...chosen });
      if (!made.ok) throw new Error(made.refusal.code);
      return made.value;
    };
    return { ...tenant, db, sku, context, view };
  }

  const monthly = { billingPlan: "monthly", unitPriceMinor: 1_000 } as const;

  it("sums up by month, customer, product and reason, one currency at a time", async () => {
    const { db, customer, partner, sku, view } = await build();
    await buildSubscription(db, { customer, sku, at: instant("2024-03-10T10:00:00Z"), quantity: 2, ...monthly });
    await buildSubscription(db, { customer, sku, at: instant("2023-11-20T10:00:00Z") });
    const other = await buildCustomer(db, partner.id);
    await buildSubscription(db, { customer: other, sku, at: instant("2024-02-01T10:00:00Z"), isAutoRenewOn: false });
    // Nothing is known of what the list asks in Switzerland, so that it ends.
    const swiss = await buildCustomer(db, partner.id, { country: "CH" });
    const francs = { currency: "CHF", ...monthly } as const;
    await buildSubscription(db, { customer: swiss, sku, at: instant("2024-03-01T10:00:00Z"), ...francs });

    const euro = await view({ currency: "EUR" });
    expect(euro.currencies).toEqual(["CHF", "EUR"]);
    expect(euro.byMonth).toHaveLength(36);
    expect(euro.byMonth.slice(0, 2).map(({ month, total }) => [month, total.text])).toEqual([
      ["March 2024", "€0.00"],
      ["April 2024", "€20.00"],
    ]);
    // Eleven months of the running term at 20, then 24 at 22 and once more; three renewals of the other at 120.
    expect([euro.total.scheduled.amountMinor, euro.total.renewals.amountMinor]).toEqual([22_000, 24 * 2_200 + 36_000]);
    expect([euro.total.renewed, euro.total.ended]).toEqual([5, 1]);
    expect(euro.reasons.map(({ code, ended }) => [code, ended])).toEqual([["auto-renew-off", 1]]);
    expect(euro.customers.map(({ name, total }) => [name, total.amountMinor])).toEqual([
      [customer.name, 22_000 + 24 * 2_200 + 36_000],
      [other.name, 0],
    ]);
    expect(euro.lines).toEqual([]);

    // Unless one is chosen, it is the currency in which most happens.
    expect((await view()).currency).toBe("EUR");
    const first = await view({ currency: "CHF" });
    expect(first.total.scheduled.amountMinor).toBe(11_000);
    expect(first.reasons.map(({ code }) => code)).toEqual(["price-ended"]);
  });

  it("has every step of a chosen month in order, and where each can be changed", async () => {
    const { db, customer, sku, view } = await build();
    const bought = await buildSubscription(db, { customer, sku, at: instant("2023-11-20T10:00:00Z"), ...monthly });
    await buildSubscription(db, { customer, sku, at: instant("2023-11-05T10:00:00Z"), isAutoRenewOn: false });
    const november = await view({ month: "2024-11" });
    expect(november.month).toEqual({ key: "2024-11", name: "November 2024" });
    expect(
      november.lines.map(({ on, kind, leadsTo, amount }) => [on.iso, kind, leadsTo, amount?.text ?? null]),
    ).toEqual([
      ["2024-11-05", "end", "auto-renew", null],
      ["2024-11-20", "renewal", "subscription", "€11.00"],
    ]);
    expect(november.lines[1]?.subscriptionId).toBe(bought.id);
    expect(november.total.total.amountMinor).toBe(1_100);
    expect(november.whole.renewals.amountMinor).toBeGreaterThan(1_100);
    // A month beyond the forecast, or none at all, is not chosen.
    for (const month of ["2031-01", "2024-13", "x"]) expect((await view({ month })).month).toBeNull();
  });

  it("pages the steps of a month, forth and back, without losing or repeating one", async () => {
    const { db, customer, sku, view } = await build();
    for (let n = 0; n < 60; n++)
      await buildSubscription(db, {
        customer,
        sku,
        at: instant("2023-11-01T10:00:00Z").add({ hours: 7 * n }),
        ...monthly,
      });
    const first = await view({ month: "2024-04" });
    const second = await view({ month: "2024-04", after: first.links.next });
    const again = await view({ month: "2024-04", before: second.links.previous });
    expect([first.lines.length, second.lines.length]).toEqual([50, 10]);
    expect(second.links.next).toBeNull();
    expect(again.lines).toEqual(first.lines);
    const keys = [...first.lines, ...second.lines].map(({ key }) => key);
    expect(new Set(keys).size).toBe(60);
  });

  it("narrows to a customer or a product, and writes what it shows into the file", async () => {
    const { db, customer, partner, sku, view, context } = await build();
    const other = await buildCustomer(db, partner.id, { name: "=Other" });
    await buildSubscription(db, { customer, sku, at: instant("2024-03-10T10:00:00Z"), ...monthly });
    await buildSubscription(db, { customer: other, sku, at: instant("2024-02-01T10:00:00Z"), isAutoRenewOn: false });
    const ofOther = await view({ customer: other.id });
    expect([ofOther.customer?.name, ofOther.total.ended, ofOther.total.total.amountMinor]).toEqual(["=Other", 1, 0]);
    expect((await view({ product: `${sku.productId}:${sku.skuId}` })).total.ended).toBe(1);
    expect((await view({ product: "unknown:1" })).currency).toBeNull();
    const file = forecastExport(context, { ...nothingChosen, customer: other.id });
    if (!file.ok) throw new Error(file.refusal.code);
    const rows = await all(file.value);
    expect(rows).toMatchObject([{ on: "2025-02-01", kind: "end", customer: "=Other", amount: null }]);
    const april = forecastExport(context, { ...nothingChosen, currency: "EUR", month: "2024-04" });
    expect(april.ok && (await all(april.value))).toMatchObject([{ on: "2024-04-10", amount: "10.00" }]);
  });

  it("asks as often for many subscriptions as for one, and only for the own organisation's", async () => {
    const { customer, sku, context, db } = await build();
    const stranger = await buildTenant(db);
    await buildSubscription(db, { customer: stranger.customer, sku, at: instant("2024-03-01T10:00:00Z") });
    const { db: watched, take } = recorded(db);
    expect(await forecastView({ ...context, db: watched }, nothingChosen)).toMatchObject({ value: { currencies: [] } });
    await buildSubscription(db, { customer, sku, at: instant("2024-03-01T10:00:00Z") });
    take();
    await forecastView({ ...context, db: watched }, nothingChosen);
    const asked = take().length;
    for (let n = 0; n < 20; n++)
      await buildSubscription(db, { customer, sku, at: instant("2024-03-01T10:00:00Z").add({ hours: n }) });
    await forecastView({ ...context, db: watched }, nothingChosen);
    expect(take()).toHaveLength(asked);
    // A stranger's customer is no customer here.
    const narrowed = await forecastView(context, { ...nothingChosen, customer: stranger.customer.id });
    expect(narrowed).toMatchObject({ value: { currency: null } });
  });

  it("is for roles that see invoices; the operator, who buys nothing, has none", async () => {
    const { context, db, partner } = await build();
    const helper = await buildPartnerActor(db, partner.id, ["helpdesk-agent"]);
    const asked = [
      [{ ...context, actor: helper }, "role-needed"],
      [{ ...context, actor: await buildOperatorActor(db) }, "not-found"],
    ] as const;
    for (const [other, code] of asked) {
      expect(await forecastView(other, nothingChosen)).toMatchObject({ refusal: { code } });
      expect(forecastExport(other, nothingChosen)).toMatchObject({ refusal: { code } });
    }
  });
});

async function all<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const taken: Row[] = [];
  for await (const row of rows) taken.push(row);
  return taken;
}
