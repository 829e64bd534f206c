import { Form } from "@remix-run/react";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { Table } from "#app/ui/table.tsx";
import type { LeaveText } from "#app/views/consent.ts";

type LeaveTableProps = { readonly leaves: readonly (LeaveText & { readonly idempotencyKey: string })[] };

/** The applications that may act for the reader, each with the way to end that. */
export function LeaveTable({ leaves }: LeaveTableProps) {
  const t = useTranslate();
  return (
    <Table
      caption={t("consent:list.caption")}
      rows={leaves}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "name",
          header: t("consent:application"),
          isPrimary: true,
          cell: ({ name, clientId }) => (
            <>
              <span className="font-medium">{name}</span>
              <small className="font-mono break-all">{clientId}</small>
            </>
          ),
        },
        {
          key: "given",
          header: t("consent:list.given"),
          isNarrow: true,
          cell: ({ givenAt }) => <Moment instant={givenAt} />,
        },
        {
          key: "used",
          header: t("consent:list.used"),
          isNarrow: true,
          cell: ({ lastUsedAt }) =>
            lastUsedAt === null ? (
              <span className="text-ink-muted">{t("consent:list.never")}</span>
            ) : (
              <Moment instant={lastUsedAt} />
            ),
        },
        {
          key: "until",
          header: t("consent:list.until"),
          isNarrow: true,
          cell: ({ goodUntil }) => <Moment instant={goodUntil} />,
        },
        {
          key: "withdraw",
          header: t("consent:list.withdraw"),
          isNarrow: true,
          cell: ({ id, name, idempotencyKey }) => (
            <Form method="post">
              <input type="hidden" name="leaveId" value={id} />
              <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
              <Button size="sm" variant="danger" aria-label={t("consent:list.withdrawNamed", { name })}>
                {t("consent:list.withdraw")}
              </Button>
            </Form>
          ),
        },
      ]}
    />
  );
}
