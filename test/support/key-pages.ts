import type { Page } from "@playwright/test";

/** A page that somebody has open all day: the pictures and the budgets are of these. */
export type KeyPage = {
  readonly name: string;
  readonly as: "admin-agent" | "operator";
  /** An address, or how a page finds one as somebody would. */
  readonly path: string | ((page: Page) => Promise<string>);
};

/** The first address in a list that looks like this. */
const firstLink = (list: string, pattern: RegExp) => async (page: Page) => {
  await page.goto(list);
  const paths = await page
    .getByRole("main")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const found = paths.map((one) => pattern.exec(one)).find((match) => match !== null);
  if (found === undefined || found === null) throw new Error(`${list} has no link like ${String(pattern)}`);
  return found[0];
};

/** What was bought in the last days: everything can be done with it, and so much has its customer. */
const bought = "/subscriptions?window=open";
const subscription = firstLink(bought, /^\/customers\/[^/]+\/subscriptions\/[^/]+$/);
const customer = firstLink(bought, /^\/customers\/[0-9a-f-]{36}(?=$|\/)/);
const ofCustomer = (rest: string) => async (page: Page) => `${await customer(page)}${rest}`;
const ofSubscription = (rest: string) => async (page: Page) => `${await subscription(page)}${rest}`;

export const keyPages: readonly KeyPage[] = [
  { name: "home", as: "admin-agent", path: "/" },
  { name: "customers", as: "admin-agent", path: "/customers" },
  { name: "customer", as: "admin-agent", path: customer },
  { name: "customer-subscriptions", as: "admin-agent", path: ofCustomer("/subscriptions") },
  { name: "customer-software", as: "admin-agent", path: ofCustomer("/software") },
  { name: "customer-orders", as: "admin-agent", path: ofCustomer("/orders") },
  { name: "add-products", as: "admin-agent", path: ofCustomer("/add-products") },
  { name: "subscriptions", as: "admin-agent", path: "/subscriptions" },
  { name: "subscription", as: "admin-agent", path: subscription },
  { name: "auto-renew", as: "admin-agent", path: ofSubscription("/auto-renew") },
  { name: "next-term", as: "admin-agent", path: ofSubscription("/next-term") },
  { name: "cancel", as: "admin-agent", path: ofSubscription("/cancel") },
  {
    name: "dry-run",
    as: "admin-agent",
    path: firstLink("/subscriptions/changes", /^\/subscriptions\/changes\/[^/]+$/),
  },
  { name: "search", as: "admin-agent", path: "/search?q=server" },
  { name: "forecast", as: "admin-agent", path: "/forecast" },
  { name: "invoices", as: "admin-agent", path: "/invoices" },
  { name: "notices", as: "admin-agent", path: "/notices" },
  { name: "activity", as: "admin-agent", path: "/settings/activity" },
  { name: "operator-keys", as: "operator", path: "/operator/keys" },
  { name: "operator-job-runs", as: "operator", path: "/operator/job-runs" },
];

/** The address of a key page, looked up with a page that may be led elsewhere for it. */
export async function addressOf({ path }: KeyPage, page: Page): Promise<string> {
  return typeof path === "string" ? path : path(page);
}
