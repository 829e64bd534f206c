import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvLine, csvResponse, formulaSafe } from "#app/http/csv-response.server.ts";

async function* rowsOf<Row>(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

describe("a CSV file", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "\0x", "＝1", "＋1", "－1", "＠x"])(
    "holds %j as text",
    (text) => expect(formulaSafe(text)).toBe(`'${text}`),
  );

  it.each(["", "PC-1", "a=b", "'=1", "1-2"])("leaves %j as it is", (text) => expect(formulaSafe(text)).toBe(text));

  it("leaves numbers as they are, and nothing for null", () => {
    expect(csvLine([-5, 0, null, "-5"])).toBe("-5,0,,'-5\r\n");
  });

  it("reads back as what was written", () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
        const text = rows.map(csvLine).join("");
        const read = parse(text, { record_delimiter: "\r\n", relax_column_count: true });
        expect(read).toEqual(rows.map((row) => row.map(formulaSafe)));
      }),
    );
  });

  it("is sent with its mark, its type and its name", async () => {
    const answer = csvResponse({ fileName: 'plan "a".csv', header: ["Name"], rows: rowsOf([["=x"], ["Müller"]]) });
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(await answer.arrayBuffer())).toBe(
      "\u{FEFF}Name\r\n'=x\r\nMüller\r\n",
    );
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="plan /);
  });

  it("is not read faster than it is sent, and no further when nobody takes it", async () => {
    let read = 0;
    let close = () => {};
    const closed = new Promise<void>((resolve) => {
      close = resolve;
    });
    async function* endless() {
      try {
        for (;;) {
          read += 1;
          yield ["x".repeat(1_000)];
        }
      } finally {
        close();
      }
    }
    const reader = csvResponse({ fileName: "a.csv", header: ["h"], rows: endless() }).body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(read).toBeLessThan(1_000);
    await closed;
  });
});
