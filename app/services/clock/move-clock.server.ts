import { setImmediate as nextTurn } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { isBefore, laterOf } from "#app/domain/calendar/utc-days.ts";
import { jobNames } from "#app/domain/jobs/job-names.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { findNextDueAt } from "#db/repositories/due-work.ts";
import { findPortalSetting, putPortalSetting } from "#db/repositories/portal-settings.ts";
import { shiftTicks } from "#db/repositories/scheduler.ts";
import { shiftSessions } from "#db/repositories/sessions.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { JobDeps } from "../renewals/run-context.server.ts";
import { runJob } from "../renewals/run-job.server.ts";

/** How far a move has come. */
export type ClockProgress = {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  /** Where the clock stands now; everything due up to it is done. */
  readonly at: Temporal.Instant;
  /** Instants at which something fell due so far. */
  readonly steps: number;
  /** New terms on the way. */
  readonly terms: number;
  readonly charges: number;
  /** Subscriptions that ended on the way. */
  readonly ended: number;
  readonly failed: number;
};

export type MoveClockRefusal = RefusalOf<"role-needed" | "sandbox-only" | "clock-not-forward">;

/**
 * Moves the sandbox's clock forward. Everything that falls due on the way runs in order and at its own instant, as it
 * would have: the database is asked for the next due instant, the clock is set to it, the jobs run, and so on.
 *
 * A move that was cut off leaves the clock at its last step; asking for the same instant again goes on from there.
 * Two moves at once are as safe as two job processes.
 *
 * @param onProgress told after every step; what it answers is waited for, so that it can let others have a turn
 */
export async function moveClock(
  deps: JobDeps,
  actor: Actor,
  to: Temporal.Instant,
  onProgress: (progress: ClockProgress) => unknown = () => {},
): Promise<Result<ClockProgress, MoveClockRefusal>> {
  const access = decideAccess(actor, "move-clock");
  if (!access.ok) return refuseAttempt(deps, actor, { at: deps.clock.now(), logAs: "clock-moved", refused: access });
  if (deps.mode !== "sandbox") return refused({ code: "sandbox-only" });
  await deps.clock.refresh();
  const from = deps.clock.now();
  if (!isBefore(from, to)) return refused({ code: "clock-not-forward", now: from.epochMilliseconds });

  await logMove(deps, actor, from, to);
  // What the jobs have left undone up to now comes first; else the way would start with a gap.
  const onTheWay = withoutNetwork(deps);
  let progress = await runAllJobs(onTheWay, {
    from,
    to,
    at: from,
    steps: 0,
    terms: 0,
    charges: 0,
    ended: 0,
    failed: 0,
  });
  for (;;) {
    await onProgress(progress);
    const next = await findNextDueAt(deps.db, progress.at);
    if (next === undefined || isBefore(to, next)) break;
    await setClock(deps, next);
    progress = await runAllJobs(onTheWay, { ...progress, at: next, steps: progress.steps + 1 });
  }
  await setClock(deps, to);
  const arrived = await runAllJobs(deps, { ...progress, at: to });
  await onProgress(arrived);
  return ok(arrived);
}

/** What leaves the house leaves on arrival, all at once: a slow target would hold the clock up at every step. */
function withoutNetwork({ webhooks: _later, ...deps }: JobDeps): JobDeps {
  return deps;
}

async function runAllJobs(deps: JobDeps, progress: ClockProgress): Promise<ClockProgress> {
  let { terms, charges, ended, failed } = progress;
  for (const job of jobNames) {
    // On SQLite everything below comes back at once; whoever else has work in this process gets a turn here.
    await nextTurn();
    const result = await runJob(deps, { kind: "system", job }, { job, at: progress.at });
    if (!result.ok) throw new Error(`${job} was refused: ${result.refusal.code}`);
    const { certificate, status, error } = result.value;
    if (status === "failed") throw new Error(`${job} failed while the clock was moved: ${error}`);
    terms += certificate.terms;
    charges += certificate.charges;
    ended += Object.values(certificate.notRenewed).reduce((sum, count) => sum + count, 0);
    failed += certificate.failed;
  }
  return { ...progress, terms, charges, ended, failed };
}

/** Sets the clock of all processes to an instant, or leaves it where it has run past that meanwhile. */
async function setClock(deps: JobDeps, instant: Temporal.Instant): Promise<void> {
  await deps.clock.refresh();
  const now = deps.clock.now();
  const target = laterOf(now, instant);
  const byMs = target.epochMilliseconds - now.epochMilliseconds;
  if (byMs === 0) return;
  await deps.db.transaction().execute(async (tx) => {
    const offsetMs = (await findPortalSetting(tx, "sandbox-clock"))?.offsetMs ?? 0;
    await putPortalSetting(tx, "sandbox-clock", { offsetMs: offsetMs + byMs }, target);
    await shiftTicks(tx, byMs);
    await shiftSessions(tx, byMs);
  });
  await deps.clock.refresh();
}

async function logMove(deps: JobDeps, actor: Actor, from: Temporal.Instant, to: Temporal.Instant): Promise<void> {
  const draft = activityDone(
    "clock-moved",
    from,
    { partnerId: null },
    { oldValue: { at: from.toString() }, newValue: { at: to.toString() } },
  );
  await deps.db.transaction().execute((tx) => logActivity(tx, deps, actor, [draft]));
}
