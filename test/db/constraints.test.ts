import { describe, expect, it } from "vitest";
import { termRowOf } from "#db/repositories/subscription-row.ts";
import { insertTerms } from "#db/repositories/terms.ts";
import {
  buildCustomer,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const at = instant("2024-03-01T10:00:00Z");

describeOnBothDatabases("the database itself refuses", (database) => {
  async function build() {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db);
    const subscription = await buildSubscription(db, { customer: tenant.customer, sku, at });
    const charge = await db
      .selectFrom("charge")
      .selectAll()
      .where("subscription_id", "=", subscription.id)
      .executeTakeFirstOrThrow();
    const row = await db
      .selectFrom("subscription")
      .selectAll()
      .where("id", "=", subscription.id)
      .executeTakeFirstOrThrow();
    const line = await db
      .selectFrom("order_line")
      .selectAll()
      .where("order_id", "=", subscription.orderId)
      .executeTakeFirstOrThrow();
    const order = await db
      .selectFrom("order")
      .selectAll()
      .where("id", "=", subscription.orderId)
      .executeTakeFirstOrThrow();
    return { ...tenant, db, sku, subscription, charge, row, line, order };
  }

  const unique = /unique|duplicate/i;
  const check = /check/i;
  const foreign = /foreign key/i;

  it("a second term n of a subscription", async () => {
    const { db, subscription } = await build();
    const again = termRowOf(subscription, subscription, 1);
    await expect(insertTerms(db, [again])).rejects.toThrow(unique);
    await expect(insertTerms(db, [{ ...again, term_number: 2 }])).resolves.toBeUndefined();
  });

  it("a second charge of one cycle, and of one perpetual purchase", async () => {
    const { db, charge, customer } = await build();
    const second = { ...charge, id: testIds.next() };
    await expect(db.insertInto("charge").values(second).execute()).rejects.toThrow(unique);
    await db
      .insertInto("charge")
      .values({ ...second, cycle_number: 2 })
      .execute();

    const perpetual = await buildSku(db, { kind: "perpetual-software" });
    const purchase = await buildPerpetualPurchase(db, { customer, sku: perpetual.sku, at });
    const first = await db
      .selectFrom("charge")
      .selectAll()
      .where("id", "=", purchase.chargeId)
      .executeTakeFirstOrThrow();
    await expect(
      db
        .insertInto("charge")
        .values({ ...first, id: testIds.next() })
        .execute(),
    ).rejects.toThrow(unique);
  });

  it("a charge that is not its unit price times its quantity", async () => {
    const { db, charge } = await build();
    const wrong = { ...charge, id: testIds.next(), cycle_number: 2, amount_minor: charge.amount_minor + 1 };
    await expect(db.insertInto("charge").values(wrong).execute()).rejects.toThrow(check);
  });

  it("a credit beyond its charge, of nothing, of another amount than its charge has, and a second one", async () => {
    const { db, charge } = await build();
    const credit = {
      id: testIds.next(),
      partner_id: charge.partner_id,
      customer_id: charge.customer_id,
      charge_id: charge.id,
      charge_amount_minor: charge.amount_minor,
      kind: "cancel-immediate" as const,
      amount_minor: charge.amount_minor,
      currency: charge.currency,
      credited_at: at.epochMilliseconds,
    };
    const insert = (fields: object) =>
      db
        .insertInto("credit")
        .values({ ...credit, id: testIds.next(), ...fields })
        .execute();
    await expect(insert({ amount_minor: charge.amount_minor + 1 })).rejects.toThrow(check);
    await expect(insert({ amount_minor: 0 })).rejects.toThrow(check);
    const more = charge.amount_minor + 1;
    await expect(insert({ amount_minor: more, charge_amount_minor: more })).rejects.toThrow(foreign);
    await insert({});
    await expect(insert({ amount_minor: 1 })).rejects.toThrow(unique);
  });

  it.each([0, -1])("a quantity of %i in a line, a cart, a subscription, a charge", async (quantity) => {
    const { db, line, subscription, charge } = await build();
    await expect(
      db
        .insertInto("order_line")
        .values({ ...line, line_number: 1, subscription_id: testIds.next(), quantity })
        .execute(),
    ).rejects.toThrow(check);
    await expect(
      db.updateTable("subscription").set({ quantity }).where("id", "=", subscription.id).execute(),
    ).rejects.toThrow(check);
    const wrong = { ...charge, id: testIds.next(), cycle_number: 2, quantity, amount_minor: 0 };
    await expect(db.insertInto("charge").values(wrong).execute()).rejects.toThrow(check);
  });

  it("an order line without its order, and one under another customer than its order", async () => {
    const { db, line, partner } = await build();
    await expect(
      db
        .insertInto("order_line")
        .values({ ...line, order_id: testIds.next(), subscription_id: testIds.next() })
        .execute(),
    ).rejects.toThrow(foreign);
    const other = await buildCustomer(db, partner.id);
    await expect(
      db
        .insertInto("order_line")
        .values({ ...line, line_number: 1, customer_id: other.id, subscription_id: testIds.next() })
        .execute(),
    ).rejects.toThrow(foreign);
  });

  it("a line of a term without a subscription, and of perpetual software with one", async () => {
    const { db, line } = await build();
    const insert = (fields: object) =>
      db
        .insertInto("order_line")
        .values({ ...line, line_number: 1, ...fields })
        .execute();
    await expect(insert({ subscription_id: null })).rejects.toThrow(check);
    await expect(insert({ term_duration: null, subscription_id: testIds.next() })).rejects.toThrow(check);
  });

  it("records of one partner under another partner's customer", async () => {
    const own = await build();
    const theirs = await build();
    const { db } = own;
    const customer_id = theirs.customer.id;
    await expect(
      db
        .insertInto("order")
        .values({ ...own.order, id: testIds.next(), customer_id })
        .execute(),
    ).rejects.toThrow(foreign);
    await expect(
      db.updateTable("subscription").set({ customer_id }).where("id", "=", own.subscription.id).execute(),
    ).rejects.toThrow(foreign);
    await expect(
      db.insertInto("customer_word").values({ partner_id: own.partner.id, word: "x", customer_id }).execute(),
    ).rejects.toThrow(foreign);
    const cart = {
      id: testIds.next(),
      partner_id: own.partner.id,
      customer_id,
      currency: "EUR" as const,
      created_by: own.actor.userId,
      created_at: 1,
      expires_at: 2,
      order_id: null,
      version: 1,
    };
    await expect(db.insertInto("cart").values(cart).execute()).rejects.toThrow(foreign);
  });

  it("one order for two carts", async () => {
    const { db, partner, customer, actor, order } = await build();
    const cart = () => ({
      id: testIds.next(),
      partner_id: partner.id,
      customer_id: customer.id,
      currency: "EUR" as const,
      created_by: actor.userId,
      created_at: 1,
      expires_at: 2,
      order_id: order.id,
      version: 1,
    });
    await db.insertInto("cart").values(cart()).execute();
    await expect(db.insertInto("cart").values(cart()).execute()).rejects.toThrow(unique);
  });

  describe("a subscription", () => {
    it.each([
      ["that is cancelled and expired", { cancelled_at: 1, expired_at: 1 }],
      ["with half a scheduled next term", { next_term_duration: "P1Y" as const }],
      [
        "with a scheduled next term and auto-renew off",
        {
          is_auto_renew_on: 0 as const,
          next_term_duration: "P1Y" as const,
          next_billing_plan: "annual" as const,
          next_quantity: 1,
        },
      ],
      ["held without a reason", { held_at: 1 }],
      ["with a charge due after it was cancelled", { cancelled_at: 1, next_charge_at: 2 }],
      ["whose term ends before it starts", { term_end_at: 0 }],
      ["of version 0", { version: 0 }],
    ])("%s", async (_what, fields) => {
      const { db, subscription } = await build();
      await expect(
        db.updateTable("subscription").set(fields).where("id", "=", subscription.id).execute(),
      ).rejects.toThrow(check);
    });
  });

  it("the same notice twice", async () => {
    const { db, partner } = await build();
    const notice = () => ({
      id: testIds.next(),
      partner_id: partner.id,
      customer_id: null,
      subscription_id: null,
      term_number: null,
      order_id: null,
      kind: "renewed" as const,
      dedupe_key: `${partner.id}:once`,
      facts_json: "{}",
      queued_at: 1,
    });
    await db.insertInto("notice").values(notice()).execute();
    await expect(db.insertInto("notice").values(notice()).execute()).rejects.toThrow(unique);
  });

  it.each(["charge", "credit", "term", "activity"] as const)("any change of table %s", async (table) => {
    const { db, charge } = await build();
    const own = { id: testIds.next(), partner_id: charge.partner_id, customer_id: charge.customer_id };
    await db
      .insertInto("credit")
      .values({
        ...own,
        charge_id: charge.id,
        charge_amount_minor: charge.amount_minor,
        kind: "cancel-immediate",
        amount_minor: 1,
        currency: "EUR",
        credited_at: 1,
      })
      .execute();
    await db
      .insertInto("activity")
      .values({
        id: own.id,
        partner_id: own.partner_id,
        at: 1,
        actor_kind: "system",
        actor_user_id: null,
        actor_job: "test",
        actor_roles: "",
        address: null,
        action: "customer-added",
        outcome: "done",
        refusal_code: null,
        customer_id: null,
        order_id: null,
        subscription_id: null,
        product_id: null,
        old_json: null,
        new_json: null,
        sequence: 1,
        previous_mac: "",
        mac: "of no key",
        key_version: 1,
      })
      .execute();
    await expect(db.updateTable(table).set({ partner_id: own.partner_id }).execute()).rejects.toThrow(/append-only/);
    await expect(db.deleteFrom(table).execute()).rejects.toThrow(/append-only/);
  });
});
