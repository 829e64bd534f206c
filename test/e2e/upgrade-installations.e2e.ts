import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, expect, signIn } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";

const customer = "Brandt";
const harbour = "Harbour & Pine";

/** Opens the first order of a list that is in a state, and answers its number. */
async function openFirst(page: Page, list: string, state: string): Promise<string> {
  await page.goto(`${list}?state=${state}`);
  await page.locator("tbody a").first().click();
  await expect(page).toHaveURL(/\/\d{15}$/);
  return /\d{15}$/.exec(page.url())?.[0] ?? "";
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a customer signs, and its installer answers and records an image; not before", async ({ demo, page }) => {
      await signIn(page, accountWith(demo, "customer-global-admin", customer));
      const order = await openFirst(page, "/installations", "verification-open");
      await page.getByRole("link", { name: "Unterzeichnen und übergeben" }).click();
      await page.getByLabel("Name des Unterzeichners").fill("Frauke Brandt");
      await page.getByLabel("Funktion").fill("Geschäftsführerin");
      await page.getByLabel("Datum").fill("2099-01-01");
      await page.getByLabel(/Ich erkläre/).check();
      await page.getByRole("button", { name: "Unterzeichnen und übergeben" }).click();
      await expect(page.getByRole("alert")).toContainText("heute ist der");
      await page.getByLabel("Datum").fill("2026-01-15");
      await page.getByRole("button", { name: "Unterzeichnen und übergeben" }).click();
      // Which of a customer's orders comes first depends on what was done before, and so does its version.
      await expect(page.getByRole("status")).toContainText(/Fassung \d+ übergeben/);
      const version = /Fassung (\d+)/.exec(await page.getByRole("status").innerText())?.[1] ?? "";

      await page.context().clearCookies();
      await beSignedIn(page, accountWith(demo, "admin-agent", harbour));
      await page.goto(`/imaging/${order}`);
      await expect(page.getByRole("button", { name: "Record image" })).toHaveCount(0);
      await page.getByLabel("Accept: the listed devices may be imaged").check();
      await page.getByLabel("Text of the answer, or the reason").fill("Checked against the delivery note.");
      await page.getByRole("button", { name: "Answer in writing" }).click();
      await expect(page.getByRole("status")).toContainText(`Version ${version} accepted`);
      await page.getByLabel("Image", { exact: true }).fill("W81-ENT-01");
      await page.getByLabel(/The base stays on the device/).check();
      await page.getByRole("button", { name: "Record image" }).click();
      await expect(page.getByRole("alert")).toContainText("no active Windows SA");
      await page.getByLabel(/The base stays on the device/).uncheck();
      await page.getByRole("button", { name: "Record image" }).click();
      await expect(page.getByRole("status")).toContainText("recorded");
    });
  });
}

test("the partner records the answer of an installer without access, with the file that it came as", async ({
  demo,
  page,
}) => {
  await beSignedIn(page, accountWith(demo, "global-admin", "Nordlicht"));
  await page.goto("/installations?state=sent");
  await page
    .getByRole("row", { name: /Fabrikam/ })
    .getByRole("link")
    .first()
    .click();
  await page.getByRole("link", { name: "Antwort des Betriebs festhalten" }).click();
  await expectFineInEveryLook(page);
  await page.getByLabel("Annehmen: Die aufgeführten Geräte dürfen installiert werden").check();
  await page.getByLabel("Wer dort geantwortet hat").fill("Herta Ott");
  await page.getByLabel("Text der Antwort oder Grund").fill("Geprüft und angenommen.");
  await page.getByRole("button", { name: "Antwort festhalten" }).click();
  await expect(page.getByRole("alert")).toContainText("wie sie kam: als PDF oder Bild");
  await page
    .getByLabel("Die Antwort, wie sie kam")
    .setInputFiles({ name: "antwort.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4\n%%EOF\n") });
  await page.getByRole("button", { name: "Antwort festhalten" }).click();
  await expect(page.getByRole("status")).toContainText("Fassung 1 angenommen");
  await page.getByRole("link", { name: "Installationen festhalten" }).click();
  await page.getByLabel("Image", { exact: true }).fill("W81-ENT-01");
  await page.getByRole("button", { name: "Image erfassen" }).click();
  await expect(page.getByRole("status")).toContainText("erfasst");
});

test("the pages of an order look fine", async ({ demo, page }) => {
  await beSignedIn(page, accountWith(demo, "global-admin", "Nordlicht"));
  for (const path of ["/installations", "/installations/new"]) {
    await page.goto(path);
    await expectFineInEveryLook(page);
  }
  const order = await openFirst(page, "/installations", "confirmed");
  await expectFineInEveryLook(page);
  await page.goto(`/installations/${order}/devices`);
  await expectFineInEveryLook(page);
  const file = page.waitForEvent("download");
  await page.goto(`/installations/${order}`);
  await page.evaluate((path) => {
    const link = document.createElement("a");
    link.href = path;
    link.download = "";
    document.body.append(link);
    link.click();
  }, `/installations/${order}/form.pdf?language=de`);
  expect((await file).suggestedFilename()).toMatch(/^lizenzbestaetigung-\d{15}-1\.pdf$/);
});
