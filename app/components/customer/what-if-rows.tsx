import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { CustomerWhatIfRow, CustomerWhatIfView } from "#app/views/customer-what-if.ts";

type Row = Omit<CustomerWhatIfRow, "reason"> & { readonly reason: string | null };

type WhatIfRowsProps = Pick<CustomerWhatIfView, "totals"> & {
  readonly customerId: string;
  readonly rows: readonly Row[];
  readonly hasChoice: boolean;
};

const signed = ({ amountMinor, text }: { amountMinor: number; text: string }) =>
  amountMinor === 0 ? "–" : amountMinor > 0 ? `+${text}` : text;

/** Each subscription as it stands and as it would be, and what all of them come to by currency. */
export function WhatIfRows({ customerId, rows, totals, hasChoice }: WhatIfRowsProps) {
  const t = useTranslate();
  const columns: Column<Row>[] = [
    {
      key: "product",
      header: t("whatIf:customer.product"),
      isPrimary: true,
      cell: ({ subscriptionId, product }) => (
        <TextLink
          to={paths.whatIf(customerId, subscriptionId)}
          look="plain"
          className="inline-flex min-h-6 items-center font-medium"
        >
          {product.title}
        </TextLink>
      ),
    },
    { key: "quantity", header: t("whatIf:customer.quantity"), align: "end", cell: ({ quantityText }) => quantityText },
    {
      key: "planned",
      header: t("whatIf:customer.planned"),
      align: "end",
      cell: ({ planned }) => planned?.text ?? <span className="text-ink-muted">{t("whatIf:customer.none")}</span>,
    },
  ];
  if (hasChoice)
    columns.push(
      {
        key: "wanted",
        header: t("whatIf:customer.wanted"),
        align: "end",
        cell: ({ wanted, reason }) => wanted?.text ?? <span className="text-sm text-ink-muted">{reason}</span>,
      },
      {
        key: "change",
        header: t("whatIf:customer.change"),
        align: "end",
        cell: ({ change }) => (change === null ? null : signed(change)),
      },
    );
  columns.push({
    key: "credit",
    header: t("whatIf:customer.credit"),
    align: "end",
    cell: ({ credit }) => credit?.text ?? null,
  });
  return (
    <>
      <Table
        caption={t("whatIf:customer.caption")}
        rows={rows}
        rowKey={({ subscriptionId }) => subscriptionId}
        columns={columns}
      />
      <div className="flex flex-col gap-4 border-t border-line p-4 empty:hidden">
        {totals.map(({ currency, planned, wanted, change, credit }) => (
          <section key={currency} aria-label={t("whatIf:customer.total", { currency })} className="flex flex-col gap-2">
            <h2 className="font-medium">{t("whatIf:customer.total", { currency })}</h2>
            <DescriptionList
              look="grid"
              items={[
                ...(hasChoice
                  ? [
                      { term: t("whatIf:customer.planned"), value: planned.text },
                      { term: t("whatIf:customer.wanted"), value: wanted.text },
                      { term: t("whatIf:customer.change"), value: signed(change) },
                    ]
                  : []),
                { term: t("whatIf:customer.credit"), value: credit.text },
              ]}
            />
          </section>
        ))}
      </div>
    </>
  );
}
