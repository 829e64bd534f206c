import type { Page } from "@playwright/test";
import { smallProductList } from "#test/support/product-list-document.ts";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/looks.ts";

async function upload(page: Page, text: string): Promise<void> {
  await page.goto("/operator/product-list");
  const file = { name: "list.txt", mimeType: "text/plain", buffer: Buffer.from(text) };
  await page.getByLabel("Product list as text").setInputFiles(file);
  await page.getByRole("button", { name: "Read the file" }).click();
}

test.beforeEach(async ({ page, demo }) => {
  await signIn(page, accountWith(demo, "operator", ""));
});

test("a damaged file is refused with its line, and nothing is imported", async ({ page }) => {
  await upload(page, smallProductList.replace("Zellenwerte", "Zellen"));
  await expect(page.getByRole("alert")).toContainText("list.txt is refused");
  await expect(page.getByRole("cell", { name: /The legend “Zellenwerte” is missing/ })).toBeVisible();
  await expectAccessible(page);
});

test.describe("an edition", () => {
  test.use({ javaScriptEnabled: false });

  test("is read, checked and imported, then found, read and calculated with", async ({ page }) => {
    await upload(page, smallProductList);
    await expect(page.getByRole("heading", { level: 1, name: "Check list.txt" })).toBeVisible();
    await expect(page.getByRole("row", { name: /attributeBlocks/ })).toContainText("3");
    await page.getByRole("button", { name: "Import the edition" }).click();
    await expect(page.getByText(/Edition \d+ was imported\./)).toBeVisible();

    await page.goto("/product-list?search=flussfahrre");
    await expect(page.getByRole("heading", { level: 2 })).toContainText("1 hit");
    await page.getByRole("link", { name: "Kahnwerk Server" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Kahnwerk Server" })).toBeVisible();
    await expect(page.getByRole("listitem").filter({ hasText: "Kahnwerk Server 2007" }).first()).toContainText(
      "for Boote und Flöße",
    );

    await page.goto("/product-list/groups/anker-server");
    await expect(page.getByText("not known: EES, MPSA, OL, OV/OVS, S/S+")).toBeVisible();

    await page.goto("/product-list/calculators?calculator=transition");
    await page.getByRole("button", { name: "Calculate" }).click();
    await expect(page.getByText("Valid, together with a CAL Suite Bridge.")).toBeVisible();
  });
});

test.describe("what an operator adds by hand", () => {
  test.use({ javaScriptEnabled: false });

  test("a group gets a name and a product, and the product leads back to it", async ({ page }) => {
    await upload(page, `${smallProductList}\n`);
    await page.getByRole("button", { name: "Import the edition" }).click();
    await page.goto("/product-list/groups/group-4");
    await page.getByRole("link", { name: "Edit name and products" }).click();
    await page.getByLabel("Name of the group").fill("Hafenmeister");
    await page.getByRole("button", { name: "Set the name" }).click();
    await expect(page.getByText("The group is called Hafenmeister now.")).toBeVisible();
    await page.getByLabel("Product", { exact: true }).selectOption("SQL Server Enterprise");
    await page.getByRole("button", { name: "Link the product" }).click();
    await expect(page.getByText("SQL Server Enterprise belongs to this group now.")).toBeVisible();

    await page.goto("/product-list?search=hafenmeistr");
    await page.getByRole("link", { name: "Hafenmeister" }).click();
    await expect(page.getByText(/Name set by .+/)).toBeVisible();
    await page.getByRole("link", { name: "SQL Server Enterprise" }).click();
    await page.getByRole("link", { name: "Hafenmeister" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Hafenmeister" })).toBeVisible();
  });
});

test("a code explains itself where it has the focus, and points add up to a level", async ({ page }) => {
  await page.goto("/product-list/groups/system-center-server?edition=2");
  const code = page.getByRole("button", { name: "OF: Open License and Open Value" }).first();
  // What is read is what is shown: the meaning is there all the time, and hidden until then.
  await expect(code).toHaveText("OF", { useInnerText: true });
  await code.focus();
  await expect(code).toHaveText("OF: Open License and Open Value", { useInnerText: true });

  await page.goto("/product-list/calculators?edition=2");
  await page.getByLabel("Product", { exact: true }).first().selectOption({ index: 1 });
  await page.getByLabel("Quantity").first().fill("264");
  await page.getByRole("button", { name: "Calculate" }).click();
  await expect(page.getByText("Server pool: 10,032 points: level C. 14,968 more reach level D.")).toBeVisible();
});

test("every page of the list is accessible and fits a phone", async ({ page }) => {
  await upload(page, smallProductList);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Import the edition" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /What changed in edition/ })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [
    "/product-list",
    "/product-list?search=anker",
    "/product-list/groups/anker-server",
    "/product-list/groups/kahnwerk-server",
    "/product-list/glossary",
    "/product-list/editions",
    "/product-list/editions/1",
    "/product-list/editions/2?since=1",
    "/product-list/groups/system-center-server?edition=2",
    "/product-list?programme=SCE&edition=2",
    "/product-list/calculators?calculator=price-level&quantity1=3&points1=200&firstYear=on",
    "/operator/product-list/groups/anker-server",
    "/product-list/source/20",
    "/product-list/calculators?calculator=sa-renewal",
  ]) {
    await page.goto(path);
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  }
});
