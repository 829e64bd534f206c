import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { PricesFrame } from "#app/components/catalog/prices-frame.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table, type Column } from "#app/ui/table.tsx";
import { priceListsView } from "#app/views/catalog/price-lists.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-prices");
  const { searchParams } = new URL(args.request.url);
  const page = await priceListsView(visitor.view, {
    after: searchParams.get("after"),
    before: searchParams.get("before"),
  });
  return json({ title: visitor.t("prices:tabLists"), ...orThrow(page, visitor) });
}

export default function PriceLists() {
  const { rows, links } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PricesFrame tab="lists">
      <Section title={t("prices:tabLists")} isPadded={false}>
        {rows.length === 0 ? (
          <EmptyState
            icon="file"
            title={t("prices:lists.noneTitle")}
            action={
              <ButtonLink to={paths.importPrices()} variant="primary" icon="upload">
                {t("prices:import")}
              </ButtonLink>
            }
          >
            {t("prices:lists.noneText")}
          </EmptyState>
        ) : (
          <ListTable />
        )}
        {rows.length === 0 ? null : (
          <ListPages
            links={links}
            csv={rows.length === 0 ? undefined : paths.priceListsCsv()}
            summary={t("prices:lists.summary", { count: rows.length })}
          />
        )}
      </Section>
    </PricesFrame>
  );
}

type Row = ReturnType<typeof useLoaderData<typeof loader>>["rows"][number];

function ListTable() {
  const { rows } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const counts: Column<Row>[] = (["added", "changed", "ended", "unchanged"] as const).map((count) => ({
    key: count,
    header: t(`prices:lists.${count}`),
    align: "end",
    isNarrow: true,
    cell: (row) => <span className={row[count].value === 0 ? "text-ink-subtle" : ""}>{row[count].text}</span>,
  }));
  return (
    <Table
      caption={t("prices:lists.caption")}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: "file",
          header: t("prices:lists.file"),
          isPrimary: true,
          cell: (row) => (
            <span className="flex min-w-0 flex-col">
              <span className="break-all">{row.fileName}</span>
              <span className="text-sm font-normal text-ink-muted">
                {t("prices:lists.checksum")} <code className="font-mono text-xs break-all">{row.sha256}</code>
              </span>
            </span>
          ),
        },
        {
          key: "imported",
          header: t("prices:lists.importedAt"),
          isNarrow: true,
          cell: (row) => (
            <span className="flex flex-col">
              <time dateTime={row.importedAt.iso} title={row.importedAt.utc}>
                {row.importedAt.local}
              </time>
              <span className="text-sm text-ink-muted">
                {row.importedBy === null
                  ? t("prices:lists.importedByPortal")
                  : t("prices:lists.importedBy", { name: row.importedBy })}
              </span>
            </span>
          ),
        },
        ...counts,
      ]}
    />
  );
}
