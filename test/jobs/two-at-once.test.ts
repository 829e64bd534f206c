import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { subscriptionJobs } from "#app/domain/jobs/job-names.ts";
import { batchSize } from "#app/services/renewals/advance-due.server.ts";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { switchAutoRenew } from "#app/services/subscriptions/switch-auto-renew.server.ts";
import type { Db } from "#db/client.ts";
import { buildPartnerActor, instant, testIds } from "#test/support/builders.ts";
import { dialects, type TestDatabase } from "#test/support/databases.ts";
import { createDatabaseImage, type DatabaseImage } from "./support/database-image.ts";
import { outcomeOf } from "./support/fingerprint.ts";
import { assertInvariants, assertNothingLeftDue } from "./support/invariants.ts";
import { assertFixpoint, jobDeps, runAllAt, runAt } from "./support/jobs.ts";
import { type JobProcesses, startJobProcesses } from "./support/job-processes.ts";
import { buildScene, historyOf, type Scene } from "./support/scene.ts";

const bought = instant("2024-03-10T15:30:00Z");
const termEnd = instant("2025-03-10T00:00:00Z");
const at = instant("2025-03-10T00:05:00Z");

let processes: JobProcesses;
beforeAll(async () => {
  processes = await startJobProcesses();
});
afterAll(() => processes.dispose());

/** A batch for each of the two, all bought on one day. */
const bookSize = 2 * batchSize;

async function fillBook(db: Db): Promise<void> {
  const scene = await buildScene(db);
  for (let n = 0; n < bookSize; n++)
    await scene.buy(bought.add({ seconds: 30 * n }), {
      quantity: 1 + (n % 5),
      billingPlan: n % 3 === 0 ? "monthly" : "annual",
    });
}

describe.each(dialects)("two job processes over the same due set (%s)", (dialect) => {
  let image: DatabaseImage;
  beforeAll(async () => {
    image = await createDatabaseImage(dialect, fillBook);
  });
  afterAll(() => image.dispose());

  it("share the work and end with the terms, charges and totals of one", async () => {
    const alone = await image.copy();
    await runAllAt(jobDeps(alone.db, at), at);
    const expected = await outcomeOf(alone.db);
    await alone.dispose();

    const shared = await image.copy();
    const order = {
      url: shared.url,
      atMs: at.epochMilliseconds,
      jobs: subscriptionJobs,
      dieAfterStatement: 0,
    } as const;
    const answers = await Promise.all([processes.run(order), processes.run(order)]);

    expect(answers.map((answer) => [answer?.failed, answer?.duplicates])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(await outcomeOf(shared.db)).toEqual(expected);
    await assertInvariants(shared.db);
    await assertFixpoint(jobDeps(shared.db, at), at);
    await shared.dispose();
  });

  it("lose nothing when one of them dies in the middle", async () => {
    const copy = await image.copy();
    const order = { url: copy.url, atMs: at.epochMilliseconds, jobs: subscriptionJobs, dieAfterStatement: 0 } as const;
    const [died, lived] = await Promise.all([processes.run({ ...order, dieAfterStatement: 18 }), processes.run(order)]);
    expect(died).toBeNull();
    expect(lived?.failed).toBe(0);
    // What the dead one held is free again; the next tick does it.
    await runAllAt(jobDeps(copy.db, at), at);
    await assertNothingLeftDue(copy.db, at.epochMilliseconds);
    await assertInvariants(copy.db);
    const { renewals } = await copy.db
      .selectFrom("charge")
      .select((eb) => eb.fn.countAll<number>().as("renewals"))
      .where("kind", "=", "renew")
      .executeTakeFirstOrThrow();
    expect(renewals).toBe(bookSize);
    await assertFixpoint(jobDeps(copy.db, at), at);
    await copy.dispose();
  });
});

describe.each(dialects)("a partner and a job at the same moment (%s)", (dialect) => {
  let image: DatabaseImage;
  let database: TestDatabase;
  let scene: Scene;
  let actor: Actor;
  beforeAll(async () => {
    image = await createDatabaseImage(dialect, async () => {});
    database = await image.copy();
    scene = await buildScene(database.db);
    actor = await buildPartnerActor(database.db, scene.partnerId);
  });
  afterAll(async () => {
    await database.dispose();
    await image.dispose();
  });

  const rounds = Array.from({ length: 8 }, (_, index) => index);
  const inEitherOrder = (round: number, work: readonly [() => Promise<unknown>, () => Promise<unknown>]) =>
    Promise.all((round % 2 === 0 ? [...work] : [...work].reverse()).map((start) => start()));

  it("cancelling and renewing: renewed and perhaps cancelled in its new term, never anything else, and the money adds up", async () => {
    const { db } = database;
    for (const round of rounds) {
      const { id } = await scene.buy(bought, { quantity: 3 });
      const deps = jobDeps(db, at);
      const services = { ...deps, passwords: noPasswords };
      const input = { idempotencyKey: testIds.next(), subscriptionId: id, isConfirmed: true, shownCreditMinor: null };
      await inEitherOrder(round, [
        () => runAt(deps, "renew-due-subscriptions", at),
        () => cancelSubscription(services, actor, input, at),
      ]);
      // A row that the partner held while the job passed is due again at the next tick.
      await runAllAt(deps, at);

      const { record, terms, charges } = await historyOf(db, id);
      expect(terms).toHaveLength(2);
      expect(charges.map((charge) => charge.amount_minor)).toEqual([30_000, 30_000]);
      const credits = await db
        .selectFrom("credit")
        .selectAll()
        .where(
          "charge_id",
          "in",
          charges.map((charge) => charge.id),
        )
        .execute();
      if (record.cancelled_at === null) expect(credits).toEqual([]);
      else {
        expect(record.cancelled_at).toBe(at.epochMilliseconds);
        // Cancelled on the first day of the term: all of the new charge comes back, nothing of the old one.
        expect(credits).toMatchObject([{ charge_id: charges[1]?.id, amount_minor: 30_000 }]);
      }
      await assertFixpoint(deps, at);
    }
    await assertInvariants(db);
  });

  it("cancelling and charging the next cycle: charged and credited, or never charged", async () => {
    const { db } = database;
    // Renewed two days before its second month begins, so that the window is open when that is charged.
    const late = instant("2025-04-08T06:00:00Z");
    const secondMonth = instant("2025-04-10T00:00:30Z");
    const nets = new Set<number>();
    for (const round of rounds) {
      const { id } = await scene.buy(bought, { billingPlan: "monthly" });
      const deps = jobDeps(db, late);
      await runAllAt(deps, late);
      deps.clock.set(secondMonth);
      const services = { ...deps, passwords: noPasswords };
      const input = { idempotencyKey: testIds.next(), subscriptionId: id, isConfirmed: true, shownCreditMinor: null };
      await inEitherOrder(round, [
        () => runAt(deps, "charge-due-cycles", secondMonth),
        () => cancelSubscription(services, actor, input, secondMonth),
      ]);
      await runAllAt(deps, secondMonth);

      const { record, charges } = await historyOf(db, id);
      expect(record.cancelled_at).toBe(secondMonth.epochMilliseconds);
      const ofTerm = charges.filter((charge) => charge.term_number === 2);
      const credits = await db
        .selectFrom("credit")
        .selectAll()
        .where(
          "charge_id",
          "in",
          ofTerm.map((charge) => charge.id),
        )
        .execute();
      const sum = (rows: readonly { amount_minor: number }[]) =>
        rows.reduce((total, row) => total + row.amount_minor, 0);
      nets.add(sum(ofTerm) - sum(credits));
      expect([1, 2]).toContain(ofTerm.length);
      await assertFixpoint(deps, secondMonth);
    }
    // The first month was used up; whichever came first, that is what is owed.
    expect([...nets]).toEqual([900]);
    await assertInvariants(db);
  });

  it("switching auto-renew off in the last millisecond and renewing at the end: off wins, whoever comes first", async () => {
    const { db } = database;
    const lastMoment = termEnd.subtract({ milliseconds: 1 });
    for (const round of rounds) {
      const { id } = await scene.buy(bought);
      const deps = jobDeps(db, lastMoment);
      const services = { ...deps, passwords: noPasswords };
      const input = { idempotencyKey: testIds.next(), subscriptionId: id, isOn: false };
      const [switched] = await Promise.all([
        switchAutoRenew(services, actor, input, lastMoment),
        runAt(deps, "renew-due-subscriptions", lastMoment),
      ]);
      expect(switched.ok).toBe(true);
      await runAllAt(deps, termEnd);

      const { record, terms } = await historyOf(db, id);
      expect(terms).toHaveLength(1);
      expect(record).toMatchObject({ is_auto_renew_on: 0, expired_at: termEnd.epochMilliseconds });
      await assertFixpoint(deps, termEnd);
      if (round === 1) break;
    }
  });
});

const noPasswords = {
  hash: async () => "",
  verify: async () => false,
};
