import { expect, it } from "vitest";
import { addCartLine } from "#app/services/purchases/add-cart-line.server.ts";
import { cancelPerpetual } from "#app/services/purchases/cancel-perpetual.server.ts";
import { checkOut } from "#app/services/purchases/check-out.server.ts";
import { cartView } from "#app/views/cart.ts";
import { customerOrdersView } from "#app/views/customer-orders.ts";
import { customerSoftwareView } from "#app/views/customer-software.ts";
import { offersView } from "#app/views/offers.ts";
import { orderView } from "#app/views/order.ts";
import { reviewView } from "#app/views/review.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import type { Result } from "#app/domain/result.ts";
import {
  buildCustomer,
  buildOffer,
  buildPartnerActor,
  buildPerpetualPurchase,
  buildPortalSetting,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2024-01-31T21:28:18Z");

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.code}`);
  return result.value;
}

describeOnBothDatabases("pages around a purchase", (database) => {
  const deps = () => serviceDeps(database().db, at);

  async function build(country = "DE") {
    const { db } = database();
    const { partner, actor } = await buildTenant(db);
    const customer = await buildCustomer(db, partner.id, { country });
    const context: ViewContext = { db, actor, at, reader: { language: "en", timeZone: "Europe/Berlin" } };
    let cartId: string | null = null;
    const add = async (line: {
      sku: { productId: string; skuId: string };
      termDuration: "P1M" | "P1Y" | "P3Y" | null;
      billingPlan: "monthly" | "annual" | "triennial" | "one-time";
      quantity?: number;
    }) => {
      const { productId, skuId } = line.sku;
      const added = valueOf(
        await addCartLine(
          deps(),
          actor,
          {
            idempotencyKey: testIds.next(),
            customerId: customer.id,
            cartId,
            productId,
            skuId,
            termDuration: line.termDuration,
            billingPlan: line.billingPlan,
            quantity: line.quantity ?? 1,
          },
          at,
        ),
      );
      cartId = added.cartId;
      return added.cartId;
    };
    return { db, partner, actor, customer, context, add };
  }

  it("the review tells every charge of the whole term, the window, and what can never be undone", async () => {
    const { db, customer, context, add } = await build();
    const yearly = await buildSku(db, { needsKey: true, offers: [{ billingPlan: "monthly", unitPriceMinor: 1_050 }] });
    const plan = await buildSku(db, { kind: "third-party-plan", publisher: "SUSE" });
    const perpetual = await buildSku(db, { kind: "perpetual-software", needsReview: true, needsDownload: true });
    const cartId = await add({ sku: yearly.sku, termDuration: "P1Y", billingPlan: "monthly", quantity: 3 });
    await add({ sku: plan.sku, termDuration: "P1Y", billingPlan: "annual" });
    await add({ sku: perpetual.sku, termDuration: null, billingPlan: "one-time", quantity: 2 });

    const review = valueOf(await reviewView(context, { customerId: customer.id, cartId }));
    expect(review).toMatchObject({ taxIncluded: false, hasMovedPrices: false, buyRefusal: null });
    expect(review.dueNow.text).toBe("€331.50");
    expect(review.total.text).toBe("€678.00");
    const [monthly, suse, bought] = review.lines;
    expect(monthly?.charges.map((charge) => [charge.startsOn?.iso, charge.endsOn?.iso, charge.amount.text])).toEqual([
      ["2024-01-31", "2024-02-28", "€31.50"],
      ["2024-02-29", "2024-03-30", "€31.50"],
      ["2024-03-31", "2024-04-29", "€31.50"],
      ["2024-04-30", "2024-05-30", "€31.50"],
      ["2024-05-31", "2024-06-29", "€31.50"],
      ["2024-06-30", "2024-07-30", "€31.50"],
      ["2024-07-31", "2024-08-30", "€31.50"],
      ["2024-08-31", "2024-09-29", "€31.50"],
      ["2024-09-30", "2024-10-30", "€31.50"],
      ["2024-10-31", "2024-11-29", "€31.50"],
      ["2024-11-30", "2024-12-30", "€31.50"],
      ["2024-12-31", "2025-01-30", "€31.50"],
    ]);
    expect(monthly).toMatchObject({
      unitPrice: { text: "€10.50" },
      total: { text: "€378.00" },
      endsOn: { text: "30 Jan 2025" },
      renewsItself: true,
      isCancellable: true,
      needsKey: true,
      windowClosesAt: { exact: "7 Feb 2024, 22:28:18 CET", exactUtc: "7 Feb 2024, 21:28:18 UTC" },
    });
    expect(suse).toMatchObject({ isCancellable: false, windowClosesAt: null, windowLeft: null });
    expect(bought).toMatchObject({
      endsOn: null,
      renewsItself: false,
      needsReview: true,
      needsDownload: true,
      charges: [{ amount: { text: "€200.00" }, startsOn: null }],
      windowClosesAt: { exactUtc: "2 Mar 2024, 00:00:00 UTC" },
    });
  });

  it("the review shows a moved price with the old one, and what it shows is what is bought", async () => {
    const { db, actor, customer, context, add } = await build();
    const { sku } = await buildSku(db, { offers: [{ effectiveUntilAt: instant("2024-02-02T00:00:00Z") }] });
    await buildOffer(db, sku, { unitPriceMinor: 12_000, effectiveFromAt: instant("2024-02-02T00:00:00Z") });
    const cartId = await add({ sku, termDuration: "P1Y", billingPlan: "annual" });
    const later = instant("2024-02-03T00:00:00Z");
    const review = valueOf(await reviewView({ ...context, at: later }, { customerId: customer.id, cartId }));
    expect(review.hasMovedPrices).toBe(true);
    expect(review.lines[0]).toMatchObject({ unitPrice: { text: "€120.00" }, oldUnitPrice: { text: "€100.00" } });
    const shownUnitPrices = review.lines.map(({ number, unitPrice }) => ({
      lineNumber: number,
      unitPriceMinor: unitPrice.amountMinor,
    }));
    expect(
      await checkOut(deps(), actor, { idempotencyKey: testIds.next(), cartId, shownUnitPrices }, later),
    ).toMatchObject({ ok: true });
  });

  it("the review says why nothing can be bought: role, line, expiry", async () => {
    const { db, partner, customer, context, add } = await build();
    const { sku } = await buildSku(db, { offers: [{ effectiveUntilAt: instant("2024-02-02T00:00:00Z") }] });
    const cartId = await add({ sku, termDuration: "P1Y", billingPlan: "annual" });
    const refusalAt = async (text: string, actor = context.actor) =>
      valueOf(await reviewView({ ...context, actor, at: instant(text) }, { customerId: customer.id, cartId }))
        .buyRefusal?.code;
    const sales = await buildPartnerActor(db, partner.id, ["sales-agent"]);
    expect(await refusalAt("2024-02-01T00:00:00Z", sales)).toBe("role-needed");
    expect(await refusalAt("2024-02-03T00:00:00Z")).toBe("no-price");
    expect(await refusalAt("2024-02-07T21:28:18Z")).toBe("cart-expired");
  });

  it("prices include tax in Australia, and say so", async () => {
    const { db, customer, context, add } = await build("AU");
    const { sku } = await buildSku(db, { offers: [{ market: "AU", currency: "AUD" }] });
    const cartId = await add({ sku, termDuration: "P1Y", billingPlan: "annual" });
    const review = valueOf(await reviewView(context, { customerId: customer.id, cartId }));
    expect(review).toMatchObject({ taxIncluded: true, total: { text: "A$100.00" } });
  });

  it("say of a partner that does not sell perpetual software why, on every page of buying", async () => {
    const { db, partner, customer, context, add } = await build();
    const { sku } = await buildSku(db, { kind: "perpetual-software" });
    const cartId = await add({ sku, termDuration: null, billingPlan: "one-time" });
    await db.updateTable("partner").set({ sells_perpetual: 0 }).where("id", "=", partner.id).execute();
    const reason = { code: "perpetual-not-qualified" };
    const params = { customerId: customer.id, search: "", termDuration: null, billingPlan: null };
    const perpetual = valueOf(await offersView(context, { ...params, kind: "perpetual-software" }));
    expect(perpetual.refusal).toEqual(reason);
    expect(perpetual.tabs.filter(({ refusal }) => refusal !== null)).toMatchObject([
      { kind: "perpetual-software", refusal: reason },
    ]);
    expect(valueOf(await offersView(context, { ...params, kind: "software-subscription" })).refusal).toBeNull();
    const cart = valueOf(await cartView(context, { customerId: customer.id, cartId }));
    expect(cart.cart?.lines).toMatchObject([{ refusal: reason }]);
    const review = valueOf(await reviewView(context, { customerId: customer.id, cartId }));
    expect(review).toMatchObject({ buyRefusal: reason, lines: [{ refusal: reason }] });
  });

  it("offers tell what a market is closed for, and what is priced there", async () => {
    const { db, context, customer } = await build("BR");
    const title = `Reservation ${testIds.next()}`;
    const reservation = await buildSku(db, {
      kind: "azure-reservation",
      title,
      offers: [{ market: "BR", currency: "BRL", billingPlan: "one-time" }],
    });
    const params = { customerId: customer.id, search: "", termDuration: null, billingPlan: null };
    const software = valueOf(await offersView(context, { ...params, kind: "software-subscription" }));
    expect(software.refusal).toEqual({ code: "market-closed", market: "BR", kind: "software-subscription" });
    expect(software.tabs.map(({ kind, refusal }) => [kind, refusal?.code ?? null])).toEqual([
      ["software-subscription", "market-closed"],
      ["perpetual-software", "market-closed"],
      ["azure-reservation", null],
      ["third-party-plan", "market-closed"],
    ]);
    const reservations = valueOf(await offersView(context, { ...params, kind: "azure-reservation" }));
    expect(reservations.refusal).toBeNull();
    const shown = reservations.products.flatMap(({ skus }) => skus);
    expect(shown.find(({ productId }) => productId === reservation.sku.productId)).toMatchObject({
      isPriced: true,
      options: [{ termDuration: "P1Y", billingPlan: "one-time", chargesPerTerm: 1 }],
    });
    const yearsOnly = valueOf(await offersView(context, { ...params, kind: "azure-reservation", termDuration: "P3Y" }));
    expect(
      yearsOnly.products.flatMap(({ skus }) => skus).find(({ productId }) => productId === reservation.sku.productId),
    ).toMatchObject({ isPriced: true, options: [] });
  });

  it("software lists everything that was ever bought: old, perpetual and cancelled too, by product", async () => {
    const { db, actor, customer, context } = await build();
    const { sku } = await buildSku(db, { title: "SQL Server" });
    const perpetual = await buildSku(db, { kind: "perpetual-software", title: "Visio" });
    const old = await buildSubscription(db, { customer, sku, at: instant("2021-10-13T10:00Z"), termDuration: "P3Y" });
    const recent = await buildSubscription(db, { customer, sku, at: instant("2024-01-10T10:00Z") });
    const first = await buildPerpetualPurchase(db, { customer, sku: perpetual.sku, at: instant("2024-01-20T10:00Z") });
    const second = await buildPerpetualPurchase(db, { customer, sku: perpetual.sku, at: instant("2024-01-25T10:00Z") });
    const tooOld = await buildPerpetualPurchase(db, { customer, sku: perpetual.sku, at: instant("2023-12-31T23:59Z") });
    await cancelPerpetual(
      deps(),
      actor,
      { idempotencyKey: testIds.next(), orderId: first.orderId, lineNumber: 0, isNoticeConfirmed: true },
      at,
    );

    const software = valueOf(await customerSoftwareView(context, { customerId: customer.id }));
    expect(software.products.map(({ title, isCancellable }) => [title, isCancellable])).toEqual([
      ["Visio", true],
      ["SQL Server", false],
    ]);
    const items = software.products.flatMap((product) => product.items);
    expect(items.map((item) => [item.orderId, item.status, item.isOnSubscriptionsPage])).toEqual([
      [second.orderId, "owned", false],
      [first.orderId, "deleted", false],
      [tooOld.orderId, "owned", false],
      [recent.orderId, "active", true],
      [old.orderId, "active", false],
    ]);
    expect(items.slice(0, 3).map(({ cancellation }) => [cancellation?.refusal?.code, cancellation?.daysLeft])).toEqual([
      [undefined, 24],
      ["purchase-cancelled", null],
      ["cancellation-window-closed", null],
    ]);
    await buildPortalSetting(db, "perpetual-review-above", { EUR: 1 });
    const reviewed = valueOf(await customerSoftwareView(context, { customerId: customer.id }));
    expect(reviewed.products[0]?.items[0]?.cancellation?.refusal?.code).toBe("under-review");
    await buildPortalSetting(db, "perpetual-review-above", {});
  });

  it("an order shows its lines, its buyer, and every charge and credit", async () => {
    const { db, actor, customer, context, add } = await build();
    const { sku } = await buildSku(db, { offers: [{ billingPlan: "monthly", unitPriceMinor: 1_000 }] });
    const perpetual = await buildSku(db, { kind: "perpetual-software" });
    const cartId = await add({ sku, termDuration: "P1Y", billingPlan: "monthly", quantity: 2 });
    await add({ sku: perpetual.sku, termDuration: null, billingPlan: "one-time" });
    const { orderId } = valueOf(
      await checkOut(deps(), actor, { idempotencyKey: testIds.next(), cartId, shownUnitPrices: [] }, at),
    );
    await cancelPerpetual(
      deps(),
      actor,
      { idempotencyKey: testIds.next(), orderId, lineNumber: 1, isNoticeConfirmed: true },
      at,
    );
    const order = valueOf(await orderView(context, { orderId }));
    expect(order).toMatchObject({
      kind: "purchase",
      orderedBy: "Test User",
      total: { text: "€120.00" },
      charged: { text: "€120.00" },
      credited: { text: "€100.00" },
    });
    expect(order.lines.map(({ status, total }) => [status, total.text])).toEqual([
      ["active", "€20.00"],
      ["deleted", "€100.00"],
    ]);
    expect(order.charges.map(({ kind, amount, credit }) => [kind, amount.text, credit?.amount.text])).toEqual([
      ["new", "€20.00", undefined],
      ["purchase", "€100.00", "-€100.00"],
    ]);
    const history = valueOf(await customerOrdersView(context, { customerId: customer.id }));
    expect(history.orders).toMatchObject([
      { id: orderId, total: { text: "€120.00" }, lines: [{}, { isCancelled: true }] },
    ]);
  });
});
