import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { decideSwitchAutoRenew } from "#app/domain/subscription/auto-renew.ts";
import type { NextTerm } from "#app/domain/subscription/subscription.ts";
import type { ChangeDeps } from "../ports.ts";
import {
  applySubscriptionChange,
  changeSubscription,
  type PartOfMany,
  type SubscriptionInput,
} from "./subscription-changes.server.ts";

export type SwitchAutoRenewInput = SubscriptionInput & { readonly isOn: boolean };

export type AutoRenewSwitched = {
  readonly subscriptionId: string;
  /** As read back from the database after the change. */
  readonly isAutoRenewOn: boolean;
  /** What had been scheduled for the next term and was removed with the renewal. */
  readonly removedNextTerm: NextTerm | null;
};

/** Switches auto-renew of an active subscription, up to the end of its term. Off removes what was scheduled for the next one. */
export async function switchAutoRenew(
  deps: ChangeDeps,
  actor: Actor,
  input: SwitchAutoRenewInput,
  at: Temporal.Instant,
  part?: PartOfMany,
): Promise<Result<AutoRenewSwitched>> {
  const change = {
    operation: "switch-auto-renew",
    permission: "switch-auto-renew",
    logAs: "auto-renew-switched",
    input,
  } as const;
  return changeSubscription<AutoRenewSwitched>(
    deps,
    actor,
    change,
    at,
    async (tx, context) => {
      const decision = decideSwitchAutoRenew(context.subscription, { isOn: input.isOn }, { at });
      if (!decision.ok) return decision;
      const stored = await applySubscriptionChange(deps, tx, context, decision.value);
      if (!stored.ok) return stored;
      return ok({
        subscriptionId: stored.value.id,
        isAutoRenewOn: stored.value.isAutoRenewOn,
        removedNextTerm: decision.value.removedNextTerm,
      });
    },
    part,
  );
}
