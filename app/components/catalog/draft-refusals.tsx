import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { Count, DraftSummary } from "#app/views/catalog/price-lists.ts";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "../use-translate.ts";

/** One refusal in the reader's words. */
type Refusal = {
  readonly ordinal: number;
  readonly lineText: string;
  readonly column: number | null;
  readonly columnName: string | null;
  readonly value: string | null;
  readonly reason: string;
};

type View = {
  readonly draft: DraftSummary;
  readonly refusals: Count;
  readonly refusalsKept: Count;
  readonly refusalRows: readonly Refusal[];
  readonly links: { readonly previous: string | null; readonly next: string | null };
};

/** What has to be corrected in a price list, by line. */
export function DraftRefusals({ view }: { readonly view: View }) {
  const { refusals, refusalsKept, refusalRows, links } = view;
  const t = useTranslate();
  const capped =
    refusalsKept.value < refusals.value
      ? ` ${t("prices:refusals.capped", { kept: refusalsKept.text, count: refusals.value })}`
      : "";
  return (
    <Section
      title={t("prices:refusals.title")}
      description={t("prices:refusals.description", { count: refusals.value }) + capped}
      isPadded={false}
    >
      <Table
        caption={t("prices:refusals.caption")}
        rows={refusalRows}
        rowKey={(row) => String(row.ordinal)}
        columns={[
          {
            key: "line",
            header: t("prices:refusals.line"),
            isPrimary: true,
            isNarrow: true,
            cell: (row) => (
              <span className="tabular">
                {/* A card on a phone has no heading above its number. */}
                <span className="sm:hidden">{t("prices:refusals.line")} </span>
                {row.lineText}
              </span>
            ),
          },
          {
            key: "column",
            header: t("prices:refusals.column"),
            isNarrow: true,
            cell: (row) =>
              row.column === null ? (
                <span className="text-ink-muted">{t("prices:refusals.wholeLine")}</span>
              ) : (
                <span>
                  {row.columnName} <span className="text-ink-muted tabular">({row.column})</span>
                </span>
              ),
          },
          { key: "value", header: t("prices:refusals.value"), cell: (row) => <Value value={row.value} /> },
          { key: "reason", header: t("prices:refusals.reason"), cell: (row) => row.reason },
        ]}
      />
      <ListPages links={links} summary={t("prices:refusals.summary", { count: refusalRows.length })} />
    </Section>
  );
}

function Value({ value }: { value: string | null }) {
  const t = useTranslate();
  if (value === null) return null;
  if (value === "") return <span className="text-ink-muted">{t("prices:refusals.noValue")}</span>;
  return (
    <span>
      <code className="rounded-sm bg-sunken box-decoration-clone px-1 py-0.5 font-mono text-xs break-all">{value}</code>
    </span>
  );
}
