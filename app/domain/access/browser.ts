/** Names of browsers and systems are proper names: the same in every language, in the database and in the log. */
export const browserNames = ["Edge", "Opera", "Samsung Internet", "Firefox", "Chrome", "Safari"] as const;
type BrowserName = (typeof browserNames)[number];

export const operatingSystems = ["iOS", "iPadOS", "Android", "ChromeOS", "Windows", "macOS", "Linux"] as const;
type OperatingSystem = (typeof operatingSystems)[number];

/** What a person knows a browser by; null for what it does not say, or says in a way that nobody knows. */
export type Browser = {
  readonly name: BrowserName | null;
  readonly operatingSystem: OperatingSystem | null;
};

/** First match wins: Edge, Opera and Samsung's also say that they are Chrome, and nearly all that they are Safari. */
const browserMarks: readonly (readonly [BrowserName, RegExp])[] = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\b(?:Opera|OPR|OPT|OPiOS)\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|HeadlessChrome|Chromium|CriOS)\//],
  ["Safari", /\bVersion\/[\d.]+ (?:Mobile\/\w+ )?Safari\//],
];

/** First match wins: Android says that it is Linux, and a phone of Apple that it is like Mac OS X. */
const systemMarks: readonly (readonly [OperatingSystem, RegExp])[] = [
  ["iOS", /\b(?:iPhone|iPod)\b/],
  ["iPadOS", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Windows", /\bWindows\b/],
  ["macOS", /\b(?:Macintosh|Mac OS X)\b/],
  ["Linux", /\bLinux\b/],
];

/** Longer than that of any browser; what comes after is not looked at. */
const userAgentLengthMax = 500;

/**
 * The browser and the system that a `User-Agent` header names, as far as a person needs them to know one of their own
 * sessions again. Without versions and models: kept is no more than is shown. Whoever writes the header can say
 * anything, so nothing may depend on it; an iPad that asks for pages of a desktop says that it is a Mac.
 *
 * @param userAgent null where the request had none
 */
export function browserOf(userAgent: string | null): Browser {
  const text = (userAgent ?? "").slice(0, userAgentLengthMax);
  return { name: firstIn(browserMarks, text), operatingSystem: firstIn(systemMarks, text) };
}

function firstIn<Name>(marks: readonly (readonly [Name, RegExp])[], text: string): Name | null {
  return marks.find(([, mark]) => mark.test(text))?.[0] ?? null;
}
