import { setTimeout as sleep } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { isBefore } from "#app/domain/calendar/utc-days.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Db } from "#db/client.ts";
import { type ClockMove, putPortalSetting } from "#db/repositories/portal-settings.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { JobDeps } from "../renewals/run-context.server.ts";
import { type ClockProgress, moveClock, type MoveClockRefusal } from "./move-clock.server.ts";

/** Moves that this process is at work on, by their database. */
const moving = new WeakMap<Db, { readonly id: string; readonly toMs: number }>();

/** Rest between two instants, in milliseconds, in which the process answers requests: a page takes about so long. */
const breathMs = 20;

/** How long a request waits for a move before it answers that the move is under way, in milliseconds. */
const waitMs = 1500;

export type StartedMove = { readonly id: string; readonly isFinished: boolean };

/**
 * Starts a move of the sandbox's clock and lets it go on behind the answer, with its progress in the database. Between
 * two instants the process answers other requests. A move that was cut off is taken up by starting it again.
 */
export async function startClockMove(
  deps: JobDeps,
  actor: Actor,
  to: Temporal.Instant,
): Promise<Result<StartedMove, MoveClockRefusal | RefusalOf<"clock-moving">>> {
  const access = decideAccess(actor, "move-clock");
  if (!access.ok) return refuseAttempt(deps, actor, { at: deps.clock.now(), logAs: "clock-moved", refused: access });
  if (deps.mode !== "sandbox") return refused({ code: "sandbox-only" });
  await deps.clock.refresh();
  const from = deps.clock.now();
  if (!isBefore(from, to)) return refused({ code: "clock-not-forward", now: from.epochMilliseconds });
  // From here to `moving.set` nothing waits, so that two requests at once cannot both pass.
  const present = moving.get(deps.db);
  if (present !== undefined) return refused({ code: "clock-moving", to: present.toMs });
  const id = deps.ids.next();
  moving.set(deps.db, { id, toMs: to.epochMilliseconds });
  let isFinished = false;
  const work = moveInSteps(deps, actor, to, { id, from }).finally(() => {
    isFinished = true;
    moving.delete(deps.db);
  });
  await Promise.race([work, sleep(waitMs, undefined, { ref: false })]);
  return ok({ id, isFinished });
}

/** The move that this process is at work on; null where it is at none. */
export function clockMoveAtWork(deps: Pick<JobDeps, "db">): string | null {
  return moving.get(deps.db)?.id ?? null;
}

/** Never rejects: what goes wrong is kept with the move, for the page that shows it. */
async function moveInSteps(
  deps: JobDeps,
  actor: Actor,
  to: Temporal.Instant,
  { id, from }: { readonly id: string; readonly from: Temporal.Instant },
): Promise<void> {
  let last: ClockProgress = { from, to, at: from, steps: 0, terms: 0, charges: 0, ended: 0, failed: 0 };
  const keep = async (progress: ClockProgress, state: ClockMove["state"], error: string | null = null) => {
    last = progress;
    const { steps, terms, charges, ended, failed } = progress;
    const [fromMs, toMs, atMs] = [from, to, progress.at].map(({ epochMilliseconds }) => epochMilliseconds) as [
      number,
      number,
      number,
    ];
    const move = { id, fromMs, toMs, atMs, steps, terms, charges, ended, failed, state, error };
    await putPortalSetting(deps.db, "clock-move", move, progress.at);
  };
  try {
    await keep(last, "running");
    const moved = await moveClock(deps, actor, to, async (progress) => {
      await keep(progress, "running");
      await sleep(breathMs);
    });
    if (moved.ok) await keep(moved.value, "done");
    else await keep(last, "failed", moved.refusal.code);
  } catch (thrown) {
    const error = thrown instanceof Error ? thrown.message : String(thrown);
    // Where not even this can be written, the database is gone, and the move shows as cut off.
    await keep(last, "failed", error).catch(() => undefined);
  }
}
