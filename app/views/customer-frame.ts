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
  const { db, at, actor } = context;
  // Side by side, as a database server is a way away: for another partner's customer nobody here has a cart either.
  const [found, cart] = await Promise.all([
    findCustomerInScope(context, "see-customers", customerId),
    actor.kind === "partner" ? findOpenCart(db, actor.partnerId, customerId, actor.userId, at) : undefined,
  ]);
  if (!found.ok) return found;
  return ok({
    customer: customerHeadOf(found.value, context, formatFor(context.reader)),
    cartLines: cart?.lines.length ?? 0,
  });
}
