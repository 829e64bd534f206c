import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { importProducts } from "#app/services/catalog/import-products.server.ts";
import { setNeedsReview } from "#app/services/catalog/set-needs-review.server.ts";
import { findSku } from "#db/repositories/catalog.ts";
import { findProductIds } from "#db/repositories/products.ts";
import { buildOperatorActor, buildPartner, buildPartnerActor, instant } from "#test/support/builders.ts";
import { checksumOfTables } from "#test/support/checksum.ts";
import { describeOnBothDatabases } from "#test/support/databases.ts";
import { serviceDeps } from "#test/support/service-deps.ts";

const at = instant("2026-11-02T09:00:00Z");
const catalogueText = readFileSync(new URL("../../../db/seeds/catalog/products.json", import.meta.url), "utf8");

type Catalogue = { products: { id: string; title: string; skus: Record<string, unknown>[] }[] };
const catalogue = () => JSON.parse(catalogueText) as Catalogue;

describeOnBothDatabases("The catalogue file", (database) => {
  const db = () => database().db;
  const deps = () => serviceDeps(db(), at);
  const system = { kind: "system", job: "test" } as const;

  beforeAll(async () => {
    await importProducts(deps(), system, catalogue(), at);
  });

  test("says how much it holds", async () => {
    const result = await importProducts(deps(), system, catalogue(), at);
    expect(result).toEqual({ ok: true, value: { products: 33, skus: 43 } });
  });

  test("taken over a second time changes nothing", async () => {
    const before = await checksumOfTables(db(), ["activity", "activity_chain"]);
    await importProducts(deps(), system, catalogue(), at);
    expect(await checksumOfTables(db(), ["activity", "activity_chain"])).toEqual(before);
  });

  test("brings titles up to date, and what they are found by", async () => {
    const changed = catalogue();
    const product = changed.products.find(({ id }) => id === "DEMOPRD0SUSE");
    if (product === undefined) throw new Error("no such product");
    product.title = "Chameleon Linux plan";
    await importProducts(deps(), system, { products: [product] }, at);
    expect(await findProductIds(db(), "chameleon", 10)).toEqual(["DEMOPRD0SUSE"]);
    await importProducts(deps(), system, catalogue(), at);
    expect(await findProductIds(db(), "chameleon", 10)).toEqual([]);
  });

  test("does not take back the operator's review mark", async () => {
    const operator = await buildOperatorActor(db());
    const sku = { productId: "DG7GMGF0D8H4", skuId: "0004" };
    expect(await setNeedsReview(deps(), operator, { ...sku, needsReview: true }, at)).toMatchObject({ ok: true });
    await importProducts(deps(), system, catalogue(), at);
    expect((await findSku(db(), sku.productId, sku.skuId))?.needsReview).toBe(true);
    // Once more is nothing new, and writes no second line.
    await setNeedsReview(deps(), operator, { ...sku, needsReview: true }, at);
    const lines = await db().selectFrom("activity").selectAll().where("actor_user_id", "=", operator.userId).execute();
    expect(lines).toMatchObject([{ action: "catalogue-changed", product_id: sku.productId }]);
    expect(JSON.parse(lines[0]?.old_json ?? "null")).toEqual({ skuId: "0004", needsReview: false });
    const missing = await setNeedsReview(deps(), operator, { ...sku, skuId: "9999", needsReview: true }, at);
    expect(missing).toEqual({ ok: false, refusal: { code: "not-found", what: "product" } });
  });

  test.each<[string, (file: Catalogue) => unknown]>([
    ["no object", () => "products"],
    ["an unknown kind", (file) => ({ products: [{ ...file.products[0], kind: "hardware" }] })],
    ["no editions", (file) => ({ products: [{ ...file.products[0], skus: [] }] })],
    ["an unknown field", (file) => ({ products: [{ ...file.products[0], price: 1 }] })],
    ["limits the wrong way round", (file) => withSku(file, { quantityMin: 5, quantityMax: 4 })],
    ["a quantity of nothing", (file) => withSku(file, { quantityMin: 0 })],
    [
      "a script as instructions",
      (file) => withSku(file, { installInstructions: { url: "javascript:alert(1)", steps: [] } }),
    ],
  ])("with %s is refused, and nothing of it is stored", async (_, change) => {
    const before = await checksumOfTables(db(), ["activity", "activity_chain"]);
    const result = await importProducts(deps(), system, change(catalogue()), at);
    expect(result).toMatchObject({ ok: false, refusal: { code: "invalid-field" } });
    expect(await checksumOfTables(db(), ["activity", "activity_chain"])).toEqual(before);
  });

  test("is no business of a partner", async () => {
    const partner = await buildPartner(db());
    const actor = await buildPartnerActor(db(), partner.id, ["admin-agent", "global-admin", "account-admin"]);
    const refusal = { code: "role-needed", action: "manage-catalogue", roles: ["operator"] };
    expect(await importProducts(deps(), actor, catalogue(), at)).toEqual({ ok: false, refusal });
    const request = { productId: "DEMOPRD0SUSE", skuId: "0001", needsReview: true };
    expect(await setNeedsReview(deps(), actor, request, at)).toEqual({ ok: false, refusal });
    expect((await findSku(db(), "DEMOPRD0SUSE", "0001"))?.needsReview).toBe(false);
  });
});

function withSku({ products }: Catalogue, fields: object): unknown {
  const [product] = products;
  return { products: [{ ...product, skus: [{ ...product?.skus[0], ...fields }] }] };
}
