import { Form } from "@remix-run/react";
import { Moment } from "#app/components/moment.tsx";
import { TimeLeft } from "#app/components/time-left.tsx";
import { RuleLink } from "#app/components/rule-link.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField } from "#app/ui/inputs.tsx";
import { Section } from "#app/ui/section.tsx";
import type { CancelSubscriptionView } from "#app/views/cancel-subscription.ts";
import { Consequences } from "./consequences.tsx";
import type { SubscriptionLine, WindowData } from "./page-data.ts";

/** The view of cancelling, with its refusals said. */
export type CancelData = Omit<CancelSubscriptionView, "subscription" | "window" | "refusal" | "supportRefusal"> & {
  /** Why the reader may write no support request; null where it may. */
  readonly supportNotAllowed: string | null;
  readonly subscription: SubscriptionLine;
  readonly window: WindowData;
  readonly idempotencyKey: string;
};

type CancelFormProps = { readonly data: CancelData; readonly formId: string; readonly confirmField: FieldState };

/** What cancelling gives back and takes away, and until when it can be done; then the tick and the button. */
export function CancelForm({ data, formId, confirmField }: CancelFormProps) {
  const t = useTranslate();
  const { customer, subscription, window, refund, chargesAhead, idempotencyKey } = data;
  return (
    <Section isPadded={false}>
      <dl className="grid gap-px overflow-hidden rounded-t-lg bg-line tabular sm:grid-cols-2">
        <div className="flex flex-col gap-0.5 bg-surface px-4 py-3">
          <dt className="text-sm text-ink-muted">{t("subscriptions:cancel.refund")}</dt>
          <dd className="text-xl font-semibold tracking-tight">{refund.total.text}</dd>
          <dd className="text-sm text-ink-muted">
            {t("subscriptions:cancel.refundOn")}{" "}
            {t(customer.taxIncluded ? "subscriptions:tax.included" : "subscriptions:tax.excluded")}
          </dd>
        </div>
        <div className="flex flex-col items-start gap-0.5 bg-surface px-4 py-3">
          <dt className="text-sm text-ink-muted">{t("subscriptions:cancel.window")}</dt>
          <dd className="text-md font-semibold">
            <Moment instant={window.closesAt} isExact withUtc />
          </dd>
          {window.left === null ? null : (
            <dd>
              <TimeLeft
                left={{ ...window.left, text: t("subscriptions:cancel.windowLeft", { left: window.left.text }) }}
              />
            </dd>
          )}
        </div>
      </dl>
      <div className="flex flex-col gap-4 border-t border-line p-4">
        <h2 className="text-md font-semibold">{t("subscriptions:cancel.what")}</h2>
        <RuleLink rule="cancellation-window" />
        <Consequences
          points={[
            { key: "ends", icon: "ban", text: t("subscriptions:cancel.ends"), isWarning: true },
            {
              key: "ahead",
              icon: "file",
              text:
                chargesAhead > 0
                  ? t("subscriptions:cancel.chargesAhead", { count: chargesAhead })
                  : t("subscriptions:cancel.noChargesAhead"),
            },
            { key: "keys", icon: "key", text: t("subscriptions:cancel.keys"), isWarning: true },
            { key: "remove", icon: "trash", text: t("subscriptions:cancel.remove") },
            {
              key: "midnight",
              icon: "clock",
              text: t("subscriptions:cancel.changesAtMidnight", { day: data.today.text }),
            },
          ]}
        />
        <Form method="post" id={formId} noValidate className="flex flex-col gap-4 border-t border-line pt-4">
          <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
          <input type="hidden" name="shownCreditMinor" value={refund.total.amountMinor} />
          <CheckboxField field={confirmField} label={t("subscriptions:cancel.confirm")} required />
          <FormActions>
            <Button variant="danger">{t("subscriptions:cancel.submit")}</Button>
            <ButtonLink to={paths.subscription(customer.id, subscription.id)} variant="quiet">
              {t("subscriptions:cancel.keep")}
            </ButtonLink>
          </FormActions>
        </Form>
      </div>
    </Section>
  );
}
