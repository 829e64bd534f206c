import type { FormMetadata } from "@conform-to/react";
import { useTranslate } from "./use-translate.ts";
import { ErrorSummary, type SummaryError } from "#app/ui/error-summary.tsx";

type FormErrorsProps = {
  // Conform's metadata is generic over the form's shape, which does not matter here.
  readonly form: Pick<FormMetadata<Record<string, unknown>, string[]>, "id" | "errors" | "allErrors">;
  /** What each field is called, so that a message can be understood away from its field. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
};

/** The error summary of a form: what the whole form was refused for, then each field's trouble with a link to it. */
export function FormErrors({ form, labels = {} }: FormErrorsProps) {
  const t = useTranslate();
  const errors: SummaryError[] = (form.errors ?? []).map((message) => ({ fieldId: null, message }));
  for (const [name, messages] of Object.entries(form.allErrors)) {
    if (name === "") continue;
    const label = labels[name];
    for (const message of messages) {
      errors.push({ fieldId: `${form.id}-${name}`, message: label === undefined ? message : `${label}: ${message}` });
    }
  }
  if (errors.length === 0) return null;
  return <ErrorSummary title={t("common:errorSummaryTitle", { count: errors.length })} errors={errors} />;
}
