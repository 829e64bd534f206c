import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { RoleBoxes } from "#app/components/role-boxes.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Role } from "#app/domain/access/roles.ts";
import { type Language, languageNames, languages } from "#app/i18n/languages.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";

type InviteFormProps = {
  readonly lastResult: SubmissionResult<string[]> | undefined;
  readonly idempotencyKey: string;
  readonly possibleRoles: readonly Role[];
  /** Ticked before anybody has chosen. */
  readonly usualRoles: readonly Role[];
  readonly language: Language;
  readonly cancelTo: string;
};

type Fields = { displayName: string; email: string; roles: string[]; language: string };

/** Asks for the person who is to be invited. */
export function InviteForm({
  lastResult,
  idempotencyKey,
  possibleRoles,
  usualRoles,
  language,
  cancelTo,
}: InviteFormProps) {
  const t = useTranslate();
  const [form, fields] = useForm<Fields>({
    id: "invite-user",
    lastResult,
    defaultValue: { language, roles: [...usualRoles] },
  });
  const ticked = [form.initialValue?.["roles"] ?? []].flat();
  return (
    <>
      <FormErrors
        form={form}
        labels={{ displayName: t("users:name"), email: t("users:email"), language: t("invitations:form.language") }}
      />
      <Section>
        <Form method="post" id={form.id} noValidate>
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <FieldStack>
            <InputField
              field={fields["displayName"]}
              label={t("users:name")}
              hint={t("invitations:form.nameHint")}
              autoComplete="off"
            />
            <InputField
              field={fields["email"]}
              label={t("users:email")}
              hint={t("invitations:form.emailHint")}
              type="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
            />
            <RoleBoxes
              field={fields["roles"]}
              legend={t("users:roles")}
              hint={t("invitations:form.rolesHint")}
              boxes={possibleRoles.map((role) => ({ role, isHeld: ticked.includes(role), keptReason: null }))}
            />
            <RadioGroup
              field={fields["language"]}
              label={t("invitations:form.language")}
              options={languages.map((value) => ({ value, label: languageNames[value] }))}
            />
            <FormActions>
              <Button variant="primary">{t("invitations:form.submit")}</Button>
              <ButtonLink to={cancelTo} variant="quiet">
                {t("common:cancel")}
              </ButtonLink>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
    </>
  );
}
