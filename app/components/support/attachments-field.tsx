import { useHydrated } from "#app/components/use-hydrated.ts";
import { useTranslate } from "#app/components/use-translate.ts";
import type { FieldState } from "#app/ui/field.tsx";
import { InputField } from "#app/ui/inputs.tsx";

type AttachmentsFieldProps = {
  readonly field: FieldState;
  /** The form is shown again; without scripts browsers forget the files of a form. */
  readonly isAgain: boolean;
};

/** Files to send along. What the browser offers is a help for choosing, and decides nothing. */
export function AttachmentsField({ field, isAgain }: AttachmentsFieldProps) {
  const t = useTranslate();
  const isHydrated = useHydrated();
  const hint = t("support:form.attachmentsHint");
  return (
    <InputField
      field={field}
      type="file"
      multiple
      accept=".pdf,.png,.jpg,.jpeg,.txt,.log,.csv"
      label={t("support:form.attachments")}
      hint={isAgain && !isHydrated ? `${hint} ${t("support:form.attachmentsAgain")}` : hint}
      optionalWord={t("support:form.optional")}
    />
  );
}
