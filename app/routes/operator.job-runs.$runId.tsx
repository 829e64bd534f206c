import { json, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { CertificateSection, type ShownCertificate } from "#app/components/jobs/certificate.tsx";
import { FailingTable } from "#app/components/jobs/failing-table.tsx";
import { RunStatus } from "#app/components/jobs/run-status.tsx";
import { Took } from "#app/components/jobs/took.tsx";
import { LookAgain } from "#app/components/look-again.tsx";
import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { isAdvancingJob } from "#app/domain/jobs/job-names.ts";
import { orThrow, requirePermission, type SignedInVisitor } from "#app/http/auth.server.ts";
import { pageTitle } from "#app/http/page-title.ts";
import { paths } from "#app/http/paths.ts";
import { refusalTitle } from "#app/i18n/refusal-words.ts";
import { Button } from "#app/ui/button.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Progress } from "#app/ui/progress.tsx";
import { Section } from "#app/ui/section.tsx";
import { Stat, StatRow } from "#app/ui/stat.tsx";
import { jobRunView, type JobRunView } from "#app/views/job-runs.ts";

export { RouteErrorPage as ErrorBoundary } from "#app/components/error-page.tsx";

export const meta: MetaFunction<typeof loader> = (page) => pageTitle(page, (data) => [data.title, data.section]);

export async function loader(args: LoaderFunctionArgs) {
  const visitor = await requirePermission(args, "see-job-runs");
  const runId = args.params["runId"] ?? "";
  const { run, certificate, failing } = orThrow(await jobRunView(visitor.view, { runId }), visitor);
  const { t } = visitor;
  return json({
    title: t("jobs:run.title", { job: t(`jobs:name.${run.job}`), at: run.startedAt.local }),
    section: t("jobs:runs.title"),
    run,
    certificate: certificate === null ? null : shownCertificate(certificate, run, visitor),
    failing,
  });
}

function shownCertificate(
  certificate: NonNullable<JobRunView["certificate"]>,
  run: JobRunView["run"],
  { t, format: { number } }: SignedInVisitor,
): ShownCertificate {
  return {
    due: number(certificate.due),
    renewed: number(certificate.renewed),
    terms: { count: certificate.terms, text: number(certificate.terms) },
    notRenewed: Object.entries(certificate.notRenewed).map(([code, count]) => ({
      reason: refusalTitle(code, t),
      count: number(count),
    })),
    charges: number(certificate.charges),
    charged: certificate.chargedTexts,
    notices: number(certificate.notices),
    duplicates: { count: certificate.duplicates, text: number(certificate.duplicates) },
    held: number(certificate.held),
    leftToOthers: number(certificate.leftToOthers),
    failed: number(certificate.failed),
    oldestDueAge: certificate.oldestDueAge?.text ?? null,
    invoicing:
      run.job === "issue-invoices"
        ? {
            partners: run.counts.due,
            invoices: number((certificate.invoices ?? 0) - (certificate.creditNotes ?? 0)),
            creditNotes: number(certificate.creditNotes ?? 0),
            lines: number(certificate.invoiceLines ?? 0),
            invoiced: certificate.invoicedTexts,
          }
        : null,
  };
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

export default function JobRun() {
  const { title, section, run, certificate, failing } = useLoaderData<typeof loader>();
  const t = useTranslate();
  return (
    <PageStack>
      <PageHeader
        title={title}
        badge={<RunStatus status={run.status} />}
        description={t(`jobs:purpose.${run.job}`)}
        breadcrumbs={{ label: t("navigation:breadcrumbs"), items: [{ to: paths.jobRuns(), label: section }] }}
        actions={
          run.status === "running" ? undefined : (
            // The list of runs starts runs; its address takes the form.
            <Form method="post" action={`${paths.jobRuns()}?index`}>
              <Button name="job" value={run.job} icon="play">
                {t("jobs:run.again")}
              </Button>
            </Form>
          )
        }
      />
      <Trouble run={run} />
      {run.status === "running" ? <Running run={run} /> : null}
      <StatRow>
        <Stat label={t("jobs:run.due")} value={run.counts.due} remark={t("jobs:run.dueRemark")} icon="list" />
        <Stat
          label={t("jobs:run.done")}
          value={run.counts.done}
          // The look ahead also notes windows that close, which are not among what it counts as due.
          remark={run.job === "look-ahead" ? undefined : t("jobs:run.doneRemark", { percent: run.percent })}
          icon="circle-check"
          tone="success"
        />
        <Stat
          label={t("jobs:run.failed")}
          value={run.counts.failed}
          remark={run.failedCount === 0 ? undefined : t("jobs:run.failedRemark")}
          icon="circle-alert"
          tone={run.failedCount === 0 ? "neutral" : "danger"}
        />
        <Stat
          label={t("jobs:run.took")}
          value={<Took duration={run.duration} />}
          remark={run.status === "running" ? t("jobs:run.tookRemark") : undefined}
          icon="clock"
        />
      </StatRow>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        {certificate === null ? (
          <Section title={t("jobs:run.certificate")}>
            <p className="text-ink-muted">{t("jobs:run.noCertificate")}</p>
          </Section>
        ) : (
          <CertificateSection certificate={certificate} isAdvancing={isAdvancingJob(run.job)} />
        )}
        <About run={run} />
      </div>
      <FailingTable failing={failing} hasRunLink={false} />
    </PageStack>
  );
}

function Trouble({ run }: Pick<Data, "run">) {
  const t = useTranslate();
  if (run.error !== null)
    return (
      <Notice tone="danger" title={t("jobs:run.errorTitle")}>
        <code className="font-mono text-sm break-words">{run.error}</code>
      </Notice>
    );
  if (run.status !== "interrupted") return null;
  return (
    <Notice tone="warning" title={t("jobs:run.interruptedTitle")}>
      {t("jobs:run.interruptedText")}
    </Notice>
  );
}

function Running({ run }: Pick<Data, "run">) {
  const t = useTranslate();
  const handled = run.doneCount + run.failedCount;
  return (
    <Section title={t("jobs:run.progress")}>
      <div className="flex flex-col gap-1.5" aria-live="polite">
        <Progress
          label={t("jobs:run.progress")}
          value={handled}
          max={Math.max(1, run.dueCount)}
          text={t("jobs:run.progressText", { done: run.counts.done, due: run.counts.due })}
        />
        {run.remaining === null ? null : (
          <p className="text-sm text-ink-muted">{t("jobs:run.remaining", { time: run.remaining.text })}</p>
        )}
      </div>
      <LookAgain seconds={2} />
    </Section>
  );
}

function About({ run }: Pick<Data, "run">) {
  const t = useTranslate();
  return (
    <Section title={t("jobs:run.about")}>
      <DescriptionList
        items={[
          { term: t("jobs:run.job"), value: t(`jobs:name.${run.job}`), remark: run.job },
          { term: t("jobs:run.upTo"), value: <Moment instant={run.at} withUtc /> },
          { term: t("jobs:run.started"), value: <Moment instant={run.startedAt} withUtc /> },
          run.finishedAt === null
            ? { term: t("jobs:run.lastSign"), value: <Moment instant={run.lastProgressAt} withUtc /> }
            : { term: t("jobs:run.finished"), value: <Moment instant={run.finishedAt} withUtc /> },
        ]}
      />
    </Section>
  );
}
