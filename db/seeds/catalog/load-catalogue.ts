import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Temporal } from "temporal-polyfill";
import { importPriceList } from "#app/services/catalog/import-price-list.server.ts";
import { importProducts } from "#app/services/catalog/import-products.server.ts";
import type { ServiceDeps } from "#app/services/ports.ts";
import { findPriceListBySha256 } from "#db/repositories/price-lists.ts";

const folder = new URL("./", import.meta.url);
const priceListName = "price-list.csv";

/**
 * Loads the demo's catalogue and prices through the same services that an operator uses: 33 products, 43 editions,
 * 23 markets. Prices hold from 2019 on. Safe to call again: a list with the same bytes is not imported twice.
 */
export async function loadCatalogue(deps: ServiceDeps, at: Temporal.Instant = deps.clock.now()): Promise<void> {
  const actor = { kind: "system", job: "load-catalogue" } as const;
  const products = await importProducts(
    deps,
    actor,
    JSON.parse(await readFile(new URL("products.json", folder), "utf8")),
    at,
  );
  if (!products.ok) throw new Error(`The demo's products were refused: ${JSON.stringify(products.refusal)}`);
  const bytes = await readFile(new URL(priceListName, folder));
  const known = await findPriceListBySha256(deps.db, createHash("sha256").update(bytes).digest("hex"));
  if (known !== undefined) return;
  const file = { fileName: priceListName, bytesTotal: bytes.length, chunks: [bytes] };
  const prices = await importPriceList(deps, actor, file, at);
  if (!prices.ok) throw new Error(`The demo's prices were refused: ${JSON.stringify(prices.refusal)}`);
}
