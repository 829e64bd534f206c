import { useTranslate } from "#app/components/use-translate.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import type { RefundText } from "#app/views/subscription.ts";

/** How a refund is worked out, charge by charge, to the minor unit. */
export function RefundDerivation({ refund }: { readonly refund: RefundText }) {
  const t = useTranslate();
  return (
    <Section
      title={t("subscriptions:cancel.derivation")}
      description={t("subscriptions:cancel.derivationText")}
      isPadded={false}
    >
      <Table
        caption={t("subscriptions:cancel.derivationCaption")}
        rows={refund.charges}
        rowKey={({ chargeId }) => chargeId}
        columns={[
          {
            key: "period",
            header: t("subscriptions:cancel.period"),
            isPrimary: true,
            cell: ({ startsOn, endsOn }) =>
              startsOn === null || endsOn === null
                ? null
                : t("subscriptions:timeline.stretch", { from: startsOn.text, to: endsOn.text }),
          },
          {
            key: "charged",
            header: t("subscriptions:cancel.charged"),
            align: "end",
            cell: ({ charged }) => charged.text,
          },
          {
            key: "days",
            header: t("subscriptions:cancel.days"),
            align: "end",
            cell: ({ remainingDays: remaining, cycleDays: days }) =>
              t("subscriptions:cancel.daysOf", { remaining, days }),
          },
          {
            key: "unit",
            header: t("subscriptions:cancel.unit"),
            align: "end",
            cell: (charge) =>
              t("subscriptions:cancel.unitFormula", {
                unitPrice: charge.unitPrice.text,
                remaining: charge.remainingDays,
                days: charge.cycleDays,
                unitRefund: charge.unitRefund.text,
              }),
          },
          {
            key: "credit",
            header: t("subscriptions:cancel.credit"),
            align: "end",
            isNarrow: true,
            cell: ({ amount, quantityText, unitRefund }) => (
              <span className="flex flex-col">
                <strong className="font-semibold">{amount.text}</strong>
                <span className="text-sm text-ink-muted">
                  {t("subscriptions:cancel.formula", { quantity: quantityText, unitRefund: unitRefund.text })}
                </span>
              </span>
            ),
            footer: refund.charges.length > 1 ? `${t("subscriptions:cancel.total")} ${refund.total.text}` : undefined,
          },
        ]}
      />
    </Section>
  );
}
