import { mkdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Browser, chromium } from "@playwright/test";
import { findBrowser } from "#test/support/browser.ts";
import { type RunningDemo, startDemo } from "#test/support/demo-process.ts";
import { addressOf, type KeyPage, keyPages } from "#test/support/key-pages.ts";

/**
 * `npm run screenshots`: 20 key pages of the demo in both languages, both themes and two widths, as
 * `test-results/screenshots/<page>-<language>-<theme>-<width>.png`. The portal has to be built. With `-- --only home`
 * only pages whose name begins so.
 */

const folder = fileURLToPath(new URL("../../test-results/screenshots/", import.meta.url));

const languages = ["en", "de"] as const;
const themes = ["light", "dark"] as const;
const widths = [1280, 390] as const;

/** Somebody with the role; the operator's language is chosen on the page of preferences. */
function accountFor(demo: RunningDemo, { as }: KeyPage, language: (typeof languages)[number]) {
  const found = demo.accounts.filter(({ roles }) => roles[0] === as);
  const account = found.find((one) => one.language === language) ?? found[0];
  if (account === undefined) throw new Error(`The demo has no ${as}`);
  return account;
}

async function signedInPage(browser: Browser, demo: RunningDemo, shot: KeyPage, language: (typeof languages)[number]) {
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
  const wanted = keyPages.filter(({ name }) => name.startsWith(values.only));
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
        for (const shot of ofRole) {
          const { name } = shot;
          await page.goto(await addressOf(shot, page));
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
