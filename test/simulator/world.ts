import { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { jobNames } from "#app/domain/jobs/job-names.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import type { ServiceDeps } from "#app/services/ports.ts";
import { addCartLine } from "#app/services/purchases/add-cart-line.server.ts";
import { cancelPerpetual } from "#app/services/purchases/cancel-perpetual.server.ts";
import { checkOut } from "#app/services/purchases/check-out.server.ts";
import { runJob } from "#app/services/renewals/run-job.server.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { clearNextTerm, scheduleNextTerm } from "#app/services/subscriptions/schedule-next-term.server.ts";
import { switchAutoRenew } from "#app/services/subscriptions/switch-auto-renew.server.ts";
import { type Db, openDatabase } from "#db/client.ts";
import { findNextDueAt } from "#db/repositories/due-work.ts";
import { migrateToLatest } from "#db/migrate.ts";
import { withFaultPoints } from "#test/jobs/support/fault-points.ts";
import { fingerprint } from "#test/jobs/support/fingerprint.ts";
import { findViolations } from "#test/jobs/support/invariants.ts";
import { allOffers } from "#test/jobs/support/scene.ts";
import {
  buildCustomer,
  buildPartner,
  buildPartnerActor,
  buildSku,
  instant,
  type TestCustomer,
  type TestSku,
} from "#test/support/builders.ts";
import { testActivityKeys } from "#test/support/activity-keys.ts";
import type { Operation } from "./operations.ts";

/** How often each operation went through, to see that a simulation really does something. */
export type Counts = Record<string, number>;

/** A small portal in memory with real services, a clock that the simulation holds, and ids that count. */
export type World = {
  readonly counts: Counts;
  perform(operation: Operation): Promise<void>;
  dispose(): Promise<void>;
};

const start = instant("2024-01-30T09:41:00Z");

/** @param db an empty database to simulate in; in memory where it is left out */
export async function createWorld(given?: Db): Promise<World> {
  const db = given ?? openDatabase(":memory:", { synchronous: "normal" });
  if (given === undefined) await migrateToLatest(db);
  const partner = await buildPartner(db);
  const actor = await buildPartnerActor(db, partner.id, ["admin-agent"]);
  // One customer sits where software is not sold.
  const customers: TestCustomer[] = [];
  for (const country of ["DE", "DE", "RU"]) customers.push(await buildCustomer(db, partner.id, { country }));
  const untilSummer = instant("2024-07-31T00:00:00Z");
  const skus = [
    await buildSku(db, { offers: allOffers }),
    // Its monthly offers end in the middle of the first year.
    await buildSku(db, {
      offers: allOffers.map((offer) =>
        offer.termDuration === "P1M" ? { ...offer, effectiveUntilAt: untilSummer } : offer,
      ),
    }),
    await buildSku(db, { kind: "perpetual-software", offers: [{ unitPriceMinor: 7_777 }] }),
  ];
  return simulate({ db, actor, customers, skus });
}

type Setting = {
  readonly db: Db;
  readonly actor: Actor;
  readonly customers: readonly TestCustomer[];
  readonly skus: readonly TestSku[];
};

function simulate({ db, actor, customers, skus }: Setting): World {
  const counts: Counts = {};
  let now = start;
  let made = 0;
  const ids = { next: () => `00000000-0000-7000-8000-${String((made += 1)).padStart(12, "0")}` };
  const clock = { now: () => now, refresh: async () => {} };
  const passwords = { hash: async () => "", verify: async () => false };
  const deps: ServiceDeps = { db, clock, ids, passwords, activityKeys: testActivityKeys, mode: "sandbox" };
  const offers = skus.flatMap(({ availabilities }) => availabilities);

  const count = (what: string, result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => {
    const name = result.ok ? what : `${what}: ${result.refusal?.code ?? "refused"}`;
    counts[name] = (counts[name] ?? 0) + 1;
  };
  const pickSubscription = async (pick: number) => {
    const rows = await db.selectFrom("subscription").select("id").orderBy("id").execute();
    return rows[pick % Math.max(rows.length, 1)]?.id;
  };
  const tick = async (on: ServiceDeps) => {
    for (const job of jobNames) {
      const result = await runJob(on, { kind: "system", job }, { job, at: now });
      if (result.ok && result.value.status === "failed") throw new Error(`${job} failed: ${result.value.error}`);
      if (result.ok && result.value.certificate.duplicates > 0) throw new Error(`${job} met a duplicate`);
      if (result.ok && result.value.failed > 0) throw new Error(`${job} left a subscription behind`);
    }
  };
  const settle = async () => {
    const before = await fingerprint(db);
    await tick(deps);
    expectSame(before, await fingerprint(db));
    await expectNothingDue(db, now);
  };

  const buy = async (operation: Extract<Operation, { kind: "buy" }>) => {
    const offer = offers[operation.offer % offers.length];
    const customer = customers[operation.customer % customers.length];
    if (offer === undefined || customer === undefined) return;
    const { productId, skuId, termDuration, billingPlan } = offer;
    const line = {
      idempotencyKey: ids.next(),
      customerId: customer.id,
      cartId: null,
      productId,
      skuId,
      termDuration,
      billingPlan,
      quantity: operation.quantity,
    };
    const added = await addCartLine(deps, actor, line, now);
    if (!added.ok) return count("add to cart", added);
    count(
      "buy",
      await checkOut(deps, actor, { idempotencyKey: ids.next(), cartId: added.value.cartId, shownUnitPrices: [] }, now),
    );
  };

  const onSubscription = async (
    operation: Extract<Operation, { kind: "cancel" | "switch" | "schedule" | "clear" }>,
  ) => {
    const subscriptionId = await pickSubscription(operation.pick);
    if (subscriptionId === undefined) return;
    const input = { idempotencyKey: ids.next(), subscriptionId };
    if (operation.kind === "cancel")
      return count(
        "cancel",
        await cancelSubscription(deps, actor, { ...input, isConfirmed: true, shownCreditMinor: null }, now),
      );
    if (operation.kind === "switch")
      return count("switch", await switchAutoRenew(deps, actor, { ...input, isOn: operation.isOn }, now));
    if (operation.kind === "clear") return count("clear", await clearNextTerm(deps, actor, input, now));
    const offer = offers[operation.offer % offers.length];
    if (offer === undefined || offer.termDuration === null) return;
    const { termDuration, billingPlan } = offer;
    count(
      "schedule",
      await scheduleNextTerm(deps, actor, { ...input, termDuration, billingPlan, quantity: operation.quantity }, now),
    );
  };

  /** The process dies: from the k-th statement on nothing comes back. A process started anew finds what was committed. */
  const crash = async (afterStatement: number) => {
    const dying = withFaultPoints(db, (statement) => {
      if (statement >= afterStatement) throw new Error("the process is gone");
    });
    const died = await tick({ ...deps, db: dying }).then(
      () => false,
      () => true,
    );
    count(died ? "crash" : "crash that came too late", { ok: true });
    // Failures noted by a process that was dying are not the subscriptions' own.
    await db.deleteFrom("job_failure").execute();
  };

  const waitForDue = async (millisecondsOff: number) => {
    const due = await findNextDueAt(db, now);
    if (due === undefined) return;
    const target = due.add({ milliseconds: millisecondsOff });
    if (Temporal.Instant.compare(target, now) > 0) now = target;
  };

  const reprice = async (index: number, unitPriceMinor: number) => {
    const offer = offers[index % offers.length];
    if (offer === undefined) return;
    const isFree = unitPriceMinor % 7 === 0;
    await db
      .updateTable("availability")
      .set({ unit_price_minor: isFree ? 0 : unitPriceMinor })
      .where("id", "=", offer.id)
      .execute();
  };

  const cancelPurchase = async (pick: number) => {
    const lines = await db
      .selectFrom("order_line")
      .select(["order_id", "line_number"])
      .where("subscription_id", "is", null)
      .orderBy("order_id")
      .execute();
    const line = lines[pick % Math.max(lines.length, 1)];
    if (line === undefined) return;
    const { order_id: orderId, line_number: lineNumber } = line;
    const input = { idempotencyKey: ids.next(), orderId, lineNumber, isNoticeConfirmed: true };
    count("cancel purchase", await cancelPerpetual(deps, actor, input, now));
  };

  const act = async (operation: Operation): Promise<void> => {
    switch (operation.kind) {
      case "buy":
        return buy(operation);
      case "cancel":
      case "switch":
      case "schedule":
      case "clear":
        return onSubscription(operation);
      case "cancel-purchase":
        return cancelPurchase(operation.pick);
      case "tick":
        await tick(deps);
        count("tick", { ok: true });
        return settle();
      case "two-ticks-at-once":
        await Promise.all([tick(deps), tick(deps)]);
        count("two ticks at once", { ok: true });
        return settle();
      case "crash":
        return crash(operation.afterStatement);
      case "wait":
        now = now.add({ hours: operation.hours });
        return;
      case "wait-for-due":
        return waitForDue(operation.millisecondsOff);
      case "reprice":
        return reprice(operation.offer, operation.unitPriceMinor);
    }
  };

  return {
    counts,
    async perform(operation) {
      await act(operation);
      const problems = await findViolations(db);
      if (problems.length > 0)
        throw new Error(`After ${JSON.stringify(operation)} at ${now.toString()}: ${problems.join("; ")}`);
    },
    dispose: () => db.destroy(),
  };
}

function expectSame(before: Record<string, string>, after: Record<string, string>): void {
  for (const [table, print] of Object.entries(before))
    if (after[table] !== print)
      throw new Error(`A second run at the same instant changed ${table}: ${print} → ${after[table]}`);
}

async function expectNothingDue(db: Db, at: Temporal.Instant): Promise<void> {
  const rows = await db
    .selectFrom("subscription")
    .select(["id", "hold_reason"])
    .where("cancelled_at", "is", null)
    .where("expired_at", "is", null)
    .where((eb) =>
      eb.or([eb("term_end_at", "<=", at.epochMilliseconds), eb("next_charge_at", "<=", at.epochMilliseconds)]),
    )
    .execute();
  const left = rows.filter((row) => row.hold_reason !== "runaway");
  if (left.length > 0)
    throw new Error(
      `Left due at ${instantOfEpochMs(at.epochMilliseconds).toString()}: ${left.map(({ id }) => id).join(", ")}`,
    );
}
