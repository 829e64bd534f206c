import { ok, type Result } from "#app/domain/result.ts";
import { findOpenCart } from "#db/repositories/carts.ts";
import { type CustomerHead, customerHeadOf, findCustomerInScope } from "./customer-head.ts";
import { formatFor } from "./format.ts";
import type { ViewContext } from "./view-context.ts";

export type CustomerFrameView = {
  readonly customer: CustomerHead;
  /** Lines in the reader's own open cart for this customer; 0 where there is none. */
  readonly cartLines: number;
};

/** What stands above every page of a customer. Two queries. */
export async function customerFrameView(
  context: ViewContext,
  { customerId }: { readonly customerId: string },
): Promise<Result<CustomerFrameView>> {
  const found = await findCustomerInScope(context, "see-customers", customerId);
  if (!found.ok) return found;
  const customer = found.value;
  const { db, at, actor } = context;
  const cart =
    actor.kind === "partner" ? await findOpenCart(db, customer.partnerId, customerId, actor.userId, at) : undefined;
  return ok({
    customer: customerHeadOf(customer, context, formatFor(context.reader)),
    cartLines: cart?.lines.length ?? 0,
  });
}
