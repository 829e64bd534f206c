import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { GroupsOfProduct } from "#app/components/product-list/groups-of-product.tsx";
import { SubscriptionStatusBadge } from "#app/components/customer/subscription-status.tsx";
import { About } from "#app/components/subscription/about.tsx";
import { Facts } from "#app/components/subscription/facts.tsx";
import { HybridBenefit } from "#app/components/subscription/hybrid-benefit.tsx";
import { Manage } from "#app/components/subscription/manage.tsx";
import { NextTerm } from "#app/components/subscription/next-term.tsx";
import { RecentActivity } from "#app/components/subscription/recent-activity.tsx";
import { States } from "#app/components/subscription/states.tsx";
import { planText, subscriptionBreadcrumbs } from "#app/components/subscription/subject.tsx";
import { Timeline } from "#app/components/subscription/timeline.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { assertOfCustomer } from "#app/http/customer-scope.server.ts";
import { hourlyRatesOf } from "#app/http/hourly-rates.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { saySubscription } from "#app/http/subscription-words.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { groupsOfProduct } from "#app/views/product-list/product-groups.ts";
import { subscriptionView } from "#app/views/subscription.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.subscription.product.title, data.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const rates = hourlyRatesOf(new URL(args.request.url).searchParams);
  const view = orThrow(
    await subscriptionView(visitor.view, {
      subscriptionId: args.params["subscriptionId"] ?? "",
      hourlyRates: rates.value,
    }),
    visitor,
  );
  assertOfCustomer(args, view.customer.id, visitor);
  const listGroups = await groupsOfProduct(visitor.view, view.subscription.product.productId);
  return json({ ...saySubscription(view, visitor), areRatesInvalid: rates.isInvalid, listGroups });
}

export default function SubscriptionPage() {
  const { areRatesInvalid, listGroups, ...data } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { subscription, customer, hybridBenefit } = data;
  return (
    <PageStack>
      <PageHeader
        title={subscription.product.title}
        badge={
          <SubscriptionStatusBadge
            status={subscription.status}
            isBeingRenewed={subscription.isBeingRenewed}
            isOnHold={subscription.hold !== null}
          />
        }
        description={
          <>
            {subscription.friendlyName === null ? null : (
              <span className="block font-medium break-words text-ink">{subscription.friendlyName}</span>
            )}
            {t("subscriptions:for")} <TextLink to={paths.customer(customer.id)}>{customer.name}</TextLink>
            {` · ${planText(t, subscription.termDuration, subscription.billingPlan)} · ${t("subscriptions:quantity", { quantity: subscription.quantityText })}`}
          </>
        }
        actions={
          <ButtonLink to={paths.keysAndDownloads(customer.id, data.orderId, data.lineNumber)} icon="key">
            {t("keys:open")}
          </ButtonLink>
        }
        breadcrumbs={subscriptionBreadcrumbs(t, customer, { isOnSubscriptionsPage: data.isOnSubscriptionsPage })}
      />
      <States data={data} />
      <Facts data={data} />
      {/* Beside each other on a wide page; on a phone what can be done comes first, what can be looked up last. */}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
        <div className="lg:col-start-2" data-print="hide">
          <Manage data={data} />
        </div>
        <div className="flex min-w-0 flex-col gap-5 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Timeline data={data} />
          <NextTerm data={data} />
          <RecentActivity activity={data.activity} />
        </div>
        <div className="flex min-w-0 flex-col gap-5 lg:col-start-2">
          {hybridBenefit === null || subscription.status !== "active" ? null : (
            <div data-print="hide">
              <HybridBenefit benefit={hybridBenefit} isInvalid={areRatesInvalid} />
            </div>
          )}
          <About data={data} />
          <div className="empty:hidden" data-print="hide">
            <GroupsOfProduct groups={listGroups} />
          </div>
        </div>
      </div>
    </PageStack>
  );
}
