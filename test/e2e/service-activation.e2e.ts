import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect } from "./support/fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/looks.ts";

const english = "Harbour & Pine";

test.describe("volume licensing", () => {
  test("why nobody got the e-mail, and another contact that gets it", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", english));
    await page.goto("/agreements");
    await expect(page.getByRole("heading", { level: 1, name: "Volume licensing" })).toBeVisible();
    await page.getByRole("searchbox").fill("882091793");
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByRole("link", { name: "V8820917" }).click();
    await expect(page.getByText("In grace")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "882091793" }).click();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Power BI Pro" }).click();
    const why = page.getByRole("region", { name: "Why did nobody get the e-mail?" });
    await expect(why).toContainText("The address is at outlook.com");
    await expect(page.getByText("No activation e-mail was sent.")).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Edit subscription contact" }).click();
    await page.getByLabel("E-mail address").fill("kim.berg@cedarridge-mortgage.example");
    await page.getByRole("button", { name: "Update contact details" }).click();
    await expect(page.getByText("The contact is Kim Berg")).toBeVisible();
    await page.getByRole("link", { name: "Power BI Pro" }).click();
    await expect(page.getByRole("row").filter({ hasText: "kim.berg@cedarridge-mortgage.example" })).toBeVisible();
    await page.getByRole("button", { name: "Resend to this address" }).click();
    await expect(page.getByText("Sent again to kim.berg@cedarridge-mortgage.example")).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
  });

  test("what counts in an account after a renewal, and who loses access", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "admin-agent", english));
    await page.goto("/agreements");
    await page.getByRole("link", { name: "V8820917" }).click();
    await page.getByRole("link", { name: "882091788" }).click();
    await page.getByRole("link", { name: "Cedar Ridge", exact: true }).click();
    await expect(page.getByText(/Office 365 E3 goes on in grace only/)).toBeVisible();
    await expect(
      page.getByText(/200 in grace until .* belong to enrollment 882091751 and are not counted/),
    ).toBeVisible();
    await expectAccessible(page);
  });
});
