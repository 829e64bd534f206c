import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OwnProductTable } from "#app/components/customer-portal/own-product-table.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { ownProductsView } from "#app/views/own-products.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) =>
  pageTitle(page, (data) => [data.title, data.view.customerName]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-own-software");
  const keys = pageKeys(new URL(args.request.url).searchParams);
  return json({
    title: visitor.t("ownProducts:title"),
    view: orThrow(await ownProductsView(visitor.view, keys), visitor),
  });
}

/** *Your products → Software*: for somebody who is rarely here and needs a key. */
export default function OwnProducts() {
  const { title, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { seller, customerName: customer, products, links } = view;
  return (
    <PageStack>
      <PageHeader title={title} description={t("ownProducts:intro", { seller, customer })} />
      <Section title={t("ownProducts:softwareTitle")} isPadded={false}>
        {products.length === 0 ? (
          <EmptyState icon="package" title={t("ownProducts:empty")}>
            {t("ownProducts:emptyText", { seller })}
          </EmptyState>
        ) : (
          <OwnProductTable products={products} />
        )}
        <ListPages
          links={links}
          csv={products.length === 0 ? undefined : paths.ownProductsCsv()}
          previousLabel={t("ownProducts:newer")}
          nextLabel={t("ownProducts:older")}
        />
      </Section>
      <p className="max-w-prose text-sm text-ink-muted">{t("ownProducts:contact", { seller })}</p>
    </PageStack>
  );
}
