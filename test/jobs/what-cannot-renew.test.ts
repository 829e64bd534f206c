import { expect, it } from "vitest";
import { subscriptionJobs } from "#app/domain/jobs/job-names.ts";
import { buildOffer, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { assertInvariants } from "./support/invariants.ts";
import { assertFixpoint, jobDeps, runAllAt, runAt } from "./support/jobs.ts";
import { allOffers, buildScene, historyOf } from "./support/scene.ts";

const bought = instant("2024-03-10T15:30:00Z");
const termEnd = instant("2025-03-10T00:00:00Z");
const at = instant("2025-03-10T00:05:00Z");

describeOnBothDatabases("what cannot renew", (database) => {
  it.each([
    { why: "its market is closed for the product", country: "RU", code: "market-closed" },
    { why: "nobody is billed in its market", country: "AQ", code: "market-without-currency" },
  ])("expires with the reason and a notice, because $why", async ({ country, code }) => {
    const { db } = database();
    const scene = await buildScene(db, { country, offers: allOffers.map((offer) => ({ ...offer, market: country })) });
    const { id } = await scene.buy(bought);
    const deps = jobDeps(db, at);

    const report = await runAt(deps, "renew-due-subscriptions", at);

    const { record, terms, charges, notices, log } = await historyOf(db, id);
    // A market without a currency is closed in the lists as well; either reason is the truth.
    expect(["market-closed", code]).toContain(record.will_not_renew_code);
    expect(report.certificate).toMatchObject({
      renewed: 0,
      terms: 0,
      notRenewed: { [record.will_not_renew_code ?? ""]: 1 },
    });
    expect(record.expired_at).toBe(termEnd.epochMilliseconds);
    expect(terms).toHaveLength(1);
    expect(charges).toHaveLength(1);
    expect(notices.map((notice) => notice.kind)).toEqual(["expired"]);
    expect(JSON.parse(notices[0]?.facts_json ?? "{}")).toMatchObject({ reason: { code: record.will_not_renew_code } });
    expect(log.map((line) => line.action)).toEqual(["subscription-expired"]);
    await assertFixpoint(deps, at);
  });

  it("expires when the price list of the renewal day no longer offers it", async () => {
    const { db } = database();
    const scene = await buildScene(db, { offers: [{ unitPriceMinor: 5_000, effectiveUntilAt: termEnd }] });
    const { id } = await scene.buy(bought);
    const deps = jobDeps(db, at);

    await runAt(deps, "renew-due-subscriptions", at);

    const { record } = await historyOf(db, id);
    expect(record).toMatchObject({ expired_at: termEnd.epochMilliseconds, will_not_renew_code: "price-ended" });
    await assertFixpoint(deps, at);
  });

  it("takes the price of the renewal day, not of the purchase and not of the late run", async () => {
    const { db } = database();
    const until = termEnd.subtract({ hours: 240 });
    const scene = await buildScene(db, { offers: [{ unitPriceMinor: 5_000, effectiveUntilAt: until }] });
    const renewal = await buildOffer(db, scene.sku, {
      unitPriceMinor: 6_000,
      effectiveFromAt: until,
      effectiveUntilAt: termEnd.add({ hours: 24 }),
    });
    await buildOffer(db, scene.sku, { unitPriceMinor: 7_000, effectiveFromAt: termEnd.add({ hours: 24 }) });
    const { id } = await scene.buy(bought, { unitPriceMinor: 5_000, quantity: 2 });
    const late = termEnd.add({ hours: 240 });
    const deps = jobDeps(db, late);

    await runAt(deps, "renew-due-subscriptions", late);

    const { terms, charges } = await historyOf(db, id);
    expect(terms[1]).toMatchObject({ unit_price_minor: 6_000, availability_id: renewal.id, policy_version: 1 });
    expect(charges[1]).toMatchObject({ amount_minor: 12_000 });
    await assertFixpoint(deps, late);
  });

  it("charges what is left of a term before it ends it, and nothing afterwards", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought, { billingPlan: "monthly", isAutoRenewOn: false });
    const deps = jobDeps(db, at);

    const reports = await runAllAt(deps, at);

    // Whichever job comes first does all that is due for it; the others find nothing.
    expect(subscriptionJobs.map((job) => reports[job].certificate.charges)).toEqual([0, 11, 0, 0]);
    const { record, charges, terms } = await historyOf(db, id);
    expect(charges).toHaveLength(12);
    expect(terms).toHaveLength(1);
    expect(record).toMatchObject({ expired_at: termEnd.epochMilliseconds, next_charge_at: null, charged_cycles: 12 });
    await assertInvariants(db);
    await assertFixpoint(deps, at);
  });
});

describeOnBothDatabases("the last moment of a term", (database) => {
  it("belongs to the partner: auto-renew switched off at 23:59:59.999 wins, whenever the job runs", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought);
    const deps = jobDeps(db, at);
    await runAllAt(deps, termEnd.subtract({ milliseconds: 1 }));
    expect((await historyOf(db, id)).record.term_number).toBe(1);
    // As the service leaves it at 2025-03-09T23:59:59.999Z.
    await db.updateTable("subscription").set({ is_auto_renew_on: 0, version: 2 }).where("id", "=", id).execute();

    await runAllAt(deps, termEnd);

    const { record } = await historyOf(db, id);
    expect(record).toMatchObject({ term_number: 1, expired_at: termEnd.epochMilliseconds });
    await assertFixpoint(deps, termEnd);
  });

  it("is not yet the renewal's: at the end itself it renews, one millisecond before it does not", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const { id } = await scene.buy(bought);
    const deps = jobDeps(db, at);

    const before = await runAt(deps, "renew-due-subscriptions", termEnd.subtract({ milliseconds: 1 }));
    const atEnd = await runAt(deps, "renew-due-subscriptions", termEnd);

    expect([before.done, atEnd.done]).toEqual([0, 1]);
    expect((await historyOf(db, id)).record.term_number).toBe(2);
    await assertFixpoint(deps, termEnd);
  });
});

describeOnBothDatabases("a scheduled next term", (database) => {
  it("becomes the next term with a new anchor, and is used up by it", async () => {
    const { db } = database();
    const scene = await buildScene(db);
    const nextTerm = { termDuration: "P3Y", billingPlan: "annual", quantity: 7 } as const;
    const { id } = await scene.buy(bought, { nextTerm });
    const deps = jobDeps(db, at);

    await runAllAt(deps, at);

    const { record, terms, charges } = await historyOf(db, id);
    expect(record).toMatchObject({ next_term_duration: null, next_billing_plan: null, next_quantity: null });
    expect(terms[1]).toMatchObject({
      duration: "P3Y",
      billing_plan: "annual",
      quantity: 7,
      anchor_on: "2025-03-10",
      anchor_term_number: 2,
    });
    expect(charges[1]).toMatchObject({ amount_minor: 63_000, kind: "renew" });
    await assertFixpoint(deps, at);
  });
});
