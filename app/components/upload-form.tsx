import { Form } from "@remix-run/react";
import type { FieldState } from "#app/ui/field.tsx";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import { useTranslate } from "./use-translate.ts";

type UploadFormProps = {
  readonly action: string;
  readonly field: FieldState;
  readonly label: string;
  readonly hint: string;
  /** Files that the browser's chooser offers, as in the attribute of the same name. */
  readonly accept: string;
  readonly submit: string;
  readonly cancelTo: string;
  readonly rulesTitle: string;
  readonly rules: readonly string[];
};

/** The form that takes one file for a check, and beside it what will happen to the file. */
export function UploadForm(props: UploadFormProps) {
  const { action, field, label, hint, accept, submit, cancelTo, rulesTitle, rules } = props;
  const t = useTranslate();
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
      <Section>
        {/* The browser shows its own progress of a long upload only when it loads the page itself. */}
        <Form method="post" action={action} encType="multipart/form-data" reloadDocument>
          <FieldStack>
            <InputField field={field} label={label} hint={hint} type="file" accept={accept} />
            <FormActions>
              <Button variant="primary" icon="upload">
                {submit}
              </Button>
              <ButtonLink to={cancelTo} variant="quiet">
                {t("common:cancel")}
              </ButtonLink>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
      <Section title={rulesTitle}>
        <ul className="flex list-disc flex-col gap-2 pl-4 text-ink-muted">
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
