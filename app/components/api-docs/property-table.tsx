import { useTranslate } from "#app/components/use-translate.ts";
import { Table } from "#app/ui/table.tsx";
import { meaningColumn, NameOfProgram, typeColumn } from "./described-columns.tsx";

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
          cell: ({ path }) => <NameOfProgram>{path}</NameOfProgram>,
        },
        typeColumn(t),
        {
          key: "required",
          header: t("apiDocs:presence"),
          isNarrow: true,
          cell: ({ isRequired }) => t(isRequired ? "apiDocs:always" : "apiDocs:sometimes"),
        },
        meaningColumn(t),
      ]}
    />
  );
}
