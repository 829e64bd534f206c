import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Button } from "#app/ui/button.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField, RadioGroup, TextareaField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";

type FormProps = {
  readonly view: {
    readonly number: string;
    readonly idempotencyKey: string;
    readonly isAsked: boolean;
    readonly startReason: string | null;
  };
  readonly reply: { readonly lastResult: SubmissionResult<string[]> } | undefined;
};

/** The answer to the offer; whoever is not asked sees why. */
export function AnswerAzure({ view, reply }: FormProps) {
  const t = useTranslate();
  const lastResult = resultOf("answer", reply);
  const [form, fields] = useForm<{ answer: string }>({ id: "answer-azure", lastResult });
  if (!view.isAsked)
    return (
      <Section title={t("activation:azure.answerTitle")}>
        <p>{t("activation:azure.onlyAdmins")}</p>
      </Section>
    );
  return (
    <>
      <FormErrors form={form} />
      <Section title={t("activation:azure.answerTitle")}>
        <Form method="post" id={form.id} noValidate>
          <input type="hidden" name="idempotencyKey" value={view.idempotencyKey} />
          <input type="hidden" name="intent" value="answer" />
          <FieldStack>
            <RadioGroup
              field={fields.answer}
              label={t("activation:azure.answer")}
              look="cards"
              options={[
                {
                  value: "accept",
                  label: t("activation:azure.accept"),
                  hint: t("activation:azure.acceptText", { number: view.number }),
                  ...(view.startReason === null ? {} : { disabledReason: view.startReason }),
                },
                {
                  value: "decline",
                  label: t("activation:azure.decline"),
                  hint: t("activation:azure.declineText"),
                },
              ]}
            />
            <FormActions>
              <Button variant="primary">{t("activation:azure.submit")}</Button>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
    </>
  );
}

/** The written notice that ends the offer, or what was started by it. */
export function EndAzure({ view, reply }: FormProps) {
  const t = useTranslate();
  const [form, fields] = useForm<{ noticeOn: string; text: string }>({
    id: "end-azure",
    lastResult: resultOf("end", reply),
  });
  return (
    <>
      <FormErrors
        form={form}
        labels={{ noticeOn: t("activation:azure.endOn"), text: t("activation:azure.endWords") }}
      />
      <Section title={t("activation:azure.endTitle")} description={t("activation:azure.endText")}>
        <Form method="post" id={form.id} noValidate>
          <input type="hidden" name="idempotencyKey" value={view.idempotencyKey} />
          <input type="hidden" name="intent" value="end" />
          <FieldStack>
            <InputField field={fields.noticeOn} label={t("activation:azure.endOn")} type="date" />
            <TextareaField field={fields.text} label={t("activation:azure.endWords")} rows={3} />
            <FormActions>
              <Button variant="danger">{t("activation:azure.endSubmit")}</Button>
            </FormActions>
          </FieldStack>
        </Form>
      </Section>
    </>
  );
}

/** What was wrong with one of the page's forms; nothing of the other one's. */
function resultOf(intent: "answer" | "end", reply: FormProps["reply"]): SubmissionResult<string[]> | undefined {
  return reply?.lastResult.initialValue?.["intent"] === intent ? reply.lastResult : undefined;
}
