import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { SubscriptionPageData } from "./page-data.ts";

/** Everything else about a subscription: ids to quote, where it was bought, what comes with it. */
export function About({ data }: { readonly data: SubscriptionPageData }) {
  const t = useTranslate();
  const { subscription, customer, market, orderId, lineNumber, needsKey, needsDownload } = data;
  const { product } = subscription;
  const rights =
    needsKey && needsDownload
      ? "subscriptions:about.keyAndDownload"
      : needsKey
        ? "subscriptions:about.key"
        : needsDownload
          ? "subscriptions:about.download"
          : "subscriptions:about.rightOnly";
  return (
    <Section title={t("subscriptions:about.title")}>
      <DescriptionList
        items={[
          {
            term: t("subscriptions:about.customer"),
            value: (
              <TextLink to={paths.customer(customer.id)} look="plain">
                {customer.name}
              </TextLink>
            ),
            remark: customer.domain,
          },
          {
            term: t("subscriptions:about.name"),
            value: (
              <TextLink
                to={paths.renameSubscription(customer.id, subscription.id)}
                look="plain"
                className="break-words"
              >
                {subscription.friendlyName ?? t("subscriptions:about.noName")}
              </TextLink>
            ),
          },
          { term: t("subscriptions:about.product"), value: product.productTitle, remark: product.publisher },
          { term: t("subscriptions:about.market"), value: market.name },
          { term: t("subscriptions:about.bought"), value: <Moment instant={data.purchasedAt} /> },
          {
            term: t("subscriptions:about.order"),
            value: (
              <TextLink to={paths.order(customer.id, orderId)} look="plain" className="text-sm font-normal break-all">
                {orderId}
              </TextLink>
            ),
            remark: t("subscriptions:about.line", { line: lineNumber }),
          },
          {
            term: t("subscriptions:about.keys"),
            value: (
              <TextLink to={paths.keysAndDownloads(customer.id, orderId, lineNumber)} look="plain">
                {t(rights)}
              </TextLink>
            ),
          },
          {
            term: t("subscriptions:about.id"),
            value: <span className="text-sm font-normal break-all">{subscription.id}</span>,
          },
          {
            term: t("subscriptions:about.tenant"),
            value: <span className="text-sm font-normal break-all">{customer.id}</span>,
          },
        ]}
      />
    </Section>
  );
}
