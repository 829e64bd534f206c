import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { JobRunText } from "#app/views/job-runs.ts";
import { RunStatus } from "./run-status.tsx";
import { Took } from "./took.tsx";

type RunTableProps = { readonly caption: string; readonly runs: readonly JobRunText[] };

const short = { align: "end", isNarrow: true, isBeside: true } as const;

/** Runs of jobs, each with what it found and did. */
export function RunTable({ caption, runs }: RunTableProps) {
  const t = useTranslate();
  return (
    <Table
      caption={caption}
      rows={runs}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "run",
          header: t("jobs:runs.run"),
          isPrimary: true,
          cell: ({ id, job, at, startedAt }) => (
            <span className="flex flex-col">
              <TextLink to={paths.jobRun(id)} look="plain" className="font-medium">
                {t(`jobs:name.${job}`)}
              </TextLink>
              {/* Where a run works up to another time than its own, as after a downtime or by hand. */}
              {at.local === startedAt.local ? null : (
                <span className="text-sm font-normal text-ink-muted">{t("jobs:runs.upTo", { at: at.local })}</span>
              )}
            </span>
          ),
        },
        {
          key: "status",
          header: t("jobs:runs.status"),
          isNarrow: true,
          cell: ({ status }) => <RunStatus status={status} />,
        },
        {
          key: "started",
          header: t("jobs:runs.started"),
          isNarrow: true,
          cell: ({ startedAt }) => <Moment instant={startedAt} />,
        },
        {
          key: "took",
          header: t("jobs:runs.took"),
          isNarrow: true,
          cell: ({ duration }) => <Took duration={duration} />,
        },
        { key: "due", header: t("jobs:runs.due"), ...short, cell: ({ counts }) => counts.due },
        { key: "done", header: t("jobs:runs.done"), ...short, cell: ({ counts }) => counts.done },
        {
          key: "failed",
          header: t("jobs:runs.failed"),
          ...short,
          cell: ({ counts, failedCount }) => (
            <span className={failedCount === 0 ? "text-ink-muted" : "font-semibold text-danger-ink"}>
              {counts.failed}
            </span>
          ),
        },
      ]}
    />
  );
}
