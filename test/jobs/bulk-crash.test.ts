import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BulkAction } from "#app/domain/bulk/bulk-action.ts";
import { confirmBulk } from "#app/services/bulk/confirm-bulk-run.server.ts";
import { makeBulkRun } from "#app/services/bulk/make-bulk-run.server.ts";
import type { Db } from "#db/client.ts";
import { buildPartnerActor, instant, testIds } from "#test/support/builders.ts";
import { dialects } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { createDatabaseImage } from "./support/database-image.ts";
import { outcomeOf } from "./support/fingerprint.ts";
import { assertInvariants } from "./support/invariants.ts";
import { jobDeps, runAt } from "./support/jobs.ts";
import { type JobProcesses, startJobProcesses } from "./support/job-processes.ts";
import { buildScene } from "./support/scene.ts";

const bought = instant("2024-03-10T15:30:00Z");
const at = instant("2024-03-12T10:00:00Z");
/** When the lease of a worker that died has run out. */
const later = at.add({ minutes: 2 });

let processes: JobProcesses;
beforeAll(async () => {
  processes = await startJobProcesses();
});
afterAll(() => processes.dispose());

/** One confirmed change of each kind, with rows that go through and rows that are refused. */
async function confirmChanges(db: Db): Promise<void> {
  const deps = serviceDeps(db, at);
  const actions: BulkAction[] = [
    { kind: "cancel" },
    { kind: "next-term", termDuration: "P1Y", billingPlan: "monthly" },
    { kind: "auto-renew-off" },
  ];
  for (const action of actions) {
    const scene = await buildScene(db);
    const actor = await buildPartnerActor(db, scene.partnerId);
    const first = await scene.buy(bought);
    const second = await scene.buy(bought, { quantity: 2 });
    const changed = await scene.buy(bought);
    const selection = { kind: "ids", subscriptionIds: [first.id, second.id, changed.id] } as const;
    const made = await makeBulkRun(deps, actor, { idempotencyKey: testIds.next(), action, selection }, at);
    if (!made.ok) throw new Error(made.refusal.code);
    await confirmBulk(deps, actor, { runId: made.value.runId }, at);
    // Cancelled after the dry run: its row is refused.
    await db
      .updateTable("subscription")
      .set({ cancelled_at: at.epochMilliseconds, next_charge_at: null, is_auto_renew_on: 0, version: 2 })
      .where("id", "=", changed.id)
      .execute();
  }
}

const order = { atMs: at.epochMilliseconds, jobs: ["carry-out-bulk-changes"] } as const;

async function rowsOf(db: Db) {
  const rows = await db.selectFrom("bulk_row").select(["state", "refusal_json"]).execute();
  return rows.map(({ state, refusal_json }) => `${state} ${refusal_json ?? ""}`).sort();
}

describe.each(dialects)("a change of many whose process is killed at any point (%s)", (dialect) => {
  it("is carried out once, whole rows at a time, and goes on where it stood: after every single statement", async () => {
    const image = await createDatabaseImage(dialect, confirmChanges);
    const undisturbed = await image.copy();
    const whole = await processes.run({ ...order, url: undisturbed.url, dieAfterStatement: 0 });
    const expected = await outcomeOf(undisturbed.db, { withLog: false });
    const expectedRows = await rowsOf(undisturbed.db);
    expect(expectedRows.filter((row) => row.startsWith("done"))).toHaveLength(6);
    expect(expectedRows.filter((row) => row.startsWith("refused"))).toHaveLength(3);
    await undisturbed.dispose();
    const statements = whole?.statements ?? 0;
    expect(statements).toBeGreaterThan(50);

    const diesAndGoesOn = async (k: number) => {
      const copy = await image.copy();
      expect(await processes.run({ ...order, url: copy.url, dieAfterStatement: k })).toBeNull();
      await assertInvariants(copy.db);
      const settled = await copy.db
        .selectFrom("bulk_row")
        .select("subscription_id")
        .where("state", "=", "done")
        .execute();
      const changed = await copy.db
        .selectFrom("activity")
        .select("subscription_id")
        .where("outcome", "=", "done")
        .where("new_json", "like", "%bulkRunId%")
        .where("subscription_id", "is not", null)
        .execute();
      expect(new Set(changed.map((line) => line.subscription_id))).toEqual(
        new Set(settled.map((row) => row.subscription_id)),
      );
      await runAt(jobDeps(copy.db, at), "carry-out-bulk-changes", later);
      expect(await rowsOf(copy.db), `after a death at statement ${k}`).toEqual(expectedRows);
      const runs = await copy.db.selectFrom("bulk_run").select(["state", "done_count", "refused_count"]).execute();
      expect(runs).toEqual([1, 2, 3].map(() => ({ state: "done", done_count: 2, refused_count: 1 })));
      const outcome = await outcomeOf(copy.db, { withLog: false });
      expect(outcome["credits"]?.length, `credits after a death at statement ${k}`).toBe(expected["credits"]?.length);
      await copy.dispose();
    };
    // Every sixth statement: a row has about twenty, and there are nine of them, so that death comes upon every place of one.
    const points = Array.from({ length: statements }, (_, index) => index + 1).filter((k) => k % 6 === 1);
    const worker = async () => {
      for (let k = points.shift(); k !== undefined; k = points.shift()) await diesAndGoesOn(k);
    };
    await Promise.all([worker(), worker()]);
    await image.dispose();
  });
});
