import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";
import { subscriptionPath } from "./support/subscription-pages.ts";

const harbour = "Harbour & Pine";
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const pdf = { name: "order.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF\n") };
const page = { name: "screen.png", mimeType: "image/png", buffer: Buffer.from("<html><script>alert(1)</script>") };

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a window that has closed leads to a request, filled in; the operator grants it, and both sides see how", async ({
      demo,
      page: browser,
    }) => {
      await signIn(browser, accountWith(demo, "admin-agent", harbour));
      const subscription = javaScriptEnabled ? /Datacenter - 8 Core License Pack - 1 year/ : /SQL Server Standard/;
      await browser.goto(await subscriptionPath(browser, "Tidewater Ferries plc", subscription));
      const path = new URL(browser.url()).pathname;
      await browser.goto(`${path}/cancel`);
      await browser.getByRole("link", { name: "Write a support request" }).click();
      await expect(heading(browser)).toHaveText("New support request");
      await expect(browser.getByLabel("Type of problem")).toHaveValue("purchase-refund");
      await expect(browser.getByLabel("Order or subscription ID")).toHaveValue(path.split("/").at(-1) ?? "");
      await expect(browser.getByLabel("Description")).toHaveValue(/Tenant: .+ \(tidewaterferries\.example\)/);
      await expect(browser.getByLabel("Name", { exact: true })).not.toHaveValue("");

      // A page that is called a picture: nothing is sent, and what was typed stays.
      await browser.getByLabel("Attachments").setInputFiles([pdf, page]);
      await browser.getByRole("button", { name: "Send request" }).click();
      await expect(browser.getByRole("alert")).toContainText("“screen.png” was not taken");
      await expect(browser.getByLabel("Type of problem")).toHaveValue("purchase-refund");
      await browser.getByLabel("Attachments").setInputFiles([pdf]);
      await browser.getByLabel("Amount asked for").fill("12.34");
      await browser.getByRole("button", { name: "Send request" }).click();
      await expect(browser.getByRole("status")).toContainText(/It has the number \d{15}/);
      const requestId = new URL(browser.url()).pathname.split("/").at(-1) ?? "";

      const file = browser.getByRole("link", { name: /Download order\.pdf/ });
      const answer = await browser.request.get((await file.getAttribute("href")) ?? "");
      expect(answer.headers()).toMatchObject({
        "content-type": "application/pdf",
        "content-disposition": 'attachment; filename="order.pdf"',
        "x-content-type-options": "nosniff",
      });
      expect(answer.headers()["content-security-policy"]).toContain("sandbox");

      await browser.context().clearCookies();
      await signIn(browser, accountWith(demo, "operator", ""));
      await browser.goto(`/operator/support/${requestId}`);
      await browser.getByLabel("Answer to the partner").fill("Was anything installed?");
      await browser.getByRole("button", { name: "Send answer" }).click();
      await expect(browser.getByRole("status")).toContainText("Answer sent");
      await browser.getByRole("link", { name: "Grant a cancellation" }).click();
      await expect(browser.getByLabel("Amount to credit")).toHaveValue("12.34");
      await browser.getByLabel("Amount to credit").fill("99999999");
      await browser.getByLabel("Reason").fill("Goodwill, once");
      await browser.getByLabel("I have read what happens.").check();
      await browser.getByRole("button", { name: "Grant cancellation" }).click();
      await expect(browser.getByRole("alert")).toContainText("can be granted");
      await browser.getByLabel("Amount to credit").fill("10.00");
      await browser.getByLabel("I have read what happens.").check();
      await browser.getByRole("button", { name: "Grant cancellation" }).click();
      await expect(browser.getByRole("status")).toContainText("£10.00 stand on the partner's next invoice");

      await browser.context().clearCookies();
      await signIn(browser, accountWith(demo, "admin-agent", harbour));
      await browser.goto(`/support/${requestId}`);
      await expect(browser.getByRole("region", { name: "Conversation" })).toContainText(
        /Provider granted the cancellation with £10\.00.+Goodwill, once/s,
      );
      await browser.getByLabel("Note").fill("Thank you; one question is left.");
      await browser.getByRole("button", { name: "Reopen request" }).click();
      await expect(browser.getByText("Reopened", { exact: true })).toBeVisible();
      await browser.goto(path);
      await expect(browser.getByText("Cancelled", { exact: true }).first()).toBeVisible();
    });
  });
}

test("the queue begins with what is most severe and oldest, and is narrowed by a form", async ({
  demo,
  watchedPage: browser,
}) => {
  await signIn(browser, accountWith(demo, "operator", ""));
  await browser.goto("/operator/support");
  const rows = browser.getByRole("table", { name: "Support requests" }).getByRole("row");
  await expect(rows.nth(1)).toContainText("Setup refuses the downloaded medium");
  await expect(rows.nth(1)).toContainText("Critical");
  await browser.getByLabel("Impact").selectOption("minimal");
  await browser.getByRole("button", { name: "Filter" }).click();
  await expect(browser.getByText("Setup refuses the downloaded medium")).toHaveCount(0);
  await browser.goto("/operator/support?status=closed");
  await expect(browser.getByRole("link", { name: "Wrong edition bought" })).toBeVisible();
});

test("a colleague without the role is told who may write, and nobody opens another organisation's request", async ({
  demo,
  watchedPage: browser,
}) => {
  await signIn(browser, accountWith(demo, "operator", ""));
  await browser.goto("/operator/support?status=closed");
  await browser.getByRole("link", { name: "Wrong edition bought" }).click();
  const requestId = new URL(browser.url()).pathname.split("/").at(-1) ?? "";
  await browser.context().clearCookies();
  await signIn(browser, accountWith(demo, "admin-agent", "Nordlicht"));
  expect((await browser.request.get(`/support/${requestId}`)).status()).toBe(404);
  expect((await browser.request.get(`/operator/support/${requestId}`)).status()).toBe(403);
  await browser.context().clearCookies();
  await signIn(browser, accountWith(demo, "sales-agent", harbour));
  expect((await browser.request.get(`/support/${requestId}`)).status()).toBe(403);
});

test("every page is accessible and fits in every look, in German", async ({ demo, watchedPage: browser }) => {
  await signIn(browser, accountWith(demo, "admin-agent", "Nordlicht"));
  for (const path of ["/support", "/support/new"]) {
    await browser.goto(path);
    await expectFineInEveryLook(browser);
  }
  await browser.goto("/support?status=attention-needed");
  await browser.getByRole("link", { name: "Visio nach Ablauf der 30 Tage kündigen" }).click();
  await expect(browser.getByText("Wartet auf Sie", { exact: true }).first()).toBeVisible();
  await expectFineInEveryLook(browser);
  const requestId = new URL(browser.url()).pathname.split("/").at(-1) ?? "";
  await browser.context().clearCookies();
  await signIn(browser, accountWith(demo, "operator", ""));
  for (const path of ["", `/${requestId}`, `/${requestId}/grant`]) {
    await browser.goto(`/operator/support${path}`);
    await expectFineInEveryLook(browser);
  }
});
