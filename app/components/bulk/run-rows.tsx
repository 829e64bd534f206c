import { useTranslate } from "#app/components/use-translate.ts";
import type { BulkRowState } from "#app/domain/bulk/bulk-change.ts";
import type { BulkKind } from "#app/domain/bulk/bulk-action.ts";
import { paths } from "#app/http/paths.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { BulkRowText } from "#app/views/bulk/bulk-run.ts";

/** A row with its refusals in words. */
export type RunRow = Omit<BulkRowText, "refusal" | "remark" | "endsOn" | "amount"> & {
  readonly endsOn: string;
  readonly amount: string | null;
  readonly reason: string | null;
  readonly remark: string | null;
};

const tones: Record<BulkRowState, Tone> = { will: "info", "will-not": "neutral", done: "success", refused: "warning" };

/** What happens to each subscription, or has happened, and why not. */
export function RunRows({ kind, rows }: { readonly kind: BulkKind; readonly rows: readonly RunRow[] }) {
  const t = useTranslate();
  return (
    <Table
      caption={t("bulk:rows.caption")}
      rows={rows}
      rowKey={({ position }) => String(position)}
      columns={[
        {
          key: "subscription",
          header: t("bulk:rows.subscription"),
          isPrimary: true,
          cell: (row) => (
            <>
              <TextLink
                to={paths.subscription(row.customerId, row.subscriptionId)}
                look="plain"
                className="font-medium"
              >
                {row.title}
              </TextLink>
              <small>{row.customerName}</small>
            </>
          ),
        },
        {
          key: "state",
          header: t("bulk:rows.state"),
          cell: (row) => (
            <>
              <Badge tone={tones[row.state]} hasDot>
                {t(`bulk:state.${row.state}`)}
              </Badge>
              {row.reason === null ? null : <small>{row.reason}</small>}
              {row.remark === null ? null : <small>{t("bulk:remark.auto-renew-on", { reason: row.remark })}</small>}
            </>
          ),
        },
        { key: "endsOn", header: t("bulk:rows.endsOn"), isNarrow: true, cell: ({ endsOn }) => endsOn },
        {
          key: "quantity",
          header: t("bulk:rows.quantity"),
          align: "end",
          isNarrow: true,
          cell: ({ quantityText }) => quantityText,
        },
        {
          key: "amount",
          header: t(`bulk:amount.${kind}`),
          align: "end",
          isNarrow: true,
          cell: ({ amount }) => amount,
        },
      ]}
    />
  );
}
