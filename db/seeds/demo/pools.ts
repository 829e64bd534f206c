import type { KeyFormat } from "#app/domain/entitlement/key-format.ts";
import { seededRandom } from "./random.ts";
import type { ShelfItem } from "./shelf.ts";

/** A stock of keys of the demo, and how much of it is left when the demo is loaded. */
export type DemoPool = {
  readonly productId: string;
  /** Only where the editions of the product have different keys. */
  readonly skuId: string | null;
  readonly version: string;
  readonly keyFormat: KeyFormat;
  readonly lowStockMark: number;
  readonly left: number;
};

const pool = (
  name: `${string}:${string}`,
  version: string,
  [left, lowStockMark]: readonly [number, number],
  keyFormat: KeyFormat = "5x5",
): DemoPool => {
  const [productId = "", sku = ""] = name.split(":");
  return { productId, skuId: sku === "*" ? null : sku, version, keyFormat, lowStockMark, left };
};

/**
 * What the operator keeps in stock. Two pools are low, one is empty while somebody waits for a key, and three products
 * that need keys have no pool: BizTalk Server, Access and Windows 11 Pro N.
 */
export const demoPools: readonly DemoPool[] = [
  pool("DEMOPRD0WSS1:*", "2022", [46, 12]),
  pool("DEMOPRD0WSS1:*", "2019", [30, 8]),
  pool("DEMOPRD0WSS1:*", "2016", [7, 8]),
  pool("DEMOPRD0WSD1:*", "2022", [41, 10]),
  pool("DEMOPRD0WSD1:*", "2019", [22, 6]),
  pool("DG7GMGF0D5RK:*", "2022", [28, 8]),
  pool("DG7GMGF0D65N:*", "2022", [15, 5]),
  pool("DG7GMGF0DVSV:*", "", [18, 5], "32-digits"),
  pool("DEMOPRD0RDC2:0001", "", [55, 15], "32-digits"),
  pool("DEMOPRD0RDC2:0002", "", [3, 10], "32-digits"),
  pool("DG7GMGF0D609:*", "", [15, 3], "32-digits"),
  pool("DG7GMGF0FKZV:*", "2022", [28, 6]),
  pool("DG7GMGF0FKZV:*", "2019", [14, 4]),
  pool("DG7GMGF0FLR2:*", "2022", [36, 8]),
  pool("DG7GMGF0FLR2:*", "2019", [16, 4]),
  pool("DEMOPRD0SQLP:*", "2022", [16, 4]),
  pool("DG7GMGF0D8H4:*", "11", [40, 10]),
  pool("DG7GMGF0D8H4:*", "10", [15, 5]),
  pool("DG7GMGF0D19L:*", "LTSC 2021", [33, 8]),
  pool("DG7GMGF0L4TL:*", "11", [15, 3]),
  pool("DEMOPRD0OLTS:*", "2021", [52, 15]),
  pool("DEMOPRD0OLTS:*", "2019", [18, 5]),
  pool("DG7GMGF0D7FT:*", "2021", [12, 3]),
  pool("DEMOPRD0VLTS:*", "2021", [0, 5]),
  pool("DEMOPRD0PLTS:*", "2021", [14, 4]),
  pool("DEMOPRD0SCDC:*", "2022", [24, 6], "32-digits"),
  pool("DEMOPRD0ESU1:0001", "", [17, 4]),
];

/** The pools that an item's keys come from, newest version first. */
export function poolsOf({ productId, skuId }: Pick<ShelfItem, "productId" | "skuId">): readonly DemoPool[] {
  return demoPools.filter((one) => one.productId === productId && (one.skuId === null || one.skuId === skuId));
}

/** By what the plan speaks of a pool. */
export function poolName({ productId, skuId, version }: Pick<DemoPool, "productId" | "skuId" | "version">): string {
  return `${productId}:${skuId ?? "*"}:${version}`;
}

/** No vowels and nothing that is mistaken for something else, as the publisher's keys have it. */
const letters = "BCDFGHJKMPQRTVWXY2346789".split("");

/** Keys that activate nothing. The same file of the same pool holds the same keys in every demo. */
export function demoKeys(poolOfKeys: DemoPool, fileName: string, count: number): readonly string[] {
  const random = seededRandom(`keys of ${poolName(poolOfKeys)} in ${fileName}`);
  const digits = () => Array.from({ length: 32 }, () => String(random.between(0, 9))).join("");
  const group = () => Array.from({ length: 5 }, () => random.pick(letters)).join("");
  const groups = () => Array.from({ length: 5 }, group).join("-");
  return Array.from({ length: count }, poolOfKeys.keyFormat === "5x5" ? groups : digits);
}
