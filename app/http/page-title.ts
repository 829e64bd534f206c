import { productName } from "#app/i18n/product-name.ts";
import { isRefusalBody } from "./refusal-response.ts";

/** What a route's `meta` is given, as far as its title goes. Remix hands over null where a form was refused as a whole. */
type Page<Data> = { readonly data: Data | null | undefined; readonly error?: unknown };

/**
 * The title of a page in tabs and bookmarks; the page's own words first, they are what tells tabs apart.
 * Where a refusal stands instead of the page, it is the refusal's title.
 */
export function pageTitle<Data>(
  { data, error }: Page<Data>,
  wordsOf: (data: Data) => readonly string[],
): { title: string }[] {
  const words = data === null || data === undefined ? wordsOfRefusal(error) : wordsOf(data);
  return [{ title: [...words, productName].join(" · ") }];
}

function wordsOfRefusal(error: unknown): string[] {
  if (typeof error !== "object" || error === null || !("data" in error)) return [];
  return isRefusalBody(error.data) ? [error.data.refusal.title] : [];
}
