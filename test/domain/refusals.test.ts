import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decideRemoveUser } from "#app/domain/access/last-global-admin.ts";
import { decideLeave } from "#app/domain/access/leave.ts";
import { decidePassword } from "#app/domain/access/password.ts";
import { decidePerpetualSales } from "#app/domain/access/perpetual-sales.ts";
import { decideAccess, decideAtAgreement } from "#app/domain/access/permissions.ts";
import {
  bulkRowsMax,
  type BulkTerms,
  refusalOfMovedTerms,
  refusalOfSelection,
  refusalToConfirm,
} from "#app/domain/bulk/bulk-change.ts";
import { decideCancelPerpetual, type PerpetualPurchase } from "#app/domain/billing/perpetual.ts";
import { skuKey } from "#app/domain/catalog/catalog.ts";
import { decideCartLine, type LineFacts, type LineRequest } from "#app/domain/order/cart-line.ts";
import { decideAddToCart, decideRemoveCartLine, type Cart } from "#app/domain/order/cart.ts";
import { decideItems } from "#app/domain/order/cart-items.ts";
import { decideCheckOut } from "#app/domain/order/check-out.ts";
import { cartLinesMax } from "#app/domain/policies.ts";
import type { Refusal, RefusalCode } from "#app/domain/refusal.ts";
import type { Result } from "#app/domain/result.ts";
import { decideSwitchAutoRenew } from "#app/domain/subscription/auto-renew.ts";
import { decideAction } from "#app/domain/subscription/available-actions.ts";
import { decideCancel } from "#app/domain/subscription/cancellation.ts";
import { decideKeepAutoRenewOn, decidePlanAutoRenewOff } from "#app/domain/subscription/planned-auto-renew.ts";
import { decideReleaseHold } from "#app/domain/subscription/hold.ts";
import { decideClearNextTerm, decideScheduleNextTerm } from "#app/domain/subscription/next-term.ts";
import { decideRenewal } from "#app/domain/subscription/renewal.ts";
import type { Subscription } from "#app/domain/subscription/subscription.ts";
import { decideGrant, decideSupportChange, type SupportWish } from "#app/domain/support/decide-request.ts";
import type { SupportRequest } from "#app/domain/support/support-request.ts";
import {
  allOffers,
  anOffer,
  aPartnerUser,
  aSku,
  aSubscription,
  chargesMade,
  day,
  ids,
  instant,
} from "./support/records.ts";
import { installationRefusals } from "./support/installation-refusals.ts";
import { aSupportRequest } from "./support/support-request.ts";

/** Every code that a decision about access, buying, subscriptions and money can answer with is answered here, by the decision itself. */

const bought = instant("2021-10-16T00:00:00Z");
const during = instant("2022-03-01T00:00:00Z");
const end = instant("2022-10-15T00:00:00Z");
const sku = aSku({ quantityMax: 10 });
const admin = aPartnerUser("admin-agent");
const [charge] = chargesMade(aSubscription());
if (!charge) throw new Error("no charge");

const request: LineRequest = {
  productId: sku.productId,
  skuId: sku.skuId,
  termDuration: "P1Y",
  billingPlan: "annual",
  quantity: 1,
};
const facts: LineFacts = {
  at: bought,
  market: "DE",
  sellsPerpetual: true,
  validationStatus: null,
  segment: "Commercial",
  skus: new Map([[skuKey(sku.productId, sku.skuId), sku]]),
  availabilities: [anOffer()],
  heldSkus: new Set(),
};
const cart: Cart = {
  id: "c",
  partnerId: "p",
  customerId: "k",
  createdAt: bought,
  orderId: null,
  lines: [],
  version: 1,
};
const line = { ...request, number: 0, unitPriceMinor: 1, currency: "EUR" } as const;
const purchase: PerpetualPurchase = {
  partnerId: "p",
  customerId: "k",
  orderId: "o",
  lineNumber: 0,
  productId: "x",
  skuId: "1",
  quantity: 1,
  unitPriceMinor: 100,
  currency: "EUR",
  purchasedAt: bought,
  cancelledAt: null,
};

const asLine = (more: Partial<LineFacts>, asked: Partial<LineRequest> = {}) =>
  decideCartLine([], { ...request, ...asked }, { ...facts, ...more });
const checkOut = (lines: Cart["lines"], more: Partial<Cart> = {}) =>
  decideCheckOut({ ...cart, ...more, lines }, {}, { ...facts, orderedBy: "u", nextId: ids() });
const cancel = (subscription: Subscription, at = bought) =>
  decideCancel(subscription, { at, sku, charges: [], nextId: ids() });
const schedule = (subscription: Subscription, market = "DE", currency: "EUR" | "CHF" = "EUR") =>
  decideScheduleNextTerm(
    subscription,
    { termDuration: "P1Y", billingPlan: "monthly", quantity: 3 },
    { at: during, sku, segment: "Commercial", availabilities: allOffers({ market, currency }) },
  );
const perpetual = (more: Partial<PerpetualPurchase>, isNoticeConfirmed = true, at = bought, limit = 1_000_000) =>
  decideCancelPerpetual(
    { ...purchase, ...more },
    { isNoticeConfirmed },
    { at, sku, reviewAboveMinor: { EUR: limit }, charge: { ...charge, orderId: "o" }, nextId: ids() },
  );
const support = (more: Partial<SupportRequest>, wish: SupportWish) =>
  decideSupportChange(aSupportRequest(more), wish, { at: during, side: "partner", userId: "u", nextId: ids() });
const granted = { amountMinor: 1, currency: "EUR", at: during, by: "o" } as const;
/** Why a renewal ends a subscription, as a refusal. */
function endOf(subscription: Subscription): Result<never> {
  const decision = decideRenewal(subscription, { at: subscription.term.endAt, availability: undefined, nextId: ids() });
  if (decision.kind !== "expire") throw new Error(decision.kind);
  return { ok: false, refusal: decision.reason };
}
const hold = { reason: "failing", heldAt: during } as const;
const bulkTerms: BulkTerms = {
  termNumber: 1,
  termEndAt: 0,
  creditMinor: null,
  unitPriceMinor: null,
  quantity: 1,
  planned: null,
  autoRenewOffAt: null,
};
function bulkRefusal(refusal: Refusal | null): Result<never> {
  if (refusal === null) throw new Error("Nothing is refused");
  return { ok: false, refusal };
}

const scenarios = {
  "role-needed": decideAccess(aPartnerUser("sales-agent"), "buy"),
  "agreement-role-needed": decideAtAgreement(["online-admin"], "grant-reservations"),
  "last-global-admin": decideRemoveUser("partner", "u", [{ userId: "u", roles: ["global-admin"] }]),
  "password-too-weak": decidePassword("short", []),
  "not-found": asLine({ skus: new Map() }),
  "invalid-field": decidePerpetualSales(
    { id: "p", sellsPerpetual: true },
    { sellsPerpetual: false, reason: "" },
    { at: bought, switchId: "s" },
  ),
  "market-closed": asLine({ market: "BR" }),
  "market-without-currency": asLine({
    market: "BA",
    skus: new Map([[skuKey(sku.productId, sku.skuId), aSku({ kind: "azure-reservation" })]]),
  }),
  "perpetual-not-qualified": asLine({
    sellsPerpetual: false,
    skus: new Map([[skuKey(sku.productId, sku.skuId), aSku({ kind: "perpetual-software" })]]),
  }),
  "customer-may-not-buy": asLine({ validationStatus: "not-allowed" }),
  "quantity-out-of-limits": asLine({}, { quantity: 11 }),
  "term-not-offered": asLine({}, { termDuration: "P3Y" }),
  "billing-plan-not-offered": asLine({}, { billingPlan: "monthly" }),
  "billing-plan-longer-than-term": asLine({}, { billingPlan: "triennial" }),
  "no-price": asLine({ availabilities: [] }),
  "prerequisite-missing": asLine({
    skus: new Map([[skuKey(sku.productId, sku.skuId), aSku({ prerequisites: [{ anyOf: [] }] })]]),
  }),
  "currency-mixed": asLine({ availabilities: [anOffer({ currency: "USD" })] }),
  "cart-expired": checkOut([line], { createdAt: instant("2021-10-09T00:00:00Z") }),
  "cart-checked-out": checkOut([line], { orderId: "o" }),
  "cart-empty": checkOut([]),
  "cart-too-long": decideAddToCart(
    { ...cart, lines: Array.from({ length: cartLinesMax }, (_, number) => ({ ...line, number, skuId: `x${number}` })) },
    request,
    facts,
  ),
  "cart-lines-rejected": checkOut([line], {
    rejected: [{ number: 1, item: { ...request, availabilityId: null }, refusal: { code: "promotion-not-offered" } }],
  }),
  "promotion-not-offered": decideItems([{ ...request, availabilityId: null, promotionId: "P" }], facts),
  "term-end-not-chosen": decideItems([{ ...request, availabilityId: null, isTermEndNamed: true }], facts),
  "cart-line-not-found": decideRemoveCartLine(cart, 0, { at: bought }),
  "price-moved": checkOut([line]),
  "subscription-cancelled": cancel(aSubscription({ cancelledAt: bought })),
  "subscription-expired": cancel(aSubscription({ isAutoRenewOn: false }), end),
  "being-renewed": cancel(aSubscription(), end),
  "on-hold": cancel(aSubscription({ hold }), end),
  "not-on-hold": decideReleaseHold(aSubscription(), { at: during }),
  "bought-before-auto-renew": decideSwitchAutoRenew(
    aSubscription({ purchasedAt: "2021-10-13T00:00:00Z" }),
    { isOn: true },
    { at: during },
  ),
  "auto-renew-already": decideSwitchAutoRenew(aSubscription(), { isOn: true }, { at: during }),
  "auto-renew-off": schedule(aSubscription({ isAutoRenewOn: false })),
  "auto-renew-off-planned": schedule(aSubscription({ autoRenewOffAt: during })),
  "planned-day-out-of-range": decidePlanAutoRenewOff(aSubscription(), { on: day("2021-10-01") }, { at: during }),
  "nothing-planned": decideKeepAutoRenewOn(aSubscription(), { at: during }),
  "no-next-term-change": decideClearNextTerm(aSubscription(), { at: during }),
  "cancellation-window-closed": cancel(aSubscription(), during),
  "not-cancellable": cancel(aSubscription({ kind: "third-party-plan" })),
  "under-review": perpetual({}, true, bought, 99),
  "purchase-cancelled": perpetual({ cancelledAt: bought }),
  "notice-not-confirmed": perpetual({}, false),
  "quantity-fixed-in-term": decideAction("change-quantity-in-term", aSubscription(), during, { actor: admin, sku }),
  "plan-fixed-in-term": decideAction("change-billing-plan-in-term", aSubscription(), during, { actor: admin, sku }),
  "price-ended": endOf(aSubscription()),
  "currency-changed": schedule(aSubscription(), "DE", "CHF"),
  "grant-above-charged": decideCancel(aSubscription(), {
    at: during,
    sku,
    charges: [charge],
    nextId: ids(),
    granted: { amountMinor: charge.amountMinor + 1, requestId: "1" },
  }),
  "bulk-nothing-selected": bulkRefusal(refusalOfSelection(0)),
  "bulk-too-many": bulkRefusal(refusalOfSelection(bulkRowsMax + 1)),
  "bulk-nothing-to-do": bulkRefusal(refusalToConfirm(0)),
  "bulk-terms-moved": bulkRefusal(refusalOfMovedTerms(bulkTerms, { ...bulkTerms, creditMinor: 1 })),
  ...installationRefusals,
  "support-closed": support({ status: "closed" }, { text: "Hello" }),
  "support-text-needed": support({ status: "closed" }, { status: "open" }),
  "support-nothing-changed": support({}, { text: "  " }),
  "support-status-not-yours": support({}, { text: "Your turn", status: "attention-needed" }),
  "support-granted": decideGrant(
    aSupportRequest({ granted }),
    { amount: granted, reason: "Goodwill" },
    { at: during, userId: "o", nextId: ids() },
  ),
  "leave-not-possible": decideLeave(admin, undefined, "https://shop.example/signed-in"),
} as const satisfies Partial<Record<RefusalCode, Result<unknown>>>;

const folders = ["access", "billing", "bulk", "catalog", "order", "subscription", "support", "upgrade-verification"];

/** The codes written in these folders; readers of files name defects, and verdicts conditions, which refuse nothing themselves. */
function codesInSource(): readonly string[] {
  const root = new URL("../../app/domain/", import.meta.url);
  const files = folders.flatMap((folder) =>
    readdirSync(new URL(`${folder}/`, root), { encoding: "utf8" })
      .filter((file) => !["price-list", "read-device-lines", "verdict"].some((name) => file.startsWith(name)))
      .map((file) => `${folder}/${file}`),
  );
  const codes = files.flatMap((file) =>
    [...readFileSync(new URL(file, root), "utf8").matchAll(/\bcode: "([a-z-]+)"/g)].map(([, code = ""]) => code),
  );
  return [...new Set(codes)].toSorted();
}

describe("refusals of the domain", () => {
  it("are all produced here, and none that the domain no longer knows", () => {
    expect(Object.keys(scenarios).toSorted()).toEqual(codesInSource());
  });

  it.each(Object.entries(scenarios))("%s is what the decision answers", (code, result) => {
    expect(result.ok ? null : result.refusal.code).toBe(code);
  });
});
