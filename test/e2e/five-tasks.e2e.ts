import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { startDemo } from "#test/support/demo-process.ts";
import { expect, signIn, takenOver } from "./support/fixtures.ts";

/**
 * Five tasks from the home page, counted: a click, a choice and a key that is no letter are an interaction each;
 * writing is none. Each takes four at most. They are written down in ARCHITECTURE.md.
 */

const harbour = "Harbour & Pine";

class Hand {
  count = 0;
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  /** One interaction. */
  async does(step: (page: Page) => Promise<unknown>): Promise<void> {
    this.count += 1;
    await step(this.page);
  }

  async searches(text: string): Promise<void> {
    await this.does((page) => page.keyboard.press("/"));
    const field = this.page.getByRole("dialog", { name: "Search" }).getByRole("combobox");
    await field.fill(text);
    await expect(this.page.getByRole("dialog").getByRole("option").first()).toBeVisible();
    await this.does((page) => page.keyboard.press("Enter"));
  }
}

async function atHome(page: Page): Promise<Hand> {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await takenOver(page.getByRole("link", { name: "Search", exact: true }));
  return new Hand(page);
}

test.describe("in four interactions at most", () => {
  test("a customer's key is found", async ({ demo, watchedPage: page }) => {
    await signIn(page, accountWith(demo, "admin-agent", harbour));
    const hand = await atHome(page);
    await hand.searches("keys tidewater");
    await hand.does(() => page.getByRole("link", { name: "Keys and downloads" }).first().click());
    await hand.does(() => page.getByRole("button", { name: "Get keys" }).click());
    await expect(page.getByTestId("product-key")).toHaveText(/^[A-Z0-9-]{25,}$/);
    expect(hand.count).toBeLessThanOrEqual(4);
  });

  test("auto-renew goes off for all subscriptions of one customer", async ({ demo, watchedPage: page }) => {
    await signIn(page, accountWith(demo, "admin-agent", harbour));
    const hand = await atHome(page);
    // Of a customer that no other test looks at.
    await hand.searches("auto-renew kitahama");
    await hand.does(() => page.getByRole("button", { name: "See what would happen" }).click());
    await hand.does(() => page.getByRole("button", { name: /^Switch auto-renew off for \d+ subscriptions/ }).click());
    await expect(page.getByRole("main")).toContainText(/\d+ subscriptions were changed/);
    expect(hand.count).toBeLessThanOrEqual(4);
  });

  test("who saw a key last month is found", async ({ demo, watchedPage: page }) => {
    await signIn(page, accountWith(demo, "global-admin", harbour));
    const hand = await atHome(page);
    await hand.searches("who saw a key");
    await expect(page).toHaveURL(/action=key-revealed/);
    await page.getByLabel("From").fill("2026-10-01");
    await page.getByLabel("To", { exact: true }).fill("2026-10-31");
    await hand.does(() => page.getByRole("button", { name: "Show" }).click());
    await expect(page).toHaveURL(/from=2026-10-01/);
    await expect(page.getByRole("main")).toContainText(/Key shown|No line/i);
    expect(hand.count).toBeLessThanOrEqual(4);
  });

  test("what next month will cost is seen", async ({ demo, watchedPage: page }) => {
    await signIn(page, accountWith(demo, "admin-agent", harbour));
    const hand = await atHome(page);
    await hand.searches("forecast");
    await expect(page).toHaveURL(/\/forecast/);
    await expect(page.getByRole("main").getByRole("table").first()).toBeVisible();
    expect(hand.count).toBeLessThanOrEqual(4);
  });

  test("the purchase whose window closes next is cancelled", async ({ browser }) => {
    // Which one that is depends on the hour, so it is one of a book that no other test looks at.
    const demo = await startDemo();
    try {
      const page = await browser.newPage({ baseURL: demo.url });
      await signIn(page, accountWith(demo, "admin-agent", harbour));
      const hand = await atHome(page);
      // The first of the list, with everything that is needed to cancel it on the page of the change.
      await hand.does(() => page.locator('main a[href$="/cancel"]').first().click());
      await hand.does(() => page.getByRole("checkbox").first().check());
      await hand.does(() =>
        page
          .getByRole("main")
          .getByRole("button", { name: /^Cancel/ })
          .click(),
      );
      await expect(page.getByRole("main")).toContainText(/cancelled/i);
      expect(hand.count).toBeLessThanOrEqual(4);
      await page.close();
    } finally {
      await demo.stop();
    }
  });
});
