import type { Operation } from "./operation.ts";

/** The documented sentence of each number that this API answers with, as `status/code`. */
export const errorWords: Readonly<Record<string, string>> = {
  "400/2002": "The quantity is out of range.",
  "400/2011": "A deleted subscription can't be updated.",
  "400/2055": "Etag is no longer valid.",
  "400/3000": "Invalid property; the description names it and what would be right.",
  "400/27007": "Invalid promotion code.",
  "400/600002": "The registration number is not supported in this country.",
  "400/600049": "The organization registration number is missing.",
  "400/600050": "The registration number has the wrong format.",
  "400/600051": "The phone number is missing.",
  "400/800002": "Invalid request input: the call as a whole cannot be read.",
  "400/800009": "Error in cart item(s); data names each line.",
  "400/800010": "The inventory is not available.",
  "400/800040": "The status can't change to this one.",
  "400/800042": "Not supported: documented, and not here.",
  "400/800061": "The order can't be canceled.",
  "400/800063": "The order can't be canceled, use the subscription.",
  "400/800065": "This cart has already been submitted.",
  "400/800070": "Offer isn't available in the specified country/region.",
  "400/800071": "The line item number is invalid.",
  "400/800090": "The quantity can't be decreased.",
  "400/800092": "No seat increase under Software Assurance.",
  "400/800093": "The subscription is not eligible to be auto-renewed.",
  "400/800095": "Can't update the seat quantity.",
  "400/800096": "The status can't be set.",
  "400/800097": "The billing cycle can't be changed.",
  "400/800098": "The partner of record can't be changed.",
  "400/800121": "The term duration is invalid.",
  "400/900117": "You have passed your 30-day cancellation window.",
  "400/900126": "Unable to parse enum; data names the values that are known.",
  "400/900127": "This operation is not supported in this environment.",
  "400/900141": "This operation isn't supported.",
  "400/900169": "Currency must be the partner's or the customer's.",
  "400/900206": "Partner attestation is missing.",
  "400/900213": "You have passed your 168-hour cancellation window.",
  "400/900244": "A custom term end date is for online services only.",
  "400/900269": "The billing cycle is invalid.",
  "400/900270": "The billing cycle is longer than the term.",
  "400/900275": "The quantity of the line is not allowed.",
  "400/900279": "Updates to this subscription are no longer allowed.",
  "400/900311": "The subscription was updated too many times; the limit is 1,200.",
  "401/400": "Access denied: the token is not good, or not any more; or MFA is missing.",
  "401/800001": "Partner Token missing.",
  "401/900420": "The audience of the token is not accepted.",
  "403/2030": "Partner isn't onboarded to sell in country/region.",
  "403/2085": "Not eligible to purchase this item.",
  "403/800019": "Only software subscriptions and perpetual software can be canceled by order.",
  "403/800073": "The customer account is under review.",
  "403/800074": "The customer account is under review.",
  "403/800075": "The customer account is not approved.",
  "403/900150": "A role that is named in the request has no such right.",
  "403/900308": "Insufficient privileges; data names the roles that may.",
  "403/900329": "This resource does not support application-only authentication.",
  "404/1000": "Not found.",
  "404/20000": "Order ID not found.",
  "404/20003": "Subscription not found.",
  "404/400013": "Product not found.",
  "404/400018": "SKU not found.",
  "404/400019": "Availability not found.",
  "404/60003": "Tenant not found.",
  "404/600074": "No account status; in a shape of its own.",
  "404/800008": "Unable to retrieve cart.",
  "409/800060": "The order is in progress.",
  "409/800064": "The cart is being processed.",
  "409/800082": "Not ready, try again.",
  "409/900278": "There is a pending operation on this subscription.",
  "500/800003": "Unexpected service error. Nothing was changed.",
};

/** What every call with a token may be refused with. */
const always = ["400/800002", "401/400", "401/800001", "401/900420", "404/1000", "500/800003"];

/** Everything that an operation may be refused with, in the order of the numbers. */
export function errorsOf({ caller, access, method, path, errors = [] }: Operation): readonly string[] {
  if (caller === "nobody") return [];
  const isWriting = method !== "get" && method !== "head";
  const isOrder = /\/(orders|carts)(\/|$)/.test(path);
  const all = [
    ...always,
    ...(access === "any-partner-role" ? [] : ["403/900308"]),
    ...(caller === "user" ? ["403/900329"] : []),
    // While the first of two equal calls runs, and where somebody else was quicker.
    ...(isWriting ? [isOrder ? "409/800060" : "409/800082"] : []),
    ...errors,
  ];
  return [...new Set(all)].toSorted((one, other) => one.localeCompare(other, "en", { numeric: true }));
}
