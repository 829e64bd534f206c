/**
 * How product keys look. The source document speaks of 32 digits, common multiple activation keys have five groups of
 * five characters; a pool says which of the two its keys have.
 */
export const keyFormats = ["5x5", "32-digits"] as const;
export type KeyFormat = (typeof keyFormats)[number];

const patterns = {
  "5x5": /^[A-Z0-9]{25}$/,
  "32-digits": /^[0-9]{32}$/,
} as const satisfies Record<KeyFormat, RegExp>;

/** Longest line of a key file that can hold a key, with separators and spaces; a longer one is refused unread. */
export const keyLineLengthMax = 200;

/**
 * The one way to write a key, or undefined where the text is none of the format. Spaces, dashes and lower case do not
 * make another key, so that the same key in two spellings is found to be the same.
 */
export function normaliseKey(text: string, format: KeyFormat): string | undefined {
  if (text.length > keyLineLengthMax) return undefined;
  const compact = text.replace(/[\s-]/g, "").toUpperCase();
  if (!patterns[format].test(compact)) return undefined;
  return format === "5x5" ? (compact.match(/.{5}/g) ?? []).join("-") : compact;
}

const keyAnywhere = /(?<![A-Z0-9])(?:(?:[A-Z0-9]{5}[\s-]?){4}[A-Z0-9]{5}|(?:[0-9]{4}[\s-]?){7}[0-9]{4})(?![A-Z0-9])/i;
const fiveGroups = /(?<![A-Z0-9])(?:[A-Z0-9]{5}-){4}[A-Z0-9]{5}(?![A-Z0-9])/i;

/**
 * Whether a text that somebody typed holds what looks like a key: such a text would go into the log and into mails.
 * Five words of five letters are not meant: without dashes a group of five has to hold a digit.
 */
export function looksLikeKey(text: string): boolean {
  if (fiveGroups.test(text)) return true;
  const found = keyAnywhere.exec(text)?.[0];
  return found !== undefined && /[0-9]/.test(found);
}
