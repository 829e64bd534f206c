import type { ReactNode } from "react";
import { Pagination } from "#app/ui/pagination.tsx";
import { useTranslate } from "./use-translate.ts";

type PageLinksProps = {
  /** Keys of the pages beside this one, as the view gives them. */
  readonly links: { readonly previous: string | null; readonly next: string | null };
  /** The address of a page of the list, with everything else that is chosen. */
  readonly to: (cursor: { before?: string; after?: string }) => string;
  readonly summary?: ReactNode;
};

/** The foot of a list that is paged by key. */
export function PageLinks({ links, to, summary }: PageLinksProps) {
  const t = useTranslate();
  return (
    <Pagination
      label={t("common:pages")}
      previous={{ to: links.previous === null ? null : to({ before: links.previous }), label: t("common:previous") }}
      next={{ to: links.next === null ? null : to({ after: links.next }), label: t("common:next") }}
      summary={summary}
    />
  );
}
