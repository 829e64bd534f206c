import { expect, it } from "vitest";
import { addCartLine } from "#app/services/purchases/add-cart-line.server.ts";
import { checkOut } from "#app/services/purchases/check-out.server.ts";
import { refillCart } from "#app/services/purchases/refill-cart.server.ts";
import { cartView } from "#app/views/cart.ts";
import { findCart, findOpenCart } from "#db/repositories/carts.ts";
import { buildPartnerActor, buildSku, buildTenant, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const filledAt = instant("2024-03-01T21:28:18Z");
const lastMoment = instant("2024-03-08T21:28:17.999Z");
const expiredAt = instant("2024-03-08T21:28:18Z");

describeOnBothDatabases("a cart that expired", (database) => {
  const deps = () => serviceDeps(database().db, filledAt);

  async function build() {
    const { db } = database();
    const tenant = await buildTenant(db);
    const [kept, ended] = [await buildSku(db), await buildSku(db)];
    let cartId: string | null = null;
    for (const { sku } of [kept, ended]) {
      const added = await addCartLine(
        deps(),
        tenant.actor,
        {
          idempotencyKey: testIds.next(),
          customerId: tenant.customer.id,
          cartId,
          productId: sku.productId,
          skuId: sku.skuId,
          termDuration: "P1Y",
          billingPlan: "annual",
          quantity: 3,
        },
        filledAt,
      );
      if (!added.ok) throw new Error(added.refusal.code);
      cartId = added.value.cartId;
    }
    const setPrice = async ({ availabilities }: typeof kept, values: object) => {
      for (const { id } of availabilities)
        await db.updateTable("availability").set(values).where("id", "=", id).execute();
    };
    const refill = (at = expiredAt, idempotencyKey = testIds.next()) =>
      refillCart(deps(), tenant.actor, { idempotencyKey, expiredCartId: cartId ?? "" }, at);
    return { db, ...tenant, cartId: cartId ?? "", kept, ended, setPrice, refill };
  }

  it("is filled anew at the prices of now, once however often the form is sent; what is no longer sold is left out", async () => {
    const { db, partner, actor, customer, kept, ended, setPrice, refill, cartId } = await build();
    await setPrice(kept, { unit_price_minor: 12_345 });
    await setPrice(ended, { effective_until_at: filledAt.epochMilliseconds + 1 });
    const key = testIds.next();

    const first = await refill(expiredAt, key);
    const second = await refill(expiredAt, key);

    expect(first).toMatchObject({ ok: true, value: { customerId: customer.id, added: 1, leftOut: 1 } });
    expect(second).toEqual(first);
    const open = await findOpenCart(db, partner.id, customer.id, actor.userId, expiredAt);
    expect(open?.id).toBe(first.ok && first.value.cartId);
    expect(open?.lines).toMatchObject([{ productId: kept.sku.productId, quantity: 3, unitPriceMinor: 12_345 }]);
    expect(open?.expiresAt).toEqual(instant("2024-03-15T21:28:18Z"));
    expect((await findCart(db, partner.id, cartId))?.lines).toHaveLength(2);
  });

  it("is refused with the reason where nothing of it is sold any more, and leaves no empty cart behind", async () => {
    const { db, partner, actor, customer, kept, ended, setPrice, refill } = await build();
    for (const sku of [kept, ended]) await setPrice(sku, { effective_until_at: filledAt.epochMilliseconds + 1 });

    expect(await refill()).toMatchObject({ ok: false, refusal: { code: "no-price" } });
    expect(await findOpenCart(db, partner.id, customer.id, actor.userId, expiredAt)).toBeUndefined();
  });

  it("needs no other before it has expired, and none once it was bought", async () => {
    const { actor, cartId, refill } = await build();
    expect(await refill(lastMoment)).toMatchObject({ ok: false, refusal: { code: "changed-meanwhile" } });
    const bought = await checkOut(
      deps(),
      actor,
      { idempotencyKey: testIds.next(), cartId, shownUnitPrices: [] },
      lastMoment,
    );
    expect(bought.ok).toBe(true);
    expect(await refill(expiredAt)).toMatchObject({ ok: false, refusal: { code: "changed-meanwhile" } });
  });

  it("of another organisation is not found, and who may not prepare carts may not fill one", async () => {
    const { db, partner, cartId } = await build();
    const stranger = await buildTenant(db);
    const input = { idempotencyKey: testIds.next(), expiredCartId: cartId };
    expect(await refillCart(deps(), stranger.actor, input, expiredAt)).toMatchObject({
      ok: false,
      refusal: { code: "not-found", what: "cart" },
    });
    const helpdesk = await buildPartnerActor(db, partner.id, ["helpdesk-agent"]);
    expect(await refillCart(deps(), helpdesk, input, expiredAt)).toMatchObject({
      ok: false,
      refusal: { code: "role-needed" },
    });
  });

  it("is named on the page of its owner until a newer one was begun, and on nobody else's", async () => {
    const { db, partner, actor, customer, cartId, refill } = await build();
    const colleague = await buildPartnerActor(db, partner.id);
    const look = async (reader: typeof actor, at = expiredAt) => {
      const view = await cartView(
        { db, actor: reader, at, reader: { language: "en", timeZone: "UTC" } },
        { customerId: customer.id },
      );
      if (!view.ok) throw new Error(view.refusal.code);
      return view.value;
    };
    expect((await look(actor, lastMoment)).expiredCart).toBeNull();
    expect((await look(actor)).expiredCart).toMatchObject({ id: cartId, lineCount: 2 });
    expect((await look(colleague)).expiredCart).toBeNull();
    await refill();
    expect((await look(actor)).expiredCart).toBeNull();
    expect((await look(actor)).cart?.lines).toHaveLength(2);
  });
});

describeOnBothDatabases("a review that is older than its cart", (database) => {
  it("buys nothing; the cart as it is now is bought by its own version", async () => {
    const { db } = database();
    const deps = serviceDeps(db, filledAt);
    const { partner, actor, customer } = await buildTenant(db);
    const { sku } = await buildSku(db);
    const add = () =>
      addCartLine(
        deps,
        actor,
        {
          idempotencyKey: testIds.next(),
          customerId: customer.id,
          cartId: null,
          productId: sku.productId,
          skuId: sku.skuId,
          termDuration: "P1Y",
          billingPlan: "annual",
          quantity: 1,
        },
        filledAt,
      );
    const added = await add();
    const cartId = added.ok ? added.value.cartId : "";
    const reviewed = await findCart(db, partner.id, cartId);
    await add();
    const buy = (cartVersion: number | undefined) =>
      checkOut(deps, actor, { idempotencyKey: testIds.next(), cartId, cartVersion, shownUnitPrices: [] }, filledAt);

    expect(await buy(reviewed?.version)).toMatchObject({ ok: false, refusal: { code: "changed-meanwhile" } });
    expect((await findCart(db, partner.id, cartId))?.orderId).toBeNull();
    expect(await buy((reviewed?.version ?? 0) + 1)).toMatchObject({ ok: true });
    // Bought is the better answer than changed: it names the order.
    expect(await buy(reviewed?.version)).toMatchObject({ ok: false, refusal: { code: "cart-checked-out" } });
  });
});
