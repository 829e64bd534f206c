import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ColumnChoice } from "#app/components/column-choice.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import type { Translate } from "#app/i18n/translator.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { oneOf, pageKeys, searchText } from "#app/http/search-params.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { type Column, Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { customersView } from "#app/views/customers.ts";
import { hiddenColumns } from "#app/views/list-columns.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const sorts = ["name", "domain", "country"] as const;
const directions = ["asc", "desc"] as const;

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-customers");
  const parameters = new URL(args.request.url).searchParams;
  const params = {
    search: searchText(parameters) ?? "",
    sort: oneOf(parameters, "sort", sorts),
    direction: oneOf(parameters, "direction", directions),
    ...pageKeys(parameters),
  };
  const [read, hidden] = await Promise.all([
    customersView(visitor.view, params),
    hiddenColumns(visitor.view, "customers"),
  ]);
  const { addRefusal, ...view } = orThrow(read, visitor);
  return json({
    title: visitor.t("customers:title"),
    addReason: addRefusal === null ? null : visitor.say(addRefusal).text,
    ...view,
    hidden,
    rows: view.rows.map(({ id, name, domain, country, currency, validationStatus, activeSubscriptions }) => ({
      id,
      name,
      domain,
      country: country.name,
      currency,
      validationStatus,
      active: activeSubscriptions.text,
    })),
  });
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function Customers() {
  const data = useLoaderData<typeof loader>();
  const t = useTranslate();
  const { search, rows, sort, direction, addReason, hidden } = data;
  const columns = customerColumns(data, t);
  return (
    <PageStack>
      <PageHeader
        title={data.title}
        description={t("customers:intro")}
        actions={
          <ButtonLink
            to={paths.newCustomer()}
            variant="primary"
            icon="plus"
            {...(addReason === null ? {} : { disabledReason: addReason })}
          >
            {t("customers:add")}
          </ButtonLink>
        }
      />
      <Section isPadded={false}>
        <Toolbar actions={<ColumnChoice list="customers" columns={columns} hidden={hidden} />}>
          <SearchBox
            label={t("customers:search")}
            name="search"
            submitLabel={t("common:search")}
            defaultValue={search}
            placeholder={t("customers:searchPlaceholder")}
            keep={{ sort, direction }}
          />
        </Toolbar>
        {rows.length === 0 ? (
          <NoCustomers search={search} />
        ) : (
          <Table
            caption={t("customers:title")}
            rows={rows}
            rowKey={({ id }) => id}
            columns={columns}
            hidden={hidden}
            isHeadSticky
          />
        )}
        <ListPages
          csv={rows.length === 0 ? undefined : paths.customersCsv()}
          links={data.links}
          previousLabel={t("customers:newer")}
          nextLabel={t("customers:older")}
        />
      </Section>
    </PageStack>
  );
}

function NoCustomers({ search }: { readonly search: string }) {
  const t = useTranslate();
  return search === "" ? (
    <EmptyState icon="building" title={t("customers:empty")}>
      {t("customers:emptyText")}
    </EmptyState>
  ) : (
    <EmptyState
      icon="search"
      title={t("customers:noMatch", { search })}
      action={<ButtonLink to={paths.customers()}>{t("customers:showAll")}</ButtonLink>}
    >
      {t("customers:noMatchText")}
    </EmptyState>
  );
}

function customerColumns({ sort, direction, search }: Data, t: Translate): Column<Data["rows"][number]>[] {
  const sortBy = (column: (typeof sorts)[number]) => {
    const isCurrent = sort === column;
    const next = isCurrent && direction === "asc" ? "desc" : "asc";
    const shown = direction === "asc" ? "ascending" : "descending";
    return {
      to: paths.customers({ search, sort: column, direction: next }),
      direction: isCurrent ? shown : null,
    } as const;
  };
  return [
    {
      key: "name",
      header: t("customers:name"),
      isPrimary: true,
      sort: sortBy("name"),
      cell: (row) => (
        <TextLink to={paths.customer(row.id)} look="plain" className="font-medium">
          {row.name}
        </TextLink>
      ),
    },
    { key: "domain", header: t("customers:domain"), sort: sortBy("domain"), cell: ({ domain }) => domain },
    { key: "country", header: t("customers:country"), sort: sortBy("country"), cell: ({ country }) => country },
    { key: "currency", header: t("customers:currency"), cell: ({ currency }) => currency ?? t("customers:noCurrency") },
    {
      key: "validation",
      header: t("customers:validation"),
      cell: ({ validationStatus }) =>
        validationStatus === null ? (
          ""
        ) : (
          <Badge tone={validationStatus === "allowed" ? "success" : "warning"}>
            {t(`trade:validation.${validationStatus}`)}
          </Badge>
        ),
    },
    {
      key: "active",
      header: t("customers:active"),
      align: "end",
      cell: ({ active }) => active,
    },
  ];
}
