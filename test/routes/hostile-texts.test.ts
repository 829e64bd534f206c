import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Db } from "#db/client.ts";
import { addressFor, asAction, rowOf, usualPersonAt, withSearch } from "./support/addresses.ts";
import { formsIn, tagsIn, textOf } from "./support/html.ts";
import { pageFaults } from "./support/page-faults.ts";
import { routeTable } from "./support/route-table.ts";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import type { Person } from "./support/settle.ts";
import { type Answer, openSite, type Site } from "./support/site.ts";

let site: Site;
let routes: BuiltRoute[];
beforeAll(async () => {
  [site, routes] = [await openSite(), await builtRoutes()];
});
afterAll(async () => site.close());

const hostile = [
  `"><img src=x onerror=alert(1)>`,
  `</script><script>alert(1)</script>`,
  `</title></textarea><!--`,
  `'); drop table customer; --`,
  `\u202Egnirts a\u202C \u200Fשלום`,
  `{{count}} $t(home:title) ${"${7*7}"}`,
  `&lt;b&gt; &amp;amp; 👩‍💻 & Söhne`,
  `__proto__`,
  `${"Straßenbahnmeisterei<'\">&".repeat(9).slice(0, 200)}`,
];

/** Every text that people and lists bring in, by what it is; written past the services, which would take less. */
const written = {
  "a customer's name": (db: Db, name: string) => db.updateTable("customer").set({ name }),
  "a customer's domain": (db: Db, domain: string) => db.updateTable("customer").set({ domain }),
  "a partner's name": (db: Db, name: string) => db.updateTable("partner").set({ name }),
  "a user's name": (db: Db, name: string) => db.updateTable("user_account").set({ display_name: name }),
  "a product's title": (db: Db, title: string) => db.updateTable("product").set({ title }),
  "a publisher's name": (db: Db, publisher: string) => db.updateTable("product").set({ publisher }),
  "an edition's title": (db: Db, title: string) => db.updateTable("sku").set({ title }),
  "an edition's description": (db: Db, description: string) => db.updateTable("sku").set({ description }),
  "a unit's name": (db: Db, unit: string) => db.updateTable("sku").set({ unit }),
  "a list's name": (db: Db, name: string) => db.updateTable("price_list").set({ file_name: name }),
  "a draft's name": (db: Db, name: string) => db.updateTable("price_list_draft").set({ file_name: name }),
  "a failure's message": (db: Db, message: string) => db.updateTable("job_failure").set({ message }),
} as const;
type Kind = keyof typeof written;
const kinds = Object.keys(written) as Kind[];

/** So that each of them can be told from the others on a page. */
const textOfKind = (kind: Kind, text: string) => `${text} ${String.fromCodePoint(0x2460 + kinds.indexOf(kind))}`;

async function write(text: string): Promise<void> {
  for (const kind of kinds) await written[kind](site.db, textOfKind(kind, text)).execute();
}

const personFor = ({ id }: BuiltRoute): Person => usualPersonAt(id);

/** Every page that answers with one, as somebody sees it who may see most. */
async function allPages(): Promise<Map<string, Answer>> {
  const pages = new Map<string, Answer>();
  for (const route of routes.filter(({ isPage }) => isPage)) {
    const page = await site.get(addressFor(route, site), personFor(route));
    if (page.status === (rowOf(route).answer ?? 200)) pages.set(route.id, page);
  }
  return pages;
}

/** How often each text stands on a page. */
function counts({ text: html }: Answer, text: string): Record<string, number> {
  const words = textOf(html);
  return Object.fromEntries(kinds.map((kind) => [kind, words.split(textOfKind(kind, text)).length - 1]));
}

/** All elements with the names of their attributes, in any order: what no text may add to. */
function skeleton({ text: html }: Answer): string[] {
  return tagsIn(html)
    .map(({ name, attributes }) => `${name} ${[...attributes.keys()].toSorted().join(" ")}`)
    .toSorted();
}

/** What is wrong with a page beside words that only look as if something was left open: the texts do. */
function faultsOf(page: Answer, text: string): string[] {
  return pageFaults(page, "en").filter((fault) => !(text.includes("{{") && /^a (fact|key)/.test(fault)));
}

describe("texts that are hostile to a page", () => {
  let plain: Map<string, Answer>;
  beforeAll(async () => {
    await write("Plain");
    plain = await allPages();
  });

  it("stand on pages of every kind, so that the others prove something", () => {
    expect(plain.size).toBeGreaterThan(25);
    const shown = [...plain.values()].map((page) => counts(page, "Plain"));
    const nowhere = kinds.filter((kind) => shown.every((count) => count[kind] === 0));
    expect(nowhere).toEqual([]);
  });

  it.each(hostile)("come out on every page as the text they are, and never as markup: %s", async (text) => {
    await write(text);
    const pages = await allPages();
    expect([...pages.keys()]).toEqual([...plain.keys()]);
    for (const [id, page] of pages) {
      const before = plain.get(id);
      if (before === undefined) throw new Error(`${id} was no page before`);
      expect(counts(page, text), id).toEqual(counts(before, "Plain"));
      expect(skeleton(page), id).toEqual(skeleton(before));
      expect(faultsOf(page, text), id).toEqual([]);
    }
  });

  it.each(hostile)("come back into the search they were typed in: %s", async (text) => {
    // The page of the design system searches for nothing.
    for (const route of routes.filter(({ id, isPage }) => isPage && id !== "routes/design")) {
      const address = addressFor(route, site);
      const searched = formsIn((await site.get(address, personFor(route))).text).some(
        ({ method, names }) => method === "get" && names.has("search"),
      );
      if (!searched) continue;
      const page = await site.get(withSearch(address, { search: text }), personFor(route));
      expect(page.status, route.id).toBe(200);
      const typed = tagsIn(page.text).find(({ attributes }) => attributes.get("name") === "search");
      const expected = text.replaceAll(/\s+/g, " ").slice(0, 100);
      expect(typed?.attributes.get("value"), route.id).toBe(expected);
      expect(markupAdded(page), route.id).toEqual([]);
    }
  });

  const forms = Object.entries(routeTable)
    .filter(([id]) => id !== "routes/$")
    .flatMap(([id, { actions = [] }]) => actions.map((action) => ({ id, ...action })))
    .filter(({ name }) => name !== "sign out");

  it.each(forms)("come back into the form they were typed in, as text: $id, $name", async ({ id, form, by }) => {
    const route = routes.find((other) => other.id === id);
    if (route === undefined) throw new Error(`The portal has no ${id}`);
    const address = addressFor(route, site);
    const fields = await form(site, address);
    if (fields instanceof FormData) return;
    for (const text of hostile) {
      // All but what says which form it is, so that every field is looked at.
      const typed = fields.map(
        ([name, value]) => [name, ["intent", "idempotencyKey"].includes(name) ? value : text] as const,
      );
      const answer = await site.post(asAction(address, route), by ?? personFor(route), typed);
      expect(answer.status, id).toBeLessThan(500);
      if (answer.headers.get("content-type")?.startsWith("text/html")) expect(markupAdded(answer), id).toEqual([]);
    }
  });
});

/** Elements that the texts would make and the portal's pages never have. */
function markupAdded({ text: html, headers }: Answer): string[] {
  const nonce = /'nonce-([\w-]+)'/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "none";
  return tagsIn(html)
    .filter(({ name, attributes }) => name === "img" || (name === "script" && attributes.get("nonce") !== nonce))
    .map(({ name }) => name);
}
