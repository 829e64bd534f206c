import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Db } from "#db/client.ts";
import { dialects } from "#test/support/databases.ts";
import { addressFor, asAction, usualPersonAt } from "./support/addresses.ts";
import { type ActionRow, routeTable } from "./support/route-table.ts";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import type { Person } from "./support/settle.ts";
import { type Answer, type Fields, openSite, type Site } from "./support/site.ts";
import { bookkeeping, expectUnchanged } from "./support/unchanged.ts";

/**
 * Two portals over the same demo. In one every form is sent once; in the other it is sent twice at the same moment, and
 * once more afterwards. Both must end the same.
 */
describe.each(dialects)("a form that is sent again (%s)", (dialect) => {
  let once: Site;
  let again: Site;
  let routes: BuiltRoute[];
  beforeAll(async () => {
    [once, again, routes] = [await openSite(dialect), await openSite(dialect), await builtRoutes()];
  });
  afterAll(async () => {
    await once.close();
    await again.close();
  });

  const all = Object.entries(routeTable).flatMap(([id, { actions = [] }]) =>
    actions.map((action) => ({ id, ...action })),
  );
  // What ends a session comes last, as nothing can be sent with it any more.
  const forms = [...all.filter(({ by }) => by === undefined), ...all.filter(({ by }) => by !== undefined)];

  it.each(forms.filter(({ again: reason }) => reason === undefined))(
    "$id: $name is done once, and every answer leads to the same place",
    async (action) => {
      const send = await sender(action);
      const before = [await sizesOf(once.db), await sizesOf(again.db)] as const;
      const first = await send(once);
      const twice = await Promise.all([send(again), send(again)]);
      const one = growth(before[0], await sizesOf(once.db));
      expect(growth(before[1], await sizesOf(again.db))).toEqual(one);
      const expected = placeOf(first, once);
      expect(expected.status, first.text.slice(0, 300)).toBe(action.done ?? 303);
      for (const answer of twice) expect(placeOf(answer, again)).toEqual(expected);
      const third = async () => expect(placeOf(await send(again), again)).toEqual(expected);
      await expectUnchanged(again, "the third", third, action.renews);
    },
  );

  /** Sends the very same form to a site, as often as it is called. */
  async function sender({ id, form, by }: ActionRow & { readonly id: string }) {
    const route = routes.find((other) => other.id === id);
    if (route === undefined) throw new Error(`The portal has no ${id}`);
    const person: Person = by ?? usualPersonAt(id);
    const fields = new Map<Site, Fields | FormData>();
    for (const site of [once, again]) fields.set(site, await form(site, addressFor(route, site)));
    return (site: Site): Promise<Answer> => {
      const filled = fields.get(site);
      if (filled === undefined) throw new Error("This site has no form");
      return site.post(asAction(addressFor(route, site), route), person, filled);
    };
  }
});

/** Where an answer leads, ids of new records left open: two portals make different ones. */
function placeOf({ status, location }: Answer, { url }: Site) {
  const place = location
    ?.replace(url, "")
    // An import that takes longer than a moment goes on behind its own page, from which one comes to the pool.
    .replace(/\/imports\/[\da-f-]+$/, "")
    .replaceAll(/[\da-f]{8}-[\da-f-]{27}|\b\d{15}\b/g, (id) => (id.includes("-") ? id.slice(0, 9) : "number"));
  return { status, place };
}

type Sizes = Readonly<Record<string, { readonly rows: number; readonly versions: number }>>;

/** How many rows a table has, and how often they were changed, where rows count that. */
async function sizesOf(db: Db): Promise<Sizes> {
  const sizes: Record<string, Sizes[string]> = {};
  for (const { name, columns } of await db.introspection.getTables()) {
    if (bookkeeping.includes(name)) continue;
    const versions = columns.some((column) => column.name === "version" && /int/i.test(column.dataType))
      ? sql`sum(version)`
      : sql`0`;
    const { rows } = await sql<{ rows: unknown; versions: unknown }>`
      select count(*) as rows, ${versions} as versions from ${sql.table(name)}`.execute(db);
    sizes[name] = { rows: Number(rows[0]?.rows), versions: Number(rows[0]?.versions ?? 0) };
  }
  return sizes;
}

/** What was added, by table; tables to which nothing was added are left out. */
function growth(before: Sizes, after: Sizes) {
  return Object.fromEntries(
    Object.entries(after).flatMap(([name, { rows, versions }]) => {
      const was = before[name] ?? { rows: 0, versions: 0 };
      const added = { rows: rows - was.rows, versions: versions - was.versions };
      return added.rows === 0 && added.versions === 0 ? [] : [[name, added] as const];
    }),
  );
}
