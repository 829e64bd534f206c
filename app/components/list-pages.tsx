import { useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Pagination } from "#app/ui/pagination.tsx";
import type { PageLinks } from "#app/views/cursor.ts";
import { useTranslate } from "./use-translate.ts";

type ListPagesProps = {
  readonly links: PageLinks;
  readonly previousLabel: string;
  readonly nextLabel: string;
  readonly summary?: ReactNode;
};

/** Links to the pages beside this one; everything else in the address stays. Not drawn for a list of one page. */
export function ListPages({ links, previousLabel, nextLabel, summary }: ListPagesProps) {
  const t = useTranslate();
  const { pathname, search } = useLocation();
  if (links.previous === null && links.next === null) return null;
  const beside = (name: "before" | "after", key: string | null): string | null => {
    if (key === null) return null;
    const parameters = new URLSearchParams(search);
    parameters.delete("before");
    parameters.delete("after");
    parameters.set(name, key);
    return `${pathname}?${parameters.toString()}`;
  };
  return (
    <div className="border-t border-line">
      <Pagination
        label={t("common:pages")}
        previous={{ to: beside("before", links.previous), label: previousLabel }}
        next={{ to: beside("after", links.next), label: nextLabel }}
        summary={summary}
      />
    </div>
  );
}
