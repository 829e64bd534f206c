import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { paths } from "#app/http/paths.ts";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { InvoiceSummary } from "#app/views/invoices.ts";
import { InvoiceKindBadge } from "./invoice-kind.tsx";

type InvoiceTableProps = {
  readonly invoices: readonly InvoiceSummary[];
  readonly isOfAllPartners: boolean;
  readonly hidden: readonly string[];
};

/** Invoices in a list; the operator's names the partner of each. */
export function InvoiceTable({ invoices, isOfAllPartners, hidden }: InvoiceTableProps) {
  const t = useTranslate();
  return (
    <Table
      caption={t("invoices:table.caption")}
      rows={invoices}
      rowKey={({ id }) => id}
      columns={invoiceColumns(t, isOfAllPartners)}
      hidden={hidden}
    />
  );
}

export function invoiceColumns(t: Translate, isOfAllPartners: boolean): Column<InvoiceSummary>[] {
  return [
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
  ];
}
