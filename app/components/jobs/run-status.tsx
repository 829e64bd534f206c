import { useTranslate } from "#app/components/use-translate.ts";
import type { JobRunStatus } from "#app/domain/jobs/job-names.ts";
import { Badge, type Tone } from "#app/ui/badge.tsx";

const tones: Record<JobRunStatus, Tone> = {
  running: "info",
  done: "success",
  failed: "danger",
  interrupted: "warning",
};

/** What became of a run. */
export function RunStatus({ status }: { readonly status: JobRunStatus }) {
  const t = useTranslate();
  return (
    <Badge tone={tones[status]} hasDot>
      {t(`jobs:status.${status}`)}
    </Badge>
  );
}
