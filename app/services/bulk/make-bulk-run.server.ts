import { setImmediate as nextTurn } from "node:timers/promises";
import type { Temporal } from "temporal-polyfill";
import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { bulkRowsMax, decideBulkRow, permissionForBulk, refusalOfSelection } from "#app/domain/bulk/bulk-change.ts";
import type { BulkAction } from "#app/domain/bulk/bulk-action.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import type { Db, Tx } from "#db/client.ts";
import { type BulkRow, insertBulkRows, insertBulkRun } from "#db/repositories/bulk-runs.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { listOffersOfSkus } from "#db/repositories/offers-for-renewal.ts";
import { type BookFilter, listBookIds } from "#db/repositories/subscription-book.ts";
import { listSubscriptionsById } from "#db/repositories/subscriptions.ts";
import { withIdempotency } from "../idempotency.server.ts";
import type { ServiceDeps } from "../ports.ts";
import { type BulkAsk, bulkFactsOf } from "./bulk-facts.server.ts";

/** Subscriptions that are chosen: one by one, or all that a filter of the list finds. */
export type BulkSelection =
  | { readonly kind: "ids"; readonly subscriptionIds: readonly string[] }
  | { readonly kind: "filter"; readonly filter: BookFilter };

export type MakeBulkRunInput = {
  readonly idempotencyKey: string;
  readonly action: BulkAction;
  readonly selection: BulkSelection;
};

export type BulkRunMade = { readonly runId: string };

type MakeRefusal = RefusalOf<
  "role-needed" | "not-found" | "bulk-nothing-selected" | "bulk-too-many" | "idempotency-key-reused"
>;

/** Subscriptions that are looked at together; between two such lots others get their turn. */
const lot = 200;

/**
 * Makes a dry run: a row for each chosen subscription with what will happen and on which terms, or why nothing will.
 * Nothing else is changed, and nothing is logged. A selection that holds another organisation's subscription is
 * `not-found` as a whole.
 */
export async function makeBulkRun(
  deps: ServiceDeps,
  actor: Actor,
  { idempotencyKey, action, selection }: MakeBulkRunInput,
  at: Temporal.Instant,
): Promise<Result<BulkRunMade, MakeRefusal>> {
  const scope = decidePartnerScope(actor, permissionForBulk(action.kind));
  if (!scope.ok) return scope;
  const { partnerId } = scope.value;
  const ids = await idsOf(deps.db, partnerId, selection, at);
  const refusal = refusalOfSelection(ids.length);
  if (refusal !== null) return refused(refusal);
  const ask: BulkAsk = { actor, action, at };
  const rows = await rowsOf(deps.db, partnerId, ids, ask);
  if (rows === null) return refused({ code: "not-found", what: "subscription" });
  const wish = { action, selection: selection.kind === "ids" ? [...ids].sort() : "filter" };
  const request = { ownerId: scope.value.actor.userId, key: idempotencyKey, operation: "make-bulk-run", request: wish };
  return deps.db.transaction().execute((tx) =>
    withIdempotency<BulkRunMade, never>(tx, request, at, async () => {
      const runId = deps.ids.next();
      await storeRun(tx, { id: runId, partnerId, action, madeBy: scope.value.actor.userId, madeAt: at }, rows);
      return ok({ runId });
    }),
  );
}

async function idsOf(db: Db, partnerId: string, selection: BulkSelection, at: Temporal.Instant): Promise<string[]> {
  if (selection.kind === "ids") return [...new Set(selection.subscriptionIds)];
  return listBookIds(db, partnerId, selection.filter, { at, limit: bulkRowsMax + 1 });
}

type NewRow = Omit<BulkRow, "runId" | "position" | "settledAt">;

/** The rows in the order of the selection; null where one of the subscriptions is not there. */
async function rowsOf(db: Db, partnerId: string, ids: readonly string[], ask: BulkAsk): Promise<NewRow[] | null> {
  const rows: NewRow[] = [];
  for (let from = 0; from < ids.length; from += lot) {
    const wanted = ids.slice(from, from + lot);
    const found = await listSubscriptionsById(db, partnerId, wanted);
    const subscriptions = wanted.flatMap((id) => found.get(id) ?? []);
    if (subscriptions.length < wanted.length) return null;
    const skus = await skusByKey(db, new Set(subscriptions.map(({ productId, skuId }) => skuKey(productId, skuId))));
    const offers = await listOffersOfSkus(db, placesOf(subscriptions));
    for (const subscription of subscriptions) {
      const sku = skus.get(skuKey(subscription.productId, subscription.skuId));
      if (sku === undefined) throw new Error(`The SKU of subscription ${subscription.id} is not in the catalogue`);
      const facts = await bulkFactsOf(db, subscription, sku, offers, ask);
      rows.push(rowOf(subscription, decideBulkRow(subscription, ask.action, facts)));
    }
    await nextTurn();
  }
  return rows;
}

function placesOf(subscriptions: readonly Subscription[]) {
  const places = subscriptions.map(
    ({ market, productId, skuId }) => [`${market}:${productId}:${skuId}`, { market, productId, skuId }] as const,
  );
  return [...new Map(places).values()];
}

function rowOf(subscription: Subscription, decision: ReturnType<typeof decideBulkRow>): NewRow {
  const { id: subscriptionId, partnerId, customerId } = subscription;
  const record = { subscriptionId, partnerId, customerId };
  if (!decision.ok)
    return {
      ...record,
      state: "will-not",
      terms: null,
      refusal: decision.refusal,
      remark: null,
      amountMinor: null,
      currency: null,
    };
  const { terms, amountMinor, currency, willNotRenew } = decision.value;
  return { ...record, state: "will", terms, refusal: null, remark: willNotRenew, amountMinor, currency };
}

async function storeRun(
  tx: Tx,
  run: Omit<Parameters<typeof insertBulkRun>[1], "rowCount" | "willCount">,
  rows: readonly NewRow[],
): Promise<void> {
  const willCount = rows.filter(({ state }) => state === "will").length;
  await insertBulkRun(tx, { ...run, rowCount: rows.length, willCount });
  for (let from = 0; from < rows.length; from += lot)
    await insertBulkRows(
      tx,
      rows
        .slice(from, from + lot)
        .map((row, index) => ({ ...row, runId: run.id, position: from + index + 1, settledAt: null })),
    );
}
