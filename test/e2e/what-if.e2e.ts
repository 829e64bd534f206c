import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/looks.ts";
import { customerPath } from "./support/subscription-pages.ts";

const english = "Harbour & Pine";

/** A subscription whose window is open: the first mark of the picture on the home page. */
async function openOneInItsWindow(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("table", { name: "Cancellation windows closing" }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/customers\/[^/]+\/subscriptions\//);
}

test.describe("what if", () => {
  test("shows other plans and each day's credit, and leads to where it is done", async ({
    demo,
    watchedPage: page,
  }) => {
    await signIn(page, accountWith(demo, "admin-agent", english));
    await openOneInItsWindow(page);
    await page.getByRole("link", { name: "What if …" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "What if" })).toBeVisible();
    await expect(page.getByRole("table", { name: "Credit by day of cancelling" })).toBeVisible();
    await expect(page.getByRole("rowheader", { name: /· today$/ })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Cancel subscription" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Cancel subscription" })).toBeVisible();
  });

  test("compares all of a customer's subscriptions under another plan, on a phone too", async ({
    demo,
    watchedPage: page,
  }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await beSignedIn(page, accountWith(demo, "admin-agent", english));
    await page.goto(await customerPath(page, "Blue Heron Medical Center"));
    await page.getByRole("link", { name: "What if …" }).first().click();
    await page.getByLabel("Another plan or duration").selectOption("P3Y.annual");
    await page.getByRole("button", { name: "Compare" }).click();
    await expect(page).toHaveURL(/choice=P3Y\.annual/);
    await expect(page.getByRole("table", { name: "Subscriptions and what they would cost" })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});

test("a customer to compare is found from the forecast, and another one from there", async ({
  demo,
  watchedPage: page,
}) => {
  await signIn(page, accountWith(demo, "admin-agent", english));
  await page.goto("/forecast");
  await page.getByRole("link", { name: "What if …" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "What if" })).toBeVisible();
  await page.getByRole("searchbox").last().fill("blue heron");
  await page.getByRole("button", { name: "Search", exact: true }).last().click();
  await expect(page.getByRole("rowheader")).toHaveText(["Blue Heron Medical Center"]);
  await expectAccessible(page);
  await page.getByRole("rowheader").getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "What if: Blue Heron Medical Center" })).toBeVisible();
  await page.getByRole("link", { name: "Another customer" }).click();
  await expect(page).toHaveURL(/\/what-if$/);
});

test.describe("auto-renew on a chosen day, without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("is switched off ahead, shown on the subscription, and taken back", async ({ demo, page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", english));
    await page.goto("/");
    await page
      .getByRole("table", { name: "Renewals ahead" })
      .getByRole("rowheader")
      .last()
      .getByRole("link")
      .first()
      .click();
    const subscription = page.url();
    await page.goto(`${subscription}/auto-renew`);
    await page.getByRole("link", { name: "On a day ahead" }).click();
    const day = page.getByLabel("Day (UTC)");
    await day.fill((await day.getAttribute("min")) ?? "");
    await page.getByRole("button", { name: "Switch it off on that day" }).click();
    await expect(page).toHaveURL(subscription);
    await expect(page.getByText("The day is chosen")).toBeVisible();
    await expect(page.getByText(/Auto-renew is to be switched off on /).first()).toBeVisible();
    await page.goto(`${subscription}/auto-renew-day`);
    await page.getByRole("button", { name: "Keep auto-renew on" }).click();
    await expect(page.getByText("Auto-renew stays on")).toBeVisible();
  });
});
