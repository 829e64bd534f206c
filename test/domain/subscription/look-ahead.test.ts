import { describe, expect, it } from "vitest";
import { renewalQuery } from "#app/domain/subscription/next-term.ts";
import { decideLookAhead, lookAheadStage, windowClosingNotice } from "#app/domain/subscription/look-ahead.ts";
import { decideRenewal } from "#app/domain/subscription/renewal.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { changesOfNextTerm } from "#app/domain/subscription/terms.ts";
import { subscriptionsPageShows, visibilityOf } from "#app/domain/subscription/visibility.ts";
import { allOffers, around, aSku, aSubscription, ids, instant, lookUp } from "../support/records.ts";

const offers = allOffers();
const look = (subscription: Subscription, at: ReturnType<typeof instant>) =>
  decideLookAhead(subscription, { at, availability: lookUp(offers)(renewalQuery(subscription, "Commercial")) });

describe("the stages before the end of a term", () => {
  // The term ends at 2022-10-15T00:00Z.
  it.each([
    ["2022-09-15T00:00:00Z", null, 30],
    ["2022-10-08T00:00:00Z", 30, 7],
    ["2022-10-14T00:00:00Z", 7, 1],
    ["2022-10-15T00:00:00Z", 1, null],
  ])("change at %s from %s to %s", (text, earlier, later) => {
    const { before, at, after } = around(text);
    expect([before, at, after].map((instant) => lookAheadStage(aSubscription(), instant))).toEqual([
      earlier,
      later,
      later,
    ]);
  });

  it("skip one that lies before the term itself", () => {
    const february = aSubscription({ purchasedAt: "2022-01-31T10:00:00Z", duration: "P1M", billingPlan: "monthly" });
    expect(lookAheadStage(february, instant("2022-01-31T12:00:00Z"))).toBeNull();
    expect(lookAheadStage(february, instant("2022-02-21T00:00:00Z"))).toBe(7);
    // One that lies at the very start is no earlier than the term: April has 30 days.
    const startAt = instant("2022-04-01T00:00:00Z");
    const april = aSubscription({ purchasedAt: startAt.toString(), duration: "P1M", billingPlan: "monthly" });
    expect(lookAheadStage(april, startAt)).toBe(30);
  });

  it("are announced once each: a stage has one key, and a run after a pause sends the last alone", () => {
    const notices = ["2022-09-20T00:00:00Z", "2022-09-21T00:00:00Z", "2022-10-14T12:00:00Z"].flatMap(
      (text) => look(aSubscription(), instant(text)).notices,
    );
    expect(notices.map(({ dedupeKey }) => dedupeKey)).toEqual([
      "subscription-1:1:renewal-ahead:30",
      "subscription-1:1:renewal-ahead:30",
      "subscription-1:1:renewal-ahead:1",
    ]);
  });
});

describe("looking ahead", () => {
  it("names the new price and what changes", () => {
    const nextTerm = { termDuration: "P1Y", billingPlan: "monthly", quantity: 5 } as const;
    const { willNotRenew, notices } = look(aSubscription({ nextTerm }), instant("2022-10-10T00:00:00Z"));
    expect(willNotRenew).toBeNull();
    expect(notices).toMatchObject([
      {
        kind: "renewal-ahead",
        facts: {
          stageDays: 7,
          termDuration: "P1Y",
          billingPlan: "monthly",
          quantity: 5,
          oldUnitPriceMinor: 38_950,
          newUnitPriceMinor: 1008,
          currency: "EUR",
          changed: ["billing-plan", "quantity", "price"],
        },
      },
    ]);
  });

  it("names another duration, and nothing where the term goes on as it is", () => {
    const longer = { termDuration: "P3Y", billingPlan: "annual", quantity: 3 } as const;
    const changed = (nextTerm: Subscription["nextTerm"], price: number) =>
      changesOfNextTerm(aSubscription({ nextTerm }), price);
    expect(changed(longer, 38_950)).toEqual(["term-duration"]);
    expect(changed(longer, 38_951)).toEqual(["term-duration", "price"]);
    expect(changed(null, 38_950)).toEqual([]);
  });

  it.each([
    ["auto-renew-off", aSubscription({ isAutoRenewOn: false })],
    ["bought-before-auto-renew", aSubscription({ purchasedAt: "2021-10-13T00:00:00Z" })],
    ["market-closed", aSubscription({ market: "BR" })],
    ["price-ended", aSubscription({ skuId: "GONE" })],
  ])("says %s, with the reason that the renewal itself will give", (code, subscription) => {
    const ahead = look(subscription, instant("2022-10-10T00:00:00Z"));
    expect(ahead.willNotRenew?.code).toBe(code);
    expect(ahead.notices).toMatchObject([
      { kind: "will-not-renew", dedupeKey: "subscription-1:1:will-not-renew:7", facts: { reason: { code } } },
    ]);
    const availability = lookUp(offers)(renewalQuery(subscription, "Commercial"));
    const then = decideRenewal(subscription, { at: subscription.term.endAt, availability, nextId: ids() });
    expect(then).toMatchObject({ kind: "expire", reason: ahead.willNotRenew });
  });

  it("knows the reason long before the first stage, and then says nothing yet", () => {
    const ahead = look(aSubscription({ skuId: "GONE" }), instant("2021-10-16T00:00:00Z"));
    expect(ahead).toMatchObject({ willNotRenew: { code: "price-ended" }, stageDays: null, notices: [] });
  });

  it("is silent about what has ended or was cancelled", () => {
    const at = instant("2022-10-10T00:00:00Z");
    for (const ended of [aSubscription({ cancelledAt: at }), aSubscription({ expiredAt: at })])
      expect(look(ended, at)).toEqual({ willNotRenew: null, stageDays: null, notices: [] });
  });
});

describe("a window that closes", () => {
  it("is announced in its last 24 hours", () => {
    const subscription = aSubscription({ purchasedAt: "2021-10-15T21:28:18Z" });
    const begin = around("2021-10-21T21:28:18Z");
    const end = around("2021-10-22T21:28:18Z");
    const notices = [begin.before, begin.at, begin.after, end.before, end.at].map((at) =>
      windowClosingNotice(subscription, { at, sku: aSku() }),
    );
    expect(notices.map((notice) => notice?.dedupeKey ?? null)).toEqual([
      null,
      ...Array.from({ length: 3 }, () => "subscription-1:1:window-closing"),
      null,
    ]);
  });

  it("is not announced for what can never be cancelled", () => {
    const at = instant("2021-10-22T12:00:00Z");
    expect(windowClosingNotice(aSubscription({ kind: "third-party-plan" }), { at, sku: aSku() })).toBeNull();
    expect(windowClosingNotice(aSubscription(), { at, sku: aSku({ isCancellable: false }) })).toBeNull();
  });
});

describe("where a purchase is visible", () => {
  const everywhere = { subscriptionsPage: true, softwarePage: true, subscriptionsApi: true, ordersApi: true };
  const softwareAndOrders = { subscriptionsPage: false, softwarePage: true, subscriptionsApi: false, ordersApi: true };

  it.each([
    ["software-subscription", "2021-10-14T00:00:00Z", everywhere],
    ["software-subscription", "2021-10-13T23:59:59.999Z", softwareAndOrders],
    ["third-party-plan", "2022-01-01T00:00:00Z", everywhere],
    ["azure-reservation", "2020-01-01T00:00:00Z", softwareAndOrders],
    ["perpetual-software", "2022-01-01T00:00:00Z", softwareAndOrders],
    ["perpetual-software", "2020-01-01T00:00:00Z", softwareAndOrders],
  ] as const)("%s bought %s", (kind, text, expected) => {
    const purchase = { kind, purchasedAt: instant(text) };
    expect(visibilityOf(purchase)).toEqual(expected);
    expect(subscriptionsPageShows(purchase)).toBe(expected.subscriptionsPage);
  });
});
