import { CreditSteps } from "#app/components/invoices/credit-steps.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { RefundText } from "#app/views/derivation.ts";

/** How a refund is worked out, charge by charge, to the minor unit; the same steps explain the credit once it is made. */
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
            cell: ({ chargeId, charged, startsOn }) => (
              <TextLink to={paths.charge(chargeId)}>
                {charged.text}{" "}
                <span className="sr-only">
                  {startsOn === null ? t("invoices:line.why") : t("invoices:line.whyOn", { date: startsOn.text })}
                </span>
              </TextLink>
            ),
          },
          {
            key: "steps",
            header: t("invoices:steps.title"),
            cell: ({ arithmetic }) => <CreditSteps arithmetic={arithmetic} />,
          },
          {
            key: "credit",
            header: t("subscriptions:cancel.credit"),
            align: "end",
            isNarrow: true,
            cell: ({ arithmetic }) => <strong className="font-semibold">{arithmetic.amount.text}</strong>,
            footer: refund.charges.length > 1 ? `${t("subscriptions:cancel.total")} ${refund.total.text}` : undefined,
          },
        ]}
      />
    </Section>
  );
}
