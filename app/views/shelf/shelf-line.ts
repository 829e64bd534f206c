import type { ShelfActivity } from "#db/repositories/shelf-activity.ts";
import type { ActivityValue } from "#app/domain/activity/activity.ts";
import type { Format, InstantText } from "../format.ts";

/** A line of the log about a pool or a file; the words are the page's. */
export type ShelfLine = {
  readonly id: string;
  readonly at: InstantText;
  readonly action: ShelfActivity["action"];
  readonly isRefused: boolean;
  /** Null for the portal itself. */
  readonly userName: string | null;
  /** Where keys came in: how many, and out of which file. */
  readonly keys: string | null;
  readonly fileName: string | null;
  /** Where the low-stock mark was moved. */
  readonly mark: { readonly from: string; readonly to: string } | null;
};

export function shelfLineOf(line: ShelfActivity, format: Format): ShelfLine {
  const { oldValue, newValue } = line;
  const keys = numberIn(newValue, "keys");
  const from = numberIn(oldValue, "lowStockMark");
  const to = numberIn(newValue, "lowStockMark");
  const fileName = (newValue ?? oldValue)?.["fileName"];
  return {
    id: line.id,
    at: format.instant(line.at),
    action: line.action,
    isRefused: line.outcome === "refused",
    userName: line.userName,
    keys: keys === null ? null : format.number(keys),
    fileName: typeof fileName === "string" ? fileName : null,
    mark: from === null || to === null ? null : { from: format.number(from), to: format.number(to) },
  };
}

function numberIn(value: ActivityValue | null, field: string): number | null {
  const found = value?.[field];
  return typeof found === "number" ? found : null;
}
