import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { PermittedAction } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { type ActivityAction, activityDone, type ActivityValue } from "#app/domain/activity/activity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { logActivity } from "./activity/log-activity.server.ts";
import { changeOnce, refuseAttempt } from "./change-once.server.ts";
import type { ServiceDeps } from "./ports.ts";

/** What was changed, and how it stands in the log. */
export type Changed<T> = {
  readonly value: T;
  readonly oldValue?: ActivityValue;
  /** Null where nothing changed, and nothing is logged; left out where something is gone. */
  readonly newValue?: ActivityValue | null;
};

/** The frame of every change of something of the partner itself: permission, one transaction, once, and a line in the log. */
export async function changeOfPartner<T>(
  deps: ServiceDeps,
  actor: Actor,
  { needs, logAs, input, at }: ChangeRequest,
  work: (tx: Tx, partnerId: string) => Promise<Result<Changed<T>>>,
): Promise<Result<T>> {
  const scope = decidePartnerScope(actor, needs);
  if (!scope.ok) return refuseAttempt(deps, actor, { at, logAs, refused: scope });
  const { partnerId, actor: manager } = scope.value;
  const { idempotencyKey, ...wish } = input;
  const request = { actor: manager, at, operation: logAs, idempotencyKey, wish, logAs };
  return changeOnce<T, Refusal>(deps, request, async (tx) => {
    const changed = await work(tx, partnerId);
    if (!changed.ok) return changed;
    const { value, oldValue = null, newValue } = changed.value;
    if (newValue !== null)
      await logActivity(tx, deps, manager, [
        activityDone(logAs, at, { partnerId }, { oldValue, newValue: newValue ?? null }),
      ]);
    return ok(value);
  });
}

type ChangeRequest = {
  readonly needs: PermittedAction;
  /** What it is called in the log; its idempotency keys are its own. */
  readonly logAs: ActivityAction;
  readonly input: { readonly idempotencyKey: string };
  readonly at: Temporal.Instant;
};
