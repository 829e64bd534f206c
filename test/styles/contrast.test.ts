import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../styles/tokens.css", import.meta.url), "utf8");

/** `--name: light-dark(#aabbcc, #ddeeff)` as `[light, dark]`. */
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[\da-f]{6}), (#[\da-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }] as const,
  ),
);

function colourOf(name: string, scheme: "light" | "dark"): string {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`No token --${name}`);
  return token[scheme];
}

/** WCAG 2.2: relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const value = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return value <= 0.040_45 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ["canvas", "surface", "sunken", "raised", "bar"];
const textPairs: [string, string][] = [
  ...grounds.flatMap((ground): [string, string][] =>
    ["ink", "ink-muted", "ink-subtle", "link"].map((text) => [text, ground]),
  ),
  ["accent-ink", "accent"],
  ["accent-ink", "accent-hover"],
  ["accent", "accent-soft"],
  ["ink", "accent-soft"],
  ["ink-muted", "accent-soft"],
  ["danger-contrast", "danger"],
  ["danger-contrast", "danger-hover"],
  ["danger-ink", "surface"],
  ...["success", "warning", "danger", "info"].flatMap((tone): [string, string][] => [
    [`${tone}-ink`, `${tone}-soft`],
    ["ink", `${tone}-soft`],
  ]),
];
const markPairs: [string, string][] = [
  ["line-strong", "surface"],
  ["line-strong", "canvas"],
  ["focus", "surface"],
  ["focus", "canvas"],
  ["accent", "surface"],
  ["danger", "surface"],
  ["success", "surface"],
  ["warning", "surface"],
  ["info", "surface"],
];

describe.each(["light", "dark"] as const)("in %s", (scheme) => {
  it.each(textPairs)("%s can be read on %s (4.5:1)", (text, ground) => {
    expect(contrast(colourOf(text, scheme), colourOf(ground, scheme))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(markPairs)("%s stands out from %s (3:1)", (mark, ground) => {
    expect(contrast(colourOf(mark, scheme), colourOf(ground, scheme))).toBeGreaterThanOrEqual(3);
  });
});

it("measures what it should: black on white is 21:1", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
});
