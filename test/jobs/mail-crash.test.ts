import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailLeaseMs } from "#app/domain/notices/mail-attempts.ts";
import type { Db } from "#db/client.ts";
import { buildPartner, buildUser, instant } from "#test/support/builders.ts";
import { dialects } from "#test/support/databases.ts";
import { startMailServer } from "#test/support/mail-server.ts";
import { noticeDraft, queueTestNotices } from "#test/support/notices.ts";
import { createDatabaseImage } from "./support/database-image.ts";
import type { ChildOrder } from "./support/job-child.ts";
import { jobDeps, runAt } from "./support/jobs.ts";
import { type JobProcesses, startJobProcesses } from "./support/job-processes.ts";
import { seededRandom, testSeed } from "./support/seeded-random.ts";

const at = instant("2026-11-02T09:00:00Z");
const mailCount = 100;

let processes: JobProcesses;
beforeAll(async () => {
  processes = await startJobProcesses();
});
afterAll(() => processes.dispose());

async function fillOutbox(db: Db): Promise<void> {
  const partner = await buildPartner(db);
  for (let n = 0; n < 4; n += 1) await buildUser(db, { partnerId: partner.id, roles: ["admin-agent"] });
  const drafts = Array.from({ length: mailCount / 4 }, () => noticeDraft({ partnerId: partner.id }));
  await queueTestNotices(db, at, drafts);
  await runAt(jobDeps(db, at), "deliver-notices", at);
}

/** A death of any of the kinds there are: after a statement, or before, in or after a mail. */
function deathAt(random: () => number): Pick<ChildOrder, "dieAfterStatement" | "dieOverMail"> {
  const kind = Math.floor(random() * 4);
  if (kind === 0) return { dieAfterStatement: 1 + Math.floor(random() * 60) };
  const nth = 1 + Math.floor(random() * 8);
  const moment = kind === 1 ? "before" : kind === 2 ? "after" : { turns: Math.floor(random() * 12) };
  return { dieAfterStatement: 0, dieOverMail: { nth, moment } };
}

describe.each(dialects)("sending mails, killed at any point (%s)", (dialect) => {
  it("loses none in twenty deaths, and sends no other twice than the one in flight", async () => {
    const seed = testSeed();
    const random = seededRandom(seed);
    const server = await startMailServer();
    const image = await createDatabaseImage(dialect, fillOutbox);
    const { db, url, dispose } = await image.copy();
    const inFlight: string[] = [];
    const known = new Set<string>();
    let atMs = at.epochMilliseconds;
    let deaths = 0;
    for (;;) {
      const order: ChildOrder = {
        url,
        atMs,
        jobs: ["send-mail"],
        smtpPort: server.port,
        ...(deaths < 20 ? deathAt(random) : { dieAfterStatement: 0 }),
      };
      const answer = await processes.run(order);
      if (answer === null) {
        deaths += 1;
        const underWay = db.selectFrom("mail").select(["id", "attempts"]).where("state", "=", "sending");
        // One that was in flight at an earlier death is taken over last: it has been due for the shortest time.
        const sending = (await underWay.execute()).filter(({ id, attempts }) => !known.has(`${id} ${attempts}`));
        expect(sending.length, `seed ${seed}: mails in flight at death ${deaths}`).toBeLessThanOrEqual(1);
        for (const { id, attempts } of sending) {
          known.add(`${id} ${attempts}`);
          inFlight.push(id);
        }
      } else if (deaths >= 20) break;
      // The lease of the one in flight runs out.
      atMs += mailLeaseMs;
    }
    const mails = await db.selectFrom("mail").select(["id", "state"]).execute();
    expect(mails).toHaveLength(mailCount);
    expect(mails.filter(({ state }) => state !== "sent")).toEqual([]);
    const takenOf = (id: string) =>
      server.taken.filter(({ messageId }) => messageId === `<${id}@portal.example>`).length;
    for (const { id } of mails) {
      const taken = takenOf(id);
      expect(taken, `seed ${seed}: ${id} was not sent`).toBeGreaterThanOrEqual(1);
      const deathsInFlight = inFlight.filter((one) => one === id).length;
      expect(taken, `seed ${seed}: ${id} was sent again without need`).toBeLessThanOrEqual(1 + deathsInFlight);
    }
    expect(server.taken.length).toBeLessThanOrEqual(mailCount + 20);
    await dispose();
    await image.dispose();
    await server.close();
  });

  it("delivers each notice whole or not at all, killed after statements all over the run", async () => {
    const image = await createDatabaseImage(dialect, async (db) => {
      const partner = await buildPartner(db);
      for (let n = 0; n < 3; n += 1) await buildUser(db, { partnerId: partner.id, roles: ["admin-agent"] });
      const drafts = Array.from({ length: 120 }, () => noticeDraft({ partnerId: partner.id }));
      await queueTestNotices(db, at, drafts);
    });
    const order = { atMs: at.epochMilliseconds, jobs: ["deliver-notices"] } as const;
    const whole = await image.copy();
    const undisturbed = await processes.run({ ...order, url: whole.url, dieAfterStatement: 0 });
    await whole.dispose();
    const statements = undisturbed?.statements ?? 0;
    expect(statements).toBeGreaterThan(10);
    for (let k = 1; k <= statements; k += 4) {
      const copy = await image.copy();
      expect(await processes.run({ ...order, url: copy.url, dieAfterStatement: k })).toBeNull();
      const count = async (table: "inbox" | "mail" | "notice_to_deliver") =>
        (await copy.db.selectFrom(table).select("notice_id").execute()).length;
      const waiting = await count("notice_to_deliver");
      expect([await count("inbox"), await count("mail")]).toEqual([(120 - waiting) * 3, (120 - waiting) * 3]);
      await runAt(jobDeps(copy.db, at), "deliver-notices", at);
      expect([await count("inbox"), await count("mail"), await count("notice_to_deliver")]).toEqual([360, 360, 0]);
      await copy.dispose();
    }
    await image.dispose();
  });
});
