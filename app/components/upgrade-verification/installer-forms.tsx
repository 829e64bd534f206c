import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField, RadioGroup, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { DeviceText, VersionText } from "#app/views/upgrade-verification/installation-texts.ts";

type AnswerFormProps = {
  readonly version: VersionText;
  readonly fields: Readonly<Record<"decision" | "text", FieldState>>;
  readonly idempotencyKey: string;
};

/** The installer's answer in writing. */
export function AnswerForm({ version, fields, idempotencyKey }: AnswerFormProps) {
  const t = useTranslate();
  const { number, devices, signature } = version;
  return (
    <Section
      title={t("installations:imaging.answer", { number })}
      description={t("installations:imaging.answerText", { count: devices, name: signature?.name ?? "" })}
    >
      <Form method="post" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="answer" />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <input type="hidden" name="number" value={number} />
        <RadioGroup
          field={fields.decision}
          label={t("installations:imaging.decision")}
          options={[
            { value: "accept", label: t("installations:imaging.accept") },
            { value: "reject", label: t("installations:imaging.reject") },
          ]}
        />
        <TextareaField field={fields.text} label={t("installations:imaging.text")} rows={3} autoComplete="off" />
        <FormActions>
          <Button variant="primary">{t("installations:imaging.answerButton")}</Button>
        </FormActions>
      </Form>
    </Section>
  );
}

type RecordFormProps = {
  readonly devices: readonly DeviceText[];
  readonly fields: Readonly<Record<"serial" | "image" | "isBaseKept" | "isFinished", FieldState>>;
  readonly idempotencyKey: string;
};

/** Records that an image went on a released device. */
export function RecordForm({ devices, fields, idempotencyKey }: RecordFormProps) {
  const t = useTranslate();
  return (
    <Section title={t("installations:imaging.record")} description={t("installations:imaging.recordText")}>
      <Form method="post" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="record" />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            field={fields.serial}
            label={t("installations:imaging.device")}
            options={devices.map(({ serialNumber, baseName }) => ({
              value: serialNumber,
              label: `${serialNumber} · ${baseName}`,
            }))}
          />
          <InputField field={fields.image} label={t("installations:imaging.image")} autoComplete="off" />
        </div>
        <CheckboxField field={fields.isBaseKept} label={t("installations:imaging.isBaseKept")} />
        <CheckboxField field={fields.isFinished} label={t("installations:imaging.isFinished")} />
        <FormActions>
          <Button variant="primary">{t("installations:imaging.recordButton")}</Button>
        </FormActions>
      </Form>
    </Section>
  );
}
