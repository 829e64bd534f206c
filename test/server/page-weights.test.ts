import { describe, expect, it } from "vitest";
import { weighBuild } from "#test/support/page-weights.ts";

const { pages, wordBytes, manifestBytes } = weighBuild();
const weightOf = (route: string) => pages.find((page) => page.route === route)?.scriptBytes;

/** Bytes of script, gzipped. A page that needs more is a decision, and stands here. */
const bound = 150_000;
const heavier: Readonly<Record<string, number>> = {
  // Has every component on it, and is for those who build the portal.
  design: 156_000,
};

describe("the weight of a page", () => {
  it("is within its bound, each", () => {
    expect(pages.length).toBeGreaterThan(80);
    const tooHeavy = pages.filter(({ route, scriptBytes }) => scriptBytes > (heavier[route] ?? bound));
    expect(tooHeavy).toEqual([]);
  });

  it.each(["sign-in", "set-password", "invitation", "help.$rule", "api-docs._index", "api-docs.differences"])(
    "is nought where scripts have nothing to do: %s",
    (route) => expect(weightOf(route)).toBe(0),
  );

  it("has the frame in it: hardly anything comes on top of it on a page with one form", () => {
    const [lightest] = pages.filter(({ scriptBytes }) => scriptBytes > 0).toReversed();
    expect(lightest?.scriptBytes).toBeGreaterThan(100_000);
    expect((weightOf("sign-out-everywhere") ?? 0) - (lightest?.scriptBytes ?? 0)).toBeLessThan(15_000);
  });

  it("counts the words of one language and the table of routes apart", () => {
    expect(wordBytes.en).toBeLessThan(72_000);
    expect(wordBytes.de).toBeLessThan(93_000);
    expect(manifestBytes).toBeLessThan(17_000);
  });
});
