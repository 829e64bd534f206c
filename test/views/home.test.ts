import { expect, it } from "vitest";
import { homeView } from "#app/views/home.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import {
  buildCustomer,
  buildOffer,
  buildPartnerActor,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  type TestCustomer,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const at = instant("2024-03-10T12:00:00Z");

describeOnBothDatabases("the home page", (database) => {
  async function build() {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db, { title: "Windows Server 2022" });
    const context: ViewContext = { db, actor: tenant.actor, at, reader: { language: "en", timeZone: "Europe/Berlin" } };
    const buy = (text: string, options: Partial<Parameters<typeof buildSubscription>[1]> = {}) =>
      buildSubscription(db, { customer: tenant.customer as TestCustomer, sku, at: instant(text), ...options });
    const partnerHome = async () => {
      const { partner } = await homeView(context);
      if (partner === null) throw new Error("A partner's user has a partner's home");
      return partner;
    };
    return { ...tenant, db, sku, context, buy, partnerHome };
  }

  it("lists windows that close soonest, of both kinds, with time left and what is at stake", async () => {
    const { db, customer, buy, partnerHome } = await build();
    const perpetual = await buildSku(db, { kind: "perpetual-software", title: "Visio" });
    const never = await buildSku(db, { kind: "third-party-plan" });
    const closesLater = await buy("2024-03-10T09:00:00Z", { quantity: 2 });
    const closesSoon = await buy("2024-03-03T17:30:00Z");
    await buy("2024-03-03T12:00:00Z"); // closed at this very instant
    await buy("2024-03-09T00:00:00Z", { sku: never.sku });
    const cancelled = await buy("2024-03-08T00:00:00Z");
    await db.updateTable("subscription").set({ cancelled_at: 1 }).where("id", "=", cancelled.id).execute();
    const bought = await buildPerpetualPurchase(db, {
      customer,
      sku: perpetual.sku,
      at: instant("2024-02-10T23:00:00Z"),
      unitPriceMinor: 12_345,
      quantity: 2,
    });
    await buildPerpetualPurchase(db, { customer, sku: perpetual.sku, at: instant("2024-02-08T23:59:59.999Z") });

    const home = await partnerHome();
    expect(
      home.windowsClosing.map((window) => [
        window.subscriptionId ?? window.orderId,
        window.kind,
        window.left.text,
        window.atStake.text,
        window.closesAt.exact,
      ]),
    ).toEqual([
      [closesSoon.id, "subscription", "5 hours 30 minutes", "€98.08", "10 Mar 2024, 18:30:00 CET"],
      [bought.orderId, "perpetual", "1 day 12 hours", "€246.90", "12 Mar 2024, 01:00:00 CET"],
      [closesLater.id, "subscription", "6 days 21 hours", "€200.00", "17 Mar 2024, 10:00:00 CET"],
    ]);
    expect(home.windowsClosingCount).toEqual({ count: 3, isCapped: false, text: "3" });
    expect(home.windowsClosing[0]?.customer).toEqual({ id: customer.id, name: customer.name });
    expect(home.windowsClosing[1]?.product.title).toBe("Visio");
  });

  it("lists renewals of the next 30 days with their new price, and what will end with its reason", async () => {
    const { db, sku, buy, partnerHome } = await build();
    await db
      .updateTable("availability")
      .set({ effective_until_at: instant("2024-03-20T00:00:00Z").epochMilliseconds })
      .where("product_id", "=", sku.productId)
      .execute();
    await buildOffer(db, sku, { unitPriceMinor: 11_500, effectiveFromAt: instant("2024-03-20T00:00:00Z") });
    const samePrice = await buy("2023-03-15T10:00:00Z");
    const newPrice = await buy("2023-03-25T10:00:00Z", { quantity: 3 });
    await buy("2023-04-11T10:00:00Z"); // ends 11 Apr 00:00, beyond 30 days
    const off = await buy("2023-03-16T10:00:00Z", { isAutoRenewOn: false });
    const noPrice = await buy("2023-03-17T10:00:00Z", {
      willNotRenew: { code: "market-closed", facts: { code: "market-closed", market: "DE", kind: sku.kind } },
    });
    const old = await buy("2021-04-01T10:00:00Z", { termDuration: "P3Y" });

    const home = await partnerHome();
    expect(
      home.renewalsAhead.map(({ subscription, preview }) => [
        subscription.id,
        subscription.endsOn.text,
        preview?.charge.text,
        preview?.unitPriceChange?.text,
        preview?.changed,
      ]),
    ).toEqual([
      [samePrice.id, "14 Mar 2024", "€100.00", undefined, []],
      [newPrice.id, "24 Mar 2024", "€345.00", "€15.00", ["price"]],
    ]);
    expect(home.willNotRenew.map(({ subscription, reason }) => [subscription.id, reason.code])).toEqual([
      [off.id, "auto-renew-off"],
      [noPrice.id, "market-closed"],
      [old.id, "bought-before-auto-renew"],
    ]);
    expect(home.renewalsAheadCount.count).toBe(2);
    expect(home.willNotRenewCount.count).toBe(3);
  });

  it("lists what is on hold and what fails, of the own partner alone", async () => {
    const { db, partner, buy, partnerHome } = await build();
    const other = await build();
    const held = await buy("2023-09-01T00:00:00Z", {
      hold: { reason: "runaway", heldAt: instant("2024-03-09T00:00Z") },
    });
    const failing = await buy("2023-10-01T00:00:00Z", { billingPlan: "monthly" });
    await other.buy("2023-09-01T00:00:00Z", { hold: { reason: "runaway", heldAt: instant("2024-03-09T00:00Z") } });
    await db
      .insertInto("job_failure")
      .values({
        subscription_id: failing.id,
        job: "charge-due-cycles",
        partner_id: partner.id,
        run_id: "run",
        code: "error",
        message: "x",
        attempts: 2,
        first_failed_at: 1,
        last_failed_at: 2,
      })
      .execute();
    const home = await partnerHome();
    expect(home.onHold.map(({ subscription }) => [subscription.id, subscription.hold?.reason])).toEqual([
      [held.id, "runaway"],
    ]);
    expect(home.failing).toMatchObject([{ subscriptionId: failing.id, attempts: 2 }]);
    expect((await other.partnerHome()).failing).toEqual([]);
  });

  it("shows ten lines and counts up to a hundred", async () => {
    const { db, partner, sku, partnerHome } = await build();
    const second = await buildCustomer(db, partner.id);
    for (let n = 0; n < 101; n++)
      await buildSubscription(db, { customer: second, sku, at: instant("2024-03-10T00:00:00Z").add({ seconds: n }) });
    const home = await partnerHome();
    expect(home.windowsClosing).toHaveLength(10);
    expect(home.windowsClosingCount.text).toBe("100+");
    expect(home.hasActiveSubscriptions).toBe(true);
  });

  it("is empty for those who may see no subscriptions, and before the first purchase", async () => {
    const { db, partner, context, partnerHome } = await build();
    expect(await partnerHome()).toMatchObject({ windowsClosing: [], hasActiveSubscriptions: false });
    const referrals = await buildPartnerActor(db, partner.id, ["referrals-admin"]);
    expect(await homeView({ ...context, actor: referrals })).toMatchObject({ partner: null, operator: null });
  });
});
