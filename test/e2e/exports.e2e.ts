import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectNoSidewaysScroll } from "./support/looks.ts";
import { customerPath } from "./support/subscription-pages.ts";

const harbour = "Harbour & Pine";
type Row = Record<string, string>;

async function exported(page: Page): Promise<{ name: string; rows: Row[] }> {
  const main = page.getByRole("main");
  const control = main
    .getByRole("link", { name: "Export as CSV" })
    .or(main.getByRole("button", { name: "Export as CSV" }));
  const [download] = await Promise.all([page.waitForEvent("download"), control.click()]);
  const rows = parse(await readFile(await download.path()), { bom: true, columns: true }) as Row[];
  return { name: download.suggestedFilename(), rows };
}

const shown = (page: Page) => page.getByRole("main").getByRole("rowheader");

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a list is exported as it is filtered, whole and not only the page that is shown", async ({
      demo,
      watchedPage: page,
    }) => {
      await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
      await page.goto("/customers?search=tidewater");
      const { name, rows } = await exported(page);
      expect(name).toMatch(/^customers-\d{4}-\d\d-\d\d\.csv$/);
      expect(rows.map(({ customer }) => customer)).toEqual(["Tidewater Ferries plc"]);

      await page.goto("/subscriptions?status=expired");
      const expired = await exported(page);
      expect(expired.rows.length).toBeGreaterThan(0);
      expect(new Set(expired.rows.map(({ status }) => status))).toEqual(new Set(["expired"]));
      await page.goto("/subscriptions");
      const all = await exported(page);
      expect(all.rows.length).toBeGreaterThanOrEqual(await shown(page).count());
    });
  });
}

test("every list of a customer, the invoices, the notices and the support requests have a file", async ({
  demo,
  watchedPage: page,
}) => {
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  const customer = await customerPath(page, "Tidewater Ferries plc");
  for (const path of [
    `${customer}/subscriptions`,
    `${customer}/software`,
    `${customer}/orders`,
    "/invoices",
    "/notices",
    "/support",
  ]) {
    await page.goto(path);
    const { rows } = await exported(page);
    expect(rows.length, path).toBeGreaterThan(0);
    for (const value of rows.flatMap((row) => Object.values(row)))
      expect(value, `${path} holds no key`).not.toMatch(/\b[A-Z0-9]{5}(-[A-Z0-9]{5}){4}\b/);
  }
});

test("a file with people in it is a line of the log", async ({ demo, watchedPage: page }) => {
  await beSignedIn(page, accountWith(demo, "global-admin", harbour));
  await page.goto("/settings/users");
  const { rows } = await exported(page);
  expect(rows.map(({ email }) => email)).toContain(accountWith(demo, "global-admin", harbour).email);
  await page.goto("/settings/activity?action=list-exported");
  await expect(page.getByRole("main")).toContainText("List exported");
});

test("a list prints without its controls", async ({ demo, watchedPage: page }) => {
  await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
  await page.goto("/subscriptions");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("navigation")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Export as CSV" })).toBeHidden();
  await expect(page.getByLabel("What to change")).toBeHidden();
  await expect(shown(page).first()).toBeVisible();

  // As wide as a sheet of A4 between its margins: amounts stand in the last column, and none may be cut off.
  await page.setViewportSize({ width: 718, height: 1000 });
  await expectNoSidewaysScroll(page);
  await page.goto("/invoices");
  const invoice = await shown(page).getByRole("link").first().getAttribute("href");
  await page.goto(invoice ?? "");
  await expect(page.getByRole("columnheader", { name: "Amount" }).first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expect(page.getByText("Why this amount?", { exact: true }).first()).toBeHidden();
});
