import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildCustomer,
  buildSku,
  buildSubscription,
  type PurchaseOptions,
  type TestCustomer,
} from "#test/support/builders.ts";
import { dialects } from "#test/support/databases.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { type ApiReply, type ApiSite, openApi } from "./support/api-site.ts";
import { seenAt } from "./support/settle.ts";

const chief = "all-partner-roles";
const aYear = 24 * 365;

describe.each(dialects)("terms that end, over the API (%s)", (dialect) => {
  let api: ApiSite;
  let customer: TestCustomer;
  beforeAll(async () => {
    api = await openApi(dialect);
    customer = await buildCustomer(api.db, api.a.partner, { country: "DE", validationStatus: "allowed" });
  });
  afterAll(async () => api.close());

  const get = (rest: string) => api.call("GET", `/v1/customers/${customer.id}${rest}`, chief);
  const patch = (rest: string, body: unknown, headers: Record<string, string> = {}) =>
    api.call("PATCH", `/v1/customers/${customer.id}${rest}`, chief, { body, headers });
  const codeOf = ({ status, body }: ApiReply) => `${status}/${body?.code}`;

  async function subscribe(options: Partial<PurchaseOptions> = {}) {
    const { sku, availabilities } = await buildSku(api.db);
    const availabilityId = availabilities[0]?.id ?? null;
    const at = seenAt.subtract({ hours: aYear + 24 });
    const subscription = await buildSubscription(api.db, { customer, sku, at, availabilityId, ...options });
    return { subscription, at: `/subscriptions/${subscription.id}`, order: `/orders/${subscription.orderId}` };
  }

  it("between its end and its renewal nothing is changed and nothing cancelled", async () => {
    const { at, order } = await subscribe();
    expect((await get(at)).body).toMatchObject({ status: "active", autoRenewEnabled: true });
    for (const body of [{ status: "deleted" }, { autoRenewEnabled: false }, { quantity: 9 }, { friendlyName: "x" }])
      expect(codeOf(await patch(at, body))).toBe("409/900278");
    expect(codeOf(await patch(order, { status: "cancelled" }))).toBe("409/900278");
  });

  it("a term that ended without renewal is over for good", async () => {
    const { at } = await subscribe({ isAutoRenewOn: false });
    expect((await get(at)).body).toMatchObject({ status: "expired", actions: [] });
    for (const body of [{ status: "deleted" }, { autoRenewEnabled: true }, { quantity: 9 }])
      expect(codeOf(await patch(at, body))).toBe("400/900279");
  });

  it("a renewed term is cancelled by the order that renewed it, and not by the one that bought it", async () => {
    const { at, order, subscription } = await subscribe();
    const job = "renew-due-subscriptions";
    await runJob(api.composition.deps, { kind: "system", job }, { job, at: seenAt });
    const renewed = (await get(at)).body;
    expect(renewed).toMatchObject({
      effectiveStartDate: subscription.term.endAt.toString(),
      // The window opens when the renewal is done, however late.
      cancellationAllowedUntilDate: seenAt.add({ hours: 168 }).toString(),
    });
    const orders = (await get("/orders")).body.items.filter((one: { lineItems: { subscriptionId: string }[] }) =>
      one.lineItems.some(({ subscriptionId }) => subscriptionId === subscription.id),
    );
    const renewal = orders.find((one: { transactionType: string }) => one.transactionType === "SystemPurchase");
    expect(renewal.lineItems).toMatchObject([{ transactionType: "Renew", quantity: 1 }]);
    const bySubscription = await get(`/subscriptions?order_id=${renewal.id}`);
    expect(bySubscription.body.items).toMatchObject([{ id: subscription.id }]);
    const refused = await patch(order, { status: "cancelled" });
    expect(codeOf(refused)).toBe("400/800063");
    expect(refused.body.data[0].subscription).toBe(`/customers/${customer.id}/subscriptions/${subscription.id}`);
    expect((await patch(`/orders/${renewal.id}`, { status: "cancelled" })).body).toMatchObject({
      status: "cancelled",
      lineItems: [{ quantity: 0 }],
    });
    expect((await get(order)).body).toMatchObject({ status: "completed", lineItems: [{ quantity: 1 }] });
    expect((await get(at)).body.status).toBe("deleted");
  });

  it("twenty cancellations at once, by subscription and by order: one credit", async () => {
    const { at, order, subscription } = await subscribe({ at: seenAt.subtract({ hours: 24 }) });
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0 ? patch(at, { status: "deleted" }) : patch(order, { status: "cancelled" }),
      ),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    for (const reply of replies) if (reply.status !== 200) expect(["400/2011", "400/800061"]).toContain(codeOf(reply));
    const credits = await api.db
      .selectFrom("credit")
      .innerJoin("charge", "charge.id", "credit.charge_id")
      .select("credit.id")
      .where("charge.subscription_id", "=", subscription.id)
      .execute();
    expect(credits).toHaveLength(1);
  });

  it("one request sent ten times at once acts once, and every answer is the first", async () => {
    const { sku, availabilities } = await buildSku(api.db);
    const headers = { "MS-RequestId": crypto.randomUUID() };
    const body = { lineItems: [{ offerId: `${sku.productId}:${sku.skuId}:${availabilities[0]?.id}`, quantity: 1 }] };
    const send = () => api.call("POST", `/v1/customers/${customer.id}/orders`, chief, { body, headers });
    const replies = await Promise.all(Array.from({ length: 10 }, send));
    const late = await send();
    expect(new Set([...replies, late].map(({ text }) => text)).size).toBe(1);
    expect(late.status).toBe(201);
    const lines = await api.db
      .selectFrom("order_line")
      .select("order_id")
      .where("product_id", "=", sku.productId)
      .execute();
    expect(lines).toHaveLength(1);
    const other = { ...body, currencyCode: "EUR" };
    const another = await api.call("POST", `/v1/customers/${customer.id}/orders`, chief, { body: other, headers });
    expect(another.body.id).not.toBe(late.body.id);
  });
});
