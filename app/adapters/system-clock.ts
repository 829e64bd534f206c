import { Temporal } from "temporal-polyfill";
import type { Clock } from "#app/services/ports.ts";

/** The machine's time in epoch milliseconds; the one place where the product reads it. */
export function systemNowMs(): number {
  return Date.now();
}

/**
 * The clock of production: the machine's, but never backwards. A time server that sets the machine back by a
 * second must not make a renewal older than the charge before it.
 */
export function createSystemClock(nowMs: () => number = systemNowMs): Clock {
  const forward = onlyForward();
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(forward.next(nowMs())),
    refresh: async () => {},
  };
}

/**
 * The clock of a sandbox: the machine's plus an offset that the operator can make larger. The offset is shared by
 * all processes, so it is read again by `refresh`, before each request and each run of a job.
 *
 * @param readOffsetMs the offset as stored, in milliseconds; 0 when the clock was never moved
 */
export function createSandboxClock(readOffsetMs: () => Promise<number>, nowMs: () => number = systemNowMs): Clock {
  const forward = onlyForward();
  let offsetMs = 0;
  return {
    now: () => Temporal.Instant.fromEpochMilliseconds(forward.next(nowMs() + offsetMs)),
    refresh: async () => {
      const present = await readOffsetMs();
      // A sandbox that was started over is back at the machine's time.
      if (present < offsetMs) forward.startAnew();
      offsetMs = present;
    },
    machineNow: () => Temporal.Instant.fromEpochMilliseconds(nowMs()),
  };
}

function onlyForward(): { next(ms: number): number; startAnew(): void } {
  let latestMs = Number.NEGATIVE_INFINITY;
  return {
    next: (ms) => {
      latestMs = Math.max(latestMs, ms);
      return latestMs;
    },
    startAnew: () => {
      latestMs = Number.NEGATIVE_INFINITY;
    },
  };
}
