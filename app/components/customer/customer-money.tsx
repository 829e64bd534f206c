import { useTranslate } from "#app/components/use-translate.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Section } from "#app/ui/section.tsx";
import type { CustomerView } from "#app/views/customer.ts";
import type { MoneyText } from "#app/views/format.ts";

type CustomerMoneyProps = {
  readonly view: Pick<
    CustomerView,
    "customer" | "spentThisMonth" | "monthStartsOn" | "dueAhead" | "isDueAheadPartial" | "daysAhead"
  >;
};

/** What a customer's book has cost this month, what falls due soon, and who the customer is. */
export function CustomerMoney({ view }: CustomerMoneyProps) {
  const t = useTranslate();
  const { customer } = view;
  const sums = (amounts: readonly MoneyText[]) =>
    amounts.length === 0 ? t("customers:overview.nothingDue") : amounts.map(({ text }) => text).join(" + ");
  return (
    <Section title={t("customers:overview.about")}>
      <DescriptionList
        items={[
          {
            term: t("customers:overview.spent"),
            value: sums(view.spentThisMonth),
            remark: t("customers:overview.spentRemark", { day: view.monthStartsOn.text }),
          },
          {
            term: t("customers:overview.due", { days: view.daysAhead }),
            value: sums(view.dueAhead),
            remark: t(view.isDueAheadPartial ? "customers:overview.duePartial" : "customers:overview.dueRemark"),
          },
          {
            term: t("customers:currency"),
            value: customer.currency ?? t("customers:noCurrency"),
            remark: t(customer.taxIncluded ? "customers:taxIncluded" : "customers:taxExcluded"),
          },
          { term: t("customers:tenant"), value: <span className="font-mono text-sm break-all">{customer.id}</span> },
        ]}
      />
    </Section>
  );
}
