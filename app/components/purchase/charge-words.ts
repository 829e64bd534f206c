import { useTranslate } from "#app/components/use-translate.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";

type Choice = { readonly termDuration: TermDuration | null; readonly billingPlan: BillingPlan };

/** "3 years · Annual"; perpetual software has neither. */
export function useChoiceWords(): (choice: Choice) => string {
  const t = useTranslate();
  return ({ termDuration, billingPlan }) =>
    termDuration === null
      ? t("purchase:offers.perpetual")
      : `${t(`trade:termDuration.${termDuration}`)} · ${t(`trade:billingPlan.${billingPlan}`)}`;
}
