import { readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects } from "#test/support/databases.ts";
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
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import type { Person } from "./support/settle.ts";
import { openSite, type Site } from "./support/site.ts";
import { expectUnchanged } from "./support/unchanged.ts";
import { sendRaw, takeFailures, wrongTexts } from "./support/wrong.ts";

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

/** Every search parameter that some page reads. */
const searchNames = [
  "client_id",
  "redirect_uri",
  "action",
  "address",
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
  "file",
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
  "whole",
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

  /** NUL is no character of a text. */
  const expectedFor = (text: string, others: readonly number[]) => (/\0|%00/.test(text) ? [400] : others);

  const raw = (method: string, path: string, person: Person, headers: Record<string, string> = {}, body = "") =>
    sendRaw(site, { method, path, person, headers, body });

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
    expect(takeFailures(site)).toEqual([]);
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
    expect(takeFailures(site)).toEqual([]);
  });

  it("for data of another route, or of none", async () => {
    for (const route of routes) {
      const address = addressFor(route, site);
      for (const other of ["root", "routes/customers._index", "routes/nothing", "", "__proto__"]) {
        const { status } = await raw("GET", withSearch(address, { _data: other }), personFor(route));
        expect(status, `${address} ${other}`).toBeLessThan(500);
      }
    }
    expect(takeFailures(site)).toEqual([]);
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
    expect(takeFailures(site)).toEqual([]);
  });
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
