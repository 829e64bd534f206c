import type { FormMetadata } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { Children, isValidElement, type ReactNode } from "react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";

type PostFormProps = {
  // oxlint-disable-next-line typescript/no-explicit-any -- the frame reads no field
  readonly form: FormMetadata<any, string[]>;
  readonly idempotencyKey: string;
  readonly submit: string;
  readonly cancelTo: string;
  readonly title?: string | undefined;
  /** Told apart from other forms of the page. */
  readonly intent?: string | undefined;
  readonly children: ReactNode;
};

/** The frame of every form of these pages: what is wrong, the fields, the verb, and the way back. */
export function PostForm({ form, idempotencyKey, submit, cancelTo, title, intent, children }: PostFormProps) {
  const t = useTranslate();
  return (
    <>
      <FormErrors form={form} labels={labelsIn(children)} />
      <Section title={title}>
        <Form method="post" id={form.id} noValidate>
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          {intent === undefined ? null : <input type="hidden" name="intent" value={intent} />}
          <FieldStack>
            {children}
            <FormActions>
              <Button variant="primary">{submit}</Button>
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

type FieldProps = {
  readonly field?: { readonly name: string };
  readonly label?: unknown;
  readonly children?: ReactNode;
};

/** What the fields among the parts of a form are called, by their names. */
function labelsIn(parts: ReactNode): Record<string, string> {
  const labels: Record<string, string> = {};
  Children.forEach(parts, (part) => {
    if (!isValidElement<FieldProps>(part)) return;
    const { field, label, children } = part.props;
    if (field !== undefined && typeof label === "string") labels[field.name] = label;
    else Object.assign(labels, labelsIn(children));
  });
  return labels;
}
