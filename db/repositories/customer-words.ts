/**
 * What customers are sorted and found by. One folding for what is stored and for what is asked, so that
 * "Muller" finds "Müller" on both databases without their collations.
 */

/** Lower case, without accents; ligatures and sharp s as letters. */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/æ/g, "ae")
    .replace(/ø/g, "o")
    .replace(/œ/g, "oe")
    .replace(/ł/g, "l")
    .replace(/đ/g, "d")
    .trim();
}

const wordLengthMax = 80;
/** Words of one search that are looked at; more would only narrow what is narrow already. */
const searchWordsMax = 5;

/** Every word that a customer can be found by: words of the name, the domain and its first label, the id. */
export function searchWordsOf(customer: { id: string; name: string; domain: string }): string[] {
  const words = new Set<string>([foldText(customer.id)]);
  for (const word of foldText(customer.name).split(/\s+/)) addWithParts(words, word);
  const domain = foldText(customer.domain);
  words.add(domain);
  addWithParts(words, domain.split(".")[0] ?? "");
  return [...words].filter((word) => word !== "").map((word) => word.slice(0, wordLengthMax));
}

function addWithParts(words: Set<string>, word: string): void {
  words.add(trimmed(word));
  for (const part of word.split(/[^\p{L}\p{N}]+/u)) words.add(part);
}

/** The words of a search, each to be found as the beginning of a stored one. */
export function searchTermsOf(search: string): string[] {
  const terms = foldText(search)
    .split(/\s+/)
    .map((word) => trimmed(word).slice(0, wordLengthMax))
    .filter((word) => word !== "");
  return [...new Set(terms)].slice(0, searchWordsMax);
}

function trimmed(word: string): string {
  return word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
}

/** The end of the range of words that begin with a term: above every character there is. */
export function endOfPrefix(term: string): string {
  return `${term}\u{10FFFF}`;
}
