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
      // While a font of the page is on its way, another has to stand in; without any, this browser gives up the page.
      const body =
        "<style>@font-face { font-family: Far; src: url(/far.woff2) } p { font-family: Far }</style><p>There it is</p>";
      await page.route("**/*", (route) =>
        route.request().url().endsWith(".woff2") ? undefined : route.fulfill({ contentType: "text/html", body }),
      );
      await page.goto("http://page.example/", { waitUntil: "domcontentloaded" });
      expect((await page.locator("p").boundingBox())?.width).toBeGreaterThan(50);
      await browser.close();
    },
  );
});
