import { describe, expect, it } from "vitest";
import { formatFor } from "#app/views/format.ts";
import { type RadarItem, radarOf } from "#app/views/radar.ts";
import { homeView } from "#app/views/home.ts";
import type { ViewContext } from "#app/views/view-context.ts";
import { logActivity } from "#app/services/activity/log-activity.server.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import {
  buildPartnerActor,
  buildPerpetualPurchase,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
} from "#test/support/builders.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2024-03-10T12:00:00Z");
const format = formatFor({ language: "en", timeZone: "UTC" });

const renewal = (on: string, amountMinor: number, currency: "EUR" | "CHF" = "EUR"): RadarItem => ({
  lane: "renewal",
  at: instant(on),
  money: { amountMinor, currency },
  about: "A · B",
  target: { to: "subscription", customerId: "c", subscriptionId: "s" },
});

describe("the picture of what falls due", () => {
  it("puts what falls due in one lane on one UTC day together, with its money by currency", () => {
    const { marks } = radarOf(
      [
        renewal("2024-03-12T00:00:00Z", 100),
        renewal("2024-03-12T23:59:59Z", 20),
        renewal("2024-03-12T05:00:00Z", 3, "CHF"),
        renewal("2024-03-13T00:00:00Z", 4_000),
      ],
      [],
      { at, format },
    );
    expect(
      marks.map(({ day, count, money, about, target }) => [day.iso, count, money.length, about, target.to]),
    ).toEqual([
      ["2024-03-12", 3, 2, null, "ends-on"],
      ["2024-03-13", 1, 1, "A · B", "subscription"],
    ]);
    expect(marks[0]?.money.map(({ amountMinor }) => amountMinor)).toEqual([3, 120]);
  });

  it("draws from now to the end of the 30th day, and calls urgent what is less than a day away", () => {
    const on = (text: string) => renewal(text, 1);
    const { marks, from, to } = radarOf(
      [
        on("2024-03-10T11:59:59Z"),
        on("2024-03-10T12:00:00Z"),
        on("2024-03-11T11:59:59Z"),
        on("2024-03-12T12:00:00Z"),
        on("2024-04-09T23:59:59Z"),
        on("2024-04-10T00:00:00Z"),
      ],
      [],
      { at, format },
    );
    expect(marks.map(({ day, isUrgent }) => [day.iso, isUrgent])).toEqual([
      ["2024-03-10", true],
      ["2024-03-11", true],
      ["2024-03-12", false],
      ["2024-04-09", false],
    ]);
    expect(marks.every(({ share }) => share > 0 && share < 1)).toBe(true);
    expect([from.iso, to.iso]).toEqual(["2024-03-10", "2024-04-09"]);
  });
});

describeOnBothDatabases("the home page's picture", (database) => {
  async function build() {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db, { offers: [{ unitPriceMinor: 11_000 }] });
    const context: ViewContext = { db, actor: tenant.actor, at, reader: { language: "en", timeZone: "UTC" } };
    const home = async (actor = tenant.actor) => {
      const { partner } = await homeView({ ...context, actor });
      if (partner === null) throw new Error("A partner's user has a partner's home");
      return partner;
    };
    return { ...tenant, db, sku, context, home };
  }

  it("has windows of both kinds, renewals, ends, devices and the next invoice, each with what is at stake", async () => {
    const { db, customer, partner, sku, home } = await build();
    const perpetual = await buildSku(db, { kind: "perpetual-software" });
    await buildSubscription(db, { customer, sku, at: instant("2024-03-04T09:00:00Z"), isAutoRenewOn: false });
    await buildSubscription(db, { customer, sku, at: instant("2023-03-20T09:00:00Z") });
    await buildSubscription(db, { customer, sku, at: instant("2023-03-25T09:00:00Z"), isAutoRenewOn: false });
    await buildPerpetualPurchase(db, {
      customer,
      sku: perpetual.sku,
      at: instant("2024-02-20T10:00:00Z"),
      unitPriceMinor: 500,
    });
    const plan = { partner_id: partner.id, customer_id: customer.id };
    const now = at.epochMilliseconds;
    await db
      .insertInto("migration_plan")
      .values({ ...plan, created_at: now, changed_at: now })
      .execute();
    for (const [name, daysAgo] of [
      ["a", 175],
      ["b", 160],
      ["c", 140],
    ] as const)
      await db
        .insertInto("migration_device")
        .values({
          ...plan,
          name_key: name,
          name,
          activated_at: now - daysAgo * 86_400_000,
          is_time_known: 1,
          group_name: null,
          group_key: null,
          product: null,
          note: null,
          is_done: 0,
          done_at: null,
          done_by: null,
          listed_at: now,
        })
        .execute();
    const { radar } = await home();
    expect(
      radar.marks.map(({ lane, day, count, money, target }) => [
        lane,
        day.iso,
        count,
        money[0]?.amountMinor,
        target.to,
      ]),
    ).toEqual([
      ["window", "2024-03-11", 1, 9_835, "cancel-subscription"],
      ["device", "2024-03-15", 2, undefined, "devices"],
      ["renewal", "2024-03-20", 1, 11_000, "subscription"],
      ["window", "2024-03-22", 1, 500, "cancel-purchase"],
      ["end", "2024-03-25", 1, 10_000, "subscription"],
      ["invoice", "2024-04-06", 1, undefined, "unbilled"],
    ]);
    // Whoever sees no invoices gets none on the picture, and no amounts of the year.
    const helper = await buildPartnerActor(db, partner.id, ["helpdesk-agent"]);
    const other = await home(helper);
    expect(other.radar.marks.some(({ lane }) => lane === "invoice")).toBe(false);
    expect(other.yearAhead).toBeNull();
    const drawn = (await home()).yearAhead;
    const [year] = drawn?.isDrawn === true ? drawn.years : [];
    expect([year?.currency, year?.months.length, year?.total.renewed]).toEqual(["EUR", 12, 1]);
  });

  it("says what has changed since the sign-in before this one, without the reader's own doing", async () => {
    const { db, customer, actor, partner, home } = await build();
    const deps = serviceDeps(db, at);
    const write = (who: typeof actor, action: "signed-in" | "customer-added", on: string) =>
      db.transaction().execute((tx) =>
        logActivity(tx, deps, who, [
          activityDone(action, instant(on), {
            partnerId: partner.id,
            ...(action === "signed-in" ? {} : { customerId: customer.id }),
          }),
        ]),
      );
    const colleague = await buildPartnerActor(db, partner.id);
    await write(actor, "signed-in", "2024-03-08T08:00:00Z");
    expect((await home()).sinceLastVisit).toBeNull();
    await write(colleague, "customer-added", "2024-03-08T07:00:00Z");
    await write(colleague, "customer-added", "2024-03-09T07:00:00Z");
    await write(actor, "customer-added", "2024-03-09T08:00:00Z");
    await write(actor, "signed-in", "2024-03-10T08:00:00Z");
    const { sinceLastVisit } = await home();
    expect(sinceLastVisit?.since.iso).toBe("2024-03-08T08:00:00Z");
    expect(sinceLastVisit?.changes.map(({ action, count }) => [action, count.count])).toEqual([["customer-added", 1]]);
    // The log is not for everybody.
    expect((await home(await buildPartnerActor(db, partner.id, ["sales-agent"]))).sinceLastVisit).toBeNull();
  });
});
