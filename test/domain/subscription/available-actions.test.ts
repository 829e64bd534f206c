import { describe, expect, it } from "vitest";
import { mayDo } from "#app/domain/access/permissions.ts";
import { partnerRoles } from "#app/domain/access/roles.ts";
import { decideSwitchAutoRenew } from "#app/domain/subscription/auto-renew.ts";
import {
  availableActions,
  decideAction,
  permissionFor,
  subscriptionActions,
} from "#app/domain/subscription/available-actions.ts";
import { decideCancel } from "#app/domain/subscription/cancellation.ts";
import { decideReleaseHold } from "#app/domain/subscription/hold.ts";
import { decideClearNextTerm, decideScheduleNextTerm } from "#app/domain/subscription/next-term.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { allOffers, aPartnerUser, around, aSku, aSubscription, chargesMade, ids, instant } from "../support/records.ts";

const admin = aPartnerUser("admin-agent");
const sku = aSku();
const codes = (subscription: Subscription, at: ReturnType<typeof instant>, actor = admin) => {
  const actions = availableActions(subscription, at, { actor, sku });
  return Object.fromEntries(
    subscriptionActions.map((action) => {
      const answer = actions[action];
      return [action, answer.ok ? "yes" : answer.refusal.code];
    }),
  );
};

describe("what can be done with a subscription", () => {
  it("inside its window", () => {
    expect(codes(aSubscription(), instant("2021-10-16T00:00:00Z"))).toEqual({
      "switch-auto-renew-on": "auto-renew-already",
      "switch-auto-renew-off": "yes",
      "schedule-next-term": "yes",
      "clear-next-term": "no-next-term-change",
      "change-quantity-in-term": "quantity-fixed-in-term",
      "change-billing-plan-in-term": "plan-fixed-in-term",
      cancel: "yes",
      "release-hold": "not-on-hold",
    });
  });

  it("after its window, with auto-renew off and on hold", () => {
    const hold = { reason: "failing", heldAt: instant("2022-01-01T00:00:00Z") } as const;
    expect(codes(aSubscription({ isAutoRenewOn: false, hold }), instant("2022-02-01T00:00:00Z"))).toMatchObject({
      "switch-auto-renew-on": "yes",
      "switch-auto-renew-off": "auto-renew-already",
      "schedule-next-term": "auto-renew-off",
      cancel: "cancellation-window-closed",
      "release-hold": "yes",
    });
  });

  it("while it is being renewed: nothing but to try again", () => {
    const { before, at } = around("2022-10-15T00:00:00Z");
    expect(new Set(Object.values(codes(aSubscription(), at)))).toEqual(new Set(["being-renewed", "not-on-hold"]));
    expect(codes(aSubscription(), before)["switch-auto-renew-off"]).toBe("yes");
  });

  it("names the role that is needed before anything else", () => {
    const subscription = aSubscription({ cancelledAt: instant("2021-10-16T00:00:00Z") });
    const answers = availableActions(subscription, instant("2021-10-17T00:00:00Z"), {
      actor: aPartnerUser("helpdesk-agent"),
      sku,
    });
    expect(answers.cancel).toEqual({
      ok: false,
      refusal: { code: "role-needed", action: "cancel-purchase", roles: ["admin-agent"] },
    });
  });

  it("follows the permission table for every role", () => {
    for (const role of partnerRoles) {
      const answers = codes(aSubscription(), instant("2021-10-16T00:00:00Z"), aPartnerUser(role));
      for (const action of subscriptionActions)
        expect(answers[action] === "role-needed").toBe(!mayDo(aPartnerUser(role), permissionFor(action)));
    }
  });
});

describe("what the page offers and what the server decides", () => {
  const hold = { reason: "failing", heldAt: instant("2022-01-01T00:00:00Z") } as const;
  const nextTerm = { termDuration: "P3Y", billingPlan: "annual", quantity: 4 } as const;
  const subscriptions = {
    plain: aSubscription(),
    off: aSubscription({ isAutoRenewOn: false }),
    old: aSubscription({ purchasedAt: "2021-10-10T00:00:00Z" }),
    scheduled: aSubscription({ nextTerm }),
    held: aSubscription({ hold }),
    cancelled: aSubscription({ isAutoRenewOn: false, cancelledAt: instant("2021-10-16T00:00:00Z") }),
    expired: aSubscription({ expiredAt: instant("2022-10-15T00:00:00Z") }),
    plan: aSubscription({ kind: "third-party-plan" }),
  };
  const instants = ["2021-10-15T22:00:00Z", "2021-10-22T21:28:18Z", "2022-10-14T23:59:59.999Z", "2022-10-15T00:00:00Z"];
  const rows = Object.entries(subscriptions).flatMap(([name, subscription]) =>
    instants.map((text) => ({ name: `${name} at ${text}`, subscription, at: instant(text) })),
  );

  it.each(rows)("is the same: $name", ({ subscription, at }) => {
    const refusalOf = (result: { ok: true } | { ok: false; refusal: unknown }) => (result.ok ? null : result.refusal);
    const page = (action: (typeof subscriptionActions)[number]) =>
      refusalOf(decideAction(action, subscription, at, { actor: admin, sku }));
    const schedule = decideScheduleNextTerm(
      subscription,
      { termDuration: "P3Y", billingPlan: "triennial", quantity: 4 },
      { at, sku, segment: "Commercial", availabilities: allOffers() },
    );
    const charges = chargesMade(subscription);
    expect(refusalOf(decideSwitchAutoRenew(subscription, { isOn: true }, { at }))).toEqual(
      page("switch-auto-renew-on"),
    );
    expect(refusalOf(decideSwitchAutoRenew(subscription, { isOn: false }, { at }))).toEqual(
      page("switch-auto-renew-off"),
    );
    expect(refusalOf(schedule)).toEqual(page("schedule-next-term"));
    expect(refusalOf(decideClearNextTerm(subscription, { at }))).toEqual(page("clear-next-term"));
    expect(refusalOf(decideCancel(subscription, { at, sku, charges, nextId: ids() }))).toEqual(page("cancel"));
    expect(refusalOf(decideReleaseHold(subscription, { at }))).toEqual(page("release-hold"));
  });
});
