import { describe, expect, it } from "vitest";
import { type Browser, browserOf } from "#app/domain/access/browser.ts";

const webKit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const onWindows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)";
const onMac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
const onPhone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const onTablet = "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const onAndroid = "Mozilla/5.0 (Linux; Android 10; K)";

type Row = readonly [header: string, name: Browser["name"], operatingSystem: Browser["operatingSystem"]];

const rows: readonly Row[] = [
  [`${onWindows} ${webKit} Chrome/124.0.0.0 Safari/537.36`, "Chrome", "Windows"],
  [`${onWindows} ${webKit} Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.51`, "Edge", "Windows"],
  [`${onWindows} ${webKit} Chrome/18.17763 Safari/537.36 Edge/18.17763`, "Edge", "Windows"],
  [`${onWindows} ${webKit} Chrome/122.0.0.0 Safari/537.36 OPR/108.0.0.0`, "Opera", "Windows"],
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox", "Windows"],
  ["Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", null, "Windows"],
  [`${onMac} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15`, "Safari", "macOS"],
  [`${onMac} ${webKit} Chrome/124.0.0.0 Safari/537.36`, "Chrome", "macOS"],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 14.4; rv:124.0) Gecko/20100101 Firefox/124.0", "Firefox", "macOS"],
  [`${onPhone} Version/17.4.1 Mobile/15E148 Safari/604.1`, "Safari", "iOS"],
  [`${onPhone} CriOS/124.0.6367.71 Mobile/15E148 Safari/604.1`, "Chrome", "iOS"],
  [`${onPhone} FxiOS/125.0 Mobile/15E148 Safari/605.1.15`, "Firefox", "iOS"],
  [`${onPhone} Version/16.0 EdgiOS/123.0.2420.108 Mobile/15E148 Safari/604.1`, "Edge", "iOS"],
  [`${onTablet} Version/16.6 Mobile/15E148 Safari/604.1`, "Safari", "iPadOS"],
  [`${onAndroid} ${webKit} Chrome/124.0.0.0 Mobile Safari/537.36`, "Chrome", "Android"],
  [`${onAndroid} ${webKit} Chrome/123.0.0.0 Mobile Safari/537.36 EdgA/123.0.2420.102`, "Edge", "Android"],
  [`${onAndroid} ${webKit} SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36`, "Samsung Internet", "Android"],
  ["Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0", "Firefox", "Android"],
  [`Mozilla/5.0 (X11; Linux x86_64) ${webKit} HeadlessChrome/124.0.0.0 Safari/537.36`, "Chrome", "Linux"],
  ["Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0", "Firefox", "Linux"],
  [`Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webKit} Chrome/124.0.0.0 Safari/537.36`, "Chrome", "ChromeOS"],
  ["curl/8.7.1", null, null],
  ["Firefox", null, null],
  ["NotChrome/1 (Linuxish)", null, null],
  ["<script>alert('Firefox/1')</script>", "Firefox", null],
];

describe("the browser that a header names", () => {
  it.each(rows)("%s is %s on %s", (header, name, operatingSystem) => {
    expect(browserOf(header)).toEqual({ name, operatingSystem });
  });

  it("is unknown without a header, and in one that is empty", () => {
    const unknown = { name: null, operatingSystem: null };
    expect(browserOf(null)).toEqual(unknown);
    expect(browserOf("")).toEqual(unknown);
  });

  it("is looked for in the first 500 characters, however long a header is", () => {
    expect(browserOf(`${"x ".repeat(240)}Firefox/1 Windows`).name).toBe("Firefox");
    expect(browserOf(`${"x ".repeat(250)}Firefox/1 Windows`)).toEqual({ name: null, operatingSystem: null });
  });
});
