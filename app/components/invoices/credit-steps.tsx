import { useTranslate } from "#app/components/use-translate.ts";
import type { CreditArithmetic } from "#app/views/derivation.ts";

/** The arithmetic of a credit, step by step, the cut after the last digit among them; before it is made and afterwards. */
export function CreditSteps({ arithmetic }: { readonly arithmetic: CreditArithmetic }) {
  const t = useTranslate();
  if (arithmetic.kind !== "prorated") return <span>{t(`invoices:steps.${arithmetic.kind}`)}</span>;
  const { remainingDays: remaining, cycleDays: days, unitPrice, unitRefund, quantityText, amount, cutOff } = arithmetic;
  return (
    <ol className="flex flex-col gap-0.5 tabular">
      <li>{t("invoices:steps.days", { remaining, days })}</li>
      <li>
        {t("invoices:steps.unit", { unitPrice: unitPrice.text, remaining, days, unitRefund: unitRefund.text })}
        <span className="block text-sm text-ink-muted">
          {cutOff === null ? t("invoices:steps.even") : t("invoices:steps.cutOff", { fraction: cutOff })}
        </span>
      </li>
      <li>{t("invoices:steps.total", { unitRefund: unitRefund.text, quantity: quantityText, amount: amount.text })}</li>
    </ol>
  );
}
