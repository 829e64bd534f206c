import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";
import { subscriptionPath } from "./support/subscription-pages.ts";

const harbour = "Harbour & Pine";
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const facts = (page: Page) => page.getByRole("region", { name: "At a glance" });

test.describe("the page of a subscription", () => {
  test("says first what it is, whose, how it stands, when it renews and for how much, how long it can be cancelled", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
    await page.goto(await subscriptionPath(page, "Tidewater Ferries plc", /Windows Server 2022 Datacenter/, /Window/));
    await expect(heading(page)).toContainText("Windows Server 2022 Datacenter");
    await expect(page.getByRole("main")).toContainText("For Tidewater Ferries plc · 3 years, billed annually");
    await expect(page.getByText("Active", { exact: true })).toBeVisible();
    await expect(facts(page)).toContainText(/Renews\d{1,2} \w+ \d{4}Automatically, for 3 years/);
    await expect(facts(page)).toContainText(/Next charge£[\d,]+\.\d\don \d{1,2} \w+ \d{4}/);
    await expect(facts(page)).toContainText(/\d days( \d+ hours?)? left/);
    await expect(facts(page)).toContainText(/Window open until.+\d{2}:\d{2}:\d{2} UTC\)/);
  });

  test("draws its life, and lists the same dates in a table", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
    await page.goto(await subscriptionPath(page, "Tidewater Ferries plc", /Windows Server 2022 Datacenter/, /Window/));
    await expect(page.getByRole("img", { name: /^Timeline from / })).toBeVisible();
    const rows = page.getByRole("table", { name: "Dates of this subscription" }).getByRole("rowheader");
    await expect(rows).toHaveText([
      "Term 1 starts",
      "Charge",
      "Cancellation window closes",
      "Charge to come",
      "Charge to come",
      "Term 2 would start",
      "Charge of the next term",
      "Charge of the next term",
      "Charge of the next term",
    ]);
  });

  test("estimates the hybrid benefit from two rates, and says when they cannot be read", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
    await page.goto(await subscriptionPath(page, "Tidewater Ferries plc", /Windows Server 2022 Datacenter/, /Window/));
    await page.getByLabel("Rate with Windows").fill("0.5");
    await page.getByLabel("Rate without Windows").fill("0,4");
    await page.getByRole("button", { name: "Estimate" }).click();
    await expect(page.getByText("You save about 20 %")).toBeVisible();
    await page.getByLabel("Rate with Windows").fill("a lot");
    await page.getByRole("button", { name: "Estimate" }).click();
    await expect(page.getByText("Enter two rates such as 0.2 and 0.124.")).toBeVisible();
  });

  test("gives the reason of every action that is not possible", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
    await page.goto(await subscriptionPath(page, "Blue Heron Medical Center", "changes with the next term"));
    const cancel = page.getByRole("link", { name: "Cancel subscription" });
    await expect(cancel).toHaveAttribute("aria-disabled", "true");
    await expect(cancel).toHaveAccessibleDescription(/^It could be cancelled until .+\.$/);
    await expect(page.getByText("The quantity can be changed for the next term.").first()).toBeVisible();

    await page.goto(await subscriptionPath(page, "Tidewater Ferries plc", /Red Hat/));
    await expect(page.getByRole("link", { name: "Cancel subscription" })).toHaveAccessibleDescription(
      "Red Hat and SUSE plans cannot be cancelled in the portal.",
    );
    await page.goto(`${new URL(page.url()).pathname}/cancel`);
    await expect(page.getByText("The full term is owed")).toBeVisible();
    await expect(page.getByRole("heading", { name: "Support request" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Cancel subscription" })).toHaveCount(0);
  });

  test("names the role that is missing, on the page and on each action's page", async ({ demo, watchedPage: page }) => {
    await signIn(page, accountWith(demo, "sales-agent", harbour));
    const path = await subscriptionPath(page, "Tidewater Ferries plc", /Windows Server 2022 Datacenter/, /Window/);
    await page.goto(path);
    await expect(page.getByRole("link", { name: "Cancel subscription" })).toHaveAccessibleDescription(
      "To cancel a purchase, one of these roles is needed: Admin agent.",
    );
    await expect(page.getByRole("heading", { name: "Recent activity" })).toHaveCount(0);
    for (const [below, role] of [
      ["cancel", "Admin agent."],
      ["auto-renew", "Admin agent or Global admin."],
      ["next-term", "Admin agent or Global admin."],
      ["release-hold", "Admin agent, Global admin or Operator."],
    ] as const) {
      await page.goto(`${path}/${below}`);
      await expect(page.getByText(new RegExp(`one of these roles is needed: ${role}`))).toBeVisible();
      await expect(page.getByRole("main").getByRole("button")).toHaveCount(0);
    }
  });

  test("is not there for another partner, nor under another customer", async ({ demo, watchedPage: page }) => {
    await signIn(page, accountWith(demo, "admin-agent", harbour));
    const path = await subscriptionPath(page, "Tidewater Ferries plc", /Windows Server 2022 Datacenter/);
    const other = (await subscriptionPath(page, "Blue Heron Medical Center")).split("/")[2] ?? "";
    const mixed = path.replace(/customers\/[^/]+/, `customers/${other}`);
    const pages = ["", "/auto-renew", "/next-term", "/cancel", "/release-hold"];
    for (const below of pages) expect((await page.request.get(mixed + below)).status(), below).toBe(404);
    await page.context().clearCookies();
    await signIn(page, accountWith(demo, "admin-agent", "Nordlicht"));
    for (const below of pages) {
      const answer = await page.request.get(path + below);
      expect(answer.status(), below).toBe(404);
      expect(await answer.text()).not.toContain("Datacenter");
    }
  });
});

for (const [language, organization, customers] of [
  ["English", harbour, ["Tidewater Ferries plc", "Lakehead Forestry Ltd."]],
  ["German", "Nordlicht", ["Stadtwerke Elbmarsch GmbH", "Tiroler Holzwerke Stubenvoll GmbH"]],
] as const) {
  test(`the pages of a subscription in ${language} are accessible and fit in every look`, async ({
    demo,
    watchedPage: page,
  }) => {
    await signIn(page, accountWith(demo, "admin-agent", organization));
    const [first, second] = customers;
    const path = await subscriptionPath(page, first, /Fenster|Window/);
    for (const below of ["", "/auto-renew", "/next-term", "/cancel"]) {
      await page.goto(path + below);
      await expectFineInEveryLook(page);
    }
    await page.goto(await subscriptionPath(page, second));
    await expectFineInEveryLook(page);
  });
}
