import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import type { CancelData } from "./cancel-form.tsx";
import { NotPossible } from "./not-possible.tsx";
import { SupportDetails } from "./support-details.tsx";

/** Why a subscription cannot be cancelled, what is owed then, and what helps. */
export function NotCancellable({ data, reason }: { readonly data: CancelData; readonly reason: string }) {
  const t = useTranslate();
  const { customer, subscription, window, support } = data;
  const isActive = subscription.status === "active";
  const hasClosed = isActive && window.neverReason === null && window.left === null;
  return (
    <>
      <NotPossible
        title={t("subscriptions:cancel.notPossible")}
        back={paths.subscription(customer.id, subscription.id)}
      >
        <p>{reason}</p>
        {hasClosed ? (
          <p>
            {t("subscriptions:cancel.windowClosedAt")} <Moment instant={window.closesAt} isExact withUtc />.
          </p>
        ) : null}
      </NotPossible>
      {data.offersSupportRequest ? (
        <Section title={t("subscriptions:cancel.owed")} className="max-w-3xl">
          <div className="flex flex-col items-start gap-3">
            <p className="max-w-prose">
              {t("subscriptions:cancel.owedText", { total: data.termTotal.text, day: subscription.endsOn.text })}
            </p>
            {subscription.isAutoRenewOn ? (
              <>
                <p>{t("subscriptions:cancel.autoRenewInstead")}</p>
                <ButtonLink to={paths.autoRenew(customer.id, subscription.id)}>
                  {t("subscriptions:cancel.switchAutoRenewOff")}
                </ButtonLink>
              </>
            ) : null}
          </div>
        </Section>
      ) : null}
      {data.offersSupportRequest ? (
        <SupportDetails
          customerId={support.customerId}
          domain={support.domain}
          orderId={support.orderId}
          subscriptionId={support.subscriptionId}
          amount={support.amount.text}
          to={paths.newSupportRequest({ subscription: support.subscriptionId })}
          notAllowed={data.supportNotAllowed}
        />
      ) : null}
    </>
  );
}
