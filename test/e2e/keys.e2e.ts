import type { Page } from "@playwright/test";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { beSignedIn, clickWithScript, expect, signIn, takenOver } from "./support/fixtures.ts";
import { expectAccessible, expectFineInEveryLook, expectNoSidewaysScroll } from "./support/looks.ts";
import { customerPath } from "./support/subscription-pages.ts";

const harbour = "Harbour & Pine";
const keyText = /^[A-Z0-9]{5}(-[A-Z0-9]{5}){4}$/;

/** Opens a customer's list of software, where a link leads on from the first purchase of a product. */
async function linkOfPurchase(page: Page, customer: string, product: string | RegExp, link = "Keys and downloads") {
  await page.goto(`${await customerPath(page, customer)}/software`);
  return page.getByRole("row").filter({ hasText: product }).getByRole("link", { name: link }).first();
}

/** Opens *Keys and downloads* of the first purchase of a product, from the customer's list of software. */
async function openKeys(page: Page, customer: string, product: string | RegExp, link = "Keys and downloads") {
  await (await linkOfPurchase(page, customer, product, link)).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(link);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("the first look draws a key, the next one shows the same", async ({ demo, watchedPage: page }) => {
      await signIn(page, accountWith(demo, "admin-agent", harbour));
      await openKeys(page, "Tidewater Ferries plc", /SQL Server Enterprise/);
      const get = page.getByRole("button", { name: "Get keys" });
      const key = page.getByTestId("product-key");
      await (javaScriptEnabled ? clickWithScript(get) : get.click());
      await expect(key).toHaveText(keyText);
      const first = await key.textContent();
      expect(page.url()).not.toContain(first ?? "");
      const leave = javaScriptEnabled
        ? page.getByRole("button", { name: "Close" })
        : page.getByRole("link", { name: "Back to keys and downloads" });
      await leave.click();
      await expect(key).toHaveCount(0);
      await expect(page.getByText("Key shown").first()).toBeVisible();
      await (javaScriptEnabled ? clickWithScript(get) : get.click());
      await expect(key).toHaveText(first ?? "");
      await expect(page.getByRole("listitem").filter({ hasText: "You (partner)" }).first()).toBeVisible();
    });

    test("a choice has an address, says what is missing, and leads to what there is", async ({
      demo,
      watchedPage: page,
    }) => {
      await signIn(page, accountWith(demo, "admin-agent", harbour));
      await openKeys(page, "Tidewater Ferries plc", /SQL Server Enterprise/);
      const choose = page.getByRole("search", { name: "What do you need?" });
      await expect(choose.getByRole("combobox")).toHaveCount(4);
      await choose.getByLabel("Language").selectOption("fr-FR");
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Show" }).click();
      await expect(page.getByText("No file for this choice")).toBeVisible();
      expect(page.url()).toContain("language=fr-FR");
      await expect(page.getByRole("button", { name: "Download" })).toHaveCount(0);
      await page
        .getByRole("link", { name: /2022 · English/ })
        .first()
        .click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("button", { name: "Download" }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(/SQL/);
      await page.getByRole("button", { name: "Copy link" }).first().click();
      await expect(page.getByLabel(/^Link to .*SQL/)).toHaveValue(/^http:\/\/[^/]+\/d\/[\w-]+\?e=\d+&s=[\w-]+$/);
      await expect(page.getByText(/no longer than 5 days from its first use/)).toBeVisible();
    });
  });
}

test("a leaked key is withdrawn, and a fresh one takes its place", async ({ demo, watchedPage: page }) => {
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  await openKeys(page, "Tidewater Ferries plc", /SQL Server Standard/);
  const key = page.getByTestId("product-key");
  await clickWithScript(page.getByRole("button", { name: "Get keys" }));
  await expect(key).toHaveText(keyText);
  const leaked = await key.textContent();
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Withdraw the key" }).click();
  await expect(page.getByText("This cannot be undone.")).toBeVisible();
  await page.getByLabel("Reason").fill(`Somebody has posted ${leaked}`);
  await page.getByLabel("I have read this and want to withdraw the key.").check();
  await page.getByRole("button", { name: "Withdraw key" }).click();
  await expect(page.getByRole("alert")).toContainText("Leave the key itself out.");
  await page.getByLabel("Reason").fill("Posted in a forum");
  await page.getByLabel("I have read this and want to withdraw the key.").check();
  await page.getByRole("button", { name: "Withdraw key" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The key is withdrawn" })).toBeVisible();
  await expect(page.getByText("Key replaced").first()).toBeVisible();
  await clickWithScript(page.getByRole("button", { name: "Get keys" }));
  await expect(key).toHaveText(keyText);
  expect(await key.textContent()).not.toBe(leaked);
});

test("with the keyboard alone: the dialog takes the focus, reads the key in groups, gives the focus back", async ({
  demo,
  watchedPage: page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  await openKeys(page, "Tidewater Ferries plc", /Windows 11 Pro Upgrade/);
  const get = page.getByRole("button", { name: "Get keys" });
  await takenOver(get);
  await get.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Product key" });
  const shown = dialog.getByRole("group", { name: "Product key" });
  await expect(shown).toBeFocused();
  const key = (await page.getByTestId("product-key").textContent()) ?? "";
  const spelled = await dialog
    .getByRole("list", { name: "Product key in 5 groups" })
    .getByRole("listitem")
    .allTextContents();
  expect(spelled.map((group) => group.replaceAll(" ", "")).join("-")).toBe(key);
  expect(spelled[0]).toMatch(/^\S \S \S \S \S$/);
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("button", { name: "Copy key" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toHaveText("Copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(key);
  await page.keyboard.press("Escape");
  await expect(get).toBeFocused();
  expect(await page.content()).not.toContain(key);
});

test("going back shows no key, neither from the dialog nor from the page", async ({ demo, watchedPage: page }) => {
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  await openKeys(page, "Tidewater Ferries plc", /Windows 11 Pro Upgrade/);
  await clickWithScript(page.getByRole("button", { name: "Get keys" }));
  const key = (await page.getByTestId("product-key").textContent()) ?? "";
  expect(key).toMatch(keyText);
  await page.goto("/customers");
  await page.goBack();
  await expect(page.getByRole("button", { name: "Get keys" })).toBeVisible();
  expect(await page.content()).not.toContain(key);
  // Whoever was quicker than the scripts gets a page instead of the dialog; it holds the key no longer than it is shown.
  await page.evaluate(() => {
    const form = [...document.forms].find((one) => one.querySelector('input[value="reveal"]') !== null);
    if (form !== undefined) HTMLFormElement.prototype.submit.call(form);
  });
  await expect(page.getByRole("link", { name: "Back to keys and downloads" })).toBeVisible();
  await expect(page.getByTestId("product-key")).toHaveText(key);
  await expect(async () => {
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    expect(await page.content()).not.toContain(key);
  }).toPass();
  await page.getByRole("link", { name: "Back to keys and downloads" }).click();
  // A picture that the browser keeps of the page is taken after the page was told that it is left.
  await clickWithScript(page.getByRole("button", { name: "Get keys" }));
  await expect(page.getByTestId("product-key")).toHaveText(key);
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
  expect(await page.content()).not.toContain(key);
});

test("whose password was proved too long ago enters it in the dialog, and the key follows there", async ({
  demo,
  watchedPage: page,
}) => {
  const account = accountWith(demo, "admin-agent", harbour);
  await signIn(page, account);
  // Nobody waits five minutes: the page is told that they are over.
  await page.route(/\/software\/[^?]*\?.*_data=/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace('"needsPassword":false', '"needsPassword":true');
    await route.fulfill({ response: answer, body });
  });
  await clickWithScript(await linkOfPurchase(page, "Tidewater Ferries plc", /Windows 11 Pro Upgrade/));
  await expect(page.getByText("You will be asked for your password.")).toBeVisible();
  await clickWithScript(page.getByRole("button", { name: "Get keys" }));
  const dialog = page.getByRole("dialog", { name: "Enter your password" });
  const password = dialog.getByLabel("Your password");
  await expect(password).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Get keys" })).toBeFocused();
  await page.keyboard.press("Enter");
  await password.fill(account.password);
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("product-key")).toHaveText(keyText);
  await expect(page.getByRole("group", { name: "Product key" })).toBeFocused();
  // What the page still loads behind the dialog ends with it.
  await page.unrouteAll({ behavior: "ignoreErrors" });
});

test("who may not see keys is told which role it takes; a right needs nothing", async ({ demo, watchedPage: page }) => {
  await signIn(page, accountWith(demo, "sales-agent", harbour));
  await openKeys(page, "Tidewater Ferries plc", /SQL Server Enterprise/);
  const get = page.getByRole("button", { name: "Get keys" });
  await expect(get).toHaveAttribute("aria-disabled", "true");
  await expect(get).toHaveAccessibleDescription(/Admin agent/);
  await openKeys(page, "Tidewater Ferries plc", /Red Hat/);
  await expect(page.getByText("Nothing to fetch")).toBeVisible();
  expect((await page.request.get(`${page.url()}/history`)).status()).toBe(403);
});

test("a global admin sees who had access, and does not get the key", async ({ demo, watchedPage: page }) => {
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  await openKeys(page, "Tidewater Ferries plc", /SQL Server Enterprise/);
  await clickWithScript(page.getByRole("button", { name: "Get keys" }));
  await expect(page.getByTestId("product-key")).toHaveText(keyText);
  const address = page.url();
  await page.context().clearCookies();
  await beSignedIn(page, accountWith(demo, "global-admin", harbour));
  await page.goto(address);
  await page.getByRole("link", { name: "Who had access" }).click();
  await expect(page.getByRole("row").filter({ hasText: "Looked at the key" }).first()).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
});

test("the operator withdraws by the order number, without seeing the key", async ({ demo, watchedPage: page }) => {
  await signIn(page, accountWith(demo, "admin-agent", harbour));
  await openKeys(page, "Tidewater Ferries plc", /Windows 11 Pro Upgrade/);
  await clickWithScript(page.getByRole("button", { name: "Get keys" }));
  await expect(page.getByTestId("product-key")).toHaveText(keyText);
  const order = /\/software\/([^/]+)\//.exec(page.url())?.[1] ?? "";
  await page.context().clearCookies();
  const operator = demo.accounts.find(({ roles }) => roles[0] === "operator");
  if (operator === undefined) throw new Error("The demo has no operator");
  await beSignedIn(page, operator);
  await page.goto("/operator/keys");
  await page.getByRole("link", { name: "Withdraw a leaked key" }).click();
  await page.getByRole("searchbox", { name: "Order number" }).fill(order);
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByRole("link", { name: "Withdraw" }).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Withdraw" }).first().click();
  await page.getByLabel("Reason").fill("Told by the publisher");
  await page.getByLabel("I have read this and want to withdraw the key.").check();
  await page.getByRole("button", { name: "Withdraw key" }).click();
  await expect(page.getByRole("status").filter({ hasText: "The key is withdrawn" })).toBeVisible();
  await page.goto("/operator/withdraw-key?order=none");
  await expect(page.getByText("No purchase has this order number")).toBeVisible();
});

test("keys and downloads are accessible and fit in every look, in both languages", async ({
  demo,
  watchedPage: page,
}) => {
  for (const [organization, customer, product, words] of [
    [
      harbour,
      "Tidewater Ferries plc",
      /SQL Server Enterprise/,
      { open: "Keys and downloads", get: "Get keys", close: "Close" },
    ],
    [
      "Nordlicht",
      "Brandt Hafenlogistik GmbH",
      /Office LTSC/,
      { open: "Schlüssel und Downloads", get: "Schlüssel abrufen", close: "Schließen" },
    ],
  ] as const) {
    await page.context().clearCookies();
    await signIn(page, accountWith(demo, "admin-agent", organization));
    await openKeys(page, customer, product, words.open);
    await expectFineInEveryLook(page);
    await page.getByRole("button", { name: words.get }).click();
    await expect(page.getByTestId("product-key")).toHaveText(keyText);
    await expectFineInEveryLook(page);
    await page.getByRole("button", { name: words.close }).click();
    const path = new URL(page.url()).pathname;
    await page.goto(`${path}?language=fr-FR`);
    await expectFineInEveryLook(page);
    await page.goto(`${path}/withdraw-key`);
    await expectFineInEveryLook(page);
  }
});
