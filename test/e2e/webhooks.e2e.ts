import { startWebhookServer } from "#test/support/webhook-server.ts";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/looks.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a webhook is registered, tried, watched, sent again and removed", async ({ page, demo, browser }) => {
      // Two test events a minute are allowed: each of the two looks sends one.
      const server = await startWebhookServer(() => (javaScriptEnabled ? 200 : 500));
      const operator = await browser.newPage({ baseURL: demo.url });
      await signIn(operator, accountWith(demo, "operator", ""));
      const deliver = async () => {
        await operator.goto("/operator/job-runs");
        await operator.getByRole("button", { name: "Run now: Deliver webhooks" }).click();
        await expect(operator.getByText(/Deliver webhooks/).first()).toBeVisible();
      };

      await beSignedIn(page, accountWith(demo, "global-admin", "Harbour"));
      await page.goto("/settings/webhooks");
      // The demo has one, to a system that is nowhere.
      const present = page.getByRole("button", { name: "Remove webhook" });
      if (await present.isVisible()) {
        await present.click();
        await expect(page.getByText("The webhook is removed")).toBeVisible();
      }
      await page.getByLabel("Address").fill("https://10.0.0.1/#part");
      await page.getByRole("button", { name: "Register webhook" }).click();
      await expect(page.getByText(/Leave out the part behind #/).first()).toBeVisible();
      await page.getByLabel("Address").fill(server.url);
      await page.getByRole("button", { name: "Register webhook" }).click();
      await expect(page.getByText("The webhook is registered")).toBeVisible();

      await page.getByRole("button", { name: "Send test event" }).click();
      await expect(page.getByText("A test event is on its way")).toBeVisible();
      await expect(page.getByRole("heading", { level: 1, name: /^Test event, / })).toBeVisible();
      await expect(page.getByText('"EventName": "test-created"')).toBeVisible();
      await deliver();
      const answered = javaScriptEnabled ? "HTTP 200" : "HTTP 500";
      await expect(async () => {
        await page.reload();
        await expect(page.getByText(answered).first()).toBeVisible({ timeout: 1_000 });
      }).toPass();
      if (javaScriptEnabled) {
        await expect(page.getByText("Delivered").first()).toBeVisible();
        await page.getByRole("button", { name: "Send again" }).click();
        await expect(page.getByText("The message is on its way again")).toBeVisible();
        await deliver();
        await expect(() => expect(server.taken.length).toBeGreaterThanOrEqual(2)).toPass();
      } else {
        await expect(page.getByText("Trying again").first()).toBeVisible();
        await expect(page.getByText("This message is on its way already.")).toBeVisible();
      }

      await page.goto("/settings/webhooks");
      await page.getByRole("button", { name: "Remove webhook" }).click();
      await expect(page.getByText("The webhook is removed")).toBeVisible();
      await expect(page.getByRole("button", { name: "Register webhook" })).toBeVisible();
      await operator.close();
      await server.close();
    });
  });
}

test("the pages are good to look at, in both languages and on a phone", async ({ page, demo }) => {
  await beSignedIn(page, accountWith(demo, "global-admin", "Nordlicht"));
  await page.goto("/settings/webhooks");
  await expect(page.getByRole("heading", { level: 1, name: "Webhook" })).toBeVisible();
  await expectAccessible(page);
  // The longest name that a place in the bar's menu has stands in the bar while the place is open.
  for (const width of [1024, 1280, 1536]) {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["/agreements", "/installations", "/settings/webhooks"]) {
      await page.goto(path);
      await expectNoSidewaysScroll(page);
    }
  }
  await page.getByRole("table").getByRole("link").first().click();
  await expect(page.getByRole("button", { name: /Erneut senden/ })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 800 });
  await expectNoSidewaysScroll(page);
  await page.goto("/settings/webhooks");
  await expectNoSidewaysScroll(page);
});
