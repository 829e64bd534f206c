import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** What axe is asked for: WCAG 2.2 AA and what its authors hold for good practice. */
const standards = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The rules whose answer depends on the theme or the width alone, and not on what stands on the page. */
const rulesOfAppearance = ["color-contrast", "link-in-text-block", "target-size"];

const desktop = { width: 1280, height: 844 };
const phone = { width: 390, height: 844 };

/** Every theme at every width. All rules are asked where page and phone differ most; the others ask what can differ. */
const looks = [
  { colorScheme: "light", size: desktop, rules: "all" },
  { colorScheme: "dark", size: desktop, rules: "of appearance" },
  { colorScheme: "light", size: phone, rules: "of appearance" },
  { colorScheme: "dark", size: phone, rules: "all" },
] as const;

/**
 * No finding of axe and nothing beyond the edge, light and dark, on a desktop and a phone: the page that is open is
 * looked at in all four ways without being loaded again. Leaves it light and wide. Without animations, since a colour
 * half way between two themes is neither.
 */
export async function expectFineInEveryLook(page: Page): Promise<void> {
  for (const { colorScheme, size, rules } of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize(size);
    const how = `${page.url()}, ${colorScheme}, ${size.width} px`;
    await expectFindings(page, rules === "all" ? undefined : rulesOfAppearance, how);
    await expectNoSidewaysScroll(page);
  }
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.setViewportSize(desktop);
}

/** No finding of axe on the page as it is shown now. */
export async function expectAccessible(page: Page): Promise<void> {
  await expectFindings(page, undefined, page.url());
}

async function expectFindings(page: Page, rules: readonly string[] | undefined, how: string): Promise<void> {
  // Findings are gathered in the page itself: the portal has no frames, and a page of their own for them takes time.
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  const { violations } = await (rules === undefined ? axe.withTags(standards) : axe.withRules([...rules])).analyze();
  const findings = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  expect(findings, how).toEqual([]);
}

/** The page is not wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, page.url()).toBe(0);
}
