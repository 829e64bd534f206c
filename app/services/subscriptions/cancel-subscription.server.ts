import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { carryOutCancellation, type SubscriptionCancelled } from "./carry-out-cancellation.server.ts";
import { changeSubscription, type PartOfMany, type SubscriptionInput } from "./subscription-changes.server.ts";
import type { ChangeDeps } from "../ports.ts";

export type CancelSubscriptionInput = SubscriptionInput & {
  /** The person has confirmed the notice on the page. */
  readonly isConfirmed: boolean;
  /** The refund the page showed, in minor units; another one by now is refused, so that nobody gets less than was read. Null skips it. */
  readonly shownCreditMinor: number | null;
};

/**
 * Cancels a subscription inside the window of its term and credits the days that remain of what was charged.
 * Later cycles are never charged. However many ask at once, one cancels and one credit is written.
 */
export async function cancelSubscription(
  deps: ChangeDeps,
  actor: Actor,
  input: CancelSubscriptionInput,
  at: Temporal.Instant,
  part?: PartOfMany,
): Promise<Result<SubscriptionCancelled>> {
  const change = {
    operation: "cancel-subscription",
    permission: "cancel-purchase",
    logAs: "subscription-cancelled",
    input,
  } as const;
  return changeSubscription<SubscriptionCancelled>(
    deps,
    actor,
    change,
    at,
    async (tx, { subscription, sku }) => {
      const context = { actor, subscription, sku, at };
      const done = await carryOutCancellation(deps, tx, context, ({ refund }) => {
        if (!input.isConfirmed) return refused({ code: "notice-not-confirmed" });
        if (input.shownCreditMinor !== null && input.shownCreditMinor !== refund.totalMinor)
          return refused({ code: "changed-meanwhile" });
        return ok(null);
      });
      return done.ok ? ok(done.value.cancelled) : done;
    },
    part,
  );
}
