/**
 * What a list page reads from its address. An address is typed, shared and cut off; so nothing here fails,
 * and what cannot be used is left out.
 */

/** Text to search for: trimmed, one space between words, at most 100 characters; undefined when nothing is left. */
export function searchText(parameters: URLSearchParams, name = "search"): string | undefined {
  const text = (parameters.get(name) ?? "").replace(/\s+/g, " ").trim().slice(0, 100);
  return text === "" ? undefined : text;
}

/** One of a closed list of words, the first of them if the address has none or another. */
export function oneOf<const Word extends string>(
  parameters: URLSearchParams,
  name: string,
  words: readonly [Word, ...Word[]],
): Word {
  const value = parameters.get(name);
  return words.find((word) => word === value) ?? words[0];
}

/** The same, undefined if the address has none or another. */
export function oneOfOrNone<const Word extends string>(
  parameters: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = parameters.get(name);
  return words.find((word) => word === value);
}

/** Where a page of a list begins: behind or before a row's key, as paging by key has it. */
export type PageCursor = { readonly direction: "after" | "before"; readonly key: readonly (string | number)[] };

const keyPartsMax = 4;

/** The cursor in an address; null for the first page, and for one that was tampered with. */
export function readCursor(parameters: URLSearchParams): PageCursor | null {
  for (const direction of ["after", "before"] as const) {
    const key = keyOf(parameters.get(direction));
    if (key !== null) return { direction, key };
  }
  return null;
}

/** The search parameter that leads to the page behind or before a key. */
export function cursorParameter({ direction, key }: PageCursor): Readonly<Record<string, string>> {
  return { [direction]: Buffer.from(JSON.stringify(key)).toString("base64url") };
}

function keyOf(text: string | null): readonly (string | number)[] | null {
  if (text === null || text.length > 1000) return null;
  try {
    const key: unknown = JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
    return isKey(key) ? key : null;
  } catch {
    return null;
  }
}

function isKey(value: unknown): value is readonly (string | number)[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= keyPartsMax &&
    value.every((part) => typeof part === "string" || Number.isSafeInteger(part))
  );
}
