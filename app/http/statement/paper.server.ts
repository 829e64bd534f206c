import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

/** What a statement is drawn with: A4, one typeface in two weights, text that never runs over its column. */
export type Paper = {
  readonly width: number;
  addPage(): void;
  /** Text in one line, from `x` to `x + width`; cut off with an ellipsis where it is too long. */
  text(text: string, at: TextPlace): void;
  rule(y: number, tone?: Tone): void;
  /** What is ready so far. */
  taken(): Buffer[];
  /** Waits until all of it is there. */
  end(): Promise<void>;
};

export type Tone = "ink" | "muted" | "line" | "accent";

export type TextPlace = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size?: number;
  readonly isBold?: boolean;
  readonly align?: "start" | "end";
  readonly tone?: Tone;
  /** Figures of one width, so that they stand below each other. */
  readonly isNumber?: boolean;
};

export const pageSize = { width: 595.28, height: 841.89 } as const;
export const margin = 48;

const colours: Record<Tone, string> = { ink: "#15191e", muted: "#596270", line: "#cfd5dd", accent: "#0b6372" };

// Whole fonts of the typeface that pages use; those of the pages themselves are cut down to what a browser needs.
const files = createRequire(import.meta.url);
const fonts = {
  regular: "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
  bold: "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
};

export type PaperFacts = { readonly title: string; readonly language: string; readonly atMs: number };

/** A document to draw on. Pages leave it as soon as the next one begins. */
export function createPaper({ title, language, atMs }: PaperFacts): Paper {
  const document = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    bufferPages: false,
    lang: language,
    displayTitle: true,
    info: { Title: title, CreationDate: new Date(atMs), Producer: "Turnus", Creator: "Turnus" },
  });
  for (const [weight, file] of Object.entries(fonts)) {
    document.registerFont(weight, files.resolve(file));
    setFigures(document.font(weight));
  }
  const contents = gatherContents(document);
  const chunks: Buffer[] = [];
  document.on("data", (chunk: Buffer) => chunks.push(chunk));
  const measured = createWidths((text, { font, size, features }) =>
    document.font(font).fontSize(size).widthOfString(text, { features }),
  );
  return {
    width: pageSize.width - 2 * margin,
    addPage: () => {
      measured.forgetSome();
      contents.write();
      document.addPage({ size: "A4", margin: 0 });
    },
    text(text, { x, y, width, size = 9, isBold = false, align = "start", tone = "ink", isNumber = false }) {
      const font = isBold ? "bold" : "regular";
      const features = isNumber ? tabular : undefined;
      const { text: fitting, width: own } = measured.fit(text, { font, size, features }, width);
      document
        .font(font)
        .fontSize(size)
        .fillColor(colours[tone])
        .text(fitting, align === "end" ? x + width - own : x, y, { lineBreak: false, features });
    },
    rule(y, tone = "line") {
      document
        .moveTo(margin, y)
        .lineTo(pageSize.width - margin, y)
        .lineWidth(0.5)
        .strokeColor(colours[tone])
        .stroke();
    },
    taken: () => chunks.splice(0),
    end: () =>
      new Promise((resolve, reject) => {
        document.once("end", resolve);
        document.once("error", reject);
        contents.write();
        document.end();
      }),
  };
}

type Gathering = {
  addContent(operators: string): PDFKit.PDFDocument;
  readonly page: { write(operators: string): void };
};

/**
 * Keeps the operators of a page as text until the page is done, and writes them in one piece. Written one by one, each
 * becomes a buffer of its own, some thousands a page, whose memory comes back long after the page is gone: 100,000 lines
 * took over 100 MB more.
 */
function gatherContents(document: PDFKit.PDFDocument): { write(): void } {
  const drawn = document as unknown as Gathering;
  let pending: string[] = [];
  drawn.addContent = (operators) => {
    pending.push(operators);
    return document;
  };
  return {
    write() {
      if (pending.length > 0) drawn.page.write(pending.join("\n"));
      pending = [];
    },
  };
}

type Run = { readonly glyphs: unknown[]; readonly positions: unknown[]; readonly advanceWidth: number };
type EmbeddedFont = {
  layout(text: string, features: unknown, onlyWidth?: boolean): Run;
  layoutRun(text: string, features: Readonly<Record<string, boolean>>): Run;
};

const tabular: PDFKit.Mixins.OpenTypeFeatures[] = ["tnum"];

/**
 * Lets a font set figures of one width that stand below each other, without kerning, which would draw a comma under the
 * 7 before it. Each character is shaped once and kept: amounts are texts that hardly ever come twice, and shaping them
 * whole takes most of the time of a long statement.
 */
function setFigures(document: PDFKit.PDFDocument): void {
  const font = (document as unknown as { readonly _font: EmbeddedFont })._font;
  const shapeWords = font.layout.bind(font);
  const characters = new Map<string, Run>();
  const shaped = (character: string) => {
    const known = characters.get(character);
    if (known !== undefined) return known;
    const run = font.layoutRun(character, { tnum: true, kern: false });
    characters.set(character, run);
    return run;
  };
  font.layout = (text, features, onlyWidth) => {
    if (features === undefined) return shapeWords(text, features, onlyWidth);
    const runs = Array.from(text, shaped);
    return {
      glyphs: runs.flatMap(({ glyphs }) => glyphs),
      positions: runs.flatMap(({ positions }) => positions),
      advanceWidth: runs.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0),
    };
  };
}

type Style = { readonly font: string; readonly size: number; readonly features: typeof tabular | undefined };
type Measure = (text: string, style: Style) => number;

const keptMax = 2_000;

/** Widths of texts, remembered: most titles, dates and prices of a long statement come again and again. */
function createWidths(measure: Measure) {
  const known = new Map<string, { text: string; width: number }>();
  const fitted = (text: string, style: Style, room: number) => {
    const whole = measure(text, style);
    if (whole <= room) return { text, width: whole };
    let [fits, tooLong] = [0, text.length];
    while (tooLong - fits > 1) {
      const middle = Math.floor((fits + tooLong) / 2);
      if (measure(`${text.slice(0, middle).trimEnd()}…`, style) <= room) fits = middle;
      else tooLong = middle;
    }
    const cut = `${text.slice(0, fits).trimEnd()}…`;
    return { text: cut, width: measure(cut, style) };
  };
  return {
    fit(text: string, style: Style, room: number) {
      const key = `${style.font} ${style.size} ${style.features === undefined} ${room} ${text}`;
      const remembered = known.get(key);
      if (remembered !== undefined) return remembered;
      const made = fitted(text, style, room);
      known.set(key, made);
      return made;
    },
    forgetSome() {
      if (known.size > keptMax) known.clear();
    },
  };
}
