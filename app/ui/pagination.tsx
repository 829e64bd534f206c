import type { ReactNode } from "react";
import { ButtonLink } from "./button.tsx";

type PaginationProps = {
  /** Names the navigation: "Pages". */
  readonly label: string;
  readonly previous: { readonly to: string | null; readonly label: string };
  readonly next: { readonly to: string | null; readonly label: string };
  /** What is shown, such as "50 customers on this page". */
  readonly summary?: ReactNode;
};

/** Pages by key: one back, one on; there is no page number, because lists grow while they are read. */
export function Pagination({ label, previous, next, summary }: PaginationProps) {
  if (previous.to === null && next.to === null) {
    return summary === undefined ? null : <p className="px-4 py-3 text-sm text-ink-muted">{summary}</p>;
  }
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-between gap-3 px-4 py-3" data-print="hide">
      <p className="text-sm text-ink-muted">{summary}</p>
      <div className="flex gap-2">
        {previous.to === null ? null : (
          <ButtonLink to={previous.to} size="sm" icon="chevron-left">
            {previous.label}
          </ButtonLink>
        )}
        {next.to === null ? null : (
          <ButtonLink to={next.to} size="sm" className="flex-row-reverse" icon="chevron-right">
            {next.label}
          </ButtonLink>
        )}
      </div>
    </nav>
  );
}
