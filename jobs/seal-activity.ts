import { type SealDeps, sealActivity } from "#app/services/activity/seal-activity.server.ts";
import type { Clock } from "#app/services/ports.ts";
import type { JobLogger } from "./run-job.ts";

/** Gives the day its seal where it has none yet: a wake-up that was missed is made up for by the next one, and at every start. */
export async function sealActivityOfDay(run: {
  readonly deps: SealDeps & { readonly clock: Clock };
  readonly logger: JobLogger;
}): Promise<void> {
  await run.deps.clock.refresh();
  const { isNew, ...seal } = await sealActivity(run.deps, run.deps.clock.now());
  if (isNew) run.logger.info({ job: "seal-activity", ...seal }, "the activity log is sealed");
}
