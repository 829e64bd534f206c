import { useTranslate } from "#app/components/use-translate.ts";
import { Table } from "#app/ui/table.tsx";
import type { EnrollmentServiceView } from "#app/views/service-activation/enrollment-service.ts";

type Mail = EnrollmentServiceView["mails"][number];

/** Who received the activation e-mail of a service, and when. */
export function MailTable({ mails }: { readonly mails: readonly Mail[] }) {
  const t = useTranslate();
  const result = ({ state, bounce }: Mail) =>
    state === "bounced" ? t("activation:service.bounced", { text: bounce }) : t(`activation:service.${state}`);
  return (
    <Table
      caption={t("activation:service.mailsTitle")}
      rows={mails}
      rowKey={({ key }) => key}
      columns={[
        {
          key: "recipient",
          header: t("activation:service.recipient"),
          isPrimary: true,
          cell: ({ name, email }) => (
            <>
              {name}
              <small>{email}</small>
            </>
          ),
        },
        { key: "at", header: t("activation:service.sentAt"), cell: ({ at }) => at },
        {
          key: "cause",
          header: t("activation:service.why"),
          cell: ({ cause }) => t(`activation:service.cause.${cause}`),
        },
        { key: "result", header: t("activation:service.result"), cell: result },
      ]}
    />
  );
}
