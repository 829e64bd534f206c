import type { Refusal, RefusalCode, RefusalOf } from "#app/domain/refusal.ts";
import { Temporal } from "temporal-polyfill";
import type { Fault, FaultData } from "./fault.ts";

type Status = Fault["status"];
/** HTTP status, documented number, documented sentence; the words of the portal follow it. */
type Entry = readonly [status: Status, code: number, sentence: string];
type Row<C extends RefusalCode> = Entry | ((refusal: RefusalOf<C>) => Entry);

/**
 * Which documented number each refusal has. What is not here cannot be met by the API, or has no number of its own; it
 * gets the general one of its kind (`generalEntry`).
 */
const table: { readonly [C in RefusalCode]?: Row<C> } = {
  "role-needed": [403, 900_308, "Insufficient privileges."],
  "not-found": ({ what }) => notFoundEntry(what),
  "sandbox-only": [400, 900_127, "This operation is not supported in this environment."],
  "idempotency-key-reused": [400, 800_002, "Invalid request input."],
  "changed-meanwhile": [409, 800_082, "The subscription is not ready. Try again."],
  "invalid-field": [400, 3000, "Invalid property."],
  "webhook-target-refused": [400, 3000, "Invalid property. WebhookUrl is not accepted."],
  "webhook-exists": [409, 800_082, "A registration exists already; change it with PUT."],
  "webhook-without-test-event": [400, 3000, "Invalid property. WebhookEvents lacks test-created."],
  "email-taken": [400, 3000, "Invalid property."],
  "last-global-admin": [400, 3000, "Invalid property."],
  "password-too-weak": [400, 3000, "Invalid property."],
  // Catalogue
  "market-closed": [400, 800_070, "Offer isn't available in the specified country/region."],
  "market-without-currency": [403, 2030, "Partner isn't onboarded to sell in country/region."],
  "perpetual-not-qualified": [403, 2085, "Not eligible to purchase this item."],
  "currency-mixed": [400, 900_169, "Currency must be the partner's or the customer's."],
  "no-price": [404, 400_019, "Availability not found."],
  "price-ended": [404, 400_019, "Availability not found."],
  "term-not-offered": [400, 800_121, "The term duration is invalid."],
  "billing-plan-not-offered": [400, 900_269, "The billing cycle is invalid."],
  "billing-plan-longer-than-term": [400, 900_270, "The billing cycle is longer than the term."],
  "prerequisite-missing": [403, 2085, "Not eligible to purchase this item."],
  "quantity-out-of-limits": [400, 2002, "The quantity is out of range."],
  "customer-may-not-buy": ({ validationStatus }) =>
    validationStatus === "under-review"
      ? [403, 800_074, "The customer account is under review."]
      : validationStatus === "not-allowed"
        ? [403, 800_075, "The customer account is not approved."]
        : [403, 800_073, "The customer account is under review."],
  // Carts
  "cart-expired": [404, 800_008, "Unable to retrieve cart."],
  "cart-checked-out": [400, 800_065, "This cart has already been submitted."],
  "cart-empty": [400, 800_009, "Error in cart item(s)."],
  "cart-too-long": [400, 800_009, "Error in cart item(s)."],
  "cart-lines-rejected": [400, 800_009, "Error in cart item(s)."],
  "promotion-not-offered": [400, 27_007, "Invalid promotion code."],
  "term-end-not-chosen": [400, 900_244, "A custom term end date is for online services only."],
  "cart-line-not-found": [400, 800_071, "The line item number is invalid."],
  "price-moved": [400, 800_009, "Error in cart item(s)."],
  // Subscriptions
  "subscription-cancelled": [400, 2011, "A deleted subscription can't be updated."],
  "subscription-expired": [400, 900_279, "Updates to this subscription are no longer allowed."],
  "being-renewed": [409, 900_278, "There is a pending operation on this subscription. Try again after 24 hours."],
  "on-hold": [409, 900_278, "There is a pending operation on this subscription. Try again after 24 hours."],
  "bought-before-auto-renew": [400, 800_093, "The subscription is not eligible to be auto-renewed."],
  "auto-renew-off": [400, 3000, "Invalid property. scheduledNextTermInstructions needs autoRenewEnabled."],
  "auto-renew-off-planned": [400, 3000, "Invalid property. scheduledNextTermInstructions needs autoRenewEnabled."],
  "quantity-fixed-in-term": [400, 800_095, "Can't update the seat quantity."],
  "plan-fixed-in-term": [400, 800_097, "The billing cycle can't be changed."],
  "cancellation-window-closed": [
    400,
    900_213,
    "You have passed your 168-hour cancellation window. We are unable to cancel your purchase.",
  ],
  "not-cancellable": [403, 800_019, "Only software subscriptions and perpetual software can be canceled by order."],
  "under-review": [400, 800_061, "The order can't be canceled."],
  "purchase-cancelled": [400, 800_061, "The order can't be canceled."],
  // Keys and downloads
  "password-proof-needed": [401, 400, "Access denied."],
  "entitlement-cancelled": [404, 1000, "Not found."],
  "entitlement-expired": [404, 1000, "Not found."],
  "no-key-needed": [404, 1000, "Not found."],
  "no-download-needed": [404, 1000, "Not found."],
  "version-not-offered": [404, 1000, "Not found."],
  "download-not-offered": [404, 1000, "Not found."],
  "key-not-issued": [404, 1000, "Not found."],
  "key-pool-empty": [400, 800_010, "The inventory is not available."],
  "kms-not-available": [400, 800_042, "Not supported."],
  // Sandbox
  "clock-not-forward": [400, 3000, "Invalid property. now lies before the clock."],
  "clock-moving": [409, 800_082, "Not ready. Try again."],
};

function notFoundEntry(what: RefusalOf<"not-found">["what"]): Entry {
  switch (what) {
    case "customer":
      return [404, 60_003, "Tenant not found."];
    case "order":
      return [404, 20_000, "Order ID not found."];
    case "subscription":
      return [404, 20_003, "Subscription not found."];
    case "cart":
      return [404, 800_008, "Unable to retrieve cart."];
    case "product":
      return [404, 400_013, "Product not found."];
    default:
      return [404, 1000, "Not found."];
  }
}

function generalEntry(status: number): Entry {
  if (status === 401) return [401, 400, "Access denied."];
  if (status === 403) return [403, 900_308, "Insufficient privileges."];
  if (status === 404) return [404, 1000, "Not found."];
  if (status === 409) return [409, 800_082, "Not ready. Try again."];
  return [400, 800_002, "Invalid request input."];
}

/**
 * A refusal of the portal as the API says it: the documented sentence first, then what helps.
 *
 * @param words the portal's own text, in the caller's language
 * @param pageStatus the status that pages give it, for what has no number of its own
 */
export function faultOfRefusal(refusal: Refusal, words: string, pageStatus: number): Fault {
  const row = table[refusal.code] as Row<RefusalCode> | undefined;
  const entry = row === undefined ? generalEntry(pageStatus) : typeof row === "function" ? row(refusal) : row;
  const [status, code, sentence] = entry;
  const field = "field" in refusal && typeof refusal.field === "string" ? ` ${refusal.field}:` : "";
  return { status, code, description: `${sentence}${field} ${words}`.slice(0, 1024), data: [factsOf(refusal)] };
}

/** The refusal's facts for programs: its code as `refusal`, instants as ISO 8601, roles in the API's spelling. */
export function factsOf(refusal: Refusal): FaultData {
  const { code, ...facts } = refusal;
  const named = Object.entries(facts).map(([name, value]) => [wireName(code, name), wireFact(name, value)]);
  return { refusal: code, ...Object.fromEntries(named) };
}

function wireName(code: RefusalCode, name: string): string {
  return code === "cancellation-window-closed" && name === "closedAt" ? "windowEndedAt" : name;
}

function wireFact(name: string, value: unknown): unknown {
  if (typeof value === "number" && /At$|^at$|^now$|^to$/.test(name))
    return Temporal.Instant.fromEpochMilliseconds(value).toString();
  if (name === "roles" && Array.isArray(value)) return value.map((role) => String(role).replaceAll("-", "_"));
  return value;
}
