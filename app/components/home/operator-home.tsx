import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { PageStack } from "#app/ui/form-layout.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { OperatorHome as OperatorHomeView } from "#app/views/operator-home.ts";
import { FailingEverywhere, OnHold } from "./attention.tsx";
import { Shelf } from "./shelf.tsx";

const runTones: Record<string, Tone> = { running: "info", done: "success", failed: "danger", interrupted: "warning" };

/** What the operator is shown first: whether the jobs do their work, and whether keys and files are there. */
export function OperatorHome({ home }: { readonly home: OperatorHomeView }) {
  const t = useTranslate();
  return (
    <PageStack>
      <Scheduler home={home} />
      <Shelf shelf={home.shelf} supportWaiting={home.supportWaiting} />
      <TroubledRuns runs={home.troubledRuns} />
      <OnHold held={home.onHold.map((subscription) => ({ customer: null, subscription }))} />
      <FailingEverywhere failing={home.failing} />
      <p className="text-sm">
        <TextLink to={paths.jobRuns()}>{t("navigation:jobRuns")}</TextLink>
      </p>
    </PageStack>
  );
}

function Scheduler({ home: { lastTickAt, isSchedulerSilent } }: { readonly home: OperatorHomeView }) {
  const t = useTranslate();
  if (lastTickAt === null) return <Notice tone="warning">{t("home:operator.never")}</Notice>;
  const at = lastTickAt.local;
  return isSchedulerSilent ? (
    <Notice tone="danger">{t("home:operator.silent", { at })}</Notice>
  ) : (
    <Notice tone="success">{t("home:operator.lastTick", { at })}</Notice>
  );
}

function TroubledRuns({ runs }: { readonly runs: OperatorHomeView["troubledRuns"] }) {
  const t = useTranslate();
  return (
    <Section
      title={t("home:operator.runsTitle")}
      description={t("home:operator.runsIntro")}
      isPadded={runs.length === 0}
    >
      {runs.length === 0 ? (
        <EmptyState icon="circle-check" title={t("home:operator.runsEmpty")} />
      ) : (
        <Table
          caption={t("home:operator.runsTitle")}
          rows={runs}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "run",
              header: t("home:operator.run"),
              isPrimary: true,
              cell: ({ id, job }) => <TextLink to={paths.jobRun(id)}>{job}</TextLink>,
            },
            {
              key: "status",
              header: t("home:operator.status"),
              cell: ({ status }) => (
                <Badge tone={runTones[status] ?? "neutral"} hasDot>
                  {t(`home:operator.runStatus.${status as "failed"}`)}
                </Badge>
              ),
            },
            {
              key: "started",
              header: t("home:operator.started"),
              isNarrow: true,
              cell: ({ startedAt }) => <Moment instant={startedAt} />,
            },
            { key: "due", header: t("home:operator.due"), align: "end", cell: ({ dueCount }) => dueCount },
            { key: "failed", header: t("home:operator.failed"), align: "end", cell: ({ failedCount }) => failedCount },
          ]}
        />
      )}
    </Section>
  );
}
