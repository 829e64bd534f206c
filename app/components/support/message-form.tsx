import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { supportSeverities, type SupportStatus, supportStatuses } from "#app/domain/support/support-request.ts";
import { Button } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { RadioGroup, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import { AttachmentsField } from "./attachments-field.tsx";

export type MessageFields = {
  readonly text: FieldState;
  readonly status: FieldState;
  readonly severity: FieldState;
  readonly attachments: FieldState;
};

type MessageFormProps = {
  readonly formId: string;
  readonly fields: MessageFields;
  readonly status: SupportStatus;
  readonly idempotencyKey: string;
  readonly side: "partner" | "operator";
  /** The form was refused and is shown again. */
  readonly isAgain: boolean;
};

/** What one side adds to the thread, with files, and what becomes of the request by it. */
export function MessageForm({ formId, fields, status, idempotencyKey, side, isAgain }: MessageFormProps) {
  const t = useTranslate();
  const isClosed = status === "closed";
  const isOperator = side === "operator";
  const title = isClosed ? "support:note.reopenTitle" : isOperator ? "support:answer.title" : "support:note.title";
  return (
    <Section title={t(title)} description={isClosed ? t("support:note.reopenText") : undefined}>
      <Form method="post" encType="multipart/form-data" id={formId} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <TextareaField
          field={fields.text}
          label={t(isOperator ? "support:answer.text" : "support:note.text")}
          rows={5}
          autoComplete="off"
          {...(isClosed || isOperator ? {} : { optionalWord: t("support:form.optional") })}
        />
        <AttachmentsField field={fields.attachments} isAgain={isAgain} />
        {isClosed ? (
          <input type="hidden" name="status" value="open" />
        ) : (
          <SelectField
            field={fields.severity}
            label={t("support:note.severity")}
            options={supportSeverities.map((value) => ({ value, label: t(`support:severity.${value}`) }))}
            className="sm:max-w-60"
          />
        )}
        {isOperator && !isClosed ? (
          <RadioGroup
            field={fields.status}
            label={t("support:answer.next")}
            options={supportStatuses.map((value) => ({ value, label: t(`support:answer.${value}`) }))}
          />
        ) : null}
        <FormActions>
          {isClosed ? (
            <Button variant="primary">{t("support:note.reopen")}</Button>
          ) : (
            <Button variant="primary">{t(isOperator ? "support:answer.submit" : "support:note.submit")}</Button>
          )}
          {isClosed || isOperator ? null : (
            <Button name="status" value="closed">
              {t("support:note.close")}
            </Button>
          )}
        </FormActions>
      </Form>
    </Section>
  );
}
