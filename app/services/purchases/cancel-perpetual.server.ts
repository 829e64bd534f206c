import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import {
  carryOutPerpetualCancellation,
  findPurchaseForChange,
  type PerpetualCancelled,
} from "./carry-out-perpetual-cancellation.server.ts";

export type CancelPerpetualInput = {
  readonly idempotencyKey: string;
  readonly orderId: string;
  readonly lineNumber: number;
  /** The tick that the notice was read. */
  readonly isNoticeConfirmed: boolean;
};

/**
 * Cancels one purchase of perpetual software through the 30th day after it, with all of its price credited.
 * A purchase above the operator's limit, or of an edition marked so, is refused as under review.
 */
export async function cancelPerpetual(
  deps: ServiceDeps,
  actor: Actor,
  input: CancelPerpetualInput,
  at: Temporal.Instant,
): Promise<Result<PerpetualCancelled>> {
  const logAs = "perpetual-software-cancelled";
  const scope = decidePartnerScope(actor, "cancel-purchase");
  if (!scope.ok)
    return refuseAttempt(deps, actor, {
      at,
      logAs,
      refused: scope,
      findSubject: (tx, partnerId) => findPurchaseForChange(tx, partnerId, input),
    });
  const { idempotencyKey, ...wish } = input;
  const { actor: user, partnerId } = scope.value;
  const request = { actor: user, at, operation: "cancel-perpetual", idempotencyKey, wish, logAs } as const;
  return changeOnce<PerpetualCancelled, Refusal>(deps, request, async (tx, attempt) => {
    const purchase = await findPurchaseForChange(tx, partnerId, input);
    if (purchase === undefined) return refused({ code: "not-found", what: "order" });
    attempt.subject = purchase;
    const { isNoticeConfirmed } = input;
    const done = await carryOutPerpetualCancellation(deps, tx, { actor: user, purchase, isNoticeConfirmed, at });
    return done.ok ? ok(done.value.cancelled) : done;
  });
}
