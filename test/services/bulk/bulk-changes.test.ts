import { describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import type { BulkAction } from "#app/domain/bulk/bulk-action.ts";
import { startOfUtcDay, utcDayOf } from "#app/domain/calendar/utc-days.ts";
import { carryOutBulkRuns } from "#app/services/bulk/carry-out-bulk-runs.server.ts";
import { confirmBulk } from "#app/services/bulk/confirm-bulk-run.server.ts";
import { makeBulkRun } from "#app/services/bulk/make-bulk-run.server.ts";
import { sweepDryRuns } from "#app/services/bulk/sweep-dry-runs.server.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { switchAutoRenew } from "#app/services/subscriptions/switch-auto-renew.server.ts";
import { findBulkRun, listBulkRows } from "#db/repositories/bulk-runs.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import {
  buildPartnerActor,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  type PurchaseOptions,
  testIds,
} from "#test/support/builders.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const boughtAt = instant("2024-03-01T09:00:00Z");
const at = instant("2024-03-04T10:00:00Z");
/** Seven days after the purchase. */
const windowEnd = instant("2024-03-08T09:00:00Z");

const off: BulkAction = { kind: "auto-renew-off" };
const cancel: BulkAction = { kind: "cancel" };
const byTheMonth: BulkAction = { kind: "next-term", termDuration: "P1Y", billingPlan: "monthly" };

describeOnBothDatabases("changing many subscriptions at once", (database) => {
  const deps = (now = at) => serviceDeps(database().db, now);

  async function build(purchases: readonly Partial<PurchaseOptions>[] = [{}, {}, {}]) {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku, availabilities } = await buildSku(db, {
      offers: [{ unitPriceMinor: 10_000 }, { termDuration: "P1Y", billingPlan: "monthly", unitPriceMinor: 900 }],
    });
    const subscriptions = [];
    for (const purchase of purchases)
      subscriptions.push(await buildSubscription(db, { customer: tenant.customer, sku, at: boughtAt, ...purchase }));
    const ids = subscriptions.map(({ id }) => id);
    const { partner, actor } = tenant;
    const make = async (action: BulkAction, by: Actor = actor, now = at, selected = ids) =>
      makeBulkRun(
        deps(now),
        by,
        { idempotencyKey: testIds.next(), action, selection: { kind: "ids", subscriptionIds: selected } },
        now,
      );
    const dryRun = async (action: BulkAction, now = at) => {
      const made = await make(action, actor, now);
      if (!made.ok) throw new Error(made.refusal.code);
      return made.value.runId;
    };
    const confirm = (runId: string, by: Actor = actor, now = at) => confirmBulk(deps(now), by, { runId }, now);
    const run = (runId: string) => findBulkRun(db, partner.id, runId);
    const rows = async (runId: string) => {
      const page = await listBulkRows(db, { id: runId, partnerId: partner.id }, null, { limit: 100, cursor: null });
      return page.rows;
    };
    const read = async (index: number) => {
      const found = await findSubscription(db, partner.id, ids[index] ?? "");
      if (found === undefined) throw new Error("There is no such subscription");
      return found.subscription;
    };
    const log = async (index: number) =>
      db
        .selectFrom("activity")
        .select(["action", "outcome", "refusal_code", "new_json", "actor_user_id"])
        .where("subscription_id", "=", ids[index] ?? "")
        .orderBy("at")
        .orderBy("id")
        .execute();
    return { ...tenant, sku, availabilities, subscriptions, ids, make, dryRun, confirm, run, rows, read, log };
  }

  async function carryOut(now = at, worker = testIds.next()) {
    const counts = { done: 0, failed: 0 };
    const onRow = async ({ done, failed }: { done: number; failed: number }) => {
      counts.done += done;
      counts.failed += failed;
    };
    await carryOutBulkRuns({ deps: deps(now), at: now, worker, signal: undefined, onRow });
    return counts;
  }

  describe("the dry run", () => {
    it("says for each what will happen and why not, and changes nothing but itself", async () => {
      const tenant = await build([{}, { isAutoRenewOn: false }, { quantity: 3 }]);
      const before = await checksumOfTables(database().db, ["bulk_run", "bulk_row", "idempotency"]);
      const runId = await tenant.dryRun(off);
      expect(await checksumOfTables(database().db, ["bulk_run", "bulk_row", "idempotency"])).toEqual(before);
      expect(await tenant.run(runId)).toMatchObject({ state: "dry-run", rowCount: 3, willCount: 2 });
      expect(await tenant.rows(runId)).toMatchObject([
        { position: 1, state: "will", amountMinor: 10_000, currency: "EUR", refusal: null },
        { position: 2, state: "will-not", terms: null, refusal: { code: "auto-renew-already", isOn: false } },
        { position: 3, state: "will", amountMinor: 30_000, currency: "EUR" },
      ]);
    });

    it("shows the credit that the single page would give, and the price of the next term", async () => {
      const { dryRun, rows, actor, ids } = await build();
      const credits = (await rows(await dryRun(cancel))).map(({ amountMinor }) => amountMinor);
      const alone = await cancelSubscription(
        deps(),
        actor,
        { idempotencyKey: testIds.next(), subscriptionId: ids[0] ?? "", isConfirmed: true, shownCreditMinor: null },
        at,
      );
      expect(alone).toMatchObject({ ok: true, value: { creditMinor: credits[0] } });
      const other = await build([{ quantity: 2 }]);
      expect(await other.rows(await other.dryRun(byTheMonth))).toMatchObject([
        { state: "will", amountMinor: 2 * 900 * 12, terms: { unitPriceMinor: 900, quantity: 2 } },
      ]);
    });

    it("takes no more than it may, none of another organisation, and not nothing", async () => {
      const { make, actor } = await build();
      const stranger = await build();
      expect(await make(off, actor, at, stranger.ids)).toMatchObject({ refusal: { code: "not-found" } });
      expect(await make(off, actor, at, [])).toMatchObject({ refusal: { code: "bulk-nothing-selected" } });
      const many = Array.from({ length: 2001 }, () => testIds.next());
      expect(await make(off, actor, at, many)).toMatchObject({ refusal: { code: "bulk-too-many", rowsMax: 2000 } });
    });

    it("needs the role that the change itself needs", async () => {
      const { make, partner } = await build();
      const sales = await buildPartnerActor(database().db, partner.id, ["sales-agent"]);
      const globalAdmin = await buildPartnerActor(database().db, partner.id, ["global-admin"]);
      expect(await make(off, sales)).toMatchObject({ refusal: { code: "role-needed" } });
      expect(await make(off, globalAdmin)).toMatchObject({ ok: true });
      expect(await make(cancel, globalAdmin)).toMatchObject({ refusal: { code: "role-needed" } });
    });
  });

  describe("confirmed", () => {
    it("is carried out on every row that can be, with the run in each line of the log", async () => {
      const { dryRun, confirm, run, rows, read, log, actor } = await build([{}, { isAutoRenewOn: false }, {}]);
      const runId = await dryRun(off);
      expect(await confirm(runId)).toMatchObject({ value: { isNew: true } });
      expect(await carryOut()).toEqual({ done: 2, failed: 0 });
      expect(await run(runId)).toMatchObject({ state: "done", doneCount: 2, refusedCount: 0 });
      expect((await rows(runId)).map(({ state }) => state)).toEqual(["done", "will-not", "done"]);
      expect([(await read(0)).isAutoRenewOn, (await read(2)).isAutoRenewOn]).toEqual([false, false]);
      expect((await read(1)).version).toBe(1);
      expect(await log(0)).toEqual([
        {
          action: "auto-renew-switched",
          outcome: "done",
          refusal_code: null,
          new_json: JSON.stringify({ isAutoRenewOn: false, bulkRunId: runId }),
          actor_user_id: actor.userId,
        },
      ]);
      expect(await log(1)).toEqual([]);
    });

    it("twice is one run, and carried out again does nothing", async () => {
      const { dryRun, confirm, read } = await build();
      const runId = await dryRun(cancel);
      const both = await Promise.all([confirm(runId), confirm(runId)]);
      expect(both.filter((answer) => answer.ok && answer.value.isNew)).toHaveLength(1);
      expect(both.every(({ ok }) => ok)).toBe(true);
      expect(await carryOut()).toEqual({ done: 3, failed: 0 });
      const before = await checksumOfTables(database().db);
      expect(await confirm(runId)).toMatchObject({ value: { runId, isNew: false } });
      expect(await carryOut()).toEqual({ done: 0, failed: 0 });
      expect(await checksumOfTables(database().db)).toEqual(before);
      expect((await read(0)).cancelledAt).toEqual(at);
    });

    it("gives each credit once, also with two workers at it", async () => {
      const { dryRun, confirm, ids, run } = await build([{}, {}, {}, {}, {}, {}]);
      const runId = await dryRun(cancel);
      await confirm(runId);
      // The second takes over what the first is still at: its lease has run out by then.
      const late = at.add({ minutes: 2 });
      const [first, second] = await Promise.all([carryOut(at), carryOut(late)]);
      expect(first.done + second.done).toBe(6);
      expect(await run(runId)).toMatchObject({ doneCount: 6, refusedCount: 0, state: "done" });
      const credits = await database()
        .db.selectFrom("credit")
        .innerJoin("charge", "charge.id", "credit.charge_id")
        .select("charge.subscription_id")
        .where("charge.subscription_id", "in", ids)
        .execute();
      expect(credits).toHaveLength(ids.length);
      expect(new Set(credits.map(({ subscription_id }) => subscription_id))).toEqual(new Set(ids));
    });

    it("with nothing that can be done is refused", async () => {
      const { dryRun, confirm, run } = await build([{ isAutoRenewOn: false }]);
      const runId = await dryRun(off);
      expect(await confirm(runId)).toMatchObject({ refusal: { code: "bulk-nothing-to-do" } });
      expect(await run(runId)).toMatchObject({ state: "dry-run" });
    });

    it("by another organisation, or without the role, is not confirmed", async () => {
      const { dryRun, confirm, run, partner } = await build();
      const stranger = await build();
      const runId = await dryRun(cancel);
      expect(await confirm(runId, stranger.actor)).toMatchObject({ refusal: { code: "not-found", what: "bulk-run" } });
      const globalAdmin = await buildPartnerActor(database().db, partner.id, ["global-admin"]);
      expect(await confirm(runId, globalAdmin)).toMatchObject({ refusal: { code: "role-needed" } });
      expect(await run(runId)).toMatchObject({ state: "dry-run" });
    });
  });

  describe("a row that is not as it was shown any more", () => {
    it("is left alone where its window has closed, and the others are carried out", async () => {
      const { dryRun, confirm, rows, read, log } = await build([{}, { at: boughtAt.add({ hours: 1 }) }]);
      const late = windowEnd.subtract({ minutes: 1 });
      const runId = await dryRun(cancel, late);
      await confirm(runId, undefined, late);
      expect(await carryOut(windowEnd)).toEqual({ done: 1, failed: 1 });
      expect(await rows(runId)).toMatchObject([
        { state: "refused", refusal: { code: "cancellation-window-closed" } },
        { state: "done" },
      ]);
      expect((await read(0)).cancelledAt).toBeNull();
      expect(await log(0)).toMatchObject([
        { action: "subscription-cancelled", outcome: "refused", new_json: JSON.stringify({ bulkRunId: runId }) },
      ]);
    });

    it("is left alone where the credit is another one by now", async () => {
      const { dryRun, confirm, rows, read } = await build([{}]);
      const runId = await dryRun(cancel);
      await confirm(runId);
      const nextDay = startOfUtcDay(utcDayOf(at).add({ days: 1 }));
      expect(await carryOut(nextDay)).toEqual({ done: 0, failed: 1 });
      expect(await rows(runId)).toMatchObject([
        { state: "refused", refusal: { code: "bulk-terms-moved", what: "credit" } },
      ]);
      expect((await read(0)).cancelledAt).toBeNull();
    });

    it("is left alone where the price of the next term has moved", async () => {
      const { dryRun, confirm, rows, read, sku } = await build([{}]);
      const runId = await dryRun(byTheMonth);
      await confirm(runId);
      await database()
        .db.updateTable("availability")
        .set({ unit_price_minor: 950 })
        .where("product_id", "=", sku.productId)
        .where("billing_plan", "=", "monthly")
        .execute();
      expect(await carryOut()).toEqual({ done: 0, failed: 1 });
      expect(await rows(runId)).toMatchObject([{ refusal: { code: "bulk-terms-moved", what: "price" } }]);
      expect((await read(0)).nextTerm).toBeNull();
    });

    it("is left alone where somebody changed it", async () => {
      const { dryRun, confirm, rows, ids, actor } = await build([{}, {}]);
      const runId = await dryRun(off);
      await confirm(runId);
      const input = { idempotencyKey: testIds.next(), subscriptionId: ids[0] ?? "" };
      await switchAutoRenew(deps(), actor, { ...input, isOn: false }, at);
      expect(await carryOut()).toEqual({ done: 1, failed: 1 });
      expect((await rows(runId))[0]).toMatchObject({ state: "refused", refusal: { code: "auto-renew-already" } });
    });

    it("is left alone where whoever confirmed lost the role or the account", async () => {
      const { db } = database();
      for (const lose of ["role", "account"] as const) {
        const { dryRun, confirm, rows, read, log, actor } = await build([{}]);
        const runId = await dryRun(off);
        await confirm(runId);
        if (lose === "role") await db.deleteFrom("user_role").where("user_id", "=", actor.userId).execute();
        else await db.updateTable("user_account").set({ disabled_at: 1 }).where("id", "=", actor.userId).execute();
        expect(await carryOut()).toEqual({ done: 0, failed: 1 });
        expect(await rows(runId)).toMatchObject([{ state: "refused", refusal: { code: "role-needed" } }]);
        expect((await read(0)).isAutoRenewOn).toBe(true);
        expect(await log(0)).toMatchObject([{ action: "auto-renew-switched", outcome: "refused" }]);
      }
    });
  });

  it("is swept away a month after a dry run that nobody confirmed, and stays where somebody did", async () => {
    const { dryRun, confirm, run, rows } = await build();
    const forgotten = await dryRun(off);
    const confirmed = await dryRun(byTheMonth);
    await confirm(confirmed);
    const month = { hours: 30 * 24 };
    await sweepDryRuns(deps(), at.add(month));
    expect(await run(forgotten)).toMatchObject({ state: "dry-run" });
    // The dry runs of the tests before this one go with it.
    expect(await sweepDryRuns(deps(), at.add(month).add({ milliseconds: 1 }))).toBeGreaterThan(0);
    expect(await run(forgotten)).toBeUndefined();
    expect(await rows(forgotten)).toEqual([]);
    expect(await run(confirmed)).toMatchObject({ state: "confirmed" });
    expect(await rows(confirmed)).toHaveLength(3);
  });

  it("schedules the next term with the quantity that each has, and removes it again", async () => {
    const { dryRun, confirm, read } = await build([{ quantity: 2 }, { quantity: 7 }]);
    const runId = await dryRun(byTheMonth);
    await confirm(runId);
    await carryOut();
    expect((await read(0)).nextTerm).toEqual({ termDuration: "P1Y", billingPlan: "monthly", quantity: 2 });
    expect((await read(1)).nextTerm).toEqual({ termDuration: "P1Y", billingPlan: "monthly", quantity: 7 });
    const back = await dryRun({ kind: "next-term", termDuration: "P1Y", billingPlan: "annual" });
    await confirm(back);
    await carryOut();
    expect((await read(0)).nextTerm).toBeNull();
  });
});
