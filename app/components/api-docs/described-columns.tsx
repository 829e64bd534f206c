import type { Translate } from "#app/i18n/translator.ts";
import type { Column } from "#app/ui/table.tsx";
import { Words } from "./words.tsx";

type Described = { readonly type: string; readonly description: string };

/** What programs call it; it is broken rather than cut off. */
export function NameOfProgram({ children }: { readonly children: string }) {
  return (
    <span className="font-mono text-sm font-normal break-all" translate="no">
      {children}
    </span>
  );
}

export function typeColumn(t: Translate): Column<Described> {
  return {
    key: "type",
    header: t("apiDocs:type"),
    cell: ({ type }) => (
      <span className="font-mono text-xs break-words text-ink-muted" translate="no">
        {type}
      </span>
    ),
  };
}

/** The descriptions are English. */
export function meaningColumn(t: Translate): Column<Described> {
  return {
    key: "description",
    header: t("apiDocs:meaning"),
    cell: ({ description }) => (description === "" ? null : <Words text={description} />),
  };
}
