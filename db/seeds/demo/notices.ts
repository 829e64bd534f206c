import type { Temporal } from "temporal-polyfill";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { instantColumn } from "#db/columns.ts";
import type { DemoDeps } from "./demo-deps.ts";

/** What is older has been read: people who look in every other day. */
const unreadHours = 48;

/** Brings the notices of the demo to their readers, through the real job, and lets them have read all but the newest. */
export async function deliverDemoNotices(deps: DemoDeps, now: Temporal.Instant): Promise<void> {
  deps.clock.moveTo(now);
  const run = await runJob(deps, { kind: "system", job: "deliver-notices" }, { job: "deliver-notices", at: now });
  if (!run.ok) throw new Error(`The job was refused: ${run.refusal.code}`);
  const { db } = deps;
  const readUpTo = instantColumn(now.subtract({ hours: unreadHours }));
  await db
    .updateTable("inbox")
    .set((row) => ({ read_at: row("queued_at", "+", 3 * 3_600_000) }))
    .where("queued_at", "<", readUpTo)
    .execute();
  // In a sandbox no mail leaves; what is weeks old would have, and the outbox shows what is new.
  await db
    .updateTable("mail")
    .set((row) => ({
      state: "sent",
      attempts: 1,
      next_attempt_at: null,
      finished_at: row("queued_at", "+", 60_000),
      last_verdict: "accepted",
      last_smtp_code: 250,
      last_reply: "250 OK",
    }))
    .where("queued_at", "<", readUpTo)
    .execute();
}
