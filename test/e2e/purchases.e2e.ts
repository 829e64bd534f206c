import type { Page } from "@playwright/test";
import { csvText } from "#test/support/price-lists.ts";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";
import { addCustomer, offer, putIntoCart } from "./support/purchase-pages.ts";

const harbour = "Harbour & Pine";
const sql3 = "SQL Server Standard - 2 Core License Pack - 3 year";
const rdsCal = "Windows Server 2022 Remote Desktop Services CAL - 1 User CAL";
const sqlCal = "SQL Server 2022 - 1 User CAL";
const windows1 = "Windows Server 2022 Standard - 8 Core License Pack - 1 year";

const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const buy = (page: Page) => page.getByRole("button", { name: /^Buy for / });

for (const javaScriptEnabled of [true, false]) {
  const mode = javaScriptEnabled ? "with scripts" : "without scripts";
  test.describe(mode, () => {
    test.use({ javaScriptEnabled });

    test.beforeEach(async ({ watchedPage: page, demo }) => {
      await signIn(page, accountWith(demo, "admin-agent", harbour));
    });

    test("three years at once, a year by the month and perpetual software are one order", async ({
      watchedPage: page,
    }) => {
      const customer = await addCustomer(page, `Gorsedale Mills ${mode}`, "United States");
      await putIntoCart(page, customer, sql3, { search: "sql standard", choice: /3 years · Triennial/, quantity: 2 });
      await putIntoCart(page, customer, rdsCal, { search: "remote", choice: /1 year · Monthly/, quantity: 25 });
      await putIntoCart(page, customer, sqlCal, { search: "sql cal", kind: "perpetual-software", quantity: 10 });
      await expect(page.getByText("3 lines in the cart")).toBeVisible();
      await page.getByRole("link", { name: "To the cart" }).click();

      await expect(page.getByRole("heading", { level: 1, name: "Cart" })).toBeVisible();
      await expect(page.getByText(/This cart expires in [67] days, on /)).toBeVisible();
      const quantity = page.getByLabel(/Quantity/).nth(1);
      await quantity.fill("20");
      await page.getByRole("button", { name: `Update line: ${rdsCal}` }).click();
      await expect(page.getByRole("status").first()).toContainText("The cart was changed");
      await expect(page.getByLabel(/Quantity/).nth(1)).toHaveValue("20");
      await page.getByRole("link", { name: "Review" }).click();

      // 2 × 3,906.00 once; 20 × 7.05 twelve times; 10 × 248.00 once.
      const triennial = section(page, sql3);
      await expect(triennial.getByRole("list", { name: /Charges of/ }).getByRole("listitem")).toHaveCount(1);
      await expect(triennial.getByRole("list", { name: /Charges of/ })).toContainText("US$7,812.00");
      await expect(triennial.getByText(/Renews itself after \d+ \w+ \d{4}, at the price of that day/)).toBeVisible();
      await expect(triennial.getByText(/\d{2}:\d{2}:\d{2} UTC/).first()).toBeVisible();
      await expect(triennial).toContainText("Product key and download");
      const monthly = section(page, rdsCal);
      const charges = monthly.getByRole("list", { name: /Charges of/ }).getByRole("listitem");
      await expect(charges).toHaveCount(12);
      for (const charge of await charges.all()) await expect(charge).toContainText("US$141.00");
      const perpetual = section(page, sqlCal);
      await expect(perpetual).toContainText("Nothing to renew: bought for good");
      await expect(perpetual).toContainText(/30 days( \d+ hours?)? from now, with all of the price credited/);
      await expect(page.getByText("14 charges from")).toBeVisible();
      await expect(page.getByText("Prices exclude tax.")).toBeVisible();
      await expect(buy(page)).toHaveText("Buy for US$10,433.00 now");
      await buy(page).click();

      await expect(page.getByRole("heading", { level: 1, name: "Order placed" })).toBeVisible();
      await expect(page.getByText("US$10,433.00").first()).toBeVisible();
      await expect(page.getByText(/Next charge: US\$141\.00 on \d+ \w+ \d{4} · 11 charges follow/)).toBeVisible();
      await page.getByRole("link", { name: "Open subscription" }).first().click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("SQL Server Standard");
      await page.goto(`${customer}/orders`);
      await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
      await page.goto(`${customer}/cart`);
      await expect(page.getByText("The cart is empty")).toBeVisible();
    });

    test("a quantity outside the limits is answered at its own field, and nothing is stored", async ({
      watchedPage: page,
    }) => {
      const customer = await addCustomer(page, `Limits Ltd ${mode}`, "United States");
      await page.goto(`${customer}/add-products?search=sql+standard`);
      const form = offer(page, sql3);
      await form.getByLabel("Quantity").evaluate((field) => field.removeAttribute("max"));
      await form.getByLabel("Quantity").fill("99999");
      await form.getByRole("button", { name: /Add to cart/ }).click();
      await expect(page.getByRole("alert")).toContainText("The quantity must be from");
      await expect(form.getByLabel("Quantity")).toHaveValue("99999");
      await expect(form.getByLabel("Quantity")).toHaveAttribute("aria-invalid", "true");
      await page.goto(`${customer}/cart`);
      await expect(page.getByText("The cart is empty")).toBeVisible();
    });

    test("what is closed in a market says so, and has no form", async ({ watchedPage: page }) => {
      const customer = await addCustomer(page, `Serra Azul ${mode}`, "Brazil");
      await page.goto(`${customer}/add-products`);
      await expect(page.getByText("Software subscriptions are not sold in this market: Brazil.").first()).toBeVisible();
      await expect(page.getByText("Prices include tax.")).toBeVisible();
      await expect(page.getByRole("heading", { name: sql3 })).toBeVisible();
      await expect(page.getByRole("button", { name: /Add to cart/ })).toHaveCount(0);
      await page.getByRole("link", { name: /Azure Reservations/ }).click();
      await expect(page.getByRole("button", { name: /Add to cart/ }).first()).toBeVisible();
    });

    test("a plan that is never cancelled says so before it is bought", async ({ watchedPage: page }) => {
      const customer = await addCustomer(page, `Linux Lovers ${mode}`, "United States");
      await page.goto(`${customer}/add-products?kind=third-party-plan`);
      await expect(page.getByText("Cannot be cancelled or exchanged").first()).toBeVisible();
      await page
        .getByRole("button", { name: /Add to cart/ })
        .first()
        .click();
      await page.getByRole("link", { name: "To the cart" }).click();
      await page.getByRole("link", { name: "Review" }).click();
      await expect(
        page.getByText("Red Hat and SUSE plans can be neither cancelled nor exchanged after the purchase."),
      ).toBeVisible();
    });

    test("a form that is sent twice gives the same order", async ({ watchedPage: page }) => {
      const customer = await addCustomer(page, `Double Click ${mode}`, "United States");
      await putIntoCart(page, customer, windows1, { search: "8 core 1 year", quantity: 3 });
      await page.goto(`${customer}/cart/review`);
      const form = await page
        .locator("main form")
        .evaluate((element) =>
          new URLSearchParams(new FormData(element as HTMLFormElement) as unknown as Record<string, string>).toString(),
        );
      await buy(page).click();
      await expect(page).toHaveURL(/confirmation$/);
      const confirmation = new URL(page.url()).pathname;
      const again = await page.request.post(`${customer}/cart/review`, {
        data: form,
        headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: new URL(page.url()).origin },
        maxRedirects: 0,
      });
      expect(again.status()).toBe(303);
      expect(again.headers()["location"]).toBe(confirmation);
      // Another form for the same cart is no second order either.
      const other = await page.request.post(`${customer}/cart/review`, {
        data: form.replace(/idempotencyKey=[0-9a-f-]+/, `idempotencyKey=${crypto.randomUUID()}`),
        headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: new URL(page.url()).origin },
        maxRedirects: 0,
      });
      expect(other.headers()["location"]).toBe(confirmation);
      await page.goto(`${customer}/orders`);
      await expect(page.getByRole("table").getByRole("row")).toHaveCount(2);
    });

    test("a cart that was changed after its review is shown again, not bought", async ({ watchedPage: page }) => {
      const customer = await addCustomer(page, `Two Tabs ${mode}`, "United States");
      await putIntoCart(page, customer, windows1, { search: "8 core 1 year" });
      await page.goto(`${customer}/cart/review`);
      const other = await page.context().newPage();
      await putIntoCart(other, customer, rdsCal, { search: "remote", choice: /1 year · Monthly/ });
      await buy(page).click();
      await expect(page.getByText("The cart was changed in the meantime")).toBeVisible();
      await expect(section(page, rdsCal)).toBeVisible();
      await page.goto(`${customer}/orders`);
      await expect(page.getByText("No orders")).toBeVisible();
    });

    test("a price that moved is shown with the old one, and bought only after a tick", async ({
      watchedPage: page,
      demo,
      browser,
    }) => {
      const customer = await addCustomer(page, `Polder ${mode}`, "Netherlands, The");
      await putIntoCart(page, customer, windows1, { search: "8 core 1 year", quantity: 2 });
      const price = javaScriptEnabled ? "411.50" : "412.50";
      const operator = await (await browser.newContext({ baseURL: demo.url })).newPage();
      await signIn(operator, accountWith(demo, "operator", ""));
      await operator.goto("/operator/prices/import");
      const buffer = Buffer.from(csvText({ Market: "NL", UnitPrice: price }));
      await operator.getByLabel("Price list").setInputFiles({ name: `nl-${price}.csv`, mimeType: "text/csv", buffer });
      await operator.getByRole("button", { name: "Check the list" }).click();
      await operator.getByRole("button", { name: "Import now" }).click();
      await expect(operator.getByText(/1 changed/)).toBeVisible();
      await operator.context().close();

      await page.goto(`${customer}/cart`);
      await expect(page.getByText(`New price: €${price} instead of €`)).toBeVisible();
      await page.getByRole("link", { name: "Review" }).click();
      await expect(page.getByText(new RegExp(`€[\\d.]+ before, €${price} now`))).toBeVisible();
      await page.locator("main form").evaluate((form: HTMLFormElement) => (form.noValidate = true));
      await buy(page).click();
      await expect(page.getByRole("alert")).toContainText("Tick the box to confirm.");
      await page.getByLabel("I have seen the new prices and want to buy at them.").check();
      await buy(page).click();
      await expect(page.getByRole("heading", { level: 1, name: "Order placed" })).toBeVisible();
      await expect(page.getByText(`€${price} × 2`)).toBeVisible();
    });

    test("who may prepare but not buy is told which role may, and a colleague buys the same cart", async ({
      watchedPage: page,
      demo,
    }) => {
      const customer = await addCustomer(page, `Handover ${mode}`, "United States");
      await page.context().clearCookies();
      await signIn(page, accountWith(demo, "sales-agent", harbour));
      await putIntoCart(page, customer, windows1, { search: "8 core 1 year" });
      await page.goto(`${customer}/cart/review`);
      await expect(
        page.getByText(/To buy, one of these roles is needed: Admin agent or Global admin/).first(),
      ).toBeVisible();
      await page.context().clearCookies();
      await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
      await page.goto(`${customer}/cart`);
      await expect(page.getByText("The cart is empty")).toBeVisible();
      await section(page, "Open carts of colleagues").getByRole("link", { name: "Open" }).click();
      await expect(page.getByRole("heading", { level: 1, name: /^Cart of / })).toBeVisible();
      await page.getByRole("link", { name: "Review" }).click();
      await buy(page).click();
      await expect(page.getByRole("heading", { level: 1, name: "Order placed" })).toBeVisible();
    });
  });
}

test("a customer of another organisation has no page of products, cart or review", async ({ page, demo }) => {
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  const customer = await addCustomer(page, "Ours alone", "United States");
  await page.context().clearCookies();
  await signIn(page, accountWith(demo, "admin-agent", "Nordlicht"));
  for (const path of ["add-products", "cart", "cart/review"]) {
    const answer = await page.goto(`${customer}/${path}`);
    expect(answer?.status(), path).toBe(404);
  }
});

test("the way to an order is accessible and fits in every look, in both languages", async ({
  watchedPage: page,
  demo,
}) => {
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  const customer = await addCustomer(page, "Accessible in every look", "United States");
  await putIntoCart(page, customer, rdsCal, { search: "remote", choice: /3 years · Monthly/, quantity: 5 });
  await putIntoCart(page, customer, sqlCal, { search: "sql cal", kind: "perpetual-software" });
  const paths = [
    "add-products",
    "add-products?kind=third-party-plan&term=P3Y",
    "add-products?search=nothing+like+it",
    "cart",
    "cart/review",
  ];
  for (const path of paths) {
    await page.goto(`${customer}/${path}`);
    await expectFineInEveryLook(page);
  }
  await page.getByText("All 36 charges").click();
  await expectFineInEveryLook(page);
  await buy(page).click();
  await expect(page).toHaveURL(/confirmation$/);
  await expectFineInEveryLook(page);
  const confirmation = page.url();
  await putIntoCart(page, customer, sqlCal, { search: "sql cal", kind: "perpetual-software" });
  const menu = page.locator('header summary[aria-label$="Priya Raman"]');
  await menu.click();
  await page.getByRole("button", { name: "Deutsch" }).click();
  for (const path of [...paths, confirmation.slice(demo.url.length + customer.length + 1)]) {
    await page.goto(`${customer}/${path}`);
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expectFineInEveryLook(page);
  }
  await menu.click();
  await page.getByRole("button", { name: "English" }).click();
});
