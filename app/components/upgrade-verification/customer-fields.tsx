import type { ReactNode } from "react";
import { useTranslate } from "#app/components/use-translate.ts";
import type { FieldState } from "#app/ui/field.tsx";
import { InputField, TextareaField } from "#app/ui/inputs.tsx";

type CustomerFieldsProps = {
  readonly fields: Readonly<Record<"contactEmail" | "contactName" | "customerAddress" | "customerName", FieldState>>;
  /** Further fields beside those of the contact. */
  readonly children?: ReactNode;
};

/** What a form of verification says of the customer: its name, its address, and whom to ask there. */
export function CustomerFields({ fields, children }: CustomerFieldsProps) {
  const t = useTranslate();
  return (
    <>
      <InputField
        field={fields.customerName}
        label={t("installations:submit.customerName")}
        autoComplete="organization"
      />
      <TextareaField
        field={fields.customerAddress}
        label={t("installations:submit.customerAddress")}
        rows={2}
        autoComplete="off"
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <InputField field={fields.contactName} label={t("installations:submit.contactName")} autoComplete="off" />
        <InputField
          field={fields.contactEmail}
          type="email"
          label={t("installations:submit.contactEmail")}
          autoComplete="off"
        />
        {children}
      </div>
    </>
  );
}
