import { decideAccess } from "#app/domain/access/permissions.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { listRunsBetween } from "#db/repositories/job-runs-between.ts";
import { type ClockMove, findPortalSetting } from "#db/repositories/portal-settings.ts";
import {
  afterStep,
  type ClockStep,
  clockSteps,
  type DueCounts,
  type DueInstant,
  dueUpTo,
  nextDueInstants,
} from "./due-ahead.ts";
import { type ExactInstantText, type Format, formatFor, type InstantText } from "./format.ts";
import { type JobRunText, jobRunTextOf } from "./job-runs.ts";
import type { ViewContext } from "./view-context.ts";

/** A move of the clock: under way, at its end, or cut off. */
export type ClockMoveText = {
  readonly id: string;
  /** `interrupted`: nobody is at it, or another process is. */
  readonly state: ClockMove["state"] | "interrupted";
  readonly from: InstantText;
  readonly to: InstantText;
  /** Everything due up to here is done. */
  readonly at: InstantText;
  readonly toIso: string;
  readonly percent: number;
  readonly counts: Readonly<Record<"steps" | "terms" | "charges" | "ended" | "failed", string>>;
  readonly hasFailures: boolean;
  readonly error: string | null;
};

export type ClockView = {
  readonly now: ExactInstantText;
  /** UTC day of now, for a field that takes a later one. */
  readonly todayIso: string;
  readonly steps: readonly { readonly step: ClockStep; readonly to: InstantText; readonly due: DueCounts }[];
  readonly next: readonly DueInstant[];
  /** The last move; null before the first. */
  readonly move: ClockMoveText | null;
  /** Runs of the last move that found something due, the newest first. */
  readonly runs: readonly JobRunText[];
};

const runsShown = 25;

/**
 * The sandbox's clock: where it stands, what falls due next, and what the last move brought.
 *
 * @param params.movingId the move that this process is at work on, if any
 */
export async function clockView(
  context: ViewContext,
  params: { readonly movingId: string | null },
): Promise<Result<ClockView>> {
  const access = decideAccess(context.actor, "move-clock");
  if (!access.ok) return access;
  const { db, at } = context;
  const format = formatFor(context.reader);
  const move = await findPortalSetting(db, "clock-move");
  const steps: ClockView["steps"][number][] = [];
  for (const step of clockSteps) {
    const to = afterStep(at, step);
    steps.push({ step, to: format.instant(to), due: await dueUpTo(db, to) });
  }
  const runs =
    move === undefined
      ? []
      : await listRunsBetween(db, {
          from: instantOfEpochMs(move.fromMs),
          until: instantOfEpochMs(move.atMs),
          limit: runsShown,
        });
  return ok({
    now: format.exactInstant(at),
    todayIso: at.toString().slice(0, "2024-01-01".length),
    steps,
    next: await nextDueInstants(db, at, format),
    move: move === undefined ? null : moveTextOf(move, params.movingId, format),
    runs: runs.map((run) => jobRunTextOf(run, context, format)),
  });
}

function moveTextOf(move: ClockMove, movingId: string | null, format: Format): ClockMoveText {
  const instant = (ms: number) => format.instant(instantOfEpochMs(ms));
  const way = Math.max(1, move.toMs - move.fromMs);
  const { steps, terms, charges, ended, failed } = move;
  return {
    id: move.id,
    state: move.state === "running" && move.id !== movingId ? "interrupted" : move.state,
    from: instant(move.fromMs),
    to: instant(move.toMs),
    at: instant(move.atMs),
    toIso: instantOfEpochMs(move.toMs).toString(),
    percent: Math.min(100, Math.floor(((move.atMs - move.fromMs) * 100) / way)),
    counts: {
      steps: format.number(steps),
      terms: format.number(terms),
      charges: format.number(charges),
      ended: format.number(ended),
      failed: format.number(failed),
    },
    hasFailures: failed > 0,
    error: move.error,
  };
}
