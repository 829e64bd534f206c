import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { ListPages } from "#app/components/list-pages.tsx";
import { SupportTable } from "#app/components/support/support-table.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { supportSeverities, supportStatuses, supportTopics } from "#app/domain/support/support-request.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { pageKeys } from "#app/http/search-params.ts";
import { Button, ButtonLink } from "#app/ui/button.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { FilterSelect } from "#app/ui/filter-fields.tsx";
import { PageStack, Toolbar } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { supportQueueView } from "#app/views/support/support-requests.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "answer-support-requests");
  const { searchParams } = new URL(args.request.url);
  const textOf = (name: string) => searchParams.get(name) ?? "";
  const params = {
    status: textOf("status"),
    severity: textOf("severity"),
    topic: textOf("topic"),
    ...pageKeys(searchParams),
  };
  const view = orThrow(await supportQueueView(visitor.view, params), visitor);
  return json({ title: visitor.t("support:queue.title"), ...view });
}

export default function SupportQueue() {
  const { title, requests, links, status, filter, counts } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const isFiltered = filter.severity !== "" || filter.topic !== "";
  return (
    <PageStack>
      <PageHeader title={title} description={t("support:queue.intro")} />
      <Tabs
        label={t("support:queueTab.label")}
        tabs={supportStatuses.map((one) => ({
          to: paths.supportQueue({ status: one === "open" ? "" : one, ...filter }),
          label: t(`support:queueTab.${one}`),
          count: counts[one].text,
          isCurrent: one === status,
        }))}
      />
      <Section isPadded={false}>
        <QueueFilter />
        {requests.length > 0 ? (
          <SupportTable requests={requests} side="operator" />
        ) : isFiltered || status !== "open" ? (
          <EmptyState icon="search" title={t("support:empty.noneTitle")}>
            {t(isFiltered ? "support:empty.queueNone" : "support:empty.noneText")}
          </EmptyState>
        ) : (
          <EmptyState icon="circle-check" title={t("support:empty.queueTitle")}>
            {t("support:empty.queueText")}
          </EmptyState>
        )}
        <ListPages links={links} csv={requests.length === 0 ? undefined : paths.supportQueueCsv()} />
      </Section>
    </PageStack>
  );
}

function QueueFilter() {
  const { status, filter } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <Form method="get" role="search" key={`${status}|${filter.severity}|${filter.topic}`}>
      {status === "open" ? null : <input type="hidden" name="status" value={status} />}
      <Toolbar>
        <FilterSelect
          label={t("support:queue.filterSeverity")}
          name="severity"
          defaultValue={filter.severity}
          all={t("support:queue.all")}
          options={supportSeverities.map((value) => ({ value, label: t(`support:severity.${value}`) }))}
          className="w-full sm:w-40"
        />
        <FilterSelect
          label={t("support:queue.filterTopic")}
          name="topic"
          defaultValue={filter.topic}
          all={t("support:queue.all")}
          options={supportTopics.map((value) => ({ value, label: t(`support:topic.${value}`) }))}
          className="w-full sm:w-72"
        />
        <div className="flex gap-2">
          <Button>{t("common:filter")}</Button>
          <ButtonLink to={paths.supportQueue({ status: status === "open" ? "" : status })} variant="quiet">
            {t("common:clear")}
          </ButtonLink>
        </div>
      </Toolbar>
    </Form>
  );
}
