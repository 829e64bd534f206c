import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { paths } from "#app/http/paths.ts";
import { Section } from "#app/ui/section.tsx";
import { Table } from "#app/ui/table.tsx";
import { TextLink } from "#app/ui/text-link.tsx";
import type { FailingSubscription } from "#app/views/failing-subscriptions.ts";

type FailingTableProps = {
  readonly failing: readonly FailingSubscription[];
  /** Off on the page of the run itself. */
  readonly hasRunLink: boolean;
};

/** Subscriptions that a job could not bring forward, with what it ran into. Not drawn when there are none. */
export function FailingTable({ failing, hasRunLink }: FailingTableProps) {
  const t = useTranslate();
  if (failing.length === 0) return null;
  return (
    <Section title={t("jobs:run.failures")} description={t("jobs:run.failuresIntro")} isPadded={false}>
      <Table
        caption={t("jobs:run.failures")}
        rows={failing}
        rowKey={({ subscriptionId, job }) => `${subscriptionId}:${job}`}
        columns={[
          {
            key: "subscription",
            header: t("jobs:run.subscription"),
            isPrimary: true,
            cell: ({ subscriptionId, runId }) =>
              hasRunLink ? (
                <TextLink to={paths.jobRun(runId)} look="plain" className="font-mono text-sm break-all">
                  {subscriptionId}
                </TextLink>
              ) : (
                <span className="font-mono text-sm break-all">{subscriptionId}</span>
              ),
          },
          { key: "reason", header: t("jobs:run.reason"), cell: ({ message }) => message },
          { key: "attempts", header: t("jobs:run.attempts"), align: "end", cell: ({ attempts }) => attempts },
          {
            key: "last",
            header: t("jobs:run.last"),
            isNarrow: true,
            cell: ({ lastFailedAt }) => <Moment instant={lastFailedAt} />,
          },
        ]}
      />
    </Section>
  );
}
