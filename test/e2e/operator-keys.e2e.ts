import { createHash, randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { demoKeys, demoPools } from "#db/seeds/demo/pools.ts";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectFineInEveryLook } from "./support/looks.ts";

const letters = "BCDFGHJKMPQRTVWXY2346789";
const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("");
const newKey = () => [group(), group(), group(), group(), group()].join("-");

/** No page shows what looks like a key. */
async function expectNoKey(page: Page): Promise<void> {
  expect(await page.content()).not.toMatch(/\b([A-Z0-9]{5}-){4}[A-Z0-9]{5}\b/);
}

async function openPool(page: Page, search: string, version: string): Promise<void> {
  await page.goto(`/operator/keys?search=${encodeURIComponent(search)}`);
  await page.getByRole("row").filter({ hasText: version }).getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Stock", exact: true })).toBeVisible();
}

/** The number on a tile. */
async function tile(page: Page, region: string, label: string): Promise<string | undefined> {
  const box = page.getByRole("region", { name: region, exact: true }).getByText(label, { exact: true }).locator("..");
  return (await box.innerText()).split("\n").find((line) => /^[\d,]+$/.test(line.trim()));
}

async function uploadKeys(page: Page, lines: readonly string[]): Promise<void> {
  await page.getByRole("link", { name: "Import keys" }).first().click();
  const buffer = Buffer.from(lines.join("\n"));
  await page.getByLabel("Key file").setInputFiles({ name: "delivery.txt", mimeType: "text/plain", buffer });
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "delivery.txt" })).toBeVisible();
}

test.beforeEach(async ({ page, demo }) => {
  await signIn(page, accountWith(demo, "operator", ""));
});

test("the operator sees what the pools will need by month, and takes it as a file", async ({ watchedPage: page }) => {
  await page.goto("/operator/keys");
  await page.getByRole("link", { name: "Keys ahead" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Keys ahead" })).toBeVisible();
  await expect(page.getByRole("table", { name: "By month" }).getByRole("rowheader")).toHaveCount(12);
  const pools = page.getByRole("table", { name: "By pool" });
  await expect(pools.getByRole("rowheader")).toHaveCount(demoPools.length);
  await expectFineInEveryLook(page);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export as CSV" }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^keys-ahead-.*\.csv$/);
  await expectNoKey(page);
  await pools.getByRole("rowheader").getByRole("link").first().click();
  await expect(page.getByRole("region", { name: "Stock", exact: true })).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("a pool is added, filled from a file, and its mark is moved", async ({ page }) => {
      const version = javaScriptEnabled ? "2019" : "2016";
      await page.goto("/operator/keys");
      await page.getByRole("link", { name: "Add a pool" }).click();
      await page.getByLabel("Product").selectOption({ label: "Project Professional 2021" });
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByLabel("Version").selectOption(version);
      await page.getByLabel("Low-stock mark").fill("3");
      await page.getByRole("button", { name: "Add the pool" }).click();
      await expect(page.getByText("The pool was added")).toBeVisible();
      await expect(page.getByText("No key is left")).toBeVisible();

      const keys = [newKey(), newKey(), newKey(), newKey()];
      const known = demoPools.find((pool) => pool.productId === "DEMOPRD0PLTS");
      if (known === undefined) throw new Error("The demo has no such pool");
      const [ofOther = ""] = demoKeys(known, "mak-DEMOPRD0PLTS-2021-1.txt", 1);
      await uploadKeys(page, [...keys, keys[0] ?? "", "no key at all", ofOther]);
      await expectNoKey(page);
      await expect(page.getByText("3 lines are refused")).toBeVisible();
      expect(await tile(page, "What the file holds", "New keys")).toBe("4");
      expect(await tile(page, "What the file holds", "Twice in the file")).toBe("1");
      expect(await tile(page, "What the file holds", "Known already")).toBe("1");
      expect(await tile(page, "What the file holds", "Not a key")).toBe("1");
      await expect(page.getByRole("row").filter({ hasText: "Holds the same key as line 1." })).toBeVisible();
      await expect(page.getByText("no key at all")).toHaveCount(0);

      await page.getByRole("button", { name: "Import 4 keys, leave the rest out" }).click();
      await expect(page.getByText("4 keys were imported", { exact: true })).toBeVisible();
      expect(await tile(page, "Stock", "Free")).toBe("4");
      await expectNoKey(page);

      await page.getByLabel("Change the low-stock mark").fill("5");
      await page.getByRole("button", { name: "Save the mark" }).click();
      await expect(page.getByText("The low-stock mark is now 5")).toBeVisible();
      await expect(page.getByText("Few keys are left")).toBeVisible();
      await expect(page.getByText("Moved the low-stock mark from 3 to 5")).toBeVisible();
      await expect(page.getByText(/Imported 4 keys from delivery\.txt/)).toBeVisible();
    });

    test("a file without a key is refused, and one that is not wanted is discarded", async ({ page }) => {
      await openPool(page, "Windows 11 Pro", "Version 10");
      const before = await tile(page, "Stock", "Free");
      await page.getByRole("link", { name: "Import keys" }).first().click();
      await page
        .getByLabel("Key file")
        .setInputFiles({ name: "empty.txt", mimeType: "text/plain", buffer: Buffer.from("\n") });
      await page.getByRole("button", { name: "Check the file" }).click();
      await expect(page.getByRole("alert").getByText(/The file holds no key/)).toBeVisible();
      await openPool(page, "Windows 11 Pro", "Version 10");
      await uploadKeys(page, [newKey()]);
      await page.getByRole("button", { name: "Discard the file" }).click();
      await expect(page.getByText("delivery.txt was discarded")).toBeVisible();
      expect(await tile(page, "Stock", "Free")).toBe(before);
    });

    test("a file is put up, replaced and taken back, each with what follows from it", async ({ page }) => {
      const language = javaScriptEnabled ? "Italian (Italy)" : "Korean (South Korea)";
      const put = async (name: string, content: string, button: string) => {
        const buffer = Buffer.from(content);
        await page
          .getByLabel("File", { exact: true })
          .setInputFiles({ name, mimeType: "application/octet-stream", buffer });
        await page.getByRole("button", { name: button }).click();
        await expect(page.getByText(`${name} can be downloaded`)).toBeVisible();
        const sha256 = createHash("sha256").update(buffer).digest("hex");
        await expect(page.getByText(sha256).first()).toBeAttached();
      };
      await page.goto("/operator/downloads?search=biztalk");
      await page.getByRole("link", { name: "BizTalk Server 2016 Branch" }).click();
      await page.getByRole("link", { name: "Add a file" }).first().click();
      await page.getByLabel("Version").selectOption("2016");
      await page.getByRole("combobox", { name: "Language" }).selectOption({ label: language });
      await page.getByLabel("File type").selectOption("ISO");
      await page.getByRole("button", { name: "Continue" }).click();
      await put("biztalk.iso", `first ${language}`, "Upload the file");

      await page
        .getByRole("row")
        .filter({ hasText: "biztalk.iso" })
        .getByRole("link", { name: /Replace/ })
        .first()
        .click();
      await expect(page.getByText("There is a file for this already")).toBeVisible();
      await expect(page.getByText("No link to the present file is good at the moment.")).toBeVisible();
      await put("biztalk-2.iso", `second ${language}`, "Upload and replace");
      const former = page.getByRole("region", { name: "Former files" });
      await expect(
        former.getByRole("row").filter({ hasText: language }).filter({ hasText: "biztalk.iso" }),
      ).toBeVisible();

      await page
        .getByRole("row")
        .filter({ hasText: "biztalk-2.iso" })
        .getByRole("link", { name: /Take back/ })
        .first()
        .click();
      await expect(page.getByText("From now on nobody gets this file")).toBeVisible();
      await page.getByRole("button", { name: "Take the file back" }).click();
      await expect(page.getByText("biztalk-2.iso was taken back", { exact: true })).toBeVisible();
    });

    test("what runs out or is missing stands on the operator's home and leads there", async ({ page }) => {
      await page.goto("/");
      const shelf = page.getByRole("region", { name: "Keys and downloads" });
      await shelf.getByRole("link", { name: /Pools that are empty/ }).click();
      await page.getByRole("link", { name: "Visio LTSC Professional 2021" }).click();
      await expect(page.getByRole("table", { name: "Purchases that wait for a key" }).getByRole("row")).toHaveCount(2);
      await page.getByRole("link", { name: "Product", exact: true }).click();
      await page.getByRole("link", { name: "Download files" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Visio LTSC Professional 2021" })).toBeVisible();
    });
  });
}

test("an upload shows how far it is, and can be stopped without a trace", async ({ page }) => {
  await page.goto(
    "/operator/downloads/DG7GMGF0D7FV/add?version=2021&language=de-DE&fileType=IMG&operatingSystem=Windows%20x64",
  );
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 200_000,
  });
  const buffer = Buffer.alloc(4_000_000, "x");
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "access.img", mimeType: "application/octet-stream", buffer });
  await page.getByRole("button", { name: "Upload the file" }).click();
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect(page.getByText(/ of 4 MB/)).toBeVisible();
  await page.getByRole("button", { name: "Stop the upload" }).click();
  await expect(page.getByText("The upload was stopped. Nothing of the file was kept.")).toBeVisible();
  await page.goto("/operator/downloads/DG7GMGF0D7FV");
  await expect(page.getByText("There is no file yet")).toBeVisible();
});

test("pages of keys and files speak German too", async ({ page }) => {
  await page.goto("/settings/preferences");
  await page.getByRole("radio", { name: "Deutsch" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.goto("/operator/keys");
  await expect(page.getByRole("heading", { level: 1, name: "Schlüssel" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Vorrat anlegen" })).toBeVisible();
  await page.goto("/operator/downloads/DEMOPRD0WSS1");
  await expect(page.getByRole("heading", { name: "Frühere Dateien" })).toBeVisible();
  await page.goto("/settings/preferences");
  await page.getByRole("radio", { name: "English" }).check();
  await page.getByRole("button", { name: "Speichern" }).click();
});

test("pages of keys and files are accessible and fit in every look, and show no key", async ({ watchedPage: page }) => {
  await page.goto("/operator/keys?show=empty");
  const pool = await page.getByRole("link", { name: "Visio LTSC Professional 2021" }).getAttribute("href");
  await page.goto("/operator/downloads/DEMOPRD0WSS1");
  const remove = await page
    .getByRole("link", { name: /Take back/ })
    .first()
    .getAttribute("href");
  for (const path of [
    "/",
    "/operator/keys",
    "/operator/keys?show=missing",
    "/operator/keys/add",
    "/operator/keys/add?product=DEMOPRD0RDC2",
    pool ?? "",
    `${pool}/import`,
    "/operator/downloads",
    "/operator/downloads/DEMOPRD0WSS1",
    "/operator/downloads/DEMOPRD0WSS1/add",
    "/operator/downloads/DEMOPRD0WSS1/add?version=2022&language=en-US&fileType=ISO",
    remove ?? "",
  ]) {
    await page.goto(path);
    await expectFineInEveryLook(page);
    await expectNoKey(page);
  }
});
