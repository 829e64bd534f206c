import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "@playwright/test";
import { findBrowser } from "#test/support/browser.ts";
import { type RunningDemo, startDemo } from "#test/support/demo-process.ts";

/**
 * `npm run screenshots`: 20 key pages of the demo in both languages, both themes and two widths, as
 * `test-results/screenshots/<page>-<language>-<theme>-<width>.png`. The portal has to be built. With `-- --only home`
 * only pages whose name begins so.
 */

const folder = fileURLToPath(new URL("../../test-results/screenshots/", import.meta.url));

const languages = ["en", "de"] as const;
const themes = ["light", "dark"] as const;
const widths = [1280, 390] as const;

type Shot = {
  readonly name: string;
  readonly as: "admin-agent" | "operator";
  /** An address, or how a page finds one as somebody would. */
  readonly path: string | ((page: Page) => Promise<string>);
};

/** The first address in a list that looks like this. */
const firstLink = (list: string, pattern: RegExp) => async (page: Page) => {
  await page.goto(list);
  const paths = await page
    .getByRole("main")
    .getByRole("link")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const path = paths.find((one) => pattern.test(one));
  if (path === undefined) throw new Error(`${list} has no link like ${String(pattern)}`);
  return path;
};

const customer = firstLink("/customers", /^\/customers\/[0-9a-f-]{36}$/);
const ofCustomer = (rest: string) => async (page: Page) => `${await customer(page)}${rest}`;
const subscription = firstLink("/subscriptions", /^\/customers\/[^/]+\/subscriptions\/[^/]+$/);
const inWindow = firstLink("/subscriptions?window=open", /^\/customers\/[^/]+\/subscriptions\/[^/]+$/);

const shots: readonly Shot[] = [
  { name: "home", as: "admin-agent", path: "/" },
  { name: "customers", as: "admin-agent", path: "/customers" },
  { name: "customer", as: "admin-agent", path: customer },
  { name: "customer-subscriptions", as: "admin-agent", path: ofCustomer("/subscriptions") },
  { name: "customer-software", as: "admin-agent", path: ofCustomer("/software") },
  { name: "customer-orders", as: "admin-agent", path: ofCustomer("/orders") },
  { name: "add-products", as: "admin-agent", path: ofCustomer("/add-products") },
  { name: "subscriptions", as: "admin-agent", path: "/subscriptions" },
  { name: "subscription", as: "admin-agent", path: subscription },
  { name: "auto-renew", as: "admin-agent", path: async (page) => `${await subscription(page)}/auto-renew` },
  { name: "next-term", as: "admin-agent", path: async (page) => `${await subscription(page)}/next-term` },
  { name: "cancel", as: "admin-agent", path: async (page) => `${await inWindow(page)}/cancel` },
  {
    name: "dry-run",
    as: "admin-agent",
    path: firstLink("/subscriptions/changes", /^\/subscriptions\/changes\/[^/]+$/),
  },
  { name: "search", as: "admin-agent", path: "/search?q=windows" },
  { name: "forecast", as: "admin-agent", path: "/forecast" },
  { name: "invoices", as: "admin-agent", path: "/invoices" },
  { name: "notices", as: "admin-agent", path: "/notices" },
  { name: "activity", as: "admin-agent", path: "/settings/activity" },
  { name: "operator-keys", as: "operator", path: "/operator/keys" },
  { name: "operator-job-runs", as: "operator", path: "/operator/job-runs" },
];

/** Somebody with the role; the operator's language is chosen on the page of preferences. */
function accountFor(demo: RunningDemo, { as }: Shot, language: (typeof languages)[number]) {
  const found = demo.accounts.filter(({ roles }) => roles[0] === as);
  const account = found.find((one) => one.language === language) ?? found[0];
  if (account === undefined) throw new Error(`The demo has no ${as}`);
  return account;
}

async function signedInPage(browser: Browser, demo: RunningDemo, shot: Shot, language: (typeof languages)[number]) {
  const context = await browser.newContext({ baseURL: demo.url, locale: language, reducedMotion: "reduce" });
  const page = await context.newPage();
  const account = accountFor(demo, shot, language);
  await page.goto("/sign-in");
  await page.locator('input[name="email"]').fill(account.email);
  await page.locator('input[type="password"]').fill(account.password);
  await page.locator("main form button").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  if (account.language !== language) {
    await page.goto("/settings/preferences");
    await page.locator('select[name="language"], input[name="language"]').first().waitFor();
    const select = page.locator('select[name="language"]');
    if ((await select.count()) > 0) await select.selectOption(language);
    else await page.locator(`input[name="language"][value="${language}"]`).check();
    await page.locator("main form button").first().click();
    await page.waitForLoadState();
  }
  return page;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: "string", default: "" } } });
  const wanted = shots.filter(({ name }) => name.startsWith(values.only));
  if (values.only === "") rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { executablePath, args, env } = await findBrowser(process.env);
  const demo = await startDemo();
  const browser = await chromium.launch({ executablePath, args: [...args], env: { ...env } });
  let count = 0;
  try {
    for (const language of languages)
      for (const as of ["admin-agent", "operator"] as const) {
        const ofRole = wanted.filter((shot) => shot.as === as);
        const [first] = ofRole;
        if (first === undefined) continue;
        const page = await signedInPage(browser, demo, first, language);
        for (const { name, path } of ofRole) {
          const address = typeof path === "string" ? path : await path(page);
          await page.goto(address);
          for (const colorScheme of themes)
            for (const width of widths) {
              await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
              await page.setViewportSize({ width, height: 900 });
              await page.screenshot({
                path: `${folder}${name}-${language}-${colorScheme}-${width}.png`,
                fullPage: true,
              });
              count += 1;
            }
        }
        await page.context().close();
      }
  } finally {
    await browser.close();
    await demo.stop();
  }
  process.stdout.write(`${count} pictures in ${folder}\n`);
}

await main();
