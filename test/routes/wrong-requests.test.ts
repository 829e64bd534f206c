import { readdirSync, readFileSync } from "node:fs";
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeKey } from "#app/views/cursor.ts";
import { dialects } from "#test/support/databases.ts";
import { csvText } from "#test/support/price-lists.ts";
import {
  addressFor,
  addressOf,
  asAction,
  asData,
  paramsOf,
  rowOf,
  usualPersonAt,
  withSearch,
} from "./support/addresses.ts";
import { routeTable } from "./support/route-table.ts";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import type { Person } from "./support/settle.ts";
import { type Fields, openSite, type Site } from "./support/site.ts";
import { expectUnchanged } from "./support/unchanged.ts";

/** As they stand in an address, so that what is no good encoding is there as well. */
const wrongIds = [
  "not-an-id",
  "018bcfe5-6800-7000-8000-000000000000",
  "%00",
  "a%00b",
  "%F0%9F%92%A9",
  "%ED%A0%80",
  "%FF",
  "%",
  "%ZZ",
  "%2e%2e%2f%2e%2e",
  "-1",
  "1e309",
  "99999999999999999999",
  "null",
  "__proto__",
  "constructor",
  "'%20or%201=1%20--",
  "x".repeat(4_000),
];

const wrongTexts = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "\u202e💩",
  "-1",
  "1.5",
  "1e309",
  "9007199254740993",
  "99999999999999999999",
  "2026-02-30",
  "9999999-01-01",
  "__proto__",
  "[object Object]",
  "%",
  "' or 1=1 --",
  // Of all parameters together as much as a server takes for an address.
  "x".repeat(150),
  encodeKey(["\0", "\0"]),
  encodeKey([Number.MAX_SAFE_INTEGER, "x"]),
  encodeKey([-1]),
  encodeKey(["a", "b", "c", "d"]),
];

/** Every search parameter that some page reads. */
const searchNames = [
  "client_id",
  "redirect_uri",
  "action",
  "after",
  "autoRenew",
  "before",
  "billingPlan",
  "calculator",
  "cart",
  "change",
  "choice",
  "currency",
  "customer",
  "direction",
  "edition",
  "fileType",
  "filter",
  "from",
  "installer",
  "job",
  "kind",
  "kind",
  "language",
  "line",
  "market",
  "month",
  "notice",
  "on",
  "operatingSystem",
  "order",
  "partner",
  "plan",
  "pool",
  "product",
  "programme",
  "q",
  "quantity",
  "redirectTo",
  "search",
  "section",
  "service",
  "severity",
  "show",
  "since",
  "sort",
  "source",
  "state",
  "status",
  "subscription",
  "term",
  "to",
  "token",
  "token",
  "topic",
  "user",
  "version",
  "window",
  "withWindows",
  "withoutWindows",
];

const namesAtATime = 4;

/** Every parameter with a value that is none, a few in each search. */
const fewAtATime = Array.from({ length: Math.ceil(searchNames.length / namesAtATime) }, (_, group) =>
  Object.fromEntries(
    searchNames
      .slice(group * namesAtATime, (group + 1) * namesAtATime)
      .map((name, index) => [name, wrongTexts[(group + index * 7) % wrongTexts.length] ?? ""]),
  ),
);

describe.each(dialects)("requests that nobody would make (%s)", (dialect) => {
  let site: Site;
  let routes: BuiltRoute[];
  beforeAll(async () => {
    [site, routes] = [await openSite(dialect), await builtRoutes()];
  });
  afterAll(async () => site.close());

  const personFor = ({ id }: Pick<BuiltRoute, "id">, by?: Person): Person => by ?? usualPersonAt(id);

  const routeNamed = (id: string): BuiltRoute => {
    const route = routes.find((other) => other.id === id);
    if (route === undefined) throw new Error(`The portal has no ${id}`);
    return route;
  };

  /** NUL is no character of a text. */
  const expectedFor = (text: string, others: readonly number[]) => (/\0|%00/.test(text) ? [400] : others);

  function raw(method: string, path: string, person: Person, headers: Record<string, string> = {}, body = "") {
    return new Promise<{ status: number; text: string }>((resolve, reject) => {
      const { port } = new URL(site.url);
      const sent = request(
        {
          host: "127.0.0.1",
          port,
          path,
          method,
          headers: {
            Cookie: site.cookies[person],
            ...headers,
            ...(body === "" ? {} : { "Content-Length": Buffer.byteLength(body) }),
          },
        },
        (response) => {
          let text = "";
          response.setEncoding("utf8").on("data", (part: string) => (text += part));
          response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
        },
      );
      sent.on("error", reject);
      sent.end(body === "" ? undefined : body);
    });
  }

  /** What the log has of requests that broke the portal since the last look; a page that failed can still be a 404. */
  function failures(): string[] {
    const failed = site.log
      .filter(({ level }) => level === "error")
      .map(({ facts }) => JSON.stringify(facts, errorsAsText));
    site.log.length = 0;
    return failed;
  }

  it("with ids that are none: no such page, for every parameter of every route", async () => {
    await expectUnchanged(site, "wrong ids", async () => {
      for (const route of routes) {
        const params = paramsOf(rowOf(route), site, site.a);
        for (const name of Object.keys(params)) {
          for (const wrong of wrongIds) {
            const address = addressOf(route, { ...params, [name]: "WRONG" }).replace("WRONG", wrong);
            for (const path of [address, asData(address, route)]) {
              const { status } = await raw("GET", path, personFor(route));
              expect(
                expectedFor(wrong, [400, 404, rowOf(route).answer ?? 404]),
                `${status} ${path.slice(0, 300)}`,
              ).toContain(status);
            }
          }
        }
      }
    });
    expect(failures()).toEqual([]);
  });

  it("with search parameters that mean nothing: the page without them, or no such page", async () => {
    await expectUnchanged(site, "wrong searches", async () => {
      for (const route of routes.filter(({ isPage }) => isPage)) {
        const own = addressOf(route, paramsOf(rowOf(route), site, site.a));
        // All of them at once with every value; and few at a time, because one that is refused hides the others. What
        // a page makes of few of them does not depend on the database, so that one of the two is enough.
        const together = wrongTexts.map((wrong) => Object.fromEntries(searchNames.map((name) => [name, wrong])));
        for (const search of dialect === "sqlite" ? [...fewAtATime, ...together] : together) {
          const path = withSearch(asData(own, route), search);
          const { status } = await raw("GET", path, personFor(route));
          const expected = expectedFor(Object.values(search).join(""), [
            200,
            204,
            404,
            410,
            rowOf(route).answer ?? 200,
          ]);
          expect(expected, `${status} ${path.slice(0, 300)}`).toContain(status);
        }
        for (const broken of ["?after=%", "?search=%FF%FE", "?&&==", "?__proto__[x]=1", `?${"a=1&".repeat(500)}`]) {
          const { status } = await raw("GET", own + broken, personFor(route));
          expect([200, 302, 404, 410, rowOf(route).answer ?? 200], `${status} ${own}${broken.slice(0, 40)}`).toContain(
            status,
          );
        }
      }
    });
    expect(failures()).toEqual([]);
  });

  it("for data of another route, or of none", async () => {
    for (const route of routes) {
      const address = addressFor(route, site);
      for (const other of ["root", "routes/customers._index", "routes/nothing", "", "__proto__"]) {
        const { status } = await raw("GET", withSearch(address, { _data: other }), personFor(route));
        expect(status, `${address} ${other}`).toBeLessThan(500);
      }
    }
    expect(failures()).toEqual([]);
  });

  it("by methods that a route does not take", async () => {
    const own = { Origin: site.url, "Sec-Fetch-Site": "same-origin" };
    await expectUnchanged(site, "wrong methods", async () => {
      for (const route of routes) {
        const address = addressFor(route, site);
        const person = personFor(route);
        const head = await raw("HEAD", address, person);
        const get = await raw("GET", address, person);
        expect([head.status, head.text], `HEAD ${address}`).toEqual([get.status, ""]);
        const headers = { ...own, "Content-Type": "application/x-www-form-urlencoded" };
        for (const to of [asAction(address, route), asData(asAction(address, route), route)]) {
          for (const method of ["PUT", "PATCH", "DELETE"]) {
            expect((await raw(method, to, person, headers, "a=b")).status, `${method} ${to}`).toBe(405);
          }
          if (route.hasAction) continue;
          const { status } = await raw("POST", to, person, headers, "a=b");
          expect([404, 405], `${status} POST ${to}`).toContain(status);
        }
      }
    });
    expect(failures()).toEqual([]);
  });

  // What ends a session does so whatever it is sent, and stands elsewhere.
  const forms = Object.entries(routeTable)
    .filter(([id]) => id !== "routes/$")
    .flatMap(([id, { actions = [] }]) => actions.map((action) => ({ id, ...action })))
    .filter(({ name }) => name !== "sign out");

  it.each(forms)("with a body that is no form: $id, $name", async ({ id, by }) => {
    const route = routeNamed(id);
    const to = asAction(addressFor(route, site), route);
    const own = { Origin: site.url, "Sec-Fetch-Site": "same-origin" };
    const bodies: readonly (readonly [string, string])[] = [
      ["text/plain", "abc"],
      ["application/json", `{"a":1}`],
      ["multipart/form-data; boundary=x", "abc"],
      ["multipart/form-data", "abc"],
      ["application/x-www-form-urlencoded", "%&=%ZZ&\0"],
      ["application/x-www-form-urlencoded; charset=utf-16", "a=b"],
      ["nonsense", "abc"],
    ];
    await expectUnchanged(site, id, async () => {
      for (const [type, body] of bodies) {
        const { status } = await raw("POST", to, personFor(route, by), { ...own, "Content-Type": type }, body);
        expect([400, 409, 413, 415, 422], `${status} ${type}`).toContain(status);
      }
      const { status } = await raw("POST", to, personFor(route, by), { ...own, "Content-Length": "0" });
      expect([400, 409, 413, 415, 422], `${status} without a body`).toContain(status);
    });
    expect(failures()).toEqual([]);
  });

  it.each(forms)("with a body that is too long: $id, $name", async ({ id, form, by }) => {
    const route = routeNamed(id);
    const address = addressFor(route, site);
    const mebibyte = 1_048_576;
    // Images of installation media are longer than anything else.
    const uploadBytes = (id.startsWith("routes/operator.downloads.") ? 17 * 1_024 : 65) * mebibyte;
    const bytes = (await form(site, address)) instanceof FormData ? uploadBytes : 257 * 1_024;
    const headers = {
      Origin: site.url,
      "Sec-Fetch-Site": "same-origin",
      "Content-Type": "application/x-www-form-urlencoded",
      "Content-Length": String(bytes),
    };
    await expectUnchanged(site, id, async () => {
      for (const to of [asAction(address, route), asData(asAction(address, route), route)]) {
        expect((await raw("POST", to, personFor(route, by), headers)).status, to).toBe(413);
      }
    });
  });

  it.each(forms)("with fields that mean nothing: $id, $name", async ({ id, form, by }) => {
    const route = routeNamed(id);
    const address = addressFor(route, site);
    const fields = await form(site, address);
    if (fields instanceof FormData) return expectFilesRead(route);
    const to = asData(asAction(address, route), route);
    const send = async (changed: Fields, how: string, expected?: number) => {
      const { status } = await site.post(to, personFor(route, by), changed);
      expect(status, `${how} at ${id}`).toBeLessThan(500);
      if (expected !== undefined) expect(status, `${how} at ${id}`).toBe(expected);
    };
    for (const [name] of fields) {
      const others = fields.filter(([key]) => key !== name);
      for (const wrong of wrongTexts) await send([...others, [name, wrong]], `${name}=${shortly(wrong)}`);
      await send([...others, [name, "a\0b"]], `NUL in ${name}`, 400);
      await send(others, `no ${name}`);
      await send([...fields, [name, "twice"]], `${name} twice`);
      await send([...others, [`${name}[0].a`, "1"]], `${name} as a list`);
      await send([...fields, [`${name}[99999999]`, "1"]], `${name} as a very long list`, 400);
    }
    const namesOfLanguage: Fields = [
      ["__proto__.isAdmin", "1"],
      ["constructor[prototype][x]", "1"],
    ];
    await send([...fields, ...namesOfLanguage], "a name of the language", 400);
    const many = Array.from({ length: 2_000 }, (_, n): [string, string] => [`f${n}`, "1"]);
    await send([...fields, ...many], "2,000 fields");
    expect(failures()).toEqual([]);
  });

  /** Files that are no list of what the page takes, with names that are none. */
  async function expectFilesRead(route: BuiltRoute): Promise<void> {
    const [to, person] = [asAction(addressFor(route, site), route), personFor(route)];
    const cells = (text: string) => csvText({ SkuTitle: text, UnitPrice: text });
    const contents = [
      "",
      "\0",
      "\ufeff",
      "a,b\n",
      '"',
      ",".repeat(5_000),
      cells("a\0b"),
      cells("\ud800"),
      cells("🎟️".repeat(500)),
    ];
    const names = ["a\0b.csv", "../../x.csv", "a\r\nb.csv", '".csv', "\u202egpj.csv", "x".repeat(3_000), ""];
    for (const file of [
      ...contents.map((content) => new File([content], "list.csv")),
      new File([Uint8Array.from({ length: 4_096 }, (_, n) => (n * 151) % 256)], "list.csv"),
      ...names.map((name) => new File([csvText({})], name)),
    ]) {
      const data = new FormData();
      data.set("file", file);
      const { status, location } = await site.post(to, person, data);
      const how = `${status} ${shortly(file.name)}, ${file.size} bytes`;
      expect([303, 400, 422], how).toContain(status);
      if (location !== undefined) expect((await site.get(location, person)).status, how).toBe(200);
    }
    expect(failures()).toEqual([]);
  }
});

describe("the search parameters that are tried", () => {
  it("are all that some page reads", () => {
    const folders = ["app/routes", "app/http", "app/views", "app/components"];
    const read = folders.flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.tsx?$/.test(name))
        .flatMap((name) => [...readFileSync(`${folder}/${name}`, "utf8").matchAll(readsSearch)])
        .map(([, gets, takes]) => gets ?? takes),
    );
    expect(read.length).toBeGreaterThan(10);
    expect(read.filter((name) => !searchNames.includes(name ?? ""))).toEqual([]);
  });
});

/** `searchParams.get("after")`, `oneOf(parameters, "sort", …)`. */
const readsSearch =
  /(?:searchParams|parameters)\.(?:get|getAll|has)\("(\w+)"\)|(?:searchText|oneOf|oneOfOrNone)\(\s*\w+,\s*"(\w+)"/g;

function shortly(text: string): string {
  return JSON.stringify(text).slice(0, 40);
}

function errorsAsText(_key: string, value: unknown): unknown {
  return value instanceof Error ? (value.stack ?? value.message) : value;
}
