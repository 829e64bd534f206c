import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Moment } from "#app/components/moment.tsx";
import { BoughtLines } from "#app/components/purchase/bought-lines.tsx";
import { ChargeOverview } from "#app/components/purchase/charge-overview.tsx";
import { PurchaseHead } from "#app/components/purchase/purchase-head.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, refuse, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { orderConfirmationView } from "#app/views/order-confirmation.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-orders");
  const orderId = args.params["orderId"] ?? "";
  const view = orThrow(await orderConfirmationView(visitor.view, { orderId }), visitor);
  // An order has one address: below its own customer.
  if (view.customer.id !== args.params["customerId"]) throw refuse({ code: "not-found", what: "order" }, visitor);
  return json({
    title: visitor.t("purchase:done.title"),
    view: { ...view, lines: view.lines.map(({ cancellation: _, ...line }) => line) },
  });
}

export default function OrderConfirmation() {
  const { title, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { customer } = view;
  return (
    <PageStack>
      <PurchaseHead
        customer={customer}
        title={title}
        description={t("purchase:done.intro", { amount: view.total.text, customer: customer.name })}
        step="done"
        actions={
          <>
            <ButtonLink to={paths.addProducts(customer.id)} icon="plus">
              {t("purchase:done.buyMore")}
            </ButtonLink>
            <ButtonLink to={paths.customerSubscriptions(customer.id)} variant="primary">
              {t("purchase:done.toCustomer", { customer: customer.name })}
            </ButtonLink>
          </>
        }
      />
      <Section title={t("purchase:done.order")}>
        <DescriptionList
          items={[
            {
              term: t("purchase:done.number"),
              value: (
                <TextLink to={paths.order(customer.id, view.id)} className="font-mono text-sm font-normal break-all">
                  {view.id}
                </TextLink>
              ),
            },
            { term: t("purchase:done.at"), value: <Moment instant={view.orderedAt} withUtc /> },
            { term: t("purchase:done.by"), value: view.orderedBy ?? "" },
            {
              term: t("purchase:done.charged"),
              value: view.total.text,
              remark: t(customer.taxIncluded ? "purchase:taxIncluded" : "purchase:taxExcluded"),
            },
          ]}
        />
      </Section>
      <BoughtLines customerId={customer.id} orderId={view.id} lines={view.lines} />
      {view.calendar.days.length < 2 ? null : <ChargeOverview calendar={view.calendar} />}
    </PageStack>
  );
}
