import { cancelOrderLines } from "#app/services/purchases/cancel-order-lines.server.ts";
import { orderRecord, orderRecords } from "#app/views/records/order-records.ts";
import { readOrderCancellation } from "../wire/carts.ts";
import { readBoolean, readEnum } from "../wire/enums.ts";
import { assertMatch, etagHeader } from "../wire/etag.ts";
import { ApiFault, invalidProperty, unsupportedOperation } from "../wire/fault.ts";
import { collection, queryText } from "../wire/links.ts";
import { hasPlan, orderOnWire } from "../wire/orders.ts";
import { catalogItemIdOf, customerPath, readBillingCycle } from "../wire/trade-words.ts";
import type { ApiAnswer, ApiCall } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";
import { orderCancellationFault } from "./trade-faults.server.ts";

/** `include_price=` or `includePrice=`; undefined where it is not said. */
export function includesPrice({ query }: ApiCall): boolean | undefined {
  const value = query.get("include_price") ?? query.get("includePrice");
  if (value === undefined) return undefined;
  const wished = readBoolean(value);
  if (wished === undefined) throw invalidProperty("include_price", "This is true or false.");
  return wished;
}

/** All orders of a customer, or those with a line of one billing cycle. */
export async function listOrders(call: ApiCall): Promise<ApiAnswer> {
  const customerId = call.param("customerId");
  const billingType = call.query.get("billingType");
  const plan = billingType === undefined ? null : readBillingCycle("billingType", billingType);
  const isPriceIncluded = includesPrice(call) ?? false;
  const records = orRefuse(await orderRecords(call.view, { customerId }));
  const wanted = plan === null ? records : records.filter((record) => hasPlan(record, plan));
  const self =
    customerPath(customerId, "orders") +
    queryText({ billingType, include_price: isPriceIncluded ? "true" : undefined });
  return {
    body: collection(
      wanted.map((record) => orderOnWire(record, { isPriceIncluded })),
      self,
    ),
  };
}

/** One order. Its record never changes but for what is cancelled, so that its version is how many lines are. */
export async function readOrder(call: ApiCall): Promise<ApiAnswer> {
  const record = orRefuse(await orderRecord(call.view, idsOf(call)));
  const isPriceIncluded = includesPrice(call) ?? false;
  return { body: orderOnWire(record, { isPriceIncluded }), headers: etagHeader(record.order.id, versionOf(record)) };
}

type OrderIds = { readonly customerId: string; readonly orderId: string };

function idsOf(call: ApiCall): OrderIds {
  return { customerId: call.param("customerId"), orderId: call.param("orderId") };
}

function versionOf({ lines }: { readonly lines: readonly { readonly isCancelled: boolean }[] }): number {
  return 1 + lines.filter(({ isCancelled }) => isCancelled).length;
}

const statuses = [
  "unknown",
  "completed",
  "pending",
  "cancelled",
  "canceled",
  "suspended",
  "pending_review",
  "pending_po_upload",
  "po_upload_complete",
  "po_review_rejected",
  "partial_success",
  "error",
] as const;
const statusNumbers = { unknown: 0, completed: 1, pending: 2, cancelled: 3, suspended: 4, pending_review: 5 } as const;

/** PATCH of an order: cancels lines of it. */
export async function patchOrder(call: ApiCall): Promise<ApiAnswer> {
  const ids = idsOf(call);
  const record = orRefuse(await orderRecord(call.view, ids));
  const body = call.bodyObject();
  const status = body["status"] === undefined ? undefined : readEnum("status", body["status"], statuses, statusNumbers);
  if (status !== "cancelled" && status !== "canceled") throw notCancelling(body);
  assertMatch(call.headers, record.order.id, versionOf(record));
  const offerIds = new Map(
    record.lines.map(({ line, availabilityId }) => [
      line.number,
      catalogItemIdOf(line.productId, line.skuId, availabilityId),
    ]),
  );
  const lineNumbers = readOrderCancellation(body, { id: ids.orderId, offerIds });
  const { deps, actor, idempotencyKey, at } = call;
  const cancelled = await cancelOrderLines(deps, actor, { idempotencyKey, ...ids, lineNumbers }, at);
  if (!cancelled.ok) throw orderCancellationFault(call, cancelled, record);
  return readOrder(call);
}

/** The one other documented change of an order is its billing cycle, which software keeps. */
function notCancelling(body: Readonly<Record<string, unknown>>): ApiFault {
  if (body["billingCycle"] === undefined || body["status"] !== undefined)
    return unsupportedOperation("An order can be cancelled: send status cancelled.");
  return new ApiFault({
    status: 400,
    code: 800_097,
    description:
      "The billing cycle can't be changed. Schedule another one for the next term with scheduledNextTermInstructions " +
      "of the subscription.",
  });
}
