import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect } from "./support/fixtures.ts";
import { expectAccessible, expectFineInEveryLook, expectNoSidewaysScroll } from "./support/looks.ts";

const english = "Harbour & Pine";
const german = "Nordlicht";

test.describe("the forecast", () => {
  test("leads from the book to a month, to a step, and to where it can still be changed", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", english));
    await page.goto("/forecast");
    await expect(page.getByRole("heading", { level: 1, name: "Forecast" })).toBeVisible();
    const months = page.getByRole("table", { name: /^The forecast by month, in / });
    // 36 months, the head and the sum.
    await expect(months.getByRole("row")).toHaveCount(38);
    await expectAccessible(page);
    const next = months.getByRole("rowheader").getByRole("link").nth(1);
    const name = (await next.textContent()) ?? "";
    await next.click();
    await expect(page.getByRole("heading", { level: 2, name: `${name}, step by step` })).toBeVisible();
    await expect(page).toHaveURL(/month=\d{4}-\d\d/);
    await expectAccessible(page);
    const steps = page.getByRole("table", { name: new RegExp(`^Steps of ${name}`) });
    await steps.getByRole("rowheader").getByRole("link").first().click();
    await expect(page).toHaveURL(/\/customers\/[^/]+\/subscriptions\//);
    await page.goBack();
    await page.getByRole("link", { name: `Show all again: ${name}` }).click();
    await expect(months.getByRole("row")).toHaveCount(38);
  });

  test("narrows by currency, customer and product, and hands out what it shows as a file", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", english));
    await page.goto("/forecast?currency=GBP");
    const customers = page.getByRole("table", { name: "By customer" });
    const customer = customers.getByRole("rowheader").getByRole("link").first();
    const name = (await customer.textContent()) ?? "";
    await customer.click();
    await expect(page).toHaveURL(/currency=GBP.*customer=/);
    await expect(page.getByRole("link", { name: `Show all again: ${name}` })).toBeVisible();
    await page.getByRole("table", { name: "By product" }).getByRole("rowheader").getByRole("link").first().click();
    await expect(page).toHaveURL(/customer=.*product=/);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download as CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^forecast-\d{4}-\d\d-\d\d\.csv$/);
    const rows: Record<string, string>[] = parse(await readFile(await download.path()), { bom: true, columns: true });
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row["Customer"]))).toEqual(new Set([name]));
    expect(new Set(rows.map((row) => row["Currency"]))).toEqual(new Set(["GBP"]));
  });
});

test.describe("the forecast without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("has its picture, its months and its steps", async ({ demo, page }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", english));
    await page.goto("/forecast");
    await expect(page.locator("figure svg rect").first()).toBeAttached();
    await page
      .getByRole("table", { name: /^The forecast by month/ })
      .getByRole("link")
      .nth(1)
      .click();
    await expect(page.getByRole("heading", { level: 2, name: /step by step$/ })).toBeVisible();
  });
});

test.describe("the forecast on a phone, in German and dark", () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });

  test("is read without scrolling sideways, and in every look", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", german));
    await page.goto("/forecast");
    await expect(page.getByRole("heading", { level: 1, name: "Vorschau" })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectFineInEveryLook(page);
  });
});
