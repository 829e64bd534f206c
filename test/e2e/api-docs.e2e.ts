import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/looks.ts";

const harbour = "Harbour & Pine";

test.describe("the documentation of the API", () => {
  test.use({ javaScriptEnabled: false });

  test("leads from the reference to a call, and from there back", async ({ page, demo }) => {
    await beSignedIn(page, accountWith(demo, "sales-agent", harbour));
    await page.goto("/api-docs");
    await page.getByRole("link", { name: "/v1/customers/{customerId}/carts", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Make a cart" })).toBeVisible();
    await expect(page.getByText("admin_agent, global_admin, sales_agent")).toBeVisible();
    await expect(page.getByRole("group", { name: "Call" })).toContainText("/carts");
    await expect(page.getByRole("table", { name: "Errors" })).toContainText("900275");
    await page.getByRole("link", { name: "API documentation" }).first().click();
    await expect(page).toHaveURL(/\/api-docs$/);
  });

  test("has a quick start with the portal's own address, and no secret", async ({ page, demo }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", harbour));
    await page.goto("/api-docs/quick-start");
    await expect(page.getByRole("group", { name: "Say who you are" })).toContainText(
      `ROOT=${new URL(page.url()).origin}`,
    );
    await page.getByRole("link", { name: "Open API clients" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "API clients" })).toBeVisible();
  });

  test("does not know a call that there is none of", async ({ page, demo }) => {
    await signIn(page, accountWith(demo, "sales-agent", harbour));
    expect((await page.goto("/api-docs/operations/makeMoney"))?.status()).toBe(404);
  });
});

for (const path of [
  "/api-docs",
  "/api-docs/operations/changeSubscription",
  "/api-docs/quick-start",
  "/api-docs/differences",
])
  test(`${path} is accessible and as wide as the window`, async ({ page, demo }) => {
    await beSignedIn(page, accountWith(demo, "sales-agent", harbour));
    await page.goto(path);
    await expectAccessible(page);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
  });
