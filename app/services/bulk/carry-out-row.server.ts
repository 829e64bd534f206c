import type { Temporal } from "temporal-polyfill";
import type { Actor } from "#app/domain/access/roles.ts";
import type { ActivityAction } from "#app/domain/activity/activity.ts";
import { type BulkTerms, decideBulkRow, refusalOfMovedTerms } from "#app/domain/bulk/bulk-change.ts";
import type { BulkAction } from "#app/domain/bulk/bulk-action.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Tx } from "#db/client.ts";
import { type BulkRow, type BulkRun, isBulkRowWaiting, settleBulkRow } from "#db/repositories/bulk-runs.ts";
import { listOffersOfSkus } from "#db/repositories/offers-for-renewal.ts";
import type { ChangeDeps } from "../ports.ts";
import { cancelSubscription } from "../subscriptions/cancel-subscription.server.ts";
import { scheduleNextTerm } from "../subscriptions/schedule-next-term.server.ts";
import type { ChangeContext, PartOfMany, SubscriptionInput } from "../subscriptions/subscription-changes.server.ts";
import { switchAutoRenew } from "../subscriptions/switch-auto-renew.server.ts";
import { bulkFactsOf } from "./bulk-facts.server.ts";

/** Another worker has settled the row, or is about to: what this one began is undone. */
export class RowTakenError extends Error {}

/**
 * Carries out one row through the service of the single page, in one transaction with the note that it is settled. A
 * row whose terms moved since the dry run is refused with what moved, and so is whatever the service itself refuses.
 *
 * @throws RowTakenError where the row is settled already
 */
export async function carryOutRow(
  deps: ChangeDeps,
  actor: Actor,
  { action, id: runId }: BulkRun,
  row: BulkRow,
  at: Temporal.Instant,
): Promise<Result<unknown>> {
  const { subscriptionId } = row;
  const input = { idempotencyKey: `${runId}:${row.position}`, subscriptionId };
  let isSettled = false;
  const part: PartOfMany = {
    before: async (tx, context) => {
      if (!(await isBulkRowWaiting(tx, row))) throw new RowTakenError();
      return termsStillStand(tx, context, row, { actor, action, at });
    },
    after: async (tx, result) => {
      const refusal = result.ok ? null : result.refusal;
      if (!(await settleBulkRow(tx, row, { refusal, at }))) throw new RowTakenError();
      isSettled = true;
    },
  };
  const result = await change(deps, actor, action, row, input, at, part);
  // The service knew the request and answered what it had answered to another worker.
  if (!isSettled) throw new RowTakenError();
  return result;
}

function change(
  deps: ChangeDeps,
  actor: Actor,
  action: BulkAction,
  row: BulkRow,
  input: SubscriptionInput,
  at: Temporal.Instant,
  part: PartOfMany,
): Promise<Result<unknown>> {
  switch (action.kind) {
    case "auto-renew-off":
    case "auto-renew-on":
      return switchAutoRenew(deps, actor, { ...input, isOn: action.kind === "auto-renew-on" }, at, part);
    case "cancel": {
      const shown = { isConfirmed: true, shownCreditMinor: termsOf(row).creditMinor };
      return cancelSubscription(deps, actor, { ...input, ...shown }, at, part);
    }
    case "next-term": {
      const { termDuration, billingPlan } = action;
      const wanted = { termDuration, billingPlan, quantity: termsOf(row).quantity };
      return scheduleNextTerm(deps, actor, { ...input, ...wanted }, at, part);
    }
  }
}

/** Decides the row again, on the locked record, and holds it against what was shown. */
async function termsStillStand(
  tx: Tx,
  { subscription, sku }: ChangeContext,
  row: BulkRow,
  ask: { readonly actor: Actor; readonly action: BulkAction; readonly at: Temporal.Instant },
): Promise<Result<null>> {
  const { market, productId, skuId } = subscription;
  const offers = await listOffersOfSkus(tx, [{ market, productId, skuId }]);
  const facts = await bulkFactsOf(tx, subscription, sku, offers, ask);
  const decision = decideBulkRow(subscription, ask.action, facts);
  if (!decision.ok) return decision;
  const moved = refusalOfMovedTerms(termsOf(row), decision.value.terms);
  return moved === null ? ok(null) : refused(moved);
}

function termsOf({ terms }: BulkRow): BulkTerms {
  if (terms === null) throw new Error("A row that is carried out was shown with its terms");
  return terms;
}

const logged = {
  "auto-renew-off": "auto-renew-switched",
  "auto-renew-on": "auto-renew-switched",
  "next-term": "next-term-scheduled",
  cancel: "subscription-cancelled",
} as const satisfies Record<BulkAction["kind"], ActivityAction>;

/** What the log calls a row of such a run. */
export function logAsOf({ kind }: BulkAction): ActivityAction {
  return logged[kind];
}
