import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ClientTable } from "#app/components/api-clients/client-table.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { apiClientsView } from "#app/views/api-clients.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-api-clients");
  const keys = pageKeys(new URL(args.request.url).searchParams);
  const view = orThrow(await apiClientsView(visitor.view, keys), visitor);
  const origin = args.context.portal.env.origin ?? new URL(args.request.url).origin;
  return json({
    title: visitor.t("apiClients:title"),
    ...view,
    tokenEndpoint: `${origin}/${view.tenantId}/oauth2/token`,
    resource: "https://api.partnercenter.microsoft.com",
  });
}

export default function ApiClients() {
  const { title, clients, links, tenantId, tokenEndpoint, resource } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const code = (text: string) => <span className="font-mono text-sm break-all">{text}</span>;
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("apiClients:intro")}
        actions={
          <>
            <ButtonLink to={paths.apiDocs()} icon="file">
              {t("apiDocs:title")}
            </ButtonLink>
            <ButtonLink to={paths.newApiClient()} variant="primary" icon="plus">
              {t("apiClients:add")}
            </ButtonLink>
          </>
        }
      />
      <Section isPadded={false}>
        {clients.length === 0 ? (
          <EmptyState icon="key" title={t("apiClients:emptyTitle")}>
            {t("apiClients:emptyText")}
          </EmptyState>
        ) : (
          <ClientTable clients={clients} pathOf={paths.apiClient} />
        )}
        <ListPages
          links={links}
          csv={clients.length === 0 ? undefined : paths.apiClientsCsv()}
          previousLabel={t("apiClients:earlier")}
          nextLabel={t("apiClients:later")}
        />
      </Section>
      <Section title={t("apiClients:connect")} description={t("apiClients:connectText")}>
        <DescriptionList
          items={[
            { term: t("apiClients:tokenEndpoint"), value: code(tokenEndpoint) },
            { term: t("apiClients:resource"), value: code(resource) },
            { term: t("apiClients:tenantId"), value: code(tenantId) },
          ]}
        />
      </Section>
    </PageStack>
  );
}
