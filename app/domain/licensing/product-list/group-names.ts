import type { AttributeBlock } from "./attribute-blocks.ts";
import type { NameSource } from "./product-list.ts";
import { onOneLine, type SourceLine } from "./source-lines.ts";

/**
 * A name that is known, with what proves it: a predecessor, the value of an attribute, or words at the beginning of the
 * notes. Without proof of its own a name can follow from the order: it stands behind another group. An `isDoubtful`
 * name is what the group may be; it is shown as a question.
 */
export type KnownName = {
  readonly name: string;
  readonly predecessor?: RegExp;
  readonly value?: RegExp;
  readonly note?: RegExp;
  readonly after?: string;
  readonly isDoubtful?: boolean;
};

export type GroupName = { readonly name: string | null; readonly source: NameSource; readonly line: number | null };

/** What is known of a group before it has a name. */
export type NamelessGroup = {
  /** A heading in front of the block, which is lost in all groups but few. */
  readonly heading: SourceLine | null;
  readonly block: AttributeBlock | null;
  /** The first lines of the notes. */
  readonly noteLines: readonly SourceLine[];
  readonly line: number;
};

/** Names all groups, in order. Each known name is given once, so that a note that mentions another group does not win. */
export function nameGroups(groups: readonly NamelessGroup[], known: readonly KnownName[]): GroupName[] {
  const names: (GroupName | undefined)[] = groups.map(({ heading }) =>
    heading === null ? undefined : { name: heading.text, source: "heading", line: heading.number },
  );
  const taken = new Set(names.flatMap((found) => found?.name ?? []));
  for (const find of [byPredecessor, byValue, byNote]) {
    for (const entry of known) {
      if (taken.has(entry.name)) continue;
      for (const [index, group] of groups.entries()) {
        if (names[index] !== undefined) continue;
        const found = find(entry, group);
        if (found === undefined) continue;
        names[index] = found;
        taken.add(entry.name);
        break;
      }
    }
  }
  return groups.map((group, index) => {
    names[index] ??= byOrder(names[index - 1]?.name ?? null, group, known, taken) ?? byItself(group);
    return names[index];
  });
}

type Finder = (entry: KnownName, group: NamelessGroup) => GroupName | undefined;

const byPredecessor: Finder = ({ name, predecessor }, { block, line }) =>
  predecessor !== undefined && block?.predecessors.some((prior) => predecessor.test(prior.name)) === true
    ? { name, source: "predecessor", line }
    : undefined;

const byValue: Finder = ({ name, value }, { block }) => {
  if (value === undefined) return undefined;
  const found = block?.attributes.find(
    (attribute) => attribute.key !== "predecessor" && value.test(onOneLine(attribute.raw)),
  );
  return found === undefined ? undefined : { name, source: "value", line: found.line };
};

const byNote: Finder = ({ name, note }, { noteLines }) => {
  const found = note === undefined ? undefined : noteLines.find(({ text }) => note.test(text));
  return found === undefined ? undefined : { name, source: "text", line: found.number };
};

function byOrder(
  before: string | null,
  group: NamelessGroup,
  known: readonly KnownName[],
  taken: Set<string>,
): GroupName | undefined {
  const entry = known.find(({ name, after }) => after !== undefined && after === before && !taken.has(name));
  if (entry === undefined) return undefined;
  taken.add(entry.name);
  return { name: entry.name, source: entry.isDoubtful === true ? "unknown" : "order", line: group.line };
}

/** A group nobody knows: its newest predecessor without the version, or no name at all. */
function byItself({ block, line }: NamelessGroup): GroupName {
  const prior = block?.predecessors[0]?.name.replace(/(?: (?:\d{4}|\d+(?:\.\d+)*|R\d))+$/, "") ?? "";
  return prior === "" ? { name: null, source: "unknown", line: null } : { name: prior, source: "predecessor", line };
}
