import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { LineLink, Printed } from "#app/components/product-list/names.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requireUser } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { changedPart } from "#app/i18n/product-list-words.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { productListChangesView } from "#app/views/product-list/reference.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.list]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requireUser(args);
  const { t } = visitor;
  const number = /^\d{1,6}$/.test(args.params["number"] ?? "") ? Number(args.params["number"]) : 0;
  const view = orThrow(await productListChangesView(visitor.view, { edition: number }), visitor);
  return json({
    title: t("productList:editions.changesTitle", { number }),
    list: t("productList:title"),
    ...view,
    changes: view.changes.map((change) => ({ ...change, partText: changedPart(change.part, t) })),
  });
}

const tones: Readonly<Record<string, Tone>> = {
  added: "success",
  removed: "danger",
  changed: "warning",
  clarified: "info",
};

export default function EditionChanges() {
  const { title, edition, isFirst, hasPrinted, changes } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [
            { to: paths.productList(), label: t("productList:title") },
            { to: paths.productListEditions(), label: t("productList:tabEditions") },
          ],
        }}
      />
      {hasPrinted ? null : <Notice tone="info" title={t("productList:editions.noPrinted")} />}
      <Section isPadded={false}>
        {changes.length === 0 ? (
          <EmptyState icon="file" title={t("productList:editions.noChanges")}>
            {isFirst ? t("productList:editions.first") : null}
          </EmptyState>
        ) : (
          <Table
            caption={t("productList:editions.changesCaption")}
            rows={changes.map((change, index) => ({ ...change, index }))}
            rowKey={({ index }) => String(index)}
            columns={[
              {
                key: "subject",
                header: t("productList:editions.subject"),
                isPrimary: true,
                cell: ({ subject }) => <Printed>{subject}</Printed>,
              },
              {
                key: "kind",
                header: t("productList:editions.part"),
                cell: ({ kind, partText, origin }) => (
                  <span className="flex flex-wrap items-center gap-2">
                    <Badge tone={tones[kind]}>{t(`productList:change.${kind}`)}</Badge>
                    <span className="text-sm">{partText}</span>
                    <small>
                      {t(origin === "printed" ? "productList:editions.printedOrigin" : "productList:editions.computed")}
                    </small>
                  </span>
                ),
              },
              {
                key: "before",
                header: t("productList:editions.before"),
                cell: ({ before }) => (
                  <span lang="de" className="break-words text-sm">
                    {before ?? "–"}
                  </span>
                ),
              },
              {
                key: "after",
                header: t("productList:editions.after"),
                cell: ({ after }) => (
                  <span lang="de" className="break-words text-sm">
                    {after ?? "–"}
                  </span>
                ),
              },
              {
                key: "line",
                header: t("productList:source.line"),
                isNarrow: true,
                cell: ({ line, kind }) =>
                  kind === "removed" ? (
                    <span className="text-ink-muted">–</span>
                  ) : (
                    <LineLink line={line} edition={edition.asOf} />
                  ),
              },
            ]}
          />
        )}
      </Section>
    </PageStack>
  );
}
