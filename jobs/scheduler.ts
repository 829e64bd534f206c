import type { ScheduledJob } from "./schedule.ts";

/** Starts a timer for a line of the table and gives back what stops it; node-cron in the product. */
export type StartCron = (job: ScheduledJob, wake: () => void) => { stop(): void };

export type SchedulerOptions = {
  readonly schedule: readonly ScheduledJob[];
  readonly startCron: StartCron;
  /** Does one job; rejects only where something is wrong with the job as a whole. */
  readonly run: (name: ScheduledJob["name"]) => Promise<void>;
  /** The machine's time in epoch milliseconds, which goes on while the process sleeps. */
  readonly nowMs: () => number;
  readonly report: {
    /** The timer has not woken a job for too long; it is woken now. */
    silent(name: ScheduledJob["name"], forMs: number): void;
    /** A job has been running for so long that it may hang. */
    stuck(name: ScheduledJob["name"], forMs: number): void;
    failed(name: ScheduledJob["name"], error: unknown): void;
  };
};

export type Scheduler = {
  /** Wakes every job at once and starts the timers. */
  start(): void;
  wake(name: ScheduledJob["name"]): void;
  /** Stops the timers; resolves when the job at hand has ended. */
  stop(): Promise<void>;
};

/** How often the watchdog looks. */
const watchEveryMs = 15_000;
const stuckAfterMs = 10 * 60_000;

/**
 * Wakes jobs by cron, and does not trust cron: a watchdog of its own sees which job was not woken in time (a timer
 * that died, a blocked event loop, a machine that slept), says so, and wakes it. Jobs run one after the other; a job
 * that is waiting already is not queued again, so that a day of missed wake-ups is one run.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { schedule, startCron, run, nowMs, report } = options;
  const wokenAtMs = new Map<ScheduledJob["name"], number>();
  const waiting = new Set<ScheduledJob["name"]>();
  let working: Promise<void> = Promise.resolve();
  let current: { name: ScheduledJob["name"]; sinceMs: number; isReported: boolean } | undefined;
  let isStopped = false;
  let timers: { stop(): void }[] = [];

  const wake = (name: ScheduledJob["name"]) => {
    wokenAtMs.set(name, nowMs());
    if (isStopped || waiting.has(name)) return;
    waiting.add(name);
    working = working.then(() => runNow(name));
  };

  const runNow = async (name: ScheduledJob["name"]) => {
    waiting.delete(name);
    if (isStopped) return;
    current = { name, sinceMs: nowMs(), isReported: false };
    try {
      await run(name);
    } catch (error) {
      report.failed(name, error);
    } finally {
      current = undefined;
    }
  };

  const watch = () => {
    const now = nowMs();
    for (const { name, silentAfterMs } of schedule) {
      const forMs = now - (wokenAtMs.get(name) ?? now);
      if (forMs <= silentAfterMs) continue;
      report.silent(name, forMs);
      wake(name);
    }
    if (current !== undefined && !current.isReported && now - current.sinceMs > stuckAfterMs) {
      current.isReported = true;
      report.stuck(current.name, now - current.sinceMs);
    }
  };

  return {
    start() {
      for (const job of schedule) wake(job.name);
      const watchdog = setInterval(watch, watchEveryMs);
      timers = schedule.map((job) => startCron(job, () => wake(job.name)));
      timers.push({ stop: () => clearInterval(watchdog) });
    },
    wake,
    async stop() {
      isStopped = true;
      for (const timer of timers) timer.stop();
      await working;
    },
  };
}
