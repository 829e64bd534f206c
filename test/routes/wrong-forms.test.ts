import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dialects } from "#test/support/databases.ts";
import { csvText } from "#test/support/price-lists.ts";
import { addressFor, asAction, asData, usualPersonAt } from "./support/addresses.ts";
import { routeTable } from "./support/route-table.ts";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import type { Person } from "./support/settle.ts";
import { type Fields, openSite, type Site } from "./support/site.ts";
import { expectUnchanged } from "./support/unchanged.ts";
import { sendRaw, takeFailures, wrongTexts } from "./support/wrong.ts";

/** What one of the two databases might take otherwise than the other: characters, sizes and shapes of values. */
const wrongForDatabases = ["", "\0", "a\0b", "\ud800", "\u202e💩", "1e309", "9007199254740993", "99999999999999999999"];

describe.each(dialects)("forms that nobody would send (%s)", (dialect) => {
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

  const post = (path: string, person: Person, headers: Record<string, string> = {}, body = "") =>
    sendRaw(site, { method: "POST", path, person, headers, body });

  // What ends a session does so whatever it is sent, and stands elsewhere.
  const forms = Object.entries(routeTable)
    .filter(([id]) => id !== "routes/$")
    .flatMap(([id, { actions = [] }]) => actions.map((action) => ({ id, ...action })))
    .filter(({ name }) => name !== "sign out");

  // Refused before a database is asked, so that one of the two is enough.
  const formsOnce = dialect === "sqlite" ? forms : [];

  it.each(formsOnce)("with a body that is no form: $id, $name", async ({ id, by }) => {
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
        const { status } = await post(to, personFor(route, by), { ...own, "Content-Type": type }, body);
        expect([400, 409, 413, 415, 422], `${status} ${type}`).toContain(status);
      }
      const { status } = await post(to, personFor(route, by), { ...own, "Content-Length": "0" });
      expect([400, 409, 413, 415, 422], `${status} without a body`).toContain(status);
    });
    expect(takeFailures(site)).toEqual([]);
  });

  it.each(formsOnce)("with a body that is too long: $id, $name", async ({ id, form, by }) => {
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
        expect((await post(to, personFor(route, by), headers)).status, to).toBe(413);
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
      for (const wrong of dialect === "sqlite" ? wrongTexts : wrongForDatabases)
        await send([...others, [name, wrong]], `${name}=${shortly(wrong)}`);
      await send([...others, [name, "a\0b"]], `NUL in ${name}`, 400);
      // What is made of names does not depend on the database.
      if (dialect !== "sqlite") continue;
      await send(others, `no ${name}`);
      await send([...fields, [name, "twice"]], `${name} twice`);
      await send([...others, [`${name}[0].a`, "1"]], `${name} as a list`);
      await send([...fields, [`${name}[99999999]`, "1"]], `${name} as a very long list`, 400);
    }
    if (dialect !== "sqlite") return expect(takeFailures(site)).toEqual([]);
    const namesOfLanguage: Fields = [
      ["__proto__.isAdmin", "1"],
      ["constructor[prototype][x]", "1"],
    ];
    await send([...fields, ...namesOfLanguage], "a name of the language", 400);
    const many = Array.from({ length: 2_000 }, (_, n): [string, string] => [`f${n}`, "1"]);
    await send([...fields, ...many], "2,000 fields");
    expect(takeFailures(site)).toEqual([]);
  });

  // The same on both databases.
  it.each(formsOnce)(
    "with nothing in the fields, and each message names its field: $id, $name",
    async ({ id, form, by }) => {
      const route = routeNamed(id);
      const address = addressFor(route, site);
      // What the test before has carried out, such as a signature, is not there to be sent again.
      const fields = await form(site, address).catch(() => undefined);
      if (fields === undefined || fields instanceof FormData) return;
      const empty = fields.map(([name, value]): [string, string] => [name, isHidden(name) ? value : ""]);
      const { text } = await site.post(asAction(address, route), personFor(route, by), empty);
      const [, summary = ""] = /role="alert".*?<ul[^>]*>(.*?)<\/ul>/s.exec(text) ?? [];
      const messages = [...summary.matchAll(/<a href="#([^"]+)"[^>]*>(.*?)<\/a>/gs)]
        // What nobody fills in stands nowhere on the page.
        .filter(([, fieldId]) => text.includes(` id="${fieldId}"`))
        .map(([, , message]) => message);
      expect(new Set(messages).size, messages.join(" | ")).toBe(messages.length);
      takeFailures(site);
    },
  );

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
    expect(takeFailures(site)).toEqual([]);
  }
});

/** What a form carries and nobody fills in. */
function isHidden(name: string): boolean {
  return /^(intent|idempotencyKey|redirectTo|version|token)$/.test(name);
}

function shortly(text: string): string {
  return JSON.stringify(text).slice(0, 40);
}
