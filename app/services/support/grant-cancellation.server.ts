import type { Temporal } from "temporal-polyfill";
import { decideAccess, rolesFor } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { Credit } from "#app/domain/billing/charge.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { decideGrant, refusalToGrant, subjectOfRequest } from "#app/domain/support/decide-request.ts";
import type { SupportRequest } from "#app/domain/support/support-request.ts";
import type { Tx } from "#db/client.ts";
import { findSku } from "#db/repositories/catalog.ts";
import { findSubscriptionForChange } from "#db/repositories/subscriptions.ts";
import { findSupportRequest, insertGrantedCredits } from "#db/repositories/support-requests.ts";
import { listLinesToGrant } from "#db/repositories/support-subjects.ts";
import { changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";
import {
  carryOutPerpetualCancellation,
  findPurchaseForChange,
} from "../purchases/carry-out-perpetual-cancellation.server.ts";
import { carryOutCancellation } from "../subscriptions/carry-out-cancellation.server.ts";
import { writeSupportChange } from "./change-request.server.ts";
import { noSuchRequest, refusalOfKeyIn } from "./support-scope.server.ts";

export type GrantCancellationInput = {
  readonly idempotencyKey: string;
  readonly requestId: string;
  /** Which line of the order; null where the request names one line, or a subscription. */
  readonly lineNumber: number | null;
  /** Minor units of the purchase's currency; 0 cancels without a credit. At most what was charged. */
  readonly amountMinor: number;
  /** What the partner reads: in the thread, and beside the credit on the invoice. */
  readonly reason: string;
};

export type CancellationGranted = {
  readonly requestId: string;
  readonly customerId: string;
  readonly creditMinor: number;
  readonly currency: Currency;
};

/**
 * Grants the cancellation that a support request asks for: the same cancellation as the page's, at any time of the
 * term, with an amount; the request is closed with the reason, in one transaction. Of two operators at once one grants.
 */
export async function grantCancellation(
  deps: ServiceDeps,
  actor: Actor,
  input: GrantCancellationInput,
  at: Temporal.Instant,
): Promise<Result<CancellationGranted>> {
  const logAs = "cancellation-granted";
  const access = decideAccess(actor, "grant-cancellation");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs, refused: access });
  if (actor.kind !== "operator")
    return refused({ code: "role-needed", action: "grant-cancellation", roles: rolesFor("grant-cancellation") });
  const refusal = refusalOfKeyIn({ reason: input.reason });
  if (refusal !== null) return refused(refusal);
  const { idempotencyKey, ...wish } = input;
  const change = { actor, at, operation: "grant-cancellation", idempotencyKey, wish, logAs } as const;
  return changeOnce<CancellationGranted, Refusal>(deps, change, async (tx, attempt) => {
    const request = await findSupportRequest(tx, null, input.requestId, { lock: true });
    if (request === undefined) return noSuchRequest;
    attempt.subject = subjectOfRequest(request);
    // A refusal ends the transaction with what was written so far, so all of them come before the first write.
    const standing = refusalToGrant(request, input.reason);
    if (standing !== null) return refused(standing);
    const done = await cancelAsGranted(deps, tx, actor, request, input, at);
    if (!done.ok) return done;
    const { creditMinor, currency, customerId, credits } = done.value;
    const decision = decideGrant(
      request,
      { amount: { amountMinor: creditMinor, currency }, reason: input.reason },
      { at, userId: actor.userId, nextId: () => deps.ids.next() },
    );
    // The request is locked and was asked before: what is refused now is a mistake, and must undo the cancellation.
    if (!decision.ok) throw new Error(`A cancellation was carried out and then not granted: ${decision.refusal.code}`);
    const written = await writeSupportChange(deps, tx, actor, request, decision.value);
    if (!written.ok) throw new Error(`Request ${request.id} changed although it was locked`);
    const { partnerId, id: requestId } = request;
    const reason = input.reason.trim();
    await insertGrantedCredits(
      tx,
      credits.map(({ id: creditId }) => ({ creditId, requestId, partnerId, reason })),
    );
    return ok({ requestId, customerId, creditMinor, currency });
  });
}

type Cancelled = {
  readonly creditMinor: number;
  readonly currency: Currency;
  readonly customerId: string;
  readonly credits: readonly Credit[];
};

async function cancelAsGranted(
  deps: ServiceDeps,
  tx: Tx,
  actor: Actor,
  request: SupportRequest,
  { amountMinor, lineNumber }: GrantCancellationInput,
  at: Temporal.Instant,
): Promise<Result<Cancelled>> {
  const { partnerId } = request;
  const granted = { amountMinor, requestId: request.id };
  const target = await targetOf(tx, request, lineNumber);
  if (target === undefined) return refused({ code: "grant-not-possible" });
  if (target.subscriptionId === null) {
    const purchase = await findPurchaseForChange(tx, partnerId, target);
    if (purchase === undefined) return refused({ code: "grant-not-possible" });
    const context = { actor, purchase, isNoticeConfirmed: true, at, granted };
    const done = await carryOutPerpetualCancellation(deps, tx, context);
    return done.ok ? ok({ ...done.value.cancelled, credits: done.value.credits }) : done;
  }
  const subscription = await findSubscriptionForChange(tx, partnerId, target.subscriptionId);
  const sku = subscription === undefined ? undefined : await findSku(tx, subscription.productId, subscription.skuId);
  if (subscription === undefined || sku === undefined) return refused({ code: "grant-not-possible" });
  const done = await carryOutCancellation(deps, tx, { actor, subscription, sku, at, granted });
  return done.ok ? ok({ ...done.value.cancelled, credits: done.value.credits }) : done;
}

/** The line that the request names, or that the operator chose of the order that it names. */
async function targetOf(
  tx: Tx,
  request: SupportRequest,
  chosen: number | null,
): Promise<{ orderId: string; lineNumber: number; subscriptionId: string | null } | undefined> {
  const { orderId, partnerId } = request;
  if (orderId === null) return undefined;
  const lineNumber = request.lineNumber ?? chosen;
  const lines = await listLinesToGrant(tx, partnerId, orderId);
  const line = lineNumber === null ? undefined : lines.find((one) => one.lineNumber === lineNumber);
  return line === undefined ? undefined : { orderId, ...line };
}
