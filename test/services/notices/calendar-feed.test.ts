import ICAL from "ical.js";
import { expect, it } from "vitest";
import type { Actor } from "#app/domain/access/roles.ts";
import { deadlineCalendar } from "#app/http/deadline-calendar.server.ts";
import { openCalendarFeed, renewCalendarFeed, revokeCalendarFeed } from "#app/services/notices/calendar-feed.server.ts";
import { deadlinesView } from "#app/views/notices/deadlines.ts";
import type { Db } from "#db/client.ts";
import {
  buildCustomer,
  buildPartner,
  buildPartnerActor,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildUser,
  instant,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-02T09:00:00Z");
const bought = instant("2026-11-01T15:30:00Z");

type PartnerActor = Extract<Actor, { kind: "partner" }>;

async function eventsOf(db: Db, actor: PartnerActor, when = at, language: "en" | "de" = "en") {
  const view = await deadlinesView({ db, actor, at: when, reader: { language, timeZone: "Europe/Berlin" } });
  if (!view.ok) throw new Error(view.refusal.code);
  const { deadlines, remark } = view.value;
  const facts = {
    name: "Deadlines",
    remark,
    language,
    origin: "https://portal.example.com",
    atMs: when.epochMilliseconds,
  };
  const file = deadlineCalendar({ ...facts, deadlines });
  const calendar = new ICAL.Component(ICAL.parse(file));
  const events = calendar.getAllSubcomponents("vevent").map((component) => new ICAL.Event(component));
  return {
    file,
    calendar,
    events: events.map((event) => ({
      uid: event.uid,
      at: event.startDate.toJSDate().toISOString(),
      title: event.summary,
      description: event.description,
      isUtc: event.startDate.zone === ICAL.Timezone.utcTimezone,
      url: event.component.getFirstPropertyValue("url"),
      hasRule: event.isRecurring(),
    })),
  };
}

async function bookOf(db: Db) {
  const partner = await buildPartner(db);
  const customer = await buildCustomer(db, partner.id, { name: "Müller; Söhne, Nord" });
  const { sku } = await buildSku(db);
  const actor = await buildPartnerActor(db, partner.id);
  return { partner, customer, sku, actor };
}

describeOnBothDatabases("The calendar of deadlines", (database) => {
  it("has every deadline at its instant: windows that close, renewals, ends", async () => {
    const { db } = database();
    const { customer, sku, actor } = await bookOf(db);
    const renewing = await buildSubscription(db, { customer, sku, at: bought, quantity: 7 });
    const ending = await buildSubscription(db, { customer, sku, at: bought, isAutoRenewOn: false });
    const { sku: perpetualSku } = await buildSku(db, { kind: "perpetual-software" });
    await buildPerpetualPurchase(db, { customer, sku: perpetualSku, at: bought });
    const { file, calendar, events } = await eventsOf(db, actor);
    const windows = events.slice(0, 3).map(({ at: when, title }) => `${when} ${title.split(":", 1)[0]}`);
    expect(windows).toEqual([
      "2026-11-08T15:30:00.000Z Last chance to cancel",
      "2026-11-08T15:30:00.000Z Last chance to cancel",
      "2026-12-02T00:00:00.000Z Last chance to cancel",
    ]);
    const ends = events.slice(3).map(({ at: when, title }) => `${when} ${title.split(":", 1)[0]}`);
    expect(ends.toSorted()).toEqual([
      `${ending.term.endAt.toString().replace("Z", ".000Z")} Ends`,
      `${renewing.term.endAt.toString().replace("Z", ".000Z")} Renews`,
    ]);
    expect(events.every(({ isUtc, hasRule }) => isUtc && !hasRule)).toBe(true);
    expect(calendar.getFirstPropertyValue("version")).toBe("2.0");
    expect(file).not.toContain("RRULE");
    const renewal = events.find(({ title }) => title.startsWith("Renews"));
    expect(renewal?.title).toContain("Müller; Söhne, Nord");
    expect(renewal?.description).toContain("7 ×");
    expect(renewal?.url).toBe(`https://portal.example.com/customers/${customer.id}/subscriptions/${renewing.id}`);
  });

  it("keeps what an event is called inside while its words change, and gives a new term a new one", async () => {
    const { db } = database();
    const { customer, sku, actor } = await bookOf(db);
    const subscription = await buildSubscription(db, { customer, sku, at: bought });
    const uidsAt = async (when: typeof at) => (await eventsOf(db, actor, when)).events.map(({ uid }) => uid);
    const before = await uidsAt(at);
    expect(before).toEqual([
      `${subscription.id}-1-window@deadlines.turnus.invalid`,
      `${subscription.id}-1-end@deadlines.turnus.invalid`,
    ]);
    await db.updateTable("subscription").set({ is_auto_renew_on: 0 }).where("id", "=", subscription.id).execute();
    expect(await uidsAt(at)).toEqual(before);
    const german = await eventsOf(db, actor, at, "de");
    expect(german.events.map(({ uid }) => uid)).toEqual(before);
    expect(german.events[1]?.title).toMatch(/^Endet: /);
  });

  it("leaves a window out from the instant at which it closes", async () => {
    const { db } = database();
    const { customer, sku, actor } = await bookOf(db);
    await buildSubscription(db, { customer, sku, at: bought });
    const closesAt = bought.add({ hours: 168 });
    const windowsAt = async (when: typeof at) =>
      (await eventsOf(db, actor, when)).events.filter(({ uid }) => uid.includes("-window@")).length;
    expect(await windowsAt(closesAt.subtract({ milliseconds: 1 }))).toBe(1);
    expect(await windowsAt(closesAt)).toBe(0);
  });

  it("has nothing of another partner", async () => {
    const { db } = database();
    const { customer, sku } = await bookOf(db);
    await buildSubscription(db, { customer, sku, at: bought });
    const other = await bookOf(db);
    expect((await eventsOf(db, other.actor)).events).toEqual([]);
  });
});

describeOnBothDatabases("The secret address of a calendar", (database) => {
  const open = (secret: string, when = at, address: string | null = "192.0.2.1") =>
    openCalendarFeed(serviceDeps(database().db, when), { secret, address }, when);
  const secretOf = async (actor: PartnerActor) => {
    const renewed = await renewCalendarFeed(serviceDeps(database().db, at), actor, at);
    if (!renewed.ok) throw new Error(renewed.refusal.code);
    return renewed.value.secret;
  };

  it("opens its owner's calendar until it is renewed or revoked", async () => {
    const { db } = database();
    const { actor } = await bookOf(db);
    const first = await secretOf(actor);
    expect(await open(first)).toMatchObject({ ok: true, value: { actor: { userId: actor.userId } } });
    const second = await secretOf(actor);
    expect(await open(first)).toMatchObject({ ok: false, refusal: { code: "not-found" } });
    expect(await open(second)).toMatchObject({ ok: true });
    await revokeCalendarFeed(serviceDeps(db, at), actor, at);
    expect(await open(second)).toMatchObject({ ok: false, refusal: { code: "not-found" } });
  });

  it("is stored as a hash, and stands in no log", async () => {
    const { db } = database();
    const { actor } = await bookOf(db);
    const secret = await secretOf(actor);
    expect(secret).toMatch(/^[\w-]{43}$/);
    const stored = await db.selectFrom("calendar_feed").selectAll().execute();
    const log = await db.selectFrom("activity").selectAll().where("actor_user_id", "=", actor.userId).execute();
    expect(log.map(({ action }) => action)).toEqual(["settings-changed"]);
    expect(JSON.stringify([stored, log])).not.toContain(secret);
  });

  it("opens nothing for somebody who left or lost the role: rights are those of the moment", async () => {
    const { db } = database();
    for (const change of ["disable", "take the role"] as const) {
      const { actor } = await bookOf(db);
      const secret = await secretOf(actor);
      if (change === "disable")
        await db.updateTable("user_account").set({ disabled_at: 1 }).where("id", "=", actor.userId).execute();
      else await db.deleteFrom("user_role").where("user_id", "=", actor.userId).execute();
      expect(await open(secret), change).toMatchObject({ ok: false, refusal: { code: "not-found" } });
    }
  });

  it("holds back whoever guesses from one place, and nobody else", async () => {
    const { db } = database();
    const { actor } = await bookOf(db);
    const secret = await secretOf(actor);
    const guess = () => open("A".repeat(43), at, "198.51.100.7");
    for (let n = 0; n < 60; n += 1) expect((await guess()).ok).toBe(false);
    expect(await guess()).toMatchObject({ ok: false, refusal: { code: "too-many-attempts" } });
    expect(await open(secret, at, "198.51.100.7")).toMatchObject({ ok: true });
    for (let n = 0; n < 59; n += 1) await open(secret);
    expect(await open(secret)).toMatchObject({ ok: false, refusal: { code: "too-many-attempts" } });
    expect(await open(secret, at.add({ hours: 1 }))).toMatchObject({ ok: true });
  });

  it("is for those who may see subscriptions", async () => {
    const { db } = database();
    const partner = await buildPartner(db);
    const { id: userId } = await buildUser(db, { partnerId: partner.id, roles: ["account-admin"] });
    const actor: PartnerActor = {
      kind: "partner",
      partnerId: partner.id,
      userId,
      roles: ["account-admin"],
      address: null,
    };
    expect(await renewCalendarFeed(serviceDeps(db, at), actor, at)).toMatchObject({
      ok: false,
      refusal: { code: "role-needed" },
    });
  });
});
