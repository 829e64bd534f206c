import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { SoftwareTable } from "#app/components/customer/software-table.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { customerSoftwareView } from "#app/views/customer-software.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.view.customer.name]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-software");
  const customerId = args.params["customerId"] ?? "";
  const keys = pageKeys(new URL(args.request.url).searchParams);
  const view = orThrow(await customerSoftwareView(visitor.view, { customerId, ...keys }), visitor);
  return json({
    title: visitor.t("customers:tabs.software"),
    view: {
      ...view,
      products: view.products.map((product) => ({
        ...product,
        items: product.items.map(({ cancellation, ...item }) => ({
          ...item,
          cancellation:
            cancellation === null
              ? null
              : {
                  daysLeft: cancellation.daysLeft,
                  reason: cancellation.refusal === null ? null : visitor.say(cancellation.refusal).text,
                },
        })),
      })),
    },
  });
}

export default function CustomerSoftware() {
  const { title, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Section
      title={title}
      description={t("customers:software.intro")}
      actions={
        <ButtonLink to={paths.volumeLicensing(view.customer.id)} icon="calendar-clock" size="sm">
          {t("migration:link")}
        </ButtonLink>
      }
      isPadded={false}
    >
      {view.products.length === 0 ? (
        <EmptyState icon="package" title={t("customers:software.empty")}>
          {t("customers:software.emptyText")}
        </EmptyState>
      ) : (
        <SoftwareTable caption={title} customerId={view.customer.id} products={view.products} />
      )}
      <ListPages
        csv={paths.customerSoftwareCsv(view.customer.id)}
        links={view.links}
        previousLabel={t("customers:software.newer")}
        nextLabel={t("customers:software.older")}
      />
    </Section>
  );
}
