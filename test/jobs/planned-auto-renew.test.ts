import { expect, it } from "vitest";
import { day } from "../domain/support/records.ts";
import { switchAutoRenew } from "#app/services/subscriptions/switch-auto-renew.server.ts";
import { keepAutoRenewOn, planAutoRenewOff } from "#app/services/subscriptions/plan-auto-renew.server.ts";
import type { Db } from "#db/client.ts";
import { findNextDueAt } from "#db/repositories/due-work.ts";
import { buildPartnerActor, instant, testIds } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { assertInvariants } from "./support/invariants.ts";
import { advanceAllAt, jobDeps, runAt } from "./support/jobs.ts";
import { buildScene, historyOf } from "./support/scene.ts";

const bought = instant("2024-01-31T10:00:00Z");
const at = instant("2024-06-15T12:00:00Z");
const chosen = day("2024-12-01");
const due = instant("2024-12-01T00:00:00Z");

describeOnBothDatabases("auto-renew that is switched off on a chosen day", (database) => {
  async function build(on = chosen) {
    const { db } = database();
    const scene = await buildScene(db);
    const actor = await buildPartnerActor(db, scene.partnerId);
    const subscription = await scene.buy(bought);
    const deps = serviceDeps(db, at);
    const wish = () => ({ idempotencyKey: testIds.next(), subscriptionId: subscription.id });
    const planned = await planAutoRenewOff(deps, actor, { ...wish(), on }, at);
    if (!planned.ok) throw new Error(planned.refusal.code);
    return { db, scene, actor, subscription, deps, wish, planned: planned.value };
  }

  const actions = async (db: Db, id: string) => (await historyOf(db, id)).log.map(({ action }) => action);

  it("is noted at once, so that every list says that it will not renew, and wakes the jobs on its day", async () => {
    const { db, subscription, planned } = await build();
    expect(planned.offOn).toBe("2024-12-01");
    const { record } = await historyOf(db, subscription.id);
    expect(record).toMatchObject({ is_auto_renew_on: 1, will_not_renew_code: "auto-renew-off-planned" });
    expect(Number((await findNextDueAt(db, instant("2024-11-30T00:00:01Z")))?.epochMilliseconds)).toBeLessThanOrEqual(
      due.epochMilliseconds,
    );
  });

  it("is carried out once by its job, logged as the job's, and ends with its term", async () => {
    const { db, subscription } = await build();
    const deps = jobDeps(db, due);
    await runAt(deps, "switch-auto-renew-off", instant("2024-11-30T23:59:59Z"));
    expect((await historyOf(db, subscription.id)).record.is_auto_renew_on).toBe(1);
    await Promise.all([
      runAt(deps, "switch-auto-renew-off", due),
      runAt(jobDeps(db, due), "switch-auto-renew-off", due),
    ]);
    await runAt(deps, "switch-auto-renew-off", due);
    const { record, log } = await historyOf(db, subscription.id);
    expect(record).toMatchObject({
      is_auto_renew_on: 0,
      auto_renew_off_at: null,
      will_not_renew_code: "auto-renew-off",
    });
    expect(log.filter(({ action }) => action === "auto-renew-switched")).toMatchObject([
      { actor_kind: "system", actor_job: "switch-auto-renew-off" },
    ]);
    await advanceAllAt(deps, instant("2025-02-01T00:00:00Z"));
    const after = await historyOf(db, subscription.id);
    expect([after.terms.length, after.record.expired_at]).toEqual([
      1,
      instant("2025-01-31T00:00:00Z").epochMilliseconds,
    ]);
    await assertInvariants(db);
  });

  it("holds also where no job ran between the chosen day and the end of the term", async () => {
    const { db, subscription } = await build();
    await advanceAllAt(jobDeps(db, due), instant("2025-06-01T00:00:00Z"));
    const { record, terms } = await historyOf(db, subscription.id);
    expect(terms).toHaveLength(1);
    expect(record).toMatchObject({
      expired_at: instant("2025-01-31T00:00:00Z").epochMilliseconds,
      will_not_renew_code: "auto-renew-off-planned",
    });
  });

  it("lets terms that end before it renew, however late the jobs are", async () => {
    const { db, subscription } = await build(day("2025-02-01"));
    await advanceAllAt(jobDeps(db, due), instant("2026-06-01T00:00:00Z"));
    const { record, terms } = await historyOf(db, subscription.id);
    expect(terms).toHaveLength(2);
    expect(record.expired_at).toBe(instant("2026-01-31T00:00:00Z").epochMilliseconds);
  });

  it("is taken back, or replaced by switching at once, and then nothing happens on its day", async () => {
    for (const way of ["keep", "off-and-on"] as const) {
      const { db, actor, deps, wish, subscription } = await build();
      if (way === "keep") expect(await keepAutoRenewOn(deps, actor, wish(), at)).toMatchObject({ ok: true });
      else
        for (const isOn of [false, true])
          expect(await switchAutoRenew(deps, actor, { ...wish(), isOn }, at)).toMatchObject({ ok: true });
      await runAt(jobDeps(db, due), "switch-auto-renew-off", due);
      const { record } = await historyOf(db, subscription.id);
      expect(record).toMatchObject({ is_auto_renew_on: 1, auto_renew_off_at: null, will_not_renew_code: null });
      expect((await actions(db, subscription.id)).filter((action) => action === "auto-renew-off-planned")).toHaveLength(
        way === "keep" ? 2 : 1,
      );
    }
  });

  it("is chosen once however often it is sent, and only by those who may switch", async () => {
    const { db, scene, deps, actor, wish, subscription } = await build();
    const input = { ...wish(), on: day("2024-11-01") };
    const first = await planAutoRenewOff(deps, actor, input, at);
    expect(await planAutoRenewOff(deps, actor, input, at)).toEqual(first);
    expect((await actions(db, subscription.id)).filter((action) => action === "auto-renew-off-planned")).toHaveLength(
      2,
    );
    const helper = await buildPartnerActor(db, scene.partnerId, ["helpdesk-agent"]);
    for (const change of [
      planAutoRenewOff(deps, helper, { ...wish(), on: chosen }, at),
      keepAutoRenewOn(deps, helper, wish(), at),
    ])
      expect(await change).toMatchObject({ refusal: { code: "role-needed" } });
    const stranger = await buildPartnerActor(db, (await buildScene(db)).partnerId);
    expect(await planAutoRenewOff(deps, stranger, { ...wish(), on: chosen }, at)).toMatchObject({
      refusal: { code: "not-found" },
    });
  });
});
