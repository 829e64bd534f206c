import { planText } from "./subject.tsx";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Notice } from "#app/ui/notice.tsx";
import type { SubscriptionPageData } from "./page-data.ts";

/** What is out of the ordinary about a subscription, before anything else of it. */
export function States({ data }: { readonly data: SubscriptionPageData }) {
  const { subscription, cancelledAt, expiredAt } = data;
  if (cancelledAt !== null) return <Cancelled data={data} />;
  if (subscription.status === "expired" || expiredAt !== null) return <Expired data={data} />;
  if (subscription.hold !== null) return <OnHold data={data} />;
  if (subscription.isBeingRenewed) return <Renewing data={data} />;
  if (data.next?.willRenew === false) return <WillNotRenew data={data} reason={data.next.reason} />;
  return <Scheduled data={data} />;
}

type StateProps = { readonly data: SubscriptionPageData };

function Cancelled({ data: { cancelledAt, credited } }: StateProps) {
  const t = useTranslate();
  return (
    <Notice tone="info" title={t("subscriptions:state.cancelled", { at: cancelledAt?.local ?? "" })}>
      {credited === null ? null : <p>{t("subscriptions:state.credited", { amount: credited.text })}</p>}
      <p>{t("subscriptions:state.cancelledText")}</p>
    </Notice>
  );
}

function Expired({ data: { term, isOnSubscriptionsPage } }: StateProps) {
  const t = useTranslate();
  return (
    <Notice tone="info" title={t("subscriptions:state.expired", { day: term.endsOn.text })}>
      <p>{t("subscriptions:state.expiredText")}</p>
      {isOnSubscriptionsPage ? null : <p>{t("subscriptions:state.onlySoftware")}</p>}
    </Notice>
  );
}

function OnHold({ data: { subscription, reasons } }: StateProps) {
  const t = useTranslate();
  const { hold, customerId, id } = subscription;
  if (hold === null) return null;
  const reason = reasons["release-hold"];
  return (
    <Notice
      tone="danger"
      title={t("subscriptions:state.hold", { at: hold.heldAt.local })}
      actions={
        <ButtonLink
          to={paths.releaseHold(customerId, id)}
          size="sm"
          {...(reason === null ? {} : { disabledReason: reason })}
        >
          {t("subscriptions:manage.release")}
        </ButtonLink>
      }
    >
      <p>{t(`subscriptions:hold.reasons.${hold.reason}`)}</p>
      <p>{t("subscriptions:manage.holdText")}</p>
    </Notice>
  );
}

function Renewing({ data: { term } }: StateProps) {
  const t = useTranslate();
  return (
    <Notice tone="info" title={t("subscriptions:state.renewing")}>
      {t("subscriptions:state.renewingText", { at: term.endsAt.local })} <Moment instant={term.endsAt} withUtc />
    </Notice>
  );
}

function WillNotRenew({ data, reason }: StateProps & { readonly reason: string }) {
  const t = useTranslate();
  const { subscription, term, isOnSubscriptionsPage, reasons } = data;
  const canSwitchOn = !subscription.isAutoRenewOn && reasons["switch-auto-renew-on"] === null;
  if (!isOnSubscriptionsPage)
    return (
      <Notice tone="info" title={t("subscriptions:state.beforeAutoRenew")}>
        {t("subscriptions:state.beforeAutoRenewText")}
      </Notice>
    );
  return (
    <Notice
      tone="warning"
      title={t("subscriptions:state.willNotRenew", { day: term.endsOn.text })}
      {...(canSwitchOn
        ? {
            actions: (
              <ButtonLink to={paths.autoRenew(subscription.customerId, subscription.id)} size="sm">
                {t("subscriptions:autoRenew.titleOn")}
              </ButtonLink>
            ),
          }
        : {})}
    >
      {reason}
    </Notice>
  );
}

function Scheduled({ data: { scheduled, term, next } }: StateProps) {
  const t = useTranslate();
  if (scheduled === null) return null;
  return (
    <Notice tone="info" title={t("subscriptions:state.scheduled")}>
      {t("subscriptions:state.scheduledText", {
        day: next?.willRenew ? next.term.startsOn.text : term.endsOn.text,
        plan: planText(t, scheduled.termDuration, scheduled.billingPlan),
        quantity: scheduled.quantity,
      })}
    </Notice>
  );
}
