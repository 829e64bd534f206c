import { existsSync, readFileSync } from "node:fs";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createKeyServices } from "#app/composition-keys.server.ts";
import { roles } from "#app/domain/access/roles.ts";
import { sandboxMasterKey } from "#app/http/key-env.server.ts";
import { type KeyBinding, openKey, rewrapKey } from "#app/services/keys/envelope.server.ts";
import { testPassword } from "#test/support/portal.ts";
import { addressFor, asAction, asData } from "./support/addresses.ts";
import { routeTable } from "./support/route-table.ts";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import { seenAt, type Person } from "./support/settle.ts";
import { type Answer, type Fields, openSite, type Site } from "./support/site.ts";

/**
 * A full round over HTTP, by everybody who may and everybody who may not. Afterwards no key stands anywhere but in the
 * answers of reveals: not in a page, the data of a page, an error, a notice, the log, nor in any byte of the database.
 */
let site: Site;
let routes: BuiltRoute[];
/** Every key of the demo, drawn or not, as it is written and without dashes. */
let keys: ReadonlySet<string>;
beforeAll(async () => {
  [site, routes] = [await openSite(), await builtRoutes()];
  keys = await allKeys(site);
  // The password counts as proved however long the round takes.
  const soon = seenAt.add({ hours: 24 }).epochMilliseconds;
  await site.db.updateTable("session").set({ authenticated_at: soon }).execute();
});
afterAll(async () => site.close());

async function allKeys({ db, downloadsFolder }: Site): Promise<Set<string>> {
  const services = { masterKeys: { text: sandboxMasterKey }, downloadsFolder, s3: undefined };
  const { keyVault } = createKeyServices(services);
  const rows = await db.selectFrom("software_key").selectAll().where("sealed", "is not", null).execute();
  const found = new Set<string>();
  const own: KeyBinding = { partnerId: "p", customerId: "c", orderId: "o", lineNumber: 0, version: "v" };
  for (const row of rows) {
    const place = { keyId: row.id, poolId: row.pool_id };
    const from =
      row.order_id === null
        ? null
        : {
            partnerId: row.partner_id ?? "",
            customerId: row.customer_id ?? "",
            orderId: row.order_id,
            lineNumber: row.line_number ?? 0,
            version: row.version ?? "",
          };
    const stored = { wrapped: row.wrapped ?? "", masterVersion: row.master_version ?? 0 };
    const wrap = await rewrapKey(keyVault, stored, place, { from, to: own });
    const key = await openKey(keyVault, { sealed: row.sealed ?? "", ...wrap }, place, own);
    found.add(key.replaceAll("-", ""));
  }
  expect(found.size).toBeGreaterThan(300);
  return found;
}

/** The keys that stand in a text, in whatever way they are written: with dashes, markup or nothing between their parts. */
function keysIn(text: string): string[] {
  const found = new Set<string>();
  for (const plain of [text, text.replaceAll(/<[^>]*>/g, "")]) {
    const compact = plain.replaceAll(/[-\s\u200b]/g, "").toUpperCase();
    for (const [run] of compact.matchAll(/[A-Z0-9]{25,}/g))
      for (const length of [25, 32])
        for (let at = 0; at + length <= run.length; at++) {
          const part = run.slice(at, at + length);
          if (keys.has(part)) found.add(part);
        }
  }
  return [...found];
}

const answers: Answer[] = [];
const noted = async (answer: Promise<Answer>): Promise<Answer> => {
  answers.push(await answer);
  return answer;
};

async function everyPage(): Promise<void> {
  const people: readonly Person[] = ["nobody", "all-partner-roles", "of-other-partner", ...roles];
  for (const route of routes) {
    const address = addressFor(route, site);
    for (const person of people) {
      await noted(site.get(address, person));
      if (route.hasLoader) await noted(site.get(asData(address, route), person));
    }
  }
}

const reveal = [
  ["intent", "reveal"],
  ["version", "2022"],
  ["password", testPassword],
] as const;

it("finds what it looks for", () => {
  const [key = ""] = keys;
  const dashed = (key.match(/.{5}/g) ?? []).join("-");
  const spelled = [
    key,
    dashed,
    `<b>${dashed}</b>`,
    dashed.toLowerCase(),
    dashed.replaceAll("-", "-<wbr/>"),
    `x ${[...key].join(" ")} y`,
  ];
  for (const text of spelled) expect(keysIn(text), text).toEqual([key]);
  expect(keysIn(`${key.slice(1)}`)).toEqual([]);
});

it("keeps every key where it belongs, from the first look to the cancellation", async () => {
  const route = (id: string) => {
    const found = routes.find((other) => other.id === id);
    if (found === undefined) throw new Error(`The portal has no ${id}`);
    return found;
  };
  const page = route("routes/customers_.$customerId.software.$orderId.$lineNumber");
  const withdrawPage = route("routes/customers_.$customerId.software.$orderId.$lineNumber_.withdraw-key");
  const own = route("routes/products.$orderId.$lineNumber");
  const send = (where: BuiltRoute, person: Person, fields: Parameters<Site["post"]>[2]) =>
    noted(site.post(asAction(addressFor(where, site), where), person, fields));

  const looks: Answer[] = [];
  for (const [where, person] of [
    [page, "admin-agent"],
    [page, "all-partner-roles"],
    [own, "customer-global-admin"],
  ] as const) {
    looks.push(await site.post(asAction(addressFor(where, site), where), person, reveal));
    const data = asData(asAction(addressFor(where, site), where), where);
    looks.push(await site.post(data, person, reveal));
  }
  const shown = looks.map(({ text }) => keysIn(text));
  for (const [index, { status, path, headers }] of looks.entries()) {
    expect(status, path).toBe(200);
    expect(headers.get("cache-control"), path).toContain("no-store");
    // One key, and for all of them the same.
    expect(shown[index], path).toEqual(shown[0]);
    expect(shown[index], path).toHaveLength(1);
  }
  const [key = ""] = shown[0] ?? [];

  for (const person of roles) await send(page, person, [...reveal.slice(0, 2), ["keyKind", "kms"]]);
  for (const person of roles)
    await send(page, person, [
      ["intent", "reveal"],
      ["version", "1999"],
    ]);
  await send(page, "of-other-partner", reveal);
  await send(page, "sales-agent", reveal);
  await send(page, "admin-agent", [["intent", "nothing"]]);
  for (const { id, actions = [] } of Object.entries(routeTable).map(([id, row]) => ({ id, ...row }))) {
    const copying = id === page.id ? actions.filter(({ name }) => name !== "reveal") : [];
    for (const { form } of copying) {
      const answer = await send(page, "admin-agent", await form(site, addressFor(page, site)));
      if (answer.location !== undefined) await noted(site.get(answer.location, "nobody"));
    }
  }
  const dashed = (key.match(/.{5}/g) ?? []).join("-");
  const address = addressFor(withdrawPage, site);
  const { fields } = await site.formOf(address, "admin-agent", { action: new URL(address, site.url).pathname });
  const hidden = fields.filter(([name]) => name !== "reason");
  const reasoned = (reason: string): Fields => [...hidden, ["reason", reason], ["isConfirmed", "on"]];
  expect((await send(withdrawPage, "admin-agent", reasoned(`It is ${dashed}`))).status).toBe(422);
  expect((await send(withdrawPage, "admin-agent", reasoned("Posted in a forum"))).status).toBe(303);
  const fresh = await site.post(asAction(addressFor(page, site), page), "admin-agent", reveal);
  expect(keysIn(fresh.text)).toHaveLength(1);
  expect(keysIn(fresh.text)).not.toEqual([key]);
  // The page of an address says that address again; the log must not.
  await site.get(`/nowhere?key=${key}`, "admin-agent");

  await everyPage();
  for (const { path, text } of answers) expect(keysIn(text), path).toEqual([]);
  expect(answers.length).toBeGreaterThan(500);
  expect(keysIn(JSON.stringify(await allRows(site)))).toEqual([]);
  for (const file of await filesOf(site)) expect(keysIn(readFileSync(file, "latin1")), file).toEqual([]);
  expect(keysIn(JSON.stringify(site.log))).toEqual([]);
});

async function allRows({ db }: Site): Promise<Record<string, unknown[]>> {
  const tables = await db.introspection.getTables();
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables) rows[name] = (await sql`select * from ${sql.table(name)}`.execute(db)).rows;
  expect(rows["notice"]?.length).toBeGreaterThan(0);
  return rows;
}

/** The database as it lies on the disk. */
async function filesOf({ db }: Site): Promise<string[]> {
  const { rows } = await sql<{ name: string; file: string }>`pragma database_list`.execute(db);
  const file = rows.find(({ name }) => name === "main")?.file ?? "";
  const files = ["", "-wal"].map((suffix) => file + suffix).filter((path) => existsSync(path));
  expect(files.length).toBeGreaterThan(0);
  return files;
}
