import { perpetualWindow } from "#app/domain/billing/perpetual.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import type { Refused } from "#app/domain/result.ts";
import type { CartRecord } from "#app/views/records/cart-records.ts";
import type { OrderRecord } from "#app/views/records/order-records.ts";
import { cartErrorCodeOf } from "../wire/carts.ts";
import { instantText } from "../wire/dates.ts";
import { factsOf } from "../wire/error-codes.ts";
import { ApiFault } from "../wire/fault.ts";
import type { ApiCall } from "./api-call.ts";
import { faultOf } from "./api-route.server.ts";

/**
 * Where the same refusal has another documented number depending on what was asked. Everything else keeps the number
 * that the table of codes gives it.
 */

/** A refusal of a line of a cart or an order: quantities have a number of their own, and the line is named. */
export function lineFault(call: ApiCall, refusal: Refused<Refusal> & { readonly lineNumber?: number }): ApiFault {
  const { lineNumber } = refusal;
  const fault = faultOf(refusal, call.language);
  const [first = {}] = fault.data ?? [];
  const data = lineNumber === undefined ? [first] : [{ lineItemNumber: lineNumber, ...first }];
  const { code } = refusal.refusal;
  if (code === "quantity-out-of-limits")
    return new ApiFault({
      ...fault,
      code: 900_275,
      description: `The quantity of line ${lineNumber ?? 0} is not allowed. ${fault.description}`,
      data,
    });
  if (code === "not-found" && lineNumber !== undefined)
    return new ApiFault({
      status: 404,
      code: 400_018,
      description: `SKU not found. Line ${lineNumber} names nothing in the catalogue.`,
      data,
    });
  return new ApiFault({ ...fault, data });
}

/** A checkout that a line stopped: 400/800009, with every line's own number. */
export function checkoutFault(call: ApiCall, { refusal }: Refused<Refusal>, cart: CartRecord["cart"]): ApiFault {
  const own = faultOf({ ok: false, refusal }, call.language);
  if (refusal.code === "price-moved")
    return new ApiFault({
      ...own,
      data: refusal.lines.map((moved) => ({
        lineItemId: moved.lineNumber,
        errorCode: 10_010,
        refusal: refusal.code,
        ...moved,
      })),
    });
  if (refusal.code === "cart-lines-rejected")
    return new ApiFault({
      ...own,
      data: cart.rejected.map(({ number, refusal: reason }) => {
        return { lineItemId: number, errorCode: cartErrorCodeOf(reason.code)[0], ...factsOf(reason) };
      }),
    });
  const isOfLine =
    "sku" in refusal || ["quantity-out-of-limits", "currency-mixed", "prerequisite-missing"].includes(refusal.code);
  if (!isOfLine) return new ApiFault(own);
  const [errorCode] = cartErrorCodeOf(refusal.code);
  const key = "sku" in refusal ? refusal.sku : null;
  const named = cart.lines.filter((line) => key === null || `${line.productId}:${line.skuId}` === key);
  return new ApiFault({
    status: 400,
    code: 800_009,
    description: `Error in cart item(s). ${own.description}`,
    data: named.map((line) => ({ lineItemId: line.number, errorCode, ...factsOf(refusal) })),
  });
}

/** A cancellation by order: the 30 days of perpetual software and lines of an earlier term have numbers of their own. */
export function orderCancellationFault(call: ApiCall, refused: Refused<Refusal>, record: OrderRecord): ApiFault {
  const fault = faultOf(refused, call.language);
  const { refusal } = refused;
  const { closesAt } = perpetualWindow(record.order.orderedAt);
  const hasPerpetual = record.lines.some(({ line }) => line.kind === "perpetual-software");
  if (refusal.code === "cancellation-window-closed" && hasPerpetual && refusal.closedAt === closesAt.epochMilliseconds)
    return new ApiFault({
      ...fault,
      code: 900_117,
      description:
        "You have passed your 30-day cancellation window. We are unable to cancel your purchase. " +
        `The window ended ${instantText(closesAt)}.`,
    });
  const earlier = record.lines.find(({ isOfRunningTerm }) => !isOfRunningTerm);
  if (refusal.code === "changed-meanwhile" && earlier !== undefined) {
    const { customerId, id } = record.order;
    const uri = `/customers/${customerId}/subscriptions/${earlier.line.subscriptionId ?? ""}`;
    return new ApiFault({
      status: 400,
      code: 800_063,
      description: `Order ${id} can't be canceled, use the subscription: PATCH ${uri} with status deleted.`,
      data: [{ refusal: "renewed-since", subscription: uri }],
    });
  }
  if (refusal.code === "under-review")
    return new ApiFault({
      ...fault,
      data: [{ ...factsOf(refusal), serviceRequests: `/customers/${record.order.customerId}/servicerequests` }],
    });
  return new ApiFault(fault);
}

/** A window of a subscription that has closed, said with its end. */
export function subscriptionWindowFault(call: ApiCall, refused: Refused<Refusal>): ApiFault {
  const fault = faultOf(refused, call.language);
  const { refusal } = refused;
  if (refusal.code === "not-cancellable")
    return new ApiFault({ ...fault, description: `This kind of subscription can't be canceled. ${fault.description}` });
  return new ApiFault(fault);
}
