import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectAccessible } from "./support/looks.ts";
import { subscriptionPath } from "./support/subscription-pages.ts";

const harbour = "Harbour & Pine";
const facts = (page: Page) => page.getByRole("region", { name: "At a glance" });
const submit = (page: Page, name: string) => page.getByRole("button", { name }).click();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("auto-renew is switched off and on again, each with what it brings", async ({ demo, watchedPage: page }) => {
      await signIn(page, accountWith(demo, "admin-agent", harbour));
      const path = await subscriptionPath(page, "Cedar Ridge Credit Union", /SQL Server Standard/, /Window/, /Renews/);
      await page.goto(path);
      await page.getByRole("link", { name: "Switch auto-renew off" }).click();
      await expect(page.getByText(/Its last day is \d+ \w+ \d{4}; nothing is charged after that/)).toBeVisible();
      await expect(page.getByText(/Without it, it would renew on .+ and charge US\$[\d,.]+ in all/)).toBeVisible();
      await submit(page, "Switch auto-renew off");
      await expect(page.getByRole("status")).toContainText("Auto-renew is off");
      await expect(page).toHaveURL(path);
      await expect(facts(page)).toContainText(/Ends\d+ \w+ \d{4}Auto-renew is off/);

      await page.goto(`${path}/next-term`);
      await expect(page.getByText(/There is no next term, because auto-renew is off/)).toBeVisible();
      await page.goto(`${path}/auto-renew`);
      await expect(page.getByText(/The first charge is US\$[\d,.]+, the whole term US\$/)).toBeVisible();
      await submit(page, "Switch auto-renew on");
      await expect(page.getByRole("status")).toContainText("Auto-renew is on");
      await expect(facts(page)).toContainText(/Renews/);
    });

    test("a subscription is given a name, which stands beside its product", async ({ demo, watchedPage: page }) => {
      await signIn(page, accountWith(demo, "admin-agent", harbour));
      const name = javaScriptEnabled ? "Terminal server" : "Front desk";
      const path = await subscriptionPath(page, "Blue Heron Medical Center", /Windows Server 2022 Standard/, /Window/);
      await page.goto(path);
      await page.getByRole("link", { name: /Give it a name|Terminal server|Front desk/ }).click();
      await expect(page.getByText(/orders and invoices keep the product's name/)).toBeVisible();
      await page.getByRole("textbox", { name: "Name", exact: true }).fill(name);
      await submit(page, "Save name");
      await expect(page.getByRole("status")).toContainText(`It is called ${name} from now on`);
      await expect(page).toHaveURL(path);
      await expect(page.getByRole("link", { name, exact: true })).toBeVisible();
      await page.goto(`${path.split("/subscriptions/")[0]}/subscriptions`);
      await expect(page.getByRole("rowheader", { name: new RegExp(name) })).toBeVisible();
    });

    test("a next term is compared, planned, and taken back", async ({ demo, watchedPage: page }) => {
      await signIn(page, accountWith(demo, "admin-agent", harbour));
      const path = await subscriptionPath(page, "Blue Heron Medical Center", /Windows Server 2022 Standard/, /Window/);
      await page.goto(path);
      await page.getByRole("link", { name: "Change the next term" }).click();
      await expect(page.getByRole("radio", { checked: true })).toHaveAccessibleName(/1 year, billed annually/);
      await page.getByLabel("Quantity").fill("9");
      await submit(page, "Show before and after");
      await expect(page).toHaveURL(/quantity=9/);
      const quantity = page.getByRole("table", { name: "This term and the next one" }).getByRole("row", {
        name: /^Quantity/,
      });
      await expect(quantity.getByRole("cell")).toHaveText(["6", "changed9"]);
      await expect(page.getByText(/US\$[\d,.]+ more for the whole term/)).toBeVisible();
      await submit(page, "Plan this for the next term");
      await expect(page.getByRole("status")).toContainText("The next term is planned");
      await expect(page.getByText(/: 1 year, billed annually, quantity 9\./).first()).toBeVisible();

      await page.goto(`${path}/auto-renew`);
      await expect(page.getByText(/What is planned for the next term is removed: .+, quantity 9\./)).toBeVisible();
      await page.goto(`${path}/next-term`);
      await submit(page, "Remove the planned change");
      await expect(page.getByRole("status")).toContainText("The planned change is removed");
      await expect(page.getByText("Nothing changes: same term, plan, quantity and price.")).toBeVisible();
    });

    test("a subscription is cancelled after the tick, with the credit that was shown", async ({
      demo,
      watchedPage: page,
    }) => {
      await signIn(page, accountWith(demo, "admin-agent", harbour));
      const [customer, product] = javaScriptEnabled
        ? ["Kookaburra Mining Services Pty Ltd", /Windows Server 2022 Standard/]
        : ["Tidewater Ferries plc", /System Center/];
      const path = await subscriptionPath(page, customer, product, /Window/);
      await page.goto(path);
      await page.getByRole("link", { name: "Cancel subscription" }).click();
      await expect(page.getByText(/\d{2}:\d{2}:\d{2} UTC/).first()).toBeVisible();
      const credit = await page.getByText("You get back").locator("xpath=following-sibling::dd[1]").innerText();
      const derived = page.getByRole("table", { name: "The credit for each charge" });
      await expect(derived.getByRole("row").last()).toContainText(credit);
      // axe is a script itself.
      if (javaScriptEnabled) await expectAccessible(page);

      await submit(page, "Cancel subscription");
      await expect(page.getByRole("alert")).toContainText("Tick the box to confirm.");
      await page.getByLabel("I have read this and want to cancel the subscription.").check();
      await submit(page, "Cancel subscription");
      await expect(page.getByRole("status")).toContainText(`${credit} is credited on your next monthly invoice`);
      await expect(facts(page)).toContainText("Cancelled");
      await expect(facts(page)).toContainText("Nothing more is charged");
      await expect(page.getByRole("link", { name: "Cancel subscription" })).toHaveAccessibleDescription(
        /^The subscription was cancelled on /,
      );
      await page.goto(`${path}/cancel`);
      await expect(page.getByText(/The subscription was cancelled on/)).toBeVisible();
      await expect(page.getByRole("button", { name: "Cancel subscription" })).toHaveCount(0);
    });
  });
}

test("a credit that is another one by now is not paid out, but shown again", async ({ demo, watchedPage: page }) => {
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  const path = `${await subscriptionPath(page, "Whitsunday Charter Co Pty Ltd", /Window/)}/cancel`;
  // What was shown before the credit became another one: changed on its way, since a page that comes to life puts
  // its own value back into a hidden field.
  await page.route(
    (url) => url.pathname === path,
    async (route) => {
      const sent = route.request().postData();
      if (sent === null) return route.continue();
      const changed = sent.replace(/(shownCreditMinor=)\d+/, (_all, name: string) => `${name}1`);
      expect(changed).not.toBe(sent);
      return route.continue({ postData: changed });
    },
  );
  await page.goto(path);
  await page.getByLabel("I have read this and want to cancel the subscription.").check();
  await submit(page, "Cancel subscription");
  await expect(page.getByRole("alert")).toContainText("changed this record while you were looking at it");
  await expect(page.getByRole("button", { name: "Cancel subscription" })).toBeVisible();
});

test("a subscription on hold is released, and the portal goes on with it", async ({ demo, watchedPage: page }) => {
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  const path = await subscriptionPath(page, "Lakehead Forestry Ltd.", "On hold");
  await page.goto(path);
  await expect(page.getByText(/^On hold since /)).toBeVisible();
  await page.getByRole("link", { name: "Release" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Release the hold" })).toBeVisible();
  await submit(page, "Release the hold");
  await expect(page.getByRole("status")).toContainText("The hold is released");
  await page.goto(`${path}/release-hold`);
  await expect(page.getByText("The subscription is not on hold, so there is nothing to release.")).toBeVisible();
});
