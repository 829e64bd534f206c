import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fieldsOfLine, firstWrongByte } from "#app/domain/catalog/price-list-fields.ts";
import { parseEndInstant, parseStartInstant } from "#app/domain/catalog/price-list-instant.ts";
import { createLineSplitter, lineBytesMax } from "#app/domain/catalog/price-list-lines.ts";
import { openEndMs, priceListColumns } from "#app/domain/catalog/price-list.ts";
import {
  bytesOf,
  csvLine,
  csvText,
  demoCatalogueFacts,
  headerLine,
  readList,
  type RowFields,
} from "#test/support/price-lists.ts";

const fixtures = new URL("../../fixtures/price-lists/", import.meta.url);
const badFile = readFileSync(new URL("bad.csv", fixtures));
const demoList = readFileSync(new URL("../../../db/seeds/catalog/price-list.csv", import.meta.url));
type ExpectedRefusal = { line: number; column: number | null; code: string; value: string | null; otherLine?: number };
const expected = JSON.parse(readFileSync(new URL("bad.expected.json", fixtures), "utf8")) as {
  goodLines: number[];
  refused: ExpectedRefusal[];
};
const catalogue = demoCatalogueFacts();

function refusalsOf(bytes: Uint8Array, pieceBytes?: number): ExpectedRefusal[] {
  const { defects } = readList(bytes, { catalogue, ...(pieceBytes === undefined ? {} : { pieceBytes }) });
  return defects.map(({ line, column, code, value, facts }) => ({
    line,
    column,
    code,
    value,
    ...(typeof facts.otherLine === "number" ? { otherLine: facts.otherLine } : {}),
  }));
}

/** Code and column of everything that is wrong with one row. */
function wrongWith(fields: RowFields): string[] {
  const { defects } = readList(bytesOf(csvText(fields)), { catalogue });
  return defects.map((found) => `${found.column} ${found.code}`);
}

describe("The bad price list", () => {
  test("is still the file that it was, to the byte", () => {
    expect(badFile.length).toBe(6515);
    expect(badFile.includes(0x96)).toBe(true);
    expect(badFile.filter((byte) => byte === 0x0d)).toHaveLength(1);
    expect(badFile.subarray(0, 3)).not.toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(badFile.includes(Buffer.from([0xef, 0xbb, 0xbf]))).toBe(true);
  });

  test.each([1, 2, 7, 64, 1000, 100_000])(
    "names its twenty lines in pieces of %i bytes, and reads the three good ones",
    (size) => {
      expect(refusalsOf(badFile, size)).toEqual(expected.refused);
      expect(readList(badFile, { catalogue, pieceBytes: size }).rows.map((row) => row.line)).toEqual(
        expected.goodLines,
      );
    },
  );
});

describe("The demo's price list", () => {
  test("is good from the first line to the last", () => {
    const { rows, defects } = readList(demoList, { catalogue });
    expect(defects).toEqual([]);
    expect(rows).toHaveLength(63 * 23);
    expect(new Set(rows.map((row) => row.market)).size).toBe(23);
  });

  test("prints SKU ids without leading zeros, and they are read with them", () => {
    const { rows } = readList(demoList, { catalogue });
    expect(rows.every((row) => row.skuId.length === 4)).toBe(true);
    expect(rows[0]?.skuId).toBe("0001");
  });
});

describe("A price list", () => {
  test("is read to the minor unit of its currency", () => {
    const { rows } = readList(
      bytesOf(
        csvText(
          { UnitPrice: "0.29", "ERP Price": "" },
          { Market: "JP", Currency: "JPY", UnitPrice: "25413", "ERP Price": "31766" },
        ),
      ),
      { catalogue },
    );
    expect(rows.map((row) => [row.unitPriceMinor, row.retailPriceMinor, row.currency])).toEqual([
      [29, null, "EUR"],
      [25_413, 31_766, "JPY"],
    ]);
  });

  test("may begin with one byte order mark, and end every line with CR LF", () => {
    const text = `\uFEFF${csvText({}, { Market: "AT" })}`.replaceAll("\n", "\r\n");
    expect(readList(bytesOf(text), { catalogue, pieceBytes: 3 })).toMatchObject({
      rows: [{ line: 2 }, { line: 3 }],
      defects: [],
    });
  });

  test("may stop without a line end", () => {
    expect(readList(bytesOf(csvText({}).trimEnd()), { catalogue })).toMatchObject({ rows: [{ line: 2 }], defects: [] });
    expect(readList(bytesOf(csvText({}).replaceAll("\n", "\r\n").trimEnd()), { catalogue }).defects).toEqual([]);
  });

  test("whose lines end in CR LF refuses the one that ends in LF alone", () => {
    const text = `${headerLine}\r\n${csvLine()}\r\n${csvLine({ Market: "AT" })}\n${csvLine({ Market: "FR" })}\r\n`;
    expect(refusalsOf(bytesOf(text))).toEqual([{ line: 3, column: 19, code: "line-end-mixed", value: "LF" }]);
  });

  test("that is empty says so", () => {
    expect(refusalsOf(new Uint8Array(0))).toEqual([{ line: 1, column: null, code: "file-empty", value: null }]);
  });

  test("with another header is refused for it once, and read no further", () => {
    const text = csvText({ UnitPrice: "x" }, { UnitPrice: "y" }).replace("SkuTitle", "SkuName");
    expect(refusalsOf(bytesOf(text))).toEqual([{ line: 1, column: 4, code: "header-wrong", value: "SkuName" }]);
  });

  test.each([
    ["separated by semicolons", headerLine.replaceAll(",", ";"), "columns-too-few"],
    ["in UTF-16", "P\0r\0o\0d\0u\0c\0t\0", "columns-too-few"],
    ["that is a picture", "\u0089PNG", "columns-too-few"],
  ])("%s is refused at its header", (_, text, code) => {
    expect(refusalsOf(bytesOf(`${text}\n`))).toEqual([expect.objectContaining({ line: 1, code })]);
  });

  test("with old Macintosh line ends is one long line with a wrong header", () => {
    const [found, ...others] = refusalsOf(bytesOf(csvText({}).replaceAll("\n", "\r")));
    expect(found).toMatchObject({ line: 1, code: "columns-too-many" });
    expect(others).toEqual([]);
  });

  test("names everything that is wrong in one line", () => {
    expect(wrongWith({ Market: "UK", UnitPrice: "1,0", Segment: "Home", EffectiveStartDate: "2024" })).toEqual([
      "10 market-unknown",
      "15 date-format",
      "19 segment-unknown",
    ]);
    expect(wrongWith({ UnitPrice: "1,0", "ERP Price": "-1", Segment: "Home" })).toEqual([
      "12 price-format",
      "18 price-negative",
      "19 segment-unknown",
    ]);
  });

  test("cuts a long value short for the page", () => {
    const { defects } = readList(bytesOf(csvText({ ProductTitle: `=${"x".repeat(5000)}` })), { catalogue });
    expect(defects[0]?.value).toHaveLength(121);
  });

  test("throws away a line without end, and goes on behind it", () => {
    const monster = "x".repeat(lineBytesMax * 3);
    const text = `${headerLine}\n${monster}\n${csvLine()}\n${"y".repeat(lineBytesMax + 1)}`;
    for (const pieceBytes of [1000, lineBytesMax, 1_000_000])
      expect(readList(bytesOf(text), { catalogue, pieceBytes })).toMatchObject({
        rows: [{ line: 3 }],
        defects: [
          { line: 2, code: "line-too-long" },
          { line: 4, code: "line-too-long" },
        ],
      });
  });
});

describe("A row", () => {
  test.each<[string, RowFields, string]>([
    ["product", { ProductId: "NOSUCHPRODUCT" }, "2 product-unknown"],
    ["SKU", { SkuId: "77" }, "3 sku-unknown"],
    ["missing SKU", { SkuId: "" }, "3 sku-id-missing"],
    ["missing term", { TermDuration: "" }, "8 term-unknown"],
    ["term in other letters", { TermDuration: "p1y" }, "8 term-unknown"],
    ["subscription without a term", { TermDuration: "OneTime", BillingPlan: "" }, "8 term-not-of-kind"],
    ["subscription without a plan", { BillingPlan: "" }, "9 plan-missing"],
    ["unknown plan", { BillingPlan: "Weekly" }, "9 plan-unknown"],
    ["subscription paid once", { BillingPlan: "OneTime" }, "9 plan-not-of-kind"],
    ["plan beyond the term", { BillingPlan: "Triennial" }, "9 plan-longer-than-term"],
    ["market in small letters", { Market: "de" }, "10 market-unknown"],
    ["market without currency", { Market: "BY", Currency: "USD" }, "10 market-without-currency"],
    ["missing currency", { Currency: "" }, "11 currency-not-of-market"],
    ["missing price", { UnitPrice: "" }, "12 price-missing"],
    ["price with a blank", { UnitPrice: " 1.00" }, "12 price-format"],
    ["price with an exponent", { UnitPrice: "1e3" }, "12 price-format"],
    ["German price", { UnitPrice: "389,50" }, "12 price-format"],
    ["negative nothing", { UnitPrice: "-0.00" }, "12 price-negative"],
    ["price beyond reason", { UnitPrice: "1000000000.01" }, "12 price-too-large"],
    ["price beyond safe integers", { UnitPrice: "99999999999999999999" }, "12 price-too-large"],
    ["quantity tier", { PricingTierRangeMin: "1" }, "13 pricing-tier-not-supported"],
    ["upper quantity tier", { PricingTierRangeMax: "100" }, "14 pricing-tier-not-supported"],
    ["missing start", { EffectiveStartDate: "" }, "15 date-missing"],
    ["start without zone", { EffectiveStartDate: "2024-01-01T00:00:00" }, "15 date-format"],
    ["hour 24", { EffectiveStartDate: "2024-01-01T24:00:00Z" }, "15 date-impossible"],
    ["start within a millisecond", { EffectiveStartDate: "2024-01-01T00:00:00.0000001Z" }, "15 date-too-precise"],
    ["end before the start", { EffectiveEndDate: "2021-09-30T23:59:58Z" }, "16 period-empty"],
    ["retail price", { "ERP Price": "abc" }, "18 price-format"],
    ["segment", { Segment: "commercial" }, "19 segment-unknown"],
    ["control character", { SkuTitle: "Windows\u0007Server" }, "4 control-character"],
    ["carriage return inside", { SkuTitle: "Windows\rServer" }, "4 control-character"],
  ])("with a bad %s is refused", (_, fields, refusal) => {
    expect(wrongWith(fields)).toEqual([refusal]);
  });

  test("shows control characters by their pictures, as no page and no database takes them all", () => {
    const [refusal] = refusalsOf(bytesOf(csvText({ SkuTitle: "a\0b\u0007\u007f" })));
    expect(refusal?.value).toBe("a␀b␇␡");
  });

  test.each(["=1", "+1", "-1", "@x", "\tx", "\rx", "＝1", "＋1", "－1", "＠x"])(
    "with a text that begins like %j is refused",
    (text) => {
      expect(wrongWith({ SkuDescription: text })).toEqual(["6 formula-in-text"]);
    },
  );

  test.each<[string, RowFields, string]>([
    [
      "perpetual software without a plan",
      { ProductId: "DG7GMGF0D5RK", SkuId: "5", TermDuration: "OneTime", BillingPlan: "" },
      "null one-time",
    ],
    [
      "perpetual software, upfront",
      { ProductId: "DG7GMGF0D5RK", SkuId: "5", TermDuration: "OneTime", BillingPlan: "Upfront" },
      "null one-time",
    ],
    ["a reservation, once", { ProductId: "DZH318Z0BQ36", SkuId: "004G", BillingPlan: "OneTime" }, "P1Y one-time"],
    ["a reservation, upfront", { ProductId: "DZH318Z0BQ36", SkuId: "004G", BillingPlan: "Upfront" }, "P1Y one-time"],
    ["a subscription, upfront", { BillingPlan: "Upfront" }, "P1Y annual"],
    ["three years, upfront", { TermDuration: "P3Y", BillingPlan: "Upfront" }, "P3Y triennial"],
    ["three years by the month", { TermDuration: "P3Y", BillingPlan: "Monthly" }, "P3Y monthly"],
  ])("for %s has its term and plan", (_, fields, offer) => {
    const { rows, defects } = readList(bytesOf(csvText(fields)), { catalogue });
    expect(defects).toEqual([]);
    expect(rows.map((row) => `${row.termDuration} ${row.billingPlan}`)).toEqual([offer]);
  });

  test("of a closed market is read: a price does not open a market", () => {
    expect(wrongWith({ Market: "BR", Currency: "BRL" })).toEqual([]);
  });
});

describe("Two rows of one offer", () => {
  const from2021 = { EffectiveEndDate: "2023-12-31T23:59:59Z" };
  const from2024 = { EffectiveStartDate: "2024-01-01T00:00:00Z", UnitPrice: "400.00" };

  test("may follow each other without a gap", () => {
    expect(refusalsOf(bytesOf(csvText(from2021, from2024)))).toEqual([]);
    expect(refusalsOf(bytesOf(csvText(from2024, from2021)))).toEqual([]);
  });

  test("must not share a second", () => {
    const overlap = { ...from2021, EffectiveEndDate: "2024-01-01T00:00:00Z" };
    expect(refusalsOf(bytesOf(csvText(overlap, from2024)))).toEqual([
      { line: 3, column: 15, code: "period-overlaps", value: "2024-01-01T00:00:00Z", otherLine: 2 },
    ]);
    expect(refusalsOf(bytesOf(csvText(from2024, overlap)))).toEqual([
      { line: 3, column: 16, code: "period-overlaps", value: "2024-01-01T00:00:00Z", otherLine: 2 },
    ]);
  });

  test("that say the same are one too many, whatever the titles are", () => {
    expect(refusalsOf(bytesOf(csvText({}, { SkuTitle: "Another title" })))).toEqual([
      { line: 3, column: null, code: "row-duplicate", value: null, otherLine: 2 },
    ]);
  });

  test("are two offers in another segment, market, term or plan", () => {
    const others: RowFields[] = [
      { Segment: "Education" },
      { Market: "AT" },
      { TermDuration: "P3Y" },
      { BillingPlan: "Monthly" },
    ];
    expect(refusalsOf(bytesOf(csvText({}, ...others)))).toEqual([]);
  });

  test("do not collide with one that is refused itself", () => {
    expect(refusalsOf(bytesOf(csvText({ UnitPrice: "x" }, {})))).toMatchObject([{ line: 2, code: "price-format" }]);
  });
});

describe("Instants of a list", () => {
  const dayMs = 86_400_000;

  test.each([
    ["2021-10-01T00:00:00.0000000Z", Date.UTC(2021, 9, 1)],
    ["2021-10-01T00:00:00Z", Date.UTC(2021, 9, 1)],
    ["2024-02-29T12:34:56.7Z", Date.UTC(2024, 1, 29, 12, 34, 56, 700)],
  ])("begin at %s", (text, ms) => {
    expect(parseStartInstant(text)).toEqual({ ok: true, ms });
  });

  test.each([
    ["2022-12-31T23:59:59.0000000Z", Date.UTC(2023, 0, 1)],
    ["2022-12-31T23:59:59.9999999Z", Date.UTC(2023, 0, 1)],
    ["9999-11-30T23:59:59.0000000Z", openEndMs],
    ["9999-12-31T23:59:59Z", openEndMs],
  ])("end behind the last second %s", (text, ms) => {
    expect(parseEndInstant(text)).toEqual({ ok: true, ms });
  });

  test.each(["2023-02-29", "2100-02-29", "2024-04-31", "2024-13-01", "2024-00-10", "2024-01-00", "2024-01-32"])(
    "on %s do not exist, and slip to no other day",
    (day) => {
      expect(parseStartInstant(`${day}T00:00:00Z`)).toEqual({ ok: false, problem: "date-impossible" });
    },
  );

  test("agree with the platform for every day there is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Math.floor(Date.UTC(9999, 10, 30) / dayMs) }), (day) => {
        const text = new Date(day * dayMs).toISOString();
        expect(parseStartInstant(text)).toEqual({ ok: true, ms: day * dayMs });
      }),
    );
  });
});

describe("Lines and fields", () => {
  test("come out the same however the file is cut", () => {
    const text = fc.array(fc.constantFrom("a", ",", '"', "\n", "\r\n", "ü", "\uFEFF"), { maxLength: 60 });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 9 }), (parts, size) => {
        const bytes = bytesOf(parts.join(""));
        const whole = createLineSplitter();
        const cut = createLineSplitter();
        const inPieces = [];
        for (let start = 0; start < bytes.length; start += size)
          inPieces.push(...cut.push(bytes.subarray(start, start + size)));
        expect([...inPieces, ...cut.end()]).toEqual([...whole.push(bytes), ...whole.end()]);
      }),
    );
  });

  test("of a well-formed line are those that a CSV library reads", () => {
    const field = fc.string({ unit: fc.constantFrom("a", "é", ",", '"', " ", ";", "'"), maxLength: 8 });
    fc.assert(
      fc.property(
        fc.array(field, { minLength: priceListColumns.length, maxLength: priceListColumns.length }),
        (fields) => {
          fc.pre(fields.some((text) => text !== ""));
          const line = fields.map((text) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(",");
          const read = fieldsOfLine({ number: 1, bytes: bytesOf(line), end: "lf", isTooLong: false }, "lf");
          expect(read).toEqual({ ok: true, fields: parse(line)[0] });
        },
      ),
    );
  });

  test("of any line at all are fields or one refusal, never an error", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const read = fieldsOfLine({ number: 7, bytes, end: "lf", isTooLong: false }, "lf");
        expect(read.ok || read.defect.line === 7).toBe(true);
      }),
    );
  });

  test("name the first byte that is not UTF-8, as the platform's decoder finds it", () => {
    const strict = new TextDecoder("utf-8", { fatal: true });
    const some = fc.array(
      fc.oneof(
        fc.constantFrom(0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xed, 0xa0, 0x80, 0xf0, 0x9f, 0x98, 0xf4, 0x90, 0xc0),
        fc.nat(255),
      ),
    );
    fc.assert(
      fc.property(some, (list) => {
        const bytes = Uint8Array.from(list);
        const at = firstWrongByte(bytes);
        expect(() => strict.decode(bytes.subarray(0, at))).not.toThrow();
        let isWhole = true;
        try {
          strict.decode(bytes);
        } catch {
          isWhole = false;
        }
        expect(at === bytes.length).toBe(isWhole);
      }),
      { numRuns: 500 },
    );
  });
});
