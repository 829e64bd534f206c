import type { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import type { Db } from "#db/client.ts";
import { listJobFailures } from "#db/repositories/job-failures.ts";
import { buildOffer, buildPerpetualPurchase, buildSku, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { assertFixpoint, jobDeps, runAt } from "./support/jobs.ts";
import { allOffers, buildScene, historyOf } from "./support/scene.ts";

const bought = instant("2024-03-10T15:30:00Z");
const termEnd = instant("2025-03-10T00:00:00Z");
const hoursBefore = (hours: number) => termEnd.subtract({ hours });

async function noticesOf(db: Db, id: string): Promise<string[]> {
  const { notices } = await historyOf(db, id);
  return notices.map((notice) => notice.dedupe_key.slice(id.length + 1)).sort();
}

describeOnBothDatabases("look-ahead", (database) => {
  const lookAt = async (deps: ReturnType<typeof jobDeps>, at: Temporal.Instant) => {
    const report = await runAt(deps, "look-ahead", at);
    expect(report).toMatchObject({ status: "done", failed: 0 });
    return report;
  };

  it("announces a renewal 30, 7 and 1 days before, each once however often it looks", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought);
    const deps = jobDeps(db, bought);

    await lookAt(deps, hoursBefore(30 * 24).subtract({ milliseconds: 1 }));
    expect(await noticesOf(db, id)).toEqual([]);
    const first = await lookAt(deps, hoursBefore(30 * 24));
    expect(first.certificate.notices).toBe(1);
    for (let hours = 30 * 24 - 1; hours > 0; hours -= 13) await lookAt(deps, hoursBefore(hours));
    await lookAt(deps, hoursBefore(1));

    expect(await noticesOf(db, id)).toEqual(["1:renewal-ahead:1", "1:renewal-ahead:30", "1:renewal-ahead:7"]);
    await assertFixpoint(deps, hoursBefore(1));
  });

  it("announces the last day of a perpetual purchase's window, once, and not of one that was cancelled", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { sku } = await buildSku(db, { kind: "perpetual-software" });
    const buy = (text: string) => buildPerpetualPurchase(db, { customer: scene.customer, sku, at: instant(text) });
    const first = await buy("2024-03-10T00:00:00Z");
    const last = await buy("2024-03-10T23:59:59.999Z");
    await buy("2024-03-11T00:00:00Z");
    const cancelled = await buy("2024-03-10T12:00:00Z");
    await db.updateTable("order_line").set({ cancelled_at: 1 }).where("order_id", "=", cancelled.orderId).execute();
    const told = async () =>
      (await db.selectFrom("notice").selectAll().where("customer_id", "=", scene.customer.id).execute())
        .map(({ dedupe_key }) => dedupe_key)
        .sort();
    const deps = jobDeps(db, bought);
    await lookAt(deps, instant("2024-04-08T23:59:59.999Z"));
    expect(await told()).toEqual([]);
    for (const hour of ["00:00:00Z", "13:00:00Z", "23:59:59.999Z"]) await lookAt(deps, instant(`2024-04-09T${hour}`));
    const expected = [first, last].map(({ orderId }) => `${orderId}:0:window-closing`).sort();
    expect(await told()).toEqual(expected);
    await lookAt(deps, instant("2024-04-12T00:00:00Z"));
    expect(await told()).toEqual(expected);
  });

  it("that comes late still announces, and only what the time has come to", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought);
    const deps = jobDeps(db, bought);

    await lookAt(deps, hoursBefore(6 * 24));

    expect(await noticesOf(db, id)).toEqual(["1:renewal-ahead:7"]);
    await assertFixpoint(deps, hoursBefore(6 * 24));
  });

  it("tells the price to come and what changes with it", async () => {
    const { db } = database();
    const scene = await buildScene(db, { offers: [{ unitPriceMinor: 10_000, effectiveUntilAt: termEnd }] });
    await buildOffer(db, scene.sku, { unitPriceMinor: 11_500, effectiveFromAt: termEnd });
    const { id } = await scene.buy(bought);
    const deps = jobDeps(db, bought);

    await lookAt(deps, hoursBefore(24));

    const [notice] = (await historyOf(db, id)).notices;
    expect(JSON.parse(notice?.facts_json ?? "{}")).toMatchObject({
      stageDays: 1,
      oldUnitPriceMinor: 10_000,
      newUnitPriceMinor: 11_500,
      changed: ["price"],
    });
    await assertFixpoint(deps, hoursBefore(24));
  });

  it("notes what will not renew and why, announces it, and takes the note back when it will after all", async () => {
    const { db } = database();
    const scene = await buildScene(db, { offers: [{ effectiveUntilAt: termEnd }] });
    const { id, version } = await scene.buy(bought);
    const deps = jobDeps(db, bought);

    await lookAt(deps, hoursBefore(20 * 24));
    const noted = await historyOf(db, id);
    expect(noted.record).toMatchObject({ will_not_renew_code: "price-ended", version });
    expect(JSON.parse(noted.record.will_not_renew_json ?? "{}")).toMatchObject({ code: "price-ended", market: "DE" });
    expect(await noticesOf(db, id)).toEqual(["1:will-not-renew:30"]);
    await assertFixpoint(deps, hoursBefore(20 * 24));

    await buildOffer(db, scene.sku, { effectiveFromAt: termEnd });
    await lookAt(deps, hoursBefore(7 * 24));
    expect((await historyOf(db, id)).record.will_not_renew_code).toBeNull();
    expect(await noticesOf(db, id)).toEqual(["1:renewal-ahead:7", "1:will-not-renew:30"]);
    await assertFixpoint(deps, hoursBefore(7 * 24));
  });

  it("announces a closing window 24 hours before, once, and not of plans that are never cancelled", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought);
    const plans = await buildScene(db, { kind: "third-party-plan", offers: allOffers });
    const plan = await plans.buy(bought);
    const deps = jobDeps(db, bought);
    const closesAt = bought.add({ hours: 168 });

    await lookAt(deps, closesAt.subtract({ hours: 24, milliseconds: 1 }));
    expect(await noticesOf(db, id)).toEqual([]);
    await lookAt(deps, closesAt.subtract({ hours: 24 }));
    await lookAt(deps, closesAt.subtract({ hours: 2 }));
    await lookAt(deps, closesAt);

    expect(await noticesOf(db, id)).toEqual(["1:window-closing"]);
    expect(await noticesOf(db, plan.id)).toEqual([]);
    await assertFixpoint(deps, closesAt);
  });

  it("is not stopped by a record that it cannot read, and says which", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const [bad, good] = [await scene.buy(bought), await scene.buy(bought)];
    await db.updateTable("subscription").set({ anchor_on: "2024-02-31" }).where("id", "=", bad.id).execute();
    const deps = jobDeps(db, bought);
    const at = hoursBefore(30 * 24);

    const report = await runAt(deps, "look-ahead", at);

    expect(report).toMatchObject({ status: "done", failed: 1 });
    expect(await noticesOf(db, good.id)).toEqual(["1:renewal-ahead:30"]);
    expect(await listJobFailures(db, { partnerId: scene.partnerId, limit: 5 })).toMatchObject([
      { subscriptionId: bad.id, job: "look-ahead" },
    ]);
    await assertFixpoint(deps, at);
    await db.updateTable("subscription").set({ anchor_on: "2024-03-10" }).where("id", "=", bad.id).execute();
    await runAt(deps, "look-ahead", at.add({ hours: 1 }));
    expect(await listJobFailures(db, { partnerId: scene.partnerId, limit: 5 })).toEqual([]);
  });

  it("finds more than a page of subscriptions, to the last one", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const ids: string[] = [];
    for (let n = 0; n < 401; n++) ids.push((await scene.buy(bought)).id);
    const deps = jobDeps(db, bought);

    await lookAt(deps, hoursBefore(7 * 24));

    const { count } = await db
      .selectFrom("notice")
      .select((eb) => eb.fn.countAll<number>().as("count"))
      .where("subscription_id", "in", ids)
      .where("kind", "=", "renewal-ahead")
      .executeTakeFirstOrThrow();
    expect(count).toBe(401);
  });
});
