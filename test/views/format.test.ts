import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { factFormatFor, formatFor } from "#app/views/format.ts";

const purchase = Temporal.Instant.from("2021-10-15T21:28:18Z");
const english = formatFor({ language: "en", timeZone: "Europe/Berlin" });
const german = formatFor({ language: "de", timeZone: "Europe/Berlin" });

/** Spaces that do not break read like spaces here. */
function plain(text: string): string {
  return text.replace(/[\u00A0\u202F]/g, " ");
}

describe("amounts", () => {
  it.each([
    ["EUR", 123_456, "€1,234.56", "1.234,56 €"],
    ["JPY", 151, "JP¥151", "151 ¥"],
    ["KWD", 1_250, "KWD 1.250", "1,250 KWD"],
    ["AUD", -5, "-A$0.05", "-0,05 AU$"],
    ["EUR", 9_007_199_254_740_991, "€90,071,992,547,409.91", "90.071.992.547.409,91 €"],
  ] as const)("in %s have all their digits, exactly: %i", (currency, amountMinor, inEnglish, inGerman) => {
    expect(plain(english.money(amountMinor, currency).text)).toBe(inEnglish);
    expect(plain(german.money(amountMinor, currency).text)).toBe(inGerman);
  });

  it("of an hour have as many as are asked for, truncated", () => {
    expect(plain(english.rate(76_999, "EUR", 4))).toBe("€0.0769");
    expect(plain(german.rate(55_479_999, "EUR", 2))).toBe("55,47 €");
  });
});

describe("moments", () => {
  it("stand in the reader's zone and in UTC, each with its name", () => {
    expect(english.instant(purchase)).toEqual({
      epochMs: purchase.epochMilliseconds,
      iso: "2021-10-15T21:28:18Z",
      local: "15 Oct 2021, 23:28 CEST",
      utc: "15 Oct 2021, 21:28 UTC",
    });
    expect(german.exactInstant(purchase)).toMatchObject({
      local: "15. Okt. 2021, 23:28 MESZ",
      exact: "15. Okt. 2021, 23:28:18 MESZ",
      exactUtc: "15. Okt. 2021, 21:28:18 UTC",
    });
    expect(formatFor({ language: "en", timeZone: "Pacific/Apia" }).instant(purchase).local).toMatch(
      /^16 Oct 2021, 1\d:28/,
    );
  });

  it.each(["1969-12-31T23:59:59.001Z", "2024-02-29T00:00:00Z", "2021-10-15T21:28:18.5Z", "2038-01-19T03:14:08Z"])(
    "have the ISO text of %s",
    (text) => {
      const instant = Temporal.Instant.from(text);
      expect(Temporal.Instant.from(english.instant(instant).iso).equals(instant)).toBe(true);
    },
  );

  it("of many values are each their own, also beyond what is remembered", () => {
    for (let n = 0; n < 5000; n++) {
      const instant = Temporal.Instant.fromEpochMilliseconds(n * 60_000);
      expect(english.instant(instant).epochMs).toBe(n * 60_000);
    }
    expect(english.instant(Temporal.Instant.fromEpochMilliseconds(0)).utc).toBe("1 Jan 1970, 00:00 UTC");
  });
});

describe("days", () => {
  it("are UTC days for every reader", () => {
    const apia = formatFor({ language: "de", timeZone: "Pacific/Apia" });
    expect(apia.day(Temporal.PlainDate.from("2024-10-14"))).toEqual({ iso: "2024-10-14", text: "14. Okt. 2024" });
    expect(english.day(Temporal.PlainDate.from("2024-02-29")).text).toBe("29 Feb 2024");
  });

  it("of an end are the last day inclusive", () => {
    expect(english.lastDayBefore(Temporal.Instant.from("2024-10-15T00:00:00Z")).text).toBe("14 Oct 2024");
    expect(english.lastDayBefore(Temporal.Instant.from("2024-10-15T00:00:00.001Z")).text).toBe("15 Oct 2024");
  });
});

describe("time left is never rounded up", () => {
  it.each([
    [{ hours: 51, minutes: 59 }, "2 days 3 hours", "in 2 days"],
    [{ hours: 23, minutes: 59, seconds: 59, milliseconds: 999 }, "23 hours 59 minutes", "in 23 hours"],
    [{ hours: 5 }, "5 hours", "in 5 hours"],
    [{ minutes: 1 }, "1 minute", "in 1 minute"],
    [{ seconds: 59, milliseconds: 999 }, "59 seconds", "in 59 seconds"],
    [{ milliseconds: 999 }, "0 seconds", "in 0 seconds"],
    [{ milliseconds: -1 }, "0 seconds", "in 0 seconds"],
  ])("%o: %s", (duration, text, relative) => {
    expect(english.timeLeft(purchase, purchase.add(duration))).toMatchObject({ text, relative });
  });

  it("is German for Germans", () => {
    expect(german.timeLeft(purchase, purchase.add({ hours: 29 }))).toMatchObject({
      text: "1 Tag 5 Stunden",
      relative: "in 1 Tag",
    });
  });
});

describe("counts, durations, countries", () => {
  it("say where counting stopped", () => {
    expect(english.count(99, 100)).toEqual({ count: 99, isCapped: false, text: "99" });
    expect(english.count(100, 100)).toEqual({ count: 100, isCapped: true, text: "100+" });
  });

  it("speak the reader's language", () => {
    expect([english.termDuration("P1M"), german.termDuration("P1Y"), german.termDuration("P3Y")]).toEqual([
      "1 month",
      "1 Jahr",
      "3 Jahre",
    ]);
    expect([english.country("DE"), german.country("DE"), german.country("??")]).toEqual([
      "Germany",
      "Deutschland",
      "??",
    ]);
  });

  it("give refusals their facts", () => {
    const facts = factFormatFor({ language: "en", timeZone: "UTC" });
    expect(facts.dateTime(purchase.epochMilliseconds)).toBe("15 Oct 2021, 21:28 UTC");
    expect(facts.day("2021-10-13")).toBe("13 Oct 2021");
    expect(facts.alternatives(["a", "b", "c"])).toBe("a, b or c");
    expect(facts.seconds(45)).toBe("45 seconds");
    expect(facts.seconds(120)).toBe("2 minutes");
    expect(facts.money(1, "XXX")).toBe("1 XXX");
  });
});
