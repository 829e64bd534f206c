import { type ComparableList, compareEditions } from "#app/domain/licensing/product-list/compare-editions.ts";
import type { LegendName, ListWarning } from "#app/domain/licensing/product-list/product-list.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import {
  findEdition,
  getEditionFacts,
  getEditionFigures,
  listChanges,
  listLines,
  type StoredChange,
  type StoredLine,
} from "#db/repositories/product-list-editions.ts";
import { listGroups, listRows } from "#db/repositories/product-list-groups.ts";
import { type GroupMatch, listMatches } from "#db/repositories/product-list-matches.ts";
import type { Db } from "#db/client.ts";
import { shownFigures } from "./draft.ts";
import type { ViewContext } from "../view-context.ts";
import {
  type EditionText,
  editionText,
  groupName,
  type GroupName,
  type NotFound,
  notFound,
  readAsOf,
} from "./catalogue.ts";

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
  /** The edition it is compared with; null for the first. */
  readonly since: number | null;
  /** Editions that it can be compared with. */
  readonly earlier: readonly number[];
  readonly figures: readonly { readonly name: string; readonly value: string }[];
  readonly warnings: readonly ListWarning[];
  readonly isFirst: boolean;
  readonly hasPrinted: boolean;
  readonly changes: readonly StoredChange[];
  /** Groups that were taken for groups of the edition before without being certain. */
  readonly matches: readonly (GroupName & Pick<GroupMatch, "state" | "olderName" | "olderLine">)[];
};

const textLettersMax = 400;

/** What an edition changed: entries that are printed in it, and those computed against the one before or an older one. */
export async function productListChangesView(
  context: ViewContext,
  wish: { readonly edition: number; readonly since: number | null },
): Promise<Result<ChangesView, NotFound>> {
  const { db } = context;
  const found = await readAsOf(db, wish.edition);
  if (found === undefined) return refused(notFound);
  const { number, id } = found.edition;
  const before = number === 1 ? null : number - 1;
  const since = wish.since ?? before;
  if (since !== null && (since < 1 || since >= number)) return refused(notFound);
  const changes = since === before ? await listChanges(db, id) : await changesBetween(db, since ?? 0, id);
  const { warnings } = await getEditionFacts(db, id);
  return ok({
    edition: editionText(found.edition, found.newest, context),
    since,
    earlier: Array.from({ length: number - 1 }, (_, index) => number - 1 - index),
    figures: shownFigures(await getEditionFigures(db, id)),
    warnings,
    isFirst: number === 1,
    hasPrinted: changes.some(({ origin }) => origin === "printed"),
    matches: since === before ? await matchesOf(db, id) : [],
    changes: changes.map((change) => ({ ...change, before: readable(change.before), after: readable(change.after) })),
  });
}

async function matchesOf(db: Db, id: string): Promise<ChangesView["matches"]> {
  const matches = await listMatches(db, id);
  if (matches.length === 0) return [];
  const groups = new Map((await listGroups(db, id)).map((group) => [group.key, group]));
  return matches.flatMap(({ to, state, olderName, olderLine }) => {
    const group = groups.get(to);
    return group === undefined ? [] : [{ ...groupName(group), state, olderName, olderLine }];
  });
}

/** The entries that are printed, and those computed against an edition that is not the one before. */
async function changesBetween(db: Db, sinceNumber: number, id: string): Promise<StoredChange[]> {
  const older = await findEdition(db, sinceNumber);
  const printed = (await listChanges(db, id)).filter(({ origin }) => origin === "printed");
  if (older === undefined) return printed;
  const [before, after] = [await comparable(db, older.id), await comparable(db, id)];
  return [...printed, ...compareEditions(before, after).map((change) => ({ ...change, origin: "computed" as const }))];
}

async function comparable(db: Db, id: string): Promise<ComparableList> {
  const { legends, promotions } = await getEditionFacts(db, id);
  return { groups: await listGroups(db, id), rows: await listRows(db, id), legends, promotions };
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
