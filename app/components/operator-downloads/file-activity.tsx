import { Badge } from "#app/ui/badge.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { ShelfLine } from "#app/views/shelf/shelf-line.ts";
import { Moment } from "../moment.tsx";
import { useTranslate } from "../use-translate.ts";

/** What was done with the files of a product, and by whom. */
export function FileActivity({ lines }: { readonly lines: readonly ShelfLine[] }) {
  const t = useTranslate();
  if (lines.length === 0) return null;
  return (
    <Section title={t("files:product.activityTitle")} isPadded={false}>
      <Table
        caption={t("files:product.activityCaption")}
        rows={lines}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "done",
            header: t("files:product.done"),
            isPrimary: true,
            cell: ({ action, fileName, isRefused }) => (
              <span className="font-normal wrap-anywhere">
                {t(action === "download-file-removed" ? "files:product.tookBack" : "files:product.added", {
                  fileName: fileName ?? "",
                })}{" "}
                {isRefused ? <Badge tone="warning">{t("files:product.refused")}</Badge> : null}
              </span>
            ),
          },
          { key: "who", header: t("files:product.who"), cell: (line) => line.userName ?? t("files:product.portal") },
          {
            key: "at",
            header: t("files:product.at"),
            isNarrow: true,
            cell: (line) => <Moment instant={line.at} />,
          },
        ]}
      />
    </Section>
  );
}
