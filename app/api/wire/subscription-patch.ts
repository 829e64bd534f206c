import type { BillingPlan, TermDuration } from "#app/domain/catalog/terms.ts";
import type { NextTerm, Subscription } from "#app/domain/subscription/subscription.ts";
import { plannedNextTerm } from "#app/domain/subscription/terms.ts";
import type { SubscriptionRecord } from "#app/views/records/subscription-records.ts";
import { readBoolean, readEnum } from "./enums.ts";
import { ApiFault, invalidProperty } from "./fault.ts";
import { fullSkuId, readBillingCycle, readObject, readQuantity, readTermDuration, readText } from "./trade-words.ts";

/** What a PATCH asks of a subscription, after everything that does not differ from what is stored was left out. */
export type WishedChanges = {
  readonly friendlyName?: string;
  readonly isAutoRenewOn?: boolean;
  /** Null takes away what is scheduled. */
  readonly nextTerm?: NextTerm | null;
  /** Cancel; then nothing else of the body counts. */
  readonly isCancelled?: true;
};

/** With a rule of the wire that the body breaks; it counts only after found, role, etag and standing were asked. */
export type PatchReading = { readonly wishes: WishedChanges; readonly fault: ApiFault | null };

const statuses = ["none", "active", "suspended", "deleted", "expired", "pending", "disabled"] as const;
const statusNumbers = { none: 0, active: 1, suspended: 2, deleted: 3 } as const;
const friendlyNameMax = 256;

/**
 * Reads the body of a PATCH against the subscription as it is. Clients send the whole resource back, so that only what
 * differs is a change; an absent property means unchanged, and so does `null`, except for
 * `scheduledNextTermInstructions`, where it removes them.
 */
export function readSubscriptionPatch(
  body: Readonly<Record<string, unknown>>,
  record: SubscriptionRecord,
): PatchReading {
  try {
    return { wishes: readWishes(body, record), fault: null };
  } catch (error) {
    if (error instanceof ApiFault) return { wishes: {}, fault: error };
    throw error;
  }
}

function readWishes(body: Readonly<Record<string, unknown>>, record: SubscriptionRecord): WishedChanges {
  const { subscription } = record;
  const id = readText("id", body["id"], 200);
  if (id !== undefined && id.toLowerCase() !== subscription.id.toLowerCase())
    throw invalidProperty("id", "This is the id of another subscription.");
  if (readStatus(body["status"], record) === true) return { isCancelled: true };
  assertNothingFixed(body, record);
  const isAutoRenewOn = readAutoRenew(body["autoRenewEnabled"], subscription);
  const nextTerm = readInstructions(body, subscription);
  const willRenew = isAutoRenewOn ?? subscription.isAutoRenewOn;
  if (!willRenew && nextTerm !== undefined && nextTerm !== null)
    throw invalidProperty("scheduledNextTermInstructions", needsAutoRenew);
  const friendlyName = readText("friendlyName", body["friendlyName"], friendlyNameMax);
  // A name of nothing is none: the one that is there stays.
  const isNewName = Boolean(friendlyName?.trim()) && friendlyName !== (record.friendlyName ?? record.sku.title);
  return {
    ...(isNewName && friendlyName !== undefined ? { friendlyName } : {}),
    ...(isAutoRenewOn === undefined ? {} : { isAutoRenewOn }),
    // Off takes them away by itself.
    ...(nextTerm === undefined || isAutoRenewOn === false ? {} : { nextTerm }),
  };
}

const needsAutoRenew =
  "Instructions for the next term need autoRenewEnabled to be true, and stay unchanged without it.";

function readStatus(value: unknown, { status }: SubscriptionRecord): true | undefined {
  if (value === undefined) return undefined;
  const wished = readEnum("status", value, statuses, statusNumbers);
  if (wished === "deleted") return true;
  if (wished === status || wished === "none") return undefined;
  if (wished === "suspended")
    throw fault(800_096, "The subscription status can't be changed.", "Software is never suspended.");
  throw fault(800_040, `The status can't change to ${wished} from ${status}.`, "The only change is to deleted.");
}

function readAutoRenew(value: unknown, { isAutoRenewOn }: Subscription): boolean | undefined {
  if (value === undefined) return undefined;
  const wished = readBoolean(value);
  if (wished === undefined) throw invalidProperty("autoRenewEnabled", "This is true or false.");
  return wished === isAutoRenewOn ? undefined : wished;
}

/** What differs from what is scheduled; undefined for no change. */
function readInstructions(
  body: Readonly<Record<string, unknown>>,
  subscription: Subscription,
): NextTerm | null | undefined {
  const path = "scheduledNextTermInstructions";
  const value = body[path];
  if (value === undefined) return undefined;
  if (value === null) return subscription.nextTerm === null ? undefined : null;
  const instructions = readObject(path, value);
  const product = instructions["product"] === undefined ? {} : readObject(`${path}.product`, instructions["product"]);
  if (instructions["customTermEndDate"] !== undefined)
    throw fault(900_244, "A custom term end date is for online services only.", "Leave customTermEndDate out.");
  if (typeof product["promotionId"] === "string" && product["promotionId"] !== "")
    throw fault(27_007, "Invalid promotion code.", "Promotions are not offered here; leave promotionId out.");
  assertSameEdition(product, subscription, `${path}.product`);
  const present = plannedNextTerm(subscription);
  const wished: NextTerm = {
    termDuration: readTermDuration(`${path}.product.termDuration`, product["termDuration"]) ?? present.termDuration,
    billingPlan: readPlan(`${path}.product.billingCycle`, product["billingCycle"]) ?? present.billingPlan,
    quantity:
      instructions["quantity"] === undefined
        ? present.quantity
        : readQuantity(`${path}.quantity`, instructions["quantity"]),
  };
  return isSame(wished, present) ? undefined : wished;
}

/** Same product always. Another edition of it is nothing that the portal renews into: 404, as for one that is not there. */
function assertSameEdition(
  product: Readonly<Record<string, unknown>>,
  { productId, skuId }: Subscription,
  path: string,
): void {
  const wishedProduct = readText(`${path}.productId`, product["productId"], 100);
  if (wishedProduct !== undefined && wishedProduct.toLowerCase() !== productId.toLowerCase())
    throw invalidProperty(`${path}.productId`, `The next term stays with product ${productId}.`);
  const wishedSku = readText(`${path}.skuId`, product["skuId"], 100);
  if (wishedSku !== undefined && wishedSku !== skuId && fullSkuId(wishedSku) !== skuId)
    throw new ApiFault({
      status: 404,
      code: 400_018,
      description: `SKU not found. This subscription renews into SKU ${skuId}, which is the edition that was bought.`,
      data: [{ property: `${path}.skuId` }],
    });
}

function readPlan(path: string, value: unknown): BillingPlan | undefined {
  return value === undefined ? undefined : readBillingCycle(path, value);
}

function isSame(one: NextTerm, other: NextTerm): boolean {
  return (
    one.termDuration === other.termDuration && one.billingPlan === other.billingPlan && one.quantity === other.quantity
  );
}

/** What can never be changed within a running term is refused by its documented number. */
function assertNothingFixed(body: Readonly<Record<string, unknown>>, { subscription, sku }: SubscriptionRecord): void {
  const { term } = subscription;
  const quantity = body["quantity"] === undefined ? term.quantity : readQuantity("quantity", body["quantity"]);
  const instead = "Schedule it for the next term with scheduledNextTermInstructions, or buy another subscription.";
  if (quantity < term.quantity)
    throw fault(800_090, "The quantity can't be decreased.", "Only the whole purchase can be cancelled.");
  if (quantity > term.quantity)
    throw sku.hasHybridBenefit
      ? fault(800_092, "No seat increase under Software Assurance.", instead)
      : fault(800_095, "Can't update the seat quantity.", instead);
  const plan = readPlan("billingCycle", body["billingCycle"]) ?? term.billingPlan;
  if (plan !== term.billingPlan) throw fault(800_097, "The billing cycle can't be changed.", scheduled("billingCycle"));
  const duration: TermDuration = readTermDuration("termDuration", body["termDuration"]) ?? term.duration;
  if (duration !== term.duration) throw fault(800_121, "The term duration is invalid.", scheduled("termDuration"));
  const partnerId = readText("partnerId", body["partnerId"], 100) ?? "";
  if (partnerId !== "") throw fault(800_098, "The partner of record can't be changed.", "Leave partnerId as it is.");
}

function scheduled(property: string): string {
  return `It is fixed until the term ends; change it for the next one with scheduledNextTermInstructions.product.${property}.`;
}

function fault(code: number, sentence: string, help: string): ApiFault {
  return new ApiFault({ status: 400, code, description: `${sentence} ${help}` });
}
