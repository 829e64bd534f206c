import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { Derivation } from "#app/components/invoices/derivation.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { derivationView } from "#app/views/derivation.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.subject]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-charges");
  const view = orThrow(await derivationView(visitor.view, { chargeId: args.params["chargeId"] ?? "" }), visitor);
  const { t } = visitor;
  const kind = t(`invoices:charge.${view.kind}`);
  return json({
    title: t("invoices:why.title"),
    subject: t("invoices:why.chargeOf", { kind, product: view.product.title }),
    view,
  });
}

export default function ChargePage() {
  const { title, subject, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { customer, maySeeOrders } = view;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={`${subject} · ${customer.name}`}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: maySeeOrders
            ? [
                { to: paths.customers(), label: t("navigation:customers") },
                { to: paths.customer(customer.id), label: customer.name },
              ]
            : [{ to: paths.invoices(), label: t("invoices:title") }],
        }}
      />
      <Derivation view={view} />
    </PageStack>
  );
}
