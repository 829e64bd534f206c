import { useTranslate } from "#app/components/use-translate.ts";
import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import { paths } from "#app/http/paths.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { SubscriptionLine } from "./page-data.ts";

/** "3 years, billed annually". */
export function planText(t: Translate, duration: TermDuration, billingPlan: BillingPlan): string {
  return t(`subscriptions:plan.${billingPlan}`, { duration: t(`trade:termDuration.${duration}`) });
}

/** The list that a page is reached from: what was bought before 14 Oct 2021 stands under Software alone. */
function listOf(t: Translate, customer: Customer, isOnSubscriptionsPage: boolean) {
  return isOnSubscriptionsPage
    ? { to: paths.customerSubscriptions(customer.id), label: t("subscriptions:list") }
    : { to: paths.customerSoftware(customer.id), label: t("subscriptions:software") };
}

type Customer = { readonly id: string; readonly name: string };

/** Where the pages of a subscription stand. */
export function subscriptionBreadcrumbs(
  t: Translate,
  customer: Customer,
  { subscription, isOnSubscriptionsPage = true }: { subscription?: SubscriptionLine; isOnSubscriptionsPage?: boolean },
) {
  return {
    label: t("navigation:breadcrumbs"),
    items: [
      { to: paths.customers(), label: t("navigation:customers") },
      { to: paths.customer(customer.id), label: customer.name },
      listOf(t, customer, isOnSubscriptionsPage),
      ...(subscription === undefined
        ? []
        : [{ to: paths.subscription(customer.id, subscription.id), label: subscription.product.title }]),
    ],
  };
}

type ActionHeaderProps = {
  readonly title: string;
  readonly customer: Customer;
  readonly subscription: SubscriptionLine;
};

/** The head of a page that changes a subscription: what is done, and to what. */
export function ActionHeader({ title, customer, subscription }: ActionHeaderProps) {
  const t = useTranslate();
  const { product, quantityText, termDuration, billingPlan } = subscription;
  return (
    <PageHeader
      title={title}
      description={
        <>
          <p className="font-medium text-ink">
            {t("subscriptions:subject", { quantity: quantityText, product: product.title, customer: customer.name })}
          </p>
          <p>{planText(t, termDuration, billingPlan)}</p>
        </>
      }
      breadcrumbs={subscriptionBreadcrumbs(t, customer, { subscription })}
    />
  );
}
