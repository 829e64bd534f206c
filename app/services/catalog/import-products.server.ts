import type { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { decideAccess } from "#app/domain/access/permissions.ts";
import type { Actor } from "#app/domain/access/roles.ts";
import { activityDone } from "#app/domain/activity/activity.ts";
import { productKinds, segments, type SkuKey } from "#app/domain/catalog/catalog.ts";
import type { RefusalOf } from "#app/domain/refusal.ts";
import { ok, refused, type Result } from "#app/domain/result.ts";
import { type ProductWithSkus, upsertProduct } from "#db/repositories/products.ts";
import { logActivity } from "../activity/log-activity.server.ts";
import { refuseAttempt } from "../change-once.server.ts";
import type { ServiceDeps } from "../ports.ts";

const text = z.string().trim().min(1);
const id = z.string().regex(/^[A-Z0-9]{1,40}$/);
const key = z.string().regex(/^[A-Z0-9]+:[A-Z0-9]+$/) as unknown as z.ZodType<SkuKey>;
const quantity = z.int().min(1).max(1_000_000);

const skuSchema = z
  .strictObject({
    id,
    title: text,
    description: text,
    unit: text,
    segment: z.enum(segments),
    quantityMin: quantity,
    quantityMax: quantity,
    needsKey: z.boolean(),
    needsDownload: z.boolean(),
    isCancellable: z.boolean(),
    needsReview: z.boolean(),
    hasHybridBenefit: z.boolean(),
    prerequisites: z.array(z.strictObject({ anyOf: z.array(key).min(1) })),
    downloadOptions: z.strictObject({
      versions: z.array(text),
      languages: z.array(text),
      fileTypes: z.array(text),
      operatingSystems: z.array(text),
    }),
    installInstructions: z.strictObject({ url: z.url({ protocol: /^https$/ }), steps: z.array(text) }).nullable(),
  })
  .refine((sku) => sku.quantityMax >= sku.quantityMin, { path: ["quantityMax"], error: "below quantityMin" });

const catalogueSchema = z.strictObject({
  products: z.array(
    z.strictObject({ id, title: text, publisher: text, kind: z.enum(productKinds), skus: z.array(skuSchema).min(1) }),
  ),
});

/**
 * Takes products and editions over from a catalogue file (the shape of `db/seeds/catalog/products.json`): new ones are
 * added, known ones brought up to date, none is taken away. All or nothing; the same file twice changes nothing.
 *
 * @param catalogue parsed JSON, not trusted
 */
export async function importProducts(
  deps: ServiceDeps,
  actor: Actor,
  catalogue: unknown,
  at: Temporal.Instant,
): Promise<Result<{ products: number; skus: number }, RefusalOf<"role-needed" | "invalid-field">>> {
  const access = decideAccess(actor, "manage-catalogue");
  if (!access.ok) return refuseAttempt(deps, actor, { at, logAs: "catalogue-changed", refused: access });
  const parsed = catalogueSchema.safeParse(catalogue);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return refused({ code: "invalid-field", field: issue?.path.join(".") ?? "", reason: issue?.message ?? "" });
  }
  const { products } = parsed.data;
  const counts = { products: products.length, skus: products.reduce((sum, product) => sum + product.skus.length, 0) };
  await deps.db.transaction().execute(async (tx) => {
    for (const product of products) await upsertProduct(tx, productOf(product));
    const activity = activityDone("catalogue-changed", at, { partnerId: null }, { newValue: counts });
    await logActivity(tx, deps, actor, [activity]);
  });
  return ok(counts);
}

function productOf({ skus, ...product }: z.output<typeof catalogueSchema>["products"][number]): ProductWithSkus {
  const { publisher, kind } = product;
  return {
    product,
    skus: skus.map(({ id: skuId, ...sku }) => ({
      ...sku,
      productId: product.id,
      skuId,
      productTitle: product.title,
      publisher,
      kind,
    })),
  };
}
