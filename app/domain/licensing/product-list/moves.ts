import type { PlacedRow, ProductGroup } from "./product-list.ts";
import { foldedWords } from "./search-words.ts";

/** A way from some products to another, by a row of the list. */
export type Move = {
  readonly kind:
    | "transition"
    | "from-sa"
    | "add-on"
    | "step-up"
    | "migration-grant"
    | "sa-renewal-offer"
    | "downgrade"
    | "bridge";
  /** All of these are needed; null where the row has lost them. */
  readonly from: readonly string[] | null;
  readonly to: string;
  /** The bridge that has to be bought, `any` where the list says only that one is needed. */
  readonly bridge: string | null;
  readonly direction: "in" | "out" | "within";
  readonly line: number;
};

type Way = Omit<Move, "direction" | "line">;

/** The ways that a row describes: one per pair of what is owned and what it leads to. */
export function waysOf({ row }: Pick<PlacedRow, "row">): Way[] {
  const way = (kind: Move["kind"], from: readonly string[] | null, to: string, bridge: string | null = null): Way => ({
    kind,
    from,
    to,
    bridge,
  });
  switch (row.kind) {
    case "transition":
      return row.options.map(({ name, editions, needsBridge }) =>
        way(
          "transition",
          row.from,
          editions.length === 0 ? name : `${name} (${editions.join(", ")})`,
          needsBridge ? "any" : null,
        ),
      );
    case "from-sa":
      return [way("from-sa", row.from, row.to, row.bridge)];
    case "add-on":
      return row.qualifying.flatMap((set) => row.addOns.map(({ name }) => way("add-on", set, name)));
    case "step-up":
      return [way("step-up", row.from === null ? null : [row.from], row.to)];
    case "migration-grant":
      return [way("migration-grant", [row.from], row.granted.join(" + "))];
    case "sa-renewal-offer":
      return [way("sa-renewal-offer", row.from, row.to)];
    case "downgrade":
      return row.to.map((to) => way("downgrade", [row.from], to));
    case "bridge":
      return [way("bridge", [row.parent], row.bridge)];
    default:
      return [];
  }
}

/** The ways from a group and to it: those that stand in its notes, and those elsewhere that name its products. */
export function movesOf(group: Pick<ProductGroup, "key" | "name">, rows: readonly PlacedRow[]): Move[] {
  const short = shortName(group.name);
  const isNamed = (text: string) => short !== "" && ` ${foldedWords(text).join(" ")} `.includes(` ${short} `);
  return rows.flatMap((placed) =>
    waysOf(placed).flatMap((way): Move[] => {
      const isFrom = way.from?.some(isNamed) === true;
      // A bridge is named after the services it is for; that is no way to them.
      const isTo = way.kind !== "bridge" && isNamed(way.to);
      const isHere = placed.groupKey === group.key;
      if (!isHere && !isFrom && !isTo) return [];
      return [{ ...way, direction: directionOf(way, isFrom, isTo), line: placed.line }];
    }),
  );
}

function directionOf({ kind }: Way, isFrom: boolean, isTo: boolean): Move["direction"] {
  if (isFrom && isTo) return "within";
  if (isTo) return "in";
  if (isFrom) return "out";
  return kind === "from-sa" || kind === "add-on" || kind === "sa-renewal-offer" || kind === "step-up" ? "in" : "out";
}

/** The folded words of a name without what stands in brackets. */
function shortName(name: string | null): string {
  return foldedWords((name ?? "").replace(/\([^)]*\)/g, "").replace(/-(?:Suites|Anwendungen|Dienste)$/, "")).join(" ");
}
