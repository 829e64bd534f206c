import { expect, it } from "vitest";
import { forecastView } from "#app/views/invoice-forecast.ts";
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

describeOnBothDatabases("the forecast's page", (database) => {
  async function build() {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db, {
      offers: [{ unitPriceMinor: 12_000 }, { billingPlan: "monthly", unitPriceMinor: 1_100 }],
    });
    const context: ViewContext = { db, actor: tenant.actor, at, reader: { language: "en", timeZone: "UTC" } };
    return { ...tenant, db, sku, context };
  }

  it("sums schedules and renewals by currency and month, renewals at the price that is known now", async () => {
    const { db, customer, partner, sku, context } = await build();
    const monthly = { billingPlan: "monthly", unitPriceMinor: 1_000 } as const;
    await buildSubscription(db, { customer, sku, at: instant("2024-03-10T10:00:00Z"), quantity: 2, ...monthly });
    await buildSubscription(db, { customer, sku, at: instant("2023-11-20T10:00:00Z") });
    // Nothing is known of what the list asks in Switzerland, so that it ends.
    const swiss = await buildCustomer(db, partner.id, { country: "CH" });
    await buildSubscription(db, {
      customer: swiss,
      sku,
      at: instant("2024-03-01T10:00:00Z"),
      currency: "CHF",
      ...monthly,
    });
    const view = await forecastView(context);
    if (!view.ok) throw new Error(view.refusal.code);
    expect(
      view.value.currencies.map(({ currency, scheduled, renewals, total }) => [
        currency,
        scheduled.text.replaceAll("\u00a0", " "),
        renewals.text.replaceAll("\u00a0", " "),
        total.text.replaceAll("\u00a0", " "),
      ]),
    ).toEqual([
      ["CHF", "CHF 110.00", "CHF 0.00", "CHF 110.00"],
      // Eleven more months of the one; the other renews in November.
      ["EUR", "€220.00", "€120.00", "€340.00"],
    ]);
    const [, euro] = view.value.currencies;
    expect(euro?.months.map(({ month, total }) => [month, total.text])).toEqual([
      ["March 2024", "€0.00"],
      ["April 2024", "€20.00"],
      ["May 2024", "€20.00"],
      ["June 2024", "€20.00"],
      ["July 2024", "€20.00"],
      ["August 2024", "€20.00"],
      ["September 2024", "€20.00"],
      ["October 2024", "€20.00"],
      ["November 2024", "€140.00"],
      ["December 2024", "€20.00"],
      ["January 2025", "€20.00"],
      ["February 2025", "€20.00"],
    ]);
  });

  it("asks as often for a thousand subscriptions as for one, and only for the own organisation's", async () => {
    const { customer, sku, context, db } = await build();
    const stranger = await buildTenant(db);
    await buildSubscription(db, { customer: stranger.customer, sku, at: instant("2024-03-01T10:00:00Z") });
    const { db: watched, take } = recorded(db);
    const empty = await forecastView({ ...context, db: watched });
    expect(empty).toMatchObject({ value: { currencies: [] } });
    const asked = take().length;
    for (let n = 0; n < 20; n++)
      await buildSubscription(db, { customer, sku, at: instant("2024-03-01T10:00:00Z").add({ hours: n }) });
    await forecastView({ ...context, db: watched });
    expect(take()).toHaveLength(asked);
  });

  it("is for roles that see invoices; the operator, who buys nothing, has none", async () => {
    const { context, db, partner } = await build();
    const helper = await buildPartnerActor(db, partner.id, ["helpdesk-agent"]);
    expect(await forecastView({ ...context, actor: helper })).toMatchObject({ refusal: { code: "role-needed" } });
    const operator = await buildOperatorActor(db);
    expect(await forecastView({ ...context, actor: operator })).toMatchObject({ refusal: { code: "not-found" } });
  });
});
