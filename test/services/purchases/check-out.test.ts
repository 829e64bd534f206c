import { describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { addCartLine, type AddCartLineInput } from "#app/services/purchases/add-cart-line.server.ts";
import { changeCartLine } from "#app/services/purchases/change-cart-line.server.ts";
import { checkOut, type CheckOutInput } from "#app/services/purchases/check-out.server.ts";
import { removeCartLine } from "#app/services/purchases/remove-cart-line.server.ts";
import { findCart } from "#db/repositories/carts.ts";
import {
  buildCustomer,
  buildOffer,
  buildPartnerActor,
  buildSku,
  buildTenant,
  instant,
  type SkuOptions,
  testIds,
} from "#test/support/builders.ts";
import { checksumOfTables, countRows } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2024-03-01T21:28:18Z");
const later = instant("2024-03-05T00:00:00Z");

describeOnBothDatabases("checking out", (database) => {
  const deps = () => serviceDeps(database().db, at);

  async function build(skuOptions: SkuOptions = {}) {
    const tenant = await buildTenant(database().db);
    const { sku, availabilities } = await buildSku(database().db, skuOptions);
    const line = (input: Partial<AddCartLineInput> = {}): AddCartLineInput => ({
      idempotencyKey: testIds.next(),
      customerId: tenant.customer.id,
      cartId: null,
      productId: sku.productId,
      skuId: sku.skuId,
      termDuration: sku.kind === "perpetual-software" ? null : "P1Y",
      billingPlan: sku.kind === "perpetual-software" ? "one-time" : "annual",
      quantity: 3,
      ...input,
    });
    return { ...tenant, sku, availabilities, line };
  }

  async function cartWith(tenant: { actor: Actor }, line: AddCartLineInput): Promise<string> {
    const added = await addCartLine(deps(), tenant.actor, line, at);
    if (!added.ok) throw new Error(added.refusal.code);
    return added.value.cartId;
  }

  function buying(cartId: string, input: Partial<CheckOutInput> = {}): CheckOutInput {
    return { idempotencyKey: testIds.next(), cartId, shownUnitPrices: [], ...input };
  }

  it("makes the order, the subscription with its first term and charge, the log and the confirmation", async () => {
    const { db } = database();
    const tenant = await build();
    const cartId = await cartWith(tenant, tenant.line());

    const bought = await checkOut(deps(), tenant.actor, buying(cartId), at);

    expect(bought).toMatchObject({ ok: true, value: { customerId: tenant.customer.id } });
    const orderId = bought.ok ? bought.value.orderId : "";
    const subscription = await db
      .selectFrom("subscription")
      .selectAll()
      .where("order_id", "=", orderId)
      .executeTakeFirstOrThrow();
    expect(subscription).toMatchObject({
      partner_id: tenant.partner.id,
      customer_id: tenant.customer.id,
      market: "DE",
      is_auto_renew_on: 1,
      term_number: 1,
      quantity: 3,
      unit_price_minor: 10_000,
      anchor_on: "2024-03-01",
      term_start_at: at.epochMilliseconds,
      term_end_at: instant("2025-03-01T00:00:00Z").epochMilliseconds,
      window_ends_at: instant("2024-03-08T21:28:18Z").epochMilliseconds,
      charged_cycles: 1,
      next_charge_at: null,
      version: 1,
    });
    const charges = await db.selectFrom("charge").selectAll().where("order_id", "=", orderId).execute();
    expect(charges).toMatchObject([
      {
        kind: "new",
        amount_minor: 30_000,
        starts_on: "2024-03-01",
        ends_on: "2025-02-28",
        charged_at: at.epochMilliseconds,
        subscription_id: subscription.id,
        term_number: 1,
        cycle_number: 1,
      },
    ]);
    const terms = await db.selectFrom("term").selectAll().where("subscription_id", "=", subscription.id).execute();
    expect(terms).toMatchObject([{ term_number: 1, order_id: orderId, line_number: 0, policy_version: 1 }]);
    const activity = await db
      .selectFrom("activity")
      .selectAll()
      .where("order_id", "=", orderId)
      .orderBy("id")
      .execute();
    expect(activity.map((line) => [line.action, line.outcome, line.actor_roles])).toEqual([
      ["order-placed", "done", "admin-agent"],
      ["subscription-bought", "done", "admin-agent"],
    ]);
    const notices = await db.selectFrom("notice").selectAll().where("order_id", "=", orderId).execute();
    expect(notices).toMatchObject([{ kind: "order-confirmed", dedupe_key: `${orderId}:order-confirmed` }]);
    expect((await findCart(db, tenant.partner.id, cartId))?.orderId).toBe(orderId);
  });

  it("gives the same order when the same form is sent again", async () => {
    const tenant = await build();
    const input = buying(await cartWith(tenant, tenant.line()));
    const first = await checkOut(deps(), tenant.actor, input, at);
    const before = await checksumOfTables(database().db);

    expect(await checkOut(deps(), tenant.actor, input, later)).toEqual(first);
    expect(await checksumOfTables(database().db)).toEqual(before);
  });

  it("makes one order when the same form is sent twenty times at once", async () => {
    const tenant = await build();
    const input = buying(await cartWith(tenant, tenant.line()));
    const orders = await countRows(database().db, "order");
    const answers = await Promise.all(Array.from({ length: 20 }, () => checkOut(deps(), tenant.actor, input, at)));

    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true });
    expect(await countRows(database().db, "order")).toBe(orders + 1);
  });

  it("makes one order when twenty forms of the same cart are sent at once, and names it to the others", async () => {
    const tenant = await build();
    const cartId = await cartWith(tenant, tenant.line());
    const orders = await countRows(database().db, "order");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => checkOut(deps(), tenant.actor, buying(cartId), at)),
    );

    const won = answers.filter((answer) => answer.ok);
    expect(won).toHaveLength(1);
    const orderId = won[0]?.ok ? won[0].value.orderId : "";
    for (const answer of answers) if (!answer.ok) expect(answer.refusal).toEqual({ code: "cart-checked-out", orderId });
    expect(await countRows(database().db, "order")).toBe(orders + 1);
  });

  it("refuses another wish under the same key", async () => {
    const tenant = await build();
    const cartId = await cartWith(tenant, tenant.line());
    const input = buying(cartId);
    await checkOut(deps(), tenant.actor, input, at);
    const other = { ...input, shownUnitPrices: [{ lineNumber: 0, unitPriceMinor: 1 }] };
    expect(await checkOut(deps(), tenant.actor, other, at)).toMatchObject({
      refusal: { code: "idempotency-key-reused" },
    });
  });

  it("asks again when a price moved, and buys at the new one once it was confirmed", async () => {
    const { db } = database();
    const tenant = await build({ offers: [{ effectiveUntilAt: instant("2024-03-03T00:00:00Z") }] });
    await buildOffer(db, tenant.sku, { unitPriceMinor: 12_345, effectiveFromAt: instant("2024-03-03T00:00:00Z") });
    const cartId = await cartWith(tenant, tenant.line());
    const moved = { lineNumber: 0, oldUnitPriceMinor: 10_000, newUnitPriceMinor: 12_345, currency: "EUR" };

    const input = buying(cartId);
    const asked = await checkOut(deps(), tenant.actor, input, later);
    expect(asked).toMatchObject({ ok: false, refusal: { code: "price-moved", lines: [moved] } });

    const stale = [{ lineNumber: 0, unitPriceMinor: 10_001 }];
    expect(await checkOut(deps(), tenant.actor, { ...input, shownUnitPrices: stale }, later)).toMatchObject({
      refusal: { code: "price-moved" },
    });
    const confirmed = [{ lineNumber: 0, unitPriceMinor: 12_345 }];
    const bought = await checkOut(deps(), tenant.actor, { ...input, shownUnitPrices: confirmed }, later);
    expect(bought).toMatchObject({ ok: true });
    const orderId = bought.ok ? bought.value.orderId : "";
    const charge = await db.selectFrom("charge").selectAll().where("order_id", "=", orderId).executeTakeFirstOrThrow();
    expect(charge.amount_minor).toBe(3 * 12_345);
  });

  it("buys nothing where the cart was changed after it was reviewed", async () => {
    const tenant = await build();
    const cartId = await cartWith(tenant, tenant.line());
    const reviewed = (await findCart(database().db, tenant.partner.id, cartId))?.version;
    await cartWith(tenant, tenant.line());
    const input = buying(cartId, { cartVersion: reviewed });
    expect(await checkOut(deps(), tenant.actor, input, at)).toMatchObject({ refusal: { code: "changed-meanwhile" } });
    const again = (await findCart(database().db, tenant.partner.id, cartId))?.version;
    expect(await checkOut(deps(), tenant.actor, { ...input, cartVersion: again }, at)).toMatchObject({ ok: true });
  });

  it("buys all lines or none", async () => {
    const { db } = database();
    const tenant = await build();
    const ends = await buildSku(db, { offers: [{ effectiveUntilAt: instant("2024-03-03T00:00:00Z") }] });
    const cartId = await cartWith(tenant, tenant.line());
    const { productId, skuId } = ends.sku;
    await cartWith(tenant, tenant.line({ cartId, productId, skuId }));
    const orders = await countRows(db, "order");

    const answer = await checkOut(deps(), tenant.actor, buying(cartId), later);
    expect(answer).toMatchObject({ ok: false, refusal: { code: "no-price" } });
    expect(await countRows(db, "order")).toBe(orders);
  });

  it("sells perpetual software as a line with one charge and no subscription", async () => {
    const { db } = database();
    const tenant = await build({ kind: "perpetual-software" });
    const bought = await checkOut(deps(), tenant.actor, buying(await cartWith(tenant, tenant.line())), at);
    const orderId = bought.ok ? bought.value.orderId : "";
    const line = await db
      .selectFrom("order_line")
      .selectAll()
      .where("order_id", "=", orderId)
      .executeTakeFirstOrThrow();
    expect(line).toMatchObject({ kind: "perpetual-software", subscription_id: null, term_duration: null });
    const charges = await db.selectFrom("charge").selectAll().where("order_id", "=", orderId).execute();
    expect(charges).toMatchObject([{ kind: "purchase", amount_minor: 30_000, subscription_id: null, starts_on: null }]);
  });

  describe("a cart", () => {
    it("expires seven days after it was made, to the millisecond", async () => {
      const tenant = await build();
      const cartId = await cartWith(tenant, tenant.line());
      const end = at.add({ hours: 7 * 24 });
      expect(await checkOut(deps(), tenant.actor, buying(cartId), end)).toMatchObject({
        refusal: { code: "cart-expired", expiredAt: end.epochMilliseconds },
      });
      const inTime = end.subtract({ milliseconds: 1 });
      expect(await checkOut(deps(), tenant.actor, buying(cartId), inTime)).toMatchObject({ ok: true });
    });

    it("grows a line of the same term and plan, changes and loses lines, and remembers the price it was given", async () => {
      const { db } = database();
      const tenant = await build({ offers: [{}, { billingPlan: "monthly", unitPriceMinor: 900 }] });
      const cartId = await cartWith(tenant, tenant.line());
      await cartWith(tenant, tenant.line({ quantity: 2 }));
      await cartWith(tenant, tenant.line({ billingPlan: "monthly" }));
      const read = async () => (await findCart(db, tenant.partner.id, cartId))?.lines;
      expect(await read()).toMatchObject([
        { number: 0, quantity: 5, billingPlan: "annual", unitPriceMinor: 10_000 },
        { number: 1, quantity: 3, billingPlan: "monthly", unitPriceMinor: 900 },
      ]);
      const change = { termDuration: "P1Y", billingPlan: "monthly", quantity: 7 } as const;
      const key = () => ({ idempotencyKey: testIds.next(), cartId });
      await changeCartLine(deps(), tenant.actor, { ...key(), lineNumber: 1, ...change }, at);
      await removeCartLine(deps(), tenant.actor, { ...key(), lineNumber: 0 }, at);
      expect(await read()).toMatchObject([{ number: 1, quantity: 7, unitPriceMinor: 900 }]);
    });

    it("is one when the first two lines are put in at once", async () => {
      const tenant = await build({ offers: [{}, { billingPlan: "monthly" }] });
      const [a, b] = await Promise.all([
        addCartLine(deps(), tenant.actor, tenant.line(), at),
        addCartLine(deps(), tenant.actor, tenant.line({ billingPlan: "monthly" }), at),
      ]);
      expect(a.ok && b.ok && a.value.cartId === b.value.cartId).toBe(true);
    });

    it("of a sales agent is bought by an admin agent, not by the sales agent", async () => {
      const { db } = database();
      const tenant = await build();
      const sales = await buildPartnerActor(db, tenant.partner.id, ["sales-agent"]);
      const cartId = await cartWith({ actor: sales }, tenant.line());
      expect(await checkOut(deps(), sales, buying(cartId), at)).toMatchObject({
        refusal: { code: "role-needed", action: "buy", roles: ["admin-agent", "global-admin"] },
      });
      expect(await checkOut(deps(), tenant.actor, buying(cartId), at)).toMatchObject({ ok: true });
    });
  });

  const refusals: {
    code: string;
    sku?: SkuOptions;
    customer?: Parameters<typeof buildCustomer>[2];
    line?: Partial<AddCartLineInput>;
  }[] = [
    { code: "market-closed", customer: { country: "BR" } },
    { code: "market-without-currency", customer: { country: "BY" } },
    { code: "customer-may-not-buy", customer: { validationStatus: "under-review" } },
    { code: "customer-may-not-buy", customer: { validationStatus: "not-allowed" } },
    { code: "customer-may-not-buy", customer: { validationStatus: "unknown" } },
    { code: "quantity-out-of-limits", line: { quantity: 0 } },
    { code: "quantity-out-of-limits", sku: { quantityMax: 2 } },
    { code: "term-not-offered", line: { termDuration: "P3Y" } },
    { code: "billing-plan-not-offered", line: { billingPlan: "monthly" } },
    { code: "billing-plan-longer-than-term", line: { billingPlan: "triennial" } },
    { code: "no-price", customer: { country: "AT" } },
    { code: "prerequisite-missing", sku: { prerequisites: [{ anyOf: ["NEEDED:0001"] }] } },
    { code: "currency-mixed", sku: { offers: [{ currency: "USD" }] } },
    { code: "not-found", line: { productId: "NOSUCHPRODUCT" } },
    { code: "not-found", line: { customerId: "00000000-0000-7000-8000-000000000000" } },
  ];
  it.each(refusals)("refuses a line with $code ($customer $sku $line)", async ({ code, sku, customer, line }) => {
    const { db } = database();
    const tenant = await build(sku);
    const other = await buildCustomer(db, tenant.partner.id, customer);
    const carts = await countRows(db, "cart");
    const answer = await addCartLine(deps(), tenant.actor, tenant.line({ customerId: other.id, ...line }), at);
    expect(answer).toMatchObject({ ok: false, refusal: { code } });
    expect(await countRows(db, "cart")).toBe(carts);
  });

  it("logs a refused attempt with its reason, and the same form can be sent again", async () => {
    const { db } = database();
    const tenant = await build();
    const line = tenant.line({ quantity: 0 });
    await addCartLine(deps(), tenant.actor, line, at);
    const logged = await db.selectFrom("activity").selectAll().where("partner_id", "=", tenant.partner.id).execute();
    expect(logged).toMatchObject([
      {
        action: "cart-changed",
        outcome: "refused",
        refusal_code: "quantity-out-of-limits",
        customer_id: tenant.customer.id,
        actor_user_id: tenant.actor.userId,
        address: "192.0.2.1",
      },
    ]);
    expect(await addCartLine(deps(), tenant.actor, { ...line, quantity: 1 }, at)).toMatchObject({ ok: true });
  });

  it("refuses what is empty, too long, or not there", async () => {
    const tenant = await build();
    const cartId = await cartWith(tenant, tenant.line());
    const key = () => ({ idempotencyKey: testIds.next(), cartId });
    expect(await removeCartLine(deps(), tenant.actor, { ...key(), lineNumber: 5 }, at)).toMatchObject({
      refusal: { code: "cart-line-not-found" },
    });
    await removeCartLine(deps(), tenant.actor, { ...key(), lineNumber: 0 }, at);
    expect(await checkOut(deps(), tenant.actor, buying(cartId), at)).toMatchObject({ refusal: { code: "cart-empty" } });
  });

  it("holds no more than fifty lines", async () => {
    const { db } = database();
    const tenant = await build();
    let cartId: string | null = null;
    for (let n = 0; n < 50; n++) {
      const { sku } = await buildSku(db);
      const added = await addCartLine(
        deps(),
        tenant.actor,
        tenant.line({ cartId, productId: sku.productId, skuId: sku.skuId }),
        at,
      );
      if (added.ok) cartId = added.value.cartId;
    }
    expect(await addCartLine(deps(), tenant.actor, tenant.line({ cartId }), at)).toMatchObject({
      refusal: { code: "cart-too-long", linesMax: 50 },
    });
  });

  it("sells what needs a prerequisite to a customer who holds it", async () => {
    const { db } = database();
    const needed = await buildSku(db);
    const tenant = await build({ prerequisites: [{ anyOf: [`${needed.sku.productId}:${needed.sku.skuId}`] }] });
    const { productId, skuId } = needed.sku;
    const first = await cartWith(tenant, tenant.line({ productId, skuId }));
    expect(await checkOut(deps(), tenant.actor, buying(first), at)).toMatchObject({ ok: true });
    expect(await addCartLine(deps(), tenant.actor, tenant.line(), at)).toMatchObject({ ok: true });
  });
});
