import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { ProductTable } from "#app/components/operator-downloads/product-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys, searchText } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { downloadProductsView } from "#app/views/shelf/download-files.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-downloads");
  const { searchParams } = new URL(args.request.url);
  const params = { search: searchText(searchParams) ?? "", ...pageKeys(searchParams) };
  const view = orThrow(await downloadProductsView(visitor.view, params), visitor);
  return json({ title: visitor.t("files:title"), ...view });
}

export default function DownloadFiles() {
  const { title, search, rows, links } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader title={title} description={t("files:intro")} />
      <Section isPadded={false}>
        <Toolbar>
          <SearchBox
            label={t("files:search")}
            name="search"
            submitLabel={t("common:search")}
            defaultValue={search}
            placeholder={t("files:searchHint")}
          />
        </Toolbar>
        {rows.length === 0 ? (
          <EmptyState
            icon={search === "" ? "download" : "search"}
            title={t(search === "" ? "files:table.emptyTitle" : "files:table.noneTitle")}
            {...(search === ""
              ? {}
              : { action: <ButtonLink to={paths.downloadFiles()}>{t("files:table.showAll")}</ButtonLink> })}
          >
            {t(search === "" ? "files:table.emptyText" : "files:table.noneText")}
          </EmptyState>
        ) : (
          <>
            <ProductTable rows={rows} />
            <ListPages
              links={links}
              csv={rows.length === 0 ? undefined : paths.downloadFilesCsv()}
              summary={t("files:table.summary", { count: rows.length })}
            />
          </>
        )}
      </Section>
    </PageStack>
  );
}
