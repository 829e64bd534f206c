import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { editionName, ListFrame } from "#app/components/product-list/list-frame.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { mayDo } from "#app/domain/access/permissions.ts";
import { requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { productListEditionsView } from "#app/views/product-list/catalogue.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.list]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const view = await productListEditionsView(visitor.view);
  const mayImport = mayDo(visitor.actor, "manage-catalogue");
  return json({ title: t("productList:editions.title"), list: t("productList:title"), mayImport, ...view });
}

export default function Editions() {
  const { editions, mayImport } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <ListFrame tab="editions" edition={null} mayImport={mayImport}>
      <Section title={t("productList:editions.caption")} isPadded={false}>
        {editions.length === 0 ? (
          <EmptyState icon="file" title={t("productList:emptyTitle")}>
            {t(mayImport ? "productList:emptyOperator" : "productList:emptyText")}
          </EmptyState>
        ) : (
          <Table
            caption={t("productList:editions.caption")}
            rows={editions}
            rowKey={({ number }) => String(number)}
            columns={[
              {
                key: "edition",
                header: t("productList:editions.edition"),
                isPrimary: true,
                cell: (edition) => (
                  <TextLink to={paths.productList({ edition: edition.asOf })} look="plain">
                    {editionName(edition, t)}
                  </TextLink>
                ),
              },
              {
                key: "changes",
                header: t("productList:editions.changes"),
                cell: ({ number }) => (
                  <TextLink to={paths.productListEdition(number)}>{t("productList:editions.show")}</TextLink>
                ),
              },
              {
                key: "file",
                header: t("productList:editions.file"),
                cell: ({ fileName }) => <span className="break-all text-sm">{fileName}</span>,
              },
              {
                key: "lines",
                header: t("productList:editions.linesRead"),
                align: "end",
                isNarrow: true,
                cell: ({ lines }) => lines,
              },
              {
                key: "imported",
                header: t("productList:editions.imported"),
                isNarrow: true,
                cell: ({ importedAt }) => (
                  <time dateTime={importedAt.iso} title={importedAt.utc}>
                    {importedAt.local}
                  </time>
                ),
              },
            ]}
          />
        )}
      </Section>
    </ListFrame>
  );
}
