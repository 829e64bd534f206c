import type { Page } from "@playwright/test";
import { accountWith } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";
import { test } from "./support/moved-clock-fixtures.ts";
import { addCustomer, putIntoCart } from "./support/purchase-pages.ts";

const rdsCal = "Windows Server 2022 Remote Desktop Services CAL - 1 User CAL";

/** Waits until a move has arrived, however long it takes. */
async function moved(page: Page): Promise<void> {
  await expect(page.getByRole("progressbar", { name: "The clock is moving" })).toHaveCount(0, { timeout: 50_000 });
}

async function charges(page: Page): Promise<string> {
  return page.getByRole("region", { name: "Last move" }).getByText("Charges").locator("..").innerText();
}

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with scripts" : "without scripts";
  test.describe(mode, () => {
    test.use({ javaScriptEnabled });
    test.slow();

    test("moving the clock renews and charges what falls due, and the partner sees it", async ({
      watchedPage: page,
      movedDemo: demo,
    }) => {
      await signIn(page, accountWith(demo, "admin-agent", "Harbour & Pine"));
      const customer = await addCustomer(page, `Monthly ${mode}`, "United States");
      await putIntoCart(page, customer, rdsCal, { search: "remote", choice: /1 month · Monthly/, quantity: 4 });
      await page.goto(`${customer}/cart/review`);
      await page.getByRole("button", { name: /^Buy for / }).click();
      await page.getByRole("link", { name: "Open subscription" }).click();
      await expect(page).toHaveURL(/\/subscriptions\//);
      const subscription = page.url();
      await putIntoCart(page, customer, rdsCal, { search: "remote", choice: /1 year · Annual/, quantity: 4 });

      await page.context().clearCookies();
      await beSignedIn(page, accountWith(demo, "operator", ""));
      await page.goto("/operator/clock");
      await expect(page.getByRole("heading", { level: 1, name: "Clock" })).toBeVisible();
      await expect(page.getByRole("table", { name: "Next due" })).toContainText(/renewal/);
      const before = await page.locator("main time").first().getAttribute("datetime");
      await page.getByRole("button", { name: "Move the clock: One month" }).click();
      await expect(page.getByRole("region", { name: "Last move" })).toBeVisible();
      await moved(page);
      const after = await page.locator("main time").first().getAttribute("datetime");
      const days = (Date.parse(after ?? "") - Date.parse(before ?? "")) / 86_400_000;
      expect(days).toBeGreaterThanOrEqual(28);
      expect(days).toBeLessThan(32);
      expect(Number((await charges(page)).replaceAll(/\D/g, ""))).toBeGreaterThan(0);

      await page.getByRole("table", { name: "Runs on the way" }).getByRole("link", { name: "Renew" }).first().click();
      await expect(page.getByRole("region", { name: "Certificate" })).toContainText(/Duplicates\s*0/);
      await expect(page.getByRole("region", { name: "Certificate" })).toContainText(/new terms?/);
      await page.goto("/operator/job-runs?job=renew-due-subscriptions");
      await expect(
        page
          .getByRole("table", { name: /Job runs/ })
          .getByRole("row")
          .nth(1),
      ).toContainText("Done");

      await page.context().clearCookies();
      await beSignedIn(page, accountWith(demo, "admin-agent", "Harbour & Pine"));
      await page.goto(subscription);
      await expect(page.getByRole("main")).toContainText(/term 2/i);
      await page.goto(`${customer}/orders`);
      await expect(page.getByRole("table").getByRole("row")).toHaveCount(3);

      // The cart of a month ago has expired; nothing of it is lost.
      await page.goto(`${customer}/cart`);
      await expect(page.getByText("This cart has expired")).toBeVisible();
      await expect(page.getByText(/It held 1 line and expired on /)).toBeVisible();
      await page.getByRole("button", { name: "Fill a new cart with the same products" }).click();
      await expect(page.getByText("A new cart with 1 line, at the prices of now")).toBeVisible();
      await page.getByRole("link", { name: "Review" }).click();
      await page.getByRole("button", { name: /^Buy for / }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Order placed" })).toBeVisible();
    });

    test("the clock goes forward only, and to a day of one's choice", async ({
      watchedPage: page,
      movedDemo: demo,
    }) => {
      await beSignedIn(page, accountWith(demo, "operator", ""));
      await page.goto("/operator/clock");
      const now = (await page.locator("main time").first().getAttribute("datetime")) ?? "";
      await page.getByLabel("To a date").evaluate((field) => field.removeAttribute("min"));
      await page.getByLabel("To a date").fill("2021-01-01");
      await page.getByRole("button", { name: "Move to this day" }).click();
      await expect(page.getByRole("alert")).toContainText("Choose a later instant.");
      const day = new Date(Date.parse(now) + 2 * 86_400_000).toISOString().slice(0, 10);
      await page.getByLabel("To a date").fill(day);
      await page.getByRole("button", { name: "Move to this day" }).click();
      await expect(page.getByRole("region", { name: "Last move" })).toBeVisible();
      await moved(page);
      await expect(page.locator("main time").first()).toHaveAttribute("datetime", new RegExp(`^${day}T00:0`));
    });

    test("a job is run by hand, and says what it did", async ({ watchedPage: page, movedDemo: demo }) => {
      await beSignedIn(page, accountWith(demo, "operator", ""));
      await page.goto("/operator/job-runs");
      await page.getByRole("button", { name: "Run now: Charge" }).click();
      await expect(page.getByText(/Charge: (nothing was due|\d+ done, \d+ failed)/)).toBeVisible();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Charge, ");
      await expect(page.getByRole("region", { name: "Certificate" })).toContainText("must be 0");
    });
  });
}

test("clock and job runs are accessible and fit in every look", async ({ watchedPage: page, movedDemo: demo }) => {
  await beSignedIn(page, accountWith(demo, "operator", ""));
  for (const path of ["/operator/clock", "/operator/job-runs", "/operator/job-runs?job=renew-due-subscriptions"]) {
    await page.goto(path);
    await expectFineInEveryLook(page);
  }
  await page
    .getByRole("table", { name: /Job runs/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByRole("region", { name: "Certificate" })).toBeVisible();
  await expectFineInEveryLook(page);
});

test("partners have no clock and no job runs", async ({ page, movedDemo: demo }) => {
  await signIn(page, accountWith(demo, "admin-agent", "Harbour & Pine"));
  for (const path of ["/operator/clock", "/operator/job-runs"]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(403);
  }
});
