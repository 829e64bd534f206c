import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { KeysAheadChart, MonthsAhead, PoolsAhead } from "#app/components/operator-keys/keys-ahead.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { keysAheadView } from "#app/views/shelf/keys-ahead.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const { pools, links: _, ...view } = orThrow(await keysAheadView(visitor.view), visitor);
  return json({
    title: visitor.t("pools:ahead.title"),
    ...view,
    // Its months are in the file; the page has the sums.
    pools: pools.map(({ months: _months, ...pool }) => pool),
  });
}

export default function KeysAhead() {
  const { title, months, pools, paceMonths } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("pools:ahead.intro", { count: paceMonths })}
        breadcrumbs={{
          label: t("navigation:breadcrumbs"),
          items: [{ to: paths.keyPools(), label: t("pools:title") }],
        }}
        actions={
          pools.length === 0 ? undefined : (
            <ButtonLink to={paths.keysAheadCsv()} icon="download" isDownload>
              {t("common:exportCsv")}
            </ButtonLink>
          )
        }
      />
      {pools.length === 0 ? (
        <Section>
          <EmptyState icon="key" title={t("pools:table.emptyTitle")}>
            {t("pools:table.emptyText")}
          </EmptyState>
        </Section>
      ) : (
        <>
          <Section title={t("pools:ahead.chart")}>
            <KeysAheadChart months={months} />
          </Section>
          <Section title={t("pools:ahead.byPool")} description={t("pools:ahead.byPoolText")} isPadded={false}>
            <PoolsAhead pools={pools} count={months.length} />
          </Section>
          <Section title={t("pools:ahead.byMonth")} isPadded={false}>
            <MonthsAhead months={months} />
          </Section>
        </>
      )}
    </PageStack>
  );
}
