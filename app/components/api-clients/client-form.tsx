import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { RoleBoxes } from "#app/components/role-boxes.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { partnerRoles, type Role } from "#app/domain/access/roles.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField, TextareaField } from "#app/ui/inputs.tsx";

type ClientFormProps = {
  readonly lastResult: SubmissionResult<string[]> | undefined;
  readonly idempotencyKey: string;
  readonly client: { readonly name: string; readonly roles: readonly Role[]; readonly redirectUris: readonly string[] };
  readonly submit: string;
  /** A way back, on a page that has nothing else. */
  readonly cancelTo?: string;
};

type Fields = { name: string; roles: string[]; redirectUris: string };

/** What an application is called and may do. */
export function ClientForm({ lastResult, idempotencyKey, client, submit, cancelTo }: ClientFormProps) {
  const t = useTranslate();
  const [form, fields] = useForm<Fields>({
    id: "api-client",
    lastResult,
    defaultValue: { name: client.name, roles: [...client.roles], redirectUris: client.redirectUris.join("\n") },
  });
  const ticked = [form.initialValue?.["roles"] ?? []].flat();
  return (
    <Form method="post" id={form.id} noValidate>
      <FormErrors form={form} labels={{ name: t("apiClients:name"), redirectUris: t("apiClients:redirectUris") }} />
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      <FieldStack>
        <InputField
          field={fields["name"]}
          label={t("apiClients:name")}
          hint={t("apiClients:form.nameHint")}
          autoComplete="off"
          maxLength={80}
        />
        <RoleBoxes
          field={fields["roles"]}
          legend={t("apiClients:roles")}
          hint={t("apiClients:form.rolesHint")}
          boxes={partnerRoles.map((role) => ({ role, isHeld: ticked.includes(role), keptReason: null }))}
        />
        <TextareaField
          field={fields["redirectUris"]}
          label={t("apiClients:redirectUris")}
          hint={t("apiClients:form.redirectHint")}
          optionalWord={t("apiClients:form.optional")}
          rows={3}
          spellCheck={false}
          autoCapitalize="none"
        />
        <FormActions>
          <Button variant="primary">{submit}</Button>
          {cancelTo === undefined ? null : (
            <ButtonLink to={cancelTo} variant="quiet">
              {t("common:cancel")}
            </ButtonLink>
          )}
        </FormActions>
      </FieldStack>
    </Form>
  );
}
