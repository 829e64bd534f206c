import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { chargeAmount } from "#app/domain/billing/cycles.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import { formatMinorAsDecimal } from "#app/domain/money/decimal.ts";
import { ok, type Result } from "#app/domain/result.ts";
import { statusAt } from "#app/domain/subscription/status.ts";
import type { Cursor } from "#db/keyset.ts";
import { listedSkusByKey } from "#db/repositories/catalog.ts";
import { customerNamesById } from "#db/repositories/customers.ts";
import { type BookFilter, bookKey, listBook } from "#db/repositories/subscription-book.ts";
import { productTextOf } from "../subscription-summary.ts";
import type { ViewContext } from "../view-context.ts";
import type { BookParams } from "./book-params.ts";
import { bookFilterOf } from "./subscriptions.ts";

/** A subscription as an export has it: plain values, the same in every language. */
export type ExportedSubscription = Readonly<Record<(typeof exportedSubscriptionColumns)[number], ExportedValue>>;
type ExportedValue = string | number | { readonly decimal: `${number}` } | null;

export const exportedSubscriptionColumns = [
  "customer",
  "customer_id",
  "product",
  "product_id",
  "sku_id",
  "subscription_id",
  "order_id",
  "status",
  "auto_renew",
  "term_duration",
  "billing_plan",
  "quantity",
  "currency",
  "unit_price",
  "charge",
  "term_starts_at",
  "term_ends_at",
  "next_term_duration",
  "next_billing_plan",
  "next_quantity",
] as const;

const rowsPerPiece = 500;

/** All subscriptions that a filter finds, read while they are taken. */
export async function subscriptionsExport(
  context: ViewContext,
  params: BookParams,
): Promise<Result<AsyncIterable<ExportedSubscription>>> {
  const scope = decidePartnerScope(context.actor, "see-subscriptions");
  if (!scope.ok) return scope;
  const filter = await bookFilterOf(context.db, scope.value.partnerId, params);
  return ok(exported(context, scope.value.partnerId, filter));
}

async function* exported(
  { db, at }: ViewContext,
  partnerId: string,
  filter: BookFilter,
): AsyncGenerator<ExportedSubscription> {
  let cursor: Cursor | null = null;
  for (;;) {
    const page = await listBook(db, partnerId, filter, { limit: rowsPerPiece, cursor, at });
    const last = page.rows.at(-1);
    if (last === undefined) return;
    const records = page.rows.map(({ subscription }) => subscription);
    const skus = await listedSkusByKey(db, new Set(records.map(({ productId, skuId }) => skuKey(productId, skuId))));
    const names = await customerNamesById(
      db,
      partnerId,
      records.map(({ customerId }) => customerId),
    );
    for (const noted of page.rows) {
      const { id, productId, skuId, customerId, orderId, term, nextTerm } = noted.subscription;
      yield {
        customer: names.get(customerId) ?? null,
        customer_id: customerId,
        product: productTextOf(noted.subscription, skus).title,
        product_id: productId,
        sku_id: skuId,
        subscription_id: id,
        order_id: orderId,
        status: statusAt(noted.subscription, at),
        auto_renew: noted.subscription.isAutoRenewOn ? "on" : "off",
        term_duration: term.duration,
        billing_plan: term.billingPlan,
        quantity: term.quantity,
        currency: term.currency,
        unit_price: decimalOf(term.unitPriceMinor, term.currency),
        charge: decimalOf(chargeAmount(term), term.currency),
        term_starts_at: term.startAt.toString(),
        term_ends_at: term.endAt.toString(),
        next_term_duration: nextTerm?.termDuration ?? null,
        next_billing_plan: nextTerm?.billingPlan ?? null,
        next_quantity: nextTerm?.quantity ?? null,
      };
    }
    if (!page.hasNext) return;
    cursor = { direction: "after", key: bookKey(last, filter) };
  }
}

function decimalOf(amountMinor: number, currency: Currency): ExportedValue {
  return { decimal: formatMinorAsDecimal(amountMinor, currency) as `${number}` };
}
