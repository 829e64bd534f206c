import type { SupportPrefill } from "#app/views/support/new-support-request.ts";
import type { Translate } from "#app/i18n/translator.ts";

/** Title and description of a request that a cancellation page fills in, for the sender to complete. */
export function prefillTexts(prefill: SupportPrefill, t: Translate): { title: string; description: string } {
  const { customer, purchase, orderId, lineNumber, subscriptionId, amount, reason } = prefill;
  const lines = [
    t("support:prefill.tenant", { id: customer.id, domain: customer.domain }),
    lineNumber === null
      ? t("support:prefill.order", { order: orderId })
      : t("support:prefill.orderLine", { order: orderId, line: lineNumber }),
    ...(subscriptionId === null ? [] : [t("support:prefill.subscription", { subscription: subscriptionId })]),
    ...(reason === null ? [] : [t(`support:prefill.reason.${reason}`)]),
    ...(amount === null ? [] : [t("support:prefill.amount", { amount: amount.text })]),
    `${t("support:prefill.more")} `,
  ];
  return { title: t("support:prefill.title", { purchase }).slice(0, 150), description: lines.join("\n") };
}
