import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { OwnAccessTable } from "#app/components/customer-portal/own-access-table.tsx";
import { ExportForm } from "#app/components/export-form.tsx";
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
import { ownAccessesView } from "#app/views/own-accesses.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-own-software");
  const keys = pageKeys(new URL(args.request.url).searchParams);
  return json({
    title: visitor.t("ownProducts:accesses.title"),
    view: orThrow(await ownAccessesView(visitor.view, keys), visitor),
  });
}

export default function OwnAccesses() {
  const { title, view } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { seller, accesses, links } = view;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={`${t("ownProducts:accesses.intro")} ${t("ownProducts:accesses.partner", { seller })}`}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.ownProducts(), label: t("ownProducts:title") }],
        }}
        actions={accesses.length === 0 ? undefined : <ExportForm action={paths.ownAccessesCsv()} />}
      />
      <Section isPadded={false}>
        {accesses.length === 0 ? (
          <EmptyState icon="list" title={t("ownProducts:accesses.empty")}>
            {t("ownProducts:accesses.emptyText")}
          </EmptyState>
        ) : (
          <OwnAccessTable accesses={accesses} hasProducts />
        )}
        <ListPages
          links={links}
          previousLabel={t("ownProducts:accesses.newer")}
          nextLabel={t("ownProducts:accesses.older")}
        />
      </Section>
    </PageStack>
  );
}
