import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import type { NextTermData } from "./next-term-data.ts";
import { planText } from "./subject.tsx";
import { TermComparison } from "./term-comparison.tsx";

/** What is planned for the next term already, and the button that takes it back. */
export function PlannedChange({ data }: { readonly data: NextTermData }) {
  const t = useTranslate();
  const { planned, after, before, clearReason, idempotencyKey, noRenewalReason } = data;
  return (
    <Section
      title={t("subscriptions:change.clearTitle")}
      isPadded={false}
      footer={
        <Form method="post" className="flex flex-col items-start gap-3 px-4 py-3">
          <input type="hidden" name="intent" value="clear" />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          {noRenewalReason === null ? null : <p className="font-medium text-danger-ink">{noRenewalReason}</p>}
          <p>
            {t("subscriptions:change.clearText", {
              plan: planText(t, planned.termDuration, planned.billingPlan),
              quantity: planned.quantity,
            })}
          </p>
          <Button {...(clearReason === null ? {} : { disabledReason: clearReason })}>
            {t("subscriptions:change.submitClear")}
          </Button>
        </Form>
      }
    >
      {after === null ? null : <TermComparison before={before} after={after.term} changed={after.changed} />}
    </Section>
  );
}
