import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { ColumnChoice } from "#app/components/column-choice.tsx";
import { invoiceColumns, InvoiceTable } from "#app/components/invoices/invoice-table.tsx";
import { InvoicesFrame } from "#app/components/invoices/invoices-frame.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { invoiceKinds } from "#app/domain/invoicing/kinds.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterSelect } from "#app/ui/filter-fields.tsx";
import { Toolbar } from "#app/ui/form-layout.tsx";
import { Section } from "#app/ui/section.tsx";
import { invoicesView } from "#app/views/invoices.ts";
import { hiddenColumns } from "#app/views/list-columns.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-invoices");
  const { searchParams } = new URL(args.request.url);
  const params = {
    month: searchParams.get("month") ?? "",
    currency: searchParams.get("currency") ?? "",
    kind: searchParams.get("kind") ?? "",
    ...pageKeys(searchParams),
  };
  const [read, hidden] = await Promise.all([
    invoicesView(visitor.view, params),
    hiddenColumns(visitor.view, "invoices"),
  ]);
  const view = orThrow(read, visitor);
  return json({
    title: visitor.t("invoices:title"),
    hidden,
    ...view,
  });
}

export default function Invoices() {
  const { invoices, links, months, next, isOfAllPartners, hidden } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <InvoicesFrame
      tab="list"
      hasOwn={!isOfAllPartners}
      description={`${t("invoices:intro")} ${t("invoices:next", { month: next.month, on: next.on.text })}`}
    >
      <Section isPadded={false}>
        {months.length === 0 ? null : (
          <Toolbar
            actions={<ColumnChoice list="invoices" columns={invoiceColumns(t, isOfAllPartners)} hidden={hidden} />}
          >
            <InvoiceFilter />
          </Toolbar>
        )}
        {invoices.length > 0 ? (
          <InvoiceTable invoices={invoices} isOfAllPartners={isOfAllPartners} hidden={hidden} />
        ) : months.length === 0 ? (
          <EmptyState icon="file" title={t("invoices:empty.title")}>
            {t("invoices:empty.text", { on: next.on.text })}
          </EmptyState>
        ) : (
          <EmptyState icon="search" title={t("invoices:empty.none")}>
            {t("invoices:empty.noneText")}
          </EmptyState>
        )}
        <ListPages
          csv={invoices.length === 0 ? undefined : paths.invoicesCsv()}
          links={links}
          previousLabel={t("invoices:table.newer")}
          nextLabel={t("invoices:table.older")}
        />
      </Section>
    </InvoicesFrame>
  );
}

function InvoiceFilter() {
  const { filter, months, currencies } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Form
      method="get"
      role="search"
      key={`${filter.month}|${filter.currency}|${filter.kind}`}
      className="flex min-w-0 flex-wrap items-end gap-3"
    >
      <FilterSelect
        label={t("invoices:filter.month")}
        name="month"
        defaultValue={filter.month}
        all={t("invoices:filter.allMonths")}
        options={months.map(({ period, text }) => ({ value: period, label: text }))}
        className="w-full sm:w-44"
      />
      <FilterSelect
        label={t("invoices:filter.currency")}
        name="currency"
        defaultValue={filter.currency}
        all={t("invoices:filter.allCurrencies")}
        options={currencies.map((currency) => ({ value: currency, label: currency }))}
        className="w-full sm:w-40"
      />
      <FilterSelect
        label={t("invoices:filter.kind")}
        name="kind"
        defaultValue={filter.kind}
        all={t("invoices:filter.allKinds")}
        options={invoiceKinds.map((kind) => ({ value: kind, label: t(`invoices:kind.${kind}`) }))}
        className="w-full sm:w-40"
      />
      <div className="flex gap-2">
        <Button>{t("common:filter")}</Button>
        <ButtonLink to={paths.invoices()} variant="quiet">
          {t("common:clear")}
        </ButtonLink>
      </div>
    </Form>
  );
}
