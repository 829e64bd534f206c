import type { CDPSession, Page } from "@playwright/test";
import { addressOf, keyPages, type KeyPage } from "#test/support/key-pages.ts";
import { accountWith, type DemoAccount, test } from "./support/demo-fixtures.ts";
import { expect, signIn } from "./support/fixtures.ts";
import { expectNoSidewaysScroll } from "./support/looks.ts";

/**
 * What a key page may cost, in numbers that no busy machine changes: each page is loaded once with an empty cache, and
 * then looked at in the ways that readers set by themselves.
 */

/** Bytes as they come over the wire. */
type Cost = {
  readonly requests: number;
  readonly htmlBytes: number;
  readonly scriptBytes: number;
  readonly styleBytes: number;
  readonly elements: number;
  /** Moved after it was shown: the sum of what the browser says, 0 for nothing, 0.1 for what is felt. */
  readonly layoutShift: number;
};

const budget: Cost = {
  requests: 46,
  htmlBytes: 26_000,
  scriptBytes: 300_000,
  styleBytes: 14_000,
  elements: 1_600,
  layoutShift: 0.05,
};

/** Each more than the budget is a decision, and stands here. */
const more: Readonly<Record<string, Partial<Cost>>> = {
  // Fifty lines of the log, each with what it says when it is opened.
  activity: { elements: 2_900 },
};

/** Plain pages bring nothing but the words on them. */
const plainBudget: Cost = { ...budget, requests: 6, scriptBytes: 0 };

/** Of the one style sheet, over all key pages together. The rest is for states and pages that are not among them. */
const unusedStyleShareMax = 0.2;

async function costOf(page: Page, client: CDPSession, address: string): Promise<Cost> {
  const sent = { Document: 0, Script: 0, Stylesheet: 0 } as Record<string, number>;
  const kinds = new Map<string, string>();
  const onResponse = ({ requestId, type }: { requestId: string; type: string }) => kinds.set(requestId, type);
  const onFinished = ({ requestId, encodedDataLength }: { requestId: string; encodedDataLength: number }) => {
    const kind = kinds.get(requestId) ?? "Other";
    sent[kind] = (sent[kind] ?? 0) + encodedDataLength;
  };
  // What the page before is still loading is not counted.
  await page.goto("about:blank");
  client.on("Network.responseReceived", onResponse);
  client.on("Network.loadingFinished", onFinished);
  await page.goto(address, { waitUntil: "networkidle" });
  client.off("Network.responseReceived", onResponse);
  client.off("Network.loadingFinished", onFinished);
  const [elements, layoutShift] = await page.evaluate(async () => {
    const shifts: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
    });
    observer.observe({ type: "layout-shift", buffered: true });
    // What was kept for the observer comes before the second frame.
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    for (const entry of observer.takeRecords()) shifts.push((entry as unknown as { value: number }).value);
    return [document.querySelectorAll("*").length, shifts.reduce((sum, value) => sum + value, 0)];
  });
  return {
    requests: kinds.size,
    htmlBytes: sent["Document"] ?? 0,
    scriptBytes: sent["Script"] ?? 0,
    styleBytes: sent["Stylesheet"] ?? 0,
    elements,
    layoutShift,
  };
}

function expectWithin(cost: Cost, most: Cost, name: string): void {
  const beyond = Object.entries(cost).filter(([what, value]) => value > most[what as keyof Cost]);
  expect.soft(beyond, `${name} costs ${JSON.stringify(cost)}`).toEqual([]);
}

/** Nothing runs out at the side on the narrowest screens, which are also a desktop's at 200 % and 400 %. */
async function expectFitsNarrow(page: Page): Promise<void> {
  for (const width of [640, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysScroll(page);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** With the colours of the reader's system: what has the focus has a ring, and a badge is told from the text beside it. */
async function expectSeenInForcedColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
  const unseen = await page.evaluate(() => {
    const faults: string[] = [];
    const hasLine = (style: string, width: string) => style !== "none" && Number.parseFloat(width) > 0;
    const shown = (one: Element) => one.checkVisibility();
    for (const badge of [...document.querySelectorAll(".badge")].filter(shown)) {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(badge);
      if (!hasLine(borderTopStyle, borderTopWidth)) faults.push(`no line around ${badge.outerHTML}`);
    }
    for (const button of [...document.querySelectorAll("main button, main select, main input.input")].filter(shown)) {
      const { borderTopStyle, borderTopWidth } = getComputedStyle(button);
      if (!hasLine(borderTopStyle, borderTopWidth)) faults.push(`no line around ${button.outerHTML}`);
    }
    return faults;
  });
  expect.soft(unseen, page.url()).toEqual([]);
  await page.locator("body").press("Tab");
  await page.keyboard.press("Tab");
  const ring = await page.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement ?? document.body);
    return outlineStyle === "none" ? 0 : Number.parseFloat(outlineWidth);
  });
  expect.soft(ring, `ring of what has the focus, ${page.url()}`).toBeGreaterThanOrEqual(2);
}

/** With motion reduced nothing moves for longer than a frame. */
async function expectStill(page: Page): Promise<void> {
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")]
      .filter((one) => {
        const { transitionDuration, animationDuration } = getComputedStyle(one);
        return [...transitionDuration.split(","), ...animationDuration.split(",")].some(
          (text) => Number.parseFloat(text) * (text.trim().endsWith("ms") ? 1 : 1_000) > 16,
        );
      })
      .map((one) => one.outerHTML.slice(0, 200)),
  );
  expect.soft(moving, page.url()).toEqual([]);
}

/** What of the style sheet was asked for, over several pages: the parts that any of them used. */
class StyleUse {
  readonly used = new Set<number>();
  length = 0;

  add(coverage: Awaited<ReturnType<Page["coverage"]["stopCSSCoverage"]>>): void {
    for (const { url, text, ranges } of coverage) {
      if (!url.endsWith(".css") || text === undefined) continue;
      this.length = text.length;
      for (const { start, end } of ranges) for (let at = start; at < end; at += 1) this.used.add(at);
    }
  }

  get unusedShare(): number {
    return 1 - this.used.size / this.length;
  }
}

test("key pages are within their budget, fit narrow screens, and keep what is seen and still in every setting", async ({
  demo,
  watchedPage: page,
}) => {
  const styles = new StyleUse();
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  let signedIn: DemoAccount | null = null;
  const accountFor = ({ as }: KeyPage) => accountWith(demo, as, as === "operator" ? "" : "Harbour & Pine");
  for (const keyPage of keyPages) {
    const account = accountFor(keyPage);
    if (signedIn !== account) {
      await page.context().clearCookies();
      await signIn(page, account);
      signedIn = account;
    }
    const address = await addressOf(keyPage, page);
    await client.send("Network.setCacheDisabled", { cacheDisabled: true });
    await page.emulateMedia({ forcedColors: "none", reducedMotion: "no-preference" });
    await page.coverage.startCSSCoverage();
    const cost = await costOf(page, client, address);
    expectWithin(cost, { ...budget, ...more[keyPage.name] }, keyPage.name);
    await expectFitsNarrow(page);
    await expectSeenInForcedColours(page);
    await expectStill(page);
    styles.add(await page.coverage.stopCSSCoverage());
    await client.send("Network.setCacheDisabled", { cacheDisabled: false });
  }
  expect(styles.unusedShare, "of the style sheet that no key page uses").toBeLessThan(unusedStyleShareMax);
});

test("pages that need no scripts have none, and the keys of the search lead to its page", async ({
  demo,
  watchedPage: page,
}) => {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  expectWithin(await costOf(page, client, "/sign-in"), plainBudget, "sign-in");
  await signIn(page, accountWith(demo, "admin-agent", "Harbour & Pine"));
  for (const address of ["/help/cancellation-window", "/api-docs/differences", "/api-docs"]) {
    const cost = await costOf(page, client, address);
    expect(cost.scriptBytes, address).toBe(0);
    await expectFitsNarrow(page);
    await page.keyboard.press("/");
    await expect(page).toHaveURL(/\/search$/);
  }
});
