import { Form } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";

export type UploadProblem = {
  readonly field: "file" | "pasted";
  readonly message: string;
  /** What was pasted, to be corrected. */
  readonly pasted: string;
};

type UploadFormsProps = {
  readonly action: string;
  readonly back: string;
  readonly size: string;
  readonly problem: UploadProblem | undefined;
};

/** The two ways in which a list of devices comes in. */
export function UploadForms({ action, back, size, problem }: UploadFormsProps) {
  const t = useTranslate();
  const fieldOf = (name: UploadProblem["field"]) => ({
    id: `devices-${name}`,
    name,
    errors: problem?.field === name ? [problem.message] : [],
    initialValue: name === "pasted" ? (problem?.pasted ?? "") : undefined,
  });
  return (
    <div className="flex flex-col gap-5">
      <Section title={t("migration:import.fileTitle")}>
        {/* The browser shows its own progress of a long upload only when it loads the page itself. */}
        <Form method="post" action={action} encType="multipart/form-data" reloadDocument>
          <FieldStack>
            <InputField
              field={fieldOf("file")}
              label={t("migration:import.file")}
              hint={t("migration:import.fileHint", { size })}
              type="file"
              accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
            />
            <FormActions>
              <Button variant="primary" icon="upload">
                {t("migration:import.submitFile")}
              </Button>
              <ButtonLink to={back} variant="quiet">
                {t("common:cancel")}
              </ButtonLink>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
      <Section title={t("migration:import.pasteTitle")}>
        {/* Sent as a file would be, because a list may be longer than other forms. */}
        <Form method="post" action={action} encType="multipart/form-data" reloadDocument>
          <FieldStack isWide>
            <TextareaField
              field={fieldOf("pasted")}
              label={t("migration:import.paste")}
              hint={t("migration:import.pasteHint")}
              rows={8}
              spellCheck={false}
              autoComplete="off"
            />
            <FormActions>
              <Button icon="arrow-right">{t("migration:import.submitPaste")}</Button>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
    </div>
  );
}
