import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, clickWithScript, expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectFineInEveryLook } from "./support/looks.ts";
import { customerPath } from "./support/subscription-pages.ts";

const newPassword = "vier Möwen am Kai, und 1 Boot";

/** The rows of the own products that say all of this. */
function productRow(page: Page, ...says: (string | RegExp)[]) {
  let rows = page.getByRole("row").filter({ has: page.getByRole("rowheader") });
  for (const text of says) rows = rows.filter({ hasText: text });
  return rows.first();
}

/** An address that nobody has, so that tests can be run again on the same demo. */
const newAddress = (name: string) => `${name}.${Date.now()}.${Math.floor(Math.random() * 1e6)}@cedarridgecu.example`;

test.describe("a customer's global admin", () => {
  test("comes from the sign-in to the key in two clicks, and sees it in the history", async ({
    watchedPage: page,
    demo,
  }) => {
    await signIn(page, accountWith(demo, "customer-global-admin", "Cedar Ridge"));
    await expect(page).toHaveURL("/products");
    await expect(page.getByRole("heading", { level: 1, name: "Your products" })).toBeVisible();
    await expect(page.getByText(/that Harbour & Pine Cloud Services Ltd sold to Cedar Ridge/)).toBeVisible();

    await productRow(page, "SQL Server Standard", "Active")
      .getByRole("link", { name: /^Key and downloads/ })
      .click();
    await clickWithScript(page.getByRole("button", { name: "Get keys" }).first());
    const dialog = page.getByRole("dialog", { name: "Product key" });
    await expect(dialog.getByTestId("product-key")).toHaveText(/^[A-Z\d]{5}(-[A-Z\d]{5}){4}$|^\d{32}$/);
    const key = (await dialog.getByTestId("product-key").textContent()) ?? "";
    await expect(dialog).toContainText("tell your cloud partner");
    await dialog.getByRole("button", { name: "Close" }).click();
    await expect(page.getByText(key)).toHaveCount(0);
    await page.reload();
    const history = page.getByRole("region", { name: "Access history" });
    await expect(history.getByRole("row").nth(1)).toContainText("You");
    await page
      .getByRole("navigation", { name: "Main navigation" })
      .getByRole("link", { name: "Access history" })
      .click();
    await expect(page.getByRole("row").nth(1)).toContainText(/Saw the key.*SQL Server Standard.*You/);
    expect(await page.content()).not.toContain(key);
  });

  test("finds what was cancelled marked so, without a key, and no way to withdraw one", async ({
    watchedPage: page,
    demo,
  }) => {
    await signIn(page, accountWith(demo, "customer-global-admin", "Cedar Ridge"));
    await productRow(page, "Cancelled").getByRole("rowheader").getByRole("link").click();
    await expect(page.getByText("Cancelled").first()).toBeVisible();
    await expect(page.getByRole("button", { name: "Get keys" })).toHaveCount(0);
    await page.goBack();
    await productRow(page, "SQL Server Standard", "Active").getByRole("rowheader").getByRole("link").click();
    await expect(page.getByRole("link", { name: /withdraw/i })).toHaveCount(0);
    await expect(page.getByText(/Tell Harbour & Pine Cloud Services Ltd at once/)).toBeVisible();
  });

  test("sees no page of the partner, and the partner none of the customer's", async ({ watchedPage: page, demo }) => {
    await signIn(page, accountWith(demo, "admin-agent", "Harbour"));
    const path = await customerPath(page, "Cedar Ridge");
    expect((await page.goto("/products"))?.status()).toBe(404);
    await page.context().clearCookies();
    await signIn(page, accountWith(demo, "customer-global-admin", "Cedar Ridge"));
    for (const address of ["/customers", path, `${path}/access`, "/operator/prices"]) {
      expect([address, (await page.goto(address))?.status()]).toEqual([address, 404]);
    }
    const places = page.getByRole("navigation", { name: "Main navigation" }).getByRole("link");
    expect(await places.allTextContents()).toEqual([
      "Your products",
      "Access history",
      "Volume licensing",
      "Upgrades",
      "Users",
      "Preferences",
    ]);
  });
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the key comes as a page of its own, which says who has seen it", async ({ page, demo }) => {
    await signIn(page, accountWith(demo, "customer-global-admin", "Cedar Ridge"));
    await productRow(page, "SQL Server Standard", "Active")
      .getByRole("link", { name: /^Key and downloads/ })
      .click();
    const product = new URL(page.url()).pathname;
    await page.getByRole("button", { name: "Get keys" }).first().click();
    await expect(page.getByTestId("product-key")).toBeVisible();
    await expect(page.getByRole("heading", { name: /^Who .*seen it/ })).toBeVisible();
    await page.getByRole("link", { name: "Back to keys and downloads" }).click();
    await expect(page).toHaveURL(product);
    await expect(page.getByTestId("product-key")).toHaveCount(0);
  });
});

test("a customer's user without the role is told who of the own organisation has it", async ({
  watchedPage: page,
  demo,
}) => {
  await signIn(page, accountWith(demo, "customer-user", "Brandt"));
  await expect(page.getByRole("heading", { level: 1, name: "Ihre Rolle erlaubt das nicht" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Frauke Brandt");
  await expect(page.getByRole("link", { name: "global.admin@brandt-hafenlogistik.example" })).toHaveAttribute(
    "href",
    "mailto:global.admin@brandt-hafenlogistik.example",
  );
  await expectAccessible(page);
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(`invitations ${javaScriptEnabled ? "with" : "without"} scripts`, () => {
    test.use({ javaScriptEnabled });

    test("lead from the partner's admin agent to a customer's admin, who invites a colleague", async ({
      page,
      demo,
    }) => {
      await beSignedIn(page, accountWith(demo, "admin-agent", "Harbour"));
      await page.goto(`${await customerPath(page, "Cedar Ridge")}/access`);
      await page.getByRole("link", { name: "Invite a person" }).click();
      await page.getByLabel("Name", { exact: true }).fill("Petra Lindt");
      await page.getByLabel("E-mail address").fill(newAddress("petra"));
      await expect(page.getByRole("checkbox", { name: "Customer's global admin" })).toBeChecked();
      await page.getByRole("button", { name: "Invite" }).click();
      await expect(page.getByRole("status").first()).toContainText("Petra Lindt is invited");
      const link = await page.getByLabel("Link", { exact: true }).inputValue();
      await page.getByRole("link", { name: "Access", exact: true }).last().click();
      await expect(page.getByRole("region", { name: "Open invitations" })).toContainText("Petra Lindt");

      await page.context().clearCookies();
      await page.goto(link);
      await expect(page.getByText(/^Cedar Ridge Credit Union invites you/)).toBeVisible();
      await page.getByLabel("New password", { exact: true }).fill(newPassword);
      await page.getByLabel("New password again").fill("something else entirely");
      await page.getByRole("button", { name: "Set password and sign in" }).click();
      await expect(page.getByRole("alert")).toContainText("not the same password");
      await page.getByLabel("New password", { exact: true }).fill(newPassword);
      await page.getByLabel("New password again").fill(newPassword);
      await page.getByRole("button", { name: "Set password and sign in" }).click();
      await expect(page).toHaveURL("/products");
      expect((await page.goto(link))?.status()).toBe(410);

      await page.goto("/settings/users/invite");
      await page.getByLabel("Name", { exact: true }).fill("Ruben Ochoa");
      await page.getByLabel("E-mail address").fill(newAddress("ruben"));
      await page.getByRole("button", { name: "Invite" }).click();
      const first = await page.getByLabel("Link", { exact: true }).inputValue();
      await page.getByRole("link", { name: "Users", exact: true }).last().click();
      await page.getByRole("link", { name: "Ruben Ochoa" }).first().click();
      await page.getByRole("button", { name: "Make a new link" }).click();
      const second = await page.getByLabel("Link", { exact: true }).inputValue();
      expect(second).not.toBe(first);
      await page.getByRole("button", { name: "Withdraw invitation" }).click();
      await expect(page.getByRole("status").first()).toContainText("The invitation of Ruben Ochoa is withdrawn.");
      for (const old of [first, second]) expect((await page.goto(old))?.status()).toBe(410);
    });
  });
}

for (const organization of ["Brandt", "Cedar Ridge"]) {
  test(`the customer's pages are accessible and fit in every look: ${organization}`, async ({
    watchedPage: page,
    demo,
  }) => {
    await signIn(page, accountWith(demo, "customer-global-admin", organization));
    const product = await page.getByRole("rowheader").getByRole("link").first().getAttribute("href");
    for (const path of ["/products", product ?? "", "/accesses", "/settings/users", "/settings/users/invite"]) {
      await page.goto(path);
      await expectFineInEveryLook(page);
    }
    await page.getByLabel(/^Name$/).fill("Ines Vogt");
    await page.getByLabel(/^E-/).fill(newAddress("ines"));
    await page.getByRole("main").getByRole("button").first().click();
    const link = await page.locator("main input[readonly]").inputValue();
    await expectFineInEveryLook(page);
    await page.goto("/settings/users");
    await page.getByRole("link", { name: "Ines Vogt" }).first().click();
    await expectFineInEveryLook(page);
    await page.context().clearCookies();
    await page.goto(link);
    await expectFineInEveryLook(page);
  });
}

test("so are the partner's page of a customer's access and its form", async ({ watchedPage: page, demo }) => {
  await signIn(page, accountWith(demo, "admin-agent", "Harbour"));
  const path = await customerPath(page, "Cedar Ridge");
  for (const address of [`${path}/access`, `${path}/access/invite`]) {
    await page.goto(address);
    await expectFineInEveryLook(page);
  }
});
