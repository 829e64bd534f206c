import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { MissingPools } from "#app/components/operator-keys/missing-pools.tsx";
import { WaitingTable } from "#app/components/operator-keys/waiting-table.tsx";
import { PoolTable } from "#app/components/operator-keys/pool-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { oneOf, pageKeys, searchText } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { SearchBox } from "#app/ui/search-box.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { keyPoolsView, type PoolTab } from "#app/views/shelf/key-pools.ts";

const tabs = ["all", "low", "empty", "missing"] as const satisfies readonly PoolTab[];

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "manage-key-pools");
  const { searchParams } = new URL(args.request.url);
  const view = await keyPoolsView(visitor.view, {
    search: searchText(searchParams) ?? "",
    tab: oneOf(searchParams, "show", tabs),
    ...pageKeys(searchParams),
  });
  return json({ title: visitor.t("pools:title"), ...orThrow(view, visitor) });
}

export default function KeyPools() {
  const { title, tab, search, counts, rows, missing, waiting, links } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        description={t("pools:intro")}
        actions={
          <>
            <ButtonLink to={paths.keysAhead()} icon="calendar-clock">
              {t("pools:ahead.link")}
            </ButtonLink>
            <ButtonLink to={paths.operatorWithdrawKey()} icon="ban">
              {t("keys:operator.title")}
            </ButtonLink>
            <ButtonLink to={paths.addKeyPool()} variant="primary" icon="plus">
              {t("pools:add")}
            </ButtonLink>
          </>
        }
      />
      <Tabs
        label={t("pools:tabs")}
        tabs={tabs.map((one) => ({
          to: paths.keyPools({ search, show: one === "all" ? "" : one }),
          label: t(`pools:tab.${one}`),
          count: counts[one].text,
          isCurrent: one === tab,
        }))}
      />
      <WaitingTable waiting={waiting} />
      <Section isPadded={false}>
        <Toolbar>
          <SearchBox
            label={t("pools:search")}
            name="search"
            submitLabel={t("common:search")}
            defaultValue={search}
            placeholder={t("pools:searchHint")}
            keep={tab === "all" ? {} : { show: tab }}
          />
        </Toolbar>
        {tab === "missing" ? (
          <MissingPools missing={missing} />
        ) : rows.length === 0 ? (
          <NoPools />
        ) : (
          <>
            <PoolTable rows={rows} />
            <ListPages
              links={links}
              csv={rows.length === 0 ? undefined : paths.keyPoolsCsv()}
              summary={t("pools:table.summary", { count: rows.length })}
            />
          </>
        )}
      </Section>
    </PageStack>
  );
}

function NoPools() {
  const { tab, search, counts } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const all = <ButtonLink to={paths.keyPools()}>{t("pools:table.showAll")}</ButtonLink>;
  if (search !== "")
    return (
      <EmptyState icon="search" title={t("pools:table.noneTitle")} action={all}>
        {t("pools:table.noneText")}
      </EmptyState>
    );
  if (counts.all.value === 0)
    return (
      <EmptyState
        icon="key"
        title={t("pools:table.emptyTitle")}
        action={
          <ButtonLink to={paths.addKeyPool()} variant="primary" icon="plus">
            {t("pools:add")}
          </ButtonLink>
        }
      >
        {t("pools:table.emptyText")}
      </EmptyState>
    );
  return (
    <EmptyState
      icon="circle-check"
      title={t(tab === "empty" ? "pools:table.noneEmpty" : "pools:table.noneLow")}
      action={all}
    >
      {t("pools:table.noneLevel")}
    </EmptyState>
  );
}
