import type { Page } from "@playwright/test";

/** The address of a customer's page, found by the name as somebody would. */
export async function customerPath(page: Page, name: string): Promise<string> {
  await page.goto(`/customers?search=${encodeURIComponent(name)}`);
  const path = await page.getByRole("link", { name }).first().getAttribute("href");
  if (path === null) throw new Error(`There is no customer ${name}`);
  return path;
}

/** The address of the newest subscription of a customer whose line in the list says all of this. */
export async function subscriptionPath(page: Page, customer: string, ...says: (string | RegExp)[]): Promise<string> {
  await page.goto(`${await customerPath(page, customer)}/subscriptions`);
  let row = page.getByRole("row").filter({ has: page.getByRole("rowheader") });
  for (const text of says) row = row.filter({ hasText: text });
  const path = await row.first().getByRole("rowheader").getByRole("link").first().getAttribute("href");
  if (path === null) throw new Error(`${customer} has no such subscription`);
  return path;
}
