/** The jobs there are; a run, a failure and a line of the log name one of them. */
export const jobNames = [
  "renew-due-subscriptions",
  "charge-due-cycles",
  "expire-ended-subscriptions",
  "switch-auto-renew-off",
  "look-ahead",
  "issue-invoices",
  "deliver-notices",
  "send-mail",
  "deliver-webhooks",
  "carry-out-bulk-changes",
  "volume-licensing",
  "clear-old-evidence",
] as const;
export type JobName = (typeof jobNames)[number];

/** The jobs that work subscription by subscription; invoices are made partner by partner, and notices go from reader to reader. */
export const subscriptionJobs = [
  "renew-due-subscriptions",
  "charge-due-cycles",
  "expire-ended-subscriptions",
  "look-ahead",
] as const satisfies readonly JobName[];

/** The jobs that bring subscriptions forward; they differ only in how they find what is due. */
export const advancingJobs = [
  "renew-due-subscriptions",
  "charge-due-cycles",
  "expire-ended-subscriptions",
] as const satisfies readonly JobName[];
export type AdvancingJob = (typeof advancingJobs)[number];

export function isAdvancingJob(job: JobName): job is AdvancingJob {
  return (advancingJobs as readonly JobName[]).includes(job);
}

export function isJobName(text: string): text is JobName {
  return (jobNames as readonly string[]).includes(text);
}

export const jobRunStatuses = ["running", "done", "failed", "interrupted"] as const;
export type JobRunStatus = (typeof jobRunStatuses)[number];

/** A run that has not said anything for this long has been interrupted: its process died or sleeps. */
export const runSilentAfterMs = 2 * 60_000;

/** A scheduler that has not ticked for this long has gone silent; it ticks once a minute. */
export const schedulerSilentAfterMs = 3 * 60_000;
