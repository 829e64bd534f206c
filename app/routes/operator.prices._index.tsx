import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { PriceTable } from "#app/components/catalog/price-table.tsx";
import { PricesFrame } from "#app/components/catalog/prices-frame.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { searchText } from "#app/http/search-params.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterInput, FilterSelect } from "#app/ui/filter-fields.tsx";
import { Toolbar } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { pricesView } from "#app/views/catalog/prices.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  const { searchParams } = new URL(args.request.url);
  const page = await pricesView(visitor.view, {
    search: searchText(searchParams) ?? "",
    market: searchParams.get("market") ?? "",
    on: searchParams.get("on") ?? "",
    after: searchParams.get("after"),
    before: searchParams.get("before"),
  });
  return json({ title: visitor.t("prices:title"), ...orThrow(page, visitor) });
}

export default function Prices() {
  const { at, rows, links, isEmpty } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PricesFrame tab="prices">
      <Section isPadded={false}>
        {isEmpty ? null : <PriceSearch />}
        {rows.length > 0 ? (
          <>
            <p className="border-b border-line px-4 py-2 text-sm text-ink-muted" title={at.utc}>
              {t("prices:table.validAt", { instant: at.local })}
            </p>
            <PriceTable rows={rows} caption={t("prices:table.caption", { instant: at.local })} />
          </>
        ) : (
          <NoPrices isEmpty={isEmpty} />
        )}
        {rows.length === 0 ? null : (
          <ListPages
            links={links}
            csv={rows.length === 0 ? undefined : paths.pricesCsv()}
            summary={t("prices:table.summary", { count: rows.length })}
          />
        )}
      </Section>
    </PricesFrame>
  );
}

function PriceSearch() {
  const { search, market, on, markets } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Form method="get" role="search" key={`${search}|${market}|${on}`}>
      <Toolbar>
        <FilterInput
          label={t("prices:search.product")}
          name="search"
          defaultValue={search}
          type="search"
          placeholder={t("prices:search.productHint")}
          className="w-full sm:w-64"
        />
        <FilterSelect
          label={t("prices:search.market")}
          name="market"
          defaultValue={market}
          all={t("prices:search.allMarkets")}
          options={markets.map(({ code, name }) => ({ value: code, label: name }))}
          className="w-full sm:w-48"
        />
        <FilterInput label={t("prices:search.on")} name="on" defaultValue={on} type="date" className="w-full sm:w-40" />
        <div className="flex gap-2">
          <Button icon="search">{t("prices:search.submit")}</Button>
          <ButtonLink to={paths.prices()} variant="quiet">
            {t("prices:search.reset")}
          </ButtonLink>
        </div>
      </Toolbar>
    </Form>
  );
}

function NoPrices({ isEmpty }: { isEmpty: boolean }) {
  const t = useTranslate();
  if (!isEmpty)
    return (
      <EmptyState icon="search" title={t("prices:table.noneTitle")}>
        {t("prices:table.noneText")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon="tag"
      title={t("prices:table.emptyTitle")}
      action={
        <ButtonLink to={paths.importPrices()} variant="primary" icon="upload">
          {t("prices:import")}
        </ButtonLink>
      }
    >
      {t("prices:table.emptyText")}
    </EmptyState>
  );
}
