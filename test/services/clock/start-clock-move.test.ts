import { expect, it } from "vitest";
import { clockMoveAtWork, startClockMove } from "#app/services/clock/start-clock-move.server.ts";
import { clockView } from "#app/views/clock.ts";
import type { Db } from "#db/client.ts";
import { findPortalSetting } from "#db/repositories/portal-settings.ts";
import { buildScene } from "#test/jobs/support/scene.ts";
import { sandboxDeps } from "#test/jobs/support/scripted-year.ts";
import { buildOperatorActor, buildPartnerActor, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";

const machine = instant("2024-03-10T16:00:00Z");
const to = instant("2024-05-11T00:00:00Z");
const reader = { language: "en", timeZone: "UTC" } as const;

async function build(db: Db) {
  const scene = await buildScene(db);
  await scene.buy(instant("2024-03-10T15:30:00Z"), { termDuration: "P1M", billingPlan: "monthly" });
  await scene.buy(instant("2023-04-01T08:00:00Z"), { isAutoRenewOn: false });
  const operator = await buildOperatorActor(db);
  return { db, deps: sandboxDeps(db, machine), operator, partnerId: scene.partnerId };
}

async function arrived(deps: { readonly db: Db }): Promise<void> {
  while (clockMoveAtWork(deps) !== null) await new Promise((resolve) => setImmediate(resolve));
}

// A move leaves its traces in the one row there is for it, so each test has a database of its own.
describeOnBothDatabases("a move of the clock", (database) => {
  it("goes to its end behind the answer and leaves what it brought for the page", async () => {
    const { db, deps, operator } = await build(database().db);
    const context = { db, actor: operator, at: machine, reader };
    const before = await clockView(context, { movingId: null });
    expect(before).toMatchObject({
      ok: true,
      value: {
        move: null,
        next: [
          { at: { iso: "2024-04-01T00:00:00Z" }, due: { "expire-ended-subscriptions": 1 } },
          { at: { iso: "2024-04-10T00:00:00Z" }, due: { "renew-due-subscriptions": 1 } },
        ],
        steps: [
          { step: "day", to: { iso: "2024-03-11T16:00:00Z" }, due: { "renew-due-subscriptions": 0 } },
          { step: "week", to: { iso: "2024-03-17T16:00:00Z" } },
          {
            step: "month",
            to: { iso: "2024-04-10T16:00:00Z" },
            due: { "renew-due-subscriptions": 1, "charge-due-cycles": 0, "expire-ended-subscriptions": 1 },
          },
          { step: "year", to: { iso: "2025-03-10T16:00:00Z" } },
        ],
      },
    });

    const started = await startClockMove(deps, operator, to);
    await arrived(deps);

    expect(started.ok).toBe(true);
    expect(deps.clock.now()).toEqual(to);
    expect(await findPortalSetting(db, "clock-move")).toMatchObject({
      id: started.ok && started.value.id,
      fromMs: machine.epochMilliseconds,
      toMs: to.epochMilliseconds,
      atMs: to.epochMilliseconds,
      state: "done",
      terms: 2,
      charges: 2,
      ended: 1,
      failed: 0,
      error: null,
    });
    const after = await clockView({ ...context, at: to }, { movingId: null });
    expect(after).toMatchObject({
      ok: true,
      value: { move: { state: "done", percent: 100, counts: { terms: "2", charges: "2", ended: "1" } } },
    });
    const jobs = after.ok ? after.value.runs.map(({ job, at }) => `${job} ${at.iso}`) : [];
    expect(jobs).toEqual([
      "renew-due-subscriptions 2024-05-10T00:00:00Z",
      "renew-due-subscriptions 2024-04-10T00:00:00Z",
      "expire-ended-subscriptions 2024-04-01T00:00:00Z",
    ]);
  });
});

describeOnBothDatabases("a move of the clock", (database) => {
  it("is one move, however often its form is sent", async () => {
    const { deps, operator } = await build(database().db);
    const both = await Promise.all([startClockMove(deps, operator, to), startClockMove(deps, operator, to)]);
    await arrived(deps);
    expect(both.map((result) => (result.ok ? "started" : result.refusal.code)).sort()).toEqual([
      "clock-moving",
      "started",
    ]);
    expect(await startClockMove(deps, operator, to)).toMatchObject({
      ok: false,
      refusal: { code: "clock-not-forward" },
    });
  });
});

describeOnBothDatabases("a move of the clock", (database) => {
  it("that was cut off shows so, and goes on when it is started again", async () => {
    const { db, deps, operator } = await build(database().db);
    await startClockMove(deps, operator, instant("2024-04-05T00:00:00Z"));
    await arrived(deps);
    const kept = await findPortalSetting(db, "clock-move");
    await db
      .updateTable("portal_setting")
      .set({ value_json: JSON.stringify({ ...kept, toMs: to.epochMilliseconds, state: "running" }) })
      .where("name", "=", "clock-move")
      .execute();
    const look = async (movingId: string | null) => {
      const view = await clockView({ db, actor: operator, at: deps.clock.now(), reader }, { movingId });
      return view.ok ? view.value.move : null;
    };
    expect(await look(kept?.id ?? "")).toMatchObject({ state: "running", toIso: "2024-05-11T00:00:00Z" });
    expect((await look(kept?.id ?? ""))?.percent).toBeLessThan(100);
    expect(await look(null)).toMatchObject({ state: "interrupted" });
    await startClockMove(deps, operator, to);
    await arrived(deps);
    expect(await look(null)).toMatchObject({ state: "done", counts: { terms: "2", ended: "0" } });
  });
});

describeOnBothDatabases("a move of the clock", (database) => {
  it("is for the operator of a sandbox, and forward only", async () => {
    const { db, deps, operator, partnerId } = await build(database().db);
    const partner = await buildPartnerActor(db, partnerId, ["global-admin"]);
    const refusalOf = async (...args: Parameters<typeof startClockMove>) => {
      const result = await startClockMove(...args);
      return result.ok ? null : result.refusal.code;
    };
    expect(await refusalOf(deps, partner, to)).toBe("role-needed");
    expect(await refusalOf({ ...deps, mode: "production" }, operator, to)).toBe("sandbox-only");
    expect(await refusalOf(deps, operator, machine)).toBe("clock-not-forward");
    expect(await findPortalSetting(db, "clock-move")).toBeUndefined();
    const seen = await clockView({ db, actor: partner, at: machine, reader }, { movingId: null });
    expect(seen).toMatchObject({ ok: false, refusal: { code: "role-needed" } });
  });
});
