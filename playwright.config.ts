import { defineConfig } from "@playwright/test";
import { findBrowser } from "./test/support/browser.ts";

const browser = await findBrowser(process.env);

export default defineConfig({
  testDir: "test/e2e",
  testMatch: "**/*.e2e.ts",
  outputDir: "test-results/e2e",
  fullyParallel: false,
  workers: 2,
  // Counted and named by `npm test`, which bears two of them: see run-all.ts.
  retries: 1,
  forbidOnly: true,
  // Only ends what hangs; no test measures time.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/playwright.json" }]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "UTC",
    viewport: { width: 1280, height: 800 },
    // A trace takes a fifth of the time of a test, and few fail.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: browser.executablePath,
      args: [...browser.args],
      env: { ...definedOf(process.env), ...browser.env },
    },
  },
});

function definedOf(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
