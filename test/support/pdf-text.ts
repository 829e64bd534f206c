import { inflateSync } from "node:zlib";

/** A piece of text on a page: where it begins, in points from the lower left corner. */
type PdfText = { readonly page: number; readonly x: number; readonly y: number; readonly text: string };

type PdfObject = { readonly dictionary: string; readonly stream: Buffer | null };

/**
 * The texts of a PDF that `pdfkit` wrote, page by page in the order in which they were drawn. Glyphs are turned back
 * into characters by the map that each font carries, so that what is read is what a reader can search for and copy.
 */
function textsOfPdf(file: Buffer): PdfText[] {
  const objects = objectsOf(file);
  const get = (id: string) => objects.get(id) ?? missing(`object ${id}`);
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary));
  const maps = new Map<string, Map<string, string>>();
  const mapOf = (fontId: string) => {
    const known = maps.get(fontId);
    if (known !== undefined) return known;
    const cmap = get(referenceOf(get(fontId).dictionary, "ToUnicode")).stream ?? missing("a font's map");
    const map = charactersOf(cmap.toString("latin1"));
    maps.set(fontId, map);
    return map;
  };
  return pages.flatMap(({ dictionary }, index) => {
    const content = get(referenceOf(dictionary, "Contents")).stream ?? missing("a page's content");
    const resources = get(referenceOf(dictionary, "Resources")).dictionary;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", id = ""]) => [name, id] as const),
    );
    return drawnOn(content.toString("latin1"), (font) => mapOf(fonts.get(font) ?? missing(font))).map((piece) => ({
      page: index + 1,
      ...piece,
    }));
  });
}

/** The texts of each page, those of one height joined to a line, from top to bottom. */
export function pagesOfPdf(file: Buffer): string[][] {
  const pages: Map<number, PdfText[]>[] = [];
  for (const piece of textsOfPdf(file)) {
    const lines = (pages[piece.page - 1] ??= new Map<number, PdfText[]>());
    const height = Math.round(piece.y);
    lines.set(height, [...(lines.get(height) ?? []), piece]);
  }
  return pages.map((lines) =>
    [...lines]
      .sort(([a], [b]) => b - a)
      .map(([, pieces]) =>
        pieces
          .sort((a, b) => a.x - b.x)
          .map(({ text }) => text)
          .join(" "),
      ),
  );
}

function objectsOf(file: Buffer): Map<string, PdfObject> {
  const text = file.toString("latin1");
  const objects = new Map<string, PdfObject>();
  const start = /(\d+) 0 obj\n/g;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const begins = match.index + match[0].length;
    const streamAt = text.indexOf("stream\n", begins);
    const endAt = text.indexOf("endobj", begins);
    if (streamAt === -1 || streamAt > endAt) {
      objects.set(match[1] ?? "", { dictionary: text.slice(begins, endAt), stream: null });
      start.lastIndex = endAt;
      continue;
    }
    const dictionary = text.slice(begins, streamAt);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? missing("the length of a stream"));
    const from = streamAt + "stream\n".length;
    const raw = file.subarray(from, from + length);
    objects.set(match[1] ?? "", { dictionary, stream: dictionary.includes("/FlateDecode") ? inflateSync(raw) : raw });
    start.lastIndex = from + length;
  }
  return objects;
}

function referenceOf(dictionary: string, name: string): string {
  return new RegExp(`/${name} (\\d+) 0 R`).exec(dictionary)?.[1] ?? missing(name);
}

/** Glyph numbers, four hexadecimal digits, and the characters they stand for. */
function charactersOf(cmap: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, from = "", , list = ""] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, units = ""], index) => {
      const glyph = (Number.parseInt(from, 16) + index).toString(16).padStart(4, "0");
      const codes = (units.replaceAll(" ", "").match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
      characters.set(glyph, String.fromCharCode(...codes));
    });
  }
  return characters;
}

function drawnOn(content: string, mapOf: (font: string) => Map<string, string>): Omit<PdfText, "page">[] {
  const pieces: Omit<PdfText, "page">[] = [];
  let place = { x: 0, y: 0 };
  let map = new Map<string, string>();
  for (const line of content.split("\n")) {
    const moved = /^1 0 0 1 (-?[\d.]+) (-?[\d.]+) Tm$/.exec(line);
    if (moved !== null) place = { x: Number(moved[1]), y: Number(moved[2]) };
    const font = /^\/(F\d+) [\d.]+ Tf$/.exec(line);
    if (font !== null) map = mapOf(font[1] ?? "");
    if (!/T[Jj]$/.test(line)) continue;
    const glyphs = [...line.matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, digits = ""]) => digits.match(/.{4}/g) ?? []);
    const text = glyphs.map((glyph) => map.get(glyph.toLowerCase()) ?? missing(`glyph ${glyph}`)).join("");
    const last = pieces.at(-1);
    // One text may be drawn in several strokes.
    if (last !== undefined && last.x === place.x && last.y === place.y)
      pieces[pieces.length - 1] = { ...last, text: last.text + text };
    else pieces.push({ ...place, text });
  }
  return pieces;
}

function missing(what: string): never {
  throw new Error(`The PDF has no ${what}`);
}
