import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { RadioGroup, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { DeviceChoice } from "#app/views/upgrade-verification/device-page.ts";

type DecideFormProps = {
  readonly unknown: DeviceChoice;
  readonly fields: Readonly<Record<"deviceId" | "decision" | "text", FieldState>>;
  readonly idempotencyKey: string;
};

/** The operator's word on a base that the matrix does not know. */
export function DecideForm({ unknown: { devices, total }, fields, idempotencyKey }: DecideFormProps) {
  const t = useTranslate();
  return (
    <Section title={t("installations:operator.decide")} description={t("installations:operator.decideText")}>
      <Form method="post" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="decide" />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <SelectField
          field={fields.deviceId}
          label={t("installations:operator.device")}
          hint={
            total > devices.length
              ? t("installations:operator.deviceHint", { shown: devices.length, total })
              : undefined
          }
          options={devices.map(({ id, serialNumber, baseName }) => ({
            value: id,
            label: `${serialNumber} · ${baseName}`,
          }))}
        />
        <RadioGroup
          field={fields.decision}
          label={t("installations:operator.decision")}
          options={[
            { value: "qualifies", label: t("installations:operator.qualifies") },
            { value: "does-not-qualify", label: t("installations:operator.doesNot") },
          ]}
        />
        <TextareaField field={fields.text} label={t("installations:operator.reason")} rows={3} autoComplete="off" />
        <FormActions>
          <Button variant="primary">{t("installations:operator.button")}</Button>
        </FormActions>
      </Form>
    </Section>
  );
}
