import { afterAll, beforeAll, expect, it } from "vitest";
import type { Person } from "./support/settle.ts";
import { openSite, type Site } from "./support/site.ts";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(async () => site.close());

/** Where the operator settles the group that says another thing than in the edition before. */
const page = "/operator/product-list/groups/group-4";
const readersPage = "/product-list/groups/group-4";

/** Which answers the page offers, and which one it has. */
async function asked() {
  const { text } = await site.get(page, "operator");
  const offered = (["same", "apart"] as const).filter((intent) => text.includes(`name="intent" value="${intent}"`));
  return [["In doubt", "The same group", "Another group"].filter((answer) => text.includes(`>${answer}<`)), offered];
}

async function press(intent: "same" | "apart") {
  const form = await site.formOf(page, "operator", { action: page, with: ["intent", intent] });
  const { status, location } = await site.post(page, "operator", form.fields);
  expect([intent, status, location]).toEqual([intent, 303, page]);
}

/** Where the list of changes leads to from the doubtful group. */
async function ledTo(person: Person) {
  const { text } = await site.get(`/product-list/editions/${site.listEdition}`, person);
  return [page, readersPage].filter((path) => text.includes(`href="${path}"`));
}

it("a doubtful group is settled with the buttons of its page, either way, and the other way after that", async () => {
  expect(await asked()).toEqual([["In doubt"], ["same", "apart"]]);
  await press("apart");
  expect(await asked()).toEqual([["Another group"], ["same"]]);
  await press("same");
  expect(await asked()).toEqual([["The same group"], ["apart"]]);
});

it("everybody who reads the changes is told of the doubt, and the operator alone is led to where it is settled", async () => {
  expect(await ledTo("operator")).toContain(page);
  expect(await ledTo("sales-agent")).toEqual([readersPage]);
  expect((await site.get(page, "sales-agent")).status).toBe(403);
});
