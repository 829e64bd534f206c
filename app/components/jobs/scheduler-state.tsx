import { Moment } from "#app/components/moment.tsx";
import { useTranslate } from "#app/components/use-translate.ts";
import { advancingJobs } from "#app/domain/jobs/job-names.ts";
import { Badge } from "#app/ui/badge.tsx";
import { DescriptionList } from "#app/ui/description-list.tsx";
import { Notice } from "#app/ui/notice.tsx";
import { Section } from "#app/ui/section.tsx";
import type { JobRunsView } from "#app/views/job-runs.ts";
import { DueWords } from "./due-words.tsx";

type SchedulerStateProps = { readonly scheduler: JobRunsView["scheduler"] };

/** Said aloud where nobody wakes the jobs: nothing is renewed then, however well the rest looks. */
export function SchedulerSilent({ scheduler: { lastTickAt, isSilent } }: SchedulerStateProps) {
  const t = useTranslate();
  if (!isSilent) return null;
  return lastTickAt === null ? (
    <Notice tone="danger" title={t("jobs:runs.neverTitle")}>
      {t("jobs:runs.neverText")}
    </Notice>
  ) : (
    <Notice tone="danger" title={t("jobs:runs.silentTitle")}>
      {t("jobs:runs.silentText", { at: lastTickAt.local })}
    </Notice>
  );
}

/** Whether the jobs are awake and keep up. */
export function SchedulerState({ scheduler }: SchedulerStateProps) {
  const t = useTranslate();
  const { lastTickAt, isSilent, due, oldestDueAge } = scheduler;
  const isNothingDue = advancingJobs.every((job) => due[job] === 0);
  return (
    <Section title={t("jobs:runs.scheduler")}>
      <DescriptionList
        items={[
          {
            term: t("jobs:runs.status"),
            value: (
              <Badge tone={isSilent ? "danger" : "success"} hasDot>
                {t(isSilent ? "jobs:runs.silent" : "jobs:runs.awake")}
              </Badge>
            ),
            ...(lastTickAt === null
              ? {}
              : {
                  remark: (
                    <>
                      {t("jobs:runs.lastTick")} <Moment instant={lastTickAt} />
                    </>
                  ),
                }),
          },
          {
            term: t("jobs:runs.waiting"),
            value: isNothingDue ? t("jobs:runs.waitingNone") : <DueWords due={due} />,
            ...(oldestDueAge === null ? {} : { remark: t("jobs:runs.oldest", { age: oldestDueAge.text }) }),
          },
        ]}
      />
    </Section>
  );
}
