import { Form } from "@remix-run/react";
import { Consequences } from "#app/components/subscription/consequences.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { GrantCancellationView } from "#app/views/support/grant-cancellation.ts";

type GrantFormProps = {
  readonly requestId: string;
  readonly target: NonNullable<GrantCancellationView["target"]>;
  readonly asked: string | null;
  readonly formId: string;
  readonly fields: { readonly amount: FieldState; readonly reason: FieldState; readonly isConfirmed: FieldState };
  readonly idempotencyKey: string;
};

/** What granting brings, what was charged, then the amount, the reason, the tick and the button. */
export function GrantForm({ requestId, target, asked, formId, fields, idempotencyKey }: GrantFormProps) {
  const t = useTranslate();
  return (
    <Section title={t("support:grant.what")} className="max-w-3xl">
      <div className="flex flex-col gap-4">
        <Consequences
          points={[
            { key: "cancels", icon: "ban", text: t("support:grant.cancels"), isWarning: true },
            { key: "keys", icon: "key", text: t("support:grant.keys"), isWarning: true },
            { key: "credit", icon: "file", text: t("support:grant.credit") },
            { key: "closes", icon: "check", text: t("support:grant.closes") },
            { key: "final", icon: "triangle-alert", text: t("support:grant.final"), isWarning: true },
          ]}
        />
        <div className="max-w-lg border-t border-line pt-4">
          <DescriptionList
            items={[
              ...(asked === null ? [] : [{ term: t("support:grant.asked"), value: asked }]),
              {
                term: t("support:grant.charged"),
                value: target.charged.text,
                remark: t("support:grant.chargedText"),
              },
            ]}
          />
        </div>
        <Form method="post" id={formId} noValidate className="flex flex-col gap-4 border-t border-line pt-4">
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="lineNumber" value={target.lineNumber} />
          <InputField
            field={fields.amount}
            label={t("support:grant.amount")}
            hint={t("support:grant.amountHint", { max: target.charged.text })}
            suffix={target.currency}
            inputMode="decimal"
            autoComplete="off"
            className="sm:max-w-60"
          />
          <TextareaField
            field={fields.reason}
            label={t("support:grant.reason")}
            hint={t("support:grant.reasonHint")}
            rows={3}
            autoComplete="off"
          />
          <CheckboxField field={fields.isConfirmed} label={t("support:grant.confirm")} required />
          <FormActions>
            <Button variant="danger">{t("support:grant.submit")}</Button>
            <ButtonLink to={paths.answerSupport(requestId)} variant="quiet">
              {t("support:grant.keep")}
            </ButtonLink>
          </FormActions>
        </Form>
      </div>
    </Section>
  );
}
