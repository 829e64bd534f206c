import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { pagesOfPdf } from "#test/support/pdf-text.ts";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectAccessible, expectNoSidewaysScroll } from "./support/looks.ts";

const english = "Harbour & Pine";
const german = "Nordlicht";

/** Opens the newest credit note: its one line is a credit for a cancellation. */
async function openCreditNote(page: Page): Promise<void> {
  await page.goto("/invoices");
  await page.getByRole("combobox", { name: "Kind" }).selectOption("Credit note");
  await page.getByRole("button", { name: "Filter" }).click();
  await expect(page).toHaveURL(/kind=credit-note/);
  await page.getByRole("rowheader").getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Credit note G\d{9}$/ })).toBeVisible();
}

async function downloaded(page: Page, name: string): Promise<{ fileName: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
  return { fileName: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test.describe("invoices", () => {
  test("lead from the list to a line, to why it costs what it does, and on to the subscription", async ({
    demo,
    watchedPage: page,
  }) => {
    await signIn(page, accountWith(demo, "global-admin", english));
    await page.getByRole("link", { name: "Invoices" }).first().click();
    await expect(page.getByText(/^One invoice per month and currency/)).toBeVisible();
    await expectAccessible(page);
    await openCreditNote(page);
    const credit = page.getByRole("row").filter({ hasText: "Credit for a cancellation" }).first();
    await expect(credit.getByText(/^Corrects the charge of/)).toBeVisible();
    await expectAccessible(page);

    await credit.getByRole("link", { name: /^Why this amount\?/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Why this amount?" })).toBeVisible();
    await expect(page.getByRole("heading", { level: 2, name: "The credit" })).toBeVisible();
    await expect(page.getByText("What stays of the charge")).toBeVisible();
    await expectAccessible(page);
    const why = page.url();
    const order = page
      .getByRole("main")
      .getByRole("link")
      .filter({ hasText: /^[0-9a-f-]{36}$/ });
    await order.first().click();
    await expect(page.getByRole("heading", { level: 1, name: /^Order / })).toBeVisible();
    // The order's own table leads back to the same derivation, from the charge and from its credit.
    const back = page.getByRole("main").locator(`a[href="${new URL(why).pathname}"]`);
    await expect(back).toHaveCount(2);
    await expect(back.first()).toHaveAccessibleName(/Why this amount\?/);
    await back.last().click();
    await expect(page).toHaveURL(why);
  });

  test("a subscription's dates and a refund's preview open the derivation, which opens the line of the log", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", english));
    await page.goto("/invoices/unbilled");
    const subscription = page.getByRole("main").locator("a[href*='/subscriptions/']");
    await subscription.first().click();
    const dates = page.locator("details", { has: page.locator("summary", { hasText: "as a table" }) });
    // A short one stands open already.
    if ((await dates.getAttribute("open")) === null) await dates.locator("summary").click();
    await page
      .getByRole("link", { name: /Why this amount\?/ })
      .last()
      .click();
    await expect(page.getByRole("heading", { level: 1, name: "Why this amount?" })).toBeVisible();
    const logged = page.getByRole("main").locator("a[href^='/settings/activity']");
    await logged.first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Activity log" })).toBeVisible();
    await expect(page.locator("main details > summary").first()).toBeVisible();
  });

  test("are downloaded as a statement and as a reconciliation file that say the same", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "billing-admin", english));
    await page.goto("/invoices");
    await page.getByRole("rowheader").getByRole("link").first().click();
    const title = await page.getByRole("heading", { level: 1, name: /G\d{9}$/ }).innerText();
    const number = /G\d{9}$/.exec(title)?.[0] ?? "";
    const pdf = await downloaded(page, "Statement (PDF)");
    expect(pdf.fileName).toBe(`statement-${number}.pdf`);
    const lines = pagesOfPdf(pdf.bytes).flat();
    expect(lines).toContain(title);
    const csv = await downloaded(page, "Reconciliation file (CSV)");
    expect(csv.fileName).toBe(`reconciliation-${number}.csv`);
    const rows = parse(csv.bytes, { bom: true, columns: true }) as { invoiceNumber: string; customerName: string }[];
    expect(rows.length).toBeGreaterThan(0);
    for (const { invoiceNumber, customerName } of rows) {
      expect(invoiceNumber).toBe(number);
      expect(lines.some((line) => line.startsWith(customerName))).toBe(true);
    }
  });

  test("what is on none yet and the forecast, currency by currency", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", english));
    await page.goto("/invoices");
    await page.getByRole("link", { name: "Not invoiced yet" }).click();
    await expect(page.getByText(/^Invoice for /)).toBeVisible();
    const currencies = page.getByRole("navigation", { name: "Currencies" }).getByRole("link");
    await currencies.last().click();
    await expect(page).toHaveURL(/currency=/);
    await expect(page.getByRole("rowheader").first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: "Forecast", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Forecast" })).toBeVisible();
    const table = page.getByRole("table").first();
    // 36 months, the head and the sum.
    await expect(table.getByRole("row")).toHaveCount(38);
    await expectAccessible(page);
  });

  test("the operator enters a tax rate, takes it out again, and learns why another one stays", async ({
    demo,
    watchedPage: page,
  }) => {
    await beSignedIn(page, accountWith(demo, "operator", ""));
    await page.goto("/operator/tax-rates");
    const used = page.getByRole("row").filter({ hasText: "Australia" });
    await expect(used.getByText("An invoice was made with it, so it stays.")).toBeVisible();
    await page.getByLabel("Market").selectOption("Brazil");
    await page.getByLabel("Rate in percent").fill("17,5 or so");
    await page.getByRole("button", { name: "Enter", exact: true }).click();
    await expect(page.getByLabel("Rate in percent")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("Rate in percent").fill("17.5");
    await page.getByRole("button", { name: "Enter", exact: true }).click();
    await expect(page.getByText("Rate entered: 17.5 %, Brazil")).toBeVisible();
    const entered = page.getByRole("row").filter({ hasText: "Brazil" });
    await expect(entered.getByText("included in prices")).toBeVisible();
    await expectAccessible(page);
    await entered.getByRole("button", { name: /^Remove/ }).click();
    await expect(page.getByText("The rate is removed: Brazil")).toBeVisible();
    await expect(entered).toHaveCount(0);
  });
});

test.describe("invoices in German, on a phone, in the dark", () => {
  test.use({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });

  test("are read without scrolling sideways, and as accessible as in light", async ({ demo, watchedPage: page }) => {
    await beSignedIn(page, accountWith(demo, "global-admin", german));
    for (const path of ["/invoices", "/invoices/unbilled", "/forecast"]) {
      await page.goto(path);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    }
    await page.goto("/invoices");
    await page.getByRole("rowheader").getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1, name: /^Rechnung G\d{9}$/ })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    const { fileName, bytes } = await downloaded(page, "Aufstellung (PDF)");
    expect(fileName).toMatch(/^aufstellung-G\d{9}\.pdf$/);
    expect(
      pagesOfPdf(bytes)
        .flat()
        .some((line) => /Seite 1 von \d+$/.test(line)),
    ).toBe(true);
    await page
      .getByRole("link", { name: /^Warum dieser Betrag\?/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 1, name: "Warum dieser Betrag?" })).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
  });
});

test.describe("invoices without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("are filtered, opened and explained; the operator enters and removes a rate", async ({ demo, page }) => {
    await signIn(page, accountWith(demo, "global-admin", english));
    await openCreditNote(page);
    await page
      .getByRole("link", { name: /^Why this amount\?/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { level: 1, name: "Why this amount?" })).toBeVisible();
    await page.goto("/invoices");
    const { bytes } = await (async () => {
      await page.getByRole("rowheader").getByRole("link").first().click();
      return downloaded(page, "Reconciliation file (CSV)");
    })();
    expect(parse(bytes, { bom: true, columns: true }).length).toBeGreaterThan(0);
    await page.context().clearCookies();
    await beSignedIn(page, accountWith(demo, "operator", ""));
    await page.goto("/operator/tax-rates");
    await page.getByLabel("Market").selectOption("Austria");
    await page.getByLabel("Rate in percent").fill("20");
    await page.getByRole("button", { name: "Enter", exact: true }).click();
    await expect(page.getByText("Rate entered: 20 %, Austria")).toBeVisible();
    await page
      .getByRole("row")
      .filter({ hasText: "Austria" })
      .getByRole("button", { name: /^Remove/ })
      .click();
    await expect(page.getByText("The rate is removed: Austria")).toBeVisible();
  });
});
