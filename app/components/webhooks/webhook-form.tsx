import { type SubmissionResult, useForm } from "@conform-to/react";
import { Form } from "@remix-run/react";
import { FormErrors } from "#app/components/form-errors.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { ownEvents } from "#app/domain/webhooks/events.ts";
import { Button } from "#app/ui/button.tsx";
import { FieldError, hasErrors } from "#app/ui/field.tsx";
import { FieldStack, FormActions } from "#app/ui/form-layout.tsx";
import { InputField, SelectField } from "#app/ui/inputs.tsx";

type WebhookFormProps = {
  readonly lastResult: SubmissionResult<string[]> | undefined;
  readonly idempotencyKey: string;
  /** Null where none is registered. */
  readonly registration: {
    readonly url: string;
    readonly events: readonly string[];
    readonly isMsSignatureHeader: boolean;
  } | null;
  readonly isSandbox: boolean;
};

type Fields = { url: string; events: string[]; signature: string };

/** Where to send, and of what to tell. Events that were registered over the API and never come are kept. */
export function WebhookForm({ lastResult, idempotencyKey, registration, isSandbox }: WebhookFormProps) {
  const t = useTranslate();
  const own: readonly string[] = ownEvents;
  const [form, fields] = useForm<Fields>({
    id: "webhook",
    lastResult,
    defaultValue: {
      url: registration?.url ?? "",
      events: [...(registration?.events.filter((name) => own.includes(name)) ?? ownEvents)],
      signature: registration?.isMsSignatureHeader === true ? "own-header" : "authorization",
    },
  });
  const ticked = [form.initialValue?.["events"] ?? []].flat();
  const foreign = registration?.events.filter((name) => !own.includes(name)) ?? [];
  const events = fields["events"];
  return (
    <Form method="post" id={form.id} noValidate>
      <FormErrors form={form} labels={{ url: t("webhooks:address"), signature: t("webhooks:signature") }} />
      <input type="hidden" name="intent" value="save" />
      <input type="hidden" name="present" value={registration === null ? "none" : "registered"} />
      <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
      {foreign.map((name) => (
        <input key={name} type="hidden" name="events" value={name} />
      ))}
      <FieldStack>
        <InputField
          field={fields["url"]}
          label={t("webhooks:address")}
          hint={isSandbox ? `${t("webhooks:addressHint")} ${t("webhooks:sandboxHint")}` : t("webhooks:addressHint")}
          type="url"
          autoComplete="off"
          spellCheck={false}
          autoCapitalize="none"
        />
        <fieldset
          id={events.id}
          tabIndex={-1}
          className="flex min-w-0 flex-col"
          aria-describedby={`${events.id}-hint`}
          {...(hasErrors(events) ? { "aria-invalid": true } : {})}
        >
          <legend className="mb-1 text-sm font-medium">{t("webhooks:events")}</legend>
          <p id={`${events.id}-hint`} className="text-sm text-ink-muted">
            {t("webhooks:eventsHint")}
          </p>
          <div className="mt-2 flex flex-col gap-2.5">
            {ownEvents.map((name) => (
              <div key={name} className="flex items-start gap-2.5">
                <input
                  id={`${events.id}-${name}`}
                  type="checkbox"
                  name="events"
                  value={name}
                  defaultChecked={ticked.includes(name)}
                  className="tick"
                  aria-describedby={`${events.id}-${name}-remark`}
                />
                <div className="flex min-w-0 flex-col">
                  <label htmlFor={`${events.id}-${name}`}>{t(`webhooks:event.${name}`)}</label>
                  <span id={`${events.id}-${name}-remark`} className="text-sm text-ink-muted">
                    <span className="font-mono break-all">{name}</span> · {t(`webhooks:eventHint.${name}`)}
                  </span>
                </div>
              </div>
            ))}
          </div>
          {hasErrors(events) ? (
            <div className="mt-1.5">
              <FieldError field={events} />
            </div>
          ) : null}
        </fieldset>
        <SelectField
          field={fields["signature"]}
          label={t("webhooks:signature")}
          hint={t("webhooks:signatureHint")}
          options={(["authorization", "own-header"] as const).map((value) => ({
            value,
            label: t(`webhooks:signaturePlace.${value}`),
          }))}
        />
        <FormActions>
          <Button variant="primary">{t(registration === null ? "webhooks:register" : "webhooks:save")}</Button>
        </FormActions>
      </FieldStack>
    </Form>
  );
}
