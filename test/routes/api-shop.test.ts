import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCustomer, buildOffer, buildSku, type TestCustomer } from "#test/support/builders.ts";
import { dialects } from "#test/support/databases.ts";
import { type ApiReply, type ApiSite, openApi } from "./support/api-site.ts";
import { seenAt } from "./support/settle.ts";

const chief = "all-partner-roles";

describe.each(dialects)("the shop over the API (%s)", (dialect) => {
  let api: ApiSite;
  let customer: TestCustomer;
  beforeAll(async () => {
    api = await openApi(dialect);
    customer = await buildCustomer(api.db, api.a.partner, { country: "DE", validationStatus: "allowed" });
  });
  afterAll(async () => api.close());

  type Caller = Parameters<ApiSite["call"]>[2];
  const path = (rest: string) => `/v1/customers/${customer.id}${rest}`;
  const get = (rest: string, caller: Caller = chief) => api.call("GET", path(rest), caller);
  const send = (method: string, rest: string, body?: unknown, caller: Caller = chief, headers = {}) =>
    api.call(method, path(rest), caller, body === undefined ? { headers } : { body, headers });
  const codeOf = ({ status, body }: ApiReply) => `${status}/${body?.code}`;

  async function shelf() {
    const recurring = await buildSku(api.db, {
      quantityMax: 20,
      offers: [
        { termDuration: "P1Y", billingPlan: "annual", unitPriceMinor: 10_000 },
        { termDuration: "P1Y", billingPlan: "monthly", unitPriceMinor: 900 },
        { termDuration: "P3Y", billingPlan: "annual", unitPriceMinor: 9_000 },
      ],
    });
    const once = await buildSku(api.db, { kind: "perpetual-software" });
    const item = ({ sku, availabilities }: typeof once, at = 0) =>
      `${sku.productId}:${sku.skuId}:${availabilities[at]?.id}`;
    return { recurring, once, item };
  }

  /** What holds while the operator has switched perpetual software off for the partner. */
  async function withoutPerpetual(check: () => Promise<void>) {
    const switchTo = (sells: 0 | 1) =>
      api.db.updateTable("partner").set({ sells_perpetual: sells }).where("id", "=", api.a.partner).execute();
    await switchTo(0);
    try {
      await check();
    } finally {
      await switchTo(1);
    }
  }

  describe("the catalogue", () => {
    it("leads from a product over its editions to what a cart takes, by country and by customer", async () => {
      const { once } = await shelf();
      const products = await api.call("GET", "/v1/products?country=de&targetView=softwarePerpetual", chief);
      const product = products.body.items.find(({ id }: { id: string }) => id === once.sku.productId);
      expect(product).toMatchObject({
        title: once.sku.title,
        productType: { id: "Software", displayName: "Software" },
        isMicrosoftProduct: true,
        links: { skus: { uri: `/products/${product.id}/skus?country=DE`, method: "GET", headers: [] } },
      });
      const skus = await api.call("GET", `/v1${product.links.skus.uri}`, chief);
      expect(skus.body.items).toMatchObject([
        {
          id: "0001",
          minimumQuantity: 1,
          maximumQuantity: 1000,
          supportedBillingCycles: ["one_time"],
          actions: ["Refund"],
        },
      ]);
      const offers = await api.call("GET", `/v1${skus.body.items[0].links.availabilities.uri}`, chief);
      expect(offers.body.items).toMatchObject([
        {
          id: once.availabilities[0]?.id,
          catalogItemId: `${once.sku.productId}:0001:${once.availabilities[0]?.id}`,
          defaultCurrency: { code: "EUR", symbol: "€" },
          segment: "commercial",
          country: "DE",
          isPurchasable: true,
          isRenewable: false,
          terms: [
            {
              billingCycle: "one_time",
              cancellationPolicies: [{ refundOptions: [{ sequenceId: 0, type: "Full", expiresAfter: "P30D" }] }],
            },
          ],
        },
      ]);
      expect(JSON.stringify(offers.body)).not.toMatch(/10000|"price"/);
      const ofCustomer = await get("/products?targetView=Software");
      expect(ofCustomer.body.items.map(({ id }: { id: string }) => id)).toContain(product.id);
      expect((await get(`/products/${product.id}/skus/1/availabilities`)).body.items).toHaveLength(1);
      expect((await send("POST", "/products?targetView=Software")).body.totalCount).toBe(ofCustomer.body.totalCount);
    });

    it("has views with nothing in them, closed markets and unknown ids", async () => {
      const { once } = await shelf();
      const { productId } = once.sku;
      const list = (query: string) => api.call("GET", `/v1/products?${query}`, chief);
      expect((await list("country=US&targetView=OnlineServices")).body).toMatchObject({ totalCount: 0, items: [] });
      expect((await list("country=US&targetView=SoftwareSubscriptions&targetSegment=nonprofit")).status).toBe(200);
      expect(codeOf(await list("country=US&targetView=Everything"))).toBe("400/900126");
      expect(codeOf(await list("country=US"))).toBe("400/3000");
      expect(codeOf(await list("targetView=Software"))).toBe("400/3000");
      expect(codeOf(await list("country=XX&targetView=Software"))).toBe("400/3000");
      expect(codeOf(await list("country=US&targetView=Software&targetSegment=private"))).toBe("400/900126");
      await buildOffer(api.db, once.sku, { market: "CN", currency: "CNY" });
      const one = (rest: string) => api.call("GET", `/v1/products/${productId}${rest}`, chief);
      expect(codeOf(await one("?country=CN"))).toBe("404/400013");
      expect(codeOf(await one("/skus/0009?country=DE"))).toBe("404/400018");
      expect(codeOf(await one("/skus/1/availabilities/nothing?country=DE"))).toBe("404/400019");
      expect(codeOf(await api.call("GET", "/v1/products/NOTHING?country=DE", chief))).toBe("404/400013");
      expect(codeOf(await api.call("GET", "/v1/products?country=DE&targetView=Software", "account-admin"))).toBe(
        "403/900308",
      );
    });

    it("leaves perpetual software out for a partner that does not sell it, in lists, by id and in stock; others have it", async () => {
      const { once, recurring } = await shelf();
      const lists = ["/v1/products?country=DE&", `${path("/products")}?`];
      const read = async (list: string, view: string, caller: Caller = chief) => {
        const { body } = await api.call("GET", `${list}targetView=${view}`, caller);
        const ids: string[] = body.items.map(({ id }: { id: string }) => id);
        expect(body.totalCount).toBe(ids.length);
        return ids;
      };
      const readAll = () =>
        Promise.all(lists.flatMap((list) => ["Software", "SoftwarePerpetual"].map((view) => read(list, view))));
      const { productId, skuId } = once.sku;
      const product = `/products/${productId}`;
      const offers = `${product}/skus/${skuId}/availabilities`;
      const places = [product, `${product}/skus`, `${product}/skus/${skuId}`, offers];
      const addresses = [...places, `${offers}/${once.availabilities[0]?.id}`].flatMap((place) => [
        `/v1${place}?country=DE`,
        path(place),
      ]);
      const statuses = (caller: Caller = chief) =>
        Promise.all(addresses.map(async (address) => codeOf(await api.call("GET", address, caller))));
      const body = { targetItems: [{ productId }, { productId: recurring.sku.productId }] };
      const stock = async (caller: Caller = chief) =>
        (await api.call("POST", "/v1/extensions/product/checkInventory?country=DE", caller, { body })).body;
      const before = await readAll();
      expect(before.map((ids) => ids.includes(productId))).toEqual([true, true, true, true]);
      expect(await statuses()).toEqual(addresses.map(() => "200/undefined"));
      await withoutPerpetual(async () => {
        const perpetual = new Set(before[1]);
        const left = before[0]?.filter((id) => !perpetual.has(id));
        expect(left).toContain(recurring.sku.productId);
        expect(await readAll()).toEqual([left, [], left, []]);
        expect((await send("POST", "/products?targetView=SoftwarePerpetual")).body).toMatchObject({ totalCount: 0 });
        expect(await statuses()).toEqual(addresses.map(() => "404/400013"));
        expect(await stock()).toMatchObject([
          {
            productId,
            isRestricted: true,
            restrictions: [{ reasonCode: "NotOffered", description: "This partner does not sell perpetual software." }],
          },
          { productId: recurring.sku.productId, isRestricted: false, restrictions: [] },
        ]);
        const ofOther = await read("/v1/products?country=DE&", "SoftwarePerpetual", "of-other-partner");
        expect(ofOther).toContain(productId);
        expect(await stock("of-other-partner")).toMatchObject([{ isRestricted: false }, { isRestricted: false }]);
      });
      expect(await readAll()).toEqual(before);
    });

    it("says what is in stock, as a bare list", async () => {
      const { once } = await shelf();
      const body = { TargetItems: [{ ProductId: once.sku.productId }, { ProductId: "NOTHING", SkuId: "0001" }] };
      const here = await api.call("POST", "/v1/extensions/product/checkInventory?country=DE", chief, { body });
      expect(here.body).toEqual([
        { productId: once.sku.productId, skuId: "0001", isRestricted: false, restrictions: [] },
      ]);
      const there = await api.call("POST", "/v1/extensions/product/checkinventory?country=CN", chief, { body });
      expect(there.body).toMatchObject([
        { isRestricted: true, restrictions: [{ reasonCode: "NotAvailableInCountry" }] },
      ]);
    });
  });

  describe("a cart", () => {
    it("becomes an order for what is paid once and one for each line that is charged again, once", async () => {
      const { recurring, once, item } = await shelf();
      const other = await shelf();
      const made = await send("POST", "/carts", {
        LineItems: [
          {
            CatalogItemId: item(recurring, 1),
            Quantity: 4,
            BillingCycle: "monthly",
            TermDuration: "P1Y",
            FriendlyName: null,
          },
          { CatalogItemId: item(once), Quantity: 1, BillingCycle: "one_time" },
          { CatalogItemId: item(other.once), Quantity: 2, BillingCycle: "OneTime" },
          { CatalogItemId: item(other.recurring), Quantity: 1 },
        ],
      });
      expect(made.status).toBe(201);
      expect(made.body).toMatchObject({
        status: "Active",
        creationTimestamp: "2026-11-24T13:05:00Z",
        expirationTimestamp: "2026-12-01T13:05:00Z",
        lineItems: [
          {
            id: 0,
            orderGroup: "1",
            billingCycle: "monthly",
            termDuration: "P1Y",
            currencyCode: "EUR",
            pricing: { price: 9, extendedPrice: 36 },
          },
          { id: 1, orderGroup: "0", billingCycle: "one_time", quantity: 1 },
          { id: 2, orderGroup: "0", quantity: 2 },
          { id: 3, orderGroup: "2", billingCycle: "annual", termDuration: "P1Y" },
        ],
        links: { self: { uri: `/customers/${customer.id}/carts/${made.body.id}` } },
        attributes: { objectType: "Cart" },
      });
      const at = `/carts/${made.body.id}`;
      const replies = await Promise.all(["success", null, {}].map((body) => send("POST", `${at}/checkout`, body)));
      for (const { status, body } of replies) {
        expect(status).toBe(201);
        expect(body).toEqual(replies[0]?.body);
      }
      const [first] = replies;
      expect(first?.body.orderErrors).toEqual([]);
      expect(first?.body.orders).toMatchObject([
        {
          billingCycle: "one_time",
          status: "completed",
          lineItems: [{ lineItemNumber: 0 }, { lineItemNumber: 1, quantity: 2 }],
        },
        {
          billingCycle: "monthly",
          totalPrice: 36,
          lineItems: [{ lineItemNumber: 0, subscriptionId: expect.any(String) }],
        },
        { billingCycle: "annual", totalPrice: 100 },
      ]);
      expect((await get(at)).body).toMatchObject({ status: "Ordered" });
      expect(codeOf(await send("PUT", at, { lineItems: [{ catalogItemId: item(once) }] }))).toBe("400/800065");
      for (const order of first?.body.orders ?? [])
        expect((await get(`/orders/${order.id}?include_price=true`)).body).toEqual(order);
    });

    it("is written anew as a whole", async () => {
      const { recurring, once, item } = await shelf();
      const made = await send("POST", "/carts", { lineItems: [{ catalogItemId: item(once), quantity: 1 }] });
      const put = await send("PUT", `/carts/${made.body.id}`, {
        ...made.body,
        lineItems: [
          ...made.body.lineItems,
          { id: 1, catalogItemId: item(recurring), quantity: 2, error: { errorCode: 1 } },
        ],
      });
      expect(put.status).toBe(201);
      expect(put.body.lineItems).toHaveLength(2);
      expect((await get(`/carts/${made.body.id}`)).body).toEqual(put.body);
    });

    it("keeps lines that cannot be bought with their errors, and nothing of it is bought until they are gone", async () => {
      const { recurring, once, item } = await shelf();
      const bad = [
        [{ catalogItemId: "NOTHING:0001:X" }, 10_001],
        [{ catalogItemId: `${item(once).split(":").slice(0, 2).join(":")}:NOSUCHOFFER` }, 10_001],
        [{ catalogItemId: item(once), currencyCode: "USD" }, 10_000],
        [{ catalogItemId: item(recurring), termDuration: "P1M", billingCycle: "annual" }, 10_013],
        [{ catalogItemId: item(once), promotionId: "39NFJQT1PJQB:0001:39NFJQT1Q5KN" }, 10_014],
        [{ catalogItemId: item(recurring), customTermEndDate: "2027-01-31T00:00:00Z" }, 10_016],
      ] as const;
      const lineItems = [
        { catalogItemId: item(once), quantity: 1 },
        ...bad.map(([line]) => ({ quantity: 3, ...line })),
      ];
      const made = await send("POST", "/carts", { lineItems });
      expect(made.status).toBe(201);
      expect(made.body.lineItems.map(({ id }: { id: number }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect(made.body.lineItems[0]).not.toHaveProperty("error");
      expect(made.body.lineItems[0].pricing.price).toBe(100);
      for (const [index, [line, errorCode]] of bad.entries()) {
        const answered = made.body.lineItems[index + 1];
        expect(answered, JSON.stringify(line)).toMatchObject({
          catalogItemId: line.catalogItemId,
          quantity: 3,
          error: { errorCode, errorDescription: expect.any(String) },
        });
        expect(answered).not.toHaveProperty("pricing");
      }
      const at = `/carts/${made.body.id}`;
      expect((await get(at)).body).toEqual(made.body);
      const orders = () => api.db.selectFrom("order").select("id").where("customer_id", "=", customer.id).execute();
      const before = (await orders()).length;
      const stopped = await send("POST", `${at}/checkout`);
      expect(codeOf(stopped)).toBe("400/800009");
      expect(stopped.body.data).toMatchObject(
        bad.map(([, errorCode], index) => ({ lineItemId: index + 1, errorCode, refusal: expect.any(String) })),
      );
      expect(await orders()).toHaveLength(before);
      const mended = await send("PUT", at, { ...made.body, lineItems: [made.body.lineItems[0]] });
      expect(mended.body.lineItems).toHaveLength(1);
      const bought = await send("POST", `${at}/checkout`);
      expect([bought.status, bought.body.orders.length]).toEqual([201, 1]);
    });

    it("says when it was written last", async () => {
      const { once, item } = await shelf();
      const lineItems = [{ catalogItemId: item(once), quantity: 1 }];
      const made = await send("POST", "/carts", { lineItems });
      const earlier = seenAt.subtract({ hours: 5 }).epochMilliseconds;
      await api.db
        .updateTable("cart")
        .set({ created_at: earlier, modified_at: earlier })
        .where("id", "=", made.body.id)
        .execute();
      const put = await send("PUT", `/carts/${made.body.id}`, { lineItems });
      expect(put.body).toMatchObject({
        creationTimestamp: "2026-11-24T08:05:00Z",
        lastModifiedTimestamp: "2026-11-24T13:05:00Z",
      });
    });

    it("says who wrote it last, on a page or as a program", async () => {
      const { once, item } = await shelf();
      const lineItems = [{ catalogItemId: item(once), quantity: 1 }];
      const made = await send("POST", "/carts", { lineItems });
      const writer = async (cart: { lastModifiedUser: string }) => {
        const query = api.db.selectFrom("user_account").select("id").where("id", "=", cart.lastModifiedUser);
        return (await query.executeTakeFirstOrThrow()).id;
      };
      const maker = await writer(made.body);
      const other = await send("PUT", `/carts/${made.body.id}`, { lineItems }, "sales-agent");
      const second = await writer(other.body);
      expect(second).not.toBe(maker);
      expect((await send("GET", `/carts/${made.body.id}`)).body.lastModifiedUser).toBe(second);
      // As it was before that was noted.
      await api.db.updateTable("cart").set({ modified_by: null }).where("id", "=", made.body.id).execute();
      expect((await send("GET", `/carts/${made.body.id}`)).body.lastModifiedUser).toBe(maker);
    });

    it.each([
      ["no lines", () => ({ lineItems: [] }), "400/800009"],
      ["no list", () => ({}), "400/3000"],
      ["too many of one", (item: string) => ({ lineItems: [{ catalogItemId: item, quantity: 21 }] }), "400/900275"],
      ["half of one", (item: string) => ({ lineItems: [{ catalogItemId: item, quantity: 0.5 }] }), "400/3000"],
      [
        "two terms to choose from",
        (item: string) => ({
          lineItems: [{ catalogItemId: item.split(":").slice(0, 2).join(":"), billingCycle: "annual" }],
        }),
        "400/800121",
      ],
      [
        "a partner without attestation",
        (item: string) => ({
          lineItems: [{ catalogItemId: item, participants: [{ key: "transaction_reseller", value: "1" }] }],
        }),
        "400/900206",
      ],
    ])("with %s is refused, and no cart is made", async (_what, bodyOf, code) => {
      const { recurring, item } = await shelf();
      const count = () => api.db.selectFrom("cart").select("id").where("customer_id", "=", customer.id).execute();
      const before = (await count()).length;
      expect(codeOf(await send("POST", "/carts", bodyOf(item(recurring))))).toBe(code);
      expect(await count()).toHaveLength(before);
    });

    it("whose price moved is not bought; it takes the new price, and the next checkout goes through", async () => {
      const { once, item } = await shelf();
      const made = await send("POST", "/carts", { lineItems: [{ catalogItemId: item(once), quantity: 1 }] });
      await api.db
        .updateTable("cart_line")
        .set({ unit_price_minor: 9_000 })
        .where("cart_id", "=", made.body.id)
        .execute();
      const at = `/carts/${made.body.id}/checkout`;
      const moved = await send("POST", at);
      expect(codeOf(moved)).toBe("400/800009");
      expect(moved.body.data).toMatchObject([{ lineItemId: 0, oldUnitPriceMinor: 9_000, newUnitPriceMinor: 10_000 }]);
      const bought = await send("POST", at);
      expect(bought.body.orders).toMatchObject([{ totalPrice: 100 }]);
    });

    it("of perpetual software is refused to a partner that does not sell it: the cart, its checkout, the order", async () => {
      const { once, recurring, item } = await shelf();
      const body = { lineItems: [{ catalogItemId: item(once), quantity: 1 }] };
      const made = await send("POST", "/carts", body);
      await withoutPerpetual(async () => {
        const order = { lineItems: [{ offerId: item(once), quantity: 1 }] };
        const answers = [
          await send("POST", "/carts", body),
          await send("PUT", `/carts/${made.body.id}`, body),
          await send("POST", `/carts/${made.body.id}/checkout`),
          await send("POST", "/orders", order),
        ];
        expect(answers.map(codeOf)).toEqual(["403/2085", "403/2085", "403/2085", "403/2085"]);
        for (const { body: fault } of answers) {
          expect(fault.description).toContain("Not eligible to purchase this item.");
          expect(fault.data).toMatchObject([{ refusal: "perpetual-not-qualified" }]);
        }
        const other = await send("POST", "/carts", { lineItems: [{ catalogItemId: item(recurring), quantity: 1 }] });
        expect(other.status).toBe(201);
      });
      expect((await send("POST", `/carts/${made.body.id}/checkout`)).status).toBe(201);
    });

    it("is for those who may, and another's is not there", async () => {
      const { once, item } = await shelf();
      const body = { lineItems: [{ catalogItemId: item(once), quantity: 1 }] };
      const made = await send("POST", "/carts", body, "sales-agent");
      expect(made.status).toBe(201);
      expect(codeOf(await send("POST", `/carts/${made.body.id}/checkout`, undefined, "sales-agent"))).toBe(
        "403/900308",
      );
      expect(codeOf(await send("POST", "/carts", body, "helpdesk-agent"))).toBe("403/900308");
      expect(codeOf(await get("/carts/nowhere"))).toBe("404/800008");
      expect(codeOf(await get(`/carts/${made.body.id}`, "of-other-partner"))).toBe("404/60003");
      expect(codeOf(await api.call("GET", `/v1/customers/${api.a.customer}/carts/${made.body.id}`, chief))).toBe(
        "404/800008",
      );
      await api.db
        .updateTable("cart")
        .set({ created_at: seenAt.subtract({ hours: 168 }).epochMilliseconds })
        .where("id", "=", made.body.id)
        .execute();
      expect(codeOf(await get(`/carts/${made.body.id}`))).toBe("404/800008");
    });
  });

  describe("entitlements", () => {
    const line = () => `/v1/customers/${api.a.customer}/entitlements/${api.a.order}/${api.a.keyLine}`;

    it("list what was bought, with the last day where it is asked for", async () => {
      const { recurring, once, item } = await shelf();
      const made = await send("POST", "/carts", {
        lineItems: [
          { catalogItemId: item(recurring), quantity: 3 },
          { catalogItemId: item(once), quantity: 1 },
        ],
      });
      const { orders } = (await send("POST", `/carts/${made.body.id}/checkout`)).body;
      const [perpetual, yearly] = orders;
      const list = await get("/entitlements?entitlementtype=Software&showExpiry=True");
      expect(list.body.links).toBeUndefined();
      const of = (id: string) =>
        list.body.items.filter((one: { referenceOrder: { id: string } }) => one.referenceOrder.id === id);
      expect(of(yearly.id)).toMatchObject([
        {
          referenceOrder: { id: yearly.id, lineItemId: "0", alternateId: yearly.id.slice(-12) },
          quantity: 3,
          entitlementType: "software",
          entitledArtifacts: [],
          includedEntitlements: [],
          expiryDate: "2027-11-23T00:00:00Z",
        },
      ]);
      expect(of(perpetual.id)[0].expiryDate).toBeUndefined();
      await send("PATCH", `/orders/${perpetual.id}`, { status: "cancelled" });
      const ids = async (query: string) =>
        (await get(`/entitlements${query}`)).body.items.map(
          (one: { referenceOrder: { id: string } }) => one.referenceOrder.id,
        );
      expect(await ids("")).not.toContain(perpetual.id);
      expect(await ids("?includeCancelled=true")).toContain(perpetual.id);
      expect(await ids("?entitlementType=reservedInstance")).toEqual([]);
      expect(codeOf(await get("/entitlements?entitlementType=hardware"))).toBe("400/900126");
      expect(codeOf(await get("/entitlements", "app:admin-agent"))).toBe("403/900329");
      expect(codeOf(await get("/entitlements", "of-other-partner"))).toBe("404/60003");
    });

    it("give the same key each time, in no cache and in no kept answer", async () => {
      const one = await api.call("GET", line(), "helpdesk-agent");
      expect(one.body).toMatchObject({
        status: "active",
        keyStatus: "available",
        links: { keys: { uri: line().slice(3) + "/keys", method: "POST" } },
        attributes: { objectType: "SoftwareEntitlement" },
      });
      const options = await api.call("GET", `${line()}/options`, chief);
      expect(options.body).toMatchObject({ keyRequired: true, versions: expect.any(Array) });
      const [version] = options.body.versions;
      const headers = { "MS-RequestId": crypto.randomUUID() };
      const key = (body: unknown, caller: Caller = "admin-agent") =>
        api.call("POST", `${line()}/keys`, caller, { body, headers });
      const first = await key({ versionId: version.id });
      expect(first.status).toBe(200);
      expect(first.headers.get("cache-control")).toBe("no-store");
      expect(first.body).toMatchObject({ versionId: version.id, keyType: "mak", key: expect.stringMatching(/.{10}/) });
      expect((await key({ versionId: version.id })).body.key).toBe(first.body.key);
      const kept = await api.db.selectFrom("idempotency").select("answer_json").execute();
      expect(JSON.stringify(kept)).not.toContain(first.body.key);
      expect(codeOf(await key({ KeyType: "KMS" }))).toBe("400/800042");
      expect(codeOf(await key({ versionId: "1995" }))).toBe("404/1000");
      expect(codeOf(await key({}, "global-admin"))).toBe("403/900308");
      expect(codeOf(await key({}, "app:admin-agent"))).toBe("403/900329");
      expect((await key({}, "customer-global-admin")).status).toBe(200);
    });

    it("give links to their files that need no token", async () => {
      const options = await api.call("GET", `${line()}/options`, chief);
      const files = options.body.versions.flatMap((version: { files: { id: string }[] }) => version.files);
      const body = { fileId: files[0]?.id, purpose: "copyLink" };
      const link = await api.call("POST", `${line()}/downloads`, "admin-agent", { body });
      expect(link.body).toMatchObject({
        fileId: files[0].id,
        sha256: files[0].sha256,
        expiresDateTime: "2026-12-24T13:05:00Z",
        expiresAfterFirstUse: "P5D",
        attributes: { objectType: "SoftwareDownload" },
      });
      expect(new URL(link.body.uri).pathname).toMatch(/^\/d\//);
      const none = (own: unknown) => api.call("POST", `${line()}/downloads`, "admin-agent", { body: own });
      expect(codeOf(await none({ fileId: "nothing" }))).toBe("404/1000");
      expect(codeOf(await none({}))).toBe("400/3000");
      expect(codeOf(await none({ fileId: files[0].id, purpose: "resell" }))).toBe("400/900126");
    });

    it("are found by customer, order and line", async () => {
      const of = (customerId: string, orderId: string, lineItemId: string, caller: Caller = chief) =>
        api.call("GET", `/v1/customers/${customerId}/entitlements/${orderId}/${lineItemId}`, caller);
      const { a, b } = api;
      expect(codeOf(await of(crypto.randomUUID(), a.order, "0"))).toBe("404/60003");
      expect(codeOf(await of(a.customer, "nowhere", "0"))).toBe("404/20000");
      expect(codeOf(await of(a.customer, a.order, "77"))).toBe("400/800071");
      expect(codeOf(await of(a.customer, a.order, "first"))).toBe("400/800071");
      expect(codeOf(await of(b.customer, b.order, b.keyLine))).toBe("404/60003");
      expect(codeOf(await of(a.customer, b.order, b.keyLine))).toBe("404/20000");
      expect((await of(b.customer, b.order, b.keyLine, "of-other-partner")).status).toBe(200);
    });

    it("of a purchase that was cancelled say so, and give nothing any more", async () => {
      const { once, item } = await shelf();
      const bought = await send("POST", "/orders", { lineItems: [{ offerId: item(once), quantity: 1 }] });
      await send("PATCH", `/orders/${bought.body.id}`, { status: "cancelled" });
      const at = `/entitlements/${bought.body.id}/0`;
      expect((await get(at)).body).toMatchObject({
        quantity: 0,
        status: "cancelled",
        isCancellable: false,
        cancelledDate: "2026-11-24T13:05:00Z",
        cancellationAllowedUntilDate: "2026-12-24T23:59:59.999Z",
        keyStatus: "not_required",
      });
      const refused = await send("POST", `${at}/keys`, {});
      expect(refused.status).toBe(404);
    });
  });

  it("every link that the API emits leads somewhere", async () => {
    const { recurring, once, item } = await shelf();
    const made = await send("POST", "/carts", {
      lineItems: [
        { catalogItemId: item(recurring), quantity: 1 },
        { catalogItemId: item(once), quantity: 1 },
      ],
    });
    await send("POST", `/carts/${made.body.id}/checkout`);
    const seen = new Map<string, number>();
    const waiting = [
      "/subscriptions",
      "/orders?include_price=true",
      "/entitlements",
      `/carts/${made.body.id}`,
      `/products/${recurring.sku.productId}`,
    ].map((rest) => `/customers/${customer.id}${rest}`);
    const linksMax = 250;
    for (let uri = waiting.shift(); uri !== undefined && seen.size < linksMax; uri = waiting.shift()) {
      if (seen.has(uri)) continue;
      expect(uri).not.toMatch(/^\/v1|\/\//);
      const { status, body } = await api.call("GET", `/v1${uri}`, chief);
      seen.set(uri, status);
      waiting.push(...linksIn(body));
    }
    expect([...seen].filter(([, status]) => status !== 200)).toEqual([]);
    expect(seen.size).toBeGreaterThan(20);
  });
});

/** The addresses of all GET links in an answer, at every depth. */
function linksIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(linksIn);
  if (typeof value !== "object" || value === null) return [];
  if ("uri" in value && "method" in value && "headers" in value) {
    expect(value.headers).toBeInstanceOf(Array);
    return value.method === "GET" ? [String(value.uri)] : [];
  }
  return Object.values(value).flatMap(linksIn);
}
