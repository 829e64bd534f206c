import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addressFor, asAction, asData, usualPersonAt } from "./support/addresses.ts";
import { routeTable } from "./support/route-table.ts";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import { openSite, type Fields, type Site } from "./support/site.ts";
import type { Person } from "./support/settle.ts";
import { expectUnchanged } from "./support/unchanged.ts";

/** Every form of the portal, well filled and with the session of somebody who may, sent from elsewhere. */
let site: Site;
let routes: BuiltRoute[];
beforeAll(async () => {
  [site, routes] = [await openSite(), await builtRoutes()];
});
afterAll(async () => site.close());

const evil = "https://evil.example";
const elsewhere: readonly (readonly [string, (own: string) => Record<string, string>])[] = [
  ["from another site", () => ({ Origin: evil, "Sec-Fetch-Site": "cross-site" })],
  ["from another site, by a browser that names only the origin", () => ({ Origin: evil })],
  ["with Origin null", () => ({ Origin: "null", "Sec-Fetch-Site": "cross-site" })],
  ["with neither header", () => ({})],
  [
    "with a forged X-Forwarded-Host",
    () => ({ Origin: evil, "X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https" }),
  ],
  ["from a sibling site", (own) => ({ Origin: own, "Sec-Fetch-Site": "same-site" })],
];

/** As it stands: `fetch` would add headers of its own. */
function send(address: string, person: Person, fields: Fields | FormData, headers: Record<string, string>) {
  const body = new URLSearchParams(
    fields instanceof FormData ? "" : fields.map(([name, value]) => [name, value]),
  ).toString();
  return new Promise<number>((resolve, reject) => {
    const sent = request(
      new URL(address, site.url),
      {
        method: "POST",
        headers: {
          ...headers,
          Cookie: site.cookies[person],
          "Content-Type": "application/x-www-form-urlencoded",
          "Content-Length": String(Buffer.byteLength(body)),
        },
      },
      (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const forms = Object.entries(routeTable).flatMap(([id, { actions = [] }]) =>
  actions.map((action) => ({ id, ...action })),
);

describe("a form that is not sent from the portal's own page", () => {
  it.each(forms)("$id: $name is refused, however it is sent, and changes nothing", async ({ id, name, form, by }) => {
    const route = routes.find((other) => other.id === id);
    if (route === undefined) throw new Error(`The portal has no ${id}`);
    const address = addressFor(route, site);
    const fields = await form(site, address);
    const person = by ?? usualPersonAt(id);
    const to = asAction(address, route);
    await expectUnchanged(site, `${id}: ${name}`, async () => {
      for (const [how, headers] of elsewhere) {
        for (const target of [to, asData(to, route), `${to.split("?", 1)[0]}.data`]) {
          expect(await send(target, person, fields, headers(site.url)), `${target}, ${how}`).toBe(403);
        }
      }
    });
  });
});
