import { Temporal } from "temporal-polyfill";
import { createSandboxClock } from "#app/adapters/system-clock.ts";
import { createUuidIds } from "#app/adapters/uuid-ids.ts";
import { jobNames } from "#app/domain/jobs/job-names.ts";
import type { Db } from "#db/client.ts";
import { findPortalSetting } from "#db/repositories/portal-settings.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { instant } from "#test/support/builders.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";
import { allOffers, buildScene } from "./scene.ts";

export const scriptedStart = instant("2024-01-29T05:00:00Z");
/** Behind a year of terms, a leap day, and the changes to and from summer time of every zone there is. */
export const scriptedEnd = instant("2025-03-31T23:45:00Z");

/** Purchases around month ends, leap days and midnights, of every term and plan, some that will not renew. */
export async function fillScriptedBook(db: Db): Promise<void> {
  const scene = await buildScene(db);
  for (const [index, offer] of allOffers.entries()) {
    const { termDuration, billingPlan } = offer;
    if (termDuration === undefined || termDuration === null) continue;
    for (const text of [
      "2024-01-29T00:00:00Z",
      "2024-01-30T23:59:59Z",
      "2024-01-31T12:00:00Z",
      "2024-02-29T10:00:00Z",
      "2024-03-31T01:30:00Z",
    ])
      await scene.buy(instant(text), {
        termDuration,
        billingPlan,
        quantity: 1 + index,
        isAutoRenewOn: !(index === 1 && text.includes("-30")),
      });
  }
  const closed = await buildScene(db, {
    country: "RU",
    offers: allOffers.map((offer) => ({ ...offer, market: "RU" })),
  });
  await closed.buy(instant("2024-02-10T12:00:00Z"), { termDuration: "P1M", billingPlan: "monthly" });
}

/** Runs all jobs at a series of instants, none of them a round one. */
export async function runScriptedYear(db: Db): Promise<void> {
  const ids = createUuidIds(() => scriptedStart.epochMilliseconds);
  for (
    let at = scriptedStart;
    Temporal.Instant.compare(at, scriptedEnd) < 0;
    at = at.add({ hours: 197, minutes: 13 })
  ) {
    const clock = { now: () => at, refresh: async () => {} };
    for (const job of jobNames) {
      const result = await runJob(
        { db, clock, ids, activityKeys: testActivityKeys, mode: "sandbox" },
        { kind: "system", job },
        { job, at },
      );
      if (!result.ok || result.value.status !== "done" || result.value.failed > 0)
        throw new Error(`${job} went wrong at ${at.toString()}`);
    }
  }
}

/** What jobs and the clock are given in a sandbox whose machine stands still at an instant. */
export function sandboxDeps(db: Db, machineAt: Temporal.Instant) {
  const readOffsetMs = async () => (await findPortalSetting(db, "sandbox-clock"))?.offsetMs ?? 0;
  const clock = createSandboxClock(readOffsetMs, () => machineAt.epochMilliseconds);
  return {
    db,
    clock,
    ids: createUuidIds(() => machineAt.epochMilliseconds),
    activityKeys: testActivityKeys,
    mode: "sandbox",
  } as const;
}
