import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliveryLeaseMs } from "#app/domain/webhooks/delivery-attempts.ts";
import { testEvent } from "#app/domain/webhooks/events.ts";
import type { Db } from "#db/client.ts";
import { insertWebhookDeliveries, insertWebhookRegistration } from "#db/repositories/webhooks.ts";
import { buildPartner, instant, testIds } from "#test/support/builders.ts";
import { dialects } from "#test/support/databases.ts";
import { startWebhookServer } from "#test/support/webhook-server.ts";
import { createDatabaseImage } from "./support/database-image.ts";
import type { ChildOrder } from "./support/job-child.ts";
import { type JobProcesses, startJobProcesses } from "./support/job-processes.ts";
import { seededRandom, testSeed } from "./support/seeded-random.ts";

const at = instant("2026-11-02T09:00:00Z");
const eventCount = 60;
const deathsWanted = 15;
/** As many deliveries as are under way at once in one process. */
const lanes = 4;

let processes: JobProcesses;
beforeAll(async () => {
  processes = await startJobProcesses();
});
afterAll(() => processes.dispose());

async function fillOutbox(db: Db, url: string): Promise<void> {
  for (let n = 0; n < 3; n += 1) {
    const { id: partnerId } = await buildPartner(db);
    await insertWebhookRegistration(db, {
      partnerId,
      subscriberId: testIds.next(),
      url,
      events: ["test-created"],
      isMsSignatureHeader: false,
      createdAt: at,
      changedAt: at,
    });
    const events = Array.from({ length: eventCount / 3 }, () =>
      testEvent(testIds.next(), partnerId, at.epochMilliseconds),
    );
    await insertWebhookDeliveries(db, events, at);
  }
}

/** A death of any of the kinds there are: after a statement, or before, in or after a delivery. */
function deathAt(random: () => number): Pick<ChildOrder, "dieAfterStatement" | "dieOverEvent"> {
  const kind = Math.floor(random() * 4);
  if (kind === 0) return { dieAfterStatement: 1 + Math.floor(random() * 60) };
  const nth = 1 + Math.floor(random() * 8);
  const moment = kind === 1 ? "before" : kind === 2 ? "after" : { turns: Math.floor(random() * 12) };
  return { dieAfterStatement: 0, dieOverEvent: { nth, moment } };
}

describe.each(dialects)("delivering webhooks, killed at any point (%s)", (dialect) => {
  it("loses none in fifteen deaths, and sends again only what was under way at one", async () => {
    const seed = testSeed();
    const random = seededRandom(seed);
    const server = await startWebhookServer();
    const image = await createDatabaseImage(dialect, (db) => fillOutbox(db, server.url));
    const { db, url, dispose } = await image.copy();
    const underWay = new Map<string, number>();
    const known = new Set<string>();
    let atMs = at.epochMilliseconds;
    let deaths = 0;
    for (;;) {
      const death = deaths < deathsWanted ? deathAt(random) : { dieAfterStatement: 0 };
      const order: ChildOrder = { url, atMs, jobs: ["deliver-webhooks"], isSendingEvents: true, ...death };
      const answer = await processes.run(order);
      if (answer === null) {
        deaths += 1;
        const query = db.selectFrom("webhook_delivery").select(["id", "attempts"]).where("state", "=", "sending");
        const sending = (await query.execute()).filter(({ id, attempts }) => !known.has(`${id} ${attempts}`));
        expect(sending.length, `seed ${seed}: under way at death ${deaths}`).toBeLessThanOrEqual(lanes);
        for (const { id, attempts } of sending) {
          known.add(`${id} ${attempts}`);
          underWay.set(id, (underWay.get(id) ?? 0) + 1);
        }
      } else if (deaths >= deathsWanted) break;
      // The leases of those under way run out.
      atMs += deliveryLeaseMs;
    }
    const deliveries = await db.selectFrom("webhook_delivery").select(["id", "state", "attempts"]).execute();
    expect(deliveries).toHaveLength(eventCount);
    expect(deliveries.filter(({ state }) => state !== "delivered")).toEqual([]);
    const attempts = await db.selectFrom("webhook_attempt").select(["delivery_id"]).execute();
    expect(attempts, "one answer was noted of each").toHaveLength(eventCount);
    for (const { id } of deliveries) {
      const came = server.taken.filter(({ body }) => body["AuditUri"]?.endsWith(id) === true).length;
      expect(came, `seed ${seed}: ${id} was not sent`).toBeGreaterThanOrEqual(1);
      expect(came, `seed ${seed}: ${id} was sent again without need`).toBeLessThanOrEqual(1 + (underWay.get(id) ?? 0));
    }
    await dispose();
    await image.dispose();
    await server.close();
  });
});
