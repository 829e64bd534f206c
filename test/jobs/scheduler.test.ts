import { validate } from "node-cron";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { jobNames } from "#app/domain/jobs/job-names.ts";
import { runScheduledJob } from "#jobs/run-job.ts";
import { schedule, type ScheduledJob } from "#jobs/schedule.ts";
import { createScheduler, type SchedulerOptions } from "#jobs/scheduler.ts";
import { watchScheduler } from "#jobs/watch-scheduler.ts";
import { findSchedulerHealth } from "#app/services/renewals/scheduler-health.server.ts";
import { findLastTick, shiftTicks, takeLease } from "#db/repositories/scheduler.ts";
import { instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { assertInvariants, assertNothingLeftDue } from "./support/invariants.ts";
import { assertFixpoint, jobDeps } from "./support/jobs.ts";
import { buildScene, historyOf } from "./support/scene.ts";

describe("the table of jobs", () => {
  it("names every job once, in UTC, with a pattern that node-cron reads", () => {
    const names = schedule.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...names].sort()).toEqual([...jobNames, "seal-activity", "watch-scheduler"].sort());
    for (const job of schedule) {
      expect(validate(job.cron), job.name).toBe(true);
      expect(job.zone).toBe("UTC");
    }
  });
});

type Timer = { readonly job: ScheduledJob; readonly wake: () => void };

/** A scheduler on a clock of its own, with timers that wake only when the test says so. */
function schedulerOnTestTime(options: Partial<SchedulerOptions> = {}) {
  const timers: Timer[] = [];
  const runs: string[] = [];
  const report = { silent: vi.fn(), stuck: vi.fn(), failed: vi.fn() };
  const scheduler = createScheduler({
    schedule,
    startCron: (job, wake) => {
      timers.push({ job, wake });
      return { stop: () => {} };
    },
    run: async (name) => {
      runs.push(name);
    },
    nowMs: () => Date.now(),
    report,
    ...options,
  });
  return { scheduler, timers, runs, report };
}

describe("the scheduler", () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse("2025-03-10T12:00:00Z") });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("asks for due work at once when it starts, and at every wake-up", async () => {
    const { scheduler, timers, runs } = schedulerOnTestTime();
    scheduler.start();
    await vi.advanceTimersByTimeAsync(0);
    expect(runs).toEqual(schedule.map(({ name }) => name));
    timers[0]?.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(runs.slice(schedule.length)).toEqual(["renew-due-subscriptions"]);
    await scheduler.stop();
  });

  it("notices a timer that never comes back, says so, and wakes the jobs without it", async () => {
    const { scheduler, runs, report } = schedulerOnTestTime();
    scheduler.start();
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(report.silent).not.toHaveBeenCalled();
    runs.length = 0;
    await vi.advanceTimersByTimeAsync(2 * 60_000);
    expect(report.silent.mock.calls.map(([name]) => name)).toContain("renew-due-subscriptions");
    expect(runs).toContain("renew-due-subscriptions");
    expect(runs).not.toContain("look-ahead");
    await vi.advanceTimersByTimeAsync(75 * 60_000);
    expect(runs).toContain("look-ahead");
    await scheduler.stop();
  });

  it("after ninety seconds of a blocked event loop does each job once", async () => {
    const { scheduler, timers, runs } = schedulerOnTestTime();
    scheduler.start();
    await vi.advanceTimersByTimeAsync(0);
    runs.length = 0;
    // Time goes on, no timer fires; then node-cron's missed wake-ups come all at once.
    vi.setSystemTime(Date.now() + 90_000);
    for (const { wake } of timers) for (let missed = 0; missed < 3; missed++) wake();
    await vi.advanceTimersByTimeAsync(0);
    expect([...runs].sort()).toEqual(schedule.map(({ name }) => name).sort());
    await scheduler.stop();
  });

  it("after a day asleep notices the gap at the watchdog's next look and does each job once", async () => {
    const { scheduler, runs, report } = schedulerOnTestTime();
    scheduler.start();
    await vi.advanceTimersByTimeAsync(0);
    runs.length = 0;
    vi.setSystemTime(Date.now() + 24 * 3_600_000);
    await vi.advanceTimersByTimeAsync(15_000);
    expect([...runs].sort()).toEqual(schedule.map(({ name }) => name).sort());
    expect(report.silent).toHaveBeenCalledTimes(schedule.length);
    expect(report.silent.mock.calls[0]?.[1]).toBeGreaterThan(23 * 3_600_000);
    await scheduler.stop();
  });

  it("runs one job at a time, queues a waking job once, and outlives one that fails", async () => {
    let finish: () => void = () => {};
    const started: string[] = [];
    const { scheduler, report } = schedulerOnTestTime({
      run: (name) => {
        started.push(name);
        if (started.length === 1) return new Promise((resolve) => (finish = resolve));
        return started.length === 2 ? Promise.reject(new Error("no database")) : Promise.resolve();
      },
    });
    scheduler.wake("renew-due-subscriptions");
    await vi.advanceTimersByTimeAsync(0);
    for (let n = 0; n < 100; n++) scheduler.wake("renew-due-subscriptions");
    scheduler.wake("charge-due-cycles");
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(["renew-due-subscriptions"]);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(started).toEqual(["renew-due-subscriptions", "renew-due-subscriptions", "charge-due-cycles"]);
    expect(report.failed).toHaveBeenCalledExactlyOnceWith("renew-due-subscriptions", new Error("no database"));
    await scheduler.stop();
  });

  it("reports a run that does not come to its end, once", async () => {
    const { scheduler, report } = schedulerOnTestTime({ run: () => new Promise(() => {}) });
    scheduler.start();
    await vi.advanceTimersByTimeAsync(40 * 60_000);
    expect(report.stuck).toHaveBeenCalledTimes(1);
  });

  it("when told to stop waits for the run at hand and starts no other", async () => {
    let finish: () => void = () => {};
    const started: string[] = [];
    const { scheduler } = schedulerOnTestTime({
      run: (name) => {
        started.push(name);
        return new Promise((resolve) => (finish = resolve));
      },
    });
    scheduler.start();
    await vi.advanceTimersByTimeAsync(0);
    const stopped = vi.fn();
    void scheduler.stop().then(stopped);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stopped).not.toHaveBeenCalled();
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(stopped).toHaveBeenCalled();
    expect(started).toHaveLength(1);
  });
});

function memoryLogger() {
  const lines: { level: string; facts: object; message: string }[] = [];
  const at = (level: string) => (facts: object, message: string) => void lines.push({ level, facts, message });
  return { lines, info: at("info"), warn: at("warn"), error: at("error") };
}

describeOnBothDatabases("scheduled work", (database) => {
  const start = instant("2025-03-10T00:00:30Z");

  it("that was missed for a day is done by the first wake-up, as much as is due and not as often as was missed", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(instant("2025-02-10T08:00:00Z"), { termDuration: "P1M", billingPlan: "monthly" });
    const deps = jobDeps(db, instant("2025-03-09T23:00:00Z"));
    const run = { deps, logger: memoryLogger(), scheduler: "test", signal: new AbortController().signal };
    for (const name of jobNames) await runScheduledJob(run, name);
    expect((await historyOf(db, id)).terms).toHaveLength(1);

    deps.clock.set(start.add({ hours: 24 }));
    for (let missed = 0; missed < 20; missed++) await runScheduledJob(run, "renew-due-subscriptions");
    await runScheduledJob(run, "look-ahead");

    expect((await historyOf(db, id)).terms).toHaveLength(2);
    await assertNothingLeftDue(db, deps.clock.now().epochMilliseconds);
    await assertInvariants(db);
    await assertFixpoint(deps, deps.clock.now());
  });

  it("is watched: silence is seen by others, logged when it ends, and a moved clock is not taken for it", async () => {
    const { db } = database();
    await db.deleteFrom("scheduler_tick").execute();
    const deps = jobDeps(db, start);
    const logger = memoryLogger();
    const run = { deps, logger, scheduler: "test" };
    expect(await findSchedulerHealth(db, start)).toMatchObject({ isSilent: true, lastTickAt: null });

    await watchScheduler(run);
    expect(await findLastTick(db)).toEqual(start);
    expect(await findSchedulerHealth(db, start.add({ minutes: 3 }))).toMatchObject({ isSilent: false });
    expect(await findSchedulerHealth(db, start.add({ minutes: 3, milliseconds: 1 }))).toMatchObject({ isSilent: true });
    expect(logger.lines).toEqual([]);

    deps.clock.set(start.add({ hours: 8 }));
    await watchScheduler(run);
    expect(logger.lines).toMatchObject([
      { level: "error", facts: { metric: "scheduler_silent", lastTickAt: start.toString() } },
    ]);

    await shiftTicks(db, 400 * 86_400_000);
    expect(await findSchedulerHealth(db, start.add({ hours: 8 + 400 * 24 }))).toMatchObject({ isSilent: false });
  });

  it("that is overdue is reported with its age", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    await scene.buy(instant("2024-03-10T08:00:00Z"));
    const late = instant("2025-03-12T00:00:00Z");
    const logger = memoryLogger();
    await watchScheduler({ deps: jobDeps(db, late), logger, scheduler: "test" });
    const health = await findSchedulerHealth(db, late);
    expect(health.due["renew-due-subscriptions"]).toBe(1);
    expect(health.oldestDueAgeMs).toBe(48 * 3_600_000);
    expect(logger.lines.at(-1)).toMatchObject({
      level: "warn",
      facts: { metric: "renewals_due", oldestDueAgeMs: 48 * 3_600_000 },
    });
  });

  it("of which one process is enough is left to the one that has the lease, and taken over when that is gone", async () => {
    const { db } = database();
    const deps = jobDeps(db, start);
    const run = { deps, logger: memoryLogger(), scheduler: "second", signal: new AbortController().signal };
    expect(await takeLease(db, { job: "look-ahead", holder: "first", at: start, untilMs: 120_000 })).toBe(true);
    expect(await runScheduledJob(run, "look-ahead")).toBe(false);
    deps.clock.set(start.add({ milliseconds: 119_999 }));
    expect(await runScheduledJob(run, "look-ahead")).toBe(false);
    deps.clock.set(start.add({ milliseconds: 120_000 }));
    expect(await runScheduledJob(run, "look-ahead")).toBe(true);
    // And it gave the lease back.
    expect(await takeLease(db, { job: "look-ahead", holder: "third", at: deps.clock.now(), untilMs: 1 })).toBe(true);
  });

  it("stops after the batch at hand when the process is told to end, and the rest is due for the next one", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    for (let n = 0; n < 210; n++) await scene.buy(instant("2024-03-20T08:00:00Z").add({ minutes: n }));
    const late = instant("2025-03-21T00:00:00Z");
    const deps = jobDeps(db, late);
    const stopping = new AbortController();
    const logger = memoryLogger();
    const stopsAfterFirstBatch = { ...deps, clock: { ...deps.clock, now: () => (stopWhenWorking(), late) } };
    let asked = 0;
    const stopWhenWorking = () => {
      asked += 1;
      if (asked === 4) stopping.abort();
    };
    await runScheduledJob(
      { deps: stopsAfterFirstBatch, logger, scheduler: "test", signal: stopping.signal },
      "renew-due-subscriptions",
    );
    expect(logger.lines.at(-1)).toMatchObject({ facts: { status: "interrupted" } });
    await runScheduledJob(
      { deps, logger, scheduler: "test", signal: new AbortController().signal },
      "renew-due-subscriptions",
    );
    await assertNothingLeftDue(db, late.epochMilliseconds);
    await assertInvariants(db);
    await assertFixpoint(deps, late);
  });
});
