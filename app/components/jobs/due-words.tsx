import { useTranslate } from "#app/components/use-translate.ts";
import { advancingJobs } from "#app/domain/jobs/job-names.ts";
import type { DueCounts } from "#app/views/due-ahead.ts";

/** "3 renewals, 1 charge", in the order in which it runs. */
export function DueWords({ due }: { readonly due: DueCounts }) {
  const t = useTranslate();
  const words = advancingJobs.flatMap((job) => (due[job] === 0 ? [] : [t(`jobs:due.${job}`, { count: due[job] })]));
  return words.length === 0 ? <span className="text-ink-muted">{t("jobs:due.none")}</span> : <>{words.join(", ")}</>;
}
