import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { csvText, type RowFields } from "#test/support/price-lists.ts";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";

const badFile = fileURLToPath(new URL("../fixtures/price-lists/bad.csv", import.meta.url));

async function upload(page: Page, fileName: string, ...rows: RowFields[]): Promise<void> {
  await page.goto("/operator/prices/import");
  const buffer = Buffer.from(csvText(...rows));
  await page.getByLabel("Price list").setInputFiles({ name: fileName, mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Check the list" }).click();
  await expect(page.getByRole("heading", { level: 1, name: fileName })).toBeVisible();
}

/** The number on a tile of the dry run. */
async function count(page: Page, label: string): Promise<string | undefined> {
  const tile = page
    .getByRole("region", { name: /What the import/ })
    .getByText(label, { exact: true })
    .locator("..");
  return (await tile.innerText())
    .split("\n")
    .map((line) => line.trim())
    .find((line) => /^[\d,]+$/.test(line));
}

test.beforeEach(async ({ page, demo }) => {
  await signIn(page, accountWith(demo, "operator", ""));
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a bad list is refused with every line and its reason", async ({ page }) => {
      await page.goto("/operator/prices/import");
      await page.getByLabel("Price list").setInputFiles(badFile);
      await page.getByRole("button", { name: "Check the list" }).click();
      await expect(page.getByText("20 lines are refused, so nothing of the list can be imported")).toBeVisible();
      const rows = page.getByRole("table", { name: /Refused lines/ }).getByRole("row");
      await expect(rows).toHaveCount(21);
      await expect(rows.filter({ hasText: "UnitPrice (12)" }).filter({ hasText: "503.455" })).toContainText(
        "EUR has 2 decimals.",
      );
      await expect(rows.filter({ hasText: "Says the same as line 3." })).toContainText("Whole line");
      await expect(page.getByRole("button", { name: "Import now" })).toHaveCount(0);
      await page.getByRole("button", { name: "Discard" }).click();
      await expect(page.getByText("bad.csv was discarded")).toBeVisible();
    });

    test("a list is looked at, imported, and its prices are found", async ({ page }) => {
      // A market of its own per run, so that the two runs do not see each other's prices.
      const [code, market, price] = javaScriptEnabled ? ["PT", "Portugal", "401.50"] : ["GR", "Greece", "402.50"];
      await upload(page, "summer.csv", { Market: code, UnitPrice: price }, { Market: code, Segment: "Education" });
      await expect(page.getByText("The list can be imported")).toBeVisible();
      expect(await count(page, "Added")).toBe("2");
      expect(await count(page, "Refused lines")).toBe("0");
      await page.getByRole("button", { name: "Import now" }).click();
      await expect(page.getByText("2 added, 0 changed, 0 ended, 0 unchanged.")).toBeVisible();
      await expect(page.getByRole("row", { name: /summer\.csv/ }).first()).toBeVisible();

      await page.getByRole("link", { name: "Prices", exact: true }).last().click();
      await page.getByLabel("Product", { exact: true }).fill("windows server 2022 standard");
      await page.getByLabel("Market").selectOption({ label: market });
      await page.getByRole("button", { name: "Show prices" }).click();
      await expect(page.getByText("2 prices on this page")).toBeVisible();
      await expect(page.getByRole("row", { name: new RegExp(`€${price}`) })).toContainText("excl. tax");

      await upload(page, "again.csv", { Market: code, UnitPrice: price }, { Market: code, Segment: "Education" });
      await expect(page.getByText("The list changes nothing")).toBeVisible();
    });

    test("a review mark is set and lifted", async ({ page }) => {
      await page.goto("/operator/products?search=visio");
      await page.getByRole("link", { name: /Visio LTSC/ }).click();
      await page.getByRole("button", { name: /Require a review/ }).click();
      await expect(page.getByText(/now wait for a review/)).toBeVisible();
      await page.getByRole("button", { name: /Lift the review/ }).click();
      await expect(page.getByText(/themselves again/)).toBeVisible();
    });
  });
}

const places = {
  prices: ["/operator/prices?market=BR&search=sql", "/operator/prices/lists", "/operator/prices/import"],
  products: ["/operator/products?search=server", "/operator/products/DEMOPRD0ESU1"],
};
for (const [what, addresses] of Object.entries(places)) {
  test(`${what} are accessible and fit in every look`, async ({ watchedPage: page }) => {
    for (const path of addresses) {
      await page.goto(path);
      await expectFineInEveryLook(page);
    }
  });
}

test("a list on its way in is accessible and fits in every look", async ({ watchedPage: page }) => {
  await upload(page, "lines.csv", { UnitPrice: "1,0" }, { Market: "UK" });
  await expect(page.getByText("2 lines are refused")).toBeVisible();
  await expectFineInEveryLook(page);
  await upload(page, "ready.csv", { Market: "FI", EffectiveEndDate: "2099-12-31T23:59:59Z" });
  await expectFineInEveryLook(page);
});
