import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ClockProgress, moveClock } from "#app/services/clock/move-clock.server.ts";
import type { Db } from "#db/client.ts";
import { listJobRuns } from "#db/repositories/job-runs.ts";
import { findPortalSetting } from "#db/repositories/portal-settings.ts";
import { findLastTick, recordTick } from "#db/repositories/scheduler.ts";
import { buildOperatorActor, buildPartnerActor, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases, dialects } from "#test/support/databases.ts";
import { createDatabaseImage, type DatabaseImage } from "./support/database-image.ts";
import { withFaultPoints } from "./support/fault-points.ts";
import { outcomeOf } from "./support/fingerprint.ts";
import { assertInvariants, assertNothingLeftDue } from "./support/invariants.ts";
import { assertFixpoint, jobDeps } from "./support/jobs.ts";
import { buildScene, historyOf } from "./support/scene.ts";
import { sandboxDeps } from "./support/scripted-year.ts";

const machine = instant("2024-03-10T16:00:00Z");
const to = instant("2024-08-01T12:00:00Z");

async function fill(db: Db): Promise<void> {
  const scene = await buildScene(db);
  await scene.buy(instant("2024-03-10T15:30:00Z"), { termDuration: "P1M", billingPlan: "monthly" });
  await scene.buy(instant("2024-03-10T15:40:00Z"), { billingPlan: "monthly", quantity: 2 });
  await scene.buy(instant("2023-07-01T08:00:00Z"), { isAutoRenewOn: false });
  await scene.buy(instant("2023-06-15T08:00:00Z"));
}

describeOnBothDatabases("moving the sandbox's clock", (database) => {
  it("runs everything that falls due on the way at its own instant, in order, and ends where it was sent", async () => {
    const { db } = database();
    await fill(db);
    const deps = sandboxDeps(db, machine);
    await recordTick(db, "test", machine);
    const actor = await buildOperatorActor(db);
    const seen: ClockProgress[] = [];

    const moved = await moveClock(deps, actor, to, (progress) => seen.push(progress));

    expect(moved.ok && moved.value.at).toEqual(to);
    expect(deps.clock.now()).toEqual(to);
    expect(await findPortalSetting(db, "sandbox-clock")).toEqual({
      offsetMs: to.epochMilliseconds - machine.epochMilliseconds,
    });
    expect(await findLastTick(db)).toEqual(to);
    const instants = seen.map(({ at }) => at.epochMilliseconds);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    const terms = await db.selectFrom("term").selectAll().where("term_number", ">", 1).orderBy("start_at").execute();
    expect(terms).toHaveLength(5);
    // As it would have been: each renewal completed at the instant at which its term began, each charge was made on its day.
    expect(terms.every((term) => term.window_opened_at === term.start_at)).toBe(true);
    const charges = await db
      .selectFrom("charge")
      .selectAll()
      .where("recorded_at", ">", machine.epochMilliseconds)
      .execute();
    expect(charges.every((charge) => charge.recorded_at === charge.charged_at)).toBe(true);
    const { rows } = await listJobRuns(db, { job: "renew-due-subscriptions", page: { limit: 50, cursor: null } });
    expect(rows.map((run) => run.at.toString())).toEqual([
      "2024-07-10T00:00:00Z",
      "2024-06-15T00:00:00Z",
      "2024-06-10T00:00:00Z",
      "2024-05-10T00:00:00Z",
      "2024-04-10T00:00:00Z",
    ]);
    const notices = await db
      .selectFrom("notice")
      .select(["kind", "queued_at"])
      .where("kind", "=", "window-closing")
      .execute();
    expect(notices.length).toBeGreaterThan(4);
    const moves = await db
      .selectFrom("activity")
      .select(["old_json", "new_json"])
      .where("action", "=", "clock-moved")
      .execute();
    expect(moves).toEqual([{ old_json: `{"at":"${machine.toString()}"}`, new_json: `{"at":"${to.toString()}"}` }]);
    await assertNothingLeftDue(db, to.epochMilliseconds);
    await assertInvariants(db);
    await assertFixpoint(jobDeps(db, to), to);
  });

  it("is for the operator, in a sandbox, and forward only", async () => {
    const { db } = database();
    const deps = sandboxDeps(db, machine);
    await deps.clock.refresh();
    const now = deps.clock.now();
    const later = now.add({ hours: 1 });
    const operator = await buildOperatorActor(db);
    const partner = await buildPartnerActor(db, (await buildScene(db)).partnerId);
    const refusal = async (moved: ReturnType<typeof moveClock>) => {
      const result = await moved;
      return result.ok ? null : result.refusal.code;
    };
    expect(await refusal(moveClock(deps, partner, later))).toBe("role-needed");
    expect(await refusal(moveClock({ ...deps, mode: "production" }, operator, later))).toBe("sandbox-only");
    expect(await refusal(moveClock(deps, operator, now))).toBe("clock-not-forward");
    expect(await refusal(moveClock(deps, operator, now.subtract({ hours: 1 })))).toBe("clock-not-forward");
    expect(deps.clock.now()).toEqual(now);
  });
});

describe.each(dialects)("a move of the clock that is cut off (%s)", (dialect) => {
  let image: DatabaseImage;
  beforeAll(async () => {
    image = await createDatabaseImage(dialect, fill);
  });
  afterAll(() => image.dispose());

  it("leaves the clock at its last step, and goes on from there to the same end", async () => {
    const straight = await image.copy();
    await moveClock(sandboxDeps(straight.db, machine), await buildOperatorActor(straight.db), to);
    const expected = await outcomeOf(straight.db);
    await straight.dispose();

    const copy = await image.copy();
    const actor = await buildOperatorActor(copy.db);
    let cuts = 0;
    for (let limit = 137; ; limit += 61) {
      let isCut = false;
      const db = withFaultPoints(copy.db, (count) => {
        if (count < limit) return;
        isCut = true;
        throw new Error("cut off");
      });
      const moved = await moveClock(sandboxDeps(db, machine), actor, to).catch(() => null);
      if (moved !== null && !isCut) break;
      cuts += 1;
      await assertInvariants(copy.db);
      if (cuts > 12) {
        await moveClock(sandboxDeps(copy.db, machine), actor, to);
        break;
      }
    }
    expect(cuts).toBeGreaterThan(2);
    // Attempts that were cut off in the middle of a subscription count as failures of it; those are over now.
    expect({ ...(await outcomeOf(copy.db)), failures: [] }).toEqual(expected);
    await copy.dispose();
  });
});

describeOnBothDatabases("the history after a move", (database) => {
  it("is the one of jobs that ran on time", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(instant("2024-01-31T10:00:00Z"), { termDuration: "P1M", billingPlan: "monthly" });
    await moveClock(
      sandboxDeps(db, instant("2024-02-01T00:00:00Z")),
      await buildOperatorActor(db),
      instant("2024-06-01T00:00:00Z"),
    );
    const { terms, charges } = await historyOf(db, id);
    expect(terms.map((term) => new Date(term.window_opened_at).toISOString().slice(0, 10))).toEqual([
      "2024-01-31",
      "2024-02-29",
      "2024-03-31",
      "2024-04-30",
      "2024-05-31",
    ]);
    expect(charges).toHaveLength(5);
    await assertFixpoint(jobDeps(db, instant("2024-06-01T00:00:00Z")), instant("2024-06-01T00:00:00Z"));
  });
});
