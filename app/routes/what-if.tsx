import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
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
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { customersView } from "#app/views/customers.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const parameters = new URL(args.request.url).searchParams;
  const params = {
    search: searchText(parameters) ?? "",
    sort: "name",
    direction: "asc",
    ...pageKeys(parameters),
  } as const;
  const { search, rows, links } = orThrow(await customersView(visitor.view, params), visitor);
  return json({
    title: visitor.t("whatIf:choose.title"),
    search,
    links,
    rows: rows.map(({ id, name, domain, activeSubscriptions }) => ({
      id,
      name,
      domain,
      active: activeSubscriptions.text,
    })),
  });
}

/** Whose subscriptions are to be compared: the customers, each with the way to its page. */
export default function WhatIfCustomers() {
  const { title, search, rows, links } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader title={title} description={t("whatIf:choose.intro")} />
      <Section isPadded={false}>
        <Toolbar>
          <SearchBox
            label={t("customers:search")}
            name="search"
            submitLabel={t("common:search")}
            defaultValue={search}
            placeholder={t("customers:searchPlaceholder")}
          />
        </Toolbar>
        {rows.length === 0 ? (
          <EmptyState
            icon="search"
            title={search === "" ? t("customers:empty") : t("customers:noMatch", { search })}
            action={<ButtonLink to={paths.customers()}>{t("customers:showAll")}</ButtonLink>}
          >
            {t("customers:noMatchText")}
          </EmptyState>
        ) : (
          <Table
            caption={t("customers:title")}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "name",
                header: t("customers:name"),
                isPrimary: true,
                cell: ({ id, name }) => (
                  <TextLink to={paths.customerWhatIf(id)} look="plain" className="font-medium">
                    {name}
                  </TextLink>
                ),
              },
              { key: "domain", header: t("customers:domain"), cell: ({ domain }) => domain },
              { key: "active", header: t("customers:active"), align: "end", cell: ({ active }) => active },
            ]}
          />
        )}
        <ListPages links={links} previousLabel={t("customers:newer")} nextLabel={t("customers:older")} />
      </Section>
    </PageStack>
  );
}
