import type { ChangeKind, ProductGroup, ProductList } from "./product-list.ts";
import type { ListRow } from "./rows.ts";

/** What two editions are compared by. */
export type ComparableList = Pick<ProductList, "groups" | "rows" | "legends" | "promotions">;

/** One computed entry of the change log. */
export type ListChange = {
  readonly kind: ChangeKind;
  /** The group's name, or what the row is about. */
  readonly subject: string;
  readonly groupKey: string | null;
  /** `group`, `note`, `attribute:<key>`, `row:<kind>`, `legend` or `promotion`. */
  readonly part: string;
  readonly before: string | null;
  readonly after: string | null;
  /** The line in the newer edition; in the older one for what was removed. */
  readonly line: number;
};

/** A group of one edition and one of the next, by their keys. */
export type GroupPair = { readonly from: string; readonly to: string };

/** Two groups are taken for one by a prior version they share, or by their place alone. */
export type MatchDoubt = "predecessor" | "place";

/**
 * The computed change log from one edition to the next, in the order of the newer one; what was removed stands last.
 *
 * @param apart pairs that somebody found to be two groups
 */
export function compareEditions(
  older: ComparableList,
  newer: ComparableList,
  apart: readonly GroupPair[] = [],
): ListChange[] {
  const pairs = matchGroups(older.groups, newer.groups, apart);
  const matchedOlder = new Set(pairs.flatMap(({ before }) => (before === null ? [] : [before.key])));
  const ofGroups = pairs.flatMap(({ before, after }) =>
    before === null ? [groupChange("added", after)] : changesOfGroup(before, after),
  );
  const gone = older.groups.filter(({ key }) => !matchedOlder.has(key)).map((group) => groupChange("removed", group));
  const rows = compareKeyed(rowFacts(older), rowFacts(newer));
  const legends = compareKeyed(
    older.legends.map((entry) => legendFact(entry)),
    newer.legends.map((entry) => legendFact(entry)),
  );
  const promotions = compareKeyed(
    older.promotions.map((entry) => promotionFact(entry)),
    newer.promotions.map((entry) => promotionFact(entry)),
  );
  return [...ofGroups, ...gone, ...rows, ...legends, ...promotions];
}

/** A group of the newer edition with its group of the older one; null where it is new. */
type Pair = {
  readonly before: ProductGroup | null;
  readonly after: ProductGroup;
  /** Why a pair may be wrong; null where it is certain. */
  readonly doubt: MatchDoubt | null;
};

/** Pairs groups by key, else by a predecessor they share. */
function matchGroups(
  older: readonly ProductGroup[],
  newer: readonly ProductGroup[],
  apart: readonly GroupPair[] = [],
): Pair[] {
  const isApart = (from: string, to: string) => apart.some((pair) => pair.from === from && pair.to === to);
  const free = new Map(older.map((group) => [group.key, group]));
  const byKey = newer.map((after): Pair => {
    const before = free.get(after.key);
    if (before === undefined || isApart(before.key, after.key)) return { before: null, after, doubt: null };
    free.delete(after.key);
    // One that is known by its place alone has to say the same as well.
    const isByPlace = /^group-\d+$/.test(after.key);
    return { before, after, doubt: isByPlace && says(before) !== says(after) ? "place" : null };
  });
  return byKey.map((pair) => {
    const { before, after } = pair;
    if (before !== null) return pair;
    const names = new Set(after.predecessors.map(({ name }) => name));
    const related = [...free.values()].find(
      ({ key, predecessors }) => !isApart(key, after.key) && predecessors.some(({ name }) => names.has(name)),
    );
    if (related === undefined) return pair;
    free.delete(related.key);
    return { before: related, after, doubt: "predecessor" };
  });
}

function subjectOf({ name, key }: ProductGroup): string {
  return name ?? key;
}

function groupChange(kind: "added" | "removed", group: ProductGroup): ListChange {
  const subject = subjectOf(group);
  const [before, after] = kind === "added" ? [null, subject] : [subject, null];
  return {
    kind,
    subject,
    groupKey: kind === "added" ? group.key : null,
    part: "group",
    before,
    after,
    line: group.line,
  };
}

type Fact = {
  readonly key: string;
  readonly subject: string;
  readonly groupKey: string | null;
  readonly part: string;
  readonly text: string;
  readonly line: number;
};

function changesOfGroup(before: ProductGroup, after: ProductGroup): ListChange[] {
  return compareKeyed(groupFacts(before), groupFacts(after));
}

function groupFacts(group: ProductGroup): Fact[] {
  const subject = subjectOf(group);
  const base = { subject, groupKey: group.key };
  const attributes = group.attributes.map(({ key, raw, line }) => ({
    ...base,
    key: `attribute:${key}`,
    part: `attribute:${key}`,
    text: raw,
    line,
  }));
  const notes = group.notes.map(({ heading, body, line }, index) => ({
    ...base,
    key: `note:${heading ?? `#${index}`}`,
    part: "note",
    text: [heading ?? "", body].filter((part) => part !== "").join("\n"),
    line,
  }));
  return [...attributes, ...notes];
}

function legendFact({ legend, code, name, description, line }: ComparableList["legends"][number]): Fact {
  return {
    key: `${legend} ${code}`,
    subject: code,
    groupKey: null,
    part: "legend",
    text: [name, description ?? ""].join(": "),
    line,
  };
}

function promotionFact({ name, condition, line }: ComparableList["promotions"][number]): Fact {
  return { key: name, subject: name, groupKey: null, part: "promotion", text: condition, line };
}

function rowFacts({ rows }: ComparableList): Fact[] {
  return rows.map(({ row, line, groupKey }) => ({
    key: `${row.kind} ${groupKey ?? ""} ${labelOf(row)}`,
    subject: labelOf(row),
    groupKey,
    part: `row:${row.kind}`,
    text: textOfRow(row),
    line,
  }));
}

/** What a row says, without the lines it stands on: another place in the file is no change. */
function textOfRow(row: ListRow): string {
  return JSON.stringify(row, (name, value: unknown) => (name === "line" ? undefined : value));
}

/** What a row is about, in words of the document. */
export function labelOf(row: ListRow): string {
  switch (row.kind) {
    case "product":
      return row.name;
    case "transition":
    case "from-sa":
    case "sa-renewal-offer":
      return row.from.join(" + ");
    case "bridge":
      return row.bridge;
    case "add-on":
      return row.qualifying.map((set) => set.join(" + ")).join(" / ");
    case "step-up":
      return `${row.from ?? "?"} → ${row.to}`;
    case "migration-grant":
    case "downgrade":
      return row.from;
    case "matrix":
      return row.group === null ? row.label : `${row.group}: ${row.label}`;
    case "term-payment":
      return row.raw.slice(0, 3).join(", ");
    case "tier":
      return row.label;
    case "planning-points":
      return row.products;
    case "price-level":
      return row.level;
    case "currency":
      return row.code;
    case "other":
      return row.cells[0] ?? row.table;
  }
}

function compareKeyed(older: readonly Fact[], newer: readonly Fact[]): ListChange[] {
  const before = byKey(older);
  const changes: ListChange[] = [];
  for (const [key, facts] of byKey(newer)) {
    const old = before.get(key) ?? [];
    before.delete(key);
    facts.forEach((fact, index) => {
      const was = old[index];
      if (was === undefined) changes.push(change("added", fact, null, fact.text));
      else if (was.text !== fact.text)
        changes.push(change(isClarified(was, fact) ? "clarified" : "changed", fact, was.text, fact.text));
    });
    for (const fact of old.slice(facts.length)) changes.push(change("removed", fact, fact.text, null));
  }
  for (const fact of [...before.values()].flat()) changes.push(change("removed", fact, fact.text, null));
  return changes;
}

function byKey(facts: readonly Fact[]): Map<string, Fact[]> {
  const map = new Map<string, Fact[]>();
  for (const fact of facts) map.set(fact.key, [...(map.get(fact.key) ?? []), fact]);
  return map;
}

function change(
  kind: ChangeKind,
  { subject, groupKey, part, line }: Fact,
  before: string | null,
  after: string | null,
): ListChange {
  return { kind, subject, groupKey, part, before, after, line };
}

/**
 * A text is clarified where its numbers, its restrictions and its negations are the same and only other words of it
 * differ. Whatever is no note, or moves one of those, is changed.
 */
function isClarified(before: Fact, after: Fact): boolean {
  if (after.part !== "note") return plain(before.text) === plain(after.text);
  return weighty(before.text) === weighty(after.text);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

function weighty(text: string): string {
  const words = text
    .toLowerCase()
    .match(
      /\d[\d.,/]*|\b(?:januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)\b|\b(?:nicht|nur|kein\p{L}*|ohne|außer|alle|höchstens|mindestens|ausschließlich)\b/gu,
    );
  return (words ?? []).join(" ");
}

/** The groups that carry over what was added to them by hand: those that are certainly the same. */
export function certainPairs(older: readonly ProductGroup[], newer: readonly ProductGroup[]): GroupPair[] {
  return matchGroups(older, newer).flatMap(({ before, after, doubt }) =>
    before === null || doubt !== null ? [] : [{ from: before.key, to: after.key }],
  );
}

/** The pairs that somebody has to confirm or part; until then they count as the same group in the change log. */
export function doubtfulPairs(
  older: readonly ProductGroup[],
  newer: readonly ProductGroup[],
): (GroupPair & { readonly doubt: MatchDoubt })[] {
  return matchGroups(older, newer).flatMap(({ before, after, doubt }) =>
    before === null || doubt === null ? [] : [{ from: before.key, to: after.key, doubt }],
  );
}

function says(group: ProductGroup): string {
  return JSON.stringify(groupFacts(group).map(({ key, text }) => [key, text]));
}
