import { expect, it } from "vitest";
import { attemptsMax, retryDelaysMs } from "#app/domain/jobs/retries.ts";
import { termsPerRunMax } from "#app/domain/policies.ts";
import type { Db } from "#db/client.ts";
import { listJobFailures } from "#db/repositories/job-failures.ts";
import { findJobRun, listJobRuns } from "#db/repositories/job-runs.ts";
import { instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { assertInvariants } from "./support/invariants.ts";
import { assertFixpoint, jobDeps, runAllAt, runAt } from "./support/jobs.ts";
import { buildScene, historyOf } from "./support/scene.ts";

const bought = instant("2024-03-10T15:30:00Z");
const at = instant("2025-03-10T00:05:00Z");

/** A record that no rule can read. */
async function spoil(db: Db, id: string): Promise<void> {
  await db.updateTable("subscription").set({ anchor_on: "2024-02-31" }).where("id", "=", id).execute();
}

async function heal(db: Db, id: string): Promise<void> {
  await db.updateTable("subscription").set({ anchor_on: "2024-03-10" }).where("id", "=", id).execute();
}

/** A second term that is there although the record stands in its first: what the database has to refuse. */
async function forgeSecondTerm(db: Db, id: string): Promise<void> {
  const first = await db.selectFrom("term").selectAll().where("subscription_id", "=", id).executeTakeFirstOrThrow();
  await db
    .insertInto("term")
    .values({ ...first, term_number: 2, start_at: first.end_at, end_at: first.end_at + 86_400_000 })
    .execute();
}

describeOnBothDatabases("one bad subscription", (database) => {
  it("does not stop the others, is tried again after a while, and is done once it is healed", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const [good, bad, alsoGood] = [await scene.buy(bought), await scene.buy(bought), await scene.buy(bought)];
    await spoil(db, bad.id);
    const deps = jobDeps(db, at);

    const report = await runAt(deps, "renew-due-subscriptions", at);

    expect(report).toMatchObject({ status: "done", due: 3, done: 2, failed: 1 });
    expect(report.certificate).toMatchObject({ renewed: 2, failed: 1, held: 0 });
    for (const { id } of [good, alsoGood]) expect((await historyOf(db, id)).record.term_number).toBe(2);
    const [failure] = await listJobFailures(db, { partnerId: scene.partnerId, limit: 10 });
    expect(failure).toMatchObject({
      subscriptionId: bad.id,
      job: "renew-due-subscriptions",
      attempts: 1,
      runId: report.runId,
      code: "RangeError",
    });
    expect(failure?.message).toContain("2024-02-31");
    await assertFixpoint(deps, at);

    const stillWaiting = at.add({ milliseconds: retryDelaysMs[0] - 1 });
    expect(await runAt(deps, "renew-due-subscriptions", stillWaiting)).toMatchObject({ due: 0 });
    await heal(db, bad.id);
    const again = at.add({ milliseconds: retryDelaysMs[0] });
    expect(await runAt(deps, "renew-due-subscriptions", again)).toMatchObject({ due: 1, done: 1, failed: 0 });
    expect((await historyOf(db, bad.id)).record.term_number).toBe(2);
    expect(await listJobFailures(db, { partnerId: scene.partnerId, limit: 10 })).toEqual([]);
    await assertInvariants(db, { subscriptionId: bad.id });
    await assertFixpoint(deps, again);
  });

  it("that the database refuses fails alone, and is never taken for done", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const good = await scene.buy(bought);
    const forged = await scene.buy(bought);
    const alsoGood = await scene.buy(bought);
    await forgeSecondTerm(db, forged.id);
    const deps = jobDeps(db, at);

    const report = await runAt(deps, "renew-due-subscriptions", at);

    expect(report).toMatchObject({ status: "done", due: 3, done: 2, failed: 1 });
    expect(report.certificate).toMatchObject({ renewed: 2, duplicates: 1, failed: 1 });
    for (const { id } of [good, alsoGood]) {
      const { record, terms, charges } = await historyOf(db, id);
      expect([record.term_number, terms.length, charges.length]).toEqual([2, 2, 2]);
    }
    const { record, charges, notices, log } = await historyOf(db, forged.id);
    expect([record.term_number, charges.length, notices.length, log.length]).toEqual([1, 1, 0, 0]);
    await assertFixpoint(deps, at);
  });

  it("is parked after its last attempt, with a reason that people can see", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought);
    await spoil(db, id);
    const deps = jobDeps(db, at);
    let now = at;
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      await runAt(deps, "renew-due-subscriptions", now);
      const failures = await listJobFailures(db, { partnerId: scene.partnerId, limit: 1 });
      expect(failures).toMatchObject([{ attempts: attempt }]);
      now = now.add({ milliseconds: retryDelaysMs.at(-1) ?? 0 });
    }

    const { record, log } = await historyOf(db, id);
    expect(record).toMatchObject({ hold_reason: "failing", term_number: 1, version: 2 });
    expect(log.map((line) => [line.action, line.new_json])).toEqual([["subscription-held", '{"reason":"failing"}']]);
    await runAt(deps, "renew-due-subscriptions", now);
    expect(await listJobFailures(db, { partnerId: scene.partnerId, limit: 1 })).toMatchObject([
      { attempts: attemptsMax },
    ]);
    await assertFixpoint(deps, now);
  });

  it("that runs away is parked with what it got so far, and goes on where it stood when it is released", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(instant("2020-01-05T00:00:00Z"), {
      termDuration: "P1M",
      billingPlan: "monthly",
      isAutoRenewOn: true,
    });
    const deps = jobDeps(db, at);

    const report = await runAt(deps, "renew-due-subscriptions", at);

    expect(report.certificate).toMatchObject({ held: 1 });
    const held = await historyOf(db, id);
    expect(held.record).toMatchObject({ hold_reason: "runaway", term_number: 1 + termsPerRunMax });
    await assertInvariants(db, { subscriptionId: id });
    await assertFixpoint(deps, at);

    await db.updateTable("subscription").set({ hold_reason: null, held_at: null }).where("id", "=", id).execute();
    await runAllAt(deps, at);
    const released = await historyOf(db, id);
    expect(released.record).toMatchObject({ hold_reason: null, term_number: 63 });
    expect(new Set(released.charges.map((charge) => charge.term_number)).size).toBe(63);
    await assertFixpoint(deps, at);
  });
});

describeOnBothDatabases("the record of a run", (database) => {
  it("tells what was due and done, keeps the certificate, and is not made where nothing was due", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    await scene.buy(bought, { quantity: 4 });
    const deps = jobDeps(db, at);

    const report = await runAt(deps, "renew-due-subscriptions", at);
    const idle = await runAt(deps, "renew-due-subscriptions", at);

    expect(idle.runId).toBeNull();
    const run = await findJobRun(db, report.runId ?? "");
    expect(run).toMatchObject({
      job: "renew-due-subscriptions",
      status: "done",
      dueCount: 1,
      doneCount: 1,
      failedCount: 0,
      error: null,
    });
    expect(run?.certificate).toEqual(report.certificate);
    expect(run?.certificate).toMatchObject({ charged: { EUR: 40_000 }, duplicates: 0 });
    await assertFixpoint(deps, at);
  });

  it("of a process that died is marked interrupted by the next run", async () => {
    const { db } = database();
    const deps = jobDeps(db, at);
    const died = at.subtract({ minutes: 5 }).epochMilliseconds;
    const alive = at.subtract({ seconds: 30 }).epochMilliseconds;
    const row = {
      job: "renew-due-subscriptions",
      at: died,
      status: "running",
      started_at: died,
      finished_at: null,
      due_count: 9,
      done_count: 3,
      failed_count: 0,
      certificate_json: null,
      error: null,
    } as const;
    const [deadId, aliveId] = [deps.ids.next(), deps.ids.next()];
    await db
      .insertInto("job_run")
      .values([
        { ...row, id: deadId, last_progress_at: died },
        { ...row, id: aliveId, last_progress_at: alive },
      ])
      .execute();

    await runAllAt(deps, at);

    expect((await findJobRun(db, deadId))?.status).toBe("interrupted");
    expect((await findJobRun(db, aliveId))?.status).toBe("running");
  });

  it("says why a whole run failed, and the next one does the work", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought);
    const deps = jobDeps(db, at);
    const broken = { ...deps, ids: failingAfter(deps.ids, 1) };

    const report = await runAt(broken, "renew-due-subscriptions", at);

    // Whatever a subscription runs into is noted at the subscription; without ids not even that can be written.
    expect(report).toMatchObject({ status: "done", done: 0, failed: 1 });
    expect((await historyOf(db, id)).record.term_number).toBe(1);
    const later = at.add({ milliseconds: retryDelaysMs[0] });
    expect(await runAt(deps, "renew-due-subscriptions", later)).toMatchObject({ done: 1 });
    const { rows } = await listJobRuns(db, { job: "renew-due-subscriptions", page: { limit: 50, cursor: null } });
    expect(rows.length).toBeGreaterThanOrEqual(2);
    await assertFixpoint(deps, later);
  });
});

function failingAfter(ids: { next(): string }, count: number): { next(): string } {
  let left = count;
  return {
    next: () => {
      left -= 1;
      if (left < 0) throw new Error("no more ids");
      return ids.next();
    },
  };
}
