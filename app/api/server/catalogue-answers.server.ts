import { findMarket } from "#app/domain/catalog/markets.ts";
import {
  type CataloguePlace,
  type CatalogueRecords,
  catalogueRecords,
  type OfferedProduct,
  type OfferedSku,
} from "#app/views/records/catalogue-records.ts";
import {
  availabilityOnWire,
  catalogueListUri,
  type CataloguePath,
  findOfferedSku,
  isInView,
  productOnWire,
  readTargetView,
  skuOnWire,
} from "../wire/catalogue.ts";
import { ApiFault, invalidProperty } from "../wire/fault.ts";
import { collection, queryText } from "../wire/links.ts";
import { fullSkuId, readList, readObject, readSegment, readText } from "../wire/trade-words.ts";
import type { ApiAnswer, ApiCall, Handler } from "./api-call.ts";
import { orRefuse } from "./api-route.server.ts";

/** The catalogue stands at two addresses: of a country, and of a customer. Both are answered from here. */
export type CatalogueOf = "country" | "customer";

function placeOf(call: ApiCall, of: CatalogueOf): CataloguePlace {
  return of === "customer" ? { customerId: call.param("customerId") } : { country: countryOf(call) };
}

function countryOf({ query }: ApiCall): string {
  const country = query.get("country");
  if (country === undefined || findMarket(country.toUpperCase()) === undefined)
    throw invalidProperty("country", "This is a country or region of two letters, such as US.");
  return country.toUpperCase();
}

type Found = { readonly path: CataloguePath; readonly product: OfferedProduct };

async function read(call: ApiCall, of: CatalogueOf, productId?: string): Promise<CatalogueRecords> {
  const segment = readSegment(call.query.get("targetSegment"));
  const place = placeOf(call, of);
  return orRefuse(await catalogueRecords(call.view, { place, segment, ...(productId ? { productId } : {}) }));
}

function pathOf(call: ApiCall, of: CatalogueOf, market: string): CataloguePath {
  return { market, customerId: of === "customer" ? call.param("customerId") : null };
}

async function findProduct(call: ApiCall, of: CatalogueOf): Promise<Found> {
  const productId = call.param("productId").toUpperCase();
  const { market, products } = await read(call, of, productId);
  const product = products.find(({ id }) => id === productId);
  if (product === undefined) throw missing(400_013, "Product", productId);
  return { path: pathOf(call, of, market), product };
}

function findSku(call: ApiCall, product: OfferedProduct): OfferedSku {
  const sku = findOfferedSku(product, call.param("skuId"));
  if (sku === undefined) throw missing(400_018, "SKU", call.param("skuId"));
  return sku;
}

function missing(code: number, what: string, id: string): ApiFault {
  return new ApiFault({
    status: 404,
    code,
    description: `${what} not found. Nothing is offered here as ${id.slice(0, 100)}.`,
  });
}

/** The products of a view of the catalogue. */
export function listProducts(of: CatalogueOf): Handler {
  return async (call): Promise<ApiAnswer> => {
    const targetView = call.query.get("targetView");
    if (targetView === undefined) throw invalidProperty("targetView", "Say which products, such as Software.");
    const view = readTargetView(targetView);
    const { market, products } = await read(call, of);
    const path = pathOf(call, of, market);
    const wanted = products.filter((product) => isInView(product, view));
    const country = of === "country" ? market : undefined;
    const base = path.customerId === null ? "/products" : `/customers/${encodeURIComponent(path.customerId)}/products`;
    const self = base + queryText({ country, targetView: view, targetSegment: call.query.get("targetSegment") });
    return {
      body: collection(
        wanted.map((product) => productOnWire(product, path)),
        self,
      ),
    };
  };
}

export function readProduct(of: CatalogueOf): Handler {
  return async (call) => {
    const { path, product } = await findProduct(call, of);
    return { body: productOnWire(product, path) };
  };
}

export function listSkus(of: CatalogueOf): Handler {
  return async (call) => {
    const { path, product } = await findProduct(call, of);
    const skus = product.skus.map((sku) => skuOnWire(sku, path));
    return { body: collection(skus, catalogueListUri(path, product.id)) };
  };
}

export function readSku(of: CatalogueOf): Handler {
  return async (call) => {
    const { path, product } = await findProduct(call, of);
    return { body: skuOnWire(findSku(call, product), path) };
  };
}

export function listAvailabilities(of: CatalogueOf): Handler {
  return async (call) => {
    const { path, product } = await findProduct(call, of);
    const sku = findSku(call, product);
    const offers = sku.availabilities.map((offer) => availabilityOnWire(offer, product, sku, path));
    return { body: collection(offers, catalogueListUri(path, product.id, sku.sku.skuId)) };
  };
}

export function readAvailability(of: CatalogueOf): Handler {
  return async (call) => {
    const { path, product } = await findProduct(call, of);
    const sku = findSku(call, product);
    const id = call.param("availabilityId").toLowerCase();
    const offer = sku.availabilities.find((own) => own.id.toLowerCase() === id);
    if (offer === undefined) throw missing(400_019, "Availability", id);
    return { body: availabilityOnWire(offer, product, sku, path) };
  };
}

const itemsMax = 200;

/** Whether items may be sold in a country: a bare list. Items that nobody knows are dropped. */
export async function checkInventory(call: ApiCall): Promise<ApiAnswer> {
  const country = countryOf(call);
  const items = readList("targetItems", call.bodyObject()["targetItems"]);
  if (items.length > itemsMax) throw invalidProperty("targetItems", `At most ${itemsMax} items.`);
  const answers: unknown[] = [];
  for (const [index, item] of items.entries()) {
    const fields = readObject(`targetItems[${index}]`, item);
    const productId = readText(`targetItems[${index}].productId`, fields["productId"], 100)?.toUpperCase() ?? "";
    const skuId = readText(`targetItems[${index}].skuId`, fields["skuId"], 100);
    const request = { place: { country }, segment: null, productId };
    const { products, known } = await inventoryOf(call, request);
    for (const { sku, refusal } of known.filter((own) => skuId === undefined || own.sku.skuId === fullSkuId(skuId))) {
      const isOffered = products.some(({ skus }) => skus.some((offered) => offered.sku.skuId === sku.skuId));
      answers.push({
        productId: sku.productId,
        skuId: sku.skuId,
        isRestricted: !isOffered,
        restrictions: isOffered ? [] : [restrictionOf(refusal, country)],
      });
    }
  }
  return { body: answers };
}

/** In the codes that the interface has: who is not qualified for a product is not offered it. */
function restrictionOf(refusal: CatalogueRecords["known"][number]["refusal"], country: string) {
  const properties = {};
  if (refusal === null)
    return { reasonCode: "NotOffered", description: `No price list offers it in ${country} now.`, properties };
  if (refusal.code === "perpetual-not-qualified")
    return { reasonCode: "NotOffered", description: "This partner does not sell perpetual software.", properties };
  return { reasonCode: "NotAvailableInCountry", description: `Not sold in ${country}.`, properties };
}

async function inventoryOf(call: ApiCall, request: Parameters<typeof catalogueRecords>[1]) {
  const { products, known } = orRefuse(await catalogueRecords(call.view, request));
  return { products, known };
}
