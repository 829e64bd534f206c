import { readFileSync } from "node:fs";
import { type ProductKind, type SkuKey, skuKey } from "#app/domain/catalog/catalog.ts";
import { createPriceListReader, type PriceListPiece } from "#app/domain/catalog/price-list-reader.ts";
import type { CatalogueFacts } from "#app/domain/catalog/price-list-row.ts";
import { type PriceListColumn, priceListColumns } from "#app/domain/catalog/price-list.ts";

/** Price lists for tests, line by line. */

/** A good row: a subscription for one year in Germany. */
const goodRow: Record<PriceListColumn, string> = {
  ProductTitle: "Windows Server 2022 Standard (subscription)",
  ProductId: "DEMOPRD0WSS1",
  SkuId: "1",
  SkuTitle: "Windows Server 2022 Standard - 8 Core License Pack - 1 year",
  Publisher: "Microsoft",
  SkuDescription: "Server operating system, right for eight cores.",
  UnitOfMeasure: "",
  TermDuration: "P1Y",
  BillingPlan: "Annual",
  Market: "DE",
  Currency: "EUR",
  UnitPrice: "389.50",
  PricingTierRangeMin: "",
  PricingTierRangeMax: "",
  EffectiveStartDate: "2021-10-01T00:00:00.0000000Z",
  EffectiveEndDate: "9999-11-30T23:59:59.0000000Z",
  Tags: "Software;Subscription",
  "ERP Price": "486.88",
  Segment: "Commercial",
};

export const headerLine = priceListColumns.join(",");

export type RowFields = Partial<Record<PriceListColumn, string>>;

/** A line of a price list: the good row, with other fields where the test says so; quoted where needed. */
export function csvLine(fields: RowFields = {}): string {
  const row = { ...goodRow, ...fields };
  return priceListColumns
    .map((column) => (/[",\n\r]/.test(row[column]) ? `"${row[column].replaceAll('"', '""')}"` : row[column]))
    .join(",");
}

/** A whole list with a line feed behind every line. */
export function csvText(...rows: RowFields[]): string {
  return [headerLine, ...rows.map(csvLine)].map((line) => `${line}\n`).join("");
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

type CatalogueJson = { products: { id: string; kind: ProductKind; skus: { id: string }[] }[] };

/** The demo's catalogue, as far as a price list is checked against it. */
export function demoCatalogueFacts(): CatalogueFacts {
  const text = readFileSync(new URL("../../db/seeds/catalog/products.json", import.meta.url), "utf8");
  const { products } = JSON.parse(text) as CatalogueJson;
  const kinds = new Map<SkuKey, ProductKind>(
    products.flatMap(({ id, kind, skus }) => skus.map((sku) => [skuKey(id, sku.id), kind] as const)),
  );
  return { kinds, productIds: new Set(products.map((product) => product.id)) };
}

/** Reads a whole list, cut into pieces of some bytes. */
export function readList(
  bytes: Uint8Array,
  options: { catalogue?: CatalogueFacts; pieceBytes?: number } = {},
): PriceListPiece {
  const reader = createPriceListReader(options.catalogue ?? demoCatalogueFacts());
  const size = options.pieceBytes ?? Math.max(1, bytes.length);
  const pieces: PriceListPiece[] = [];
  for (let start = 0; start < bytes.length; start += size)
    pieces.push(reader.push(bytes.subarray(start, start + size)));
  pieces.push(reader.end());
  return { rows: pieces.flatMap((piece) => piece.rows), defects: pieces.flatMap((piece) => piece.defects) };
}
