import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { isoDayOf } from "#app/domain/calendar/utc-days.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { decideKeepAutoRenewOn, decidePlanAutoRenewOff } from "#app/domain/subscription/planned-auto-renew.ts";
import type { NextTerm, Subscription } from "#app/domain/subscription/subscription.ts";
import type { ChangeDeps } from "../ports.ts";
import { applySubscriptionChange, changeSubscription, type SubscriptionInput } from "./subscription-changes.server.ts";

export type AutoRenewOffPlanned = {
  readonly subscriptionId: string;
  /** The chosen UTC day, `YYYY-MM-DD`, as read back; null where auto-renew simply stays on. */
  readonly offOn: string | null;
  readonly removedNextTerm: NextTerm | null;
};

/** Chooses the day on which auto-renew is switched off, at 00:00 UTC; a job does it then. */
export async function planAutoRenewOff(
  deps: ChangeDeps,
  actor: Actor,
  input: SubscriptionInput & { readonly on: Temporal.PlainDate },
  at: Temporal.Instant,
): Promise<Result<AutoRenewOffPlanned>> {
  const { on, ...rest } = input;
  const change = {
    operation: "plan-auto-renew-off",
    permission: "switch-auto-renew",
    logAs: "auto-renew-off-planned",
    input: { ...rest, on: on.toString() },
  } as const;
  return changeSubscription<AutoRenewOffPlanned>(deps, actor, change, at, async (tx, context) => {
    const decision = decidePlanAutoRenewOff(context.subscription, { on }, { at });
    if (!decision.ok) return decision;
    const stored = await applySubscriptionChange(deps, tx, context, decision.value);
    if (!stored.ok) return stored;
    return ok({
      subscriptionId: stored.value.id,
      offOn: offOnOf(stored.value),
      removedNextTerm: decision.value.removedNextTerm,
    });
  });
}

/** Takes the chosen day back. */
export async function keepAutoRenewOn(
  deps: ChangeDeps,
  actor: Actor,
  input: SubscriptionInput,
  at: Temporal.Instant,
): Promise<Result<AutoRenewOffPlanned>> {
  const change = {
    operation: "keep-auto-renew-on",
    permission: "switch-auto-renew",
    logAs: "auto-renew-off-planned",
    input,
  } as const;
  return changeSubscription<AutoRenewOffPlanned>(deps, actor, change, at, async (tx, context) => {
    const decision = decideKeepAutoRenewOn(context.subscription, { at });
    if (!decision.ok) return decision;
    const stored = await applySubscriptionChange(deps, tx, context, decision.value);
    if (!stored.ok) return stored;
    return ok({ subscriptionId: stored.value.id, offOn: offOnOf(stored.value), removedNextTerm: null });
  });
}

function offOnOf({ autoRenewOffAt }: Subscription): string | null {
  return autoRenewOffAt === null ? null : isoDayOf(autoRenewOffAt);
}
