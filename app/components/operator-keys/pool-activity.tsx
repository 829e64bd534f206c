import { Badge } from "#app/ui/badge.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { Translate } from "#app/i18n/translator.ts";
import type { ShelfLine } from "#app/views/shelf/shelf-line.ts";
import { Moment } from "../moment.tsx";
import { useTranslate } from "../use-translate.ts";

/** What was done with a pool, and by whom. */
export function PoolActivity({ lines }: { readonly lines: readonly ShelfLine[] }) {
  const t = useTranslate();
  if (lines.length === 0) return null;
  return (
    <Section title={t("pools:activity.title")} isPadded={false}>
      <Table
        caption={t("pools:activity.caption")}
        rows={lines}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "what",
            header: t("pools:activity.what"),
            isPrimary: true,
            cell: (line) => (
              <span className="font-normal wrap-anywhere">
                {wordsOf(line, t)} {line.isRefused ? <Badge tone="warning">{t("pools:activity.refused")}</Badge> : null}
              </span>
            ),
          },
          { key: "who", header: t("pools:activity.who"), cell: (line) => line.userName ?? t("pools:activity.portal") },
          {
            key: "at",
            header: t("pools:activity.at"),
            isNarrow: true,
            cell: (line) => <Moment instant={line.at} />,
          },
        ]}
      />
    </Section>
  );
}

function wordsOf({ action, keys, fileName, mark }: ShelfLine, t: Translate): string {
  if (action === "key-pool-added") return t("pools:activity.added");
  if (action === "keys-imported" && keys !== null)
    return t("pools:activity.imported", { keys, fileName: fileName ?? "" });
  if (action === "key-pool-changed" && mark !== null) return t("pools:activity.mark", mark);
  return t("pools:activity.other");
}
