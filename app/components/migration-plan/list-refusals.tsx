import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { MigrationListDraftView } from "#app/views/migration-list-draft.ts";

type RefusedLine = {
  readonly line: number;
  readonly lineText: string;
  readonly value: string | null;
  readonly reason: string;
};

type View = Pick<MigrationListDraftView, "refused" | "refusedKept" | "links"> & {
  readonly refusals: readonly RefusedLine[];
};

/** What has to be corrected in a list of devices, by line. */
export function ListRefusals({ view: { refused, refusedKept, refusals, links } }: { readonly view: View }) {
  const t = useTranslate();
  const kept =
    refusedKept.value < refused.value
      ? ` ${t("migration:draft.refusalsKept", { kept: refusedKept.text, total: refused.text })}`
      : "";
  return (
    <Section
      title={t("migration:draft.refusals")}
      description={t("migration:draft.refusalsIntro") + kept}
      isPadded={false}
    >
      <Table
        caption={t("migration:draft.refusals")}
        rows={refusals}
        rowKey={({ line }) => String(line)}
        columns={[
          {
            key: "line",
            header: t("migration:draft.line"),
            isPrimary: true,
            isNarrow: true,
            cell: ({ lineText }) => (
              <span className="tabular">
                {/* A card on a phone has no heading above its number. */}
                <span className="sm:hidden">{t("migration:draft.line")} </span>
                {lineText}
              </span>
            ),
          },
          {
            key: "value",
            header: t("migration:draft.value"),
            cell: ({ value }) =>
              value === null ? null : (
                <bdi>
                  <code className="rounded-sm bg-sunken box-decoration-clone px-1 py-0.5 font-mono text-xs break-all">
                    {value}
                  </code>
                </bdi>
              ),
          },
          { key: "reason", header: t("migration:draft.reason"), cell: ({ reason }) => reason },
        ]}
      />
      <ListPages links={links} />
    </Section>
  );
}
