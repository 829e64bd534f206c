import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectFineInEveryLook } from "./support/looks.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a reader leaves columns out of a list, finds them so again, and brings them back", async ({
      demo,
      watchedPage: page,
    }) => {
      // Nobody else's tests look at this reader's lists.
      await signIn(page, accountWith(demo, javaScriptEnabled ? "helpdesk-agent" : "sales-agent", "Harbour & Pine"));
      const headings = page.getByRole("columnheader");
      const choose = async (ticked: boolean) => {
        await page.goto("/customers");
        await page
          .getByText(/^Columns/)
          .first()
          .click();
        for (const name of ["Domain", "Billed in"]) {
          const box = page.getByRole("checkbox", { name, exact: true });
          await (ticked ? box.check() : box.uncheck());
        }
        await page.getByRole("button", { name: "Show", exact: true }).click();
        await expect(headings).toHaveCount(ticked ? 6 : 4);
        await expect(page).toHaveURL(/\/customers$/);
      };
      await page.goto("/customers");
      await expect(headings).toHaveCount(6);
      await choose(false);
      await expect(page.getByText("Columns: 2 left out")).toBeVisible();
      await page.goto("/subscriptions");
      await expect(page.getByText("Columns", { exact: true })).toBeVisible();
      await choose(true);
    });
  });
}

test.describe("the choice of columns", () => {
  test("is there on every list of its kind, and fine to look at", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", "Nordlicht"));
    for (const path of ["/subscriptions", "/invoices", "/customers"]) {
      await page.goto(path);
      await page.getByText("Spalten", { exact: true }).click();
      await expect(page.getByRole("button", { name: "Anzeigen", exact: true }).last()).toBeVisible();
      await expectAccessible(page);
    }
    const customer = await page.getByRole("rowheader").getByRole("link").first().getAttribute("href");
    for (const part of ["subscriptions", "orders"]) {
      await page.goto(`${customer}/${part}`);
      await page.getByText("Spalten", { exact: true }).click();
      await expectFineInEveryLook(page);
    }
  });
});
