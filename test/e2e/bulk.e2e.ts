import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";

const harbour = "Harbour & Pine";
const main = (page: Page) => page.getByRole("main");
const rows = (page: Page) =>
  main(page)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader") });

async function choose(page: Page, change: string, scope: "ticked" | "all") {
  await page.getByLabel("What to change").selectOption({ label: change });
  await page.getByLabel("Which subscriptions").selectOption(scope);
  await page.getByRole("button", { name: "See what would happen" }).click();
  await expect(page).toHaveURL(/\/subscriptions\/changes\/[0-9a-f-]+$/);
}

async function downloaded(page: Page, name: string): Promise<Record<string, string>[]> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return parse(await readFile(await download.path()), { bom: true, columns: true }) as Record<string, string>[];
}

/** All tests of a worker have one book: these switch off for customers that no other test looks at. */
for (const { javaScriptEnabled, customer } of [
  { javaScriptEnabled: true, customer: "Sahyadri" },
  { javaScriptEnabled: false, customer: "Penrose" },
]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("auto-renew goes off for all that a filter finds: looked at first, confirmed, carried out, kept as a file", async ({
      demo,
      watchedPage: page,
    }) => {
      await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
      await page.goto(`/subscriptions?autoRenew=on&customer=${encodeURIComponent(customer)}`);
      const count = await rows(page).count();
      expect(count).toBeGreaterThan(1);
      await choose(page, "Switch auto-renew off", "all");

      await expect(page.getByText("Dry run", { exact: true })).toBeVisible();
      await expect(main(page)).toContainText("Nothing has been changed.");
      await expect(rows(page)).toHaveCount(count);
      const heading = page.getByRole("heading", { level: 1 });
      await expect(heading).toHaveText(/^Switch auto-renew off for \d+ subscriptions?$/);
      const title = (await heading.textContent()) ?? "";
      await page.getByRole("button", { name: title }).click();

      await expect(page.getByText("Done", { exact: true })).toBeVisible();
      await expect(rows(page).filter({ hasText: "Changed" })).toHaveCount(Number(/\d+/.exec(title)?.[0]));
      const file = await downloaded(page, "Export as CSV");
      expect(file).toHaveLength(count);
      expect(file.every(({ state }) => state === "done" || state === "will-not")).toBe(true);
      await rows(page).filter({ hasText: "Changed" }).first().getByRole("link").first().click();
      await expect(main(page)).toContainText(/Ends|auto-renew is off/i);
    });
  });
}

test("a dry run says of each row why it will not be changed, and one without a row that can be is not confirmed", async ({
  demo,
  watchedPage: page,
}) => {
  await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
  await page.goto("/subscriptions?autoRenew=off");
  await rows(page).first().getByRole("checkbox").check();
  await choose(page, "Switch auto-renew off", "ticked");
  await expect(rows(page)).toContainText(["Will not change"]);
  await expect(rows(page).first()).toContainText(/off already/);
  await expect(main(page)).toContainText("This cannot be carried out");
  await expect(page.getByRole("button", { name: /Switch auto-renew off/ })).toHaveCount(0);
});

test("cancelling wants a box ticked, gives the credit that was shown, and is in the log with its run", async ({
  demo,
  watchedPage: page,
}) => {
  await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
  // Of a customer whose purchases no other test looks at.
  await page.goto("/subscriptions?window=open&customer=Kitahama");
  await rows(page).first().getByRole("checkbox").check();
  await choose(page, "Cancel, where the window is open", "ticked");
  const credit = (await rows(page).first().getByRole("cell").last().textContent()) ?? "";
  await expect(page.getByRole("button", { name: "Cancel 1 subscription" })).toBeVisible();
  await page.getByRole("checkbox", { name: /cannot be undone/ }).check();
  await page.getByRole("button", { name: "Cancel 1 subscription" }).click();
  await expect(main(page)).toContainText("1 subscription was changed");
  await expect(main(page)).toContainText(`Credit: ${credit.trim()}`);
  const runId = /changes\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? "";
  await page.goto("/settings/activity?action=subscription-cancelled");
  await expect(main(page)).toContainText(runId);
});

test("who may not change sees the list, and why not", async ({ demo, watchedPage: page }) => {
  await beSignedIn(page, accountWith(demo, "sales-agent", harbour));
  await page.goto("/subscriptions");
  await expect(page.getByRole("button", { name: "See what would happen" })).toHaveAccessibleDescription(
    /one of these roles is needed: Admin agent/,
  );
});

test("list, dry run and runs are fine to look at in every theme and width", async ({ demo, watchedPage: page }) => {
  await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
  await page.goto("/subscriptions");
  await expectFineInEveryLook(page);
  await choose(page, "Switch auto-renew on", "all");
  await expectFineInEveryLook(page);
  await page.goto("/subscriptions/changes");
  await expectFineInEveryLook(page);
});
