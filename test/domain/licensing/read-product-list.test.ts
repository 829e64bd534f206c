import { describe, expect, it } from "vitest";
import { compareEditions } from "#app/domain/licensing/product-list/compare-editions.ts";
import { valueFor } from "#app/domain/licensing/product-list/attributes.ts";
import { figuresOf } from "#app/domain/licensing/product-list/figures.ts";
import type { ProductGroup, ProductList } from "#app/domain/licensing/product-list/product-list.ts";
import { readProductList } from "#app/domain/licensing/product-list/read-product-list.ts";
import type { ListRow, ListRowKind } from "#app/domain/licensing/product-list/rows.ts";
import { documentOf, lineOf, smallProductList } from "#test/support/product-list-document.ts";

function read(text = smallProductList, known: Parameters<typeof readProductList>[1] = []): ProductList {
  const result = readProductList(text, known);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.list;
}

function problemsOf(text: string) {
  const result = readProductList(text, []);
  return result.ok ? [] : result.problems;
}

const list = read();
const at = (text: string) => lineOf(smallProductList, documentOf(text));

function group(key: string): ProductGroup {
  const found = list.groups.find((one) => one.key === key);
  if (found === undefined) throw new Error(`No group ${key}`);
  return found;
}

function rowsOf<K extends ListRowKind>(kind: K): (Extract<ListRow, { kind: K }> & { line: number })[] {
  return list.rows.flatMap(({ row, line }) =>
    row.kind === kind ? [{ ...(row as Extract<ListRow, { kind: K }>), line }] : [],
  );
}

describe("blocks of attributes", () => {
  it("are read down their columns, with plural keys, inner tabs and remarks of scope", () => {
    expect(group("kahnwerk-server").predecessors).toEqual([
      { name: "Kahnwerk Server 2010", month: "2009-11", scope: null, position: 1 },
      { name: "Kahnwerk Server 2007", month: "2008-03", scope: "Boote und Flöße", position: 2 },
      { name: "Kahnwerk Server 1998", month: "1997-12", scope: null, position: 3 },
    ]);
  });

  it("join a name that wraps into the next row of its column", () =>
    expect(group("anker-server").predecessors.map(({ name }) => name)).toEqual(["Anker Server 2012"]));

  it("give an edition in brackets its own pool, and none a benefit class it is excepted from", () => {
    const { pools, saClasses } = group("kahnwerk-server");
    expect([valueFor(pools, "Werkstatt"), valueFor(pools, "Standard")]).toEqual(["application", "server"]);
    expect([valueFor(saClasses, "Werkstatt"), valueFor(saClasses, "Standard")]).toEqual(["none", "server"]);
  });

  it("keep several keys of one cell, know a key by its other spelling, and leave what depends on a programme unknown", () => {
    const { attributes, pools } = group("group-4");
    expect(attributes.map(({ key, alias }) => [key, alias])).toEqual([
      ["reduction", null],
      ["extended-term", "Berechtigung zur Dienstverlängerung"],
      ["pool", null],
      ["overage", null],
      ["promotion", "Werbung"],
    ]);
    expect(attributes[0]?.scope.mode).toBe("conditional");
    expect(valueFor(pools, "E1")).toBe("unknown");
  });

  it("carry the line of each attribute", () =>
    expect(group("anker-server").attributes.map(({ line }) => line)).toEqual([
      at("→Frühere Version: Anker"),
      at("→Frühere Version: Anker") + 1,
      at("→Server 2012") + 1,
    ]));
});

describe("names of groups", () => {
  it("come from a heading, from a predecessor or from nowhere, and say so", () =>
    expect(list.groups.map(({ name, nameSource, hasBlock }) => [name, nameSource, hasBlock])).toEqual([
      ["Kahnwerk Server", "predecessor", true],
      ["Anker Server", "heading", true],
      [null, "unknown", false],
      [null, "unknown", true],
    ]));

  it("come from what is known of a group, each name once, and from the order only where nothing else tells", () => {
    const named = read(smallProductList, [
      { name: "Kahn", note: /Flussfahrer/ },
      { name: "Noch ein Kahn", note: /Flussfahrer/ },
      { name: "Hinweise", after: "Anker Server" },
      { name: "Hafen?", after: "Hinweise", isDoubtful: true },
    ]);
    expect(named.groups.map(({ name, nameSource, nameLine }) => [name, nameSource, nameLine])).toEqual([
      ["Kahn", "text", at("Kahnwerk für Flussfahrer")],
      ["Anker Server", "heading", at("→Anker Server\n".trim())],
      ["Hinweise", "order", at("Hier stehen Hinweise") - 1],
      ["Hafen?", "unknown", at("→Zur Verringerung berechtigt: Wenn")],
    ]);
  });
});

describe("tables", () => {
  it("of products leave an empty programme unknown, and never say no", () => {
    const [product] = rowsOf("product");
    expect(product).toMatchObject({
      name: "Anker Server Standard (2 Ketten)",
      availableFrom: "2013-10",
      points: { l: null, lSa: 38, sa: 13, caSa: 25 },
    });
    expect(
      product?.offerings.map(({ programme, codes, availability }) => [programme, codes.join("+"), availability]),
    ).toEqual([
      ["EA/EAS", "A", "yes"],
      ["EES", "", "unknown"],
      ["MPSA", "", "unknown"],
      ["OL", "", "unknown"],
      ["OM", "OF", "yes"],
      ["OV/OVS", "", "unknown"],
      ["S/S+", "", "unknown"],
      ["SCE", "A+C", "yes"],
    ]);
  });

  it("of ticks say yes and no, and end a heading where another system begins", () =>
    expect(
      rowsOf("matrix").map(({ group: heading, label, cells }) => [heading, label, cells.map(({ allowed }) => allowed)]),
    ).toEqual([
      ["Windows Vista (32-Bit oder 64-Bit)", "Enterprise (N)", ["yes", "no", "yes", "no", "no"]],
      [null, "Windows 2000 Professional", ["yes", "no", "no", "no", "no"]],
    ]));

  it("of transitions tell the bridge of each option alone", () =>
    expect(rowsOf("transition")).toMatchObject([
      {
        from: ["Kahnwerk Plus", "Ruder Suite"],
        options: [
          {
            name: "Flotte 365",
            editions: ["Enterprise E1", "Government E1", "Enterprise E3", "Government E3"],
            needsBridge: true,
          },
          { name: "Flotte 365 Segel", editions: [], needsBridge: false },
        ],
      },
    ]));

  it("of bridges hold alternatives, each a set", () =>
    expect(rowsOf("bridge")[0]?.alternatives).toEqual([["Flotte 365 E1", "Hafen"], ["Flotte 365 E3"]]));

  it("under one header are step-ups or counted grants", () => {
    expect(rowsOf("migration-grant")).toMatchObject([
      { from: "1 Anker Server", granted: ["4 Anker-Ketten", "2 Bojen"] },
    ]);
    expect(rowsOf("step-up").map(({ from, to }) => [from, to])).toEqual([
      ["Anker Standard", "Anker Datacenter"],
      [null, "Anker Datacenter"],
      ["Kahn Standard", "Kahn Professional"],
    ]);
  });

  it("split glued footnotes only where a name allows it", () => {
    expect(rowsOf("add-on")).toMatchObject([
      { qualifying: [["Ruder CAL", "Kahnwerk Plus"]], needsActiveSa: true },
      { qualifying: [["Ruder CAL Suite Bridge für Office 365"]], needsActiveSa: true },
    ]);
    expect(rowsOf("add-on")[1]?.addOns).toEqual([
      { name: "Add-On für Flotte 365 E1", marks: ["2"] },
      { name: "Add-On für Flotte 365 E3", marks: ["2", "3"] },
    ]);
    expect(rowsOf("from-sa")[0]).toMatchObject({
      to: "Hafen von SA",
      bridge: "Ruder Bridge for Office 365",
      bridgeMarks: ["2", "3"],
    });
  });

  it("of terms fill their merged cells", () =>
    expect(
      rowsOf("term-payment").map(({ programme, category, term, payment, hasFootnote }) => [
        programme,
        category,
        term,
        payment,
        hasFootnote,
      ]),
    ).toEqual([
      ["EA", "cloud", "one-year", "in-full-at-order", true],
      ["EA", "cloud", "one-year", "order-anniversaries", false],
    ]));

  it("of numbers read both marks of thousands and pass over a wrong currency in front", () => {
    expect(rowsOf("tier").map(({ range, values }) => [range?.from, range?.to, values[0]])).toEqual([
      [2000, 3999, 5],
      [600_000, null, 75],
    ]);
    expect(rowsOf("currency").map(({ table, code, server, client }) => [table, code, server, client])).toEqual([
      ["incidents", "CNY", 165_000, 1_650_000],
      ["unlimited-support", "CNY", 2_062_500, null],
    ]);
    const marks = list.warnings.filter(({ code }) => code === "currency-mark");
    expect(marks.map(({ line }) => line)).toEqual([at("→CRC 165"), at("→CRC 1.650")]);
  });

  it("join a row that an empty paragraph split", () =>
    expect(rowsOf("other").map(({ cells }) => cells)).toEqual([
      ["A", "Das Boot sinkt.", "Anruf\nBoot schicken", "Schwimmweste anziehen"],
    ]));
});

describe("a programme that the portal does not know", () => {
  const cloud = read(
    smallProductList
      .replace(documentOf("→SCE\n\n"), documentOf("→SCE\n→CLOUD\n\n"))
      .replace(documentOf("→ A,C␠\n"), documentOf("→ A,C␠\n→ A␠\n\n→Anker Server Datacenter\n" + "→\n".repeat(14))),
  );
  const ticks = read(
    smallProductList
      .replace(documentOf("→Open\n→Select"), documentOf("→Open\n→CLOUD (neu)\n→Select"))
      .replace(documentOf("→☑1\n→\n"), documentOf("→☑1\n→☑\n→\n"))
      .replace(documentOf("→☑\n→\n→\n→\n→\n"), documentOf("→☑\n→\n→\n→\n→\n→\n")),
  );

  it("is a column of products like the others: named as printed, its empty cells unknown, and reported", () => {
    expect(
      cloud.rows.flatMap(({ row }) =>
        row.kind === "product"
          ? row.offerings
              .filter(({ programme }) => programme === "SCE" || programme === "CLOUD")
              .map(({ programme, codes, availability }) => [programme, codes, availability])
          : [],
      ),
    ).toEqual([
      ["SCE", ["A", "C"], "yes"],
      ["CLOUD", ["A"], "yes"],
      ["SCE", [], "unknown"],
      ["CLOUD", [], "unknown"],
    ]);
    expect(cloud.warnings).toContainEqual({ line: at("→SCE") + 1, code: "column-unknown", text: "CLOUD" });
    expect(list.warnings.map(({ code }) => code)).not.toContain("column-unknown");
  });

  it("is a column of ticks whose empty cells say nothing, while those of the others say no", () => {
    const rows = ticks.rows.flatMap(({ row }) => (row.kind === "matrix" ? [row.cells] : []));
    expect(rows.map((cells) => cells.map(({ allowed }) => allowed))).toEqual([
      ["yes", "no", "yes", "yes", "no", "no"],
      ["yes", "no", "no", null, "no", "no"],
    ]);
    expect(ticks.warnings).toContainEqual({ line: at("→Open") + 1, code: "column-unknown", text: "CLOUD (neu)" });
  });
});

describe("the rest of the document", () => {
  it("has its legends, also where a blank, a bookmark or a tab is in the way", () =>
    expect(list.legends.map(({ legend, code, name }) => [legend, code, name])).toEqual([
      ["columns", "EA/EAS", "Konzernvertrag der Muster AG"],
      ["columns", "L", "Lizenz"],
      ["columns", "SCE", "Server-Beitritt"],
      ["cells", "A", "Zusätzliches Produkt"],
      ["cells", "OF", "Offen"],
      ["attributes", "Produkt-Pool", "Produkt-Pool"],
      ["attributes", "Suite", "Suite"],
    ]));

  it("has promotions, regions, dates behind the edition and references to older ones", () => {
    expect(list.promotions).toMatchObject([
      {
        name: "Sommerfahrt Promotion",
        startOn: "2015-01-01",
        endOn: "2015-06-30",
        publicSectorRemark: "Die Muster AG verzichtet auf ein Trinkgeld.",
      },
    ]);
    expect(list.namedPromotions.map(({ name }) => name)).toEqual(["Sommerfahrt"]);
    expect(list.regions.map(({ places, effect }) => [places, effect])).toEqual([
      [[], "varies"],
      [["CN"], "allow"],
    ]);
    expect(list.publishedInferred).toBe("2015-06");
    expect(list.lifecycle.map(({ on }) => on)).toEqual(["2015-10-31"]);
    expect(group("kahnwerk-server").notes[0]?.olderEditions).toEqual(["2014-04"]);
  });

  it("is accounted for to the last line", () => {
    expect(list.lines.map(({ number }) => number)).toEqual(smallProductList.split("\n").map((_, index) => index + 1));
    expect(list.lines.filter(({ kind }) => kind === "unclassified")).toEqual([]);
  });

  it("says which line it could not place, and drops none", () => {
    const odd = read(smallProductList.replace("Wer einen Hafen hat", "\uF0FC Wer einen Hafen hat"));
    const line = at("Wer einen Hafen hat");
    expect(odd.lines[line - 1]?.kind).toBe("unclassified");
    expect(odd.warnings).toContainEqual(expect.objectContaining({ line, code: "unclassified-line" }));
  });

  it("gives the same figures every time, one member per figure", () => {
    expect(figuresOf(list)).toEqual(figuresOf(read()));
    expect(figuresOf(list)).toMatchObject({
      attributeBlocks: 3,
      tables: 15,
      strayRuns: 1,
      cellRuns: 19,
      ticks: 3,
      groupsWithoutBlock: 1,
    });
  });
});

describe("a damaged or other document is refused with its lines", () => {
  const sectionStart = smallProductList.indexOf(documentOf("\n␠→Frühere Versionen")) + 1;
  const section = smallProductList.slice(sectionStart, smallProductList.indexOf("\n Onlinedienste"));
  it.each([
    ["nothing", "", "file-empty", 1],
    [
      "letters of another encoding",
      smallProductList.replace("Überge", "Überge").replace("für Flussfahrer", "fÃ¼r Flussfahrer"),
      "broken-text",
      at("Kahnwerk für Flussfahrer"),
    ],
    ["no legend", smallProductList.replace("Zellenwerte", "Zellen"), "legend-missing", 1],
    ["another text", "Ein Brief.\nMit zwei Zeilen.\n", "legend-missing", 1],
    [
      "an attribute nobody knows",
      smallProductList.replace("Produkt-Pool: Server\n\n", "Lieblingsfarbe: Blau\n\n"),
      "attribute-unknown",
      at("→Frühere Version: Anker") + 1,
    ],
    [
      "a row of ticks with a cell too few",
      smallProductList.replace(documentOf("→Enterprise (N)\n→☑\n"), documentOf("→Enterprise (N)\n")),
      "matrix-row",
      at("→Enterprise (N)"),
    ],
    [
      "a product with a cell too few, whose codes would be those of other programmes",
      smallProductList.replace(documentOf("→25\n→ A␠\n"), documentOf("→25\n")),
      "product-row",
      at("Anker Server Standard"),
    ],
    [
      "a column of ticks that is lost from every row",
      smallProductList
        .replace(documentOf("→Select und MPSA\n"), "")
        .replace(documentOf("→☑1\n→\n"), documentOf("→☑1\n"))
        .replace(documentOf("→☑\n→\n→\n→\n→\n"), documentOf("→☑\n→\n→\n→\n")),
      "matrix-columns",
      at("→Qualifizierende Betriebssysteme"),
    ],
    [
      "ticks that are lost, so that every cell would say no",
      smallProductList.replaceAll("\uF0FC", ""),
      "ticks-missing",
      at("→Qualifizierende Betriebssysteme"),
    ],
    [
      "ticks that became other letters",
      smallProductList.replaceAll("\uF0FC", "?"),
      "matrix-cell",
      at("→Enterprise (N)") + 1,
    ],
    [
      "a file that was put together twice",
      `${smallProductList}\n${smallProductList}`,
      "text-doubled",
      smallProductList.split("\n").length + 1,
    ],
    [
      "a section that stands there twice",
      smallProductList.replace("\n Onlinedienste", `\n${section}\n Onlinedienste`),
      "text-doubled",
      smallProductList.slice(0, smallProductList.indexOf("\n Onlinedienste")).split("\n").length + 1,
    ],
    [
      "an end that is cut off",
      smallProductList.slice(0, smallProductList.indexOf(" Für Select Plus")),
      "section-missing",
      at(" Für Select Plus") - 1,
    ],
  ])("%s", (_name, text, code, line) => {
    const problems = problemsOf(text);
    expect(problems.map((problem) => [problem.code, problem.line])).toContainEqual([code, line]);
  });
});

it("lines that end as on Windows say the same", () => {
  const windows = read(smallProductList.replaceAll("\n", "\r\n"));
  expect(compareEditions(list, windows)).toEqual([]);
  expect(windows.lineCount).toBe(list.lineCount);
});

describe("a second edition", () => {
  it("without a difference has no change, also where everything moved down a line", () => {
    expect(compareEditions(list, list)).toEqual([]);
    const moved = read(smallProductList.replace("[image: ]", "[image: ]\n"));
    expect(compareEditions(list, moved)).toEqual([]);
  });

  it("has a computed entry for exactly what was edited", () => {
    const edited = read(
      smallProductList
        .replace("Produkt-Pool: Server\n\n", "Produkt-Pool: System\n\n")
        .replace("Ein Boot je Lizenz", "Zwei Boote je Lizenz")
        .replace("Hier stehen Hinweise ohne Block.", "Hier stehen nur 3 Hinweise.")
        .replace("→600.000".replace("→", "\t"), "\t700.000"),
    );
    expect(compareEditions(list, edited).map(({ kind, part, subject }) => [kind, part, subject])).toEqual([
      ["clarified", "note", "Kahnwerk Server"],
      ["changed", "attribute:pool", "Anker Server"],
      ["changed", "note", "group-3"],
      ["added", "row:tier", "700.000 +"],
      ["removed", "row:tier", "600.000 +"],
    ]);
  });

  it("finds a group under another name by its predecessor, and tells what came and went", () => {
    const renamed = read(smallProductList.replace("→Anker Server\n".replace("→", "\t"), "\tAnker Plus\n"));
    expect(compareEditions(list, renamed).filter(({ part }) => part === "group")).toEqual([]);
    const without = { ...list, groups: list.groups.slice(1), rows: [] };
    expect(compareEditions({ ...list, rows: [] }, without)).toMatchObject([
      { kind: "removed", part: "group", subject: "Kahnwerk Server" },
    ]);
    expect(compareEditions(without, { ...list, rows: [] })).toMatchObject([
      { kind: "added", part: "group", subject: "Kahnwerk Server" },
    ]);
  });
});
