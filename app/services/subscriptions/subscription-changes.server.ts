import type { Temporal } from "temporal-polyfill";
import type { PermittedAction } from "#app/domain/access/permissions.ts";
import { decidePartnerScope, type PartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import type { ActivityAction, ActivityDraft } from "#app/domain/activity/activity.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { renewalQuery } from "#app/domain/subscription/next-term.ts";
import { subjectOf } from "#app/domain/subscription/subject.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { whyWillNotRenew, type WillNotRenew } from "#app/domain/subscription/will-renew.ts";
import type { Tx } from "#db/client.ts";
import { findAvailabilityRow, findSku, type SkuDetail } from "#db/repositories/catalog.ts";
import { findSubscription, findSubscriptionForChange, updateSubscription } from "#db/repositories/subscriptions.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { type Attempt, changeOnce, refuseAttempt } from "../change-once.server.ts";
import type { ChangeDeps } from "../ports.ts";

/** A change of one subscription. */
export type SubscriptionInput = { readonly idempotencyKey: string; readonly subscriptionId: string };

export type SubscriptionChange = {
  readonly operation: string;
  readonly permission: PermittedAction;
  readonly logAs: ActivityAction;
  readonly input: SubscriptionInput;
};

/** What a change works with: the record, locked, and its edition. */
export type ChangeContext = {
  readonly scope: PartnerScope;
  readonly subscription: Subscription;
  readonly sku: SkuDetail;
};

/** Where a change is one of many: what is asked before it and noted after it, in its transaction. */
export type PartOfMany = {
  /** Asked with the locked record before anything is decided; a refusal is the change's own. */
  before(tx: Tx, context: ChangeContext): Promise<Result<null>>;
  /** Told what became of it; what it throws undoes the change. Not told of a repeated request, which changes nothing. */
  after(tx: Tx, result: Result<unknown>): Promise<void>;
};

/**
 * What all changes of a subscription share: permission, scope, the locked record, the log of refused attempts.
 *
 * @param part given where the change is one of many
 */
export async function changeSubscription<T>(
  deps: ChangeDeps,
  actor: Actor,
  { operation, permission, logAs, input }: SubscriptionChange,
  at: Temporal.Instant,
  work: (tx: Tx, context: ChangeContext) => Promise<Result<T>>,
  part?: PartOfMany,
): Promise<Result<T>> {
  const { idempotencyKey, ...wish } = input;
  const scope = decidePartnerScope(actor, permission);
  if (!scope.ok)
    return refuseAttempt(deps, actor, {
      at,
      logAs,
      refused: scope,
      findSubject: async (tx, partnerId) => {
        const found = await findSubscription(tx, partnerId, input.subscriptionId);
        return found === undefined ? undefined : subjectOf(found.subscription);
      },
    });
  const request = { actor: scope.value.actor, at, operation, idempotencyKey, wish, logAs };
  return changeOnce<T, Refusal>(deps, request, async (tx, attempt) => {
    const result = await findAndChange(tx, attempt, scope.value, input.subscriptionId, work, part);
    await part?.after(tx, result);
    return result;
  });
}

async function findAndChange<T>(
  tx: Tx,
  attempt: Attempt,
  scope: PartnerScope,
  subscriptionId: string,
  work: (tx: Tx, context: ChangeContext) => Promise<Result<T>>,
  part: PartOfMany | undefined,
): Promise<Result<T>> {
  const subscription = await findSubscriptionForChange(tx, scope.partnerId, subscriptionId);
  if (subscription === undefined) return refused({ code: "not-found", what: "subscription" });
  attempt.subject = subjectOf(subscription);
  const sku = await findSku(tx, subscription.productId, subscription.skuId);
  if (sku === undefined) throw new Error(`SKU ${subscription.productId}:${subscription.skuId} is not in the catalogue`);
  const context = { scope, subscription, sku };
  const asked = await part?.before(tx, context);
  if (asked !== undefined && !asked.ok) return asked;
  return work(tx, context);
}

/**
 * Writes a decided change and its log lines. What the next renewal will meet is looked up again in the same
 * transaction, so that no page says "will not renew" for a reason that the change has just taken away.
 */
export async function applySubscriptionChange(
  deps: ChangeDeps,
  tx: Tx,
  { scope, subscription: before, sku }: Omit<ChangeContext, "scope"> & { readonly scope: { readonly actor: Actor } },
  change: { readonly subscription: Subscription; readonly activity: readonly ActivityDraft[] },
): Promise<Result<Subscription>> {
  const after = change.subscription;
  const willNotRenew = await lookAhead(tx, after, sku);
  if (!(await updateSubscription(tx, before, after, willNotRenew))) return refused({ code: "changed-meanwhile" });
  await logActivity(tx, deps, scope.actor, change.activity);
  return ok(await readBack(tx, after));
}

async function lookAhead(tx: Tx, after: Subscription, sku: SkuDetail): Promise<WillNotRenew | null> {
  if (after.cancelledAt !== null || after.expiredAt !== null) return null;
  const availability = await findAvailabilityRow(tx, renewalQuery(after, sku.segment));
  return whyWillNotRenew(after, { availability });
}

/** Reads what now stands in the database: a page that says "off" says it of the record, not of the request. */
async function readBack(tx: Tx, expected: Subscription): Promise<Subscription> {
  const found = await findSubscription(tx, expected.partnerId, expected.id);
  const stored = found?.subscription;
  if (stored?.version !== expected.version || stored.isAutoRenewOn !== expected.isAutoRenewOn)
    throw new Error(`Subscription ${expected.id} does not stand as it was written`);
  return stored;
}
