import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type PermittedAction, rolesFor } from "#app/domain/access/permissions.ts";
import { organizationKinds, roles, type Role } from "#app/domain/access/roles.ts";
import { rolesOfOrganization } from "#app/domain/access/organization.ts";
import { translateTo } from "#app/i18n/server-translators.ts";
import { addressFor, asAction, asData, rowOf } from "./support/addresses.ts";
import { textOf } from "./support/html.ts";
import { type Access, routeTable } from "./support/route-table.ts";
import { builtRoutes, type BuiltRoute } from "./support/routes.ts";
import type { Person } from "./support/settle.ts";
import { type Answer, type Fields, openSite, type Site } from "./support/site.ts";
import { expectUnchanged } from "./support/unchanged.ts";

let site: Site;
let routes: BuiltRoute[];
beforeAll(async () => {
  [site, routes] = [await openSite(), await builtRoutes()];
});
afterAll(async () => site.close());

const people: readonly (Role | "nobody")[] = ["nobody", ...roles];
const t = translateTo("en");

function isAllowed(person: Person, access: Access): boolean {
  if (access === "anyone" || person === "nobody") return access === "anyone";
  return access === "signed-in" || rolesFor(access).includes(person as Role);
}

/** The permissions that a page asks for: its own, and those of the pages around it. */
function accessesOf(route: BuiltRoute): Access[] {
  return route.chain.map((id) => rowOf({ id }).access);
}

const routeNamed = (id: string): BuiltRoute => {
  const route = routes.find((other) => other.id === id);
  if (route === undefined) throw new Error(`The portal has no ${id}`);
  return route;
};

/** Sent to sign in and back again afterwards, without a word of what is there. */
function expectSentToSignIn({ path, status, location }: Answer, statuses: readonly number[]): void {
  expect(statuses, path).toContain(status);
  expect(location, path).toMatch(/^\/sign-in/);
}

/** The roles of the same kind of organisation as somebody of one role has. */
function rolesBeside(person: Role): readonly Role[] {
  return organizationKinds.map(rolesOfOrganization).find((some) => some.includes(person)) ?? [];
}

/**
 * Refused with the roles that would be needed, in words: those of the own organisation, where one of them would do.
 * A customer's people have pages of their own: other pages are not there for them, nor theirs for others.
 */
function expectRefused(answer: Answer, access: Access, person: Role): void {
  const who = `${person} at ${answer.path}`;
  const needed = rolesFor(access as PermittedAction);
  const own = needed.filter((role) => rolesBeside(person).includes(role));
  const isOfCustomers = (role: Role) => rolesOfOrganization("customer").includes(role);
  if (own.length === 0 && (isOfCustomers(person) || needed.every(isOfCustomers))) {
    expect(answer.status, who).toBe(404);
    return;
  }
  expect(answer.status, who).toBe(403);
  const words = (own.length === 0 ? needed : own).map((role) => t(`trade:role.${role}`));
  const text = answer.headers.get("content-type")?.startsWith("text/html") ? textOf(answer.text) : answer.text;
  for (const word of words) expect(text, who).toContain(word);
}

describe("every page, by role", () => {
  it.each(Object.keys(routeTable))("%s", async (id) => {
    const route = routeNamed(id);
    const { answer = 200, notFoundFor = [], ledOn = [] } = rowOf(route);
    await expectUnchanged(site, id, async () => {
      for (const person of people) {
        const address = addressFor(route, site);
        const denied = accessesOf(route).find((access) => !isAllowed(person, access));
        const [page, data] = [await site.get(address, person), await site.get(asData(address, route), person)];
        if (denied === undefined) {
          // Whoever is signed in has no use for the page to sign in.
          const isLedOn = ledOn.includes(person) || (id === "routes/sign-in" && person !== "nobody");
          const expected = isLedOn ? 302 : notFoundFor.includes(person) ? 404 : answer;
          expect(`${person}: ${page.status}`).toBe(`${person}: ${expected}`);
          // A redirect reaches the page's script as a header.
          expect(`${person}: ${data.status}`).toBe(`${person}: ${expected === 302 ? 204 : expected}`);
        } else if (person === "nobody") {
          expectSentToSignIn(page, [302]);
          expectSentToSignIn(data, [204]);
        } else {
          expectRefused(page, denied, person);
          expectRefused(data, denied, person);
        }
      }
    });
  });
});

const forms = Object.entries(routeTable).flatMap(([id, { actions = [] }]) =>
  actions.map((action) => ({ id, ...action })),
);

describe("every form, by role", () => {
  it.each(forms.filter(({ access }) => access !== "anyone"))(
    "$id: $name is refused to whoever may not, and changes nothing",
    async ({ id, name, access, form }) => {
      const route = routeNamed(id);
      const address = addressFor(route, site);
      const fields = await form(site, address);
      await expectUnchanged(site, `${id}: ${name}`, async () => {
        for (const person of people.filter((one) => !isAllowed(one, access))) {
          const to = asAction(address, route);
          const [page, data] = [
            await site.post(to, person, fields),
            await site.post(asData(to, route), person, fields),
          ];
          if (person === "nobody") {
            expectSentToSignIn(page, [303]);
            expectSentToSignIn(data, [204]);
          } else {
            expectRefused(page, deniedOf(route, access, person), person);
            expectRefused(data, deniedOf(route, access, person), person);
          }
        }
      });
    },
  );

  const doable = forms.filter(({ by }) => by === undefined);
  const ending = forms.filter(({ by }) => by !== undefined);
  it.each([...doable, ...ending])("$id: $name is done for whoever may", async (action) => {
    const route = routeNamed(action.id);
    const { notFoundFor = [] } = rowOf(route);
    const allowed: Person[] =
      action.by === undefined ? people.filter((one) => isAllowed(one, action.access)) : [action.by];
    const may = allowed.filter((person) => accessesOf(route).every((access) => isAllowed(person, access)));
    expect(may.length).toBeGreaterThan(0);
    const address = addressFor(route, site);
    const form = await action.form(site, address);
    for (const [index, person] of may.entries()) {
      const answer = await site.post(asAction(address, route), person, withNewKey(form));
      const who = `${person} at ${answer.path}`;
      const expected = notFoundFor.includes(person) ? 404 : (action.done ?? 303);
      if (index === 0 || expected === 404) expect(answer.status, `${who}: ${shortly(answer)}`).toBe(expected);
      // What the first has done, the next may find done; but nobody of them is told that a role is missing.
      expect([401, 403, 500, 503], who).not.toContain(answer.status);
      if (id(route) !== "routes/sign-out") expect(answer.location ?? "", who).not.toMatch(/^\/sign-in\?redirectTo/);
    }
  });
});

const id = (route: BuiltRoute) => route.id;

/** The first permission that somebody lacks: that of the page, else that of the form. */
function deniedOf(route: BuiltRoute, access: Access, person: Person): Access {
  return accessesOf(route).find((one) => !isAllowed(person, one)) ?? access;
}

/** The same form, loaded anew. */
function withNewKey(form: Fields | FormData): Fields | FormData {
  if (form instanceof FormData) return form;
  return form.map(([name, value]) => [name, name === "idempotencyKey" ? crypto.randomUUID() : value] as const);
}

/** What a page that should have redirected says, for the message of the test. */
function shortly({ headers, text }: Answer): string {
  return headers.get("content-type")?.startsWith("text/html") ? textOf(text).slice(400, 1_400) : text.slice(0, 500);
}
