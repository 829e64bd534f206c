import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { safeRedirect } from "#app/http/safe-redirect.ts";

const fallback = "/home";

describe("a redirect to a page of the portal", () => {
  it.each([
    "/",
    "/customers",
    "/customers?search=a%20b&sort=name",
    "/customers/42#subscriptions",
    "/a/b/../c",
    "/search?q=https://example.com",
    "/%2e%2e/customers",
    "/kunden?name=M%C3%BCller",
  ])("goes there: %s", (wish) => {
    const to = safeRedirect(wish, fallback);
    expect(to.startsWith("/")).toBe(true);
    expect(new URL(to, "https://portal.example").origin).toBe("https://portal.example");
  });
});

const hostile = [
  "",
  " ",
  "//evil.example",
  "///evil.example",
  "////evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "\\\\evil.example",
  "/\\/evil.example",
  "//\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/ /evil.example",
  "/\0/evil.example",
  "/\u007f/evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/./\\evil.example",
  "/a/../\\evil.example",
  "/%2e//evil.example",
  "/%2e%2e//evil.example",
  "https://evil.example",
  "http://evil.example",
  "HTTPS://evil.example",
  "https:evil.example",
  "https:/evil.example",
  "http:\\\\evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "java\nscript:alert(1)",
  "\u0001javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "file:///etc/passwd",
  "blob:https://evil.example/1",
  "mailto:a@evil.example",
  "evil.example",
  "www.evil.example/path",
  "portal.example.evil.example",
  "@evil.example",
  ":80",
  "?next=//evil.example",
  "#//evil.example",
  "//evil.example/%2f..",
  "//evil.example%2f@portal.example",
  "//portal.example@evil.example",
  "//[::1]",
  "//0x7f000001",
  "//2130706433",
  "//evil%E3%80%82example",
  "／／evil.example",
  "⁄evil.example",
  "http://portal.example",
  "/\u2028/evil.example\\",
  `/${"a".repeat(3000)}`,
];

describe("a wish that could lead away", () => {
  it.each(hostile.map((wish) => [JSON.stringify(wish).slice(0, 60), wish] as const))(
    "%s leads home",
    (_shown, wish) => {
      expect(safeRedirect(wish, fallback)).toBe(fallback);
    },
  );

  it("that is missing leads home", () => {
    expect([safeRedirect(null, fallback), safeRedirect(undefined, fallback)]).toEqual([fallback, fallback]);
  });
});

describe("whatever is wished", () => {
  it("stays on the portal's own origin, however a browser reads it", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("/", "\\", ".", "%2f", "%5c", "\t", "\n", "@", ":", "a", "?", "#"),
    });
    fc.assert(
      fc.property(fc.oneof(nasty, fc.webUrl(), fc.string()), (wish) => {
        const to = safeRedirect(wish, fallback);
        const url = new URL(to, "https://portal.example/sign-in");
        expect(url.origin).toBe("https://portal.example");
      }),
      { numRuns: 2000 },
    );
  });
});
