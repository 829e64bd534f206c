import { useTranslate } from "#app/components/use-translate.ts";
import { Table } from "#app/ui/table.tsx";
import { Words } from "./words.tsx";

type Row = {
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
};

/** Properties of a body, those within another below it. The descriptions are English. */
export function PropertyTable({ caption, rows }: { readonly caption: string; readonly rows: readonly Row[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ path }) => path}
      columns={[
        {
          key: "name",
          header: t("apiDocs:property"),
          isPrimary: true,
          cell: ({ path }) => (
            <span className="font-mono text-sm font-normal break-all" translate="no">
              {path}
            </span>
          ),
        },
        {
          key: "type",
          header: t("apiDocs:type"),
          cell: ({ type }) => (
            <span className="font-mono text-xs break-words text-ink-muted" translate="no">
              {type}
            </span>
          ),
        },
        {
          key: "required",
          header: t("apiDocs:presence"),
          isNarrow: true,
          cell: ({ isRequired }) => t(isRequired ? "apiDocs:always" : "apiDocs:sometimes"),
        },
        {
          key: "description",
          header: t("apiDocs:meaning"),
          cell: ({ description }) => (description === "" ? null : <Words text={description} />),
        },
      ]}
    />
  );
}
