import { onOneLine } from "./source-lines.ts";

export type Predecessor = {
  readonly name: string;
  /** `YYYY-MM`; null where none is printed. */
  readonly month: string | null;
  /** For which products it is the predecessor, where the text says so. */
  readonly scope: string | null;
  /** From 1, as printed. */
  readonly position: number;
};

export type Predecessors = {
  readonly entries: readonly Predecessor[];
  /** Sentences in the cell that name no predecessor, such as that there is none. */
  readonly remarks: readonly string[];
};

/** Two digits of a year: 70 and later are of the last century. */
function fourDigits(year: string): string {
  return Number(year) >= 70 ? `19${year}` : `20${year}`;
}

/** Reads `Name (M/YY)`, as often as it stands there. A name may wrap into the next paragraph, so the date ends it. */
export function parsePredecessors(value: string): Predecessors {
  const entries: Predecessor[] = [];
  const remarks: string[] = [];
  let rest = value;
  for (;;) {
    const match = /\((\d{1,2})\/(\d{2})\s*\)([^\n]*)/.exec(rest);
    if (match === null) break;
    const month = (match[1] ?? "").padStart(2, "0");
    entries.push({
      name: onOneLine(rest.slice(0, match.index)),
      month: `${fourDigits(match[2] ?? "")}-${month}`,
      scope: onOneLine(match[3] ?? "").replace(/^für /, "") || null,
      position: entries.length + 1,
    });
    rest = rest.slice(match.index + match[0].length);
  }
  const remark = onOneLine(rest);
  if (remark !== "") remarks.push(remark);
  return { entries, remarks };
}
