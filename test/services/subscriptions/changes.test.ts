import { describe, expect, it } from "vitest";
import { cancelSubscription } from "#app/services/subscriptions/cancel-subscription.server.ts";
import { releaseHold } from "#app/services/subscriptions/release-hold.server.ts";
import { clearNextTerm, scheduleNextTerm } from "#app/services/subscriptions/schedule-next-term.server.ts";
import { switchAutoRenew } from "#app/services/subscriptions/switch-auto-renew.server.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import {
  buildOperatorActor,
  buildPartnerActor,
  buildSku,
  buildSubscription,
  buildTenant,
  instant,
  type OfferOptions,
  type PurchaseOptions,
  type SkuOptions,
  testIds,
} from "#test/support/builders.ts";
import { checksumOfTables, countRows } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const boughtAt = instant("2024-03-01T21:28:18Z");
const at = instant("2024-03-02T10:00:00Z");
const windowEnd = instant("2024-03-08T21:28:18Z");
const termEnd = instant("2025-03-01T00:00:00Z");

describeOnBothDatabases("changing a subscription", (database) => {
  const deps = () => serviceDeps(database().db, at);

  async function build(options: Partial<PurchaseOptions> = {}, skuOptions: SkuOptions = {}) {
    const { db } = database();
    const tenant = await buildTenant(db);
    const { sku } = await buildSku(db, skuOptions);
    const subscription = await buildSubscription(db, { customer: tenant.customer, sku, at: boughtAt, ...options });
    const input = () => ({ idempotencyKey: testIds.next(), subscriptionId: subscription.id });
    const read = async () => {
      const found = await findSubscription(db, tenant.partner.id, subscription.id);
      if (found === undefined) throw new Error("The subscription is gone");
      return { ...found.subscription, willNotRenew: found.willNotRenew };
    };
    const activity = () =>
      db
        .selectFrom("activity")
        .select(["action", "outcome", "refusal_code", "old_json", "new_json"])
        .where("subscription_id", "=", subscription.id)
        .orderBy("at")
        .orderBy("id")
        .execute();
    return { ...tenant, sku, subscription, input, read, activity };
  }

  describe("auto-renew", () => {
    it("goes off and on again, as read back, and only the version tells", async () => {
      const { actor, input, read, subscription } = await build();
      const off = await switchAutoRenew(deps(), actor, { ...input(), isOn: false }, at);
      expect(off).toMatchObject({ ok: true, value: { isAutoRenewOn: false, removedNextTerm: null } });
      expect(await read()).toMatchObject({ isAutoRenewOn: false, willNotRenew: { code: "auto-renew-off" } });
      expect(await switchAutoRenew(deps(), actor, { ...input(), isOn: true }, at)).toMatchObject({
        value: { isAutoRenewOn: true },
      });
      expect(await read()).toEqual({ ...subscription, version: 3, willNotRenew: null });
    });

    it("takes a scheduled next term away when it goes off, and says so", async () => {
      const nextTerm = { termDuration: "P1Y", billingPlan: "annual", quantity: 5 } as const;
      const { actor, input, read, activity } = await build({ nextTerm });
      expect(await switchAutoRenew(deps(), actor, { ...input(), isOn: false }, at)).toMatchObject({
        value: { removedNextTerm: nextTerm },
      });
      expect((await read()).nextTerm).toBeNull();
      expect((await activity()).map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
        "auto-renew-switched done",
        "next-term-cleared done",
      ]);
    });

    it("switched on again says at once what will stop the renewal", async () => {
      const { actor, input, read } = await build(
        { isAutoRenewOn: false },
        { offers: [{ effectiveUntilAt: instant("2024-06-01T00:00:00Z") }] },
      );
      await switchAutoRenew(deps(), actor, { ...input(), isOn: true }, at);
      expect((await read()).willNotRenew).toMatchObject({ code: "price-ended", market: "DE", termDuration: "P1Y" });
    });

    it("can be switched in the last millisecond of the term and not at its end", async () => {
      const last = termEnd.subtract({ milliseconds: 1 });
      const { actor, input, read } = await build();
      expect(await switchAutoRenew(deps(), actor, { ...input(), isOn: false }, termEnd)).toMatchObject({
        refusal: { code: "being-renewed", termEndedAt: termEnd.epochMilliseconds },
      });
      expect(await switchAutoRenew(deps(), actor, { ...input(), isOn: false }, last)).toMatchObject({ ok: true });
      expect((await read()).isAutoRenewOn).toBe(false);
      expect(await switchAutoRenew(deps(), actor, { ...input(), isOn: true }, termEnd)).toMatchObject({
        refusal: { code: "subscription-expired" },
      });
    });

    it("is refused as it stands already, for what is too old, and on hold after the term", async () => {
      const { actor, input } = await build();
      expect(await switchAutoRenew(deps(), actor, { ...input(), isOn: true }, at)).toMatchObject({
        refusal: { code: "auto-renew-already", isOn: true },
      });
      const old = await build({ at: instant("2021-10-13T23:59:59.999Z"), termDuration: "P3Y" });
      const then = instant("2022-01-01T00:00:00Z");
      expect(await switchAutoRenew(deps(), old.actor, { ...old.input(), isOn: true }, then)).toMatchObject({
        refusal: { code: "bought-before-auto-renew", purchasedOn: "2021-10-13" },
      });
      const held = await build({ hold: { reason: "runaway", heldAt: termEnd } });
      expect(await switchAutoRenew(deps(), held.actor, { ...held.input(), isOn: false }, termEnd)).toMatchObject({
        refusal: { code: "on-hold", reason: "runaway" },
      });
    });

    it("gives the first answer to a repeated request, also when it stands otherwise by now", async () => {
      const { actor, input, read } = await build();
      const off = { ...input(), isOn: false };
      const first = await switchAutoRenew(deps(), actor, off, at);
      await switchAutoRenew(deps(), actor, { ...input(), isOn: true }, at);
      expect(await switchAutoRenew(deps(), actor, off, at)).toEqual(first);
      expect((await read()).isAutoRenewOn).toBe(true);
    });
  });

  describe("the next term", () => {
    const offers: OfferOptions[] = [
      {},
      { billingPlan: "monthly", unitPriceMinor: 900 },
      { termDuration: "P3Y", billingPlan: "triennial", unitPriceMinor: 27_000 },
    ];
    const wish = { termDuration: "P3Y", billingPlan: "triennial", quantity: 4 } as const;

    it("is scheduled, and removed by asking for the present one or by clearing", async () => {
      const { actor, input, read, activity } = await build({}, { offers });
      expect(await scheduleNextTerm(deps(), actor, { ...input(), ...wish }, at)).toEqual({
        ok: true,
        value: { subscriptionId: expect.any(String), nextTerm: wish },
      });
      expect((await read()).nextTerm).toEqual(wish);
      const present = { termDuration: "P1Y", billingPlan: "annual", quantity: 1 } as const;
      expect(await scheduleNextTerm(deps(), actor, { ...input(), ...present }, at)).toMatchObject({
        value: { nextTerm: null },
      });
      await scheduleNextTerm(deps(), actor, { ...input(), ...wish }, at);
      expect(await clearNextTerm(deps(), actor, input(), at)).toMatchObject({ value: { nextTerm: null } });
      expect((await read()).nextTerm).toBeNull();
      expect((await activity()).map(({ action }) => action)).toEqual([
        "next-term-scheduled",
        "next-term-cleared",
        "next-term-scheduled",
        "next-term-cleared",
      ]);
    });

    it("takes away the note that it will not renew, where the change gives it a price again", async () => {
      const { actor, input, read } = await build(
        { willNotRenew: { code: "price-ended" } },
        { offers: [{ effectiveUntilAt: instant("2024-06-01T00:00:00Z") }, { billingPlan: "monthly" }] },
      );
      expect((await read()).willNotRenew).toMatchObject({ code: "price-ended" });
      await scheduleNextTerm(deps(), actor, { ...input(), ...wish, termDuration: "P1Y", billingPlan: "monthly" }, at);
      expect((await read()).willNotRenew).toBeNull();
    });

    it.each([
      { code: "term-not-offered", asked: { ...wish, termDuration: "P1M", billingPlan: "monthly" } },
      { code: "billing-plan-not-offered", asked: { ...wish, billingPlan: "annual" } },
      { code: "billing-plan-longer-than-term", asked: { ...wish, termDuration: "P1Y" } },
      { code: "quantity-out-of-limits", asked: { ...wish, quantity: 1001 } },
      { code: "quantity-out-of-limits", asked: { ...wish, quantity: 0 } },
    ] as const)("refuses $asked with $code", async ({ code, asked }) => {
      const { actor, input } = await build({}, { offers });
      expect(await scheduleNextTerm(deps(), actor, { ...input(), ...asked }, at)).toMatchObject({ refusal: { code } });
    });

    it("is refused with auto-renew off, without a price on the renewal day, in another currency, in a closed market", async () => {
      const off = await build({ isAutoRenewOn: false }, { offers });
      expect(await scheduleNextTerm(deps(), off.actor, { ...off.input(), ...wish }, at)).toMatchObject({
        refusal: { code: "auto-renew-off" },
      });
      expect(await clearNextTerm(deps(), off.actor, off.input(), at)).toMatchObject({
        refusal: { code: "no-next-term-change" },
      });
      const ended = await build({}, { offers: [{ effectiveUntilAt: termEnd }] });
      expect(
        await scheduleNextTerm(
          deps(),
          ended.actor,
          { ...ended.input(), termDuration: "P1Y", billingPlan: "annual", quantity: 2 },
          at,
        ),
      ).toMatchObject({ refusal: { code: "no-price" } });
      const dollars = await build({}, { offers: offers.map((offer) => ({ ...offer, currency: "USD" })) });
      expect(await scheduleNextTerm(deps(), dollars.actor, { ...dollars.input(), ...wish }, at)).toMatchObject({
        refusal: { code: "currency-changed", oldCurrency: "EUR", newCurrency: "USD" },
      });
      const closed = await build({}, { offers });
      await database()
        .db.updateTable("subscription")
        .set({ market: "BR" })
        .where("id", "=", closed.subscription.id)
        .execute();
      expect(await scheduleNextTerm(deps(), closed.actor, { ...closed.input(), ...wish }, at)).toMatchObject({
        refusal: { code: "market-closed", market: "BR" },
      });
    });
  });

  describe("cancelling", () => {
    const confirmed = { isConfirmed: true, shownCreditMinor: null };

    it.each([
      ["one millisecond before the window's end", windowEnd.subtract({ milliseconds: 1 }), true],
      ["at the window's end", windowEnd, false],
      ["one millisecond after it", windowEnd.add({ milliseconds: 1 }), false],
    ])("%s: %s", async (_when, instantOfCancelling, isOk) => {
      const { actor, input, read } = await build();
      const answer = await cancelSubscription(deps(), actor, { ...input(), ...confirmed }, instantOfCancelling);
      expect(answer.ok).toBe(isOk);
      if (!answer.ok)
        expect(answer.refusal).toEqual({
          code: "cancellation-window-closed",
          closedAt: windowEnd.epochMilliseconds,
        });
      expect((await read()).cancelledAt !== null).toBe(isOk);
    });

    // Unit price × remaining days / days of the cycle, truncated, times the quantity; both days inclusive.
    it.each([
      { plan: "annual", price: 10_000, quantity: 3, on: "2024-03-01T23:59:59Z", credit: 30_000 },
      { plan: "annual", price: 10_000, quantity: 3, on: "2024-03-02T00:00:00Z", credit: 3 * 9_972 },
      { plan: "annual", price: 10_000, quantity: 3, on: "2024-03-08T12:00:00Z", credit: 3 * 9_808 },
      { plan: "monthly", price: 1_008, quantity: 10, on: "2024-03-03T00:00:00Z", credit: 10 * 942 },
      { plan: "monthly", price: 0, quantity: 10, on: "2024-03-03T00:00:00Z", credit: 0 },
    ] as const)(
      "credits $credit of $quantity × $price, billed $plan, on $on",
      async ({ plan, price, quantity, on, credit }) => {
        const { db } = database();
        const { actor, input, subscription, read } = await build({
          billingPlan: plan,
          unitPriceMinor: price,
          quantity,
        });
        const answer = await cancelSubscription(deps(), actor, { ...input(), ...confirmed }, instant(on));
        expect(answer).toMatchObject({ ok: true, value: { creditMinor: credit, currency: "EUR" } });
        const credits = await db
          .selectFrom("credit")
          .innerJoin("charge", "charge.id", "credit.charge_id")
          .select(["credit.amount_minor", "credit.kind"])
          .where("subscription_id", "=", subscription.id)
          .execute();
        expect(credits).toEqual(credit === 0 ? [] : [{ amount_minor: credit, kind: "cancel-immediate" }]);
        expect(await read()).toMatchObject({ isAutoRenewOn: false, nextTerm: null });
        const row = await db
          .selectFrom("subscription")
          .select("next_charge_at")
          .where("id", "=", subscription.id)
          .executeTakeFirstOrThrow();
        expect(row.next_charge_at).toBeNull();
      },
    );

    it("fifty at once: one credit, one notice, and the others learn that it is cancelled", async () => {
      const { db } = database();
      const { actor, input, subscription, activity } = await build();
      const credits = await countRows(db, "credit");
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => cancelSubscription(deps(), actor, { ...input(), ...confirmed }, at)),
      );
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      for (const answer of answers)
        if (!answer.ok)
          expect(answer.refusal).toEqual({ code: "subscription-cancelled", cancelledAt: at.epochMilliseconds });
      expect(await countRows(db, "credit")).toBe(credits + 1);
      expect((await activity()).filter(({ outcome }) => outcome === "done")).toHaveLength(1);
      const notices = await db
        .selectFrom("notice")
        .where("subscription_id", "=", subscription.id)
        .selectAll()
        .execute();
      expect(notices).toMatchObject([{ kind: "cancelled", dedupe_key: `${subscription.id}:1:cancelled` }]);
    });

    it("wants the tick, and the refund that was shown", async () => {
      const { actor, input, read } = await build();
      expect(
        await cancelSubscription(deps(), actor, { ...input(), isConfirmed: false, shownCreditMinor: null }, at),
      ).toMatchObject({ refusal: { code: "notice-not-confirmed" } });
      expect(
        await cancelSubscription(deps(), actor, { ...input(), isConfirmed: true, shownCreditMinor: 10_000 }, at),
      ).toMatchObject({ refusal: { code: "changed-meanwhile" } });
      expect((await read()).cancelledAt).toBeNull();
      expect(
        await cancelSubscription(deps(), actor, { ...input(), isConfirmed: true, shownCreditMinor: 9_972 }, at),
      ).toMatchObject({ ok: true });
    });

    it.each([
      [{ kind: "third-party-plan" }, { code: "not-cancellable", reason: "plan-never-cancelled" }],
      [{ kind: "azure-reservation" }, { code: "not-cancellable", reason: "reservation" }],
      [{ isCancellable: false }, { code: "not-cancellable", reason: "plan-never-cancelled" }],
    ] as const)("never cancels %s", async (skuOptions, refusal) => {
      const { actor, input } = await build({}, skuOptions);
      expect(await cancelSubscription(deps(), actor, { ...input(), ...confirmed }, at)).toMatchObject({ refusal });
    });

    it("is the admin agent's alone; another's attempt is logged with the subscription", async () => {
      const { db } = database();
      const { partner, input, activity } = await build();
      const globalAdmin = await buildPartnerActor(db, partner.id, ["global-admin"]);
      expect(await cancelSubscription(deps(), globalAdmin, { ...input(), ...confirmed }, at)).toMatchObject({
        refusal: { code: "role-needed", action: "cancel-purchase", roles: ["admin-agent"] },
      });
      expect(await activity()).toMatchObject([
        { action: "subscription-cancelled", outcome: "refused", refusal_code: "role-needed" },
      ]);
    });

    it("gives the first answer again, and changes nothing", async () => {
      const { actor, input } = await build();
      const request = { ...input(), ...confirmed };
      const first = await cancelSubscription(deps(), actor, request, at);
      const before = await checksumOfTables(database().db);
      expect(await cancelSubscription(deps(), actor, request, windowEnd)).toEqual(first);
      expect(await checksumOfTables(database().db)).toEqual(before);
    });
  });

  describe("a hold", () => {
    const hold = { reason: "failing", heldAt: boughtAt } as const;

    it("is released once, its failures forgotten, by the partner or the operator", async () => {
      const { db } = database();
      const { actor, input, read, partner, subscription } = await build({ hold });
      const failure = {
        subscription_id: subscription.id,
        job: "renew-due-subscriptions",
        partner_id: partner.id,
        run_id: "a run",
        code: "error",
        message: "no price",
        attempts: 5,
        first_failed_at: 1,
        last_failed_at: 2,
      };
      await db.insertInto("job_failure").values(failure).execute();
      expect(await releaseHold(deps(), actor, input(), at)).toMatchObject({ ok: true });
      expect((await read()).hold).toBeNull();
      const failures = await db
        .selectFrom("job_failure")
        .selectAll()
        .where("subscription_id", "=", subscription.id)
        .execute();
      expect(failures).toEqual([]);
      expect(await releaseHold(deps(), actor, input(), at)).toMatchObject({ refusal: { code: "not-on-hold" } });

      const other = await build({ hold });
      const operator = await buildOperatorActor(db);
      expect(await releaseHold(deps(), operator, other.input(), at)).toMatchObject({ ok: true });
      expect((await other.read()).hold).toBeNull();
    });

    it("is not released by roles that only look", async () => {
      const { db } = database();
      const { partner, input } = await build({ hold });
      const helpdesk = await buildPartnerActor(db, partner.id, ["helpdesk-agent"]);
      expect(await releaseHold(deps(), helpdesk, input(), at)).toMatchObject({
        refusal: { code: "role-needed", action: "release-hold" },
      });
    });
  });
});
