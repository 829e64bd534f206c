import type { Translate } from "#app/i18n/translator.ts";

type Named = { readonly productTitle: string; readonly version: string; readonly skuTitle: string | null };

/** Version and edition of a pool: "Version 2022", "All versions · 1 User CAL". */
export function poolScope({ version, skuTitle }: Pick<Named, "version" | "skuTitle">, t: Translate): string {
  const ofVersion = version === "" ? t("pools:anyVersion") : t("pools:version", { version });
  return skuTitle === null ? ofVersion : `${ofVersion} · ${skuTitle}`;
}

/** What a pool is called: the product and what of it. */
export function poolTitle(pool: Named, t: Translate): string {
  return `${pool.productTitle} · ${poolScope(pool, t)}`;
}
