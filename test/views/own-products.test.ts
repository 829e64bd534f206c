import { expect, it } from "vitest";
import { activityDone } from "#app/domain/activity/activity.ts";
import type { Actor, Role } from "#app/domain/access/roles.ts";
import type { LinkHolder } from "#app/domain/entitlement/download.ts";
import { logActivity } from "#app/services/activity/log-activity.server.ts";
import { ownAccessesView } from "#app/views/own-accesses.ts";
import { ownProductsView } from "#app/views/own-products.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import type { Db } from "#db/client.ts";
import { insertDownloadLink } from "#db/repositories/download-links.ts";
import { insertDownloadFile } from "#db/repositories/download-files.ts";
import {
  buildCustomer,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildTenant,
  buildUser,
  instant,
  type TestCustomer,
  testIds,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { recorded } from "../db/support/recorder.ts";

const boughtAt = instant("2024-03-01T10:00:00Z");
const at = instant("2024-09-02T12:00:00Z");

type CustomerActor = Extract<Actor, { kind: "customer" }>;

async function buildCustomerActor(
  db: Db,
  customer: TestCustomer,
  options: { roles?: readonly Role[]; displayName?: string } = {},
): Promise<CustomerActor> {
  const { partnerId, id: customerId } = customer;
  const { roles = ["customer-global-admin"], displayName = "Frauke Brandt" } = options;
  const { id: userId } = await buildUser(db, { partnerId, customerId, roles, displayName });
  return { kind: "customer", partnerId, customerId, userId, roles, address: "192.0.2.44" };
}

const contextOf = (db: Db, actor: Actor, moment = at): ViewContext => ({
  db,
  actor,
  at: moment,
  reader: { language: "en", timeZone: "UTC" },
});

async function productsOf(db: Db, actor: Actor, moment = at) {
  const view = await ownProductsView(contextOf(db, actor, moment), {});
  if (!view.ok) throw new Error(view.refusal.code);
  return view.value;
}

describeOnBothDatabases("What a customer's admin sees of the own software", (database) => {
  it("is every purchase, also cancelled and expired, with quantity and dates and without money or the partner's people", async () => {
    const { db } = database();
    const { customer, actor: agent, partner } = await buildTenant(db);
    const admin = await buildCustomerActor(db, customer);
    const { sku } = await buildSku(db, { title: "SQL Server", needsKey: true, needsDownload: true });
    const right = await buildSku(db, { title: "Server CAL" });
    const perpetual = await buildSku(db, { title: "Office LTSC", kind: "perpetual-software", needsKey: true });
    const running = { customer, sku, at: boughtAt, quantity: 12, unitPriceMinor: 98_765, orderedBy: agent.userId };
    await buildSubscription(db, running);
    await buildSubscription(db, {
      ...running,
      sku: right.sku,
      at: boughtAt.subtract({ hours: 1 }),
      isAutoRenewOn: false,
    });
    const monthly = { ...running, termDuration: "P1M", billingPlan: "monthly", isAutoRenewOn: false } as const;
    const expired = await buildSubscription(db, { ...monthly, at: boughtAt.subtract({ hours: 2 }) });
    await db
      .updateTable("subscription")
      .set({ expired_at: expired.term.endAt.epochMilliseconds })
      .where("id", "=", expired.id)
      .execute();
    const cancelled = await buildPerpetualPurchase(db, {
      ...running,
      sku: perpetual.sku,
      at: boughtAt.subtract({ hours: 3 }),
    });
    await db
      .updateTable("order_line")
      .set({ cancelled_at: boughtAt.epochMilliseconds })
      .where("order_id", "=", cancelled.orderId)
      .execute();
    await buildPerpetualPurchase(db, { ...running, sku: perpetual.sku, at: boughtAt.subtract({ hours: 4 }) });

    const view = await productsOf(db, admin);
    const { products, seller, customerName } = view;
    expect([seller, customerName]).toEqual([partner.name, customer.name]);
    const seen = products.map(({ title, status, delivery, quantityText, boughtOn, endsOn, isRenewing }) => [
      title,
      status,
      delivery,
      quantityText,
      boughtOn.iso,
      endsOn?.iso ?? null,
      isRenewing,
    ]);
    expect(seen).toEqual([
      ["SQL Server", "usable", "key-and-downloads", "12", "2024-03-01", "2025-02-28", true],
      ["Server CAL", "usable", "right-only", "12", "2024-03-01", "2025-02-28", false],
      ["SQL Server", "expired", "key-and-downloads", "12", "2024-03-01", "2024-03-31", false],
      ["Office LTSC", "cancelled", "key", "12", "2024-03-01", null, null],
      ["Office LTSC", "usable", "key", "12", "2024-03-01", null, null],
    ]);
    expect(products[3]?.cancelledAt?.iso).toBe(boughtAt.toString());
    const text = JSON.stringify(view);
    for (const secret of ["98765", "987.65", "EUR", agent.userId, "Test User"]) expect(text).not.toContain(secret);
  });

  it("ends with the own tenant: neither a sibling's nor another partner's, also with their page keys", async () => {
    const { db } = database();
    const { customer, partner } = await buildTenant(db);
    const sibling = await buildCustomer(db, partner.id);
    const other = (await buildTenant(db)).customer;
    const { sku } = await buildSku(db);
    for (const one of [sibling, other]) await buildSubscription(db, { customer: one, sku, at: boughtAt });
    const own = await buildSubscription(db, { customer, sku, at: boughtAt });
    const admin = await buildCustomerActor(db, customer);
    const { products } = await productsOf(db, admin);
    expect(products.map(({ orderId }) => orderId)).toEqual([own.orderId]);
    const siblings = await productsOf(db, await buildCustomerActor(db, sibling));
    expect(siblings.products.map(({ orderId }) => orderId)).not.toContain(own.orderId);
  });

  it("is refused without the role, and is not there for anybody else", async () => {
    const { db } = database();
    const { customer, actor } = await buildTenant(db);
    const plain = await buildCustomerActor(db, customer, { roles: ["customer-user"] });
    const refusal = { code: "role-needed", action: "see-own-software", roles: ["customer-global-admin"] };
    for (const view of [ownProductsView, ownAccessesView]) {
      expect(await view(contextOf(db, plain), {})).toEqual({ ok: false, refusal });
      const operator = { kind: "operator", userId: testIds.next(), roles: ["operator"], address: null } as const;
      for (const stranger of [actor, operator])
        expect(await view(contextOf(db, stranger), {})).toMatchObject({ refusal: { code: "not-found" } });
    }
  });

  it("takes the same number of queries for one purchase and for many", async () => {
    const { db } = database();
    const counts: number[] = [];
    for (const size of [1, 12]) {
      const { customer } = await buildTenant(db);
      const { sku } = await buildSku(db, { needsKey: true });
      for (let n = 0; n < size; n++) await buildSubscription(db, { customer, sku, at: boughtAt.add({ minutes: n }) });
      const admin = await buildCustomerActor(db, customer);
      const watched = recorded(db);
      await productsOf(watched.db, admin);
      counts.push(watched.take().length);
    }
    expect(counts[0]).toBeGreaterThan(2);
    expect(counts[0]).toBe(counts[1]);
  });
});

describeOnBothDatabases("The access history of a customer", (database) => {
  it("names the own people with their addresses, of the partner only that it was the partner, and link holders as far as the link was an own one", async () => {
    const { db } = database();
    const { customer, actor: agent, partner } = await buildTenant(db);
    const deps = serviceDeps(db, at);
    const reader = await buildCustomerActor(db, customer);
    const colleague = await buildCustomerActor(db, customer, { displayName: "Ole Harms" });
    await db.updateTable("user_account").set({ display_name: "Antje Lüders" }).where("id", "=", agent.userId).execute();
    const { sku } = await buildSku(db, { title: "SQL Server", needsKey: true, needsDownload: true });
    const { orderId } = await buildSubscription(db, { customer, sku, at: boughtAt });
    const other = await buildSubscription(db, { customer, sku, at: boughtAt });
    const links = { own: testIds.next(), sellers: testIds.next() };
    const fileId = testIds.next();
    const noChoice = { version: "", language: "", fileType: "", operatingSystem: "" };
    const content = { fileName: "sql.iso", sha256: "a".repeat(64), sizeBytes: 5 };
    const { productId } = sku;
    await insertDownloadFile(db, {
      id: fileId,
      productId,
      ...noChoice,
      ...content,
      uploadedAt: boughtAt,
      uploadedBy: null,
    });
    for (const [id, maker] of [
      [links.own, reader],
      [links.sellers, agent],
    ] as const) {
      await insertDownloadLink(db, {
        id,
        partnerId: partner.id,
        customerId: customer.id,
        orderId,
        lineNumber: 0,
        fileId,
        kind: "copied",
        createdAt: boughtAt,
        createdBy: { userId: maker.userId, kind: maker.kind, roles: maker.roles },
        expiresAt: at,
        signedWith: 1,
      });
    }
    const holder = (address: string): LinkHolder => ({ kind: "link-holder", address });
    type Value = Record<string, string | number | boolean>;
    const log = async (
      actor: Actor | LinkHolder,
      action: "key-revealed" | "file-downloaded",
      minute: number,
      value: Value,
      of = orderId,
    ) => {
      const subject = { partnerId: partner.id, customerId: customer.id, orderId: of, productId: sku.productId };
      const draft = activityDone(action, boughtAt.add({ minutes: minute }), subject, {
        newValue: { lineNumber: 0, ...value },
      });
      await db.transaction().execute((tx) => logActivity(tx, deps, actor, [draft]));
    };
    await log(reader, "key-revealed", 1, { version: "2022", keyId: "k" });
    await log(agent, "key-revealed", 2, { version: "", keyId: "k" });
    await log(colleague, "file-downloaded", 3, { fileName: "sql.iso", linkId: testIds.next() });
    await log(holder("198.51.100.7"), "file-downloaded", 4, { fileName: "sql.iso", linkId: links.own });
    await log(holder("203.0.113.9"), "file-downloaded", 5, { fileName: "sql.iso", linkId: links.sellers });
    await log(reader, "key-revealed", 6, { version: "2022", keyId: "k" }, other.orderId);

    const view = await ownAccessesView(contextOf(db, reader), {});
    if (!view.ok) throw new Error(view.refusal.code);
    const seen = view.value.accesses.map(({ by, name, address, detail, productTitle }) => [
      by,
      name,
      address,
      detail,
      productTitle,
    ]);
    expect(seen).toEqual([
      ["you", "Frauke Brandt", "192.0.2.44", "2022", "SQL Server"],
      ["link", null, null, "sql.iso", "SQL Server"],
      ["link", null, "198.51.100.7", "sql.iso", "SQL Server"],
      ["colleague", "Ole Harms", "192.0.2.44", "sql.iso", "SQL Server"],
      ["seller", partner.name, null, null, "SQL Server"],
      ["you", "Frauke Brandt", "192.0.2.44", "2022", "SQL Server"],
    ]);
    const text = JSON.stringify(view.value);
    for (const secret of ["Antje", agent.address ?? "", "203.0.113.9", agent.userId])
      expect(text).not.toContain(secret);

    const ofOne = await ownAccessesView(contextOf(db, reader), { entitlement: { orderId, lineNumber: 0 }, limit: 3 });
    if (!ofOne.ok) throw new Error(ofOne.refusal.code);
    expect(ofOne.value.accesses.map(({ by }) => by)).toEqual(["link", "link", "colleague"]);
    expect(ofOne.value.links.next).not.toBeNull();
  });
});
