import { type ApiSection, ok, type Operation, query } from "../operation.ts";
import { answer, collection, count, flag, integer, links, list, oneOf, ref, request, said, text } from "../schema.ts";
import { targetViews } from "../../wire/catalogue.ts";
import { billingCycles, segments } from "../../wire/trade-words.ts";
import { termDurations } from "#app/domain/catalog/terms.ts";
import { billingCycle, catalogItem, country, currency, termDuration } from "./words.ts";

const targetView = query(
  "targetView",
  said(oneOf(...targetViews), "In any case.", "Software"),
  "Which products. Views that nothing is sold of here are empty.",
  true,
);
const targetSegment = query(
  "targetSegment",
  oneOf(...segments),
  "Whom it is priced for; without it all but nonprofit.",
);
const reservationScope = query("reservationScope", text, "Not looked at here.");
const countryParameter = query("country", said(text, "", "DE"), "Country or region of the catalogue.", true);

/** The catalogue stands at two addresses: of a country, and of a customer. */
function readings(of: "country" | "customer"): Operation[] {
  const base = of === "country" ? "/v1/products" : "/v1/customers/{customerId}/products";
  const place = of === "country" ? [countryParameter] : [];
  const what = of === "country" ? "" : " for a customer";
  const name = (id: string) => (of === "country" ? id : `${id}ForCustomer`);
  const errors = of === "country" ? ["400/3000"] : ["404/60003"];
  const shared = { caller: "both", access: "see-customers", method: "get" } as const;
  const anyView = { ...targetView, isRequired: false, description: "Not looked at here." };
  const view = [...place, anyView, targetSegment, reservationScope];
  const product = `${base}/{productId}`;
  const sku = `${product}/skus/{skuId}`;
  return [
    {
      ...shared,
      id: name("listProducts"),
      path: base,
      summary: `List products${what}`,
      query: [...place, targetView, targetSegment, reservationScope],
      answer: ok(collection(ref("Product")), "All products of the view."),
      errors: [...new Set([...errors, "400/3000", "400/900126"])],
    },
    {
      ...shared,
      id: name("readProduct"),
      path: product,
      summary: `Read a product${what}`,
      query: view,
      answer: ok(ref("Product"), "The product."),
      errors: [...errors, "404/400013", "400/900126"],
    },
    {
      ...shared,
      id: name("listSkus"),
      path: `${product}/skus`,
      summary: `List the editions of a product${what}`,
      query: view,
      answer: ok(collection(ref("Sku")), "All editions."),
      errors: [...errors, "404/400013", "400/900126"],
    },
    {
      ...shared,
      id: name("readSku"),
      path: sku,
      summary: `Read an edition${what}`,
      description: "The id is found with and without its leading zeros: `0005` and `5`.",
      query: view,
      answer: ok(ref("Sku"), "The edition."),
      errors: [...errors, "404/400013", "404/400018", "400/900126"],
    },
    {
      ...shared,
      id: name("listAvailabilities"),
      path: `${sku}/availabilities`,
      summary: `List the offers of an edition${what}`,
      description: "Each offer is one term and one billing cycle. Prices are not in the catalogue; carts have them.",
      query: view,
      answer: ok(collection(ref("Availability")), "All offers of now."),
      errors: [...errors, "404/400013", "404/400018", "400/900126"],
    },
    {
      ...shared,
      id: name("readAvailability"),
      path: `${sku}/availabilities/{availabilityId}`,
      summary: `Read an offer${what}`,
      query: view,
      answer: ok(ref("Availability"), "The offer."),
      errors: [...errors, "404/400013", "404/400018", "404/400019", "400/900126"],
    },
  ];
}

const [listForCustomer] = readings("customer");

export const catalogue: ApiSection = {
  id: "catalogue",
  title: "Catalogue",
  description:
    "Products, their editions and the offers of them, in a country or for a customer. What cannot be bought there, or not by the partner, is left out.",
  operations: [
    ...readings("country"),
    ...readings("customer"),
    ...(listForCustomer === undefined
      ? []
      : [
          {
            ...listForCustomer,
            id: "postListProductsForCustomer",
            method: "post" as const,
            summary: "List products for a customer, by POST",
            description:
              "One document has this method for the list. It answers the same as GET; a body is not looked at.",
          },
        ]),
    {
      id: "checkInventory",
      method: "post",
      path: "/v1/extensions/product/checkinventory",
      summary: "Check whether items may be sold in a country",
      description:
        "A bare list. An item without an edition stands for all its editions; items that nobody knows are left out.",
      caller: "both",
      access: "see-customers",
      query: [countryParameter],
      body: {
        schema: request(
          {
            targetItems: list(
              request({ productId: said(text, "", "DG7GMGF0D5RK") }, { skuId: said(text, "", "0005") }),
            ),
          },
          { inventoryContext: { type: "object" } },
        ),
        isRequired: true,
      },
      answer: ok(list(ref("InventoryItem")), "What may be sold."),
      errors: ["400/3000"],
    },
  ],
  schemas: {
    ProductType: answer({ id: oneOf("Software", "AzureReservations"), displayName: text }),
    Product: answer({
      id: said(text, "", "DG7GMGF0D5RK"),
      title: said(text, "", "Windows Server 2022 Standard"),
      description: text,
      productType: ref("ProductType"),
      isMicrosoftProduct: flag,
      publisherName: said(text, "", "Microsoft Corporation"),
      links: links(["skus", "self"]),
    }),
    Sku: answer({
      id: said(text, "Unique within its product.", "0005"),
      productId: said(text, "", "DG7GMGF0D5RK"),
      title: said(text, "", "Windows Server 2022 Standard - 16 Core License Pack"),
      description: text,
      minimumQuantity: integer,
      maximumQuantity: integer,
      isTrial: flag,
      supportedBillingCycles: list(oneOf(...billingCycles)),
      purchasePrerequisites: list(text),
      inventoryVariables: list(text),
      provisioningVariables: list(text),
      actions: list(oneOf("Refund")),
      dynamicAttributes: answer({
        isMicrosoftProduct: flag,
        hasConstraints: flag,
        isAddon: flag,
        prerequisiteSkus: list(text),
        isSoftwareAssuranceApplicable: flag,
        upgradeTargetOffers: list(text),
      }),
      attestationProperties: answer({ attestationType: text, enforceAttestation: flag }),
      consumptionType: text,
      links: links(["availabilities", "self"]),
    }),
    Availability: answer({
      id: said(text, "Issued anew from time to time: no identity.", "DG7GMGF0D5S1"),
      productId: said(text, "", "DG7GMGF0D5RK"),
      skuId: said(text, "", "0005"),
      catalogItemId: catalogItem,
      defaultCurrency: answer({ code: currency, symbol: text }),
      segment: oneOf(...segments),
      country,
      isPurchasable: flag,
      isRenewable: flag,
      renewalInstructions: list(
        answer({
          applicableTermIds: list(text),
          renewalOptions: list(answer({ renewToId: text, isAutoRenewable: flag })),
        }),
      ),
      terms: list(ref("Term")),
      product: ref("Product"),
      sku: ref("Sku"),
      links: links(["self"]),
    }),
    Term: answer(
      {
        id: text,
        description: said(text, "", "P1Y, billed annual"),
        billingCycle,
        cancellationPolicies: list(
          answer({
            refundOptions: list(
              answer({
                sequenceId: count,
                type: oneOf("Full", "Partial"),
                expiresAfter: said(text, "An ISO 8601 duration.", "P7D"),
              }),
            ),
          }),
        ),
      },
      {
        duration: termDuration,
        renewalOptions: list(answer({ termDuration: oneOf(...termDurations), description: text })),
      },
    ),
    InventoryItem: answer({
      productId: said(text, "", "DG7GMGF0D5RK"),
      skuId: said(text, "", "0005"),
      isRestricted: flag,
      restrictions: list(
        answer({
          reasonCode: oneOf("NotAvailableInCountry", "NotOffered"),
          description: text,
          properties: { type: "object", additionalProperties: true },
        }),
      ),
    }),
  },
};
