import { Form } from "@remix-run/react";
import { RuleLink } from "#app/components/rule-link.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import type { FieldState } from "#app/ui/field.tsx";
import { FormActions } from "#app/ui/form-layout.tsx";
import { CheckboxField, RadioGroup } from "#app/ui/inputs.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Consequences } from "./consequences.tsx";
import { purchaseChoice, type PurchaseData } from "./purchase-choice.tsx";

type CancelPerpetualFormProps = {
  readonly data: {
    readonly customer: { readonly id: string };
    readonly orders: readonly PurchaseData[];
    readonly idempotencyKey: string;
  };
  readonly formId: string;
  readonly purchaseField: FieldState;
  readonly confirmField: FieldState;
};

/** The order number to choose, what cancelling brings, the tick and the button. */
export function CancelPerpetualForm({ data, formId, purchaseField, confirmField }: CancelPerpetualFormProps) {
  const t = useTranslate();
  const { customer, orders, idempotencyKey } = data;
  const isPossible = orders.some(({ reason }) => reason === null);
  const back = paths.customerSoftware(customer.id);
  return (
    <Section isPadded={false} className="max-w-3xl">
      <Form method="post" id={formId} noValidate>
        <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
        <div className="flex flex-col gap-3 p-4">
          <RuleLink rule="perpetual-cancellation" />
          <RadioGroup
            field={purchaseField}
            label={t("subscriptions:perpetual.order")}
            hint={t("subscriptions:perpetual.orderHint")}
            look="cards"
            options={orders.map((order) => ({
              value: purchaseChoice(order),
              label: t("subscriptions:perpetual.orderOption", { order: order.orderId, line: order.lineNumber }),
              hint: factsOf(order, t),
              ...(order.reason === null ? {} : { disabledReason: `${orderedText(order, t)} · ${reasonOf(order, t)}` }),
            }))}
          />
        </div>
        {isPossible ? (
          <div className="flex flex-col gap-4 border-t border-line p-4">
            <h2 className="text-md font-semibold">{t("subscriptions:cancel.what")}</h2>
            <Consequences
              points={[
                { key: "whole", icon: "file", text: t("subscriptions:perpetual.whole") },
                { key: "keys", icon: "key", text: t("subscriptions:cancel.keys"), isWarning: true },
                { key: "remove", icon: "trash", text: t("subscriptions:cancel.remove") },
                { key: "stays", icon: "info", text: t("subscriptions:perpetual.stays") },
                { key: "final", icon: "ban", text: t("subscriptions:perpetual.final"), isWarning: true },
              ]}
            />
            <div className="flex flex-col gap-4 border-t border-line pt-4">
              <CheckboxField field={confirmField} label={t("subscriptions:perpetual.confirm")} required />
              <FormActions>
                <Button variant="danger">{t("subscriptions:perpetual.submit")}</Button>
                <ButtonLink to={back} variant="quiet">
                  {t("subscriptions:perpetual.keep")}
                </ButtonLink>
              </FormActions>
            </div>
          </div>
        ) : (
          <div className="border-t border-line p-4">
            <Notice
              tone="info"
              title={t("subscriptions:perpetual.none")}
              actions={<ButtonLink to={back}>{t("subscriptions:backToSoftware")}</ButtonLink>}
            >
              {whyNone(orders, t)}
            </Notice>
          </div>
        )}
      </Form>
    </Section>
  );
}

/** Why an order cannot be cancelled; the one under review is named by the choice itself. */
function reasonOf({ reason, isUnderReview }: PurchaseData, t: Translate): string | null {
  return isUnderReview ? t("subscriptions:perpetual.underReview") : reason;
}

/** One reason that all orders share, such as a role, else that their days are over. */
function whyNone(orders: readonly PurchaseData[], t: Translate): string {
  const reasons = new Set(orders.map((order) => reasonOf(order, t) ?? ""));
  const [only] = reasons;
  return reasons.size === 1 && only !== undefined ? only : t("subscriptions:perpetual.noneText");
}

function orderedText({ orderedAt, quantityText }: PurchaseData, t: Translate): string {
  return [
    t("subscriptions:perpetual.ordered", { at: orderedAt.local }),
    t("subscriptions:perpetual.quantity", { quantity: quantityText }),
  ].join(" · ");
}

function factsOf(order: PurchaseData, t: Translate) {
  const { credit, daysLeft, closesAt } = order;
  return (
    <>
      <span className="block">{orderedText(order, t)}</span>
      <span className="block font-medium text-ink">
        {t("subscriptions:perpetual.credit", { amount: credit.text })}
        {daysLeft === null ? null : ` · ${t("subscriptions:perpetual.daysLeft", { count: daysLeft })}`}
      </span>
      <span className="block">
        {t("subscriptions:perpetual.lastDay", { day: order.lastOn.text })} (
        <time dateTime={closesAt.iso}>{closesAt.utc}</time>)
      </span>
    </>
  );
}
