import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Table } from "#app/ui/table.tsx";
import type { LetterRow } from "#app/views/notices/letters.ts";
import { deliveryColumns, recipientColumn } from "./mail-columns.tsx";

/** Letters in a list, each with what became of it. */
export function LetterTable({ letters }: { readonly letters: readonly LetterRow[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("notices:letters.caption")}
      rows={letters}
      rowKey={({ id }) => id}
      columns={[
        recipientColumn(t, paths.letter),
        { key: "subject", header: t("notices:letters.subject"), cell: ({ subject }) => subject },
        { key: "partner", header: t("notices:outbox.partner"), cell: ({ partnerName }) => partnerName },
        ...deliveryColumns(t),
      ]}
    />
  );
}
