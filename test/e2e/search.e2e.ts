import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, clickWithScript, expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectFineInEveryLook } from "./support/looks.ts";
import { subscriptionPath } from "./support/subscription-pages.ts";

const harbour = "Harbour & Pine";
const box = (page: Page) => page.getByRole("dialog", { name: "Search" });
const field = (page: Page) => box(page).getByRole("combobox");

test.describe("the search page", () => {
  test.use({ javaScriptEnabled: false });

  test("finds customers, products, pages and actions without JavaScript, and another partner's nothing", async ({
    demo,
    watchedPage: page,
  }) => {
    await signIn(page, accountWith(demo, "admin-agent", harbour));
    await page.getByRole("link", { name: "Search" }).click();
    await page.getByLabel(/^Search customers/).fill("tidewater");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page).toHaveURL(/\/search\?q=tidewater$/);
    await expect(page.getByRole("region", { name: "Customers" })).toContainText("Tidewater Ferries plc");
    await expect(page.getByRole("link", { name: "Buy for Tidewater Ferries plc" })).toBeVisible();
    await page.goto("/search?q=buy+tidewater");
    await page.getByRole("link", { name: "Buy for Tidewater Ferries plc" }).click();
    await expect(page).toHaveURL(/\/add-products$/);
    await page.goto("/search?q=brandt+hafenlogistik");
    await expect(page.getByRole("main")).toContainText("Nothing found for “brandt hafenlogistik”");
  });

  test("finds a subscription by its id or the beginning of it, and nobody else does", async ({
    demo,
    watchedPage: page,
  }) => {
    await signIn(page, accountWith(demo, "admin-agent", harbour));
    const path = await subscriptionPath(page, "Tidewater Ferries plc", /Windows Server/);
    const id = path.split("/").at(-1) ?? "";
    for (const text of [id, id.toUpperCase(), id.slice(0, 18)]) {
      await page.goto(`/search?q=${text}`);
      const found = page.getByRole("region", { name: "Subscriptions" }).getByRole("link");
      await expect(found.first()).toBeVisible();
      const paths = await found.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      expect(paths).toContain(path);
    }
    await page.context().clearCookies();
    await beSignedIn(page, accountWith(demo, "admin-agent", "Nordlicht"));
    await page.goto(`/search?q=${id}`);
    await expect(page.getByRole("region", { name: "Abonnements" })).toHaveCount(0);
  });
});

test.describe("the search box", () => {
  test("has a page that is fine to look at in every theme and width", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
    await page.goto("/search?q=windows");
    await expectFineInEveryLook(page);
  });

  test("opens by a key, is chosen from by arrow keys, opens by Enter, and remembers what was opened", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
    await page.goto("/customers");
    // The key works from the moment on at which the page's script does.
    await expect(async () => {
      await page.keyboard.press("/");
      await expect(field(page)).toBeFocused({ timeout: 2_000 });
    }).toPass();
    await field(page).fill("tidewater");
    await expect(box(page).getByRole("option", { name: /Switch auto-renew off for Tidewater/ })).toHaveAttribute(
      "aria-selected",
      "true",
    );
    await expectAccessible(page);
    await page.keyboard.press("ArrowDown");
    await expect(box(page).getByRole("option", { name: /Buy for Tidewater/ })).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/add-products$/);
    await expect(box(page)).toHaveCount(0);

    await page.keyboard.press("Control+k");
    await expect(box(page).getByRole("group", { name: "Opened lately" })).toContainText("Buy for Tidewater");
    await page.keyboard.press("Escape");
    await expect(box(page)).toHaveCount(0);
  });

  test("leaves the slash to whoever is typing, and forgets at sign-out", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
    await page.goto("/customers");
    await page.getByLabel("Search customers").fill("");
    await page.keyboard.press("/");
    await expect(page.getByLabel("Search customers")).toHaveValue("/");
    await expect(box(page)).toHaveCount(0);
    await clickWithScript(page.getByRole("link", { name: "Search", exact: true }));
    await field(page).fill("invoices");
    await box(page).getByRole("option", { name: "Invoices" }).first().click();
    await expect(page).toHaveURL(/\/invoices$/);
    expect(await page.evaluate(() => localStorage.getItem("recent-items"))).toContain("/invoices");
    await page.context().clearCookies();
    await page.goto("/sign-in");
    await expect.poll(() => page.evaluate(() => localStorage.getItem("recent-items"))).toBeNull();
  });
});
