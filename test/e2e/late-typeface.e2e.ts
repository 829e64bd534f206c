import type { Page } from "@playwright/test";
import { addressOf, keyPages } from "#test/support/key-pages.ts";
import { accountWith, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";

/**
 * The typeface comes late on a slow line. Until then a font of the system stands there, drawn as wide as the typeface
 * (styles/app.css); no line may break elsewhere when the typeface comes, or all below it moves under the reader's hand.
 */

/** Some words move by a pixel or two; 0.1 is what is felt, and one line more at the top of a page is 0.02 to 0.26. */
const shiftMax = 0.01;

const pages = ["cancel", "subscription", "auto-renew", "next-term", "home"];

type Shift = { readonly value: number; readonly moved: readonly string[] };

/** Loads a page with the typeface held back, lets it come, and tells what moved then. */
async function shiftsOfLateTypeface(page: Page, address: string): Promise<readonly Shift[]> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.woff2", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(address, { waitUntil: "domcontentloaded" });
  // What stands in for it is on the screen: two frames were drawn with every script at work.
  await page.waitForFunction(
    () => document.readyState !== "loading" && performance.getEntriesByName("first-contentful-paint").length > 0,
  );
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const shifts: Shift[] = [];
    Object.assign(window, { shiftsSeen: shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, sources } = entry as unknown as { value: number; sources: { node: Node | null }[] };
        shifts.push({ value, moved: sources.map(({ node }) => node?.textContent?.slice(0, 80) ?? "") });
      }
    }).observe({ type: "layout-shift" });
  });
  release();
  const shifts = await page.evaluate(async () => {
    await document.fonts.ready;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))));
    return (window as unknown as { shiftsSeen: Shift[] }).shiftsSeen;
  });
  expect(await page.evaluate(() => document.fonts.check("14px 'Inter Variable'")), "the typeface has come").toBe(true);
  await page.unroute("**/*.woff2");
  return shifts;
}

test("a typeface that comes late moves nothing on the pages where subscriptions are changed", async ({
  demo,
  watchedPage: page,
}) => {
  await signIn(page, accountWith(demo, "admin-agent", "Harbour & Pine"));
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.setCacheDisabled", { cacheDisabled: true });
  for (const keyPage of keyPages.filter(({ name }) => pages.includes(name))) {
    const address = await addressOf(keyPage, page);
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 800 });
      const shifts = await shiftsOfLateTypeface(page, address);
      const moved = shifts.reduce((sum, { value }) => sum + value, 0);
      expect.soft(moved, `${keyPage.name} at ${width}: ${JSON.stringify(shifts)}`).toBeLessThan(shiftMax);
    }
  }
});
