import type { ReactNode } from "react";
import { Moment } from "#app/components/moment.tsx";
import { TimeLeft } from "#app/components/time-left.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { Icon, type IconName } from "#app/ui/icon.tsx";
import type { SubscriptionPageData } from "./page-data.ts";

/** What is asked first of a subscription: when it ends or renews, what is charged next, what it costs, how long it can still be cancelled. */
export function Facts({ data }: { readonly data: SubscriptionPageData }) {
  const t = useTranslate();
  const { subscription, term, customer } = data;
  const { billingPlan } = subscription;
  return (
    <section
      aria-label={t("subscriptions:facts.label")}
      className="rounded-lg border border-line bg-surface shadow-card"
    >
      <dl className="grid gap-px overflow-hidden rounded-lg bg-line tabular sm:grid-cols-2 xl:grid-cols-4">
        <End data={data} />
        <NextCharge data={data} />
        <Fact
          icon="tag"
          label={t("subscriptions:facts.price")}
          value={`${term.charge.text} ${t(`subscriptions:per.${billingPlan}`)}`}
        >
          <p>
            {subscription.quantityText} × {term.unitPrice.text}
          </p>
          <p>{t(customer.taxIncluded ? "subscriptions:tax.included" : "subscriptions:tax.excluded")}</p>
        </Fact>
        <Window data={data} />
      </dl>
    </section>
  );
}

type FactProps = {
  readonly icon: IconName;
  readonly label: string;
  readonly value: ReactNode;
  readonly children?: ReactNode;
};

function Fact({ icon, label, value, children }: FactProps) {
  return (
    <div className="flex flex-col gap-0.5 bg-surface px-4 py-3">
      <dt className="flex items-center gap-1.5 text-sm text-ink-muted">
        <Icon name={icon} size="sm" className="text-ink-subtle" />
        {label}
      </dt>
      <dd className="text-lg font-semibold tracking-tight">{value}</dd>
      <dd className="text-sm text-ink-muted">{children}</dd>
    </div>
  );
}

function End({ data: { subscription, term, next, cancelledAt, expiredAt } }: { readonly data: SubscriptionPageData }) {
  const t = useTranslate();
  const lastDay = t("subscriptions:facts.lastDay", { day: term.endsOn.text });
  if (cancelledAt !== null)
    return (
      <Fact icon="ban" label={t("subscriptions:facts.cancelled")} value={subscription.cancelledOn?.text}>
        <Moment instant={cancelledAt} withUtc />
      </Fact>
    );
  if (subscription.status === "expired" || expiredAt !== null)
    return (
      <Fact icon="calendar-clock" label={t("subscriptions:facts.ended")} value={term.endsOn.text}>
        {lastDay}
      </Fact>
    );
  if (subscription.isBeingRenewed)
    return (
      <Fact
        icon="refresh"
        label={subscription.hold === null ? t("subscriptions:facts.renewing") : t("subscriptions:facts.onHold")}
        value={term.endsOn.text}
      >
        {lastDay}
      </Fact>
    );
  const left =
    subscription.termLeft === null ? null : (
      <p>{t("subscriptions:facts.inTime", { left: subscription.termLeft.text })}</p>
    );
  return next?.willRenew ? (
    <Fact icon="refresh" label={t("subscriptions:facts.renews")} value={next.term.startsOn.text}>
      <p>{t("subscriptions:facts.autoRenewOn", { duration: t(`trade:termDuration.${next.preview.termDuration}`) })}</p>
      {left}
    </Fact>
  ) : (
    <Fact icon="calendar-clock" label={t("subscriptions:facts.ends")} value={term.endsOn.text}>
      <p>
        {subscription.isAutoRenewOn ? t("subscriptions:facts.willNotRenew") : t("subscriptions:facts.autoRenewOff")}
      </p>
      {left}
    </Fact>
  );
}

function NextCharge({ data: { nextCharge } }: { readonly data: SubscriptionPageData }) {
  const t = useTranslate();
  const label = t("subscriptions:facts.nextCharge");
  if (nextCharge === null)
    return (
      <Fact icon="file" label={label} value={t("subscriptions:facts.noCharge")}>
        {t("subscriptions:facts.noChargeText")}
      </Fact>
    );
  const day = nextCharge.on.text;
  return (
    <Fact icon="file" label={label} value={nextCharge.amount.text}>
      {nextCharge.isOfNextTerm
        ? t("subscriptions:facts.nextChargeOfTerm", { day })
        : t("subscriptions:facts.nextChargeOn", { day })}
    </Fact>
  );
}

function Window({ data }: { readonly data: SubscriptionPageData }) {
  const t = useTranslate();
  const { window, subscription } = data;
  const label = t("subscriptions:facts.window");
  if (subscription.status !== "active")
    return <Fact icon="clock" label={label} value={t("subscriptions:facts.over")} />;
  if (window.neverReason !== null)
    return (
      <Fact icon="clock" label={label} value={t("subscriptions:facts.neverCancelled")}>
        {window.neverReason}
      </Fact>
    );
  if (window.left === null)
    return (
      <Fact icon="clock" label={label} value={t("subscriptions:facts.windowClosed")}>
        {t("subscriptions:facts.windowClosedAt", { at: window.closesAt.local })}
      </Fact>
    );
  return (
    <Fact
      icon="clock"
      label={label}
      value={
        <TimeLeft left={{ ...window.left, text: t("subscriptions:facts.windowOpen", { left: window.left.text }) }} />
      }
    >
      <p>{t("subscriptions:facts.windowUntil")}</p>
      <p>
        <Moment instant={window.closesAt} isExact withUtc />
      </p>
    </Fact>
  );
}
