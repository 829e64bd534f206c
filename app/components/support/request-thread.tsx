import type { ReactNode } from "react";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Icon } from "#app/ui/icon.tsx";
import { Section } from "#app/ui/section.tsx";
import type { AttachmentText, SupportEntryText, SupportRequestView } from "#app/views/support/support-request.ts";

type ThreadProps = {
  readonly request: SupportRequestView;
  /** Where a file is fetched from. */
  readonly fileAt: (attachmentId: string) => string;
};

/** What was said, oldest first, beginning with the request itself. */
export function RequestThread({ request, fileAt }: ThreadProps) {
  const t = useTranslate();
  const { entries, isCutOff } = request;
  return (
    <Section title={t("support:request.thread")} isPadded={false}>
      <ol className="divide-y divide-line">
        <Said
          who={request.author ?? t("support:request.someone")}
          side={t("support:request.partner")}
          did={t("support:request.entry.opened")}
          at={<Moment instant={request.createdAt} />}
          text={request.description}
          attachments={request.attachments}
          fileAt={fileAt}
        />
        {isCutOff ? <li className="px-4 py-3 text-ink-muted">{t("support:request.cutOff")}</li> : null}
        {entries.map((entry) => (
          <Said
            key={entry.id}
            who={whoOf(entry, t)}
            side={t(entry.side === "operator" ? "support:request.provider" : "support:request.partner")}
            isProvider={entry.side === "operator"}
            did={didOf(entry, t)}
            at={<Moment instant={entry.at} />}
            text={entry.text}
            attachments={entry.attachments}
            fileAt={fileAt}
          />
        ))}
      </ol>
    </Section>
  );
}

function whoOf({ author, side }: SupportEntryText, t: Translate): string | null {
  return author ?? (side === "operator" ? null : t("support:request.someone"));
}

function didOf({ kind, severity, granted }: SupportEntryText, t: Translate): string {
  if (kind === "severity" && severity !== null)
    return t("support:request.entry.severity", { severity: t(`support:severity.${severity}`) });
  if (kind === "granted" && granted !== null) return t("support:request.entry.granted", { amount: granted.text });
  return kind === "closed" || kind === "reopened"
    ? t(`support:request.entry.${kind}`)
    : t("support:request.entry.note");
}

type SaidProps = {
  /** Null where only the side is named. */
  readonly who: string | null;
  readonly side: string;
  readonly isProvider?: boolean;
  readonly did: string;
  readonly at: ReactNode;
  readonly text: string;
  readonly attachments: readonly AttachmentText[];
  readonly fileAt: (attachmentId: string) => string;
};

function Said({ who, side, isProvider = false, did, at, text, attachments, fileAt }: SaidProps) {
  return (
    <li className={isProvider ? "bg-sunken px-4 py-3" : "px-4 py-3"}>
      <p className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <span>
          <strong className="font-semibold">{who ?? side}</strong>
          {who === null ? null : <span className="text-ink-muted"> · {side}</span>}{" "}
          <span className="text-ink-muted">{did}</span>
        </span>
        <span className="text-sm text-ink-muted">{at}</span>
      </p>
      {text === "" ? null : <p className="mt-1.5 max-w-prose break-words whitespace-pre-wrap">{text}</p>}
      <Attachments attachments={attachments} fileAt={fileAt} />
    </li>
  );
}

function Attachments({ attachments, fileAt }: Pick<SaidProps, "attachments" | "fileAt">) {
  const t = useTranslate();
  if (attachments.length === 0) return null;
  return (
    <ul aria-label={t("support:request.attachments")} className="mt-2 flex flex-wrap gap-2">
      {attachments.map(({ id, fileName, sizeText }) => (
        <li key={id} className="min-w-0">
          <a
            href={fileAt(id)}
            download
            aria-label={t("support:request.download", { fileName, size: sizeText })}
            className="inline-flex max-w-full items-center gap-1.5 rounded-md border border-line bg-surface px-2.5 py-1 text-sm text-ink no-underline hover:bg-sunken"
          >
            <Icon name="download" size="sm" className="text-ink-muted" />
            <span className="truncate">{fileName}</span>
            <span className="shrink-0 text-ink-muted">{sizeText}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
