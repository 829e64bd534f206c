import type { Temporal } from "temporal-polyfill";
import { decideAccess, type PermittedAction } from "../access/permissions.ts";
import type { Actor } from "../access/roles.ts";
import type { Sku } from "../catalog/catalog.ts";
import type { Refusal } from "../refusal.ts";
import { ok, refused, type Result } from "../result.ts";
import { refusalToSwitchAutoRenew } from "./auto-renew.ts";
import { refusalToCancel } from "./cancellation.ts";
import { refusalToRelease } from "./hold.ts";
import { refusalToClear, refusalToSchedule } from "./next-term.ts";
import { refusalOfStanding } from "./status.ts";
import type { Subscription } from "./subscription.ts";

/** What can be done with a subscription. */
export const subscriptionActions = [
  "switch-auto-renew-on",
  "switch-auto-renew-off",
  "schedule-next-term",
  "clear-next-term",
  "change-quantity-in-term",
  "change-billing-plan-in-term",
  "cancel",
  "release-hold",
] as const;
export type SubscriptionAction = (typeof subscriptionActions)[number];

export type ActionFacts = { readonly actor: Actor; readonly sku: Pick<Sku, "isCancellable"> };

type Rule = {
  readonly permission: PermittedAction;
  readonly refusal: (subscription: Subscription, at: Temporal.Instant, facts: ActionFacts) => Refusal | null;
};

const rules = {
  "switch-auto-renew-on": {
    permission: "switch-auto-renew",
    refusal: (subscription, at) => refusalToSwitchAutoRenew(subscription, true, at),
  },
  "switch-auto-renew-off": {
    permission: "switch-auto-renew",
    refusal: (subscription, at) => refusalToSwitchAutoRenew(subscription, false, at),
  },
  "schedule-next-term": { permission: "schedule-next-term", refusal: refusalToSchedule },
  "clear-next-term": { permission: "schedule-next-term", refusal: refusalToClear },
  "change-quantity-in-term": {
    permission: "schedule-next-term",
    refusal: (subscription, at) => refusalOfStanding(subscription, at) ?? { code: "quantity-fixed-in-term" },
  },
  "change-billing-plan-in-term": {
    permission: "schedule-next-term",
    refusal: (subscription, at) => refusalOfStanding(subscription, at) ?? { code: "plan-fixed-in-term" },
  },
  cancel: {
    permission: "cancel-purchase",
    refusal: (subscription, at, { sku }) => refusalToCancel(subscription, sku, at),
  },
  "release-hold": { permission: "release-hold", refusal: refusalToRelease },
} as const satisfies Record<SubscriptionAction, Rule>;

/** The permission an action needs. */
export function permissionFor(action: SubscriptionAction): PermittedAction {
  return rules[action].permission;
}

/** Whether an actor may do one thing with a subscription at an instant; the role is asked first. */
export function decideAction(
  action: SubscriptionAction,
  subscription: Subscription,
  at: Temporal.Instant,
  facts: ActionFacts,
): Result<SubscriptionAction> {
  const rule: Rule = rules[action];
  const access = decideAccess(facts.actor, rule.permission);
  if (!access.ok) return access;
  const refusal = rule.refusal(subscription, at, facts);
  return refusal ? refused(refusal) : ok(action);
}

/**
 * Every action with its answer. The one function behind "may I?" on a page (a disabled control with its reason) and
 * "you may not" on the server: both are made of the same refusals.
 */
export function availableActions(
  subscription: Subscription,
  at: Temporal.Instant,
  facts: ActionFacts,
): { readonly [A in SubscriptionAction]: Result<SubscriptionAction> } {
  return Object.fromEntries(
    subscriptionActions.map((action) => [action, decideAction(action, subscription, at, facts)]),
  ) as { [A in SubscriptionAction]: Result<SubscriptionAction> };
}
