import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectAccessible } from "./support/looks.ts";

const partner = "Harbour & Pine";

test.describe("the activity log", () => {
  test("shows the last month, filters, opens a line with before and after, and exports what is shown", async ({
    demo,
    watchedPage: page,
  }) => {
    await signIn(page, accountWith(demo, "global-admin", partner));
    await page.getByRole("link", { name: "Activity log" }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Activity log" })).toBeVisible();
    await expect(page.getByRole("rowheader").first()).toBeVisible();

    await page.getByLabel("From", { exact: true }).fill("2020-01-01");
    await page.getByLabel("Action", { exact: true }).selectOption("Auto-renew switched");
    await page.getByRole("button", { name: "Show" }).click();
    await expect(page).toHaveURL(/action=auto-renew-switched/);
    const lines = page.locator("main details > summary");
    await expect(lines.first()).toContainText("Auto-renew switched");
    const shown = await lines.count();

    await lines.first().click();
    const values = page.getByRole("table", { name: "Before and after" }).first();
    await expect(values).toBeVisible();
    await expect(values.getByRole("rowheader", { name: "Auto-renew" })).toBeVisible();
    await expect(page.getByText("Place in the chain").first()).toBeVisible();
    await expectAccessible(page);

    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^activity-2020-01-01-to-\d{4}-\d{2}-\d{2}\.csv$/);
    const rows = parse(await readFile(await download.path()), { bom: true, columns: true }) as { action: string }[];
    expect(rows.map(({ action }) => action)).toEqual(Array.from({ length: shown }, () => "auto-renew-switched"));

    await page.goto("/settings/activity?action=activity-exported");
    await expect(lines).toHaveCount(1);
  });

  test("asks which customer is meant where words fit several, and shows that one's lines", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", partner));
    await page.goto("/settings/activity?from=2020-01-01&customer=tidewater");
    await expect(page.getByLabel("Customer", { exact: true })).toHaveValue("Tidewater Ferries plc");
    const customers = page.getByRole("cell").getByRole("link", { name: "Tidewater Ferries plc" });
    await expect(customers.first()).toBeVisible();
    await page.goto("/settings/activity?customer=nobody-at-all");
    await expect(page.getByText("No customer fits “nobody-at-all”")).toBeVisible();
  });

  test("tells those who read of keys alone nothing else", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "referrals-admin", partner));
    await page.goto("/settings/activity?from=2020-01-01");
    const options = await page.getByLabel("Action", { exact: true }).locator("option").allTextContents();
    expect(options).toEqual(["All actions", "Key shown", "Download link copied", "File downloaded"]);
    for (const line of await page.locator("main details > summary").allTextContents())
      expect(line).toMatch(/^(Key shown|Download link copied|File downloaded)/);
  });

  test("is verified by the operator, who sees each chain and the last seal", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "operator", ""));
    await page.goto("/settings/activity");
    await page.getByRole("link", { name: "Chains of the activity log" }).click();
    await page.getByRole("button", { name: "Verify now" }).click();
    await expect(page.getByText("All chains are intact")).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: partner }).getByText("Intact")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "The portal itself" }).click();
    await expect(page.getByRole("row").filter({ hasText: "Activity log verified" }).first()).toBeVisible();
  });
});

test.describe("the activity log on a phone, in the dark", () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });

  test("is a list of cards that open, and nothing scrolls sideways", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", partner));
    await page.goto("/settings/activity?from=2020-01-01&action=auto-renew-switched");
    await page.locator("main details > summary").first().click();
    await expect(page.getByText("Place in the chain").first()).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  });
});

test.describe("the activity log without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("filters, opens and exports all the same", async ({ demo, page }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", partner));
    await page.goto("/settings/activity");
    await page.getByLabel("From", { exact: true }).fill("2020-01-01");
    await page.getByLabel("Action", { exact: true }).selectOption("Auto-renew switched");
    await page.getByRole("button", { name: "Show" }).click();
    await page.locator("main details > summary").first().click();
    await expect(page.getByRole("table", { name: "Before and after" }).first()).toBeVisible();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Export CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
  });
});
