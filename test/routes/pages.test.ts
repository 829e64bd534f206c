import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { roles } from "#app/domain/access/roles.ts";
import { routeAt } from "./support/addresses.ts";
import { formsIn, linksIn } from "./support/html.ts";
import { pageFaults } from "./support/page-faults.ts";
import { routeTable } from "./support/route-table.ts";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import type { Person } from "./support/settle.ts";
import { type Answer, openSite, type Site } from "./support/site.ts";
import { expectUnchanged } from "./support/unchanged.ts";

let site: Site;
let routes: BuiltRoute[];
beforeAll(async () => {
  [site, routes] = [await openSite(), await builtRoutes()];
});
afterAll(async () => site.close());

type Language = "en" | "de";

async function speak(person: Person, language: Language): Promise<void> {
  if (person === "nobody") return;
  await site.db.updateTable("user_account").set({ language }).where("id", "=", site.userIds[person]).execute();
}

/** What makes two addresses pages of the same make: the route, and which search parameters they have. */
function makeOf(address: string): string {
  const names = [...new URL(address, site.url).searchParams.keys()].toSorted();
  return `${routeAt(address, routes).id}?${names.join()}`;
}

/** Addresses that a page offers: its links, and its search forms with what stands in them. */
function offersOf({ path, text }: Answer): string[] {
  const searches = formsIn(text)
    .filter(({ method }) => method === "get")
    .map(({ action, fields }) => {
      const to = new URL(action || path, site.url).pathname;
      return `${to}?${new URLSearchParams(fields.map(([name, value]) => [name, value])).toString()}`;
    });
  return [...linksIn(text), ...searches];
}

/** Follows every link from the home page, a few addresses of each make. */
async function crawl(person: Person, perMake: number): Promise<Answer[]> {
  const home = (await site.get("/", person)).location ?? "/";
  const seen = new Set([home]);
  const counts = new Map<string, number>();
  const pages: Answer[] = [];
  const waiting = [home];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const page = await site.get(path, person, person === "nobody" ? { "Accept-Language": "en" } : {});
    pages.push(page);
    for (const offer of page.status === 200 ? offersOf(page) : []) {
      const count = counts.get(makeOf(offer)) ?? 0;
      if (seen.has(offer) || count >= perMake) continue;
      seen.add(offer);
      counts.set(makeOf(offer), count + 1);
      waiting.push(offer);
    }
  }
  return pages;
}

/** What is wrong with a page, with its address in front. */
function faultsOf(page: Answer, language: Language, person: Person): string[] {
  const isStuck = person !== "nobody" && !formsIn(page.text).some(({ action }) => action === "/sign-out");
  const stuck = isStuck ? ["somebody signed in cannot sign out from here"] : [];
  return [...pageFaults(page, language), ...formFaults(page), ...stuck].map((fault) => `${page.path}: ${fault}`);
}

/** Every form that changes something goes to a route that takes one. */
function formFaults({ path, text }: Answer): string[] {
  return formsIn(text)
    .filter(({ method }) => method === "post")
    .map(({ action }) => routeAt(new URL(action || path, site.url).pathname, routes).id)
    .filter((id) => (routeTable[id]?.actions ?? []).length === 0)
    .map((id) => `sends a form to ${id}, which takes none`);
}

const walks: readonly (readonly [Person, Language, number])[] = [
  ["all-partner-roles", "en", 3],
  ["all-partner-roles", "de", 2],
  ["operator", "en", 2],
  ["operator", "de", 2],
  ["customer-global-admin", "en", 3],
  // Whoever has no role in a customer sees one page, which says who has it.
  ...roles
    .filter((role) => role !== "operator" && role !== "customer-user")
    .map((role, index) => [role, index % 2 === 0 ? "de" : "en", 1] as const),
];

/** Linked from few of the records of their kind: whether a walk comes by one of those is chance. */
const fromFewRecords = [
  "routes/agreements.accounts.$accountId",
  "routes/agreements.enrollments.$enrollmentId.azure",
  "routes/installations_.$orderId.installer",
  "routes/installations_.$orderId.sign",
];

/** Pages that no link of somebody signed in leads to: reached after a purchase or an upload, from a few of many records, by a link that somebody sent, or by knowing them. */
const byOtherWays = [
  "routes/$",
  "routes/common.oauth2.authorize",
  "routes/common.oauth2.v2[.]0.authorize",
  "routes/activate",
  "routes/customers_.$customerId.orders.$orderId.confirmation",
  "routes/customers_.$customerId.subscriptions.$subscriptionId.release-hold",
  "routes/customers_.$customerId.volume-licensing.import.$draftId",
  "routes/d.$linkId",
  "routes/design",
  "routes/invitation",
  "routes/operator.downloads.$productId.files.$fileId.remove",
  "routes/operator.product-list.$draftId",
  "routes/operator.support.$requestId.grant",
  "routes/operator.withdraw-key.$orderId.$lineNumber",
  "routes/set-password",
  "routes/sign-in",
];

describe("a walk over the whole site", () => {
  it.each(walks)(
    "as %s in %s: every link leads to a good page, and nothing is written",
    async (person, language, perMake) => {
      await speak(person, language);
      await expectUnchanged(site, `${person} only looked`, async () => {
        const pages = await crawl(person, perMake);
        // A customer's people are led on from the home page to their own.
        const isLedOn = ({ path, location }: Answer) => path === "/" && location === pages[0]?.path;
        const faults = pages.flatMap((page) =>
          isLedOn(page)
            ? []
            : page.status === 200
              ? faultsOf(page, language, person)
              : `${page.path}: ${page.status} ${page.location ?? ""}`,
        );
        expect(faults).toEqual([]);
        expect(pages.length).toBeGreaterThan(2);
      });
    },
  );

  it("reaches every page of the portal by links alone", async () => {
    const people = ["all-partner-roles", "operator", "customer-global-admin"] as const;
    const pages = (await Promise.all(people.map((person) => crawl(person, 2)))).flat();
    const reached = new Set(pages.map(({ path }) => routeAt(path, routes).id));
    const isFrame = ({ id }: BuiltRoute) => routes.some((other) => other.id !== id && other.chain.includes(id));
    const missed = routes.filter((route) => route.isPage && !isFrame(route) && !reached.has(route.id));
    const never = missed.map(({ id }) => id).filter((id) => !fromFewRecords.includes(id));
    expect(never.toSorted()).toEqual(byOtherWays.toSorted());
  });
});

describe("a page that says no", () => {
  it.each([
    ["to nobody, where there is none", "/nowhere", "nobody", 404],
    ["where there is none", "/nowhere", "sales-agent", 404],
    ["where a role is missing", "/operator/prices", "sales-agent", 403],
    ["where a role is missing for everything", "/products", "customer-user", 403],
    ["where it is the page of others", "/customers", "customer-user", 404],
    ["to an unknown customer", "/customers/00000000-0000-7000-8000-000000000000/orders", "sales-agent", 404],
    ["to a used link", "/set-password?token=abc", "nobody", 410],
  ] as const)("is good as well: %s", async (_case, path, person, status) => {
    for (const language of ["en", "de"] as const) {
      await speak(person, language);
      const page = await site.get(path, person, { "Accept-Language": language });
      expect(page.status).toBe(status);
      expect(faultsOf(page, language, person)).toEqual([]);
    }
  });
});
