import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { ButtonLink } from "#app/ui/button.tsx";
import { Pagination } from "#app/ui/pagination.tsx";
import type { PageLinks } from "#app/views/cursor.ts";
import { useTranslate } from "./use-translate.ts";

type ListPagesProps = {
  readonly links: PageLinks;
  /** "Previous" and "Next" unless the list has words of its own. */
  readonly previousLabel?: string | undefined;
  readonly nextLabel?: string | undefined;
  readonly summary?: ReactNode;
  /** Where the list comes from as a file; with everything in the address but the page. */
  readonly csv?: string | undefined;
};

/** The foot of a list that is paged by key: links to the pages beside this one; everything else in the address stays. */
export function ListPages({ links, previousLabel, nextLabel, summary, csv }: ListPagesProps) {
  const t = useTranslate();
  const { pathname, search } = useLocation();
  const beside = (name: "before" | "after", key: string | null): string | null => {
    if (key === null) return null;
    const parameters = new URLSearchParams(search);
    parameters.delete("before");
    parameters.delete("after");
    parameters.set(name, key);
    return `${pathname}?${parameters.toString()}`;
  };
  const filter = new URLSearchParams(search);
  for (const name of ["before", "after"]) filter.delete(name);
  const whole = filter.toString() === "" ? csv : `${csv}?${filter.toString()}`;
  return (
    <div className="border-t border-line empty:hidden">
      {whole === undefined || csv === undefined ? null : (
        <p className="flex justify-end px-4 pt-3 last:pb-3" data-print="hide">
          <ButtonLink to={whole} size="sm" variant="quiet" icon="download" isDownload>
            {t("common:exportCsv")}
          </ButtonLink>
        </p>
      )}
      <Pagination
        label={t("common:pages")}
        previous={{ to: beside("before", links.previous), label: previousLabel ?? t("common:previous") }}
        next={{ to: beside("after", links.next), label: nextLabel ?? t("common:next") }}
        summary={summary}
      />
    </div>
  );
}
