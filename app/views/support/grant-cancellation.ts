import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Charge } from "#app/domain/billing/charge.ts";
import { chargedMinor } from "#app/domain/billing/refund.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import type { Currency } from "#app/domain/money/currencies.ts";
import type { Refusal } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { refusalOfStanding } from "#app/domain/subscription/status.ts";
import { refusalToGrant } from "#app/domain/support/decide-request.ts";
import type { SupportRequest } from "#app/domain/support/support-request.ts";
import type { Db } from "#db/client.ts";
import { skusByKey } from "#db/repositories/catalog.ts";
import { findChargeOfPurchase, listChargesOfTerm } from "#db/repositories/charges.ts";
import { findOrderLine } from "#db/repositories/orders.ts";
import { findSubscription } from "#db/repositories/subscriptions.ts";
import { findSupportRequest } from "#db/repositories/support-requests.ts";
import { listLinesToGrant } from "#db/repositories/support-subjects.ts";
import { formatFor, type MoneyText } from "../format.ts";
import type { ViewContext } from "../view-context.ts";
import { supportNames, type SupportSummary, supportSummaryOf } from "./support-summary.ts";

/** A line of the order, to choose from where the request names the order alone. */
export type GrantLine = { readonly lineNumber: number; readonly title: string; readonly isChosen: boolean };

export type GrantCancellationView = {
  readonly request: SupportSummary & { readonly asked: MoneyText | null };
  readonly lines: readonly GrantLine[];
  /** What is cancelled; null where a line has to be chosen first, or there is none. */
  readonly target: {
    readonly orderId: string;
    readonly lineNumber: number;
    readonly subscriptionId: string | null;
    readonly title: string;
    readonly currency: Currency;
    /** The most that can be granted: what was charged for the present term, or for the purchase. */
    readonly charged: MoneyText;
    /** What is asked for, as far as it was charged in this currency. */
    readonly proposed: MoneyText;
  } | null;
  /** Why nothing can be granted; null where it can. */
  readonly refusal: Refusal | null;
};

/** The page on which the operator grants a cancellation. */
export async function grantCancellationView(
  context: ViewContext,
  params: { readonly requestId: string; readonly lineNumber: number | null },
): Promise<Result<GrantCancellationView>> {
  const access = decideAccess(context.actor, "grant-cancellation");
  if (!access.ok) return access;
  const { db, at } = context;
  const request = await findSupportRequest(db, null, params.requestId);
  if (request === undefined) return refused({ code: "not-found", what: "support-request" });
  const format = formatFor(context.reader);
  const summary = supportSummaryOf(request, await supportNames(db, null, [request]), format);
  const { asked } = request;
  const bought = request.orderId === null ? [] : await listLinesToGrant(db, request.partnerId, request.orderId);
  const chosenNumber = request.lineNumber ?? params.lineNumber ?? (bought.length === 1 ? bought[0]?.lineNumber : null);
  const chosen = bought.find((line) => line.lineNumber === chosenNumber);
  const skus = await skusByKey(
    db,
    bought.map(({ productId, skuId }) => skuKey(productId, skuId)),
  );
  const titleOf = ({ productId, skuId }: (typeof bought)[number]) => skus.get(skuKey(productId, skuId))?.title ?? skuId;
  // The reason is written on this page; whatever else stands in the way is said at once.
  const refusal = refusalToGrant(request, "-");
  const state = chosen === undefined ? null : await stateOf(db, request, chosen, at);
  const chargedMax = state === null ? 0 : chargedMinor(state.charges);
  return ok({
    request: { ...summary, asked: asked === null ? null : format.money(asked.amountMinor, asked.currency) },
    lines:
      request.lineNumber === null
        ? bought.map((line) => ({ lineNumber: line.lineNumber, title: titleOf(line), isChosen: line === chosen }))
        : [],
    target:
      chosen === undefined || request.orderId === null
        ? null
        : {
            orderId: request.orderId,
            lineNumber: chosen.lineNumber,
            subscriptionId: chosen.subscriptionId,
            title: titleOf(chosen),
            currency: chosen.currency,
            charged: format.money(chargedMax, chosen.currency),
            proposed: format.money(
              asked?.currency === chosen.currency ? Math.min(asked.amountMinor, chargedMax) : 0,
              chosen.currency,
            ),
          },
    refusal: refusal ?? (bought.length === 0 ? { code: "grant-not-possible" } : (state?.refusal ?? null)),
  });
}

type Line = Awaited<ReturnType<typeof listLinesToGrant>>[number];

/** What was charged, and whether it can be cancelled at all: the checks of the cancellation that a grant leaves standing. */
async function stateOf(
  db: Db,
  { partnerId, orderId }: SupportRequest,
  { lineNumber, subscriptionId }: Line,
  at: ViewContext["at"],
): Promise<{ readonly charges: readonly Charge[]; readonly refusal: Refusal | null }> {
  if (subscriptionId !== null) {
    const subscription = (await findSubscription(db, partnerId, subscriptionId))?.subscription;
    if (subscription === undefined) return { charges: [], refusal: { code: "grant-not-possible" } };
    const charges = await listChargesOfTerm(db, partnerId, subscriptionId, subscription.term.number);
    return { charges, refusal: refusalOfStanding(subscription, at) };
  }
  const order = orderId ?? "";
  const line = await findOrderLine(db, partnerId, order, lineNumber);
  const charge = await findChargeOfPurchase(db, partnerId, order, lineNumber);
  const cancelledAt = line?.cancelledAt?.epochMilliseconds;
  return {
    charges: charge === undefined ? [] : [charge],
    refusal: cancelledAt === undefined ? null : { code: "purchase-cancelled", orderId: order, lineNumber, cancelledAt },
  };
}
