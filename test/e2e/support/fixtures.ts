import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, type Locator, test as base, type Page } from "@playwright/test";

type Account = { readonly userId: string; readonly email: string; readonly password: string };

export type Portal = {
  readonly url: string;
  readonly accounts: Readonly<Record<"adminAgent" | "salesAgent" | "operator", Account>>;
};

type WorkerFixtures = { portal: Portal };
type TestFixtures = { watchedPage: Page };

/**
 * Tests get a portal per worker, on an empty database, and a page that fails the test when the browser
 * reports an error or a violation of the content security policy.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  portal: [
    // Playwright reads from the parameter which fixtures are needed: none.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, provide) => {
      const file = fileURLToPath(new URL("../../support/portal-process.ts", import.meta.url));
      const child = fork(file, { execArgv: ["--import", "tsx"], stdio: "inherit" });
      const portal = await new Promise<Portal>((resolve, reject) => {
        child.once("message", (message) => resolve(message as Portal));
        child.once("exit", (code) => reject(new Error(`The portal ended with ${code} before it listened`)));
      });
      await provide(portal);
      child.disconnect();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ portal }, provide) => provide(portal.url),
  watchedPage: async ({ page }, provide) => {
    const troubles: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error" && !isRefusedOnPurpose(message.text())) troubles.push(message.text());
    });
    page.on("pageerror", (error) => troubles.push(error.message));
    await provide(page);
    expect(troubles, "errors in the browser's console").toEqual([]);
  },
});

/** The console also repeats every answer of 4xx, which is what a test of a refusal wants. */
function isRefusedOnPurpose(text: string): boolean {
  return /^Failed to load resource: the server responded with a status of 4\d\d/.test(text);
}

/** Gives the browser a session with one request, for tests that are about what comes after: no page is open yet. */
export async function beSignedIn(page: Page, { email, password }: Pick<Account, "email" | "password">): Promise<void> {
  const answer = await page.request.post("/sign-in", {
    form: { email, password, redirectTo: "/" },
    // What a browser would say of the form on the page.
    headers: { "Sec-Fetch-Site": "same-origin" },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
}

/** Signs in on the page, and is where one is led to. */
export async function signIn(page: Page, account: Pick<Account, "email" | "password">): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/**
 * Waits until the page's script has taken a button over: until then a click does what it does without scripts, which is
 * right, and another way.
 */
export async function takenOver(button: Locator): Promise<void> {
  const isTakenOver = () => button.evaluate((node) => Object.keys(node).some((key) => key.startsWith("__reactProps$")));
  await expect.poll(isTakenOver, { message: "the script has taken over the button" }).toBe(true);
}

export async function clickWithScript(button: Locator): Promise<void> {
  await takenOver(button);
  await button.click();
}

export { expect };
