import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { installerKinds } from "#app/domain/upgrade-verification/installation-order.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { InstallersView } from "#app/views/upgrade-verification/installations.ts";

type InstallerFormProps = {
  readonly formId: string;
  readonly fields: Readonly<
    Record<"kind" | "name" | "address" | "partnerId" | "returnAddress" | "returnInstructions", FieldState>
  >;
  readonly partners: InstallersView["partners"];
  readonly changed: { readonly id: string; readonly name: string } | null;
  readonly idempotencyKey: string;
};

/** Adds an installer, or changes one. */
export function InstallerForm({ formId, fields, partners, changed, idempotencyKey }: InstallerFormProps) {
  const t = useTranslate();
  return (
    <Section
      title={
        changed === null
          ? t("installations:installers.add")
          : t("installations:installers.change", { name: changed.name })
      }
      className="max-w-3xl"
    >
      <Form method="post" id={formId} noValidate className="flex flex-col gap-4">
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        {changed === null ? null : <input type="hidden" name="installerId" value={changed.id} />}
        <RadioGroup
          field={fields.kind}
          label={t("installations:installers.kind")}
          options={installerKinds.map((value) => ({ value, label: t(`installations:installers.kinds.${value}`) }))}
        />
        <InputField field={fields.name} label={t("installations:installers.name")} autoComplete="off" />
        <InputField field={fields.address} label={t("installations:installers.address")} autoComplete="off" />
        <SelectField
          field={fields.partnerId}
          label={t("installations:installers.partner")}
          optionalWord={t("installations:devices.optional")}
          placeholder={t("installations:installers.noPartner")}
          options={partners.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <InputField
          field={fields.returnAddress}
          type="email"
          label={t("installations:installers.returnAddress")}
          hint={t("installations:installers.returnHint")}
          autoComplete="off"
        />
        <TextareaField
          field={fields.returnInstructions}
          label={t("installations:installers.instructions")}
          optionalWord={t("installations:devices.optional")}
          rows={3}
          autoComplete="off"
        />
        <FormActions>
          <Button variant="primary">{t("installations:installers.button")}</Button>
          {changed === null ? null : (
            <ButtonLink to={paths.installers()} variant="quiet">
              {t("installations:form.back")}
            </ButtonLink>
          )}
        </FormActions>
      </Form>
    </Section>
  );
}
