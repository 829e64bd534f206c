import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { productKinds } from "#app/domain/catalog/catalog.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { oneOfOrNone, searchText } from "#app/http/search-params.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { productsView } from "#app/views/catalog/products.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-catalogue");
  const { searchParams } = new URL(args.request.url);
  const page = await productsView(visitor.view, {
    search: searchText(searchParams) ?? "",
    kind: oneOfOrNone(searchParams, "kind", productKinds) ?? null,
    after: searchParams.get("after"),
    before: searchParams.get("before"),
  });
  return json({ title: visitor.t("products:title"), ...orThrow(page, visitor) });
}

export default function Products() {
  const { title, search, kind, counts, total, rows, links } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const all = { to: paths.products({ search }), label: t("products:allKinds"), count: total, isCurrent: kind === null };
  return (
    <PageStack>
      <PageHeader title={title} description={t("products:intro")} />
      <Tabs
        label={t("products:kinds")}
        tabs={[
          all,
          ...counts.map((one) => ({
            to: paths.products({ search, kind: one.kind }),
            label: t(`trade:kinds.${one.kind}`),
            count: one.text,
            isCurrent: one.kind === kind,
          })),
        ]}
      />
      <Section isPadded={false}>
        <Toolbar>
          <SearchBox
            label={t("products:search")}
            name="search"
            submitLabel={t("common:search")}
            defaultValue={search}
            placeholder={t("products:searchPlaceholder")}
            keep={kind === null ? {} : { kind }}
          />
        </Toolbar>
        {rows.length === 0 ? <NoProducts /> : <ProductTable />}
        {rows.length === 0 ? null : (
          <ListPages
            links={links}
            csv={rows.length === 0 ? undefined : paths.productsCsv()}
            summary={t("products:summary", { count: rows.length })}
          />
        )}
      </Section>
    </PageStack>
  );
}

function ProductTable() {
  const { rows, kind } = useLoaderData<typeof loader>();
  const t = useTranslate();
  // Among products of one kind it says nothing.
  const kindColumn: Column<(typeof rows)[number]> = {
    key: "kind",
    header: t("products:kind"),
    isNarrow: true,
    cell: (row) => t(`trade:kind.${row.kind}`),
  };
  return (
    <Table
      caption={t("products:caption")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "product",
          header: t("products:product"),
          isPrimary: true,
          cell: (row) => (
            <span className="flex min-w-0 flex-col">
              <TextLink to={paths.product(row.id)} look="plain">
                {row.title}
              </TextLink>
              <span className="text-sm font-normal text-ink-muted">{row.id}</span>
            </span>
          ),
        },
        {
          key: "editions",
          header: t("products:editions"),
          cell: (row) => (
            <ul className="flex flex-col gap-1">
              {row.skus.map((sku) => (
                <li key={sku.skuId} className="flex items-start gap-2 text-sm">
                  <span className="w-9 shrink-0 text-ink-subtle tabular">{sku.skuId}</span>
                  <span className="min-w-0">
                    {sku.title} {sku.needsReview ? <Badge tone="warning">{t("products:needsReview")}</Badge> : null}
                  </span>
                </li>
              ))}
            </ul>
          ),
        },
        { key: "publisher", header: t("products:publisher"), isNarrow: true, cell: (row) => row.publisher },
        ...(kind === null ? [kindColumn] : []),
      ]}
    />
  );
}

function NoProducts() {
  const { isEmpty } = useLoaderData<typeof loader>();
  const t = useTranslate();
  if (isEmpty)
    return (
      <EmptyState icon="package" title={t("products:emptyTitle")}>
        {t("products:emptyText")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon="search"
      title={t("products:noneTitle")}
      action={<ButtonLink to={paths.products()}>{t("products:showAll")}</ButtonLink>}
    >
      {t("products:noneText")}
    </EmptyState>
  );
}
