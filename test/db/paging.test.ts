import { describe, expect, it } from "vitest";
import type { Cursor, Page, PageRequest } from "#db/keyset.ts";
import { type ApiClient, apiClientKey, insertApiClient, listApiClients } from "#db/repositories/api-clients.ts";
import {
  customerKey,
  type CustomerListRequest,
  customerSorts,
  insertCustomer,
  listCustomers,
  searchCustomers,
} from "#db/repositories/customers.ts";
import { insertInstaller, installerKey, listInstallerPage } from "#db/repositories/installation-orders-installers.ts";
import { listPurchaseLines, purchaseKey } from "#db/repositories/orders.ts";
import { listPartnerPage, partnerKey } from "#db/repositories/partners.ts";
import { listSubscriptionsOfCustomer, subscriptionKey } from "#db/repositories/subscription-lists.ts";
import { updateSubscription } from "#db/repositories/subscriptions.ts";
import {
  buildCustomer,
  buildPartner,
  buildSku,
  buildSubscription,
  buildTenant,
  buildUser,
  instant,
  testIds,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const unusedClient = {
  secretHash: "ab".repeat(32),
  secretHint: "abab",
  oldSecretHash: null,
  oldSecretUntil: null,
  redirectUris: [],
  createdBy: null,
  lastUsedAt: null,
  revokedAt: null,
} satisfies Partial<ApiClient>;

/** Reads a list from its beginning to its end, page by page, and back again. */
async function walk<Row>(
  read: (page: PageRequest) => Promise<Page<Row>>,
  keyOf: (row: Row) => readonly (string | number)[],
  limit: number,
): Promise<{ forwards: Row[]; backwards: Row[] }> {
  const forwards: Row[] = [];
  const backwards: Row[] = [];
  let cursor: Cursor | null = null;
  let page = await read({ limit, cursor });
  for (;;) {
    forwards.push(...page.rows);
    const last = page.rows.at(-1);
    if (!page.hasNext || last === undefined) break;
    cursor = { direction: "after", key: keyOf(last) };
    page = await read({ limit, cursor });
  }
  backwards.unshift(...page.rows);
  while (page.hasPrevious) {
    const first = page.rows[0];
    if (first === undefined) break;
    page = await read({ limit, cursor: { direction: "before", key: keyOf(first) } });
    backwards.unshift(...page.rows);
  }
  return { forwards, backwards };
}

describeOnBothDatabases("paging by key", (database) => {
  const names = [
    "Äpfel AG",
    "apfel ag",
    "Zebra",
    "Öl & Gas",
    "ol & gas",
    "ZEBRA",
    "Émile",
    "emile",
    "Бета",
    "山田",
    "1st",
  ];

  async function buildNames() {
    const { db } = database();
    const { partner, customer } = await buildTenant(db);
    const countries = ["DE", "AT", "CH"];
    for (const [index, name] of names.entries())
      await buildCustomer(db, partner.id, { name, country: countries[index % 3] ?? "DE" });
    return { db, partnerId: partner.id, ownId: customer.id };
  }

  describe.each(customerSorts)("customers by %s", (sort) => {
    it.each(["asc", "desc"] as const)(
      "%s: every customer once, forwards and backwards, whatever the page size",
      async (direction) => {
        const { db, partnerId } = await buildNames();
        const read = (page: PageRequest) => listCustomers(db, partnerId, { sort, direction, ...page });
        const all = (await read({ limit: 100, cursor: null })).rows.map(({ id }) => id);
        expect(all).toHaveLength(names.length + 1);
        for (const limit of [1, 2, 5, 12, 13]) {
          const { forwards, backwards } = await walk(read, (customer) => customerKey(customer, sort), limit);
          expect(forwards.map(({ id }) => id)).toEqual(all);
          expect(backwards.map(({ id }) => id)).toEqual(all);
        }
      },
    );
  });

  it("neither skips nor repeats a customer while others are added", async () => {
    const { db, partnerId } = await buildNames();
    const request: CustomerListRequest = { sort: "name", direction: "asc", limit: 4, cursor: null };
    const before = (await listCustomers(db, partnerId, { ...request, limit: 100 })).rows.map(({ id }) => id);
    const seen: string[] = [];
    let page = await listCustomers(db, partnerId, request);
    while (page.rows.length > 0) {
      seen.push(...page.rows.map(({ id }) => id));
      const last = page.rows.at(-1);
      if (!page.hasNext || last === undefined) break;
      await buildCustomer(db, partnerId, { name: "aaa at the front" });
      page = await listCustomers(db, partnerId, {
        ...request,
        cursor: { direction: "after", key: customerKey(last, "name") },
      });
    }
    expect(seen).toEqual(before);
  });

  it("searches by the beginnings of words, accents or not, in the order of the list", async () => {
    const { db, partnerId } = await buildNames();
    const find = async (search: string) =>
      (
        await searchCustomers(db, partnerId, search, { sort: "name", direction: "asc", limit: 10, cursor: null })
      ).rows.map(({ name }) => name);
    expect((await find("apf")).sort()).toEqual(["apfel ag", "Äpfel AG"]);
    expect((await find("AG ÄPFEL")).sort()).toEqual(["apfel ag", "Äpfel AG"]);
    expect((await find("ol gas")).sort()).toEqual(["ol & gas", "Öl & Gas"]);
    expect(await find("бет")).toEqual(["Бета"]);
    expect(await find("山")).toEqual(["山田"]);
    expect(await find("pfel")).toEqual([]);
    expect(await find("100%_")).toEqual([]);
    expect(await find(" & ")).toHaveLength(10);
  });

  it("finds the same customers whether a search has few or very many hits", async () => {
    const { db } = database();
    const { partner } = await buildTenant(db);
    await db.transaction().execute(async (tx) => {
      for (let n = 0; n < 2100; n++)
        await insertCustomer(tx, {
          id: `${partner.id}-${String(n).padStart(5, "0")}`,
          partnerId: partner.id,
          name: `Common ${n % 7 === 0 ? "Seven" : "Other"} ${String(n).padStart(5, "0")}`,
          domain: `n${n}.example`,
          country: "DE",
          validationStatus: null,
          createdAt: instant("2020-01-01T00:00Z"),
        });
    });
    const read = (search: string) => (page: PageRequest) =>
      searchCustomers(db, partner.id, search, { sort: "name", direction: "asc", ...page });
    const many = await walk(read("common"), (customer) => customerKey(customer, "name"), 500);
    expect(many.forwards).toHaveLength(2100);
    expect(many.backwards.map(({ id }) => id)).toEqual(many.forwards.map(({ id }) => id));
    const both = await walk(read("sev comm"), (customer) => customerKey(customer, "name"), 100);
    expect(both.forwards).toHaveLength(300);
    expect(both.backwards.map(({ id }) => id)).toEqual(both.forwards.map(({ id }) => id));
  });

  it("walks the installers and the partners by name, and the clients of one partner in the order they were made, of one instant or not", async () => {
    const { db } = database();
    const { partner } = await buildTenant(db);
    const other = await buildTenant(db);
    for (const name of names)
      await insertInstaller(db, {
        id: testIds.next(),
        kind: "lsp",
        name,
        address: "Kai 3",
        partnerId: null,
        returnAddress: "forms@installer.example",
        returnInstructions: "",
        version: 1,
      });
    for (const name of names) await buildPartner(db, { name });
    const made: string[] = [];
    for (const [index, name] of names.entries()) {
      const { id: ofOther } = await buildUser(db, { partnerId: other.partner.id, roles: ["sales-agent"] });
      const { id } = await buildUser(db, { partnerId: partner.id, roles: ["sales-agent"] });
      const createdAt = instant(`2024-03-0${1 + Math.floor(index / 4)}T00:00:00Z`);
      const client = { ...unusedClient, name, createdAt, secretMadeAt: createdAt };
      await insertApiClient(db, { ...client, id: ofOther, partnerId: other.partner.id });
      await insertApiClient(db, { ...client, id, partnerId: partner.id });
      made.push(id);
    }
    const partnerIds = (await db.selectFrom("partner").select("id").execute()).map(({ id }) => id);
    for (const limit of [1, 3, 50]) {
      const installers = await walk((page) => listInstallerPage(db, page), installerKey, limit);
      expect(new Set(installers.forwards.map(({ name }) => name))).toEqual(new Set(names));
      expect(installers.forwards).toHaveLength(names.length);
      expect(installers.backwards).toEqual(installers.forwards);
      const all = await walk((page) => listPartnerPage(db, page), partnerKey, limit);
      expect(all.forwards.map(({ id }) => id).toSorted()).toEqual(partnerIds.toSorted());
      expect(all.backwards).toEqual(all.forwards);
      const clients = await walk((page) => listApiClients(db, partner.id, page), apiClientKey, limit);
      expect(clients.forwards.map(({ id }) => id)).toEqual(made);
      expect(clients.backwards).toEqual(clients.forwards);
    }
  });

  it("lists a customer's subscriptions by status at an instant, each filter its own, and all purchases", async () => {
    const { db } = database();
    const { partner, customer } = await buildTenant(db);
    const { sku } = await buildSku(db);
    const at = instant("2024-06-01T00:00:00Z");
    const build = async (bought: string, change: object = {}, options: object = {}) => {
      const subscription = await buildSubscription(db, { customer, sku, at: instant(bought), ...options });
      await updateSubscription(db, subscription, { ...subscription, ...change, version: 2 }, null);
      return subscription.id;
    };
    const running = await build("2024-01-01T00:00:00Z");
    const ending = await build("2024-01-02T00:00:00Z", { isAutoRenewOn: false });
    const renewing = await build("2023-05-01T00:00:00Z");
    const over = await build("2023-04-01T00:00:00Z", { isAutoRenewOn: false });
    const expired = await build("2022-04-01T00:00:00Z", { expiredAt: instant("2023-04-01T00:00:00Z") });
    const cancelled = await build("2024-02-01T00:00:00Z", {
      isAutoRenewOn: false,
      cancelledAt: instant("2024-02-02T00:00:00Z"),
    });
    const old = await build("2021-10-13T23:59:59Z", {}, { termDuration: "P3Y" });
    const boughtSince = instant("2021-10-14T00:00:00Z");
    const read = (filter: "all" | "active" | "ending" | "expired" | "deleted") => (page: PageRequest) =>
      listSubscriptionsOfCustomer(db, partner.id, customer.id, { filter, at, boughtSince, ...page });
    const expected = {
      all: [cancelled, ending, running, renewing, over, expired],
      active: [ending, running, renewing],
      ending: [ending],
      expired: [over, expired],
      deleted: [cancelled],
    };
    for (const [filter, ids] of Object.entries(expected))
      for (const limit of [1, 2, 50]) {
        const { forwards, backwards } = await walk(read(filter as keyof typeof expected), subscriptionKey, limit);
        expect(
          forwards.map(({ subscription }) => subscription.id),
          `${filter} by ${limit}`,
        ).toEqual(ids);
        expect(
          backwards.map(({ subscription }) => subscription.id),
          `${filter} by ${limit}`,
        ).toEqual(ids);
      }
    const purchases = await walk((page) => listPurchaseLines(db, partner.id, customer.id, page), purchaseKey, 2);
    expect(purchases.forwards.map(({ subscriptionId }) => subscriptionId)).toEqual([...expected.all, old]);
    expect(purchases.backwards).toEqual(purchases.forwards);
  });
});
