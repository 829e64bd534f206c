import { productName } from "#app/i18n/product-name.ts";

/** The title of a page in tabs and bookmarks; the page's own words first, they are what tells tabs apart. */
export function pageTitle(...parts: readonly string[]): { title: string }[] {
  return [{ title: [...parts, productName].join(" · ") }];
}
