/**
 * A whole number as the document writes it: `4.000`, but also `2,000` and ` 250.000 `, with or without a currency mark
 * in front. Undefined where it is not one.
 */
export function parseCount(text: string): number | undefined {
  const digits = text.replace(/^[^\d]*/, "").trim();
  if (!/^\d{1,3}(?:[.,]\d{3})*$|^\d+$/.test(digits)) return undefined;
  return Number(digits.replace(/[.,]/g, ""));
}

export type CountRange = { readonly from: number; /** Inclusive; null where it is open. */ readonly to: number | null };

/** `200 – 499`, `600.000 +`, `SAM 1 bis 249`, `SAM ab 600.000`, `$250.000 - $374.999`. */
export function parseRange(text: string): CountRange | undefined {
  const numbers = [...text.matchAll(/\d[\d.,]*/g)].map((match) => parseCount(match[0]));
  const [from, to, ...others] = numbers;
  if (from === undefined || others.length > 0) return undefined;
  if (to !== undefined) return /–|-|\bbis\b/.test(text) ? { from, to } : undefined;
  return /\+|\bab\b/.test(text) ? { from, to: null } : undefined;
}

const months = [
  "Januar",
  "Februar",
  "März",
  "April",
  "Mai",
  "Juni",
  "Juli",
  "August",
  "September",
  "Oktober",
  "November",
  "Dezember",
];
const monthWords = months.join("|");

function monthNumber(word: string): string {
  return String(months.indexOf(word) + 1).padStart(2, "0");
}

/** Every full date in a text, as `YYYY-MM-DD`, in order, repeated where it is. */
export function fullDatesIn(text: string): string[] {
  return [...text.matchAll(new RegExp(`(\\d{1,2})\\. (${monthWords}) (\\d{4})`, "g"))].map(
    ([, day = "", month = "", year = ""]) => `${year}-${monthNumber(month)}-${day.padStart(2, "0")}`,
  );
}

/** The editions of the list that a text refers to, as `YYYY-MM`. A footnote digit glued to the year is left off. */
export function olderEditionsIn(text: string): string[] {
  return [...text.matchAll(new RegExp(`Produktliste (?:von |vom |für )?(${monthWords}) (\\d{4})`, "g"))].map(
    ([, month = "", year = ""]) => `${year}-${monthNumber(month)}`,
  );
}
