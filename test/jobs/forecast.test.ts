import fc from "fast-check";
import type { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import { moveClock } from "#app/services/clock/move-clock.server.ts";
import { readBook } from "#app/views/forecast-book.ts";
import type { Db } from "#db/client.ts";
import { updateSubscription } from "#db/repositories/subscriptions.ts";
import { buildCustomer, buildOffer, buildOperatorActor, buildSubscription, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { allOffers, buildScene, prices, type Scene } from "./support/scene.ts";
import { sandboxDeps } from "./support/scripted-year.ts";

/** Behind the last purchase, before anything of it falls due. */
const machine = instant("2024-01-31T20:00:00Z");
const dearerFrom = instant("2025-01-31T00:00:00Z");

/** Ends of months, the leap day, a day on which nothing happens, and the end of all that is foreseen. */
const days = [
  "2024-02-29T00:00:00Z",
  "2024-03-31T09:00:00Z",
  "2025-01-30T23:59:59Z",
  "2025-01-31T00:00:00Z",
  "2025-02-28T00:00:00Z",
  "2026-06-15T12:00:00Z",
  "2027-01-31T00:00:00Z",
].map(instant);

const choices = Object.keys(prices).map((name) => name.split("/") as ["P1Y", "annual"]);

/** A book around month ends, of every term and plan, some of it switched off, changed ahead, parked, or without a price one day. */
async function fillBook(db: Db): Promise<string> {
  const scene = await buildScene(db, {
    offers: allOffers.map((offer) => ({ ...offer, effectiveUntilAt: dearerFrom })),
  });
  for (const [name, unitPriceMinor] of Object.entries(prices)) {
    const [termDuration, billingPlan] = name.split("/") as ["P1Y", "annual"];
    // From the list that is known ahead one price is missing, and all others are higher.
    if (name === "P1Y/monthly") continue;
    await buildOffer(db, scene.sku, {
      termDuration,
      billingPlan,
      unitPriceMinor: unitPriceMinor + 77,
      effectiveFromAt: dearerFrom,
    });
  }
  const bought = fc.sample(aPurchase, { numRuns: 24, seed: 6 });
  for (const { choice, on, quantity, wish } of bought) await buy(scene, choice, on, quantity, wish);
  const russian = await buildCustomer(db, scene.partnerId, { country: "RU" });
  await buildSubscription(db, {
    customer: russian,
    sku: scene.sku,
    at: instant("2024-01-30T12:00:00Z"),
    termDuration: "P1M",
    billingPlan: "monthly",
  });
  return scene.partnerId;
}

const aPurchase = fc.record({
  choice: fc.constantFrom(...choices),
  on: fc.constantFrom("2024-01-29T00:00:00Z", "2024-01-31T12:00:00Z", "2024-01-30T23:59:59Z"),
  quantity: fc.integer({ min: 1, max: 40 }),
  wish: fc.constantFrom("on", "on", "on", "off", "change", "held", "planned"),
});

async function buy(
  scene: Scene,
  [termDuration, billingPlan]: ["P1Y", "annual"],
  on: string,
  quantity: number,
  wish: string,
) {
  const bought = await scene.buy(instant(on), {
    termDuration,
    billingPlan,
    quantity,
    isAutoRenewOn: wish !== "off",
    // In the first term of some and a later one of others, and on the day on which some renew.
    ...(wish === "planned" ? { autoRenewOffAt: instant("2024-09-30T00:00:00Z") } : {}),
    ...(wish === "held" ? { hold: { reason: "failing", heldAt: machine } as const } : {}),
  });
  if (wish !== "change") return;
  const nextTerm = { termDuration: "P1Y", billingPlan: "annual", quantity: quantity + 3 } as const;
  await updateSubscription(scene.db, bought, { ...bought, nextTerm, version: bought.version + 1 }, null);
}

/** What is foreseen from one instant through another, per subscription. */
async function foreseen(db: Db, partnerId: string, at: Temporal.Instant, day: Temporal.Instant) {
  const until = instantOfEpochMs(day.epochMilliseconds + 1);
  const charges: string[] = [];
  const ends: string[] = [];
  const sums = new Map<string, number>();
  for await (const entries of readBook(db, { partnerId, customerId: null, at, until }))
    for (const { subscription, events } of entries)
      for (const event of events) {
        if (event.kind === "end") ends.push(`${subscription.id} ${event.at.toString()} ${event.reason.code}`);
        if (event.kind !== "charge") continue;
        const { termNumber, cycleNumber, amountMinor } = event;
        const { currency } = subscription.term;
        charges.push([subscription.id, termNumber, cycleNumber, event.at.toString(), amountMinor, currency].join(" "));
        sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
      }
  return { charges: charges.sort(), ends: ends.sort(), sums };
}

/** What the jobs wrote meanwhile, read from the tables. */
async function done(db: Db, partnerId: string, after: Temporal.Instant) {
  const made = await db
    .selectFrom("charge")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("recorded_at", ">", after.epochMilliseconds)
    .execute();
  const ended = await db
    .selectFrom("subscription")
    .selectAll()
    .where("partner_id", "=", partnerId)
    .where("expired_at", ">", after.epochMilliseconds)
    .execute();
  const sums = new Map<string, number>();
  for (const row of made) sums.set(row.currency, (sums.get(row.currency) ?? 0) + row.amount_minor);
  return {
    charges: made
      .map((row) =>
        [
          row.subscription_id,
          row.term_number,
          row.cycle_number,
          instantOfEpochMs(row.charged_at).toString(),
          row.amount_minor,
          row.currency,
        ].join(" "),
      )
      .sort(),
    ends: ended
      .map((row) => `${row.id} ${instantOfEpochMs(row.expired_at ?? 0).toString()} ${row.will_not_renew_code}`)
      .sort(),
    sums,
  };
}

describeOnBothDatabases("a forecast", (database) => {
  it("is what the jobs do when the clock is moved to its day: to the cent, per subscription, whatever it was made on", async () => {
    const { db } = database();
    const partnerId = await fillBook(db);
    const deps = sandboxDeps(db, machine);
    const operator = await buildOperatorActor(db);
    const fromTheStart = await Promise.all(days.map((day) => foreseen(db, partnerId, machine, day)));
    let at = machine;
    for (const [index, day] of days.entries()) {
      const fromTheDayBefore = await foreseen(db, partnerId, at, day);
      const moved = await moveClock(deps, operator, day);
      expect(moved).toMatchObject({ ok: true, value: { failed: 0 } });
      expect(fromTheDayBefore, day.toString()).toEqual(await done(db, partnerId, at));
      expect(fromTheStart[index], day.toString()).toEqual(await done(db, partnerId, machine));
      at = day;
    }
    const all = await done(db, partnerId, machine);
    // The book is one in which everything happens.
    expect(all.charges.length).toBeGreaterThan(200);
    expect(new Set(all.ends.map((line) => line.split(" ").at(-1)))).toEqual(
      new Set(["auto-renew-off", "price-ended", "market-closed"]),
    );
  });
});
