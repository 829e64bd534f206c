import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ColumnChoice } from "#app/components/column-choice.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { Badge } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { customerOrdersView, type OrderSummary } from "#app/views/customer-orders.ts";
import { hiddenColumns } from "#app/views/list-columns.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-orders");
  const customerId = args.params["customerId"] ?? "";
  const keys = pageKeys(new URL(args.request.url).searchParams);
  const [read, hidden] = await Promise.all([
    customerOrdersView(visitor.view, { customerId, ...keys }),
    hiddenColumns(visitor.view, "customer-orders"),
  ]);
  const view = orThrow(read, visitor);
  return json({ title: visitor.t("customers:tabs.orders"), hidden, view });
}

export default function CustomerOrders() {
  const { title, view, hidden } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { customer, orders } = view;
  const columns = orderColumns(t, customer.id);
  return (
    <Section
      title={title}
      description={t("customers:orders.intro")}
      {...(orders.length === 0
        ? {}
        : { actions: <ColumnChoice list="customer-orders" columns={columns} hidden={hidden} /> })}
      isPadded={false}
    >
      {orders.length === 0 ? (
        <EmptyState icon="list" title={t("customers:orders.empty")}>
          {t("customers:orders.emptyText")}
        </EmptyState>
      ) : (
        <Table caption={title} rows={orders} rowKey={({ id }) => id} columns={columns} hidden={hidden} />
      )}
      <ListPages
        csv={orders.length === 0 ? undefined : paths.customerOrdersCsv(customer.id)}
        links={view.links}
        previousLabel={t("customers:orders.newer")}
        nextLabel={t("customers:orders.older")}
      />
    </Section>
  );
}

function orderColumns(t: Translate, customerId: string): Column<OrderSummary>[] {
  return [
    {
      key: "products",
      header: t("customers:orders.products"),
      isPrimary: true,
      cell: (order) => <Products customerId={customerId} order={order} />,
    },
    {
      key: "kind",
      header: t("customers:orders.kind"),
      isNarrow: true,
      cell: ({ kind }) => (
        <Badge tone={kind === "renewal" ? "info" : "neutral"}>{t(`customers:orders.kinds.${kind}`)}</Badge>
      ),
    },
    {
      key: "date",
      header: t("customers:orders.date"),
      isNarrow: true,
      cell: ({ orderedAt }) => <Moment instant={orderedAt} />,
    },
    {
      key: "by",
      header: t("customers:orders.by"),
      cell: ({ orderedBy }) => orderedBy ?? t("customers:orders.system"),
    },
    {
      key: "total",
      header: t("customers:orders.total"),
      align: "end",
      isNarrow: true,
      cell: ({ total }) => total.text,
    },
  ];
}

/** The lines of an order, and below them its number, which is what support asks for. */
function Products({ customerId, order }: { readonly customerId: string; readonly order: OrderSummary }) {
  return (
    <span className="flex min-w-0 flex-col">
      {order.lines.map((line) => (
        <TextLink
          key={line.number}
          to={paths.order(customerId, order.id)}
          look="plain"
          className="inline-flex min-h-6 items-center font-medium"
        >
          {`${line.quantityText} × ${line.product.title}`}
        </TextLink>
      ))}
      <span className="font-mono text-xs font-normal break-all text-ink-muted">{order.id}</span>
    </span>
  );
}
