import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { ShelfProductRow } from "#app/views/shelf/download-files.ts";
import { Moment } from "../moment.tsx";
import { useTranslate } from "../use-translate.ts";

/** Products that come with downloads, and what there is of each version. */
export function ProductTable({ rows }: { readonly rows: readonly ShelfProductRow[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("files:table.caption")}
      rows={rows}
      rowKey={({ id }) => id}
      isHeadSticky
      columns={[
        {
          key: "product",
          header: t("files:table.product"),
          isPrimary: true,
          cell: ({ id, title }) => (
            <>
              <TextLink to={paths.filesOfProduct(id)} look="plain">
                {title}
              </TextLink>
              <small>{id}</small>
            </>
          ),
        },
        { key: "state", header: t("files:table.state"), isNarrow: true, cell: (row) => <State row={row} /> },
        { key: "coverage", header: t("files:table.coverage"), cell: (row) => <Versions row={row} /> },
        {
          key: "files",
          header: t("files:table.files"),
          align: "end",
          isNarrow: true,
          cell: ({ files }) => files.text,
        },
        {
          key: "size",
          header: t("files:table.size"),
          align: "end",
          isNarrow: true,
          cell: ({ files, size }) => (files.value === 0 ? null : size),
        },
        {
          key: "newest",
          header: t("files:table.newest"),
          isNarrow: true,
          cell: ({ newest }) => (newest === null ? null : <Moment instant={newest} />),
        },
      ]}
    />
  );
}

function State({ row: { files, versions } }: { readonly row: ShelfProductRow }) {
  const t = useTranslate();
  const isPartly = versions.some((version) => version.files.value === 0);
  const state = files.value === 0 ? "none" : isPartly ? "partly" : "complete";
  return (
    <Badge tone={state === "none" ? "danger" : state === "partly" ? "warning" : "success"} hasDot>
      {t(`files:table.${state}`)}
    </Badge>
  );
}

function Versions({ row: { versions } }: { readonly row: ShelfProductRow }) {
  const t = useTranslate();
  if (versions.length === 1 && versions[0]?.version === "") return null;
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-1 text-sm">
      {versions.map(({ version, files }) => (
        <span key={version} className="whitespace-nowrap">
          {version}:{" "}
          <span className={files.value === 0 ? "text-danger-ink" : "text-ink-muted"}>
            {files.value === 0 ? t("files:table.noFile") : files.text}
          </span>
        </span>
      ))}
    </span>
  );
}
