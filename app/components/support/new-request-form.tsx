import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { supportSeverities, supportTopics } from "#app/domain/support/support-request.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import { AttachmentsField } from "./attachments-field.tsx";

export type NewRequestFields = Readonly<
  Record<
    | "topic"
    | "severity"
    | "title"
    | "description"
    | "customer"
    | "reference"
    | "amount"
    | "currency"
    | "contactName"
    | "contactEmail"
    | "contactPhone"
    | "attachments",
    FieldState
  >
>;

type NewRequestFormProps = {
  readonly formId: string;
  readonly fields: NewRequestFields;
  readonly idempotencyKey: string;
  readonly lineNumber: number | null;
  readonly currencies: readonly string[];
  /** The form was refused and is shown again. */
  readonly isAgain: boolean;
};

/** What is asked, about what, by whom, and files. */
export function NewRequestForm({
  formId,
  fields,
  idempotencyKey,
  lineNumber,
  currencies,
  isAgain,
}: NewRequestFormProps) {
  const t = useTranslate();
  const optionalWord = t("support:form.optional");
  return (
    <Section className="max-w-3xl">
      <Form method="post" encType="multipart/form-data" id={formId} noValidate className="flex flex-col gap-5">
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        {lineNumber === null ? null : <input type="hidden" name="lineNumber" value={lineNumber} />}
        <SelectField
          field={fields.topic}
          label={t("support:form.topic")}
          placeholder={t("support:form.choose")}
          options={supportTopics.map((value) => ({ value, label: t(`support:topic.${value}`) }))}
        />
        <RadioGroup
          field={fields.severity}
          label={t("support:form.severity")}
          options={supportSeverities.map((value) => ({
            value,
            label: t(`support:severity.${value}`),
            hint: t(`support:severityHint.${value}`),
          }))}
        />
        <InputField field={fields.title} label={t("support:form.subject")} autoComplete="off" />
        <TextareaField
          field={fields.description}
          label={t("support:form.description")}
          hint={t("support:form.descriptionHint")}
          rows={8}
          autoComplete="off"
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <InputField
            field={fields.customer}
            label={t("support:form.customer")}
            hint={t("support:form.customerHint")}
            optionalWord={optionalWord}
            autoComplete="off"
          />
          <InputField
            field={fields.reference}
            label={t("support:form.reference")}
            hint={t("support:form.referenceHint")}
            optionalWord={optionalWord}
            autoComplete="off"
          />
          <InputField
            field={fields.amount}
            label={t("support:form.amount")}
            hint={t("support:form.amountHint")}
            optionalWord={optionalWord}
            inputMode="decimal"
            autoComplete="off"
          />
          <SelectField
            field={fields.currency}
            label={t("support:form.currency")}
            optionalWord={optionalWord}
            placeholder={t("support:form.choose")}
            options={currencies.map((value) => ({ value, label: value }))}
            className="sm:justify-end"
          />
        </div>
        <fieldset className="min-w-0 border-t border-line pt-4">
          <legend className="sr-only">{t("support:form.contact")}</legend>
          <h2 className="mb-3 text-md font-semibold" aria-hidden>
            {t("support:form.contact")}
          </h2>
          <FieldStack>
            <InputField field={fields.contactName} label={t("support:form.contactName")} autoComplete="name" />
            <InputField
              field={fields.contactEmail}
              type="email"
              label={t("support:form.contactEmail")}
              autoComplete="email"
            />
            <InputField
              field={fields.contactPhone}
              type="tel"
              label={t("support:form.contactPhone")}
              optionalWord={optionalWord}
              autoComplete="tel"
            />
          </FieldStack>
        </fieldset>
        <AttachmentsField field={fields.attachments} isAgain={isAgain} />
        <FormActions>
          <Button variant="primary">{t("support:form.submit")}</Button>
          <ButtonLink to={paths.supportRequests()} variant="quiet">
            {t("support:form.cancel")}
          </ButtonLink>
        </FormActions>
      </Form>
    </Section>
  );
}
