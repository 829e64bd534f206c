import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { InvoiceLineText } from "#app/views/invoice-lines.ts";

type LineTableProps<Line extends InvoiceLineText> = {
  readonly caption: string;
  readonly lines: readonly Line[];
  readonly maySeeOrders: boolean;
  /** Whether lines say their tax. */
  readonly hasTax: boolean;
  /** A column of its own for whose line it is, where lines of several customers stand together. */
  readonly customerOf?: ((line: Line) => ReactNode) | undefined;
  readonly total?: string | undefined;
};

/** Charges and credits; a credit stands below the charge that it corrects, or names it. */
export function LineTable<Line extends InvoiceLineText>(props: LineTableProps<Line>) {
  const { caption, lines, maySeeOrders, hasTax, customerOf, total } = props;
  const t = useTranslate();
  const columns: (Column<Line> | null)[] = [
    {
      key: "product",
      header: t("invoices:line.product"),
      isPrimary: true,
      cell: (line) => <ProductCell line={line} maySeeOrders={maySeeOrders} />,
    },
    customerOf === undefined ? null : { key: "customer", header: t("invoices:line.customer"), cell: customerOf },
    { key: "what", header: t("invoices:line.what"), cell: (line) => <WhatCell line={line} /> },
    {
      key: "date",
      header: t("invoices:line.date"),
      isNarrow: true,
      cell: ({ datedOn }) => <span className="block lg:w-24">{datedOn.text}</span>,
    },
    {
      key: "arithmetic",
      header: t("invoices:line.arithmetic"),
      align: "end",
      isNarrow: true,
      cell: ({ kind, unitPrice, quantityText }) => (
        <span className="block lg:w-40">{kind === "credit" ? null : `${unitPrice.text} × ${quantityText}`}</span>
      ),
    },
    hasTax
      ? {
          key: "tax",
          header: t("invoices:line.tax"),
          align: "end",
          isNarrow: true,
          cell: ({ tax }) => <TaxCell tax={tax} />,
        }
      : null,
    {
      key: "amount",
      header: t("invoices:line.amount"),
      align: "end",
      isNarrow: true,
      cell: (line) => <AmountCell line={line} />,
      footer: total,
    },
  ];
  return (
    <Table
      caption={caption}
      rows={lines}
      rowKey={({ id }) => id}
      columns={columns.filter((column) => column !== null)}
    />
  );
}

function ProductCell({ line, maySeeOrders }: { line: InvoiceLineText; maySeeOrders: boolean }) {
  const t = useTranslate();
  const { title, customerId, orderId, subscriptionId } = line;
  if (!maySeeOrders)
    return (
      <span className="flex flex-col">
        <span className="font-medium">{title}</span>
        <span className="font-mono text-xs font-normal break-all text-ink-muted">{orderId}</span>
      </span>
    );
  // Two links one below the other: each high enough to be hit.
  return (
    <span className="-my-0.5 flex flex-col items-start">
      <TextLink
        to={subscriptionId === null ? paths.order(customerId, orderId) : paths.subscription(customerId, subscriptionId)}
        look="plain"
        className="inline-block py-0.5 font-medium"
      >
        {title}
      </TextLink>
      {subscriptionId === null ? null : (
        <TextLink
          to={paths.order(customerId, orderId)}
          look="plain"
          className="inline-flex min-h-6 items-center text-sm font-normal print:hidden"
        >
          {t("invoices:line.order")}
        </TextLink>
      )}
    </span>
  );
}

function WhatCell({ line }: { line: InvoiceLineText }) {
  const t = useTranslate();
  const { corrects, startsOn, endsOn, creditKind, grantReason } = line;
  if (corrects !== null && creditKind !== null)
    return (
      <span className="flex flex-col lg:w-64">
        <span>{t(`invoices:credit.${creditKind}`)}</span>
        {grantReason === null ? null : <span className="text-sm break-words">{grantReason}</span>}
        <span className="text-sm text-ink-muted">
          {corrects.onInvoice === null ? (
            t("invoices:line.corrects", { date: corrects.chargedOn.text })
          ) : (
            <>
              {t("invoices:line.correctsOn", { date: corrects.chargedOn.text })}{" "}
              <TextLink to={paths.invoice(corrects.onInvoice.id)}>{corrects.onInvoice.number}</TextLink>
            </>
          )}
        </span>
      </span>
    );
  return (
    <span className="flex flex-col lg:w-64">
      <span>
        {t(`invoices:charge.${line.chargeKind}`)}
        {line.termNumber === null ? null : `, ${t("invoices:line.term", { number: line.termNumber })}`}
      </span>
      <span className="text-sm text-ink-muted">
        {startsOn === null || endsOn === null
          ? t("invoices:line.once")
          : t("invoices:line.period", { from: startsOn.text, to: endsOn.text })}
      </span>
    </span>
  );
}

function TaxCell({ tax }: { tax: InvoiceLineText["tax"] }) {
  const t = useTranslate();
  if (tax === null) return <span className="block lg:w-28" />;
  return (
    <span className="flex flex-col lg:w-28">
      <span>{tax.amount.text}</span>
      <span className="text-sm text-ink-muted">
        {t(tax.isIncluded ? "invoices:line.taxIn" : "invoices:line.taxOn", { rate: tax.rate })}
      </span>
    </span>
  );
}

function AmountCell({ line }: { line: InvoiceLineText }) {
  const t = useTranslate();
  return (
    <span className="flex flex-col sm:items-end lg:w-40">
      <span className="font-medium">{line.amount.text}</span>
      <TextLink to={paths.charge(line.chargeId)} className="text-sm font-normal print:hidden">
        <span aria-hidden="true">{t("invoices:line.why")}</span>
        <span className="sr-only">{t("invoices:line.whyOf", { product: line.title, date: line.datedOn.text })}</span>
      </TextLink>
    </span>
  );
}
