import { useTranslate } from "#app/components/use-translate.ts";
import { InputField } from "#app/ui/inputs.tsx";

type Field = Parameters<typeof InputField>[0]["field"];

/** A new password and its repetition, as `newPasswordFields` reads them. */
export function NewPasswordFields({
  fields,
}: {
  readonly fields: { readonly newPassword: Field; readonly repeatedPassword: Field };
}) {
  const t = useTranslate();
  return (
    <>
      <InputField
        field={fields.newPassword}
        label={t("users:password.new")}
        hint={t("users:password.hint")}
        type="password"
        autoComplete="new-password"
      />
      <InputField
        field={fields.repeatedPassword}
        label={t("users:password.repeat")}
        type="password"
        autoComplete="new-password"
      />
    </>
  );
}
