import { Form } from "@remix-run/react";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { SelectField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { AddFileView } from "#app/views/shelf/download-file.ts";
import { useTranslate } from "../use-translate.ts";

/** First what a file is for: only what the product offers. Then the page knows what is there already. */
export function ChooseForm({ product, fields, choice }: Pick<AddFileView, "product" | "fields" | "choice">) {
  const t = useTranslate();
  return (
    <Section title={t("files:add.chooseTitle")}>
      <Form method="get">
        <FieldStack>
          {fields.map(({ field, options }) => (
            <SelectField
              key={field}
              field={{ id: field, name: field, initialValue: choice[field] }}
              label={t(`files:field.${field}`)}
              placeholder={t("files:add.choose")}
              options={options}
            />
          ))}
          <FormActions>
            <Button variant="primary" icon="arrow-right">
              {t("files:add.next")}
            </Button>
            <ButtonLink to={paths.filesOfProduct(product.id)} variant="quiet">
              {t("common:cancel")}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
    </Section>
  );
}
