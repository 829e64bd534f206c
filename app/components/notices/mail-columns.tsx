import { Badge } from "#app/ui/badge.tsx";
import type { Column } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { Moment } from "#app/components/moment.tsx";
import type { Translate } from "#app/i18n/translator.ts";
import type { MailText } from "#app/views/notices/outbox.ts";
import { MailFault } from "./mail-fault.tsx";
import { toneOfMail } from "./notice-tone.ts";

type Sent = Pick<MailText, "attemptsText" | "email" | "fault" | "id" | "queuedAt" | "recipient" | "state">;

/** To whom something goes, with a link to it. */
export function recipientColumn(t: Translate, pathOf: (id: string) => string): Column<Sent> {
  return {
    key: "to",
    header: t("notices:outbox.to"),
    isPrimary: true,
    cell: ({ id, recipient, email }) => (
      <>
        <TextLink to={pathOf(id)} look="plain" className="font-medium">
          {recipient}
        </TextLink>
        <small className="break-all">{email}</small>
      </>
    ),
  };
}

/** What became of it: the state, why it was not taken, how often that was tried, and since when it waits. */
export function deliveryColumns(t: Translate): Column<Sent>[] {
  return [
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
  ];
}
