import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { KeyImportView } from "#app/views/shelf/key-pool.ts";
import { ListPages } from "../list-pages.tsx";
import { useTranslate } from "../use-translate.ts";

/** The refused lines of a key file, by number and reason alone. */
export function ImportRefusals({ view: { file, kept, refusals, links } }: { readonly view: KeyImportView }) {
  const t = useTranslate();
  if (refusals.length === 0) return null;
  const capped =
    kept.value < file.refusedLines.value
      ? ` ${t("pools:refusals.capped", { kept: kept.text, count: file.refusedLines.value })}`
      : "";
  return (
    <Section title={t("pools:refusals.title")} description={t("pools:refusals.description") + capped} isPadded={false}>
      <Table
        caption={t("pools:refusals.caption")}
        rows={refusals}
        rowKey={({ line }) => String(line)}
        columns={[
          {
            key: "line",
            header: t("pools:refusals.line"),
            isPrimary: true,
            isNarrow: true,
            cell: ({ lineText }) => (
              <span className="tabular">
                {/* A card on a phone has no heading above its number. */}
                <span className="sm:hidden">{t("pools:refusals.line")} </span>
                {lineText}
              </span>
            ),
          },
          {
            key: "reason",
            header: t("pools:refusals.reason"),
            cell: ({ reason, firstLineText }) => t(`pools:refusals.${reason}`, { first: firstLineText }),
          },
        ]}
      />
      <ListPages links={links} summary={t("pools:refusals.summary", { count: refusals.length })} />
    </Section>
  );
}
