import { afterEach, expect, it } from "vitest";
import type { MailServices } from "#app/services/notices/mail-ports.ts";
import { mailLeaseMs, type MailState } from "#app/domain/notices/mail-attempts.ts";
import { sendAgain } from "#app/services/notices/operate-mail.server.ts";
import type { Db } from "#db/client.ts";
import { buildOperatorActor, buildPartner, buildUser, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { type MailBehaviour, mailTo, startMailServer, type TestMailServer } from "#test/support/mail-server.ts";
import { noticeDraft, queueTestNotices } from "#test/support/notices.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";

const at = instant("2026-11-02T09:00:00Z");
const minute = 60_000;

const servers: TestMailServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

async function serverThat(behaviour?: MailBehaviour): Promise<TestMailServer> {
  const server = await startMailServer(behaviour);
  servers.push(server);
  return server;
}

/** Mails for one reader each, of a partner of its own. */
async function queueMails(db: Db, count: number) {
  // A test leaves mails behind that are due for the next one.
  await db.deleteFrom("mail").execute();
  const partner = await buildPartner(db);
  const user = await buildUser(db, { partnerId: partner.id, roles: ["admin-agent"] });
  const drafts = Array.from({ length: count }, () => noticeDraft({ partnerId: partner.id }));
  await queueTestNotices(db, at, drafts);
  await runAt(jobDeps(db, at), "deliver-notices", at);
  return user;
}

describeOnBothDatabases("Sending mails to a server", (database) => {
  const sendAt = (ms: number, mail: MailServices) => {
    const when = at.add({ milliseconds: ms });
    return runAt({ ...jobDeps(database().db, when), mail }, "send-mail", when);
  };
  const states = async () => {
    const rows = await database().db.selectFrom("mail").select("state").execute();
    const counts: Partial<Record<MailState, number>> = {};
    for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  };
  const oneMail = () => database().db.selectFrom("mail").selectAll().executeTakeFirstOrThrow();

  it("sends each once, and nothing at the same instant again", async () => {
    const server = await serverThat();
    const user = await queueMails(database().db, 12);
    const report = await sendAt(0, mailTo(server.port));
    expect(report).toMatchObject({
      status: "done",
      due: 12,
      done: 12,
      failed: 0,
      certificate: { mails: { sent: 12 } },
    });
    expect(server.taken).toHaveLength(12);
    expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(12);
    expect(new Set(server.taken.map(({ recipient }) => recipient))).toEqual(new Set([user.email]));
    expect(await sendAt(0, mailTo(server.port))).toMatchObject({ runId: null, due: 0 });
    expect(server.taken).toHaveLength(12);
  });

  it("makes a mail's Message-ID of its row, and says that a machine wrote it", async () => {
    const server = await serverThat();
    await queueMails(database().db, 1);
    await sendAt(0, mailTo(server.port));
    const { id } = await oneMail();
    expect(server.taken[0]?.messageId).toBe(`<${id}@portal.example>`);
    expect(server.taken[0]?.source).toMatch(/^Auto-Submitted: auto-generated$/im);
    expect(server.taken[0]?.source).toMatch(/^From: Turnus <notices@portal.example>$/im);
    expect(server.taken[0]?.source).toContain("multipart/alternative");
  });

  it("tries a mail again that was refused for now, later each time, with the others sent meanwhile", async () => {
    const server = await serverThat((n) => (n === 1 || n === 3 ? { code: 451 } : "take"));
    await queueMails(database().db, 2);
    await sendAt(0, mailTo(server.port));
    expect(await states()).toEqual({ failed: 1, sent: 1 });
    const failed = await database()
      .db.selectFrom("mail")
      .selectAll()
      .where("state", "=", "failed")
      .executeTakeFirstOrThrow();
    expect(failed).toMatchObject({ attempts: 1, last_verdict: "rejected-for-now", last_smtp_code: 451 });
    expect(failed.next_attempt_at).toBe(at.epochMilliseconds + 0.75 * minute);
    expect(await sendAt(0.75 * minute - 1, mailTo(server.port))).toMatchObject({ due: 0 });
    await sendAt(0.75 * minute, mailTo(server.port));
    const again = await database()
      .db.selectFrom("mail")
      .selectAll()
      .where("id", "=", failed.id)
      .executeTakeFirstOrThrow();
    expect(again).toMatchObject({ state: "failed", attempts: 2 });
    expect(again.next_attempt_at).toBe(at.epochMilliseconds + 0.75 * minute + 1.5 * minute);
    await sendAt(10 * minute, mailTo(server.port));
    expect(await states()).toEqual({ sent: 2 });
  });

  it("gives up what the server refuses for good, until the operator sends it again", async () => {
    const { db } = database();
    const server = await serverThat((n) => (n === 1 ? { code: 554 } : "take"));
    await queueMails(db, 1);
    expect(await sendAt(0, mailTo(server.port))).toMatchObject({ done: 0, failed: 1 });
    const dead = await oneMail();
    expect(dead).toMatchObject({ state: "dead", next_attempt_at: null, last_smtp_code: 554 });
    await sendAt(60 * minute, mailTo(server.port));
    expect(server.taken).toHaveLength(0);

    const operator = await buildOperatorActor(db);
    const deps = serviceDeps(db, at);
    const partner = await buildPartner(db);
    const stranger = { ...operator, kind: "partner" as const, partnerId: partner.id, roles: ["global-admin" as const] };
    expect(await sendAgain(deps, stranger, { mailId: dead.id }, at)).toMatchObject({ ok: false });
    expect(await sendAgain(deps, operator, { mailId: dead.id }, at)).toMatchObject({ ok: true });
    expect(await sendAgain(deps, operator, { mailId: dead.id }, at)).toMatchObject({ ok: true });
    await sendAt(60 * minute, mailTo(server.port));
    expect(await states()).toEqual({ sent: 1 });
    const lines = await db.selectFrom("activity").select("id").where("action", "=", "mail-sent-again").execute();
    expect(lines).toHaveLength(1);
    expect(await sendAgain(deps, operator, { mailId: dead.id }, at)).toMatchObject({ ok: true });
    expect(await states()).toEqual({ sent: 1 });
  });

  it.each(["hang-up", "stall"] as const)(
    "loses nothing to a server that does this in the middle: %s",
    async (fault) => {
      const server = await serverThat((n) => (n === 2 ? fault : "take"));
      await queueMails(database().db, 4);
      const report = await sendAt(0, mailTo(server.port, { times: { silentMs: 3_000, wholeMs: 6_000 } }));
      expect(report).toMatchObject({ done: 1, failed: 1 });
      expect(await states()).toEqual({ sent: 1, failed: 1, queued: 2 });
      await sendAt(5 * minute, mailTo(server.port));
      expect(await states()).toEqual({ sent: 4 });
      expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(4);
    },
  );

  it("ends the run where no server answers, and keeps everything", async () => {
    const server = await startMailServer();
    const { port } = server;
    await server.close();
    await queueMails(database().db, 3);
    expect(await sendAt(0, mailTo(port))).toMatchObject({ done: 0, failed: 1 });
    expect(await states()).toEqual({ failed: 1, queued: 2 });
    const faulty = await database()
      .db.selectFrom("mail")
      .selectAll()
      .where("state", "=", "failed")
      .executeTakeFirstOrThrow();
    expect(faulty.last_verdict).toBe("unreachable");
  });

  it("leaves everything in the outbox where no server is set", async () => {
    await queueMails(database().db, 3);
    const silent = { ...mailTo(1), connect: undefined };
    expect(await sendAt(0, silent)).toMatchObject({ runId: null, due: 0 });
    expect(await states()).toEqual({ queued: 3 });
  });

  it("sends nothing to somebody who left, lost the role, or switched the kind off since", async () => {
    const { db } = database();
    const server = await serverThat();
    const changes = [
      (id: string) => db.updateTable("user_account").set({ disabled_at: 1 }).where("id", "=", id).execute(),
      (id: string) => db.deleteFrom("user_role").where("user_id", "=", id).execute(),
      (id: string) =>
        db
          .insertInto("notice_preference")
          .values({ user_id: id, kind: "order-confirmed", is_in_portal: 1, is_by_mail: 0 })
          .execute(),
    ];
    for (const change of changes) {
      const user = await queueMails(db, 1);
      await change(user.id);
      await sendAt(0, mailTo(server.port));
      expect(await states()).toEqual({ dropped: 1 });
    }
    expect(server.taken).toEqual([]);
  });

  it("takes a mail over from a process that died, when its lease is over and not before", async () => {
    const { db } = database();
    const server = await serverThat();
    await queueMails(db, 1);
    const leased = { state: "sending" as const, attempts: 1, next_attempt_at: at.epochMilliseconds + mailLeaseMs };
    await db.updateTable("mail").set(leased).execute();
    expect(await sendAt(mailLeaseMs - 1, mailTo(server.port))).toMatchObject({ due: 0 });
    await sendAt(mailLeaseMs, mailTo(server.port));
    expect(await oneMail()).toMatchObject({ state: "sent", attempts: 2 });
    expect(server.taken).toHaveLength(1);
  });

  it("keeps a mail that cannot be put into words from holding up the others, and shows it", async () => {
    const server = await serverThat();
    await queueMails(database().db, 3);
    let written = 0;
    const plain = mailTo(server.port);
    const write: MailServices["write"] = async (...args) => {
      written += 1;
      if (written === 1) throw new Error("no words");
      return plain.write(...args);
    };
    await sendAt(0, { ...plain, write });
    expect(await states()).toEqual({ failed: 1, sent: 2 });
  });

  it("shares the outbox between two jobs at once, each mail sent once", async () => {
    const server = await serverThat();
    await queueMails(database().db, 40);
    const mail = mailTo(server.port);
    const reports = await Promise.all([sendAt(0, mail), sendAt(0, mail)]);
    expect(reports.map(({ status }) => status)).toEqual(["done", "done"]);
    expect(server.taken).toHaveLength(40);
    expect(new Set(server.taken.map(({ messageId }) => messageId)).size).toBe(40);
    expect(await states()).toEqual({ sent: 40 });
  });
});
