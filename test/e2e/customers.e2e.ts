import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectAccessible } from "./support/looks.ts";

const adminOf = (organization: string) => ["admin-agent", organization] as const;

test.describe("customers", () => {
  test("are found by the beginning of a word, by domain and by id, and say so when there is none", async ({
    demo,
    watchedPage: page,
  }) => {
    await signIn(page, accountWith(demo, ...adminOf("Harbour & Pine")));
    await page.getByRole("link", { name: "All customers" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();

    const search = page.getByRole("searchbox", { name: "Search customers" });
    await search.fill("ferries");
    await page.getByRole("button", { name: "Search" }).click();
    const found = page.getByRole("rowheader");
    await expect(found).toHaveText(["Tidewater Ferries plc"]);
    await page.getByRole("link", { name: "Tidewater Ferries plc" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Tidewater Ferries plc" })).toBeVisible();
    const id = new URL(page.url()).pathname.split("/")[2] ?? "";

    await page.goto(`/customers?search=${id.slice(0, 18)}`);
    await expect(page.getByRole("rowheader", { name: "Tidewater Ferries plc" })).toBeVisible();

    await page.goto("/customers?search=nobody-at-all");
    await expect(page.getByText("No customer matches “nobody-at-all”")).toBeVisible();
    await page.getByRole("link", { name: "Show all customers" }).click();
    await expect(page.getByRole("rowheader", { name: "Tidewater Ferries plc" })).toBeVisible();
  });

  test("are sorted by the heading that is clicked, and back again", async ({ demo, watchedPage: page }) => {
    await signIn(page, accountWith(demo, ...adminOf("Harbour & Pine")));
    await page.goto("/customers");
    const names = () => page.getByRole("rowheader").allTextContents();
    const ascending = await names();
    await page.getByRole("columnheader", { name: "Customer" }).getByRole("link").click();
    await expect(page).toHaveURL(/direction=desc/);
    await expect(page.getByRole("rowheader").first()).toHaveText(ascending.at(-1) ?? "");
    expect(await names()).toEqual(ascending.toReversed());
    await page.goBack();
    await expect(page.getByRole("rowheader").first()).toHaveText(ascending[0] ?? "");
  });

  test("are opened without loading the page anew, and in another tab where one asks for it", async ({
    demo,
    watchedPage: page,
  }) => {
    await signIn(page, accountWith(demo, ...adminOf("Harbour & Pine")));
    await page.goto("/customers?search=tidewater");
    const customer = page.getByRole("rowheader").getByRole("link", { name: "Tidewater Ferries plc" });
    // Without its scripts the page works as well; here it is about what they do.
    await page.waitForLoadState("networkidle");
    const documentOf = () => page.evaluate(() => performance.timeOrigin);
    const loaded = await documentOf();

    const [tab] = await Promise.all([
      page.context().waitForEvent("page"),
      customer.click({ modifiers: ["ControlOrMeta"] }),
    ]);
    await expect(tab.getByRole("heading", { level: 1, name: "Tidewater Ferries plc" })).toBeVisible();
    await tab.close();
    await expect(page).toHaveURL("/customers?search=tidewater");

    await customer.press("Enter");
    await expect(page.getByRole("heading", { level: 1, name: "Tidewater Ferries plc" })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL("/customers?search=tidewater");
    expect(await documentOf()).toBe(loaded);
  });

  test("of another partner are not there", async ({ demo, watchedPage: page }) => {
    await signIn(page, accountWith(demo, ...adminOf("Harbour & Pine")));
    await page.goto("/customers?search=tidewater");
    await page.getByRole("link", { name: "Tidewater Ferries plc" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Tidewater Ferries plc" })).toBeVisible();
    const path = new URL(page.url()).pathname;
    await page.context().clearCookies();
    await signIn(page, accountWith(demo, ...adminOf("Nordlicht")));
    for (const below of ["", "/subscriptions", "/software", "/orders"]) {
      const answer = await page.request.get(path + below);
      expect(answer.status(), below).toBe(404);
      expect(await answer.text()).not.toContain("Tidewater");
    }
  });
});

test.describe("the pages of a customer", () => {
  test("show what was bought, what became of it, and lead to the order", async ({ demo, watchedPage: page }) => {
    await signIn(page, accountWith(demo, ...adminOf("Harbour & Pine")));
    await page.goto("/customers?search=tidewater");
    await page.getByRole("link", { name: "Tidewater Ferries plc" }).click();
    await expect(page.getByRole("heading", { name: "Cancellation windows closing" })).toBeVisible();

    await page.getByRole("main").getByRole("link", { name: "Subscriptions", exact: true }).click();
    await expect(page.getByRole("table", { name: "Subscriptions" })).toBeVisible();
    await expect(page.getByText("Bought before 14 Oct 2021")).toHaveCount(0);

    await page.getByRole("link", { name: "Software", exact: true }).click();
    await expect(page.getByRole("table", { name: "Software" })).toBeVisible();
    await expect(page.getByText("Bought before 14 Oct 2021").first()).toBeVisible();

    await page.getByRole("link", { name: "Order history", exact: true }).click();
    await page.getByRole("table", { name: "Order history" }).getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
    await expect(page.getByRole("table", { name: "Charges and credits" })).toBeVisible();
    await expectAccessible(page);
  });
});

test.describe("without JavaScript, in German, on a phone", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 390, height: 844 }, colorScheme: "dark" });

  test("a customer is added once, refused twice, and every page of it is within the screen", async ({ demo, page }) => {
    await signIn(page, accountWith(demo, ...adminOf("Nordlicht")));
    await page.goto("/customers/new");
    await page.getByRole("button", { name: "Kunden hinzufügen" }).click();
    await expect(page.getByRole("alert")).toBeVisible();

    const fill = async () => {
      await page.getByLabel("Kunde").fill("Bäckerei Söhnlein OHG");
      await page.getByLabel("Domäne").fill("baeckerei-soehnlein.example");
      await page.getByLabel("Land oder Region").selectOption({ label: "Deutschland" });
      await page.getByRole("button", { name: "Kunden hinzufügen" }).click();
    };
    await fill();
    await expect(page.getByText("Bäckerei Söhnlein OHG wurde hinzugefügt")).toBeVisible();
    await expect(page.getByText("Noch nichts gekauft")).toBeVisible();
    const path = new URL(page.url()).pathname;

    await page.goto("/customers/new");
    await fill();
    await expect(page.getByRole("alert")).toBeVisible();

    for (const address of ["/", "/customers", path, `${path}/subscriptions`, `${path}/software`, `${path}/orders`]) {
      await page.goto(address);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(beyond, address).toBeLessThanOrEqual(0);
    }
  });
});
