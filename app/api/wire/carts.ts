import type { RefusalCode } from "#app/domain/refusal.ts";
import type { ItemRequest } from "#app/domain/order/cart-items.ts";
import type { CartLineRecord, CartRecord } from "#app/views/records/cart-records.ts";
import { instantText } from "./dates.ts";
import { readBoolean } from "./enums.ts";
import { ApiFault, invalidProperty } from "./fault.ts";
import { linkTo } from "./links.ts";
import {
  billingCycleOf,
  catalogItemIdOf,
  customerPath,
  pricingOf,
  readBillingCycle,
  readCatalogItem,
  readList,
  readObject,
  readQuantity,
  readTermDuration,
  readText,
} from "./trade-words.ts";

/** The documented numbers of what is wrong with a line of a cart. */
const lineErrors: Partial<Record<RefusalCode, readonly [number, string]>> = {
  "currency-mixed": [10_000, "CurrencyIsNotSupported"],
  "not-found": [10_001, "CatalogItemIdIsNotValid"],
  "no-price": [10_001, "CatalogItemIdIsNotValid"],
  "term-not-offered": [10_013, "BillingPlanNotSupported"],
  "billing-plan-not-offered": [10_013, "BillingPlanNotSupported"],
  "billing-plan-longer-than-term": [10_013, "BillingPlanNotSupported"],
  "promotion-not-offered": [10_014, "InvalidPromotionId"],
  "term-end-not-chosen": [10_016, "InvalidCustomTermEndDateProduct"],
  "prerequisite-missing": [10_018, "BaseOfferSeatQuantityNotMet"],
};

/** What the documents have no number for. */
const otherError = [10_010, "InvalidInput"] as const;

/** The number of a line's error. */
export function cartErrorCodeOf(code: RefusalCode): readonly [number, string] {
  return lineErrors[code] ?? otherError;
}

/** Every number that a line's error may have, with its documented name. */
export const cartErrors: ReadonlyMap<number, string> = new Map(
  [...Object.values(lineErrors), otherError].toSorted(([one], [other]) => one - other),
);

/** A cart can be written and bought, or was bought. */
export const cartStatuses = ["Active", "Ordered"] as const;

/** A cart with every documented property. */
export function cartOnWire(record: CartRecord): Readonly<Record<string, unknown>> {
  const { cart, lines, rejected } = record;
  const groups = groupsOf(record);
  return {
    id: cart.id,
    creationTimestamp: instantText(cart.createdAt),
    lastModifiedTimestamp: instantText(cart.modifiedAt ?? cart.createdAt),
    expirationTimestamp: instantText(cart.expiresAt),
    lastModifiedUser: cart.modifiedBy ?? cart.createdBy,
    status: cartStatuses[cart.orderId === null ? 0 : 1],
    lineItems: [
      ...lines.map((line) => lineOnWire(line, groups.get(line.line.number) ?? "0")),
      ...rejected.map(rejectedOnWire),
    ].toSorted((one, other) => one.id - other.id),
    links: { self: linkTo(customerPath(cart.customerId, "carts", cart.id)) },
    attributes: { objectType: "Cart" },
  };
}

/** Each group becomes one order: what is paid once shares one, everything else has one of its own. */
function groupsOf({ lines }: CartRecord): Map<number, string> {
  const once = lines.filter(({ line }) => line.billingPlan === "one-time");
  const recurring = lines.filter(({ line }) => line.billingPlan !== "one-time");
  const first = once.length === 0 ? 0 : 1;
  return new Map([
    ...once.map(({ line }) => [line.number, "0"] as const),
    ...recurring.map(({ line }, index) => [line.number, String(first + index)] as const),
  ]);
}

function lineOnWire({ line, title, availabilityId, problem }: CartLineRecord, orderGroup: string) {
  const { productId, skuId, quantity, currency, unitPriceMinor } = line;
  return {
    id: line.number,
    catalogItemId: catalogItemIdOf(productId, skuId, availabilityId),
    friendlyName: title,
    quantity,
    currencyCode: currency,
    billingCycle: billingCycleOf(line.billingPlan),
    termDuration: line.termDuration ?? undefined,
    participants: [],
    provisioningContext: {},
    orderGroup,
    addonItems: [],
    error: problem === null ? undefined : errorOf(problem.code),
    pricing: pricingOf(unitPriceMinor, quantity, currency),
  };
}

/** A line that cannot be bought, as it was asked for: without an offer it has no price. */
function rejectedOnWire({ number, item, title, refusal }: CartRecord["rejected"][number]) {
  return {
    id: number,
    catalogItemId:
      item.availabilityId === null
        ? `${item.productId}:${item.skuId}`
        : catalogItemIdOf(item.productId, item.skuId, item.availabilityId),
    friendlyName: title,
    quantity: item.quantity,
    currencyCode: item.currency,
    billingCycle: item.billingPlan === undefined ? undefined : billingCycleOf(item.billingPlan),
    termDuration: item.termDuration ?? undefined,
    participants: [],
    provisioningContext: {},
    addonItems: [],
    error: errorOf(refusal.code),
  };
}

function errorOf(code: RefusalCode): { errorCode: number; errorDescription: string } {
  const [errorCode, name] = cartErrorCodeOf(code);
  return { errorCode, errorDescription: `${name}: ${code}` };
}

const linesPath = "lineItems";

/** The lines of a cart's body. */
export function readCartItems(body: Readonly<Record<string, unknown>>): ItemRequest[] {
  const lines = readList(linesPath, body[linesPath]);
  const items = lines.map((line, index) => {
    const path = `${linesPath}[${index}]`;
    const fields = readObject(path, line);
    return {
      ...readNoOffers(fields),
      ...readCatalogItem(`${path}.catalogItemId`, fields["catalogItemId"]),
      quantity: readQuantity(`${path}.quantity`, fields["quantity"] ?? 1),
      termDuration: readTermDuration(`${path}.termDuration`, fields["termDuration"]),
      billingPlan:
        fields["billingCycle"] === undefined
          ? undefined
          : readBillingCycle(`${path}.billingCycle`, fields["billingCycle"]),
      currency: readText(`${path}.currencyCode`, fields["currencyCode"] || undefined, 3),
    };
  });
  assertAttestation(body, namesPartner(lines));
  return items;
}

/** The lines of an order's body; its billing cycle is that of every line. */
export function readOrderItems(body: Readonly<Record<string, unknown>>): ItemRequest[] {
  const lines = readList(linesPath, body[linesPath]);
  const billingPlan =
    body["billingCycle"] === undefined ? undefined : readBillingCycle("billingCycle", body["billingCycle"]);
  const currency = readText("currencyCode", body["currencyCode"] || undefined, 3);
  const items = lines.map((line, index) => {
    const path = `${linesPath}[${index}]`;
    const fields = readObject(path, line);
    if (fields["parentSubscriptionId"] !== undefined && fields["parentSubscriptionId"] !== "")
      throw invalidProperty(`${path}.parentSubscriptionId`, "Software has no add-ons; leave it out.");
    return {
      ...readNoOffers(fields),
      ...readCatalogItem(`${path}.offerId`, fields["offerId"]),
      quantity: readQuantity(`${path}.quantity`, fields["quantity"] ?? 1),
      termDuration: readTermDuration(`${path}.termDuration`, fields["termDuration"]),
      billingPlan,
      currency,
    };
  });
  assertAttestation(body, namesPartner(lines));
  return items;
}

/** What nothing here is sold with, where a line names it. */
function readNoOffers(fields: Readonly<Record<string, unknown>>): Pick<ItemRequest, "promotionId" | "isTermEndNamed"> {
  const { promotionId, customTermEndDate: end } = fields;
  return {
    ...(typeof promotionId === "string" && promotionId !== "" ? { promotionId } : {}),
    ...(typeof end === "string" && end !== "" && !end.startsWith("0001-01-01") ? { isTermEndNamed: true } : {}),
  };
}

function namesPartner(lines: readonly unknown[]): boolean {
  return lines.some((line) => {
    if (typeof line !== "object" || line === null) return false;
    const fields = line as Record<string, unknown>;
    const participants = fields["participants"];
    const partner = fields["partnerIdOnRecord"];
    return (Array.isArray(participants) && participants.length > 0) || (typeof partner === "string" && partner !== "");
  });
}

/** Refused when it is false, or left out while a line names a partner on record. */
function assertAttestation(body: Readonly<Record<string, unknown>>, isNeeded: boolean): void {
  const value = body["partnerOnRecordAttestationAccepted"];
  const accepted = value === undefined ? undefined : readBoolean(value);
  if (accepted === true || (value === undefined && !isNeeded)) return;
  throw fault(900_206, "Partner attestation is missing. Send partnerOnRecordAttestationAccepted with true.");
}

function fault(code: number, description: string): ApiFault {
  return new ApiFault({ status: 400, code, description });
}

/** What a PATCH of an order asks to cancel: line numbers, or null for all that are left. */
export function readOrderCancellation(
  body: Readonly<Record<string, unknown>>,
  order: { readonly id: string; readonly offerIds: ReadonlyMap<number, string> },
): readonly number[] | null {
  const id = readText("id", body["id"], 200);
  if (id !== undefined && id !== order.id) throw invalidProperty("id", `This is not order ${order.id}.`);
  const value = body[linesPath];
  const lines = value === undefined ? [] : readList(linesPath, value);
  if (lines.length === 0) return null;
  return lines.map((line, index) => {
    const path = `${linesPath}[${index}]`;
    const fields = readObject(path, line);
    const number = readQuantity(`${path}.lineItemNumber`, fields["lineItemNumber"]);
    const offerId = readText(`${path}.offerId`, fields["offerId"], 200);
    const known = order.offerIds.get(number);
    if (offerId !== undefined && known !== undefined && !isSameItem(offerId, known))
      throw invalidProperty(`${path}.offerId`, `Line ${number} is ${known}.`);
    return number;
  });
}

/** Availabilities are issued anew from time to time: product and SKU tell a line. */
function isSameItem(one: string, other: string): boolean {
  const head = (text: string) => text.toLowerCase().split(":").slice(0, 2).join(":");
  return head(one) === head(other);
}
