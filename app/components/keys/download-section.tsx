import { Form } from "@remix-run/react";
import { CopyButton } from "#app/components/copy-button.tsx";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { withSearch } from "#app/http/paths.ts";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { FileView } from "#app/views/entitlement.ts";
import { AskForm } from "./ask-form.tsx";
import { Disclosure } from "./disclosure.tsx";
import type { KeysLinks, KeysPageData } from "./page-data.ts";

type DownloadSectionProps = { readonly data: KeysPageData; readonly links: KeysLinks };

/** The file of the choice: *Download*, *Copy link*, and what to compare it with afterwards. */
export function DownloadSection({ data, links }: DownloadSectionProps) {
  const t = useTranslate();
  const { download } = data;
  if (download === null) return null;
  return (
    <Section title={t("keys:download.title")} description={t("keys:download.intro")} isPadded={false}>
      {download.file === null ? <NoFile data={data} links={links} /> : <File data={data} file={download.file} />}
    </Section>
  );
}

function File({ data, file }: { readonly data: KeysPageData; readonly file: FileView }) {
  const t = useTranslate();
  const reason = data.accessReason ?? data.download?.refusal?.text;
  return (
    <div className="flex flex-col gap-4 p-4">
      <div className="flex flex-col gap-3">
        <h3 className="font-medium break-all">{file.fileName}</h3>
        <DescriptionList
          items={[
            {
              term: t("keys:download.size"),
              value: file.sizeText,
              remark: t("keys:download.bytes", { bytes: file.bytesText }),
            },
            { term: t("keys:download.uploaded"), value: <Moment instant={file.uploadedAt} /> },
            {
              term: t("keys:download.sha256"),
              value: (
                <span className="flex flex-col items-start gap-1.5">
                  <code className="font-mono text-sm font-normal break-all select-all">{file.sha256}</code>
                  <CopyButton text={file.sha256} label={t("keys:download.copyHash")} size="sm" />
                </span>
              ),
            },
          ]}
        />
      </div>
      {reason === undefined ? <Ways file={file} isMain={data.key === null} /> : <NoWay reason={reason} />}
      <CheckFile file={file} />
    </div>
  );
}

function Ways({ file, isMain }: { readonly file: FileView; readonly isMain: boolean }) {
  const t = useTranslate();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {/* Left to the browser: what comes is a file, and the page stays. */}
        <Form method="post" reloadDocument>
          <input type="hidden" name="intent" value="download" />
          <input type="hidden" name="fileId" value={file.fileId} />
          <Button icon="download" variant={isMain ? "primary" : "secondary"}>
            {t("keys:download.get")}
          </Button>
        </Form>
        <AskForm key={file.fileId} fields={{ intent: "copy-link", fileId: file.fileId }}>
          {() => <Button icon="copy">{t("keys:download.copyLink")}</Button>}
        </AskForm>
      </div>
      <p className="max-w-prose text-sm text-ink-muted">{t("keys:download.copyLinkHint")}</p>
    </div>
  );
}

/** Both controls, and the one reason why neither does anything. */
function NoWay({ reason }: { readonly reason: string }) {
  const t = useTranslate();
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Button icon="copy" disabledReason={reason} reasonPlace="bubble-start">
        {t("keys:download.copyLink")}
      </Button>
      <Button icon="download" disabledReason={reason}>
        {t("keys:download.get")}
      </Button>
    </div>
  );
}

function NoFile({ data: { download, key, choice, fields }, links }: DownloadSectionProps) {
  const t = useTranslate();
  if (download === null) return null;
  if (!download.hasAnyFile)
    return (
      <EmptyState icon="download" title={t("keys:download.noneAtAll")}>
        {key === null ? t("keys:download.noneAtAllNoKey") : t("keys:download.noneAtAllText")}
      </EmptyState>
    );
  const chosen = fields.map(({ field, options }) => options.find(({ value }) => value === choice[field])?.label ?? "");
  return (
    <EmptyState
      icon="download"
      title={t("keys:download.none")}
      {...(download.nearby.length === 0
        ? {}
        : {
            action: (
              <div className="flex flex-col items-center gap-1">
                <p className="text-sm font-medium">{t("keys:download.nearby")}</p>
                <ul className="flex flex-col gap-1">
                  {download.nearby.map(({ text, ...other }) => (
                    <li key={text} className="flex min-h-6 items-center justify-center">
                      <TextLink to={withSearch(links.page, { ...other })}>{text}</TextLink>
                    </li>
                  ))}
                </ul>
              </div>
            ),
          })}
    >
      {t("keys:download.noneText", { choice: chosen.join(" · ") })}
    </EmptyState>
  );
}

function CheckFile({ file }: { readonly file: FileView }) {
  const t = useTranslate();
  const ways = [
    [t("keys:download.windows"), `Get-FileHash -Algorithm SHA256 "${file.fileName}"`],
    [t("keys:download.linux"), `sha256sum "${file.fileName}"`],
    [t("keys:download.mac"), `shasum -a 256 "${file.fileName}"`],
  ] as const;
  return (
    <Disclosure title={t("keys:download.checkTitle")}>
      <dl className="flex flex-col gap-2 text-sm">
        {ways.map(([system, command]) => (
          <div key={system} className="flex flex-col gap-0.5">
            <dt className="text-ink-muted">{system}</dt>
            <dd>
              <code className="block rounded-sm bg-sunken px-2 py-1 font-mono break-all select-all">{command}</code>
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 max-w-prose text-sm text-ink-muted">{t("keys:download.checkText")}</p>
    </Disclosure>
  );
}
