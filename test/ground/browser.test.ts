import { chromium } from "playwright-core";
import { describe, expect, it } from "vitest";
import { findBrowser, packagedBrowser } from "#test/support/browser.ts";

describe("the browser of the tests", () => {
  it("is the one that is named, if one is", async () => {
    expect((await findBrowser({ CHROMIUM_PATH: "/opt/chromium" })).executablePath).toBe("/opt/chromium");
  });

  // The package has a binary for this kind of machine only; on others CHROMIUM_PATH names a browser.
  const hasPackagedBrowser = process.platform === "linux" && process.arch === "x64";

  it.runIf(hasPackagedBrowser)(
    "comes in a package where a machine has none, with the web's security switched on",
    async () => {
      const { executablePath, args, env } = await packagedBrowser();
      expect(args.join(" ")).not.toMatch(/disable-web-security|allow-running-insecure-content/);
      const browser = await chromium.launch({ executablePath, args: [...args], env: { ...env } });
      const page = await browser.newPage();
      await page.setContent("<title>There it is</title>");
      expect(await page.title()).toBe("There it is");
      await browser.close();
    },
  );
});
