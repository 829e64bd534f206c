import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { subscriptionJobs } from "#app/domain/jobs/job-names.ts";
import { batchSize } from "#app/services/renewals/advance-due.server.ts";
import type { Db } from "#db/client.ts";
import { instant } from "#test/support/builders.ts";
import { dialects } from "#test/support/databases.ts";
import { createDatabaseImage } from "./support/database-image.ts";
import { outcomeOf } from "./support/fingerprint.ts";
import { assertInvariants, assertNothingLeftDue } from "./support/invariants.ts";
import { assertFixpoint, jobDeps, runAllAt } from "./support/jobs.ts";
import { type JobProcesses, startJobProcesses } from "./support/job-processes.ts";
import { allOffers, buildScene } from "./support/scene.ts";
import { seededRandom, testSeed } from "./support/seeded-random.ts";

const bought = instant("2024-03-10T15:30:00Z");
const at = instant("2025-03-10T00:05:00Z");

let processes: JobProcesses;
beforeAll(async () => {
  processes = await startJobProcesses();
});
afterAll(() => processes.dispose());

/** A few subscriptions of every kind that the jobs know: renewed, several terms behind, charged, ended, refused. */
async function fillSmallBook(db: Db): Promise<void> {
  const scene = await buildScene(db);
  await scene.buy(bought, { quantity: 3 });
  await scene.buy(instant("2024-12-31T08:00:00Z"), { termDuration: "P1M", billingPlan: "monthly" });
  await scene.buy(bought, { billingPlan: "monthly" });
  await scene.buy(instant("2025-01-05T09:00:00Z"), { billingPlan: "monthly", quantity: 2 });
  await scene.buy(bought, { isAutoRenewOn: false });
  await scene.buy(instant("2025-03-04T00:00:00Z"), { termDuration: "P1M", billingPlan: "monthly" });
  const closed = await buildScene(db, {
    country: "RU",
    offers: allOffers.map((offer) => ({ ...offer, market: "RU" })),
  });
  await closed.buy(bought);
}

/** Several batches of renewals, ends and charges, all bought on one day. */
async function fillLargeBook(db: Db): Promise<void> {
  const scene = await buildScene(db);
  for (let n = 0; n < 1.5 * batchSize; n++) {
    const startedAt = bought.add({ seconds: 30 * n });
    if (n % 9 === 0) await scene.buy(startedAt, { isAutoRenewOn: false, billingPlan: "monthly" });
    else await scene.buy(startedAt, { quantity: 1 + (n % 7), billingPlan: n % 2 === 0 ? "annual" : "monthly" });
  }
}

const order = { atMs: at.epochMilliseconds, jobs: subscriptionJobs } as const;

describe.each(dialects)("a job process killed at any point (%s)", (dialect) => {
  it("leaves nothing half done, and started again ends as if it had never died: after every single statement", async () => {
    const image = await createDatabaseImage(dialect, fillSmallBook);
    const undisturbed = await image.copy();
    const whole = await processes.run({ ...order, url: undisturbed.url, dieAfterStatement: 0 });
    const expected = await outcomeOf(undisturbed.db);
    await assertNothingLeftDue(undisturbed.db, at.epochMilliseconds);
    await assertFixpoint(jobDeps(undisturbed.db, at), at);
    await undisturbed.dispose();
    const statements = whole?.statements ?? 0;
    expect(statements).toBeGreaterThan(30);

    const diesAndGoesOn = async (k: number) => {
      const copy = await image.copy();
      const died = await processes.run({ ...order, url: copy.url, dieAfterStatement: k });
      expect(died, `the run was to die after statement ${k}`).toBeNull();
      await assertInvariants(copy.db);
      await runAllAt(jobDeps(copy.db, at), at);
      expect(await outcomeOf(copy.db), `after a death at statement ${k}`).toEqual(expected);
      await copy.dispose();
    };
    const points = Array.from({ length: statements }, (_, index) => index + 1);
    // Two at a time: there are two cores, and each has a database of its own.
    const worker = async () => {
      for (let k = points.shift(); k !== undefined; k = points.shift()) await diesAndGoesOn(k);
    };
    await Promise.all([worker(), worker()]);
    await image.dispose();
  });

  it("dies at random points of a large run again and again, and still everything is there once", async () => {
    const seed = testSeed();
    const random = seededRandom(seed);
    const image = await createDatabaseImage(dialect, fillLargeBook);
    const undisturbed = await image.copy();
    await runAllAt(jobDeps(undisturbed.db, at), at);
    const expected = await outcomeOf(undisturbed.db);
    await undisturbed.dispose();

    for (let round = 0; round < 3; round++) {
      const copy = await image.copy();
      let deaths = 0;
      for (;;) {
        const answer = await processes.run({
          ...order,
          url: copy.url,
          dieAfterStatement: 1 + Math.floor(random() * 50),
        });
        if (answer !== null) break;
        deaths += 1;
        await assertInvariants(copy.db);
        if (deaths >= 4) await runAllAt(jobDeps(copy.db, at), at);
      }
      expect(await outcomeOf(copy.db), `seed ${seed}, round ${round}, ${deaths} deaths`).toEqual(expected);
      await assertFixpoint(jobDeps(copy.db, at), at);
      await copy.dispose();
    }
    await image.dispose();
  });
});
