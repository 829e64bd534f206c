import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { PartnerText } from "#app/views/partners.ts";

type PerpetualSalesFormProps = {
  readonly formId: string;
  readonly partner: PartnerText;
  readonly reasonField: FieldState;
  readonly idempotencyKey: string;
};

/** Says what will happen when a partner's sale of perpetual software is switched, and does it with a reason. */
export function PerpetualSalesForm({ formId, partner, reasonField, idempotencyKey }: PerpetualSalesFormProps) {
  const t = useTranslate();
  const { id, name, sellsPerpetual } = partner;
  return (
    <Section title={t(sellsPerpetual ? "partners:offOf" : "partners:onOf", { name })} className="max-w-3xl">
      <Form method="post" id={formId} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="partnerId" value={id} />
        <input type="hidden" name="sellsPerpetual" value={sellsPerpetual ? "no" : "yes"} />
        <p className="max-w-prose">{t(sellsPerpetual ? "partners:offText" : "partners:onText", { name })}</p>
        <TextareaField
          field={reasonField}
          label={t("partners:reason")}
          hint={t("partners:reasonHint")}
          rows={2}
          autoComplete="off"
        />
        <FormActions>
          <Button variant={sellsPerpetual ? "danger" : "primary"}>
            {t(sellsPerpetual ? "partners:off" : "partners:on")}
          </Button>
          <ButtonLink to={paths.partners()} variant="quiet">
            {t("partners:keep")}
          </ButtonLink>
        </FormActions>
      </Form>
    </Section>
  );
}
