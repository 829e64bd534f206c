/** Words for the search of the list: folded, so that case, umlauts and accents do not matter, and one typo is forgiven. */

/** The words of a text: lower case letters without marks, and digits. `ß` is `ss`. */
export function foldedWords(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** English words for what the document says in German, by the beginning of the German word. */
const germanFor: Readonly<Record<string, readonly string[]>> = {
  transition: ["ubergang", "ubergange"],
  prior: ["fruhere"],
  previous: ["fruhere"],
  predecessor: ["fruhere"],
  renewal: ["verlangerung"],
  extension: ["verlangerung"],
  licence: ["lizenz"],
  license: ["lizenz"],
  licensing: ["lizenz"],
  user: ["nutzer"],
  device: ["gerat"],
  term: ["laufzeit"],
  discount: ["nachlass"],
  reduction: ["verringerung"],
  benefit: ["vergunstigung"],
  benefits: ["vergunstigung"],
  voucher: ["gutschein"],
  vouchers: ["gutschein"],
  education: ["bildung", "forschung"],
  academic: ["forschung"],
  government: ["verwaltung"],
  charity: ["gemeinnutzig"],
  subscription: ["abonnement"],
  agreement: ["vertrag"],
  contract: ["vertrag"],
  enrollment: ["beitritt", "registrierung"],
  enterprise: ["konzern"],
  price: ["preis"],
  prices: ["preis"],
  points: ["punkt"],
  operating: ["betriebssystem"],
  language: ["sprache"],
  country: ["land"],
  payment: ["zahlung"],
  order: ["bestellung"],
  customer: ["kunde"],
  currency: ["wahrung"],
  threshold: ["schwellenwert"],
  application: ["anwendung"],
  applications: ["anwendung"],
  return: ["ruckgabe"],
  returns: ["ruckgabe"],
  minimum: ["mindest"],
  rental: ["vermietung"],
  overage: ["uberschreitung"],
  commitment: ["verpflichtung"],
  reimaging: ["imaging"],
  upgrade: ["upgrade"],
  qualifying: ["qualifizierend"],
  pool: ["pool"],
  pools: ["pool"],
};

const typoLettersMin = 4;
const alternativesMax = 12;

/**
 * What to look for: all clauses, of each any beginning of a word.
 *
 * @param vocabulary the words of the edition; a word that none of them begins with is taken for a typo
 */
export function searchClauses(query: string, vocabulary: readonly string[]): string[][] {
  const words = [...new Set(foldedWords(query))].slice(0, 8);
  return words.map((word) => alternativesOf(word, vocabulary));
}

function alternativesOf(word: string, vocabulary: readonly string[]): string[] {
  // `ue` is how `ü` is typed where the keyboard has none.
  const plain = word.replace(/([aou])e/g, "$1");
  const meant = [word, ...(plain === word ? [] : [plain]), ...(germanFor[word] ?? [])];
  const known = meant.filter((one) => vocabulary.some((listed) => listed.startsWith(one)));
  if (known.length > 0) return known;
  if (word.length < typoLettersMin || /^\d+$/.test(word)) return [word];
  const near = [...new Set(vocabulary.filter((listed) => beginsAlmostWith(listed, word)))].slice(0, alternativesMax);
  return near.length > 0 ? near : [word];
}

/** Whether a listed word begins with another one but for one letter that is wrong, missing, too much or swapped. */
function beginsAlmostWith(listed: string, word: string): boolean {
  return [word.length - 1, word.length, word.length + 1].some(
    (length) => length <= listed.length && isOneTypoAway(listed.slice(0, length), word),
  );
}

/** One letter wrong, missing, too much, or two neighbours swapped; equal words are zero away and count too. */
export function isOneTypoAway(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (long.length > short.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}
