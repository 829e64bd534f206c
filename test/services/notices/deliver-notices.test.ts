import { expect, it } from "vitest";
import { noticeDraft, queueTestNotices } from "#test/support/notices.ts";
import { buildPartner, buildUser, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import type { Db } from "#db/client.ts";
import type { Role } from "#app/domain/access/roles.ts";

const queued = instant("2026-11-02T09:00:00Z");
const at = instant("2026-11-02T09:01:00Z");

async function partnerWith(db: Db, ...people: Role[][]) {
  const partner = await buildPartner(db);
  const users = [];
  for (const roles of people) users.push(await buildUser(db, { partnerId: partner.id, roles }));
  return { partnerId: partner.id, users };
}

const rowsOf = async (db: Db, noticeIds: readonly string[]) => {
  const columns = ["notice_id", "user_id"] as const;
  const inbox = db.selectFrom("inbox").select(columns).where("notice_id", "in", noticeIds).orderBy("user_id");
  const mail = db.selectFrom("mail").select(columns).where("notice_id", "in", noticeIds).orderBy("user_id");
  return { inbox: await inbox.execute(), mail: await mail.execute() };
};

describeOnBothDatabases("Delivering notices", (database) => {
  const deliver = (when = at) => runAt(jobDeps(database().db, when), "deliver-notices", when);

  it("brings a notice once to each of the partner's people whose role reads it, and to nobody else's", async () => {
    const { db } = database();
    const mine = await partnerWith(db, ["sales-agent"], ["billing-admin", "admin-agent"], ["account-admin"]);
    await partnerWith(db, ["global-admin"]);
    await buildUser(db, { roles: ["operator"] });
    const ids = await queueTestNotices(db, queued, [noticeDraft({ partnerId: mine.partnerId })]);
    const report = await deliver();
    expect(report).toMatchObject({ status: "done", failed: 0 });
    const readers = mine.users.slice(0, 2).map(({ id }) => ({ notice_id: ids[0], user_id: id }));
    const rows = await rowsOf(db, ids);
    expect(rows.inbox).toEqual(expect.arrayContaining(readers));
    expect(rows.inbox).toHaveLength(2);
    expect(rows.mail).toEqual(rows.inbox);
    expect(await db.selectFrom("notice_to_deliver").selectAll().execute()).toEqual([]);
    await deliver();
    expect(await rowsOf(db, ids)).toEqual(rows);
  });

  it("leaves out where a reader has switched the kind off, way by way", async () => {
    const { db } = database();
    const { partnerId, users } = await partnerWith(db, ["admin-agent"], ["admin-agent"], ["admin-agent"]);
    const [one, two, three] = users.map(({ id }) => id) as [string, string, string];
    const off = { kind: "order-confirmed" as const };
    await db
      .insertInto("notice_preference")
      .values([
        { user_id: one, ...off, is_in_portal: 1, is_by_mail: 0 },
        { user_id: two, ...off, is_in_portal: 0, is_by_mail: 1 },
        { user_id: three, ...off, is_in_portal: 0, is_by_mail: 0 },
      ])
      .execute();
    const ids = await queueTestNotices(db, queued, [noticeDraft({ partnerId })]);
    await deliver();
    const rows = await rowsOf(db, ids);
    expect(rows.inbox.map((row) => row.user_id)).toEqual([one]);
    expect(rows.mail.map((row) => row.user_id)).toEqual([two]);
    const unheard = await db.selectFrom("notice_without_reader").select("notice_id").execute();
    expect(unheard.map((row) => row.notice_id)).not.toContain(ids[0]);
  });

  it("tells nobody who cannot sign in, and notes where nobody is left", async () => {
    const { db } = database();
    const { partnerId, users } = await partnerWith(db, ["admin-agent"], ["admin-agent"]);
    await db
      .updateTable("user_account")
      .set({ disabled_at: 1 })
      .where("id", "=", users[0]?.id ?? "")
      .execute();
    await db
      .updateTable("user_account")
      .set({ password_hash: "never-set" })
      .where("id", "=", users[1]?.id ?? "")
      .execute();
    const ids = await queueTestNotices(db, queued, [noticeDraft({ partnerId })]);
    await deliver();
    expect(await rowsOf(db, ids)).toEqual({ inbox: [], mail: [] });
    const unheard = await db
      .selectFrom("notice_without_reader")
      .selectAll()
      .where("notice_id", "=", ids[0] ?? "")
      .execute();
    expect(unheard).toEqual([
      { notice_id: ids[0], partner_id: partnerId, kind: "order-confirmed", found_at: at.epochMilliseconds },
    ]);
  });

  it("brings what waited through a downtime late: without a mail after two weeks, not at all after three months", async () => {
    const { db } = database();
    const { partnerId } = await partnerWith(db, ["admin-agent"]);
    const [atLimit, late] = [queued.add({ hours: 14 * 24 }), queued.add({ hours: 14 * 24 }).add({ milliseconds: 1 })];
    const deliveredAt = async (when: typeof at) => {
      const ids = await queueTestNotices(db, queued, [noticeDraft({ partnerId })]);
      await deliver(when);
      const { inbox, mail } = await rowsOf(db, ids);
      return [inbox.length, mail.length];
    };
    expect(await deliveredAt(atLimit)).toEqual([1, 1]);
    expect(await deliveredAt(late)).toEqual([1, 0]);
    expect(await deliveredAt(queued.add({ hours: 90 * 24 }))).toEqual([1, 0]);
    expect(await deliveredAt(queued.add({ hours: 90 * 24 }).add({ milliseconds: 1 }))).toEqual([0, 0]);
  });

  it("shares hundreds of notices between two jobs at once, each notice delivered once", async () => {
    const { db } = database();
    const { partnerId } = await partnerWith(db, ["admin-agent"], ["sales-agent"], ["global-admin"]);
    const ids = await queueTestNotices(
      db,
      queued,
      Array.from({ length: 350 }, () => noticeDraft({ partnerId })),
    );
    const reports = await Promise.all([deliver(), deliver()]);
    expect(reports.map(({ status }) => status)).toEqual(["done", "done"]);
    const rows = await rowsOf(db, ids);
    expect(rows.inbox).toHaveLength(1_050);
    expect(rows.mail).toHaveLength(1_050);
    expect(reports.reduce((sum, { certificate }) => sum + (certificate.mailsQueued ?? 0), 0)).toBe(1_050);
  });
});
