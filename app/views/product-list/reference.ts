import type { LegendName } from "#app/domain/licensing/product-list/product-list.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  getEditionFacts,
  listChanges,
  listLines,
  type StoredChange,
  type StoredLine,
} from "#db/repositories/product-list-editions.ts";
import type { ViewContext } from "../view-context.ts";
import { type EditionText, editionText, type NotFound, notFound, readAsOf } from "./catalogue.ts";

export type GlossaryView = {
  readonly edition: EditionText | null;
  readonly entries: readonly {
    readonly legend: LegendName;
    readonly code: string;
    readonly printed: string;
    readonly line: number;
  }[];
};

/** Every entry of the legends as printed; the words in the reader's language belong to the codes. */
export async function productListGlossaryView(
  context: ViewContext,
  wish: { readonly edition: number | null },
): Promise<Result<GlossaryView, NotFound>> {
  const found = await readAsOf(context.db, wish.edition);
  if (found === undefined) return wish.edition === null ? ok({ edition: null, entries: [] }) : refused(notFound);
  const { legends } = await getEditionFacts(context.db, found.edition.id);
  return ok({
    edition: editionText(found.edition, found.newest, context),
    entries: legends.map(({ legend, code, name, description, line }) => ({
      legend,
      code,
      line,
      printed: [name === code ? null : name, description].filter((part) => part !== null).join(": "),
    })),
  });
}

export type ChangesView = {
  readonly edition: EditionText;
  readonly isFirst: boolean;
  readonly hasPrinted: boolean;
  readonly changes: readonly StoredChange[];
};

const textLettersMax = 400;

/** What an edition changed: entries that are printed in it, and those computed against the edition before. */
export async function productListChangesView(
  context: ViewContext,
  wish: { readonly edition: number },
): Promise<Result<ChangesView, NotFound>> {
  const found = await readAsOf(context.db, wish.edition);
  if (found === undefined) return refused(notFound);
  const changes = await listChanges(context.db, found.edition.id);
  return ok({
    edition: editionText(found.edition, found.newest, context),
    isFirst: found.edition.number === 1,
    hasPrinted: changes.some(({ origin }) => origin === "printed"),
    changes: changes.map((change) => ({ ...change, before: readable(change.before), after: readable(change.after) })),
  });
}

/** Facts of rows are stored as JSON; readers see their values. */
function readable(text: string | null): string | null {
  if (text === null) return null;
  const plain = text.startsWith("{") ? valuesIn(JSON.parse(text) as unknown).join(" · ") : text;
  return plain.length > textLettersMax ? `${plain.slice(0, textLettersMax)} …` : plain;
}

function valuesIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (typeof value === "number") return [String(value)];
  if (Array.isArray(value)) return value.flatMap(valuesIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === "kind" ? [] : valuesIn(inner)));
}

export type SourceView = {
  readonly edition: EditionText;
  readonly line: number;
  readonly lines: readonly StoredLine[];
  /** Lines for the links up and down; null at an end of the file. */
  readonly earlier: number | null;
  readonly later: number | null;
};

const linesAround = 20;

/** The lines of the source around one of them. */
export async function productListSourceView(
  context: ViewContext,
  wish: { readonly edition: number | null; readonly line: number },
): Promise<Result<SourceView, NotFound>> {
  const found = await readAsOf(context.db, wish.edition);
  const { line } = wish;
  if (found === undefined || !Number.isSafeInteger(line) || line < 1 || line > found.edition.lineCount)
    return refused(notFound);
  const { edition, newest } = found;
  const from = Math.max(1, line - linesAround);
  const to = Math.min(edition.lineCount, line + linesAround);
  return ok({
    edition: editionText(edition, newest, context),
    line,
    lines: await listLines(context.db, edition.id, from, to),
    earlier: from > 1 ? Math.max(1, line - 2 * linesAround) : null,
    later: to < edition.lineCount ? Math.min(edition.lineCount, line + 2 * linesAround) : null,
  });
}
