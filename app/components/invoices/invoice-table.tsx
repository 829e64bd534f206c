import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { InvoiceSummary } from "#app/views/invoices.ts";
import { InvoiceKindBadge } from "./invoice-kind.tsx";

type InvoiceTableProps = {
  readonly invoices: readonly InvoiceSummary[];
  readonly isOfAllPartners: boolean;
};

/** Invoices in a list; the operator's names the partner of each. */
export function InvoiceTable({ invoices, isOfAllPartners }: InvoiceTableProps) {
  const t = useTranslate();
  return (
    <Table
      caption={t("invoices:table.caption")}
      rows={invoices}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "number",
          header: t("invoices:table.number"),
          isPrimary: true,
          isNarrow: true,
          cell: ({ id, number }) => (
            <TextLink to={paths.invoice(id)} look="plain" className="font-medium tabular">
              {number}
            </TextLink>
          ),
        },
        ...(isOfAllPartners
          ? [
              {
                key: "partner",
                header: t("invoices:table.partner"),
                cell: ({ partnerName }: InvoiceSummary) => partnerName,
              },
            ]
          : []),
        { key: "month", header: t("invoices:table.month"), isNarrow: true, cell: ({ month }) => month },
        {
          key: "kind",
          header: t("invoices:table.kind"),
          isNarrow: true,
          cell: ({ kind }) => <InvoiceKindBadge kind={kind} />,
        },
        { key: "issued", header: t("invoices:table.issued"), isNarrow: true, cell: ({ issuedOn }) => issuedOn.text },
        {
          key: "lines",
          header: t("invoices:table.lines"),
          align: "end",
          isNarrow: true,
          cell: ({ lineCountText }) => lineCountText,
        },
        { key: "currency", header: t("invoices:table.currency"), isNarrow: true, cell: ({ currency }) => currency },
        {
          key: "total",
          header: t("invoices:table.total"),
          align: "end",
          isNarrow: true,
          cell: ({ total }) => <span className="font-medium">{total.text}</span>,
        },
      ]}
    />
  );
}
