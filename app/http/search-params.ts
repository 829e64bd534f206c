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

/** Where a page of a list begins; the view knows its keys and starts at the beginning if it is given another. */
export type PageKeys = { readonly after: string | null; readonly before: string | null };

export function pageKeys(parameters: URLSearchParams): PageKeys {
  return { after: keyText(parameters.get("after")), before: keyText(parameters.get("before")) };
}

function keyText(text: string | null): string | null {
  return text !== null && /^[\w-]{1,1000}$/.test(text) ? text : null;
}
