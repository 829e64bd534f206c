import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { LetterRow } from "#app/views/notices/letters.ts";
import { MailFault } from "./mail-table.tsx";
import { toneOfMail } from "./notice-tone.ts";

/** Letters in a list, each with what became of it. */
export function LetterTable({ letters }: { readonly letters: readonly LetterRow[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("notices:letters.caption")}
      rows={letters}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "to",
          header: t("notices:outbox.to"),
          isPrimary: true,
          cell: ({ id, recipient, email }) => (
            <>
              <TextLink to={paths.letter(id)} look="plain" className="font-medium">
                {recipient}
              </TextLink>
              <small className="break-all">{email}</small>
            </>
          ),
        },
        { key: "subject", header: t("notices:letters.subject"), cell: ({ subject }) => subject },
        { key: "partner", header: t("notices:outbox.partner"), cell: ({ partnerName }) => partnerName },
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
