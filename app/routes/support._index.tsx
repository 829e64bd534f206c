import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { SupportTable } from "#app/components/support/support-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { supportStatuses } from "#app/domain/support/support-request.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { supportRequestsView } from "#app/views/support/support-requests.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "write-support-requests");
  const { searchParams } = new URL(args.request.url);
  const params = { status: searchParams.get("status") ?? "", ...pageKeys(searchParams) };
  const view = orThrow(await supportRequestsView(visitor.view, params), visitor);
  return json({ title: visitor.t("support:title"), ...view });
}

export default function SupportRequests() {
  const { title, requests, links, status, counts } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const add = (
    <ButtonLink to={paths.newSupportRequest()} variant="primary" icon="plus">
      {t("support:new")}
    </ButtonLink>
  );
  const isEmpty = Object.values(counts).every(({ count }) => count === 0);
  return (
    <PageStack>
      <PageHeader title={title} description={t("support:intro")} actions={add} />
      <Tabs
        label={t("support:tab.label")}
        tabs={[
          { to: paths.supportRequests(), label: t("support:tab.all"), isCurrent: status === null },
          ...supportStatuses.map((one) => ({
            to: paths.supportRequests({ status: one }),
            label: t(`support:tab.${one}`),
            count: counts[one].text,
            isCurrent: one === status,
          })),
        ]}
      />
      <Section isPadded={false}>
        {requests.length > 0 ? (
          <SupportTable requests={requests} side="partner" />
        ) : isEmpty ? (
          <EmptyState icon="info" title={t("support:empty.title")} action={add}>
            {t("support:empty.text")}
          </EmptyState>
        ) : (
          <EmptyState icon="search" title={t("support:empty.noneTitle")}>
            {t("support:empty.noneText")}
          </EmptyState>
        )}
        <ListPages
          csv={requests.length === 0 ? undefined : paths.supportRequestsCsv()}
          links={links}
          previousLabel={t("support:table.newer")}
          nextLabel={t("support:table.older")}
        />
      </Section>
    </PageStack>
  );
}
