import fc from "fast-check";
import { expect, it, describe } from "vitest";
import { invoiceViolations } from "#test/jobs/support/invariants.ts";
import { createTestDatabase, dialects } from "#test/support/databases.ts";
import { histories } from "./operations.ts";
import { createWorld } from "./world.ts";

/**
 * Random histories of purchases, renewals, plan changes, cancellations and downtimes, on both databases: whatever
 * happened, the sum over all invoices and what is on none is what was charged less what was credited, each charge and
 * credit once, and the lines of every invoice sum to its total. The simulator asks after every step of many more
 * histories, in memory.
 */
describe.each(dialects)("invoices of random histories (%s)", (dialect) => {
  it("bill every charge and credit exactly once, and sum up", async () => {
    let invoices = 0;
    let credits = 0;
    const oneHistory = fc.asyncProperty(histories, async (operations) => {
      const { db, dispose } = await createTestDatabase(dialect);
      try {
        const world = await createWorld(db);
        for (const operation of operations) await world.perform(operation);
        await world.perform({ kind: "wait", hours: 9_000 });
        await world.perform({ kind: "tick" });
        expect(await invoiceViolations(db)).toEqual([]);
        const issued = await db.selectFrom("invoice").select("kind").where("number", "is not", null).execute();
        invoices += issued.length;
        credits += (await db.selectFrom("credit").select("id").execute()).length;
      } finally {
        await dispose();
      }
    });
    await fc.assert(oneHistory, { seed: 1_106, numRuns: 12, endOnFailure: true });
    // Histories without invoices or without credits would prove nothing.
    expect(invoices).toBeGreaterThan(25);
    expect(credits).toBeGreaterThan(2);
  });
});
