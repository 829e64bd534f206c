import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Outlet, useLoaderData, useLocation } from "@remix-run/react";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { customerFrameView } from "#app/views/customer-frame.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, ({ customer }) => [customer.name]);

/** What stands above every page of a customer. The pages themselves ask for what they show. */
export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-customers");
  const customerId = args.params["customerId"] ?? "";
  const { customer, cartLines } = orThrow(await customerFrameView(visitor.view, { customerId }), visitor);
  const { buyingRefusal } = customer;
  return json({
    customer,
    cartLines,
    buyingReason: buyingRefusal === null ? null : visitor.say(buyingRefusal).text,
  });
}

export default function CustomerFrame() {
  const { customer, cartLines, buyingReason } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { pathname } = useLocation();
  const tab = (label: string, to: string) => ({ to, label, isCurrent: pathname === to });
  const { id } = customer;
  return (
    <PageStack>
      <PageHeader
        title={customer.name}
        badge={
          customer.validationStatus === null || customer.validationStatus === "allowed" ? null : (
            <Badge tone="warning" hasDot>
              {t(`trade:validation.${customer.validationStatus}`)}
            </Badge>
          )
        }
        description={[customer.domain, customer.country.name, customer.currency].filter(Boolean).join(" · ")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.customers(), label: t("customers:title") }],
        }}
        actions={
          <>
            {cartLines > 0 ? (
              <ButtonLink to={paths.cart(id)} icon="cart">
                {`${t("customers:cart")} (${cartLines})`}
              </ButtonLink>
            ) : null}
            <ButtonLink to={paths.customerWhatIf(id)}>{t("whatIf:link")}</ButtonLink>
            <ButtonLink
              to={paths.addProducts(id)}
              variant="primary"
              icon="plus"
              {...(buyingReason === null ? {} : { disabledReason: buyingReason })}
            >
              {t("customers:addProducts")}
            </ButtonLink>
          </>
        }
      />
      <Tabs
        label={t("customers:tabs.label")}
        tabs={[
          tab(t("customers:tabs.overview"), paths.customer(id)),
          tab(t("customers:tabs.subscriptions"), paths.customerSubscriptions(id)),
          tab(t("customers:tabs.software"), paths.customerSoftware(id)),
          tab(t("customers:tabs.orders"), paths.customerOrders(id)),
          tab(t("invitations:access.tab"), paths.customerAccess(id)),
        ]}
      />
      <Outlet />
    </PageStack>
  );
}
