import { useTranslate } from "#app/components/use-translate.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { meaningColumn, NameOfProgram, typeColumn } from "./described-columns.tsx";
import { Words } from "./words.tsx";

type Parameter = {
  readonly name: string;
  readonly place: "path" | "query";
  readonly type: string;
  readonly isRequired: boolean;
  readonly description: string;
};

export function ParameterTable({ caption, rows }: { readonly caption: string; readonly rows: readonly Parameter[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ place, name }) => `${place} ${name}`}
      columns={[
        {
          key: "name",
          header: t("apiDocs:parameter"),
          isPrimary: true,
          cell: ({ name }) => <NameOfProgram>{name}</NameOfProgram>,
        },
        { key: "place", header: t("apiDocs:place"), cell: ({ place }) => t(`apiDocs:placeName.${place}`) },
        {
          key: "required",
          header: t("apiDocs:presence"),
          cell: ({ isRequired }) => t(isRequired ? "apiDocs:needed" : "apiDocs:optional"),
        },
        typeColumn(t),
        meaningColumn(t),
      ]}
    />
  );
}

type OperationErrorsProps = {
  readonly errors: readonly { readonly status: string; readonly code: string; readonly words: string }[];
  /** Has errors of a shape of its own. */
  readonly isTokenEndpoint: boolean;
};

/** What a call may be refused with; 429 may meet every call. */
export function OperationErrors({ errors, isTokenEndpoint }: OperationErrorsProps) {
  const t = useTranslate();
  if (errors.length === 0)
    return isTokenEndpoint ? (
      <Section title={t("apiDocs:errors")}>
        <p>{t("apiDocs:tokenErrors")}</p>
      </Section>
    ) : null;
  return (
    <Section title={t("apiDocs:errors")} description={t("apiDocs:errorsHint")} isPadded={false}>
      <Table
        caption={t("apiDocs:errors")}
        rows={errors}
        rowKey={({ status, code }) => `${status}/${code}`}
        columns={[
          {
            key: "code",
            header: t("apiDocs:code"),
            isPrimary: true,
            isNarrow: true,
            cell: ({ code }) => <span className="font-mono text-sm">{code}</span>,
          },
          { key: "status", header: t("apiDocs:status"), isNarrow: true, cell: ({ status }) => status },
          { key: "words", header: t("apiDocs:meaning"), cell: ({ words }) => <Words text={words} /> },
        ]}
      />
    </Section>
  );
}
