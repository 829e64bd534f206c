import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField, RadioGroup, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { DeviceChoice } from "#app/views/upgrade-verification/device-page.ts";
import type { DeviceText, VersionText } from "#app/views/upgrade-verification/installation-texts.ts";

type AnswerFormProps = {
  readonly version: VersionText;
  readonly fields: Readonly<Record<"decision" | "text", FieldState>>;
  /** Where somebody records an answer on paper: who answered, when, and the answer as a file. */
  readonly onPaper?: {
    readonly installer: string;
    readonly fields: Readonly<Record<"name" | "answeredOn" | "attachments", FieldState>>;
  };
  readonly idempotencyKey: string;
};

/** The installer's answer in writing. */
export function AnswerForm({ version, fields, onPaper, idempotencyKey }: AnswerFormProps) {
  const t = useTranslate();
  const { number, devices, signature } = version;
  return (
    <Section
      title={t(onPaper === undefined ? "installations:imaging.answer" : "installations:onPaper.answer", { number })}
      description={
        onPaper === undefined
          ? t("installations:imaging.answerText", { count: devices, name: signature?.name ?? "" })
          : t("installations:onPaper.answerText", { installer: onPaper.installer })
      }
    >
      <Form
        method="post"
        noValidate
        className="flex flex-col gap-4"
        {...(onPaper === undefined ? {} : { encType: "multipart/form-data" })}
      >
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
        {onPaper === undefined ? null : (
          <>
            <div className="grid gap-4 sm:grid-cols-2">
              <InputField
                field={onPaper.fields.name}
                label={t("installations:onPaper.name")}
                hint={t("installations:onPaper.nameHint")}
                autoComplete="off"
              />
              <InputField
                field={onPaper.fields.answeredOn}
                type="date"
                label={t("installations:onPaper.answeredOn")}
                hint={t("installations:onPaper.answeredOnHint")}
              />
            </div>
            <InputField
              field={onPaper.fields.attachments}
              type="file"
              accept=".pdf,.png,.jpg,.jpeg"
              label={t("installations:onPaper.file")}
              hint={t("installations:onPaper.fileHint")}
            />
          </>
        )}
        <TextareaField field={fields.text} label={t("installations:imaging.text")} rows={3} autoComplete="off" />
        <FormActions>
          <Button variant="primary">
            {t(onPaper === undefined ? "installations:imaging.answerButton" : "installations:onPaper.answerButton")}
          </Button>
        </FormActions>
      </Form>
    </Section>
  );
}

type RecordFormProps = {
  readonly ready: DeviceChoice;
  readonly fields: Readonly<Record<"serial" | "image" | "isBaseKept" | "isFinished", FieldState>>;
  readonly idempotencyKey: string;
};

/** Finishes an image that was begun; null for a device of which none is. */
export function FinishForm({
  device: { imaging, serialNumber },
  idempotencyKey,
}: {
  readonly device: DeviceText;
  readonly idempotencyKey: string;
}) {
  const t = useTranslate();
  if (imaging === null || imaging.finishedAt !== null) return null;
  return (
    <Form method="post">
      <input type="hidden" name="intent" value="finish" />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <input type="hidden" name="recordId" value={imaging.recordId} />
      <Button size="sm" aria-label={t("installations:imaging.finishNamed", { serial: serialNumber })}>
        {t("installations:imaging.finish")}
      </Button>
    </Form>
  );
}

/** Records that an image went on a released device. Of more devices than a list is good for, one is typed or scanned. */
export function RecordForm({ ready: { devices, total }, fields, idempotencyKey }: RecordFormProps) {
  const t = useTranslate();
  return (
    <Section title={t("installations:imaging.record")} description={t("installations:imaging.recordText")}>
      <Form method="post" noValidate className="flex flex-col gap-4">
        <input type="hidden" name="intent" value="record" />
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <div className="grid gap-4 sm:grid-cols-2">
          {total > devices.length ? (
            <InputField
              field={fields.serial}
              label={t("installations:imaging.deviceTyped")}
              hint={t("installations:imaging.deviceTypedHint", { count: total })}
              autoComplete="off"
            />
          ) : (
            <SelectField
              field={fields.serial}
              label={t("installations:imaging.device")}
              options={devices.map(({ serialNumber, baseName }) => ({
                value: serialNumber,
                label: `${serialNumber} · ${baseName}`,
              }))}
            />
          )}
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
