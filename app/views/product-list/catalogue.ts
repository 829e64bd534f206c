import { Temporal } from "temporal-polyfill";
import { type Pool, pools, type SaClass } from "#app/domain/licensing/product-list/attributes.ts";
import {
  type Confidence,
  confidenceOf,
  type NameSource,
  type ProductGroup,
} from "#app/domain/licensing/product-list/product-list.ts";
import { programmeCodes } from "#app/domain/licensing/product-list/rows.ts";
import { foldedWords, searchClauses } from "#app/domain/licensing/product-list/search-words.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { findEdition, type ListEdition, listEditions } from "#db/repositories/product-list-editions.ts";
import { listGroups, listRows } from "#db/repositories/product-list-groups.ts";
import { listVocabulary, searchPassages } from "#db/repositories/product-list-search.ts";
import { formatFor, type InstantText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";

/** The catalogue is for everybody who is signed in, of whatever organisation: it holds nobody's data. */

export type EditionText = {
  readonly number: number;
  /** `June 2015`; null where nothing tells. */
  readonly month: string | null;
  readonly isMonthInferred: boolean;
  readonly isNewest: boolean;
  /** For links: null for the newest, so that they stay short. */
  readonly asOf: number | null;
};

export type NotFound = RefusalOf<"not-found">;
export const notFound = { code: "not-found", what: "page" } as const;

export function monthText(month: string | null, { reader }: Pick<ViewContext, "reader">): string | null {
  return month === null ? null : formatFor(reader).month(Temporal.PlainDate.from(`${month}-01`));
}

export function editionText(edition: ListEdition, newest: number, context: Pick<ViewContext, "reader">): EditionText {
  return {
    number: edition.number,
    month: monthText(edition.published ?? edition.publishedInferred, context),
    isMonthInferred: edition.published === null,
    isNewest: edition.number === newest,
    asOf: edition.number === newest ? null : edition.number,
  };
}

/** The edition that a page reads as of: the newest where none is named. */
export async function readAsOf(
  db: Db,
  number: number | null,
): Promise<{ edition: ListEdition; newest: number } | undefined> {
  const newest = await findEdition(db, null);
  const edition = number === null ? newest : await findEdition(db, number);
  return edition === undefined || newest === undefined ? undefined : { edition, newest: newest.number };
}

export type GroupName = {
  readonly key: string;
  readonly name: string | null;
  readonly nameSource: NameSource;
  readonly confidence: Confidence;
  readonly line: number;
};

export function groupName({ key, name, nameSource, line }: ProductGroup): GroupName {
  return { key, name, nameSource, confidence: confidenceOf(nameSource), line };
}

export type GroupLine = GroupName & {
  readonly section: ProductGroup["section"];
  /** `depends` where it is another one by programme; empty where none is known. */
  readonly pools: readonly Pool[] | "depends";
  readonly saClasses: readonly SaClass[];
  readonly predecessors: readonly string[];
  /** The letter under which the index has it; `#` without a name. */
  readonly letter: string;
};

export type Hit = {
  readonly kind: "group" | "predecessor" | "product" | "legend" | "table" | "heading" | "text";
  readonly line: number;
  readonly text: string;
  readonly group: GroupName | null;
};

export type GroupsView = {
  readonly edition: EditionText | null;
  readonly search: string;
  readonly section: ProductGroup["section"] | null;
  readonly pool: Pool | null;
  readonly programme: string | null;
  /** Programmes of which the edition still says what is in them. */
  readonly programmes: readonly string[];
  /** By name; those without one last. */
  readonly groups: readonly GroupLine[];
  readonly counts: { readonly all: string; readonly software: string; readonly "online-services": string };
  readonly hits: readonly Hit[];
  readonly hitsMax: number;
};

export type GroupsWish = {
  readonly edition: number | null;
  readonly search: string;
  readonly section: ProductGroup["section"] | null;
  readonly pool: Pool | null;
  /** A known one, or one that the edition brings; any other is as good as none. */
  readonly programme: string | null;
};

const hitsMax = 60;
const passageLettersMax = 320;

/** The index of groups, or what a search found. */
export async function productListGroupsView(
  context: ViewContext,
  wish: GroupsWish,
): Promise<Result<GroupsView, NotFound>> {
  const { db } = context;
  const { search, section, pool } = wish;
  const number = formatFor(context.reader).number;
  const found = await readAsOf(db, wish.edition);
  if (found === undefined) {
    if (wish.edition !== null) return refused(notFound);
    const none = { all: number(0), software: number(0), "online-services": number(0) };
    const shown = { groups: [], counts: none, hits: [], hitsMax, programmes: [] };
    return ok({ edition: null, search, section, pool, programme: null, ...shown });
  }
  const { edition, newest } = found;
  const groups = await listGroups(db, edition.id);
  const offered = await groupsByProgramme(db, edition.id);
  const programmes = [...new Set([...programmeCodes, ...offered.keys()])];
  const programme = programmes.find((code) => code === wish.programme) ?? null;
  const count = (wanted: ProductGroup["section"]) => number(groups.filter((group) => group.section === wanted).length);
  const shown = groups
    .filter((group) => fits(group, section, pool))
    .filter(({ key }) => programme === null || offered.get(programme)?.has(key) === true)
    .map(groupLine)
    .toSorted((one, other) => byName(one, other, context));
  return ok({
    edition: editionText(edition, newest, context),
    search,
    section,
    pool,
    programme,
    programmes: programmes.filter((code) => offered.has(code)),
    groups: search === "" ? shown : [],
    counts: { all: number(groups.length), software: count("software"), "online-services": count("online-services") },
    hits: search === "" ? [] : await findHits(db, edition, groups, wish),
    hitsMax,
  });
}

/** The groups of which a product is in a programme for certain. Of all others that is not known. */
async function groupsByProgramme(db: Db, editionId: string): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const { row, groupKey } of await listRows(db, editionId, ["product"])) {
    if (row.kind !== "product" || groupKey === null) continue;
    for (const { programme, availability } of row.offerings)
      if (availability === "yes") found.set(programme, (found.get(programme) ?? new Set()).add(groupKey));
  }
  return found;
}

function byName(one: GroupLine, other: GroupLine, { reader }: Pick<ViewContext, "reader">): number {
  if (one.name === null || other.name === null) return Number(one.name === null) - Number(other.name === null);
  return one.name.localeCompare(other.name, reader.language);
}

function fits(group: ProductGroup, section: ProductGroup["section"] | null, pool: Pool | null): boolean {
  if (section !== null && group.section !== section) return false;
  return pool === null || group.pools.some(({ value }) => value === pool);
}

function groupLine(group: ProductGroup): GroupLine {
  const isByProgramme = group.pools.some(({ scope }) => scope.mode === "by-programme");
  return {
    ...groupName(group),
    section: group.section,
    pools: isByProgramme ? "depends" : pools.filter((pool) => group.pools.some(({ value }) => value === pool)),
    saClasses: [...new Set(group.saClasses.map(({ value }) => value))],
    predecessors: group.predecessors.map(({ name }) => name),
    letter: foldedWords(group.name ?? "")[0]?.[0]?.toUpperCase() ?? "#",
  };
}

async function findHits(
  db: Db,
  edition: ListEdition,
  groups: readonly ProductGroup[],
  { search, section, pool }: GroupsWish,
): Promise<Hit[]> {
  // Names that were set by hand are no passages of the document: they are looked through here.
  const named = groups.filter(({ nameSource }) => nameSource === "hand");
  const handWords = named.flatMap(({ name }) => foldedWords(name ?? ""));
  const clauses = searchClauses(search, [...(await listVocabulary(db, edition.id)), ...handWords]);
  const byHand = named
    .filter(({ name }) => isFoundBy(foldedWords(name ?? ""), clauses))
    .map(({ key, line, name }) => ({ kind: "group" as const, groupKey: key, line, text: name ?? "" }));
  const passages = await searchPassages(db, {
    editionNumber: edition.number,
    firstId: edition.firstPassage,
    lastId: edition.lastPassage,
    clauses,
    limit: hitsMax * 4,
  });
  const byKey = new Map(groups.map((group) => [group.key, group]));
  const lines = new Set<number>();
  // A code that was typed as it stands comes first.
  const isCode = ({ kind, text }: { kind: Hit["kind"]; text: string }) =>
    kind === "legend" && text.toLowerCase().startsWith(`${search.trim().toLowerCase()} =`);
  return [...byHand, ...passages.filter(isCode), ...passages.filter((passage) => !isCode(passage))]
    .filter(({ groupKey }) => {
      const group = groupKey === null ? undefined : byKey.get(groupKey);
      return group === undefined ? section === null && pool === null : fits(group, section, pool);
    })
    .filter(({ line, kind }) => {
      // One line is shown once, as the best of what it is.
      const isNew = kind === "group" || kind === "predecessor" || !lines.has(line);
      lines.add(line);
      return isNew;
    })
    .slice(0, hitsMax)
    .map(({ kind, groupKey, line, text }) => {
      const group = groupKey === null ? undefined : byKey.get(groupKey);
      const isLong = text.length > passageLettersMax;
      return {
        kind,
        line,
        text: isLong ? `${text.slice(0, passageLettersMax)} …` : text,
        group: group === undefined ? null : groupName(group),
      };
    });
}

function isFoundBy(words: readonly string[], clauses: readonly (readonly string[])[]): boolean {
  return (
    clauses.length > 0 &&
    clauses.every((any) => any.some((beginning) => words.some((word) => word.startsWith(beginning))))
  );
}

export type EditionsView = {
  readonly editions: readonly (EditionText & {
    readonly title: string;
    readonly fileName: string;
    readonly lines: string;
    readonly importedAt: InstantText;
    readonly importedByName: string | null;
  })[];
};

/** Every edition, the newest first. */
export async function productListEditionsView(context: ViewContext): Promise<EditionsView> {
  const format = formatFor(context.reader);
  const editions = await listEditions(context.db);
  const newest = editions[0]?.number ?? 0;
  return {
    editions: editions.map((edition) => ({
      ...editionText(edition, newest, context),
      title: edition.title,
      fileName: edition.fileName,
      lines: format.number(edition.lineCount),
      importedAt: format.instant(edition.importedAt),
      importedByName: edition.importedByName,
    })),
  };
}
