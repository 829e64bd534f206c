import { type ApiSection, ok, query } from "../operation.ts";
import {
  answer,
  attributes,
  count,
  day,
  flag,
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
import type { Properties } from "../schema.ts";

const entitlements = "/v1/customers/{customerId}/entitlements";
const entitlement = `${entitlements}/{orderId}/{lineItemId}`;
const noLine = ["404/60003", "404/20000", "400/800071"];

const itemRequired: Properties = {
  includedEntitlements: list(ref("IncludedEntitlement")),
  referenceOrder: ref("ReferenceOrder"),
  productId: said(text, "", "DG7GMGF0DWM3"),
  skuId: said(text, "", "0002"),
  quantity: said(integer, "Without what was cancelled."),
  quantityDetails: list(answer({ quantity: integer, status: oneOf("fulfilled", "unfulfilled") })),
  entitledArtifacts: { type: "array", items: {} },
  entitlementType: oneOf("software", "reservedinstance"),
};
const itemOptional: Properties = {
  fulfillmentState: oneOf("Unfulfilled"),
  expiryDate: said(day, "The last day, inclusive; for terms only, and in the list with showExpiry."),
};
const standing = oneOf("available", "not_required", "revoked", "expired");

export const entitlementSection: ApiSection = {
  id: "entitlements",
  title: "Entitlements, keys and downloads",
  description:
    "What a customer has by everything that was bought, whenever it was. Keys and downloads are an addition of ours: the vendor has no public API for them. Each call for a key or a link writes one record of audit, and the key stands in none.",
  operations: [
    {
      id: "listEntitlements",
      method: "get",
      path: entitlements,
      summary: "List the entitlements of a customer",
      caller: "user",
      access: "see-software",
      query: [
        query(
          "entitlementType",
          oneOf("software", "reservedInstance", "virtualmachinereservedinstance"),
          "Without it all kinds.",
        ),
        query("showExpiry", text, "true adds `expiryDate`."),
        query("includeCancelled", text, "true adds cancelled lines with quantity 0. Our addition."),
      ],
      answer: ok(
        answer({
          totalCount: count,
          items: list(ref("Entitlement")),
          attributes: attributes("Collection"),
        }),
        "All entitlements. As documented, without links.",
      ),
      errors: ["404/60003", "400/3000", "400/900126"],
    },
    {
      id: "readEntitlement",
      method: "get",
      path: entitlement,
      summary: "Read an entitlement with its keys' and downloads' standing",
      caller: "user",
      access: "see-orders",
      answer: ok(ref("SoftwareEntitlement"), "The entitlement."),
      errors: noLine,
    },
    {
      id: "readSoftwareOptions",
      method: "get",
      path: `${entitlement}/options`,
      summary: "Read what can be chosen: versions, keys, files",
      caller: "user",
      access: "see-keys",
      answer: ok(ref("SoftwareOptions"), "Versions with their files. What a product does not have is absent."),
      errors: [...noLine, "404/1000"],
    },
    {
      id: "revealKey",
      method: "post",
      path: `${entitlement}/keys`,
      summary: "Get the product key",
      description:
        "By POST, because every view is recorded and must not be fetched ahead. The same key on every call. Where there is none, `data[0].refusal` says why: not required, revoked, expired.",
      caller: "user",
      access: "see-keys",
      body: {
        schema: request(
          {},
          {
            versionId: said(text, "One of the options; without it the first."),
            keyType: said(text, "Only mak.", "mak"),
          },
        ),
        isRequired: false,
      },
      answer: ok(ref("SoftwareKey"), "The key. Never kept on the way."),
      errors: [...noLine, "404/1000", "400/3000", "400/800010", "400/800042", "400/900126", "401/400"],
    },
    {
      id: "issueDownloadLink",
      method: "post",
      path: `${entitlement}/downloads`,
      summary: "Get a link to a file",
      caller: "user",
      access: "see-keys",
      body: {
        schema: request(
          { fileId: said(text, "One of the options.", "f1") },
          { purpose: said(text, "download, or copyLink for a link to send on.", "download") },
        ),
        isRequired: true,
      },
      answer: ok(ref("SoftwareDownload"), "A link that needs no token and serves ranges."),
      errors: [...noLine, "404/1000", "400/3000", "400/900126"],
    },
  ],
  schemas: {
    ReferenceOrder: answer({ id: text, lineItemId: said(text, "A text, as documented.", "0") }, { alternateId: text }),
    IncludedEntitlement: answer({
      includedEntitlements: list(ref("IncludedEntitlement")),
      referenceOrder: ref("ReferenceOrder"),
      productId: text,
      skuId: text,
      quantity: integer,
      entitledArtifacts: { type: "array", items: {} },
      entitlementType: oneOf("software", "reservedinstance"),
    }),
    Entitlement: answer(itemRequired, itemOptional),
    SoftwareEntitlement: answer(
      {
        ...itemRequired,
        friendlyName: text,
        orderDate: instant,
        status: oneOf("active", "expired", "cancelled"),
        isCancellable: flag,
        keyStatus: standing,
        downloadStatus: standing,
        links: links(["self", "options", "keys", "downloads", "order"], ["subscription"]),
        attributes: attributes("SoftwareEntitlement"),
      },
      {
        ...itemOptional,
        subscriptionId: guid,
        cancellationAllowedUntilDate: said(
          instant,
          "Exclusive for a subscription; for perpetual software the last instant that is allowed.",
        ),
        cancelledDate: instant,
      },
    ),
    SoftwareOptions: answer(
      {
        orderId: text,
        lineItemId: text,
        keyRequired: flag,
        downloadRequired: flag,
        versions: list(
          answer({
            id: text,
            title: text,
            productId: text,
            skuId: text,
            keyAvailable: flag,
            files: list(
              answer(
                { id: text, fileName: text, sizeInBytes: count, sha256: text },
                { language: text, fileType: text, operatingSystem: text },
              ),
            ),
          }),
        ),
        attributes: attributes("SoftwareOptions"),
      },
      { installationInstructionsUri: text },
    ),
    SoftwareKey: answer({
      orderId: text,
      lineItemId: text,
      versionId: text,
      productId: text,
      skuId: text,
      keyType: oneOf("mak"),
      key: said(text, "", "XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"),
      issuedDateTime: instant,
      attributes: attributes("SoftwareKey"),
    }),
    SoftwareDownload: answer({
      orderId: text,
      lineItemId: text,
      fileId: text,
      fileName: text,
      sizeInBytes: count,
      sha256: text,
      uri: said(text, "Absolute.", "https://portal.example/d/…"),
      expiresDateTime: instant,
      expiresAfterFirstUse: oneOf("P5D"),
      attributes: attributes("SoftwareDownload"),
    }),
  },
};
