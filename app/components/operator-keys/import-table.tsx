import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { KeyImportText } from "#app/views/shelf/key-pool.ts";
import { Moment } from "../moment.tsx";
import { useTranslate } from "../use-translate.ts";
import { ImportBadge } from "./import-badge.tsx";

/** Where the keys of a pool came from. */
export function ImportTable({ poolId, imports }: { poolId: string; imports: readonly KeyImportText[] }) {
  const t = useTranslate();
  return (
    <Section title={t("pools:imports.title")} isPadded={imports.length === 0}>
      {imports.length === 0 ? (
        <EmptyState
          icon="key"
          title={t("pools:imports.emptyTitle")}
          action={
            <ButtonLink to={paths.importKeys(poolId)} icon="upload">
              {t("pools:pool.import")}
            </ButtonLink>
          }
        >
          {t("pools:imports.emptyText")}
        </EmptyState>
      ) : (
        <Table
          caption={t("pools:imports.caption")}
          rows={imports}
          rowKey={({ importId }) => importId}
          columns={[
            {
              key: "file",
              header: t("pools:imports.file"),
              isPrimary: true,
              cell: ({ importId, fileName }) => (
                <TextLink to={paths.keyImport(poolId, importId)} look="plain" className="break-all">
                  {fileName}
                </TextLink>
              ),
            },
            {
              key: "state",
              header: t("pools:imports.state"),
              isNarrow: true,
              cell: ({ state }) => <ImportBadge state={state} />,
            },
            {
              key: "lines",
              header: t("pools:imports.lines"),
              align: "end",
              isNarrow: true,
              cell: ({ lines }) => lines.text,
            },
            {
              key: "imported",
              header: t("pools:imports.imported"),
              align: "end",
              isNarrow: true,
              cell: ({ importedKeys }) => importedKeys.text,
            },
            {
              key: "refused",
              header: t("pools:imports.refused"),
              align: "end",
              isNarrow: true,
              cell: ({ refusedLines }) => refusedLines.text,
            },
            {
              key: "when",
              header: t("pools:imports.when"),
              isNarrow: true,
              cell: ({ startedAt, startedBy }) => (
                <>
                  <Moment instant={startedAt} />
                  <small>
                    {startedBy === null ? t("pools:imports.byPortal") : t("pools:imports.by", { name: startedBy })}
                  </small>
                </>
              ),
            },
          ]}
        />
      )}
    </Section>
  );
}
