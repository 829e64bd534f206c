import { useTranslate } from "#app/components/use-translate.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Section } from "#app/ui/section.tsx";

type SupportDetailsProps = {
  readonly customerId: string;
  readonly domain: string;
  readonly orderId: string;
  readonly subscriptionId?: string | undefined;
  /** What is asked for; left out where nothing has been worked out. */
  readonly amount?: string | undefined;
  /** The form of a request, filled in from this purchase. */
  readonly to: string;
  /** Why the reader may not write one; null where it may. */
  readonly notAllowed: string | null;
};

/** What a support request is filled in with, where the portal itself cannot cancel. */
export function SupportDetails({
  customerId,
  domain,
  orderId,
  subscriptionId,
  amount,
  to,
  notAllowed,
}: SupportDetailsProps) {
  const t = useTranslate();
  const whole = (text: string) => <span className="font-normal break-all">{text}</span>;
  return (
    <Section
      title={t("subscriptions:support.title")}
      description={t("subscriptions:support.text")}
      className="max-w-3xl"
      footer={
        <div className="px-4 py-3">
          <ButtonLink to={to} variant="primary" {...(notAllowed === null ? {} : { disabledReason: notAllowed })}>
            {t("subscriptions:support.write")}
          </ButtonLink>
        </div>
      }
    >
      <DescriptionList
        items={[
          { term: t("subscriptions:support.problem"), value: t("subscriptions:support.problemValue") },
          { term: t("subscriptions:support.tenant"), value: whole(customerId), remark: domain },
          { term: t("subscriptions:support.order"), value: whole(orderId) },
          ...(subscriptionId === undefined
            ? []
            : [{ term: t("subscriptions:support.subscription"), value: whole(subscriptionId) }]),
          { term: t("subscriptions:support.reason"), value: whole(t("subscriptions:support.reasonValue")) },
          ...(amount === undefined ? [] : [{ term: t("subscriptions:support.amount"), value: amount }]),
        ]}
      />
    </Section>
  );
}
