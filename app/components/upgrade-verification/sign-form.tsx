import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { CustomerFields } from "./customer-fields.tsx";

type SignFormProps = {
  readonly formId: string;
  readonly fields: Readonly<
    Record<
      | "customerName"
      | "customerAddress"
      | "contactName"
      | "contactEmail"
      | "name"
      | "role"
      | "signedOn"
      | "isAcknowledged"
      | "attachments",
      FieldState
    >
  >;
  readonly idempotencyKey: string;
  readonly backTo: string;
};

/** The fields of the form, and the signature: a typed name, or a file that was signed by hand. */
export function SignForm({ formId, fields, idempotencyKey, backTo }: SignFormProps) {
  const t = useTranslate();
  return (
    <Section title={t("installations:sign.form")}>
      <Form method="post" encType="multipart/form-data" id={formId} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <CustomerFields fields={fields} />
        <h3 className="border-t border-line pt-4 text-md font-semibold">{t("installations:sign.signature")}</h3>
        <div className="grid gap-4 sm:grid-cols-2">
          <InputField field={fields.name} label={t("installations:sign.name")} autoComplete="name" />
          <InputField field={fields.role} label={t("installations:sign.role")} autoComplete="organization-title" />
          <InputField
            field={fields.signedOn}
            type="date"
            label={t("installations:sign.signedOn")}
            hint={t("installations:sign.signedOnHint")}
          />
        </div>
        <InputField
          field={fields.attachments}
          type="file"
          accept=".pdf,.png,.jpg,.jpeg"
          label={t("installations:sign.file")}
          hint={t("installations:sign.fileHint")}
          optionalWord={t("installations:devices.optional")}
        />
        <CheckboxField field={fields.isAcknowledged} label={t("installations:sign.acknowledge")} required />
        <Notice tone="warning">{t("installations:sign.final")}</Notice>
        <FormActions>
          <Button variant="primary">{t("installations:sign.button")}</Button>
          <ButtonLink to={backTo} variant="quiet">
            {t("installations:form.back")}
          </ButtonLink>
        </FormActions>
      </Form>
    </Section>
  );
}
