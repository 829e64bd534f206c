import { decidePartnerScope } from "#app/domain/access/partner-scope.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { type ReviewedLine, reviewLine } from "#app/domain/order/review.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { findOrder } from "#db/repositories/orders.ts";
import { type ChargeCalendar, chargeCalendarOf } from "./charge-calendar.ts";
import type { DayText, ExactInstantText, Format, MoneyText } from "./format.ts";
import { formatFor } from "./format.ts";
import { type OrderLineView, orderView, type OrderView } from "./order.ts";
import type { ViewContext } from "./view-context.ts";

/** What comes of a line that was bought, as it was told on the review page. */
export type BoughtLine = OrderLineView & {
  /** Last day of the term, inclusive; null for perpetual software. */
  readonly endsOn: DayText | null;
  readonly renewsItself: boolean;
  /** Null for what is never cancelled in the portal. */
  readonly windowClosesAt: ExactInstantText | null;
  /** The charge after the one made with the order; null where all is charged. */
  readonly nextCharge: { readonly day: DayText; readonly amount: MoneyText } | null;
  readonly chargesLeft: number;
};

export type OrderConfirmationView = Pick<OrderView, "customer" | "id" | "orderedAt" | "orderedBy" | "total"> & {
  readonly lines: readonly BoughtLine[];
  readonly calendar: ChargeCalendar;
};

/** What was just bought and what happens next. A renewal was not bought by anyone and has no confirmation. */
export async function orderConfirmationView(
  context: ViewContext,
  params: { readonly orderId: string },
): Promise<Result<OrderConfirmationView>> {
  const viewed = await orderView(context, params);
  if (!viewed.ok) return viewed;
  const scope = decidePartnerScope(context.actor, "see-orders");
  if (!scope.ok) return scope;
  const order = await findOrder(context.db, scope.value.partnerId, params.orderId);
  if (order === undefined || order.kind !== "purchase") return refused({ code: "not-found", what: "order" });
  const skus = await skusByKey(
    context.db,
    order.lines.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const format = formatFor(context.reader);
  const reviewed = order.lines.map((line) => {
    const sku = skus.get(skuKey(line.productId, line.skuId));
    if (sku === undefined) throw new Error(`SKU ${line.productId}:${line.skuId} is not in the catalogue`);
    return reviewLine({ ...line, currency: order.currency }, sku, order.orderedAt);
  });
  const { customer, id, orderedAt, orderedBy, total, lines } = viewed.value;
  return ok({
    customer,
    id,
    orderedAt,
    orderedBy,
    total,
    lines: lines.flatMap((line, index) => {
      const bought = reviewed[index];
      return bought === undefined ? [] : [{ ...line, ...whatComesOf(bought, format) }];
    }),
    calendar: chargeCalendarOf(
      reviewed.flatMap(({ charges }) => charges),
      order.currency,
      format,
    ),
  });
}

function whatComesOf(bought: ReviewedLine, format: Format): Omit<BoughtLine, keyof OrderLineView> {
  const { charges, endsOn, windowClosesAt, line } = bought;
  const next = charges[1];
  return {
    endsOn: endsOn === null ? null : format.day(endsOn),
    renewsItself: bought.renewsItself,
    windowClosesAt: windowClosesAt === null ? null : format.exactInstant(windowClosesAt),
    nextCharge:
      next === undefined || next.startsOn === null
        ? null
        : { day: format.day(next.startsOn), amount: format.money(next.amountMinor, line.currency) },
    chargesLeft: charges.length - 1,
  };
}
