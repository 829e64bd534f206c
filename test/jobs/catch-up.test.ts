import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { outcomeOf } from "./support/fingerprint.ts";
import { assertInvariants, assertNothingLeftDue } from "./support/invariants.ts";
import { advanceAllAt, assertFixpoint, jobDeps, runAllAt } from "./support/jobs.ts";
import { buildScene, dayOf, historyOf, prices } from "./support/scene.ts";

describeOnBothDatabases("jobs that were off for fourteen months, then on", (database) => {
  const bought = instant("2024-01-31T10:15:00Z");
  const back = instant("2025-04-02T06:30:00Z");

  it("give a monthly subscription every missed term once, in order, each with its charge, from the anchor day", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought, { termDuration: "P1M", billingPlan: "monthly", quantity: 2 });
    const deps = jobDeps(db, back);

    const reports = await runAllAt(deps, back);

    expect(reports["renew-due-subscriptions"].certificate).toMatchObject({
      due: 1,
      renewed: 1,
      terms: 14,
      charges: 14,
      charged: { EUR: 28_000 },
    });
    const { terms, charges, record } = await historyOf(db, id);
    expect(terms.map((term) => dayOf(term.start_at))).toEqual([
      "2024-01-31",
      "2024-02-29",
      "2024-03-31",
      "2024-04-30",
      "2024-05-31",
      "2024-06-30",
      "2024-07-31",
      "2024-08-31",
      "2024-09-30",
      "2024-10-31",
      "2024-11-30",
      "2024-12-31",
      "2025-01-31",
      "2025-02-28",
      "2025-03-31",
    ]);
    expect(charges.map((charge) => charge.term_number)).toEqual(terms.map((term) => term.term_number));
    expect(charges.map((charge) => dayOf(charge.charged_at))).toEqual(terms.map((term) => dayOf(term.start_at)));
    expect(charges.slice(1).every((charge) => charge.recorded_at === back.epochMilliseconds)).toBe(true);
    expect(charges.every((charge) => charge.amount_minor === 2 * prices["P1M/monthly"])).toBe(true);
    // The window opens when the renewal completed, which here is later than the term's start.
    expect(record.window_opened_at).toBe(back.epochMilliseconds);
    expect(record.window_ends_at).toBe(back.add({ hours: 168 }).epochMilliseconds);
    await assertFixpoint(deps, back);
  });

  it("charge a year that is billed by the month to its end, then the months of the next year that have begun", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought, { termDuration: "P1Y", billingPlan: "monthly" });
    const deps = jobDeps(db, back);

    await runAllAt(deps, back);

    const { terms, charges } = await historyOf(db, id);
    expect(terms.map((term) => dayOf(term.end_at))).toEqual(["2025-01-31", "2026-01-31"]);
    expect(charges.map((charge) => `${charge.term_number}/${charge.cycle_number} ${charge.starts_on}`)).toEqual([
      "1/1 2024-01-31",
      "1/2 2024-02-29",
      "1/3 2024-03-31",
      "1/4 2024-04-30",
      "1/5 2024-05-31",
      "1/6 2024-06-30",
      "1/7 2024-07-31",
      "1/8 2024-08-31",
      "1/9 2024-09-30",
      "1/10 2024-10-31",
      "1/11 2024-11-30",
      "1/12 2024-12-31",
      "2/1 2025-01-31",
      "2/2 2025-02-28",
      "2/3 2025-03-31",
    ]);
    await assertInvariants(db);
    await assertFixpoint(deps, back);
  });

  it("charge the second year of three billed by the year", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought, { termDuration: "P3Y", billingPlan: "annual", quantity: 5 });
    const deps = jobDeps(db, back);

    const reports = await runAllAt(deps, back);

    expect(reports["charge-due-cycles"].certificate).toMatchObject({
      due: 1,
      terms: 0,
      charges: 1,
      charged: { EUR: 45_000 },
    });
    const { terms, charges, record } = await historyOf(db, id);
    expect(terms).toHaveLength(1);
    expect(charges.map((charge) => `${charge.cycle_number} ${charge.starts_on}`)).toEqual([
      "1 2024-01-31",
      "2 2025-01-31",
    ]);
    expect(dayOf(record.next_charge_at ?? 0)).toBe("2026-01-31");
    await assertFixpoint(deps, back);
  });
});

describeOnBothDatabases("renewing in one go or bit by bit", (database) => {
  it("ends with the same terms, charges and money", async () => {
    const { db } = database();
    const start = instant("2023-12-30T22:00:00Z");
    const end = instant("2025-03-01T05:00:00Z");
    const plans = [
      { termDuration: "P1M", billingPlan: "monthly" },
      { termDuration: "P1Y", billingPlan: "monthly" },
      { termDuration: "P1Y", billingPlan: "annual" },
      { termDuration: "P3Y", billingPlan: "triennial" },
      { termDuration: "P1M", billingPlan: "monthly", isAutoRenewOn: false },
      {
        termDuration: "P1M",
        billingPlan: "monthly",
        nextTerm: { termDuration: "P1Y", billingPlan: "monthly", quantity: 4 },
      },
    ] as const;
    const build = async () => {
      const scene = await buildScene(db);
      const ids: string[] = [];
      for (const [index, plan] of plans.entries())
        ids.push((await scene.buy(start.add({ hours: 24 * index }), plan)).id);
      return ids;
    };
    /** Without what depends on when it was noticed: windows, records, ids. */
    const moneyOf = async (ids: readonly string[]) =>
      Promise.all(
        ids.map(async (id) => {
          const { record, terms, charges } = await historyOf(db, id);
          return {
            state: [
              record.term_number,
              record.term_end_at,
              record.expired_at,
              record.charged_cycles,
              record.next_charge_at,
            ],
            terms: terms.map((term) => [
              term.start_at,
              term.end_at,
              term.quantity,
              term.unit_price_minor,
              term.billing_plan,
            ]),
            charges: charges.map((charge) => [
              charge.term_number,
              charge.cycle_number,
              charge.charged_at,
              charge.amount_minor,
            ]),
          };
        }),
      );
    const bitByBit = await build();
    const deps = jobDeps(db, start);
    for (let at = start.add({ hours: 3 }); Temporal.Instant.compare(at, end) < 0; at = at.add({ hours: 52 }))
      await advanceAllAt(deps, at);
    await runAllAt(deps, end);
    const atOnce = await build();
    await runAllAt(deps, end);

    expect(await moneyOf(atOnce)).toEqual(await moneyOf(bitByBit));
    await assertNothingLeftDue(db, end.epochMilliseconds);
    await assertInvariants(db);
    await assertFixpoint(deps, end);
    expect((await outcomeOf(db)).failures).toEqual([]);
  });
});

describeOnBothDatabases("month ends", (database) => {
  it("never stop being billed: every anchor day of the month keeps a next due date through leap and common years", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const ids: string[] = [];
    for (let day = 1; day <= 31; day++)
      ids.push(
        (
          await scene.buy(instant(`2023-12-${String(day).padStart(2, "0")}T12:00:00Z`), {
            termDuration: "P1M",
            billingPlan: "monthly",
          })
        ).id,
      );
    const deps = jobDeps(db, instant("2024-01-01T00:00:00Z"));
    // Forty-eight months, in leaps, so that each run catches up on several.
    for (let months = 5; months <= 48; months += 5)
      await advanceAllAt(deps, instant("2023-12-31T23:00:00Z").toZonedDateTimeISO("UTC").add({ months }).toInstant());
    const end = instant("2027-12-31T23:30:00Z");
    await runAllAt(deps, end);

    await assertNothingLeftDue(db, end.epochMilliseconds);
    await assertInvariants(db);
    for (const [index, id] of ids.entries()) {
      const { terms, charges } = await historyOf(db, id);
      const anchor = index + 1;
      expect(terms).toHaveLength(49);
      expect(charges).toHaveLength(49);
      for (const term of terms) {
        const day = Temporal.PlainDate.from(dayOf(term.end_at));
        expect(day.day).toBe(Math.min(anchor, day.daysInMonth));
      }
    }
    await assertFixpoint(deps, end);
  });
});
