import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";
import { customerPath } from "./support/subscription-pages.ts";

const harbour = "Harbour & Pine";

/** Where an order of a product would be cancelled, from the order numbers on the Software page. */
async function cancelPath(page: Page, customer: string, product: string | RegExp): Promise<string> {
  await page.goto(`${await customerPath(page, customer)}/software`);
  const row = page.getByRole("row").filter({ hasText: product });
  const order = await row.locator('a[href*="/orders/"]').first().getAttribute("href");
  return `${order?.replace(/\/lines.*$/, "")}/lines/0/cancel`;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("perpetual software is cancelled order by order, each with its own days", async ({
      demo,
      watchedPage: page,
    }) => {
      await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
      await page.goto(await cancelPath(page, "Tidewater Ferries plc", /Windows 11/));
      const orders = page.getByRole("group", { name: "Order number" }).getByRole("radio");
      await expect(orders).toHaveCount(5);
      const open = page.getByRole("radio", { disabled: false });
      const before = await open.count();
      const last = open.last();
      await expect(last).toHaveAccessibleDescription(
        /Credit £[\d,]+\.\d\d · (\d+ days? left|last day) through \d+ \w+ \d{4}/,
      );
      await expect(orders.last()).toBeDisabled();
      await expect(orders.last()).toHaveAccessibleDescription(/It could be cancelled until/);

      await last.check();
      await page.getByRole("button", { name: "Cancel purchase" }).click();
      await expect(page.getByRole("alert")).toContainText("Tick the box to confirm.");
      await expect(last).toBeChecked();
      await page.getByLabel("I have read this and want to cancel this purchase.").check();
      await page.getByRole("button", { name: "Cancel purchase" }).click();
      await expect(page.getByRole("status")).toContainText(/The purchase is cancelled.*£[\d,]+\.\d\d is credited/s);

      await page.goto(await cancelPath(page, "Tidewater Ferries plc", /Windows 11/));
      await expect(page.getByRole("radio", { disabled: false })).toHaveCount(before - 1);
      await expect(page.getByText(/was cancelled on/).first()).toBeVisible();
    });
  });
}

test("what the provider looks at first leads to a support request, filled in", async ({ demo, watchedPage: page }) => {
  await beSignedIn(page, accountWith(demo, "admin-agent", "Nordlicht"));
  await page.goto(await cancelPath(page, "Tiroler Holzwerke Stubenvoll GmbH", /BizTalk/));
  await expect(page.getByText("Diese Kündigung braucht Ihren Anbieter").first()).toBeVisible();
  await expect(page.getByText("CSP-Kauf/Rückerstattung im Auftrag der Kunden")).toBeVisible();
  await expect(page.getByRole("button", { name: "Kauf kündigen" })).toHaveCount(0);
});

test("a missing role is named, and another line than one of software is not found", async ({
  demo,
  watchedPage: page,
}) => {
  await signIn(page, accountWith(demo, "sales-agent", harbour));
  const path = await cancelPath(page, "Tidewater Ferries plc", /Windows 11/);
  await page.goto(path);
  await expect(
    page.getByText("To cancel a purchase, one of these roles is needed: Admin agent.").first(),
  ).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel purchase" })).toHaveCount(0);
  for (const wrong of ["/lines/7/cancel", "/lines/x/cancel"])
    expect((await page.request.get(path.replace("/lines/0/cancel", wrong))).status(), wrong).toBe(404);
});

test("cancelling perpetual software is accessible and fits in every look", async ({ demo, watchedPage: page }) => {
  for (const [organization, customer, product] of [
    [harbour, "Tidewater Ferries plc", /Windows 11/],
    ["Nordlicht", "Tiroler Holzwerke Stubenvoll GmbH", /BizTalk/],
  ] as const) {
    await page.context().clearCookies();
    await beSignedIn(page, accountWith(demo, "admin-agent", organization));
    await page.goto(await cancelPath(page, customer, product));
    await expectFineInEveryLook(page);
  }
});
