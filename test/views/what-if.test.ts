import { expect, it } from "vitest";
import { autoRenewDayView } from "#app/views/auto-renew-day.ts";
import { customerWhatIfView } from "#app/views/customer-what-if.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import { whatIfView } from "#app/views/what-if.ts";
import { buildOperatorActor, buildSku, buildSubscription, buildTenant, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const at = instant("2024-03-03T12:00:00Z");

describeOnBothDatabases("what if", (database) => {
  async function build() {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db, {
      offers: [
        { unitPriceMinor: 12_000 },
        { billingPlan: "monthly", unitPriceMinor: 1_100 },
        { termDuration: "P3Y", billingPlan: "triennial", unitPriceMinor: 30_000 },
      ],
    });
    const context: ViewContext = { db, actor: tenant.actor, at, reader: { language: "en", timeZone: "UTC" } };
    const bought = await buildSubscription(db, {
      customer: tenant.customer,
      sku,
      at: instant("2024-03-01T10:00:00Z"),
      quantity: 2,
    });
    return { ...tenant, db, sku, context, bought };
  }

  it("has the next term under every plan that is offered, and a year of each against now", async () => {
    const { context, bought } = await build();
    const view = await whatIfView(context, { subscriptionId: bought.id });
    if (!view.ok) throw new Error(view.refusal.code);
    expect(view.value.present.perYear.amountMinor).toBe(20_000);
    expect(
      view.value.options.map((one) => [
        one.termDuration,
        one.billingPlan,
        one.total.amountMinor,
        one.yearChange.amountMinor,
      ]),
    ).toEqual([
      ["P1Y", "monthly", 26_400, 6_400],
      ["P1Y", "annual", 24_000, 4_000],
      ["P3Y", "triennial", 60_000, 0],
    ]);
  });

  it("has what cancelling gives back today, tomorrow and through the last day, or why it cannot be", async () => {
    const { db, context, customer, sku, bought } = await build();
    const view = await whatIfView(context, { subscriptionId: bought.id });
    if (!view.ok) throw new Error(view.refusal.code);
    const { days, cancelRefusal } = view.value;
    expect([days[0]?.on.iso, days[1]?.on.iso, days.at(-1)?.on.iso]).toEqual(["2024-03-03", "2024-03-04", "2024-03-08"]);
    expect(days[0]?.credit.amountMinor).toBe(Math.trunc((10_000 * 363) / 365) * 2);
    expect(cancelRefusal).toBeNull();
    const older = await buildSubscription(db, { customer, sku, at: instant("2023-06-01T10:00:00Z") });
    const late = await whatIfView(context, { subscriptionId: older.id });
    expect(late).toMatchObject({ value: { days: [], cancelRefusal: { code: "cancellation-window-closed" } } });
  });

  it("compares all of a customer's subscriptions under another plan, and says what it does not fit", async () => {
    const { db, context, customer, bought } = await build();
    const other = await buildSku(db, { offers: [{ unitPriceMinor: 5_000 }] });
    await buildSubscription(db, {
      customer,
      sku: other.sku,
      at: instant("2024-01-01T10:00:00Z"),
      isAutoRenewOn: false,
    });
    const asIs = await customerWhatIfView(context, { customerId: customer.id, choice: "" });
    const three = await customerWhatIfView(context, { customerId: customer.id, choice: "P3Y.triennial" });
    if (!asIs.ok || !three.ok) throw new Error("refused");
    expect(asIs.value.chosen).toBeNull();
    expect(asIs.value.rows.map(({ planned, wanted }) => [planned?.amountMinor ?? null, wanted])).toEqual([
      [null, null],
      [24_000, null],
    ]);
    const [left, right] = three.value.rows;
    expect(left?.reason).toMatchObject({ code: "price-ended" });
    expect([right?.subscriptionId, right?.wanted?.amountMinor, right?.change?.amountMinor]).toEqual([
      bought.id,
      20_000,
      -4_000,
    ]);
    expect(three.value.totals.map(({ currency, change }) => [currency, change.amountMinor])).toEqual([["EUR", -4_000]]);
    // What is no choice is none.
    for (const choice of ["P1M.annual", "P9Y.monthly", "\0", "P1Y"])
      expect(await customerWhatIfView(context, { customerId: customer.id, choice })).toMatchObject({
        value: { chosen: null },
      });
  });

  it("shows where each day leads on which auto-renew could be switched off", async () => {
    const { db, context, bought } = await build();
    const view = await autoRenewDayView(context, { subscriptionId: bought.id });
    if (!view.ok) throw new Error(view.refusal.code);
    expect(
      view.value.choices.map(({ from, to, endsOn, renewals }) => [from.iso, to.iso, endsOn.iso, renewals]),
    ).toEqual([
      ["2024-03-04", "2025-02-28", "2025-02-28", 0],
      ["2025-03-01", "2026-02-28", "2026-02-28", 1],
      ["2026-03-01", "2027-02-28", "2027-02-28", 2],
      ["2027-03-01", "2027-03-03", "2028-02-29", 3],
    ]);
    expect(view.value.planned).toBeNull();
    await db
      .updateTable("subscription")
      .set({ auto_renew_off_at: instant("2025-06-01T00:00:00Z").epochMilliseconds })
      .where("id", "=", bought.id)
      .execute();
    const planned = await autoRenewDayView(context, { subscriptionId: bought.id });
    expect(planned).toMatchObject({
      value: { planned: { day: { iso: "2025-06-01" }, endsOn: { iso: "2026-02-28" } } },
    });
  });

  it("is for whoever sees subscriptions, and only of the own organisation", async () => {
    const { db, bought, customer, context } = await build();
    const stranger = await buildTenant(db);
    const operator = await buildOperatorActor(db);
    for (const [actor, code] of [
      [stranger.actor, "not-found"],
      [operator, "role-needed"],
    ] as const) {
      const other = { ...context, actor };
      for (const view of [
        whatIfView(other, { subscriptionId: bought.id }),
        autoRenewDayView(other, { subscriptionId: bought.id }),
        customerWhatIfView(other, { customerId: customer.id, choice: "" }),
      ])
        expect(await view).toMatchObject({ refusal: { code } });
    }
  });
});
