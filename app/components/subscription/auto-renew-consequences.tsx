import { RuleLink } from "#app/components/rule-link.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { NextTerm } from "#app/domain/subscription/subscription.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { Notice } from "#app/ui/notice.tsx";
import type { AutoRenewView } from "#app/views/auto-renew.ts";
import { type Consequence, Consequences } from "./consequences.tsx";
import type { SubscriptionLine } from "./page-data.ts";
import { planText } from "./subject.tsx";

type AutoRenewData = {
  readonly subscription: SubscriptionLine;
  readonly scheduled: NextTerm | null;
  readonly chargesAhead: AutoRenewView["chargesAhead"];
  readonly renewal:
    | Extract<AutoRenewView["renewal"], { readonly willRenew: true }>
    | { readonly willRenew: false; readonly reason: string };
};

/** What switching auto-renew the other way brings, with dates and amounts. */
export function AutoRenewConsequences({ data }: { readonly data: AutoRenewData }) {
  return (
    <>
      <RuleLink rule="auto-renew" />
      <Points data={data} />
    </>
  );
}

function Points({ data }: { readonly data: AutoRenewData }) {
  const t = useTranslate();
  if (data.subscription.isAutoRenewOn) return <Consequences points={pointsOff(data, t)} />;
  if (!data.renewal.willRenew)
    return (
      <Notice tone="warning" title={t("subscriptions:autoRenew.onBlocked")}>
        {data.renewal.reason}
      </Notice>
    );
  return <Consequences points={pointsOn(data.renewal, t)} />;
}

function pointsOff({ subscription, scheduled, chargesAhead, renewal }: AutoRenewData, t: Translate): Consequence[] {
  const points: Consequence[] = [
    {
      key: "ends",
      icon: "calendar-clock",
      text: t("subscriptions:autoRenew.offText", { day: subscription.endsOn.text }),
    },
  ];
  if (chargesAhead > 0)
    points.push({
      key: "ahead",
      icon: "file",
      text: t("subscriptions:autoRenew.offOpenCharges", { count: chargesAhead, amount: subscription.charge.text }),
    });
  if (renewal.willRenew)
    points.push({
      key: "avoids",
      icon: "refresh",
      text: t("subscriptions:autoRenew.offAvoids", {
        day: renewal.term.startsOn.text,
        duration: t(`trade:termDuration.${renewal.preview.termDuration}`),
        amount: renewal.preview.total.text,
      }),
    });
  if (scheduled !== null)
    points.push({
      key: "removes",
      icon: "triangle-alert",
      isWarning: true,
      text: (
        <>
          <strong className="font-semibold">
            {t("subscriptions:autoRenew.offRemoves", {
              plan: planText(t, scheduled.termDuration, scheduled.billingPlan),
              quantity: scheduled.quantity,
            })}
          </strong>{" "}
          {t("subscriptions:autoRenew.offRemovesText")}
        </>
      ),
    });
  points.push({ key: "back", icon: "info", text: t("subscriptions:autoRenew.offBack") });
  return points;
}

function pointsOn(
  { term, preview }: Extract<AutoRenewData["renewal"], { readonly willRenew: true }>,
  t: Translate,
): Consequence[] {
  return [
    {
      key: "renews",
      icon: "refresh",
      text: t("subscriptions:autoRenew.onText", {
        day: term.startsOn.text,
        duration: t(`trade:termDuration.${preview.termDuration}`),
        charge: preview.charge.text,
        total: preview.total.text,
      }),
    },
    { key: "price", icon: "tag", text: t("subscriptions:autoRenew.onPrice") },
    { key: "window", icon: "clock", text: t("subscriptions:autoRenew.onWindow") },
  ];
}
