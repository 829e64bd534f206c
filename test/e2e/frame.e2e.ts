import type { Page } from "@playwright/test";
import { expect, signIn, takenOver, test } from "./support/fixtures.ts";
import { expectAccessible, expectFineInEveryLook } from "./support/looks.ts";

/** Signs in on the page that is open, as somebody does who was led there. */
async function signInHere(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test.describe("signing in and out", () => {
  test("works, sets a cookie that scripts cannot see, and leads back to the page asked for", async ({
    watchedPage: page,
    portal,
    context,
  }) => {
    await page.goto("/settings/preferences");
    await expect(page).toHaveURL("/sign-in?redirectTo=%2Fsettings%2Fpreferences");
    await expect(page.getByText("Sign in to continue.")).toBeVisible();
    await signIn(page, portal.accounts.adminAgent);
    await page.goto("/settings/preferences");
    await expect(page.getByRole("heading", { name: "Preferences" })).toBeVisible();
    expect(await page.evaluate(() => document.cookie)).toBe("");
    const cookie = (await context.cookies()).find(({ name }) => name === "__Host-sid");
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: "Lax", path: "/" });

    await page.getByLabel("Account menu: Jana Petersen").click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByText("You are signed out.")).toBeVisible();
    await page.goBack();
    await page.goto("/settings/preferences");
    await expect(page).toHaveURL(/sign-in/);
  });

  test("in the middle of a form, after the session has ended, brings back what was typed", async ({
    watchedPage: page,
    portal,
    context,
  }) => {
    await signIn(page, portal.accounts.adminAgent);
    await page.goto("/support/new");
    const description = page.getByLabel("Description");
    const send = page.getByRole("button", { name: "Send request" });
    await takenOver(send);
    await description.fill("A long text\nthat nobody types twice.");
    await context.clearCookies({ name: "__Host-sid" });
    await send.click();
    await expect(page.getByRole("status")).toContainText("Nothing was sent: your session had ended.");
    await signInHere(page, portal.accounts.adminAgent);
    await expect(page).toHaveURL("/support/new");
    await expect(page.getByRole("status")).toContainText("What you had entered is here again");
    await expect(description).toHaveValue("A long text\nthat nobody types twice.");
    // Once, and for nobody else.
    await page.reload();
    await takenOver(send);
    await expect(description).not.toHaveValue(/nobody types twice/);
  });

  test("in the middle of a change of password, after the session has ended, keeps no password in the browser", async ({
    watchedPage: page,
    portal,
    context,
  }) => {
    await signIn(page, portal.accounts.adminAgent);
    await page.goto("/settings/password");
    const change = page.getByRole("button", { name: "Change password" });
    await takenOver(change);
    for (const field of await page.locator("input[type=password]").all()) await field.fill("sieben Schwäne am See");
    await context.clearCookies({ name: "__Host-sid" });
    await change.click();
    await expect(page.getByRole("status")).toContainText("Nothing was sent: your session had ended.");
    const kept = await page.evaluate(() => JSON.stringify([sessionStorage, localStorage]));
    expect(kept).toContain("unsent-form");
    expect(kept).not.toContain("Schwäne");
    // Whoever signs in next is another person: what is left of the form is forgotten.
    await signInHere(page, portal.accounts.salesAgent);
    await expect(page).toHaveURL("/settings/password");
    await takenOver(change);
    await expect.poll(() => page.evaluate(() => sessionStorage.getItem("unsent-form"))).toBeNull();
  });

  test("lists where one is signed in, and signs out another browser there and then", async ({
    watchedPage: page,
    portal,
    browser,
  }) => {
    const account = portal.accounts.salesAgent;
    const userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0";
    const elsewhere = await browser.newContext({ baseURL: portal.url, userAgent });
    const other = await elsewhere.newPage();
    await signIn(other, account);
    await signIn(page, account);
    await page.goto("/settings/preferences");
    await page.getByRole("link", { name: "Where you are signed in" }).click();
    const here = page.getByRole("row", { name: /Chrome on Linux.*This session/ });
    await expect(here).toHaveCount(1);
    await expect(here.getByRole("button")).toHaveCount(0);
    const there = page.getByRole("row", { name: /Firefox on Windows/ });
    await expectFineInEveryLook(page);
    await there.getByRole("button", { name: /^Sign out Firefox on Windows, signed in / }).click();
    await expect(page.getByRole("status")).toContainText("Firefox on Windows is signed out");
    await expect(there).toHaveCount(0);
    await expect(here).toHaveCount(1);
    await other.goto("/settings/preferences");
    await expect(other).toHaveURL(/sign-in/);
    await elsewhere.close();
  });

  test("takes Secure cookies on localhost as on 127.0.0.1", async ({ page, portal }) => {
    const url = portal.url.replace("127.0.0.1", "localhost");
    await page.goto(`${url}/sign-in`);
    await page.getByLabel("E-mail address").fill(portal.accounts.adminAgent.email);
    await page.getByLabel("Password").fill(portal.accounts.adminAgent.password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${url}/`);
    await expect(page.getByLabel("Account menu: Jana Petersen")).toBeVisible();
  });

  test("with a wrong password says so once, takes the focus and keeps the address", async ({ watchedPage: page }) => {
    await page.goto("/sign-in");
    await page.getByLabel("E-mail address").fill("nobody@example.com");
    await page.getByLabel("Password").fill("wrong wrong wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    const summary = page.getByRole("alert");
    await expect(summary).toContainText("E-mail address or password is wrong.");
    await expect(summary).toBeFocused();
    await expect(page.getByLabel("E-mail address")).toHaveValue("nobody@example.com");
    await expect(page.getByLabel("Password")).toHaveValue("");
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a form that is sent after the session has ended says that nothing was sent", async ({
    page,
    portal,
    context,
  }) => {
    await signIn(page, portal.accounts.adminAgent);
    await page.goto("/support/new");
    await context.clearCookies({ name: "__Host-sid" });
    await page.getByRole("button", { name: "Send request" }).click();
    await expect(page.getByRole("status")).toContainText("Nothing was sent: your session had ended.");
    await signInHere(page, portal.accounts.adminAgent);
    await expect(page).toHaveURL("/support/new");
  });

  test("one signs in, switches language and theme, and signs out", async ({ page, portal }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Deutsch" }).click();
    await expect(page.getByRole("heading", { name: "Anmelden" })).toBeVisible();
    await page.getByRole("button", { name: "English" }).click();
    await signIn(page, portal.accounts.salesAgent);

    await page.goto("/settings/preferences");
    await page.getByLabel("Dark").check();
    await page.getByLabel("Deutsch").check();
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Ihre Einstellungen sind gespeichert.")).toBeVisible();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await page.reload();
    await expect(page.getByText("Ihre Einstellungen sind gespeichert.")).toHaveCount(0);
    await page.getByLabel("English").check();
    await page.getByLabel("As the device").or(page.getByLabel("Wie das Gerät")).check();
    await page.getByRole("button", { name: "Speichern" }).click();

    await page.getByLabel("Account menu").click();
    await page.getByRole("button", { name: "Sign out", exact: true }).click();
    await expect(page.getByText("You are signed out.")).toBeVisible();
  });

  test("an empty form is answered beside its fields", async ({ page }) => {
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page.getByRole("alert")).toContainText("2 things need your attention");
    await page.getByRole("link", { name: "E-mail address: Fill in this field." }).click();
    await expect(page.getByLabel("E-mail address")).toBeFocused();
  });
});

test.describe("the frame", () => {
  test("shows each role its places", async ({ watchedPage: page, portal }) => {
    await signIn(page, portal.accounts.adminAgent);
    const places = () => page.getByRole("navigation", { name: "Main navigation" }).getByRole("link").allTextContents();
    expect(await places()).toEqual(["Home", "Customers", "Subscriptions", "Invoices", "Support", "Activity log"]);
    await page.context().clearCookies();
    await signIn(page, portal.accounts.operator);
    const inBar = ["Home", "Support", "Prices", "Products", "Keys", "Downloads"];
    expect(await places()).toEqual(inBar);
    await page.getByText("More", { exact: true }).click();
    const inMenu = [
      "Partners",
      "Invoices",
      "Activity log",
      "Activation",
      "Upgrades",
      "Product list",
      "API docs",
      "Job runs",
      "Mail",
    ];
    expect(await places()).toEqual([...inBar, ...inMenu, "Clock"]);
    await page.getByRole("navigation").getByRole("link", { name: "Job runs" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Job runs" })).toBeVisible();
    expect(await places(), "the menu is closed on the next page, and has the name of the place").toEqual(inBar);
    await expect(page.getByRole("navigation").getByText("Job runs", { exact: true }).first()).toBeVisible();
  });

  test("is passed over by its first link", async ({ watchedPage: page, portal }) => {
    await signIn(page, portal.accounts.adminAgent);
    await page.goto("/settings/preferences");
    await page.keyboard.press("Tab");
    await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page.locator("main")).toBeFocused();
  });

  test("closes its menu on the next page", async ({ watchedPage: page, portal }) => {
    await signIn(page, portal.accounts.adminAgent);
    await page.getByLabel("Account menu: Jana Petersen").click();
    await page.getByRole("link", { name: "Preferences" }).click();
    await expect(page.getByRole("heading", { name: "Preferences" })).toBeVisible();
    await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeHidden();
  });

  test("says in a sandbox that it is one, and which time the portal has", async ({ watchedPage: page }) => {
    await page.goto("/sign-in");
    await expect(page.getByText(/portal time \d{1,2} \w{3,4} \d{4}, \d{2}:\d{2} UTC/).first()).toBeVisible();
  });
});

test("pages are accessible and nothing runs out at the side in every look", async ({ watchedPage: page, portal }) => {
  await page.goto("/sign-in");
  await expectFineInEveryLook(page);
  await signIn(page, portal.accounts.operator);
  for (const path of ["/design", "/settings/preferences", "/sign-out-everywhere", "/nowhere"]) {
    await page.goto(path);
    await expectFineInEveryLook(page);
  }
  await page.locator("header summary:visible").first().click();
  await expectAccessible(page);
  // A page without links that the open menu covers in part, which axe holds for small.
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/nowhere");
  await page.locator("header summary:visible").first().click();
  await expectAccessible(page);
});
