import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const lines = readFileSync(new URL("asvs.yml", import.meta.url), "utf8").split("\n");

type Row = { readonly id: string; readonly entries: [kind: string, text: string][] };

/** The little of YAML that the file is written in; a line that is none of it fails. */
function readRows(): Row[] {
  const rows: Row[] = [];
  for (const line of lines.filter((one) => one !== "" && !one.startsWith("#"))) {
    const id = /^"(\d+\.\d+\.\d+)":$/.exec(line)?.[1];
    const [, kind, text] = /^ {2}(?:- )?(test|open|decision): (\S.*)$/.exec(line) ?? [];
    if (id !== undefined) rows.push({ id, entries: [] });
    else if (kind !== undefined && text !== undefined) rows.at(-1)?.entries.push([kind, text]);
    else throw new Error(`This line says nothing: ${line}`);
  }
  return rows;
}

const rows = readRows();

describe("what the portal claims of ASVS 5.0", () => {
  it("names each requirement once", () => {
    const ids = rows.map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(100);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it.each(rows)("$id has tests, or says what is open or decided, and not both", ({ entries }) => {
    const kinds = new Set(entries.map(([kind]) => kind));
    expect(kinds.size).toBe(1);
    if (!kinds.has("test")) expect(entries).toHaveLength(1);
  });

  const named = rows.flatMap(({ id, entries }) =>
    entries.filter(([kind]) => kind === "test").map(([, text]) => ({ id, text })),
  );
  it.each(named)("$id is shown by a test that is there: $text", ({ text }) => {
    const [file = "", words = ""] = text.split(" › ");
    expect(words.length).toBeGreaterThan(7);
    const source = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
    const names = [...source.matchAll(/\(\s*(["`])(.+?)\1,/g)].map(([, , name = ""]) => name);
    expect(names.filter((name) => name.includes(words))).not.toEqual([]);
  });
});
