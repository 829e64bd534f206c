import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";
import { addCustomer, putIntoCart } from "./support/purchase-pages.ts";

const newcomer = "Wrenfield";

test.describe.serial("a partner that has just joined", () => {
  test("puts the first steps away and brings them back, without scripts too", async ({ demo, browser }) => {
    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: demo.url });
    const page = await context.newPage();
    await beSignedIn(page, accountWith(demo, "global-admin", newcomer));
    await page.goto("/");
    const steps = page.getByRole("region", { name: "First steps" });
    await expect(steps).toContainText("0 of 3 done");
    await steps.getByRole("button", { name: "Put away" }).click();
    await expect(steps).toHaveCount(0);
    await page.getByRole("button", { name: "Show the first steps" }).click();
    await expect(steps).toContainText("0 of 3 done");
    await context.close();
  });

  test("is led from the first customer to the first key, and is then left alone", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", newcomer));
    await page.goto("/");
    const steps = page.getByRole("region", { name: "First steps" });
    await expect(steps).toContainText("0 of 3 done");
    await expectFineInEveryLook(page);
    await steps.getByRole("link", { name: "Add customer" }).click();
    await expect(page).toHaveURL(/\/customers\/new$/);
    const customer = await addCustomer(page, "First Light Ltd", "United Kingdom");

    await page.goto("/");
    await expect(steps).toContainText("1 of 3 done");
    await steps.getByRole("link", { name: "Choose products" }).click();
    await expect(page).toHaveURL(new RegExp(`${customer}/add-products`));
    await putIntoCart(page, customer, "SQL Server 2022 Standard Edition", {
      search: "sql server standard",
      kind: "perpetual-software",
    });
    await page.goto(`${customer}/cart/review`);
    await page.getByRole("button", { name: /^Buy for / }).click();
    await expect(page).toHaveURL(/\/confirmation/);

    await page.goto("/");
    await expect(steps).toContainText("2 of 3 done");
    await expectFineInEveryLook(page);
    await steps.getByRole("link", { name: "Go to the key" }).click();
    await page.getByRole("button", { name: "Get keys" }).click();
    await expect(page.getByTestId("product-key")).toBeVisible();

    await page.goto("/");
    await expect(page.getByRole("heading", { level: 2, name: "Deadlines ahead" })).toBeVisible();
    await expect(steps).toHaveCount(0);
  });
});
