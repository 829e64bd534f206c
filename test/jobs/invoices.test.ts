import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Db } from "#db/client.ts";
import { fillBook } from "#test/bench/dataset.ts";
import { buildCustomer, buildSubscription, instant } from "#test/support/builders.ts";
import { dialects } from "#test/support/databases.ts";
import { createDatabaseImage, type DatabaseImage } from "./support/database-image.ts";
import { invoiceViolations } from "./support/invariants.ts";
import { jobDeps, runAt } from "./support/jobs.ts";
import { type JobProcesses, startJobProcesses } from "./support/job-processes.ts";
import { buildScene } from "./support/scene.ts";
import { seededRandom, testSeed } from "./support/seeded-random.ts";

const at = instant("2025-04-06T00:00:00Z");

let processes: JobProcesses;
beforeAll(async () => {
  processes = await startJobProcesses();
});
afterAll(() => processes.dispose());

/** Invoices of two months, one of them in two currencies. */
async function fillSmallBook(db: Db): Promise<void> {
  const scene = await buildScene(db);
  const swiss = await buildCustomer(db, scene.partnerId, { country: "CH" });
  await scene.buy(instant("2025-01-31T23:00:00Z"), { quantity: 2 });
  await scene.buy(instant("2025-03-31T12:00:00Z"));
  await buildSubscription(db, {
    customer: swiss,
    sku: scene.sku,
    at: instant("2025-03-01T00:00:00Z"),
    currency: "CHF",
  });
}

/** What partners see: every invoice, and on which of them each line stands. */
async function outcomeOf(db: Db) {
  const invoices = await db
    .selectFrom("invoice")
    .select(["id", "number", "partner_id", "period", "currency", "kind", "line_count", "total_minor", "issued_at"])
    .orderBy("number")
    .execute();
  const numbers = new Map(invoices.map(({ id, number }) => [id, number]));
  const lines = await db
    .selectFrom("invoice_line")
    .select(["id", "invoice_id", "amount_minor"])
    .orderBy("id")
    .execute();
  const series = await db.selectFrom("invoice_number_series").selectAll().orderBy("partner_id").execute();
  const notices = await db.selectFrom("notice").select(["dedupe_key", "facts_json"]).orderBy("dedupe_key").execute();
  const log = await db.selectFrom("activity").select(["partner_id", "action", "new_json"]).execute();
  return {
    invoices: invoices.map(({ id: _id, ...invoice }) => invoice),
    lines: lines.map((line) => [line.id, numbers.get(line.invoice_id), line.amount_minor]),
    series,
    notices,
    log: log.map((line) => JSON.stringify(line)).sort(),
    unbilled: await db.selectFrom("unbilled").selectAll().orderBy("id").execute(),
  };
}

const order = { atMs: at.epochMilliseconds, jobs: ["issue-invoices"] } as const;

describe.each(dialects)("invoicing killed at any point (%s)", (dialect) => {
  it("misses no number and puts no line on two invoices: after every single statement", async () => {
    const image = await createDatabaseImage(dialect, fillSmallBook);
    const undisturbed = await image.copy();
    const whole = await processes.run({ ...order, url: undisturbed.url, dieAfterStatement: 0 });
    const expected = await outcomeOf(undisturbed.db);
    expect(await invoiceViolations(undisturbed.db)).toEqual([]);
    expect(expected.invoices).toHaveLength(3);
    expect(expected.unbilled).toEqual([]);
    await undisturbed.dispose();
    const statements = whole?.statements ?? 0;
    expect(statements).toBeGreaterThan(30);

    const diesAndGoesOn = async (k: number) => {
      const copy = await image.copy();
      expect(await processes.run({ ...order, url: copy.url, dieAfterStatement: k }), `statement ${k}`).toBeNull();
      expect(await invoiceViolations(copy.db)).toEqual([]);
      await runAt(jobDeps(copy.db, at), "issue-invoices", at);
      expect(await outcomeOf(copy.db), `after a death at statement ${k}`).toEqual(expected);
      await copy.dispose();
    };
    const points = Array.from({ length: statements }, (_, index) => index + 1);
    // Two at a time: there are two cores, and each has a database of its own.
    const worker = async () => {
      for (let k = points.shift(); k !== undefined; k = points.shift()) await diesAndGoesOn(k);
    };
    await Promise.all([worker(), worker()]);
    await image.dispose();
  });
});

describe.each(dialects)("invoicing thousands of lines (%s)", (dialect) => {
  let image: DatabaseImage;
  let expected: Awaited<ReturnType<typeof outcomeOf>>;
  let statements = 0;
  beforeAll(async () => {
    image = await createDatabaseImage(dialect, (db) => fillBook(db, 5_000));
    const undisturbed = await image.copy();
    const whole = await processes.run({ ...order, url: undisturbed.url, dieAfterStatement: 0 });
    statements = whole?.statements ?? 0;
    expected = await outcomeOf(undisturbed.db);
    await undisturbed.dispose();
  });
  afterAll(() => image.dispose());

  it("killed twenty times at random points ends as if it had never been", async () => {
    const seed = testSeed();
    const random = seededRandom(seed);
    expect(expected.lines).toHaveLength(5_000);
    let deaths = 0;
    while (deaths < 20) {
      const copy = await image.copy();
      for (;;) {
        const dieAfterStatement = 1 + Math.floor(random() * statements);
        const answer = await processes.run({ ...order, url: copy.url, dieAfterStatement });
        if (answer !== null) break;
        deaths += 1;
        expect(await invoiceViolations(copy.db)).toEqual([]);
      }
      expect(await outcomeOf(copy.db), `seed ${seed}, ${deaths} deaths`).toEqual(expected);
      await copy.dispose();
    }
  });

  it("two processes at once make the invoices of one", async () => {
    const copy = await image.copy();
    const alone = { ...order, url: copy.url, dieAfterStatement: 0 };
    const answers = await Promise.all([processes.run(alone), processes.run(alone)]);
    expect(answers.map((answer) => answer?.failed)).toEqual([0, 0]);
    expect(await outcomeOf(copy.db)).toEqual(expected);
    await copy.dispose();
  });
});
