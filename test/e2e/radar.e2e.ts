import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect } from "./support/fixtures.ts";
import { expectAccessible, expectFineInEveryLook, expectNoSidewaysScroll } from "./support/looks.ts";

const english = "Harbour & Pine";
const german = "Nordlicht";

test.describe("home as a radar", () => {
  test("draws every deadline, and its table leads to where one acts", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", english));
    await page.goto("/");
    const picture = page.getByRole("region", { name: "Deadlines ahead" });
    const marks = picture.locator("svg a");
    await expect(marks.first()).toBeAttached();
    await picture.getByText("The same as a table").click();
    const rows = picture.getByRole("table").getByRole("rowheader");
    await expect(rows).toHaveCount(await marks.count());
    await expectAccessible(page);
    // Every mark has its row with the same address.
    const addresses = (links: Element[]) => links.map((link) => link.getAttribute("href"));
    expect(await rows.getByRole("link").evaluateAll(addresses)).toEqual(
      expect.arrayContaining(await marks.evaluateAll(addresses)),
    );
    await rows.getByRole("link", { name: "Cancellation window closes" }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: /^Cancel/ })).toBeVisible();
  });

  test("shows the year ahead, and the operator the support requests that wait", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", english));
    await page.goto("/");
    await page.getByRole("link", { name: "Whole forecast" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Forecast" })).toBeVisible();
  });

  test("tells the operator how many support requests wait", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "operator", ""));
    await page.goto("/");
    await page.getByRole("link", { name: /Support requests that wait/ }).click();
    await expect(page).toHaveURL(/\/operator\/support/);
  });
});

test.describe("home without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("has picture and table", async ({ demo, page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", english));
    await page.goto("/");
    const picture = page.getByRole("region", { name: "Deadlines ahead" });
    await expect(picture.locator("svg circle").first()).toBeAttached();
    await picture.getByText("The same as a table").click();
    await expect(picture.getByRole("table").getByRole("link").first()).toBeVisible();
  });
});

test.describe("home on a phone, in German and dark", () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });

  test("is read without scrolling sideways, and in every look", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", german));
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 2, name: "Kommende Fristen" })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectFineInEveryLook(page);
  });
});
