import "#app/adapters/lean-heap.ts";
import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { schedule as startCronTask } from "node-cron";
import { systemNowMs } from "#app/adapters/system-clock.ts";
import { composeOrExit } from "#app/composition.server.ts";
import { jobsConnection } from "./connection.ts";
import { leaseMs, runScheduledJob } from "./run-job.ts";
import { schedule } from "./schedule.ts";
import { createScheduler } from "./scheduler.ts";
import { sealActivityOfDay } from "./seal-activity.ts";
import { watchScheduler } from "./watch-scheduler.ts";

/** The jobs process: wakes the jobs of the table, does what is due, and ends cleanly when it is told to. */
async function main(): Promise<void> {
  const portal = await composeOrExit(process.env, jobsConnection);
  const { deps, env, logger, sealStore } = portal;
  const stopping = new AbortController();
  const run = {
    deps,
    logger,
    scheduler: `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`,
    signal: stopping.signal,
  };
  const scheduler = createScheduler({
    schedule,
    startCron: ({ name, cron, zone }, wake) => startCronTask(cron, wake, { name, timezone: zone }),
    run: async (name) => {
      if (name === "watch-scheduler") return watchScheduler(run);
      if (name === "seal-activity") return sealActivityOfDay({ deps: { ...deps, sealStore }, logger });
      const isRun = await runScheduledJob(run, name);
      if (!isRun) setTimeout(() => scheduler.wake(name), leaseMs).unref();
    },
    nowMs: systemNowMs,
    report: {
      silent: (job, forMs) =>
        logger.error({ metric: "scheduler_silent", job, forMs }, "the timer went silent; woken without it"),
      stuck: (job, forMs) => logger.error({ metric: "job_stuck", job, forMs }, "a run does not come to its end"),
      failed: (job, error) => logger.error({ job, err: error }, "a run could not be made"),
    },
  });

  const stop = async () => {
    stopping.abort();
    await scheduler.stop();
    await portal.close();
    process.exit(0);
  };
  // A second signal ends the process at once, which is safe too: what was not committed is due again.
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
  scheduler.start();
  logger.info({ scheduler: run.scheduler, mode: env.mode, jobs: schedule.map(({ name }) => name) }, "scheduling");
}

await main();
