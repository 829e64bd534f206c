import { expect, type Page } from "@playwright/test";
import axe from "axe-core";

/** What axe is asked for: WCAG 2.2 AA and what its authors hold for good practice. */
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules whose answer depends on the colours of the theme, and not on what stands on the page. */
const rulesOfColour = ["color-contrast", "link-in-text-block"];

/** The rule whose answer depends on the width. */
const rulesOfWidth = ["target-size"];

const desktop = { width: 1280, height: 844 };
const phone = { width: 390, height: 844 };

/**
 * Every theme at every width. All rules are asked once; each other look asks what can differ from the one before it,
 * because a rule about names, roles or headings has the same answer in the dark.
 */
const looks = [
  { colorScheme: "light", size: desktop, rules: undefined },
  { colorScheme: "dark", size: desktop, rules: rulesOfColour },
  { colorScheme: "dark", size: phone, rules: [...rulesOfColour, ...rulesOfWidth] },
  { colorScheme: "light", size: phone, rules: rulesOfColour },
] as const;

/**
 * No finding of axe and nothing beyond the edge, light and dark, on a desktop and a phone: the page that is open is
 * looked at in all four ways without being loaded again. Leaves it light and wide.
 */
export async function expectFineInEveryLook(page: Page): Promise<void> {
  for (const { colorScheme, size, rules } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    await settled(page);
    await expectFindings(page, rules, `${page.url()}, ${colorScheme}, ${size.width} px`);
    await expectNoSidewaysScroll(page);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(desktop);
}

/**
 * Also without animations a colour takes a moment to change, and what inherits it begins when that is over; what is
 * half way is neither theme.
 */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let quiet = 0; quiet < 2; quiet++) {
      await nextFrame();
      for (const transition of document.getAnimations().filter((animation) => animation instanceof CSSTransition)) {
        transition.finish();
        quiet = -1;
      }
    }
  });
}

/** No finding of axe on the page as it is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectFindings(page, undefined, page.url());
}

/** Axe is handed to a page once, however often it is asked: half a megabyte to read takes as long as an answer. */
async function expectFindings(page: Page, rules: readonly string[] | undefined, how: string): Promise<void> {
  if (await page.evaluate(() => !("axe" in window))) await page.evaluate(axe.source);
  const runOnly = rules === undefined ? { type: "tag", values: standards } : { type: "rule", values: [...rules] };
  const findings = await page.evaluate(async (only) => {
    const asked = (window as unknown as { axe: typeof axe }).axe;
    const options = { runOnly: only, resultTypes: ["violations"], preload: false } as Parameters<typeof asked.run>[1];
    const { violations } = await asked.run(document, options ?? {});
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  }, runOnly);
  expect(findings, how).toEqual([]);
}

/** The page is not wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, page.url()).toBe(0);
}
