import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildCustomer,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  type PurchaseOptions,
  type SkuOptions,
  type TestCustomer,
} from "#test/support/builders.ts";
import { dialects } from "#test/support/databases.ts";
import { type ApiReply, type ApiSite, openApi } from "./support/api-site.ts";
import { seenAt } from "./support/settle.ts";

const chief = "all-partner-roles";

describe.each(dialects)("the trade over the API (%s)", (dialect) => {
  let api: ApiSite;
  let customer: TestCustomer;
  beforeAll(async () => {
    api = await openApi(dialect);
    customer = await buildCustomer(api.db, api.a.partner, { country: "DE", validationStatus: "allowed" });
  });
  afterAll(async () => api.close());

  const path = (rest: string) => `/v1/customers/${customer.id}${rest}`;
  const get = (rest: string, caller: Parameters<ApiSite["call"]>[2] = chief) => api.call("GET", path(rest), caller);

  async function subscribe(options: Partial<PurchaseOptions> = {}, skuOptions: SkuOptions = {}) {
    const { sku, availabilities } = await buildSku(api.db, {
      offers: [
        { termDuration: "P1Y", billingPlan: "annual" },
        { termDuration: "P1Y", billingPlan: "monthly", unitPriceMinor: 900 },
        { termDuration: "P3Y", billingPlan: "triennial", unitPriceMinor: 27_000 },
      ],
      ...skuOptions,
    });
    const subscription = await buildSubscription(api.db, {
      customer,
      sku,
      at: seenAt.subtract({ hours: 24 }),
      quantity: 2,
      availabilityId: availabilities[0]?.id ?? null,
      ...options,
    });
    return { sku, availabilities, subscription, at: `/subscriptions/${subscription.id}` };
  }

  async function buyPerpetual(options: Partial<PurchaseOptions> = {}, skuOptions: SkuOptions = {}) {
    const { sku, availabilities } = await buildSku(api.db, { kind: "perpetual-software", ...skuOptions });
    const at = seenAt.subtract({ hours: 24 });
    const purchase = await buildPerpetualPurchase(api.db, { customer, sku, at, ...options });
    return { sku, availabilities, purchase, at: `/orders/${purchase.orderId}` };
  }

  const patch = (
    rest: string,
    body: unknown,
    headers: Record<string, string> = {},
    caller: Parameters<ApiSite["call"]>[2] = chief,
  ) => api.call("PATCH", path(rest), caller, { body, headers });
  const post = (
    rest: string,
    body?: unknown,
    caller: Parameters<ApiSite["call"]>[2] = chief,
    headers: Record<string, string> = {},
  ) => api.call("POST", path(rest), caller, body === undefined ? { headers } : { body, headers });

  const codeOf = ({ status, body }: ApiReply) => `${status}/${body?.code}`;

  describe("subscriptions", () => {
    it("have every documented property", async () => {
      const { subscription, sku, at } = await subscribe();
      const { status, body, headers } = await get(at);
      expect(status).toBe(200);
      expect(headers.get("etag")).toMatch(/^"[A-Za-z0-9+/=]+"$/);
      expect(body).toMatchObject({
        id: subscription.id,
        offerId: `${sku.productId}:${sku.skuId}:${subscription.term.availabilityId}`,
        offerName: sku.title,
        friendlyName: sku.title,
        productType: { id: "Software", displayName: "Software" },
        quantity: 2,
        unitType: "Licenses",
        creationDate: "2026-11-23T13:05:00Z",
        effectiveStartDate: "2026-11-23T13:05:00Z",
        commitmentEndDate: "2027-11-22T00:00:00Z",
        commitmentEndDateTime: "2027-11-22T23:59:59Z",
        cancellationAllowedUntilDate: "2026-11-30T13:05:00Z",
        billingCycleEndDate: "2027-11-22T00:00:00Z",
        status: "active",
        autoRenewEnabled: true,
        billingCycle: "annual",
        termDuration: "P1Y",
        renewalTermDuration: "",
        partnerId: "",
        actions: ["edit", "cancel"],
        orderId: subscription.orderId,
        attributes: { objectType: "Subscription" },
      });
      expect(JSON.stringify(body)).not.toContain("null");
    });

    it("are listed whole, and by the order that bought them; what was bought before renewals is not among them", async () => {
      const { subscription } = await subscribe();
      const old = await subscribe({
        at: seenAt.subtract({ hours: 24 * 2000 }),
        termDuration: "P3Y",
        billingPlan: "triennial",
      });
      const { body } = await get("/subscriptions");
      const ids = body.items.map(({ id }: { id: string }) => id);
      expect(ids).toContain(subscription.id);
      expect(ids).not.toContain(old.subscription.id);
      expect(body).toMatchObject({ totalCount: ids.length, attributes: { objectType: "Collection" } });
      const ofOrder = await get(`/subscriptions?ORDER_ID=${subscription.orderId}&mpn_id=`);
      expect(ofOrder.body.items).toMatchObject([{ id: subscription.id }]);
      expect(codeOf(await get(old.at))).toBe("404/20003");
      expect(codeOf(await get("/subscriptions?order_id=nowhere"))).toBe("404/20000");
    });

    it("are changed by what differs; everything else that is sent back changes nothing", async () => {
      const { at } = await subscribe();
      const before = (await get(at)).body;
      expect((await patch(at, before)).body).toEqual(before);
      const off = await patch(at, {
        ...before,
        AutoRenewEnabled: false,
        friendlyName: "Servers of the east wing",
        unknown: [1],
      });
      expect(off.status).toBe(200);
      expect(off.body).toEqual({ ...before, autoRenewEnabled: false, friendlyName: "Servers of the east wing" });
      expect((await get(at)).body).toEqual(off.body);
      expect((await patch(at, { autoRenewEnabled: "True" })).body).toMatchObject({ autoRenewEnabled: true });
    });

    it("take instructions for the next term, and lose them by null and by auto-renew off", async () => {
      const { at, sku, availabilities } = await subscribe();
      const instructions = {
        product: {
          ProductId: sku.productId,
          SkuId: sku.skuId,
          AvailabilityId: "outdated",
          BillingCycle: "Monthly",
          TermDuration: "P1Y",
        },
        quantity: 5,
      };
      const set = await patch(at, { ScheduledNextTermInstructions: instructions, Quantity: 2 });
      expect(set.body.scheduledNextTermInstructions).toEqual({
        product: {
          productId: sku.productId,
          skuId: sku.skuId,
          availabilityId: availabilities[1]?.id,
          billingCycle: "monthly",
          termDuration: "P1Y",
        },
        quantity: 5,
      });
      expect((await patch(at, { friendlyName: "x" })).body.scheduledNextTermInstructions.quantity).toBe(5);
      expect(
        (await patch(at, { scheduledNextTermInstructions: null })).body.scheduledNextTermInstructions,
      ).toBeUndefined();
      const again = (await patch(at, { scheduledNextTermInstructions: instructions })).body;
      expect(
        (await patch(at, { ...again, autoRenewEnabled: false })).body.scheduledNextTermInstructions,
      ).toBeUndefined();
      expect(codeOf(await patch(at, { scheduledNextTermInstructions: instructions }))).toBe("400/3000");
      const both = { autoRenewEnabled: true, scheduledNextTermInstructions: instructions };
      expect((await patch(at, both)).body).toMatchObject({
        autoRenewEnabled: true,
        scheduledNextTermInstructions: { quantity: 5 },
      });
      const mixed = { autoRenewEnabled: false, scheduledNextTermInstructions: { ...instructions, quantity: 6 } };
      expect(codeOf(await patch(at, mixed))).toBe("400/3000");
    });

    it.each([
      ["less", { quantity: 1 }, "400/800090"],
      ["more", { quantity: 3 }, "400/800095"],
      ["another billing cycle", { billingCycle: "monthly" }, "400/800097"],
      ["another term", { termDuration: "P3Y" }, "400/800121"],
      ["a partner of record", { partnerId: "123456" }, "400/800098"],
      ["suspended", { status: "suspended" }, "400/800096"],
      ["expired", { status: "expired" }, "400/800040"],
      ["no status", { status: "asleep" }, "400/900126"],
      ["no quantity", { quantity: "many" }, "400/3000"],
      ["a next term beyond the limits", { scheduledNextTermInstructions: { quantity: 100_000 } }, "400/2002"],
      [
        "a next cycle that is not offered",
        { scheduledNextTermInstructions: { product: { termDuration: "P3Y", billingCycle: "annual" } } },
        "400/900269",
      ],
      [
        "a next cycle longer than the term",
        { scheduledNextTermInstructions: { product: { billingCycle: "triennial" } } },
        "400/900270",
      ],
      [
        "a next term that is not offered",
        { scheduledNextTermInstructions: { product: { termDuration: "P1M", billingCycle: "monthly" } } },
        "400/800121",
      ],
      ["another edition", { scheduledNextTermInstructions: { product: { skuId: "0009" } } }, "404/400018"],
      ["a date of choice", { scheduledNextTermInstructions: { customTermEndDate: "2027-01-01" } }, "400/900244"],
      ["a promotion", { scheduledNextTermInstructions: { product: { promotionId: "P" } } }, "400/27007"],
      ["no object", [1], "400/800002"],
      ["no JSON", "{", "400/800002"],
    ])("refuse %s, and nothing is changed", async (_what, body, code) => {
      const { at } = await subscribe();
      const before = (await get(at)).body;
      const reply = await patch(at, body);
      expect(codeOf(reply)).toBe(code);
      expect(reply.body).toMatchObject({ source: "PartnerFD", description: expect.stringMatching(/.{10}/) });
      expect((await get(at)).body).toEqual(before);
    });

    it("are not changed on an older version where If-Match says so", async () => {
      const { at } = await subscribe();
      const etag = (await get(at)).headers.get("etag") ?? "";
      expect((await patch(at, { autoRenewEnabled: false }, { "If-Match": etag })).status).toBe(200);
      expect(codeOf(await patch(at, { autoRenewEnabled: true }, { "If-Match": etag }))).toBe("400/2055");
      expect((await patch(at, { autoRenewEnabled: true })).status).toBe(200);
    });

    it("are cancelled inside their window with one credit, however often the same request comes", async () => {
      const { at, subscription } = await subscribe();
      const headers = { "MS-RequestId": crypto.randomUUID() };
      const first = await patch(at, { ...(await get(at)).body, status: "deleted", quantity: 1 }, headers);
      expect(first.body).toMatchObject({ status: "deleted", autoRenewEnabled: false, actions: [] });
      expect(first.headers.get("ms-requestid")).toBe(headers["MS-RequestId"]);
      expect(codeOf(await patch(at, { friendlyName: "late" }))).toBe("400/2011");
      const order = await get(`/orders/${subscription.orderId}`);
      expect(order.body).toMatchObject({ status: "cancelled", lineItems: [{ quantity: 0 }] });
      const credits = await api.db.selectFrom("credit").selectAll().where("customer_id", "=", customer.id).execute();
      expect(credits.filter(({ charge_amount_minor }) => charge_amount_minor === 20_000)).toHaveLength(1);
    });

    it("are not cancelled after it: the answer says when it ended", async () => {
      const { at } = await subscribe({ at: seenAt.subtract({ hours: 168 }) });
      const reply = await patch(at, { status: "deleted" });
      expect(codeOf(reply)).toBe("400/900213");
      expect(reply.body.data).toMatchObject([
        { refusal: "cancellation-window-closed", windowEndedAt: "2026-11-24T13:05:00Z" },
      ]);
    });

    it("that are never cancelled, and those bought before there were renewals, say so", async () => {
      const plan = await subscribe({}, { kind: "third-party-plan" });
      expect((await get(plan.at)).body.cancellationAllowedUntilDate).toBeUndefined();
      expect(codeOf(await patch(plan.at, { status: "deleted" }))).toBe("403/800019");
    });

    it("are for those who may", async () => {
      const { at } = await subscribe();
      expect(codeOf(await patch(at, { status: "deleted" }, {}, "global-admin"))).toBe("403/900308");
      expect(codeOf(await patch(at, { autoRenewEnabled: false }, {}, "sales-agent"))).toBe("403/900308");
      expect((await patch(at, { autoRenewEnabled: false }, {}, "app:global-admin")).status).toBe(200);
      expect(codeOf(await get(at, "account-admin"))).toBe("403/900308");
      expect(codeOf(await get(at, "of-other-partner"))).toBe("404/60003");
    });

    it("are provisioned at once, under a GUID; add-ons, links and end dates of choice are empty", async () => {
      const { at } = await subscribe();
      expect((await get(`${at}/provisioningstatus`)).body).toMatchObject({
        skuId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/),
        status: "success",
        quantity: 2,
        endDate: "2027-11-22T00:00:00Z",
      });
      expect(codeOf(await get(`${at}/provisioningstatus`, "app:admin-agent"))).toBe("403/900329");
      for (const empty of ["/addons", "/activationlinks", "/transitions", "/transitionEligibilities"])
        expect((await get(at + empty)).body).toMatchObject({ totalCount: 0, items: [] });
      expect((await get("/subscriptions/customTermEndDates?term_duration=P1M")).body.items).toEqual([]);
      const contact = (await get(`${at}/supportcontact`)).body;
      expect(contact).toMatchObject({ supportTenantId: api.a.partner });
      const kept = await api.call("PUT", path(`${at}/supportcontact`), chief, { body: contact });
      expect([kept.status, kept.body]).toEqual([200, contact]);
      const other = await api.call("PUT", path(`${at}/supportcontact`), chief, {
        body: { SupportTenantId: api.b.partner },
      });
      expect(codeOf(other)).toBe("400/900141");
    });
  });

  describe("orders", () => {
    async function offers() {
      const { sku, availabilities } = await buildSku(api.db, {
        quantityMax: 50,
        offers: [
          { termDuration: "P1Y", billingPlan: "annual", unitPriceMinor: 10_050 },
          { termDuration: "P1Y", billingPlan: "monthly", unitPriceMinor: 900 },
        ],
      });
      const item = (at: number) => `${sku.productId}:${sku.skuId}:${availabilities[at]?.id}`;
      return { sku, item };
    }

    it("buy without a cart, in any casing, and are there at once", async () => {
      const { sku, item } = await offers();
      const body = { BillingCycle: "Annual", LineItems: [{ OfferId: item(0), Quantity: 3, FriendlyName: null }] };
      const headers = { "MS-RequestId": crypto.randomUUID() };
      const bought = await post("/orders", body, chief, headers);
      expect(bought.status).toBe(201);
      expect(bought.body).toMatchObject({
        alternateId: bought.body.id.slice(-12),
        referenceCustomerId: customer.id,
        billingCycle: "annual",
        currencyCode: "EUR",
        currencySymbol: "€",
        status: "completed",
        transactionType: "UserPurchase",
        totalPrice: 301.5,
        lineItems: [
          {
            lineItemNumber: 0,
            offerId: item(0),
            termDuration: "P1Y",
            transactionType: "New",
            friendlyName: sku.title,
            quantity: 3,
            pricing: { listPrice: 100.5, extendedPrice: 301.5 },
          },
        ],
        client: { marketplaceCountry: "DE" },
        attributes: { objectType: "Order" },
      });
      expect(bought.headers.get("location")).toBe(`/customers/${customer.id}/orders/${bought.body.id}`);
      const again = await post("/orders", body, chief, headers);
      expect(again.body).toEqual(bought.body);
      const [line] = bought.body.lineItems;
      expect((await get(`/subscriptions/${line.subscriptionId}`)).body).toMatchObject({
        orderId: bought.body.id,
        quantity: 3,
      });
      const stored = await get(`/orders/${bought.body.id}`);
      expect(stored.body.totalPrice).toBeUndefined();
      expect((await get(`/orders/${bought.body.id}?INCLUDE_PRICE=True`)).body).toEqual(bought.body);
      const listed = await get("/orders?billingType=Annual&include_price=true");
      expect(listed.body.items[0]).toEqual(bought.body);
      expect((await get("/orders?billingType=OneTime")).body.items).not.toContainEqual(
        expect.objectContaining({ id: bought.body.id }),
      );
    });

    it.each([
      ["no lines", () => ({ lineItems: [] }), "400/800009"],
      ["lines that are no list", () => ({ lineItems: "all" }), "400/3000"],
      ["no offer", () => ({ lineItems: [{ offerId: "DG7", quantity: 1 }] }), "400/3000"],
      ["an unknown product", () => ({ lineItems: [{ offerId: "NOPRODUCT:0001:X", quantity: 1 }] }), "404/400018"],
      [
        "an offer that is over",
        (item: string) => ({ lineItems: [{ offerId: item.replace(/[^:]+$/, "GONE"), quantity: 1 }] }),
        "404/400019",
      ],
      ["too many", (item: string) => ({ lineItems: [{ offerId: item, quantity: 51 }] }), "400/900275"],
      ["none", (item: string) => ({ lineItems: [{ offerId: item, quantity: 0 }] }), "400/900275"],
      [
        "a cycle that is not offered",
        (item: string) => ({ billingCycle: "one_time", lineItems: [{ offerId: item }] }),
        "400/900269",
      ],
      [
        "an unknown cycle",
        (item: string) => ({ billingCycle: "weekly", lineItems: [{ offerId: item }] }),
        "400/900126",
      ],
      [
        "a term that is not offered",
        (item: string) => ({ lineItems: [{ offerId: item, termDuration: "P1M" }] }),
        "400/900270",
      ],
      ["another currency", (item: string) => ({ currencyCode: "USD", lineItems: [{ offerId: item }] }), "400/900169"],
      [
        "no attestation",
        (item: string) => ({ partnerOnRecordAttestationAccepted: false, lineItems: [{ offerId: item }] }),
        "400/900206",
      ],
      [
        "a partner without attestation",
        (item: string) => ({ lineItems: [{ offerId: item, partnerIdOnRecord: "4711" }] }),
        "400/900206",
      ],
      ["a promotion", (item: string) => ({ lineItems: [{ offerId: item, promotionId: "P" }] }), "400/27007"],
    ])("with %s are refused", async (_what, bodyOf, code) => {
      const { item } = await offers();
      const before = (await get("/orders")).body.totalCount;
      expect(codeOf(await post("/orders", bodyOf(item(0))))).toBe(code);
      expect((await get("/orders")).body.totalCount).toBe(before);
    });

    it("of a closed market, and of a customer under review, are refused", async () => {
      const { sku, availabilities } = await buildSku(api.db, { offers: [{ market: "CN", currency: "CNY" }] });
      const closed = await buildCustomer(api.db, api.a.partner, { country: "CN" });
      const offerId = `${sku.productId}:${sku.skuId}:${availabilities[0]?.id}`;
      const body = { lineItems: [{ offerId, quantity: 1 }] };
      expect(codeOf(await api.call("POST", `/v1/customers/${closed.id}/orders`, chief, { body }))).toBe("400/800070");
      const watched = await buildCustomer(api.db, api.a.partner, { country: "DE", validationStatus: "under-review" });
      const { item } = await offers();
      const here = { lineItems: [{ offerId: item(0), quantity: 1 }] };
      expect(codeOf(await api.call("POST", `/v1/customers/${watched.id}/orders`, chief, { body: here }))).toBe(
        "403/800074",
      );
      expect(codeOf(await post("/orders", here, "sales-agent"))).toBe("403/900308");
    });

    it("are cancelled by line, perpetual software too; cancelled lines stay with quantity 0", async () => {
      const { purchase, at } = await buyPerpetual();
      const { sku } = await offers();
      const wrong = await patch(at, {
        status: "cancelled",
        lineItems: [{ lineItemNumber: 0, offerId: `${sku.productId}:0001:X` }],
      });
      expect(codeOf(wrong)).toBe("400/3000");
      expect(codeOf(await patch(at, { id: "another", status: "cancelled" }))).toBe("400/3000");
      expect(codeOf(await patch(at, { status: "cancelled", lineItems: [{ lineItemNumber: 7 }] }))).toBe("400/800071");
      expect(codeOf(await patch(at, { status: "cancelled" }, {}, "global-admin"))).toBe("403/900308");
      const done = await patch(at, { id: purchase.orderId, status: "Canceled", lineItems: [{ lineItemNumber: 0 }] });
      expect(done.body).toMatchObject({ status: "cancelled", billingCycle: "one_time", lineItems: [{ quantity: 0 }] });
      expect(done.body.lineItems[0].termDuration).toBeUndefined();
      expect(codeOf(await patch(at, { status: "cancelled" }))).toBe("400/800061");
      expect((await get(`${at}/provisioningstatus`)).body.items).toMatchObject([
        { lineItemNumber: 0, status: "unfulfilled" },
      ]);
    });

    it("say which window has passed", async () => {
      const perpetual = await buyPerpetual({ at: seenAt.subtract({ hours: 24 * 31 }) });
      expect(codeOf(await patch(perpetual.at, { status: "cancelled" }))).toBe("400/900117");
      const { subscription } = await subscribe({ at: seenAt.subtract({ hours: 169 }) });
      expect(codeOf(await patch(`/orders/${subscription.orderId}`, { status: "cancelled" }))).toBe("400/900213");
      const plan = await subscribe({}, { kind: "third-party-plan" });
      expect(codeOf(await patch(`/orders/${plan.subscription.orderId}`, { status: "cancelled" }))).toBe("403/800019");
      const reviewed = await buyPerpetual({}, { needsReview: true });
      const refused = await patch(reviewed.at, { status: "cancelled" });
      expect(codeOf(refused)).toBe("400/800061");
      expect(refused.body.data[0].serviceRequests).toBe(`/customers/${customer.id}/servicerequests`);
      expect(codeOf(await patch(reviewed.at, { billingCycle: "annual" }))).toBe("400/800097");
      expect(codeOf(await patch(reviewed.at, { status: "completed" }))).toBe("400/900141");
    });

    it("cancel all of their lines or none", async () => {
      const one = await offers();
      const closed = await buildSku(api.db, { kind: "third-party-plan", offers: [{}] });
      const bought = await post("/orders", {
        billingCycle: "annual",
        lineItems: [
          { offerId: one.item(0), quantity: 1 },
          { offerId: `${closed.sku.productId}:${closed.sku.skuId}`, quantity: 1 },
        ],
      });
      const at = `/orders/${bought.body.id}`;
      expect(codeOf(await patch(at, { status: "cancelled" }))).toBe("403/800019");
      expect((await get(at)).body).toMatchObject({
        status: "completed",
        lineItems: [{ quantity: 1 }, { quantity: 1 }],
      });
      const first = await patch(at, { status: "cancelled", lineItems: [{ lineItemNumber: 0 }] });
      expect(first.body).toMatchObject({ status: "completed", lineItems: [{ quantity: 0 }, { quantity: 1 }] });
    });

    it("have no attachments and no activation links", async () => {
      const { at } = await buyPerpetual();
      for (const empty of ["/attachments", "/activationlinks", "/lineitems/0/activationlinks"])
        expect((await get(at + empty)).body.items).toEqual([]);
      expect(codeOf(await get(`${at}/attachment/1`))).toBe("404/1000");
      expect(codeOf(await post(`${at}/attachment`, {}))).toBe("400/900141");
      expect(codeOf(await get("/orders/nowhere"))).toBe("404/20000");
      expect(codeOf(await get(at, "of-other-partner"))).toBe("404/60003");
    });
  });
});
