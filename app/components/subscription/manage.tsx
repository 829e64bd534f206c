import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { Section } from "#app/ui/section.tsx";
import type { SubscriptionPageData } from "./page-data.ts";

type Entry = {
  readonly key: string;
  readonly title: string;
  readonly text: string | null;
  readonly control: string;
  readonly to: string;
  /** Why it is not possible; null where it is. */
  readonly reason: string | null;
};

/** Everything that can be done with a subscription, and what cannot be done with its reason. */
export function Manage({ data }: { readonly data: SubscriptionPageData }) {
  const t = useTranslate();
  const { subscription, reasons } = data;
  const entries = useEntries(data);
  const common = commonReason(entries);
  const own = entries.filter(({ reason }) => reason === null || reason !== common);
  const fixed = [
    { title: t("subscriptions:manage.quantity"), reason: reasons["change-quantity-in-term"] },
    { title: t("subscriptions:manage.billingPlan"), reason: reasons["change-billing-plan-in-term"] },
  ].filter(({ reason }) => subscription.status === "active" && reason !== common);
  return (
    <Section title={t("subscriptions:manage.title")} isPadded={false}>
      <ul className="divide-y divide-line">
        {common === null ? null : (
          <li className="flex flex-col items-start gap-2 px-4 py-3">
            <h3 className="font-medium">{t("subscriptions:manage.notNow")}</h3>
            <p className="text-sm text-ink-muted">{common}</p>
            {entries
              .filter(({ reason }) => reason === common)
              .map(({ key, control, to }) => (
                <ButtonLink key={key} to={to} size="sm" disabledReason={common} reasonPlace="bubble">
                  {control}
                </ButtonLink>
              ))}
          </li>
        )}
        {own.map(({ key, title, text, control, to, reason }) => (
          <li key={key} className="flex flex-col items-start gap-2 px-4 py-3">
            <div className="flex flex-col gap-0.5">
              <h3 className="font-medium">{title}</h3>
              {text === null ? null : <p className="text-sm text-ink-muted">{text}</p>}
            </div>
            <ButtonLink to={to} size="sm" {...(reason === null ? {} : { disabledReason: reason })}>
              {control}
            </ButtonLink>
          </li>
        ))}
        {fixed.map(({ title, reason }) => (
          <li key={title} className="flex flex-col gap-0.5 px-4 py-3">
            <h3 className="font-medium text-ink-muted">{title}</h3>
            <p className="text-sm text-ink-muted">{reason}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A reason that more than one action has, which is then said once; null where each has its own. */
function commonReason(entries: readonly Entry[]): string | null {
  const reasons = entries.flatMap(({ reason }) => reason ?? []);
  return reasons.find((reason, index) => reasons.indexOf(reason) !== index) ?? null;
}

function useEntries({ subscription, reasons, refund, next }: SubscriptionPageData): readonly Entry[] {
  const t = useTranslate();
  const { customerId, id, isAutoRenewOn, hasNextTermChange } = subscription;
  const isActive = subscription.status === "active";
  const entries: Entry[] = [
    {
      key: "auto-renew",
      title: t("subscriptions:manage.autoRenew"),
      text: !isActive
        ? null
        : !isAutoRenewOn
          ? t("subscriptions:manage.autoRenewIsOff")
          : next?.willRenew === false
            ? t("subscriptions:manage.autoRenewIsBlocked")
            : t("subscriptions:manage.autoRenewIsOn"),
      control: isAutoRenewOn ? t("subscriptions:autoRenew.titleOff") : t("subscriptions:autoRenew.titleOn"),
      to: paths.autoRenew(customerId, id),
      reason: reasons[isAutoRenewOn ? "switch-auto-renew-off" : "switch-auto-renew-on"],
    },
    {
      key: "next-term",
      title: t("subscriptions:manage.nextTerm"),
      text: hasNextTermChange ? t("subscriptions:manage.nextTermScheduled") : t("subscriptions:manage.nextTermText"),
      control: t("subscriptions:change.title"),
      to: paths.nextTerm(customerId, id),
      reason: reasons["schedule-next-term"],
    },
    {
      key: "cancel",
      title: t("subscriptions:manage.cancel"),
      text: reasons.cancel === null ? t("subscriptions:manage.cancelText", { amount: refund.total.text }) : null,
      control: t("subscriptions:manage.cancelAction"),
      to: paths.cancelSubscription(customerId, id),
      reason: reasons.cancel,
    },
  ];
  if (subscription.hold !== null)
    entries.push({
      key: "hold",
      title: t("subscriptions:manage.hold"),
      text: t("subscriptions:manage.holdText"),
      control: t("subscriptions:manage.release"),
      to: paths.releaseHold(customerId, id),
      reason: reasons["release-hold"],
    });
  return entries;
}
