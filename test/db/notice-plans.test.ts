import { CompiledQuery, sql } from "kysely";
import { expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import * as feeds from "#db/repositories/calendar-feeds.ts";
import * as delivery from "#db/repositories/notice-delivery.ts";
import * as inbox from "#db/repositories/inbox.ts";
import * as mails from "#db/repositories/mails.ts";
import * as preferences from "#db/repositories/notice-preferences.ts";
import { productTitlesById } from "#db/repositories/product-titles.ts";
import { buildPartner, buildUser, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases, type TestDatabase } from "#test/support/databases.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";
import { noticeDraft, queueTestNotices } from "#test/support/notices.ts";
import { recorded } from "./support/recorder.ts";

const at = instant("2026-11-02T09:00:00Z");
const first = { limit: 25, cursor: null };
const next = { limit: 25, cursor: { direction: "after" as const, key: [1, "n"] } };
const outcome = { state: "sent", verdict: "accepted", smtpCode: 250, reply: "ok", nextAttemptAt: null } as const;

const calls: [string, (db: Db, mailId: string) => Promise<unknown>][] = [
  ["an inbox", (db) => inbox.listInbox(db, "u", { ...first, kind: null, isUnreadOnly: false })],
  ["an inbox further on", (db) => inbox.listInbox(db, "u", { ...next, kind: null, isUnreadOnly: false })],
  ["what is unread", (db) => inbox.listInbox(db, "u", { ...next, kind: null, isUnreadOnly: true })],
  ["one kind", (db) => inbox.listInbox(db, "u", { ...next, kind: "renewed", isUnreadOnly: false })],
  ["one kind, unread", (db) => inbox.listInbox(db, "u", { ...next, kind: "renewed", isUnreadOnly: true })],
  ["one notice", (db) => inbox.findInboxEntry(db, "u", "n")],
  ["how much is unread", (db) => inbox.countUnread(db, "u", 100)],
  ["marking one as read", (db) => inbox.markRead(db, "u", "n", at)],
  ["marking all as read", (db) => inbox.markAllRead(db, "u", { kind: null, upTo: at, at })],
  ["marking a kind as read", (db) => inbox.markAllRead(db, "u", { kind: "renewed", upTo: at, at })],
  ["how much waits for readers", (db) => delivery.countNoticesToDeliver(db, 100)],
  ["what waits for readers", (db) => delivery.claimNoticesToDeliver(db, 100)],
  ["taking it off the list", (db) => delivery.deleteDelivered(db, ["n"])],
  ["who could read", (db) => delivery.listPossibleReaders(db, ["p"], ["c"])],
  ["who may certify an installation", (db) => delivery.listCertifiers(db, ["i", "j"])],
  ["what readers want", (db) => delivery.channelsOfUsers(db, ["u", "v"])],
  ["what one reader wants", (db) => preferences.channelsOfUser(db, "u")],
  ["what was for nobody", (db) => delivery.listNoticesWithoutReader(db, 20)],
  ["how many mails are due", (db) => mails.countDueMails(db, at, 100)],
  ["the next mail that is due", (db) => mails.claimDueMail(db, at, at)],
  [
    "what became of a mail",
    (db) => mails.finishMailAttempt(db, { id: "m", partnerId: null, attempts: 1 }, outcome, at),
  ],
  ["sending again", (db) => mails.reviveMail(db, "m", at)],
  ["the outbox", (db) => mails.listMails(db, { ...next, state: null })],
  ["mails in a state", (db) => mails.listMails(db, { ...next, state: "dead" })],
  ["one mail", (db, mailId) => mails.findMail(db, mailId)],
  ["how many are in a state", (db) => mails.countMails(db, "dead", 1_000)],
  ["whose calendar", (db) => feeds.findCalendarOwner(db, "a".repeat(64))],
  ["a reader's calendar", (db) => feeds.findCalendarFeed(db, "u")],
  ["revoking a calendar", (db) => feeds.deleteCalendarFeed(db, "u")],
  ["titles of products", (db) => productTitlesById(db, ["a", "b"])],
];

/** Steps that read a whole table, or sort what is then cut off. A walk along an index that ends at a limit is neither. */
async function faultsOf({ db, dialect }: TestDatabase, query: CompiledQuery): Promise<string[]> {
  const isCutOff = / limit /.test(query.sql);
  if (dialect === "sqlite") {
    const explain = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]);
    const { rows } = await db.executeQuery<{ detail: string }>(explain);
    return rows
      .map(({ detail }) => detail)
      .filter((detail) => {
        if (/^SCAN (json_each|counted|\(subquery)/.test(detail)) return false;
        if (detail.startsWith("SCAN")) return !(isCutOff && detail.includes("USING"));
        return isCutOff && /TEMP B-TREE FOR (LAST|RIGHT|ORDER)/.test(detail);
      });
  }
  return db.transaction().execute(async (tx) => {
    for (const way of ["seqscan", "sort", "bitmapscan", "hashjoin", "mergejoin"])
      await sql.raw(`set local enable_${way} = off`).execute(tx);
    const explain = CompiledQuery.raw(`explain ${query.sql}`, [...query.parameters]);
    const { rows } = await tx.executeQuery<Record<string, string>>(explain);
    const lines = rows.map((row) => Object.values(row)[0] ?? "");
    return lines.filter((line) => /Seq Scan on/.test(line) || (isCutOff && /Sort {2}\(cost/.test(line)));
  });
}

describeOnBothDatabases("No statement about notices, mails and calendars reads a whole table", (database) => {
  test.each(calls)("%s", async (_name, call) => {
    const { db } = database();
    const partner = await buildPartner(db);
    await buildUser(db, { partnerId: partner.id, roles: ["admin-agent"] });
    // Two, so that what claims one finds one, with all the statements that follow.
    await queueTestNotices(db, at, [noticeDraft({ partnerId: partner.id })]);
    await runAt(jobDeps(db, at), "deliver-notices", at);
    await queueTestNotices(db, at, [noticeDraft({ partnerId: partner.id })]);
    const mail = await db.selectFrom("mail").select("id").executeTakeFirstOrThrow();
    const recording = recorded(db);
    await call(recording.db, mail.id);
    const statements = recording.take();
    for (const query of statements) expect(await faultsOf(database(), query), query.sql).toEqual([]);
  });
});
