import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { ok, type Result } from "#app/domain/result.ts";
import {
  decideClearNextTerm,
  decideScheduleNextTerm,
  renewalQuery,
  type ScheduleFacts,
} from "#app/domain/subscription/next-term.ts";
import type { NextTerm } from "#app/domain/subscription/subscription.ts";
import type { Tx } from "#db/client.ts";
import { listAvailabilitiesFor } from "#db/repositories/catalog.ts";
import type { ChangeDeps } from "../ports.ts";
import {
  applySubscriptionChange,
  type ChangeContext,
  changeSubscription,
  type PartOfMany,
  type SubscriptionInput,
} from "./subscription-changes.server.ts";

export type ScheduleNextTermInput = SubscriptionInput & NextTerm;

export type NextTermScheduled = {
  readonly subscriptionId: string;
  /** As read back; null when the next term will be like the present one. */
  readonly nextTerm: NextTerm | null;
};

/**
 * Schedules what the next term shall be: duration, billing plan, quantity. Asking for what the present term is
 * removes a scheduled change. Refused where the price list of the renewal day, as known now, does not offer it.
 */
export async function scheduleNextTerm(
  deps: ChangeDeps,
  actor: Actor,
  input: ScheduleNextTermInput,
  at: Temporal.Instant,
  part?: PartOfMany,
): Promise<Result<NextTermScheduled>> {
  const change = {
    operation: "schedule-next-term",
    permission: "schedule-next-term",
    logAs: "next-term-scheduled",
    input,
  } as const;
  return changeSubscription<NextTermScheduled>(
    deps,
    actor,
    change,
    at,
    async (tx, context) => {
      const { termDuration, billingPlan, quantity } = input;
      const wanted: NextTerm = { termDuration, billingPlan, quantity };
      const decision = decideScheduleNextTerm(context.subscription, wanted, await nextTermFacts(tx, context, at));
      if (!decision.ok) return decision;
      const stored = await applySubscriptionChange(deps, tx, context, decision.value);
      return stored.ok ? ok({ subscriptionId: stored.value.id, nextTerm: stored.value.nextTerm }) : stored;
    },
    part,
  );
}

/** The offers of the renewal day, as known now. */
export async function nextTermFacts(
  tx: Tx,
  { subscription, sku }: Pick<ChangeContext, "subscription" | "sku">,
  at: Temporal.Instant,
): Promise<ScheduleFacts> {
  const { market, segment, at: renewsAt } = renewalQuery(subscription, sku.segment);
  const skus = [skuKey(sku.productId, sku.skuId)];
  const availabilities = await listAvailabilitiesFor(tx, { market, segment, skus, at: renewsAt });
  return { at, sku, segment, availabilities };
}

/** Removes a scheduled change: the next term will be like the present one. */
export async function clearNextTerm(
  deps: ChangeDeps,
  actor: Actor,
  input: SubscriptionInput,
  at: Temporal.Instant,
): Promise<Result<NextTermScheduled>> {
  const change = {
    operation: "clear-next-term",
    permission: "schedule-next-term",
    logAs: "next-term-cleared",
    input,
  } as const;
  return changeSubscription<NextTermScheduled>(deps, actor, change, at, async (tx, context) => {
    const decision = decideClearNextTerm(context.subscription, { at });
    if (!decision.ok) return decision;
    const stored = await applySubscriptionChange(deps, tx, context, decision.value);
    return stored.ok ? ok({ subscriptionId: stored.value.id, nextTerm: stored.value.nextTerm }) : stored;
  });
}
