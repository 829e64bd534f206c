import { paths } from "#app/http/paths.ts";
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
  /** The days are over, or the provider has to look first: a support request instead of the button. */
  readonly offersSupport: boolean;
};

export function sayOrder(
  { refusal, ...order }: PerpetualOrderChoice,
  { say }: { readonly say: (refusal: Refusal) => RefusalWords },
): PurchaseData {
  return {
    ...order,
    reason: refusal === null ? null : say(refusal).text,
    isUnderReview: refusal?.code === "under-review",
    offersSupport: refusal?.code === "under-review" || refusal?.code === "cancellation-window-closed",
  };
}

/** An order line as the value of one choice. */
export function purchaseChoice({ orderId, lineNumber }: Pick<PerpetualOrderChoice, "orderId" | "lineNumber">): string {
  return `${orderId}.${lineNumber}`;
}

type AskSupportProps = {
  readonly customer: { readonly id: string; readonly domain: string };
  readonly order: PurchaseData;
  /** Why the reader may write no support request; null where it may. */
  readonly supportNotAllowed: string | null;
};

/** Where the portal itself does not cancel: why, and what the support request says. */
export function AskSupport({ customer, order, supportNotAllowed }: AskSupportProps) {
  const t = useTranslate();
  return (
    <>
      {order.isUnderReview ? (
        <Notice tone="warning" title={t("subscriptions:perpetual.underReview")}>
          {t("subscriptions:perpetual.underReviewText")}
        </Notice>
      ) : null}
      <SupportDetails
        customerId={customer.id}
        domain={customer.domain}
        orderId={t("subscriptions:perpetual.orderOption", { order: order.orderId, line: order.lineNumber })}
        amount={order.credit.text}
        to={paths.newSupportRequest({ customer: customer.id, order: order.orderId, line: order.lineNumber })}
        notAllowed={supportNotAllowed}
      />
    </>
  );
}
