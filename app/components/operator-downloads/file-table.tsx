import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { FileText } from "#app/views/shelf/download-files.ts";
import { CopyButton } from "../copy-button.tsx";
import { Moment } from "../moment.tsx";
import { useTranslate } from "../use-translate.ts";
import { choiceWords } from "./file-words.ts";

type FileTableProps = { readonly productId: string; readonly files: readonly FileText[] };

/** What can be downloaded of a product, each file with what it can be known by. */
export function FileTable({ productId, files }: FileTableProps) {
  const t = useTranslate();
  if (files.length === 0)
    return (
      <Section title={t("files:product.filesTitle")}>
        <EmptyState
          icon="download"
          title={t("files:product.emptyTitle")}
          action={
            <ButtonLink to={paths.addFile(productId)} variant="primary" icon="plus">
              {t("files:product.add")}
            </ButtonLink>
          }
        >
          {t("files:product.emptyText")}
        </EmptyState>
      </Section>
    );
  return (
    <Section title={t("files:product.filesTitle")} isPadded={false}>
      <Table
        caption={t("files:product.caption")}
        rows={files}
        rowKey={({ fileId }) => fileId}
        columns={[
          {
            key: "file",
            header: t("files:product.file"),
            isPrimary: true,
            cell: (file) => (
              <>
                <span className="wrap-anywhere">{choiceWords(file, file.languageName, t)}</span>
                <small className="wrap-anywhere">{file.fileName}</small>
              </>
            ),
          },
          {
            key: "size",
            header: t("files:product.size"),
            align: "end",
            isNarrow: true,
            cell: ({ size, bytes }) => <span title={t("files:product.bytes", { bytes })}>{size}</span>,
          },
          {
            key: "sha256",
            header: t("files:product.sha256"),
            isNarrow: true,
            cell: (file) => <Hash file={file} />,
          },
          {
            key: "since",
            header: t("files:product.since"),
            isNarrow: true,
            cell: ({ uploadedAt }) => <Moment instant={uploadedAt} />,
          },
          {
            key: "actions",
            header: t("files:product.actions"),
            isHeaderHidden: true,
            isNarrow: true,
            align: "end",
            cell: (file) => <Actions productId={productId} file={file} />,
          },
        ]}
      />
    </Section>
  );
}

/** The beginning of the hash, all of it on request and to be copied. */
export function Hash({ file: { sha256, fileName } }: { readonly file: FileText }) {
  const t = useTranslate();
  return (
    <details className="max-w-72">
      <summary className="min-h-6 cursor-pointer font-mono text-sm leading-6">
        <span className="sr-only">{t("files:product.showHash", { fileName })}: </span>
        {sha256.slice(0, 12)}…
      </summary>
      <div className="flex flex-col items-start gap-1.5 pt-1.5 whitespace-normal">
        <code className="font-mono text-xs break-all select-all">{sha256}</code>
        <CopyButton text={sha256} label={t("files:product.copyHash")} size="sm" />
      </div>
    </details>
  );
}

function Actions({ productId, file }: { readonly productId: string; readonly file: FileText }) {
  const t = useTranslate();
  const { version, language, fileType, operatingSystem, fileId, fileName } = file;
  const ofFile = <span className="sr-only"> {t("files:product.ofFile", { fileName })}</span>;
  return (
    <span className="inline-flex justify-end gap-1">
      <ButtonLink
        to={paths.addFile(productId, { version, language, fileType, operatingSystem })}
        size="sm"
        icon="refresh"
      >
        {t("files:product.replace")}
        {ofFile}
      </ButtonLink>
      <ButtonLink to={paths.removeFile(productId, fileId)} size="sm" variant="quiet" icon="trash">
        {t("files:product.remove")}
        {ofFile}
      </ButtonLink>
    </span>
  );
}
