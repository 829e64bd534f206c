import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { actionText } from "#app/components/bulk/choose-form.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { Badge } from "#app/ui/badge.tsx";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import { bulkRunsView } from "#app/views/bulk/bulk-run.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-subscriptions");
  const params = pageKeys(new URL(args.request.url).searchParams);
  const { runs, links } = orThrow(await bulkRunsView(visitor.view, params), visitor);
  const { format } = visitor;
  return json({
    title: visitor.t("bulk:runs.title"),
    links,
    runs: runs.map(({ id, action, state, rows, willRows, doneRows, refusedRows, madeAt, madeBy }) => ({
      id,
      action,
      state,
      rows: format.number(rows),
      // Of a dry run nothing was done, and nothing is said.
      done: state === "dry-run" ? "" : format.number(doneRows),
      refused: state === "dry-run" ? "" : format.number(refusedRows + rows - willRows),
      madeAt: madeAt.local,
      madeBy,
    })),
  });
}

export default function BulkRuns() {
  const { title, runs, links } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("bulk:runs.intro")}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.subscriptions(), label: t("bulk:list.title") }],
        }}
      />
      <Section isPadded={false}>
        {runs.length === 0 ? (
          <EmptyState
            icon="list"
            title={t("bulk:runs.empty")}
            action={<ButtonLink to={paths.subscriptions()}>{t("bulk:runs.toList")}</ButtonLink>}
          >
            {t("bulk:runs.emptyText")}
          </EmptyState>
        ) : (
          <Table
            caption={t("bulk:runs.caption")}
            rows={runs}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "change",
                header: t("bulk:runs.change"),
                isPrimary: true,
                cell: (run) => (
                  <TextLink to={paths.bulkRun(run.id)} look="plain" className="font-medium">
                    {actionText(t, run.action)}
                  </TextLink>
                ),
              },
              {
                key: "state",
                header: t("bulk:runs.state"),
                cell: ({ state }) =>
                  state === "dry-run" ? (
                    <Badge>{t("bulk:runs.notConfirmed")}</Badge>
                  ) : state === "confirmed" ? (
                    <Badge tone="info">{t("bulk:running.badge")}</Badge>
                  ) : (
                    <Badge tone="success">{t("bulk:finished.badge")}</Badge>
                  ),
              },
              {
                key: "made",
                header: t("bulk:runs.made"),
                cell: ({ madeAt, madeBy }) => (
                  <>
                    {madeAt}
                    {madeBy === null ? null : <small>{t("bulk:runs.by", { name: madeBy })}</small>}
                  </>
                ),
              },
              { key: "rows", header: t("bulk:runs.rows"), align: "end", isNarrow: true, cell: ({ rows }) => rows },
              { key: "done", header: t("bulk:runs.done"), align: "end", isNarrow: true, cell: ({ done }) => done },
              {
                key: "refused",
                header: t("bulk:runs.refused"),
                align: "end",
                isNarrow: true,
                cell: ({ refused }) => refused,
              },
            ]}
          />
        )}
        <ListPages links={links} csv={runs.length === 0 ? undefined : paths.bulkRunsCsv()} />
      </Section>
    </PageStack>
  );
}
