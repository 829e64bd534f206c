import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ColumnChoice } from "#app/components/column-choice.tsx";
import {
  subscriptionColumns,
  subscriptionLineOf,
  SubscriptionTable,
} from "#app/components/customer/subscription-table.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { oneOf, pageKeys } from "#app/http/search-params.ts";
import { sayEnding } from "#app/http/subscription-words.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { customerSubscriptionsView } from "#app/views/customer-subscriptions.ts";
import { hiddenColumns } from "#app/views/list-columns.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const filters = ["all", "active", "ending", "expired", "deleted"] as const;

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const parameters = new URL(args.request.url).searchParams;
  const params = {
    customerId: args.params["customerId"] ?? "",
    filter: oneOf(parameters, "filter", filters),
    ...pageKeys(parameters),
  };
  const [read, hidden] = await Promise.all([
    customerSubscriptionsView(visitor.view, params),
    hiddenColumns(visitor.view, "customer-subscriptions"),
  ]);
  const view = orThrow(read, visitor);
  return json({
    title: visitor.t("customers:tabs.subscriptions"),
    hidden,
    view: {
      ...view,
      rows: view.rows.map((row) =>
        subscriptionLineOf(row, row.willNotRenew === null ? undefined : sayEnding(row.willNotRenew, visitor)),
      ),
    },
  });
}

export default function CustomerSubscriptions() {
  const { title, view, hidden } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { customer, rows, filter } = view;
  return (
    <PageStack>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <Tabs
          label={t("common:filter")}
          tabs={view.filters.map((choice) => ({
            to: paths.customerSubscriptions(customer.id, choice.filter === "all" ? {} : { filter: choice.filter }),
            label: t(`customers:subscriptions.filters.${choice.filter}`),
            isCurrent: choice.filter === filter,
            count: choice.count.text,
          }))}
        />
        {rows.length === 0 ? null : (
          <ColumnChoice
            list="customer-subscriptions"
            columns={subscriptionColumns(t, () => customer.id)}
            hidden={hidden}
          />
        )}
      </div>
      <Section isPadded={false}>
        {rows.length === 0 ? (
          <EmptyState
            icon="package"
            title={t(filter === "all" ? "customers:subscriptions.empty" : "customers:subscriptions.emptyFilter")}
          >
            {t(filter === "all" ? "customers:subscriptions.emptyText" : "customers:subscriptions.emptyFilterText")}
          </EmptyState>
        ) : (
          <SubscriptionTable caption={title} customerId={customer.id} rows={rows} hidden={hidden} />
        )}
        <ListPages
          csv={rows.length === 0 ? undefined : paths.customerSubscriptionsCsv(customer.id)}
          links={view.links}
          previousLabel={t("customers:subscriptions.newer")}
          nextLabel={t("customers:subscriptions.older")}
        />
      </Section>
    </PageStack>
  );
}
