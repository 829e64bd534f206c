import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { ChargeText } from "#app/views/charge-text.ts";
import type { InstantText, MoneyText } from "#app/views/format.ts";

type ChargeTableProps = {
  readonly charges: readonly ChargeText[];
  readonly charged: MoneyText;
  readonly credited: MoneyText;
};

/** Charges as they were made, each beside the credit of it. */
export function ChargeTable({ charges, charged, credited }: ChargeTableProps) {
  const t = useTranslate();
  return (
    <Section title={t("customers:order.charges")} isPadded={false}>
      <Table
        caption={t("customers:order.charges")}
        rows={charges}
        rowKey={({ id }) => id}
        columns={[
          {
            key: "what",
            header: t("customers:charges.what"),
            isPrimary: true,
            cell: (charge) => (
              <span className="flex flex-col">
                <span className="font-medium">{t(`customers:charges.kinds.${charge.kind}`)}</span>
                <span className="text-sm font-normal text-ink-muted">
                  {charge.startsOn === null || charge.endsOn === null
                    ? t("customers:charges.once")
                    : t("customers:charges.period", { from: charge.startsOn.text, to: charge.endsOn.text })}
                </span>
              </span>
            ),
          },
          {
            key: "date",
            header: t("customers:orders.date"),
            isNarrow: true,
            cell: ({ chargedAt }) => <Moment instant={chargedAt} />,
          },
          {
            key: "arithmetic",
            header: t("customers:charges.arithmetic"),
            align: "end",
            isNarrow: true,
            cell: ({ unitPrice, quantityText }) => `${unitPrice.text} × ${quantityText}`,
          },
          {
            key: "charged",
            header: t("customers:charges.charged"),
            align: "end",
            isNarrow: true,
            cell: (charge) => <Amount charge={charge} amount={charge.amount} on={charge.chargedAt} />,
            footer: charged.text,
          },
          {
            key: "credited",
            header: t("customers:charges.credited"),
            align: "end",
            isNarrow: true,
            cell: (charge) =>
              charge.credit === null ? (
                ""
              ) : (
                <Amount charge={charge} amount={charge.credit.amount} on={charge.credit.creditedAt} />
              ),
            footer: credited.amountMinor === 0 ? undefined : credited.text,
          },
        ]}
      />
    </Section>
  );
}

type AmountProps = { readonly charge: ChargeText; readonly amount: MoneyText; readonly on: InstantText };

/** An amount that opens its derivation; the same page explains a charge and its credit. */
function Amount({ charge: { id }, amount, on }: AmountProps) {
  const t = useTranslate();
  return (
    <TextLink to={paths.charge(id)}>
      {amount.text} <span className="sr-only">{t("invoices:line.whyOn", { date: on.utc })}</span>
    </TextLink>
  );
}
