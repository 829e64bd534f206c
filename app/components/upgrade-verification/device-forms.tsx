import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { namedBases } from "#app/domain/upgrade-verification/matrix.ts";
import { makerInstalledAnswers } from "#app/domain/upgrade-verification/verdict.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, InputField, SelectField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";

type DeviceFormsProps = {
  readonly fields: Readonly<
    Record<
      | "serial"
      | "base"
      | "proof"
      | "maker"
      | "model"
      | "coaSerial"
      | "coa"
      | "sa"
      | "makerInstalled"
      | "pasted"
      | "file",
      FieldState
    >
  >;
  readonly idempotencyKey: string;
  /** Why devices cannot be changed; null where they can. */
  readonly reason: string | null;
  readonly backTo: string;
};

/** Devices typed one by one, or as a list that is pasted or comes as a file. */
export function DeviceForms({ fields, idempotencyKey, reason, backTo }: DeviceFormsProps) {
  const t = useTranslate();
  const optionalWord = t("installations:devices.optional");
  const blocked = reason === null ? {} : { disabledReason: reason };
  const answers = { yes: "yes", no: "no", unknown: "notKnown" } as const;
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <Section title={t("installations:devices.one")}>
        <Form method="post" encType="multipart/form-data" noValidate className="flex flex-col gap-4">
          <input type="hidden" name="intent" value="one" />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <InputField field={fields.serial} label={t("installations:devices.serial")} autoComplete="off" />
          <InputField
            field={fields.base}
            label={t("installations:devices.base")}
            hint={t("installations:devices.baseHint")}
            autoComplete="off"
            list="base-systems"
          />
          <datalist id="base-systems">
            {namedBases.map(({ key, name }) => (
              <option key={key}>{name}</option>
            ))}
          </datalist>
          <InputField
            field={fields.proof}
            label={t("installations:devices.licenceProof")}
            optionalWord={optionalWord}
            autoComplete="off"
          />
          <CheckboxField field={fields.coa} label={t("installations:devices.isCoaAffixed")} />
          <CheckboxField field={fields.sa} label={t("installations:devices.hasSa")} />
          <div className="grid gap-4 sm:grid-cols-2">
            <InputField
              field={fields.maker}
              label={t("installations:devices.maker")}
              optionalWord={optionalWord}
              autoComplete="off"
            />
            <InputField
              field={fields.model}
              label={t("installations:devices.model")}
              optionalWord={optionalWord}
              autoComplete="off"
            />
          </div>
          <InputField
            field={fields.coaSerial}
            label={t("installations:devices.coaSerial")}
            hint={t("installations:devices.coaSerialHint")}
            optionalWord={optionalWord}
            autoComplete="off"
          />
          <SelectField
            field={fields.makerInstalled}
            label={t("installations:devices.makerInstalled")}
            options={makerInstalledAnswers.map((value) => ({
              value,
              label: t(`installations:devices.${answers[value]}`),
            }))}
          />
          <FormActions>
            <Button variant="primary" {...blocked}>
              {t("installations:devices.takeOne")}
            </Button>
            <ButtonLink to={backTo} variant="quiet">
              {t("installations:form.back")}
            </ButtonLink>
          </FormActions>
        </Form>
      </Section>
      <Section title={t("installations:devices.list")} description={t("installations:devices.listHint")}>
        <Form method="post" encType="multipart/form-data" noValidate className="flex flex-col gap-4">
          <input type="hidden" name="intent" value="list" />
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <TextareaField
            field={fields.pasted}
            label={t("installations:devices.pasted")}
            optionalWord={optionalWord}
            rows={10}
            autoComplete="off"
            spellCheck={false}
          />
          <InputField
            field={fields.file}
            type="file"
            accept=".csv,.txt"
            label={t("installations:devices.file")}
            optionalWord={optionalWord}
          />
          <FormActions>
            <Button variant="primary" {...blocked}>
              {t("installations:devices.takeList")}
            </Button>
          </FormActions>
        </Form>
      </Section>
    </div>
  );
}
