import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { FailingTable } from "#app/components/jobs/failing-table.tsx";
import { RunNow } from "#app/components/jobs/run-now.tsx";
import { RunTable } from "#app/components/jobs/run-table.tsx";
import { SchedulerSilent, SchedulerState } from "#app/components/jobs/scheduler-state.tsx";
import { ListPages } from "#app/components/list-pages.tsx";
import { LookAgain } from "#app/components/look-again.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { jobNames } from "#app/domain/jobs/job-names.ts";
import { orThrow, requirePermission } from "#app/http/auth.server.ts";
import { redirectWithNotice } from "#app/http/flash-notice.server.ts";
import { parseForm } from "#app/http/form.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { oneOfOrNone, pageKeys } from "#app/http/search-params.ts";
import { startJobRun } from "#app/services/renewals/start-job-run.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Tabs } from "#app/ui/tabs.tsx";
import { jobRunsView } from "#app/views/job-runs.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

const schema = z.object({ job: z.enum(jobNames) });

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-job-runs");
  const parameters = new URL(args.request.url).searchParams;
  const params = { job: oneOfOrNone(parameters, "job", jobNames) ?? null, ...pageKeys(parameters) };
  const view = orThrow(await jobRunsView(visitor.view, params), visitor);
  return json({ title: visitor.t("jobs:runs.title"), ...view });
}

export async function action(args: ActionFunctionArgs) {
  const visitor = await requirePermission(args, "run-jobs");
  const form = await parseForm(args.request, schema, visitor);
  if (!form.ok) return form.response;
  const { job } = form.value;
  const { t, format, deps, actor } = visitor;
  const { runId, report } = orThrow(await startJobRun(deps, actor, job), visitor);
  const to = runId === null ? paths.jobRuns() : paths.jobRun(runId);
  const name = t(`jobs:name.${job}`);
  if (report === null)
    return redirectWithNotice(args, to, {
      tone: "info",
      title: t("jobs:runs.runStarted", { job: name }),
      text: t("jobs:runs.startedText"),
    });
  return redirectWithNotice(args, to, {
    tone: report.status === "done" && report.failed === 0 ? "success" : "warning",
    title:
      report.due === 0
        ? t("jobs:runs.finishedIdle", { job: name })
        : t("jobs:runs.finished", {
            job: name,
            done: format.number(report.done),
            failed: format.number(report.failed),
          }),
  });
}

export default function JobRuns() {
  const { title, job, jobs, runs, links, failing, scheduler } = useLoaderData<typeof loader>();
  const t = useTranslate();
  const isRunning = runs.some(({ status }) => status === "running");
  return (
    <PageStack>
      <PageHeader title={title} description={t("jobs:runs.intro")} />
      <SchedulerSilent scheduler={scheduler} />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="flex min-w-0 flex-col gap-5 xl:col-start-2 xl:row-start-1">
          <SchedulerState scheduler={scheduler} />
          <RunNow />
        </div>
        <div className="flex min-w-0 flex-col gap-4 xl:col-start-1 xl:row-start-1">
          <Tabs
            label={t("jobs:runs.tabs")}
            tabs={[
              { to: paths.jobRuns(), label: t("jobs:runs.all"), isCurrent: job === null },
              ...jobs.map((name) => ({
                to: paths.jobRuns({ job: name }),
                label: t(`jobs:name.${name}`),
                isCurrent: job === name,
              })),
            ]}
          />
          <Section isPadded={false}>
            {runs.length === 0 ? (
              <EmptyState icon="list" title={t("jobs:runs.empty")}>
                {t("jobs:runs.emptyText")}
              </EmptyState>
            ) : (
              <RunTable caption={t("jobs:runs.caption")} runs={runs} />
            )}
            <ListPages
              links={links}
              csv={runs.length === 0 ? undefined : paths.jobRunsCsv()}
              previousLabel={t("jobs:runs.newer")}
              nextLabel={t("jobs:runs.older")}
            />
          </Section>
          <FailingTable failing={failing} hasRunLink />
        </div>
      </div>
      {isRunning ? <LookAgain seconds={2} /> : null}
    </PageStack>
  );
}
