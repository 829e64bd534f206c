import { useTranslate } from "#app/components/use-translate.ts";
import { Section } from "#app/ui/section.tsx";
import type { InvoiceHead } from "#app/views/invoice.ts";

/** What an invoice sums up to: lines, tax on top rate by rate, total, and tax that is within the amounts. */
export function InvoiceSums({ invoice }: { readonly invoice: InvoiceHead }) {
  const t = useTranslate();
  const { subtotal, taxes, total, taxInAmounts } = invoice;
  const added = taxes.filter(({ isIncluded }) => !isIncluded);
  const within = taxes.filter(({ isIncluded }) => isIncluded);
  return (
    <Section title={t("invoices:invoice.sums")}>
      <dl className="flex flex-col gap-1.5 tabular">
        <Row term={t("invoices:invoice.subtotal")} value={subtotal.text} />
        {added.map(({ market, rate, base, amount }) => (
          <Row
            key={`${market} ${rate}`}
            term={t("invoices:invoice.taxOf", { rate, market })}
            remark={t("invoices:invoice.taxBase", { base: base.text })}
            value={amount.text}
          />
        ))}
        <div className="mt-1 flex justify-between gap-4 border-t border-line pt-2 text-md font-semibold">
          <dt>{t("invoices:invoice.total")}</dt>
          <dd>{total.text}</dd>
        </div>
        {within.map(({ market, rate, base, amount }) => (
          <Row
            key={`${market} ${rate}`}
            term={t("invoices:invoice.taxWithin", { rate, market })}
            remark={t("invoices:invoice.taxBase", { base: base.text })}
            value={amount.text}
          />
        ))}
      </dl>
      <p className="mt-3 text-sm text-ink-muted">
        {t(`invoices:taxInAmounts.${taxInAmounts}`)} {taxes.length === 0 ? t("invoices:noRate") : null}
      </p>
    </Section>
  );
}

function Row({ term, remark, value }: { term: string; remark?: string; value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt className="text-ink-muted">
        {term}
        {remark === undefined ? null : <span className="text-sm"> {remark}</span>}
      </dt>
      <dd className="font-medium">{value}</dd>
    </div>
  );
}
