import { useTranslate } from "#app/components/use-translate.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { RefusalWords } from "#app/i18n/refusal-words.ts";
import { Notice } from "#app/ui/notice.tsx";
import type { PerpetualOrderChoice } from "#app/views/cancel-perpetual.ts";
import { SupportDetails } from "./support-details.tsx";

/** One order of a product, with why it cannot be cancelled in words. */
export type PurchaseData = Omit<PerpetualOrderChoice, "refusal"> & {
  readonly reason: string | null;
  readonly isUnderReview: boolean;
};

export function sayOrder(
  { refusal, ...order }: PerpetualOrderChoice,
  { say }: { readonly say: (refusal: Refusal) => RefusalWords },
): PurchaseData {
  return {
    ...order,
    reason: refusal === null ? null : say(refusal).text,
    isUnderReview: refusal?.code === "under-review",
  };
}

/** An order line as the value of one choice. */
export function purchaseChoice({ orderId, lineNumber }: Pick<PerpetualOrderChoice, "orderId" | "lineNumber">): string {
  return `${orderId}.${lineNumber}`;
}

type UnderReviewProps = {
  readonly customer: { readonly id: string; readonly domain: string };
  readonly order: PurchaseData;
};

/** Why the provider has to look first, and what the support request says. */
export function UnderReview({ customer, order }: UnderReviewProps) {
  const t = useTranslate();
  return (
    <>
      <Notice tone="warning" title={t("subscriptions:perpetual.underReview")}>
        {t("subscriptions:perpetual.underReviewText")}
      </Notice>
      <SupportDetails
        customerId={customer.id}
        domain={customer.domain}
        orderId={t("subscriptions:perpetual.orderOption", { order: order.orderId, line: order.lineNumber })}
        amount={order.credit.text}
      />
    </>
  );
}
