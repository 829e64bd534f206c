import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";
import { customerPath } from "./support/subscription-pages.ts";

const harbour = "Harbour & Pine";
const nordlicht = "Nordlicht";

/** From the customer's list of software, as a person finds it. */
async function openPlan(page: Page, customer: string, link: string): Promise<string> {
  await page.goto(`${await customerPath(page, customer)}/software`);
  await page.getByRole("link", { name: link }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(link);
  return new URL(page.url()).pathname;
}

const openEnglish = (page: Page) => openPlan(page, "Tidewater Ferries plc", "Move from volume licensing");

const isoDaysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const mode = javaScriptEnabled ? "js" : "plain";

    test("a list is pasted, checked, taken over without its refused line, and worked through", async ({
      demo,
      watchedPage: page,
    }) => {
      await signIn(page, accountWith(demo, "admin-agent", harbour));
      const plan = await openEnglish(page);
      await page.getByRole("link", { name: "Upload devices" }).click();
      const lines = [
        "Name;Last activation;Site",
        `${mode}-01;${isoDaysAgo(175)};Quay`,
        `${mode}-02;${isoDaysAgo(160)};Quay`,
        `${mode}-03;03/04/2026;Quay`,
        `<b>${mode} & co</b>;${isoDaysAgo(20)};Office`,
      ];
      await page.getByLabel("Devices", { exact: true }).fill(lines.join("\n"));
      await page.getByRole("button", { name: "Check", exact: true }).click();
      await expect(page.getByText("One line is refused").first()).toBeVisible();
      const refused = page.getByRole("row").filter({ hasText: "03/04/2026" });
      await expect(refused).toContainText("Day and month could be the other way round");
      await expect(refused.getByRole("rowheader")).toContainText("4");

      await page.getByRole("button", { name: "Take over 3 devices" }).click();
      await expect(page.getByRole("alert").first()).toContainText("One line is refused");
      await page.getByLabel("Leave out the refused line").check();
      await page.getByRole("button", { name: "Take over 3 devices" }).click();
      await expect(page.getByText("3 new devices, 0 with a later activation.")).toBeVisible();
      const row = (name: string) => page.getByRole("row").filter({ hasText: name });
      await expect(row(`${mode}-01`)).toContainText("Running out");
      await expect(row(`<b>${mode} & co</b>`)).toContainText("Later");

      await page.getByRole("button", { name: `Mark ${mode}-01 as done` }).click();
      await expect(page.getByText(`${mode}-01 is marked as done`)).toBeVisible();
      await expect(row(`${mode}-01`)).toContainText("Done");
      await page.getByRole("button", { name: `Mark ${mode}-01 as not done` }).click();
      await expect(page.getByText(`${mode}-01 is marked as not done`)).toBeVisible();

      await page.getByRole("button", { name: "Mark as done", exact: true }).click();
      await expect(page.getByText("No device is chosen")).toBeVisible();
      await page
        .getByLabel("Choose", { exact: false })
        .and(page.locator(`[value="${mode}-02"]`))
        .check();
      await page.getByRole("button", { name: "Mark as done", exact: true }).click();
      await expect(page.getByText(`${mode}-02 is marked as done`)).toBeVisible();

      await page.getByLabel("Name or group").fill(mode);
      await page.getByRole("button", { name: "Show", exact: true }).click();
      await expect(page.getByText("3 devices found", { exact: true })).toBeVisible();
      await page.getByLabel("all 3 devices found").check();
      await page.getByRole("button", { name: "Mark as done", exact: true }).click();
      await expect(page.getByText("2 devices are marked as done")).toBeVisible();
      expect(page.url()).toContain(`search=${mode}`);
      await page.getByLabel("all 3 devices found").check();
      await page.getByText("Remove from the plan …").click();
      await page.getByRole("button", { name: "Remove", exact: true }).click();
      await expect(page.getByText("3 devices are removed from the plan")).toBeVisible();
      await page.goto(plan);
      await expect(row(`${mode}-01`)).toHaveCount(0);
    });

    test("a file is refused that is no list, and one that is can be discarded", async ({ demo, watchedPage: page }) => {
      await signIn(page, accountWith(demo, "helpdesk-agent", harbour));
      const plan = await openEnglish(page);
      const upload = async (text: string) => {
        await page.goto(`${plan}/import`);
        const file = { name: "devices.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
        await page.getByLabel("List of devices").setInputFiles(file);
        await page.getByRole("button", { name: "Upload and check" }).click();
      };
      await upload("serial,owner\n1,ann\n");
      await expect(page.getByRole("alert").first()).toContainText("No column with the names of devices was found");
      await upload(`name,activation\nPC-1,${isoDaysAgo(10)}\n`);
      await expect(page.getByText("Every line was understood")).toBeVisible();
      await page.getByRole("button", { name: "Discard the list" }).click();
      await expect(page.getByText("The list is discarded")).toBeVisible();
    });

    test("the lines get the key of a chosen purchase on request, and only in that answer", async ({
      demo,
      watchedPage: page,
    }) => {
      await signIn(page, accountWith(demo, "admin-agent", nordlicht));
      await openPlan(page, "Brandt Hafenlogistik GmbH", "Umstieg von der Volumenlizenzierung");
      await page.getByRole("link", { name: "Skriptzeilen" }).click();
      const remote = page.getByRole("textbox", { name: /Zeilen für \d+ Geräte/ });
      await expect(remote).toHaveValue(/\/ipk XXXXX-XXXXX-XXXXX-XXXXX-XXXXX/);
      await expect(page.getByText("Kiosk Pförtner 1")).toBeVisible();
      await expect(remote).not.toHaveValue(/Kiosk/);
      await expect(page.getByText("Wählen Sie zuerst einen Kauf.", { exact: false })).toBeVisible();
      const purchase = page.getByLabel("Kauf", { exact: true });
      const option = await purchase
        .locator("option", { hasText: /Version 20/ })
        .first()
        .getAttribute("value");
      await purchase.selectOption(option);
      await page.getByRole("button", { name: "Auswählen", exact: true }).click();
      const address = page.url();
      const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
      await page.getByRole("button", { name: "Zeilen mit Schlüssel anzeigen" }).click();
      const answer = await answered;
      expect(answer.headers()["cache-control"]).toContain("no-store");
      await expect(page.getByText("Die Zeilen enthalten den Schlüssel")).toBeVisible();
      await expect(remote).not.toHaveValue(/XXXXX/);
      const lines = await remote.inputValue();
      const key = /\/ipk (\S+)/.exec(lines)?.[1] ?? "";
      expect(key).toMatch(/^[A-Z0-9]{5}(-[A-Z0-9]{5}){4}$|^\d{32}$/);
      for (const line of lines.split("\n"))
        expect(line).toMatch(/^cscript \/\/nologo C:\\Windows\\System32\\slmgr\.vbs [\w.-]+ (\/ato|\/ipk [A-Z0-9-]+)$/);
      expect(page.url()).not.toContain(key);
      await page.goto(address);
      expect(await page.content()).not.toContain(key);
      await page.goto(address.replace(/\/script.*/, ""));
      expect(await page.content()).not.toContain(key);
    });
  });
}

test("the export opens as plain text and can be read in again", async ({ demo, watchedPage: page }) => {
  await signIn(page, accountWith(demo, "admin-agent", nordlicht));
  const plan = await openPlan(page, "Brandt Hafenlogistik GmbH", "Umstieg von der Volumenlizenzierung");
  await page.goto(`${plan}?search=kran`);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV exportieren" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^geraete-brandt-hafenlogistik-gmbh-\d{4}-\d{2}-\d{2}\.csv$/);
  const text = await readFile((await download.path()) ?? "", "utf8");
  const lines = text.replace("\u{FEFF}", "").trim().split("\r\n");
  expect(lines[0]).toBe("Name,Letzte Aktivierung,Läuft ab,Tage übrig,Stand,Gruppe,Produkt,Notiz,Erledigt am");
  expect(lines).toHaveLength(13);
  await page.goto(`${plan}/import`);
  await page.getByLabel("Geräteliste").setInputFiles((await download.path()) ?? "");
  await page.getByRole("button", { name: "Hochladen und prüfen" }).click();
  await expect(page.getByText("Jede Zeile wurde verstanden")).toBeVisible();
  await expect(page.getByText("Danach hat der Plan 140 Geräte.")).toBeVisible();
  await page.getByRole("button", { name: "Liste verwerfen" }).click();
});

test("somebody without the role sees the plan, and reads which role changes it", async ({
  demo,
  watchedPage: page,
}) => {
  await signIn(page, accountWith(demo, "sales-agent", nordlicht));
  await openPlan(page, "Brandt Hafenlogistik GmbH", "Umstieg von der Volumenlizenzierung");
  await expect(page.getByRole("row").filter({ hasText: "BHL-KRAN-12" })).toBeVisible();
  await expect(page.getByRole("checkbox")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Als erledigt markieren" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByText(/Umstieg von der Volumenlizenzierung planen.*Helpdesk/).last()).toBeVisible();
  await page.getByRole("link", { name: "Skriptzeilen" }).click();
  await expect(page.getByRole("button", { name: "Zeilen mit Schlüssel anzeigen" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

test("is accessible and fits in every look", async ({ demo, watchedPage: page }) => {
  await signIn(page, accountWith(demo, "admin-agent", nordlicht));
  const plan = await openPlan(page, "Brandt Hafenlogistik GmbH", "Umstieg von der Volumenlizenzierung");
  expect(await page.evaluate(() => document.compatMode)).toBe("CSS1Compat");
  await page.getByText("Als Tabelle").click();
  for (const address of [plan, `${plan}?state=done`, `${plan}/import`, `${plan}/script`]) {
    await page.goto(address);
    await expectFineInEveryLook(page);
  }
  await page.goto(`${plan}/import`);
  await page.getByLabel("Geräte", { exact: true }).fill(`PC-1;${isoDaysAgo(3)}\nPC-2;nie`);
  await page.getByRole("button", { name: "Prüfen", exact: true }).click();
  await expect(page.getByText("Eine Zeile ist abgelehnt").first()).toBeVisible();
  await expectFineInEveryLook(page);
  await page.getByRole("button", { name: "Liste verwerfen" }).click();
  await expect(page.getByText("Die Liste ist verworfen")).toBeVisible();
});
