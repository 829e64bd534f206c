import { type ApiSection, ok, type Operation, query } from "../operation.ts";
import { emptyCollection, said, text } from "../schema.ts";

const notThere = "Not offered here yet:";

function emptyList(id: string, path: string, summary: string, more: Partial<Operation> = {}): Operation {
  return {
    id,
    method: "get",
    path,
    summary,
    description: `${notThere} the list is always empty, so that clients go on.`,
    caller: "both",
    access: "see-customers",
    answer: ok(emptyCollection, "An empty list."),
    ...more,
  };
}

function refusal(
  id: string,
  method: Operation["method"],
  path: string,
  summary: string,
  more: Partial<Operation> = {},
) {
  return {
    id,
    method,
    path,
    summary,
    description: `${notThere} every call is refused.`,
    caller: "both",
    access: "see-customers",
    answer: null,
    errors: ["400/900141"],
    ...more,
  } satisfies Operation;
}

const customer = "/v1/customers/{customerId}";

export const laterSection: ApiSection = {
  id: "later",
  title: "Promotions, agreements, price sheets",
  description:
    "Documented by the vendor and not offered here yet. A list answers empty and everything else is refused by its number, so that clients go on.",
  operations: [
    emptyList("listPromotions", "/v1/productpromotions", "List promotions", {
      query: [query("segment", text, "Not looked at."), query("country", said(text, "", "DE"), "Not looked at.")],
    }),
    refusal("readPromotion", "get", "/v1/productpromotions/{promotionId}", "Read a promotion", {
      query: [query("country", text, "Not looked at.")],
    }),
    refusal("checkPromotions", "post", `${customer}/promotionEligibilities`, "Check promotions for a customer", {
      errors: ["400/900141", "404/60003"],
    }),
    emptyList("listAgreementTemplates", "/v1/agreements", "List agreements", {
      caller: "user",
      query: [query("agreementType", text, "Not looked at.")],
    }),
    refusal("readAgreementDocument", "get", "/v1/agreementtemplates/{templateId}/document", "Read an agreement", {
      caller: "user",
      query: [query("language", text, "Not looked at."), query("country", text, "Not looked at.")],
    }),
    emptyList("listCustomerAgreements", `${customer}/agreements`, "List what a customer agreed to", {
      caller: "user",
      errors: ["404/60003"],
      query: [query("agreementType", text, "Not looked at.")],
    }),
    refusal("addCustomerAgreement", "post", `${customer}/agreements`, "Note that a customer agreed", {
      caller: "user",
      errors: ["400/900141", "404/60003"],
    }),
    refusal(
      "readPriceSheet",
      "get",
      "/v1.0/sales/{sheet}/{value}",
      "Read a price sheet, exchange rates or the offer matrix",
      {
        caller: "user",
        access: "prepare-cart",
        description:
          "`pricesheets(Market='DE',PricesheetView='software')/$value`, `fxrates(Month='202611')/$value` and `offermatrix(Month='202611')/$value`. Not offered here yet: every call is refused. Prices come with carts.",
        query: [query("timeline", text, "Not looked at."), query("month", text, "Not looked at.")],
      },
    ),
  ],
  schemas: {},
};
