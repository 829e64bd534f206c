import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

export type Description = { readonly term: string; readonly value: ReactNode; readonly remark?: ReactNode };

type DescriptionListProps = {
  readonly items: readonly Description[];
  /** `rows`: term and value side by side. `grid`: value below its term, several beside each other. */
  readonly look?: "rows" | "grid" | undefined;
};

/** The facts of one record. */
export function DescriptionList({ items, look = "rows" }: DescriptionListProps) {
  const isGrid = look === "grid";
  return (
    <dl
      className={classNames(
        "tabular",
        isGrid
          ? "grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-x-6 gap-y-4"
          : "flex flex-col divide-y divide-line",
      )}
    >
      {items.map(({ term, value, remark }) => (
        <div
          key={term}
          className={classNames(
            isGrid
              ? "flex min-w-0 flex-col gap-0.5"
              : "grid grid-cols-[minmax(0,36%)_minmax(0,1fr)] gap-4 py-2 first:pt-0 last:pb-0",
          )}
        >
          <dt className="text-sm text-ink-muted">{term}</dt>
          <dd className="min-w-0 font-medium">
            {value}
            {remark === undefined ? null : <div className="text-sm font-normal text-ink-muted">{remark}</div>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
