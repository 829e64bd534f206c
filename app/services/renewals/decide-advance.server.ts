import type { OrderLineRef } from "#app/domain/billing/make-charge.ts";
import type { Outcome } from "#app/domain/jobs/certificate.ts";
import { money } from "#app/domain/money/money.ts";
import { catchUp } from "#app/domain/subscription/catch-up.ts";
import { instantOfEpochMs } from "#app/domain/calendar/utc-days.ts";
import type { Db } from "#db/client.ts";
import { chargesOf, type DecidedAdvance, noticesOf } from "#db/repositories/advance-rows.ts";
import { dueAtMsOf, findTermOrders } from "#db/repositories/due-work.ts";
import { type SubscriptionRow, subscriptionOfRow } from "#db/repositories/subscription-row.ts";
import type { AdvanceContext } from "./run-context.server.ts";

/** What the decisions of a batch are made from; read in the transaction that writes them. */
export type AdvanceFacts = { readonly termOrders: ReadonlyMap<string, OrderLineRef> };

/** Reads what the decisions for some claimed rows need: their prices, and the orders of terms that are still to be charged. */
export async function readAdvanceFacts(
  tx: Db,
  { prices }: AdvanceContext,
  rows: readonly SubscriptionRow[],
): Promise<AdvanceFacts> {
  await prices.prepare(
    tx,
    rows.map((row) => ({ market: row.market, productId: row.product_id, skuId: row.sku_id })),
  );
  // Term 1 stands on the purchase's own order, and a term without charges left needs none.
  const stillCharged = rows.filter((row) => row.term_number > 1 && row.next_charge_at !== null);
  return { termOrders: await findTermOrders(tx, stillCharged) };
}

/**
 * Everything that is due for one subscription up to the run's instant. All jobs come through here: there is one way
 * in which a term is advanced, however its row was found. Pure but for the ids; throws where the row makes no sense.
 */
export function decideAdvance(context: AdvanceContext, row: SubscriptionRow, facts: AdvanceFacts): DecidedAdvance {
  const { at, prices, deps } = context;
  const before = subscriptionOfRow(row);
  const due = catchUp(before, {
    at,
    segment: prices.skuFacts(before).segment,
    findOffer: (query) => prices.findOffer(query),
    nextId: () => deps.ids.next(),
    termOrder: facts.termOrders.get(row.id),
  });
  // What is due and does not move would be found due for ever.
  if (due.steps.length === 0) throw new Error(`Nothing was decided for ${row.id}, which is due`);
  return { row, before, due };
}

/** What an advance means for the run's certificate. */
export function outcomeOf(context: AdvanceContext, { row, due }: DecidedAdvance): Outcome {
  const last = due.steps.at(-1);
  return {
    dueAt: instantOfEpochMs(dueAtMsOf(context.job, row)),
    terms: due.steps.filter((step) => step.kind === "renew").length,
    charges: due.steps.flatMap((step) =>
      chargesOf(step).map(({ amountMinor, currency }) => money(amountMinor, currency)),
    ),
    notices: due.steps.reduce((count, step) => count + noticesOf(step).length, 0),
    endedBecause: last?.kind === "expire" ? last.reason.code : null,
    isHeld: last?.kind === "hold",
  };
}
