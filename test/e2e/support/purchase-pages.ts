import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures.ts";

/** Adds a customer of the test's own, so that nothing is bought for those that other tests look at; its path. */
export async function addCustomer(page: Page, name: string, country: string): Promise<string> {
  await page.goto("/customers/new");
  await page.getByLabel("Customer", { exact: true }).fill(name);
  await page.getByLabel("Domain").fill(`${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.example`);
  await page.getByLabel("Country or region").selectOption({ label: country });
  await page.getByRole("button", { name: "Add customer" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return new URL(page.url()).pathname;
}

/** The form of one edition on the page of offers. */
export function offer(page: Page, edition: string): Locator {
  return page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: edition, exact: true }) });
}

type Wish = { readonly search: string; readonly kind?: string; readonly choice?: RegExp; readonly quantity?: number };

/** Puts an edition into the cart, as a reader does: search, choose, add. */
export async function putIntoCart(page: Page, customer: string, edition: string, wish: Wish): Promise<void> {
  const { search, kind = "software-subscription", choice, quantity = 1 } = wish;
  await page.goto(`${customer}/add-products?kind=${kind}`);
  await page.getByLabel("Search products").fill(search);
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/search=/);
  const form = offer(page, edition);
  if (choice !== undefined) await form.getByRole("radio", { name: choice }).check();
  await form.getByLabel("Quantity").fill(String(quantity));
  await form.getByRole("button", { name: `Add to cart: ${edition}` }).click();
  await expect(page.getByRole("status").first()).toContainText(`In the cart: ${quantity} × ${edition}`);
}
