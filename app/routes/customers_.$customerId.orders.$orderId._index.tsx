import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ChargeTable } from "#app/components/customer/charge-table.tsx";
import { OrderLines } from "#app/components/customer/order-lines.tsx";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { orderView } from "#app/views/order.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-orders");
  const orderId = args.params["orderId"] ?? "";
  const view = orThrow(await orderView(visitor.view, { orderId }), visitor);
  // An order has one address: below its own customer.
  if (view.customer.id !== args.params["customerId"]) throw refuse({ code: "not-found", what: "order" }, visitor);
  return json({
    title: visitor.t("customers:order.title", { id: view.id }),
    view: {
      ...view,
      lines: view.lines.map(({ cancellation, ...line }) => ({
        ...line,
        cancellation:
          cancellation === null
            ? null
            : {
                daysLeft: cancellation.daysLeft,
                reason: cancellation.refusal === null ? null : visitor.say(cancellation.refusal).text,
              },
      })),
    },
  });
}

export default function OrderPage() {
  const { title, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { customer } = view;
  return (
    <PageStack>
      <PageHeader
        title={<span className="break-all">{title}</span>}
        badge={
          <Badge tone={view.kind === "renewal" ? "info" : "neutral"}>{t(`customers:orders.kinds.${view.kind}`)}</Badge>
        }
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.customers(), label: t("customers:title") },
            { to: paths.customer(customer.id), label: customer.name },
            { to: paths.customerOrders(customer.id), label: t("customers:tabs.orders") },
          ],
        }}
      />
      <Section title={t("customers:order.about")}>
        <DescriptionList
          look="grid"
          items={[
            { term: t("customers:name"), value: customer.name },
            { term: t("customers:orders.date"), value: <Moment instant={view.orderedAt} withUtc /> },
            { term: t("customers:orders.by"), value: view.orderedBy ?? t("customers:orders.system") },
            {
              term: t("customers:orders.total"),
              value: view.total.text,
              remark: t(customer.taxIncluded ? "customers:taxIncluded" : "customers:taxExcluded"),
            },
          ]}
        />
      </Section>
      <OrderLines customerId={customer.id} orderId={view.id} lines={view.lines} />
      <ChargeTable charges={view.charges} charged={view.charged} credited={view.credited} />
    </PageStack>
  );
}
