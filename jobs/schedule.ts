import type { JobName } from "#app/domain/jobs/job-names.ts";

/** One line of the table of jobs. */
export type ScheduledJob = {
  readonly name: JobName | "watch-scheduler" | "seal-activity";
  /** When it is woken, in node-cron's words: minute, hour, day, month, weekday. */
  readonly cron: string;
  /** Always UTC: in a zone with summer time some wake-ups come twice and some never. */
  readonly zone: "UTC";
  /** A job that has not been woken for this long has been forgotten by the timer, and is woken without it. */
  readonly silentAfterMs: number;
  readonly purpose: string;
};

const minuteMs = 60_000;

/**
 * All jobs there are. Cron is only a wake-up: what is due is asked of the database, at the start and at every wake-up,
 * so that one that comes late, twice or never costs time and nothing else.
 */
export const schedule: readonly ScheduledJob[] = [
  {
    name: "renew-due-subscriptions",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose:
      "Gives subscriptions whose term has ended their next term and its first charge, or ends them with a reason.",
  },
  {
    name: "charge-due-cycles",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose: "Charges the cycles of running terms that have begun.",
  },
  {
    name: "expire-ended-subscriptions",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose: "Ends subscriptions whose term is over and whose auto-renew is off.",
  },
  {
    name: "switch-auto-renew-off",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose: "Switches auto-renew off where the day that was chosen for it has come.",
  },
  {
    name: "look-ahead",
    cron: "7 * * * *",
    zone: "UTC",
    silentAfterMs: 70 * minuteMs,
    purpose: "Notes what will not renew, and announces renewals, ends and closing windows ahead of time.",
  },
  {
    name: "issue-invoices",
    // Invoices fall due on the 6th at 00:00 UTC. It is asked more often, so that one that failed is not a month late.
    cron: "*/10 * * * *",
    zone: "UTC",
    silentAfterMs: 15 * minuteMs,
    purpose:
      "Issues the invoices of the month before, on the 6th; after a downtime those of every month that was missed.",
  },
  {
    name: "deliver-notices",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose: "Brings notices to the inboxes of their readers, and writes their mails into the outbox.",
  },
  {
    name: "send-mail",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose: "Sends the mails of the outbox, and tries those again that a server did not take.",
  },
  {
    name: "deliver-webhooks",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose: "Tells partners' own systems of events, and tries those again that they did not take.",
  },
  {
    name: "carry-out-bulk-changes",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose: "Goes on with changes of many subscriptions that were confirmed and not carried out to their end.",
  },
  {
    name: "volume-licensing",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose:
      "Processes reservations of volume licensing, sends activation e-mails, ties renewed enrollments to their accounts, and ends grace.",
  },
  {
    name: "clear-old-evidence",
    cron: "40 * * * *",
    zone: "UTC",
    silentAfterMs: 70 * minuteMs,
    purpose: "Deletes upgrade installations with their evidence, seven years after they were done.",
  },
  {
    name: "seal-activity",
    cron: "10 * * * *",
    zone: "UTC",
    silentAfterMs: 70 * minuteMs,
    purpose: "Notes once per day where the chains of the activity log end, and exports it to a file.",
  },
  {
    name: "watch-scheduler",
    cron: "* * * * *",
    zone: "UTC",
    silentAfterMs: 3 * minuteMs,
    purpose: "Notes that this scheduler is awake, marks runs whose process died, and reports what is overdue.",
  },
];
