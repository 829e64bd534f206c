import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { MailText } from "#app/views/notices/outbox.ts";
import { toneOfMail } from "./notice-tone.ts";

/** Mails in a list, each with what became of it. */
export function MailTable({ mails }: { readonly mails: readonly MailText[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("notices:outbox.caption")}
      rows={mails}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "to",
          header: t("notices:outbox.to"),
          isPrimary: true,
          cell: ({ id, recipient, email }) => (
            <>
              <TextLink to={paths.mail(id)} look="plain" className="font-medium">
                {recipient}
              </TextLink>
              <small className="break-all">{email}</small>
            </>
          ),
        },
        { key: "kind", header: t("notices:outbox.kind"), cell: ({ kind }) => t(`notices:kind.${kind}`) },
        {
          key: "partner",
          header: t("notices:outbox.partner"),
          cell: ({ partnerName }) => partnerName ?? t("notices:outbox.operator"),
        },
        {
          key: "state",
          header: t("notices:outbox.stateLabel"),
          isNarrow: true,
          cell: ({ state }) => (
            <Badge tone={toneOfMail[state]} hasDot>
              {t(`notices:outbox.state.${state}`)}
            </Badge>
          ),
        },
        {
          key: "reason",
          header: t("notices:outbox.reason"),
          cell: ({ fault }) => (fault === null ? "–" : <MailFault fault={fault} />),
        },
        {
          key: "attempts",
          header: t("notices:outbox.attempts"),
          align: "end",
          isNarrow: true,
          cell: ({ attemptsText }) => attemptsText,
        },
        {
          key: "queued",
          header: t("notices:outbox.queued"),
          isNarrow: true,
          cell: ({ queuedAt }) => <Moment instant={queuedAt} />,
        },
      ]}
    />
  );
}

/** Why a mail was not taken, with the server's own words. */
export function MailFault({ fault }: { readonly fault: NonNullable<MailText["fault"]> }) {
  const t = useTranslate();
  return (
    <>
      {t(`notices:outbox.verdict.${fault.verdict}`)}
      <small className="break-words">
        {fault.smtpCode === null ? null : `${t("notices:outbox.smtpCode", { code: fault.smtpCode })}: `}
        <bdi>{fault.reply}</bdi>
      </small>
    </>
  );
}
