import { createHash } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeKey } from "#app/views/cursor.ts";
import type { Db } from "#db/client.ts";
import { dialects } from "#test/support/databases.ts";
import {
  addressFor,
  addressOf,
  asAction,
  asData,
  idOf,
  paramsOf,
  rowOf,
  usualPersonAt,
  withSearch,
} from "./support/addresses.ts";
import { readable } from "./support/html.ts";
import { routeTable } from "./support/route-table.ts";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import type { Person } from "./support/settle.ts";
import { type Answer, type Fields, openSite, type Site } from "./support/site.ts";
import { expectUnchanged } from "./support/unchanged.ts";

/**
 * Two whole partners in one portal. Somebody of A, with all roles, tries every record of B in every place where an
 * address or a form names one.
 */
describe.each(dialects)("two partners (%s)", (dialect) => {
  let site: Site;
  let routes: BuiltRoute[];
  let namesOfB: NamesOfB;
  let siblingOfA: string;
  beforeAll(async () => {
    [site, routes] = [await openSite(dialect), await builtRoutes()];
    namesOfB = await readNames(site.db, site.b.partner);
    siblingOfA = await siblingOf(site);
  });
  afterAll(async () => site.close());

  const routeNamed = (id: string): BuiltRoute => {
    const route = routes.find((other) => other.id === id);
    if (route === undefined) throw new Error(`The portal has no ${id}`);
    return route;
  };

  /** Nothing of B in an answer but what was sent along. */
  function expectNothingOfB({ path, text }: Answer, sent: string): void {
    const words = readable(text);
    const leaked = namesOfB.names.filter((name) => words.includes(name) && !sent.includes(name));
    const ids = (words.match(/[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g) ?? []).filter(
      (id) => namesOfB.ids.has(id) && !sent.includes(id),
    );
    expect([...leaked, ...ids], path).toEqual([]);
  }

  function expectUnknown(answer: Answer, sent: string, how: string): void {
    expect(answer.status, `${how} ${answer.path}`).toBe(404);
    expectNothingOfB(answer, sent);
  }

  const tenantRoutes = Object.entries(routeTable).filter(
    ([id, { access, params = {}, search }]) =>
      // A link that opens to anybody who has it belongs to nobody, and the operator has no partner.
      access !== "anyone" &&
      usualPersonAt(id) !== "operator" &&
      [...Object.values(params), ...(search === undefined ? [] : ["cart"])].some((kind) => isTenantKind(kind)),
  );

  it.each(tenantRoutes.map(([id]) => id))("%s: no record of B opens, nor one below another customer", async (id) => {
    const route = routeNamed(id);
    const row = rowOf(route);
    const own = addressFor(route, site);
    const person = usualPersonAt(id);
    const forms = await Promise.all((row.actions ?? []).map(({ form }) => form(site, own)));
    await expectUnchanged(site, id, async () => {
      for (const address of foreignAddresses(route)) {
        expectUnknown(await site.get(address, person), address, "get");
        expectUnknown(await site.get(asData(address, route), person), address, "get");
        // A form names its cart itself: the address says only where the reader goes on.
        if (pathOf(address) === pathOf(own)) continue;
        for (const form of forms) {
          const to = asAction(address, route);
          expectUnknown(await site.post(to, person, form), address, "post");
          expectUnknown(await site.post(asData(to, route), person, form), address, "post");
        }
      }
    });
  });

  /** The addresses of a route with a record of B, or another customer of A, in one or more places. */
  function foreignAddresses(route: BuiltRoute): string[] {
    const { params = {}, search } = rowOf(route);
    const places = Object.entries(params).filter(([, kind]) => isTenantKind(kind));
    const hasSearch =
      search !== undefined && JSON.stringify(search(site, site.a)) !== JSON.stringify(search(site, site.b));
    const addresses: string[] = [];
    const placeCount = places.length + (hasSearch ? 1 : 0);
    for (let mask = 1; mask < 2 ** placeCount; mask++) {
      const bookAt = (place: number) => ((mask >> place) % 2 === 1 ? site.b : site.a);
      const filled = Object.entries(params).map(([name, kind]): [string, string] => {
        const place = places.findIndex(([other]) => other === name);
        return [name, idOf(kind, site, place === -1 ? site.a : bookAt(place))];
      });
      const found = search?.(site, hasSearch ? bookAt(places.length) : site.a);
      addresses.push(addressOf(route, Object.fromEntries(filled), found));
    }
    if (placeCount > 1 && "customerId" in params) {
      const filled = Object.entries(params).map(([name, kind]): [string, string] => [name, idOf(kind, site, site.a)]);
      addresses.push(
        addressOf(route, { ...Object.fromEntries(filled), customerId: siblingOfA }, search?.(site, site.a)),
      );
    }
    return addresses;
  }

  it("no field of a form takes a record of B, or one of another customer", async () => {
    const a = Object.entries(site.a).filter(([kind]) => isTenantKind(kind)) as [keyof typeof site.a, string][];
    let tried = 0;
    // Before anything is counted: some forms first make what they are about.
    const forms: { readonly id: string; readonly name: string; readonly address: string; readonly fields: Fields }[] =
      [];
    for (const [id, { actions = [] }] of Object.entries(routeTable)) {
      const address = addressFor(routeNamed(id), site);
      for (const { name, form } of actions) {
        const fields = await form(site, address);
        if (!(fields instanceof FormData)) forms.push({ id, name, address, fields });
      }
    }
    await expectUnchanged(site, "forms with ids of B", async () => {
      for (const { id, name, address, fields } of forms) {
        for (const [kind, own] of a) {
          const changed = fields.map(([key, value]): [string, string] => [key, value.replaceAll(own, site.b[kind])]);
          if (JSON.stringify(changed) === JSON.stringify(fields)) continue;
          tried += 1;
          const answer = await site.post(asAction(address, routeNamed(id)), usualPersonAt(id), changed);
          expect([404, 409, 422], `${id}: ${name} with ${kind} of B: ${answer.status}`).toContain(answer.status);
          expectNothingOfB(answer, JSON.stringify(changed));
        }
      }
    });
    // The cart of the cart and review pages, and the order of a cancellation.
    expect(tried).toBeGreaterThanOrEqual(4);
  });

  it("a customer's global admin knows the own users alone", async () => {
    const { a, b, userIds } = site;
    const strangers = [a.user, b.user, userIds["admin-agent"], userIds.operator, await userOfOtherCustomer(site.db, a)];
    await expectUnchanged(site, "users of others", async () => {
      for (const userId of strangers) {
        const route = routeNamed("routes/settings.users.$userId");
        const address = addressOf(route, { userId });
        expect((await site.get(address, "customer-global-admin")).status, address).toBe(404);
        for (const intent of ["roles", "link", "disable", "enable"]) {
          const answer = await site.post(address, "customer-global-admin", [["intent", intent]]);
          expect(answer.status, `${intent} ${address}`).toBe(404);
        }
      }
    });
    const list = await site.get("/settings/users", "customer-global-admin");
    expect(list.status).toBe(200);
    expectNothingOfB(list, "");
  });

  it("no search parameter shows anything of B", async () => {
    const { b } = site;
    const { name_folded: folded } = await site.db
      .selectFrom("customer")
      .select("name_folded")
      .where("id", "=", b.customer)
      .executeTakeFirstOrThrow();
    const millis = 1_700_000_000_000;
    const keys = [[folded, b.customer], [millis, b.order], [millis, b.subscription], [b.user], [millis, 0, b.order]];
    const values: [string, string][] = [
      ...["after", "before"].flatMap((name) => keys.map((key): [string, string] => [name, encodeKey(key)])),
      ["search", namesOfB.names[0] ?? ""],
      ["search", b.customer],
      ...Object.entries({ cart: b.cart, partnerId: b.partner, customerId: b.customer, userId: b.user, order: b.order }),
    ];
    const pages = routes.filter(({ id, isPage }) => isPage && !id.startsWith("routes/operator.") && id !== "routes/$");
    await expectUnchanged(site, "search parameters of B", async () => {
      for (const route of pages) {
        for (const [name, value] of values) {
          const own = addressOf(route, paramsOf(rowOf(route), site, site.a));
          const answer = await site.get(withSearch(asData(own, route), { [name]: value }), "all-partner-roles");
          expect(answer.status, answer.path).toBeLessThan(500);
          // An installer sees the orders that name it, and whose devices they are.
          if (!route.id.startsWith("routes/imaging")) expectNothingOfB(answer, value);
        }
      }
    });
  });

  it("a field that nobody asked for changes nothing of B", async () => {
    const { b } = site;
    const extra: Fields = [
      ["partnerId", b.partner],
      ["partner_id", b.partner],
      ["customerId", b.customer],
      ["subscriptionId", b.subscription],
      ["orderId", b.order],
      ["userId", b.user],
      ["id", b.customer],
      ["createdBy", b.user],
      ["organization", "operator"],
    ];
    const before = await rowsOf(site.db, b.partner);
    const doable = Object.entries(routeTable).flatMap(([id, { actions = [] }]) =>
      actions.filter(({ by }) => by === undefined).map((action) => ({ id, ...action })),
    );
    for (const { id, form } of doable) {
      const route = routeNamed(id);
      const address = addressFor(route, site);
      const person: Person = usualPersonAt(id);
      // The records of the operator concern everybody; what is sent for them names none of B.
      if (person === "operator") continue;
      const fields = await form(site, address);
      if (fields instanceof FormData) continue;
      const answer = await site.post(asAction(address, route), person, [...fields, ...extra]);
      expect(answer.status, answer.path).toBeLessThan(500);
      expectNothingOfB(answer, JSON.stringify(extra));
    }
    expect(await rowsOf(site.db, b.partner)).toEqual(before);
  });
});

const pathOf = (address: string) => address.split("?", 1)[0];

/** The catalogue and the product list are everybody's. */
const kindsOfNobody = [
  "line",
  "keyLine",
  "draft",
  "run",
  "product",
  "listEdition",
  "listGroup",
  "listLine",
  "helpRule",
  "apiOperation",
  "onlineService",
  "installationVersion",
];

function isTenantKind(kind: string): boolean {
  return !kindsOfNobody.includes(kind);
}

type NamesOfB = { readonly names: readonly string[]; readonly ids: ReadonlySet<string> };

/** What tells that something is B's: names, addresses and ids. */
async function readNames(db: Db, partnerId: string): Promise<NamesOfB> {
  const partner = await db.selectFrom("partner").select(["id", "name"]).where("id", "=", partnerId).execute();
  const customers = await db
    .selectFrom("customer")
    .select(["id", "name", "domain"])
    .where("partner_id", "=", partnerId)
    .execute();
  const users = await db
    .selectFrom("user_account")
    .select(["id", "display_name", "email"])
    .where("partner_id", "=", partnerId)
    .execute();
  // Applications of both partners have the same names; such a name tells nothing.
  const others = await db
    .selectFrom("user_account")
    .select("display_name")
    .where("partner_id", "<>", partnerId)
    .execute();
  const shared = new Set(others.map(({ display_name: name }) => name));
  const records = await Promise.all(
    (["subscription", "order", "cart", "charge", "credit"] as const).map((table) =>
      db.selectFrom(table).select("id").where("partner_id", "=", partnerId).execute(),
    ),
  );
  return {
    names: [
      ...partner.map(({ name }) => name),
      ...customers.flatMap(({ name, domain }) => [name, domain]),
      ...users.flatMap(({ display_name: name, email }) => (shared.has(name) ? [email] : [name, email])),
    ],
    ids: new Set([...partner, ...customers, ...users, ...records.flat()].map(({ id }) => id)),
  };
}

/** A hash of B's rows in every table that has a partner. */
async function rowsOf(db: Db, partnerId: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  for (const { name, columns } of await db.introspection.getTables()) {
    if (!columns.some((column) => column.name === "partner_id")) continue;
    const { rows } = await sql<object>`select * from ${sql.table(name)} where partner_id = ${partnerId}`.execute(db);
    const lines = rows
      .map((row) => JSON.stringify(Object.entries(row).toSorted(([one], [other]) => (one < other ? -1 : 1))))
      .toSorted();
    sums[name] = createHash("sha256").update(lines.join("\n")).digest("hex");
  }
  return sums;
}

async function siblingOf({ db, a }: Site): Promise<string> {
  const row = await db
    .selectFrom("customer")
    .select("id")
    .where("partner_id", "=", a.partner)
    .where("id", "<>", a.customer)
    .executeTakeFirstOrThrow();
  return row.id;
}

async function userOfOtherCustomer(db: Db, a: Site["a"]): Promise<string> {
  const row = await db
    .selectFrom("user_account")
    .select("id")
    .where("customer_id", "is not", null)
    .where("customer_id", "<>", a.customer)
    .executeTakeFirstOrThrow();
  return row.id;
}
