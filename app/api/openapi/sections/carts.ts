import { type ApiSection, created, ok } from "../operation.ts";
import {
  answer,
  attributes,
  count,
  guid,
  instant,
  integer,
  links,
  list,
  oneOf,
  ref,
  request,
  said,
  text,
} from "../schema.ts";
import { cartErrors, cartStatuses } from "../../wire/carts.ts";
import {
  billingCycle,
  catalogItem,
  catalogItemSent,
  currency,
  currencySent,
  flagSent,
  quantitySent,
  termDuration,
  termDurationSent,
} from "./words.ts";

const carts = "/v1/customers/{customerId}/carts";
/** What refuses the whole; everything else of a line is its `error`. */
const lineFaults = [
  "400/800121",
  "400/3000",
  "400/900126",
  "400/800070",
  "400/900275",
  "400/900206",
  "403/2030",
  "403/2085",
];
const customerFaults = ["403/800073", "403/800074", "403/800075"];

export const cartSection: ApiSection = {
  id: "carts",
  title: "Carts",
  description:
    "A cart is written whole, kept for seven days and bought once. Each group of its lines becomes one order: what is paid once shares one, every recurring line has one of its own.",
  operations: [
    {
      id: "createCart",
      method: "post",
      path: carts,
      summary: "Make a cart",
      description:
        "A closed market or a quantity that is not allowed refuses the whole cart; `data[0].lineItemNumber` names the line. Any other line that cannot be bought stands in the cart with its `error`, and so does one that becomes impossible later; nothing of the cart is bought while it has one.",
      caller: "both",
      access: "prepare-cart",
      body: { schema: ref("CartSent"), isRequired: true },
      answer: created(ref("Cart"), "The cart, at the prices of now."),
      errors: ["404/60003", ...lineFaults, ...customerFaults, "400/800009"],
    },
    {
      id: "readCart",
      method: "get",
      path: `${carts}/{cartId}`,
      summary: "Read a cart",
      caller: "both",
      access: "prepare-cart",
      answer: ok(ref("Cart"), "The cart. A line that cannot be bought as things stand carries its `error`."),
      errors: ["404/60003", "404/800008"],
    },
    {
      id: "replaceCart",
      method: "put",
      path: `${carts}/{cartId}`,
      summary: "Replace the lines of a cart",
      caller: "both",
      access: "prepare-cart",
      body: { schema: ref("CartSent"), isRequired: true },
      answer: created(ref("Cart"), "The cart, at the prices of now."),
      errors: ["404/60003", "404/800008", "400/800065", ...lineFaults, ...customerFaults, "400/800009"],
    },
    {
      id: "checkOutCart",
      method: "post",
      path: `${carts}/{cartId}/checkout`,
      summary: "Buy what is in a cart",
      description:
        "All of it or nothing. A cart that was bought gives its first answer again. Where a price moved since the cart was written, 400/800009 tells old and new, and the next checkout goes through. A body is not looked at.",
      caller: "both",
      access: "buy",
      answer: created(ref("CheckoutResult"), "The orders, with their subscriptions."),
      errors: ["404/60003", "404/800008", "400/800009", "403/2085", "409/800064", ...customerFaults],
    },
  ],
  schemas: {
    CartSent: request(
      {
        lineItems: list(
          request(
            { catalogItemId: catalogItemSent },
            {
              id: count,
              quantity: quantitySent,
              billingCycle: said(text, "Without it that of the offer.", "annual"),
              termDuration: termDurationSent,
              currencyCode: currencySent,
              friendlyName: text,
              promotionId: text,
              customTermEndDate: text,
              participants: list({ type: "object" }),
              provisioningContext: { type: "object" },
              attestationAccepted: flagSent,
            },
          ),
        ),
      },
      { partnerOnRecordAttestationAccepted: flagSent },
    ),
    Cart: answer({
      id: guid,
      creationTimestamp: instant,
      lastModifiedTimestamp: said(instant, "When its lines were written last."),
      expirationTimestamp: said(instant, "Seven days after its creation."),
      lastModifiedUser: said(guid, "Who wrote its lines last."),
      status: oneOf(...cartStatuses),
      lineItems: list(ref("CartLineItem")),
      links: links(["self"]),
      attributes: attributes("Cart"),
    }),
    CartLineItem: answer(
      {
        id: said(count, "From 0."),
        catalogItemId: catalogItem,
        quantity: integer,
        participants: { type: "array", items: {} },
        provisioningContext: { type: "object" },
        addonItems: { type: "array", items: {} },
      },
      {
        orderGroup: said(text, "Lines of one group become one order. A line that was never good has none.", "0"),
        friendlyName: text,
        currencyCode: currency,
        billingCycle,
        termDuration,
        error: ref("CartError"),
        pricing: ref("Pricing"),
      },
    ),
    CartError: answer({
      errorCode: said(oneOf(...cartErrors.keys()), [...cartErrors].map((error) => error.join(" ")).join(", "), 10_001),
      errorDescription: said(
        text,
        "The documented name of the number, and the portal's own code.",
        "CatalogItemIdIsNotValid: not-found",
      ),
    }),
    CheckoutResult: answer({
      orders: list(ref("Order")),
      orderErrors: { type: "array", items: {} },
      attributes: attributes("CartCheckoutResult"),
    }),
  },
};
