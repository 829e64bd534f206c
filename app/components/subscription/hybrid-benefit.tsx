import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { FilterInput } from "#app/ui/filter-fields.tsx";
import { Section } from "#app/ui/section.tsx";
import type { SubscriptionPageData } from "./page-data.ts";

type HybridBenefitProps = {
  readonly benefit: NonNullable<SubscriptionPageData["hybridBenefit"]>;
  /** What was typed cannot be read as two rates. */
  readonly isInvalid: boolean;
};

/** What Azure Hybrid Benefit would save on one machine, from its two hourly rates. A form by GET: the estimate has an address. */
export function HybridBenefit({ benefit, isInvalid }: HybridBenefitProps) {
  const t = useTranslate();
  const { percent, savingPerHour: perHour, savingPerMonth: perMonth, currency } = benefit;
  return (
    <Section title={t("subscriptions:benefit.title")}>
      <div className="flex flex-col gap-3" id="hybrid-benefit">
        <p>{t("subscriptions:benefit.text")}</p>
        <div className="rounded-md bg-success-soft px-3 py-2 text-success-ink">
          <p className="font-semibold">{t("subscriptions:benefit.saving", { percent })}</p>
          <p className="text-sm">{t("subscriptions:benefit.savingText", { perHour, perMonth })}</p>
        </div>
        {isInvalid ? <p className="text-sm font-medium text-danger-ink">{t("subscriptions:benefit.invalid")}</p> : null}
        <p className="text-sm text-ink-muted">
          {benefit.isExample
            ? t("subscriptions:benefit.example")
            : benefit.isCapped
              ? t("subscriptions:benefit.capped")
              : null}
        </p>
        <Form method="get" action="#hybrid-benefit" preventScrollReset className="grid grid-cols-2 items-end gap-3">
          <FilterInput
            label={t("subscriptions:benefit.withWindows")}
            name="withWindows"
            defaultValue={benefit.withWindows}
          />
          <FilterInput
            label={t("subscriptions:benefit.withoutWindows")}
            name="withoutWindows"
            defaultValue={benefit.withoutWindows}
          />
          <p className="text-sm text-ink-muted">{t("subscriptions:benefit.perHour", { currency })}</p>
          <Button size="sm">{t("subscriptions:benefit.submit")}</Button>
        </Form>
      </div>
    </Section>
  );
}
