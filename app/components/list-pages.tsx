import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Pagination } from "#app/ui/pagination.tsx";
import type { PageLinks } from "#app/views/cursor.ts";
import { useTranslate } from "./use-translate.ts";

type ListPagesProps = {
  readonly links: PageLinks;
  /** "Previous" and "Next" unless the list has words of its own. */
  readonly previousLabel?: string | undefined;
  readonly nextLabel?: string | undefined;
  readonly summary?: ReactNode;
};

/** The foot of a list that is paged by key: links to the pages beside this one; everything else in the address stays. */
export function ListPages({ links, previousLabel, nextLabel, summary }: ListPagesProps) {
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
  return (
    <div className="border-t border-line empty:hidden">
      <Pagination
        label={t("common:pages")}
        previous={{ to: beside("before", links.previous), label: previousLabel ?? t("common:previous") }}
        next={{ to: beside("after", links.next), label: nextLabel ?? t("common:next") }}
        summary={summary}
      />
    </div>
  );
}
