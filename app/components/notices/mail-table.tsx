import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Table } from "#app/ui/table.tsx";
import type { MailText } from "#app/views/notices/outbox.ts";
import { deliveryColumns, recipientColumn } from "./mail-columns.tsx";

/** Mails in a list, each with what became of it. */
export function MailTable({ mails }: { readonly mails: readonly MailText[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("notices:outbox.caption")}
      rows={mails}
      rowKey={({ id }) => id}
      columns={[
        recipientColumn(t, paths.mail),
        { key: "kind", header: t("notices:outbox.kind"), cell: ({ kind }) => t(`notices:kind.${kind}`) },
        {
          key: "partner",
          header: t("notices:outbox.partner"),
          cell: ({ partnerName }) => partnerName ?? t("notices:outbox.operator"),
        },
        ...deliveryColumns(t),
      ]}
    />
  );
}
