import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { FormerFile } from "#app/views/shelf/download-files.ts";
import { Moment } from "../moment.tsx";
import { useTranslate } from "../use-translate.ts";
import { Hash } from "./file-table.tsx";
import { choiceWords } from "./file-words.ts";

type FormerFilesProps = { readonly productId: string; readonly files: readonly FormerFile[] };

/** Files that are no longer offered. One that was replaced can still be taken back from those who hold a link. */
export function FormerFiles({ productId, files }: FormerFilesProps) {
  const t = useTranslate();
  if (files.length === 0) return null;
  return (
    <Section title={t("files:product.formerTitle")} description={t("files:product.formerIntro")} isPadded={false}>
      <Table
        caption={t("files:product.formerCaption")}
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
            key: "state",
            header: t("files:table.state"),
            isNarrow: true,
            cell: ({ isRemoved }) => (
              <Badge tone={isRemoved ? "danger" : "neutral"}>
                {t(isRemoved ? "files:product.removed" : "files:product.replaced")}
              </Badge>
            ),
          },
          {
            key: "sha256",
            header: t("files:product.sha256"),
            isNarrow: true,
            cell: (file) => <Hash file={file} />,
          },
          {
            key: "until",
            header: t("files:product.until"),
            isNarrow: true,
            cell: ({ endedAt }) => <Moment instant={endedAt} />,
          },
          {
            key: "actions",
            header: t("files:product.actions"),
            isHeaderHidden: true,
            isNarrow: true,
            align: "end",
            cell: ({ fileId, fileName, isRemoved }) =>
              isRemoved ? null : (
                <ButtonLink to={paths.removeFile(productId, fileId)} size="sm" variant="quiet" icon="trash">
                  {t("files:product.remove")}
                  <span className="sr-only"> {t("files:product.ofFile", { fileName })}</span>
                </ButtonLink>
              ),
          },
        ]}
      />
    </Section>
  );
}
