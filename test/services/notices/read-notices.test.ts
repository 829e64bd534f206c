import { expect, it } from "vitest";
import { noticeKinds } from "#app/domain/notices/notices.ts";
import { chooseNotices } from "#app/services/notices/choose-notices.server.ts";
import { readAllNotices, readNotice } from "#app/services/notices/read-notices.server.ts";
import { noticeSettingsView } from "#app/views/notices/notice-settings.ts";
import { noticesView, noticeView, unreadNotices } from "#app/views/notices/notices.ts";
import type { Db } from "#db/client.ts";
import { buildPartner, buildPartnerActor, instant } from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { noticeDraft, queueTestNotices } from "#test/support/notices.ts";
import { serviceDeps } from "#test/support/service-deps.ts";
import { jobDeps, runAt } from "#test/jobs/support/jobs.ts";

const queued = instant("2026-11-02T09:00:00Z");
const at = instant("2026-11-02T10:00:00Z");
const reader = { language: "en", timeZone: "UTC" } as const;

async function readerWith(db: Db, count: number) {
  const partner = await buildPartner(db);
  const actor = await buildPartnerActor(db, partner.id);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const draft = noticeDraft(
      n % 3 === 0
        ? {
            partnerId: partner.id,
            kind: "invoice-ready",
            facts: { invoiceNumber: `G${n}`, totalMinor: 1_000, currency: "EUR" },
          }
        : { partnerId: partner.id },
    );
    ids.push(...(await queueTestNotices(db, queued.add({ seconds: n }), [draft])));
  }
  await runAt(jobDeps(db, at), "deliver-notices", at);
  const view = { db, actor, at, reader };
  const unread = async () => (await unreadNotices(view))?.count;
  return { actor, ids, view, unread, partnerId: partner.id };
}

const list = { kind: "", show: "", after: null, before: null };

describeOnBothDatabases("A reader's notices", (database) => {
  it("come newest first, paged by key without a gap, and narrowed to a kind and to what is unread", async () => {
    const { db } = database();
    const { view, ids, actor } = await readerWith(db, 60);
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const page = await noticesView(view, { ...list, after });
      if (!page.ok) throw new Error(page.refusal.code);
      seen.push(...page.value.notices.map(({ id }) => id));
      after = page.value.links.next;
      if (after === null) break;
    }
    expect(seen).toEqual(ids.toReversed());
    await readNotice(serviceDeps(db, at), actor, { noticeId: ids[0] ?? "" }, at);
    const invoices = await noticesView(view, { ...list, kind: "invoice-ready", show: "unread" });
    expect(invoices).toMatchObject({ ok: true, value: { filter: { kind: "invoice-ready", isUnreadOnly: true } } });
    if (invoices.ok) {
      expect(invoices.value.notices).toHaveLength(19);
      expect(invoices.value.notices.every(({ kind, isUnread }) => kind === "invoice-ready" && isUnread)).toBe(true);
    }
  });

  it("are counted until they are read, one or all, and reading again changes nothing", async () => {
    const { db } = database();
    const { view, ids, actor, unread } = await readerWith(db, 5);
    const deps = serviceDeps(db, at);
    const [first = ""] = ids;
    expect(await unread()).toBe(5);
    await readNotice(deps, actor, { noticeId: first }, at);
    await readNotice(deps, actor, { noticeId: first }, at.add({ hours: 1 }));
    expect(await unread()).toBe(4);
    const row = await db.selectFrom("inbox").select("read_at").where("notice_id", "=", first).executeTakeFirstOrThrow();
    expect(row.read_at).toBe(at.epochMilliseconds);
    const ofKind = await readAllNotices(deps, actor, { kind: "invoice-ready", seenAt: at }, at);
    expect(ofKind).toEqual({ ok: true, value: { count: 1 } });
    expect(await readAllNotices(deps, actor, { kind: null, seenAt: at }, at)).toEqual({
      ok: true,
      value: { count: 3 },
    });
    expect(await readAllNotices(deps, actor, { kind: null, seenAt: at }, at)).toEqual({
      ok: true,
      value: { count: 0 },
    });
    expect(await noticesView(view, { ...list, show: "unread" })).toMatchObject({ ok: true, value: { notices: [] } });
  });

  it("stay unread where they came after the page on which somebody marked all", async () => {
    const { db } = database();
    const { actor, unread } = await readerWith(db, 4);
    const seenAt = queued.add({ seconds: 1 });
    await readAllNotices(serviceDeps(db, at), actor, { kind: null, seenAt }, at);
    expect(await unread()).toBe(2);
  });

  it("are nobody else's, of the same partner or of another", async () => {
    const { db } = database();
    const mine = await readerWith(db, 1);
    const colleague = await buildPartnerActor(db, mine.partnerId);
    const stranger = (await readerWith(db, 1)).actor;
    const [noticeId = ""] = mine.ids;
    for (const actor of [colleague, stranger]) {
      const missing = { ok: false, refusal: { code: "not-found" } };
      expect(await readNotice(serviceDeps(db, at), actor, { noticeId }, at)).toMatchObject(missing);
      expect(await noticeView({ ...mine.view, actor }, { noticeId })).toMatchObject(missing);
    }
    expect(await mine.unread()).toBe(1);
  });

  it("reach them where they chose, which is logged with what changed and nothing else", async () => {
    const { db } = database();
    const { actor, view } = await readerWith(db, 0);
    const both = { isInPortal: true, isByMail: true };
    const wanted = new Map(noticeKinds.map((kind) => [kind, kind === "renewed" ? { ...both, isByMail: false } : both]));
    await chooseNotices(serviceDeps(db, at), actor, wanted, at);
    await chooseNotices(serviceDeps(db, at), actor, wanted, at);
    const settings = await noticeSettingsView(view);
    if (!settings.ok) throw new Error(settings.refusal.code);
    expect(settings.value.kinds.filter(({ isByMail }) => !isByMail).map(({ kind }) => kind)).toEqual(["renewed"]);
    expect(settings.value.kinds.map(({ kind }) => kind)).not.toContain("key-pool-low");
    const log = await db.selectFrom("activity").selectAll().where("actor_user_id", "=", actor.userId).execute();
    expect(log.map(({ action, new_json }) => [action, new_json])).toEqual([
      ["settings-changed", JSON.stringify({ renewed: "portal" })],
    ]);
  });
});
